"""What templates may say of values."""
