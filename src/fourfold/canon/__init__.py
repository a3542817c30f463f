"""Values to canonical bytes to digests and back, and what comes from outside to a value or all its problems."""
