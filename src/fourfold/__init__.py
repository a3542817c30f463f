"""Fourfold keeps the jobs, courses, competitions and certifications of a program cluster aligned, and proves it."""

__version__ = "0.1.0"
