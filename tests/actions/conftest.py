"""These tests run on both databases."""

from tests.databases import database, fresh

__all__ = ["database", "fresh"]
