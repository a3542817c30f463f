"""Making the database ready."""

from fourfold.store import tables


def prepare() -> None:
    """Make the database and bring its tables up to date."""
    tables.migrate()
