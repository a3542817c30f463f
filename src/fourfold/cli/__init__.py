"""The terminal: the same answers as text, as JSON and as exit codes."""
