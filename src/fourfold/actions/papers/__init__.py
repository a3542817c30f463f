"""Answers as papers: laid out in words, before anybody chooses how they look."""
