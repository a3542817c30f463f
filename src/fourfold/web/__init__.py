"""Pages: the same answers for people, in English and Chinese."""
