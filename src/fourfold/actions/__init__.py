"""What a person may ask for: one function per intention, each in one transaction."""
