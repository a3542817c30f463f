"""Editing a draft on pages: a form for each noun, what an edit would do, and what stands in its way."""
