"""What the Makefile calls: set-up, finding Chromium, pictures. Not part of the product."""
