"""Figures taken side by side in one run: `make bench`. Nothing here is gated, and nothing here is shipped."""
