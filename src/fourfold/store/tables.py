"""The tables themselves."""

from pathlib import Path

from django.core.management import call_command
from django.db import connection


def migrate() -> None:
    """Make the tables, or bring them up to date."""
    name = str(connection.settings_dict["NAME"])
    if not name.startswith("file:"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
