"""One module a noun: what its page shows, worked out as values before any template sees it."""
