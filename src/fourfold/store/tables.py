"""The tables themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing


class Unusable(Exception):
    """The database cannot do its work; `name` is its file."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name = name


@contextmanager
def at_work() -> Iterator[None]:
    """Tell a database that cannot be used from a mistake of ours."""
    name = str(connection.settings_dict["NAME"])
    try:
        yield
    except MigrationSchemaMissing as error:
        raise Unusable(name, "no tables can be made in it") from error
    except DatabaseError as error:
        raise Unusable(name, str(error)) from error
    except OSError as error:
        raise Unusable(name, error.strerror or str(error)) from error


def migrate() -> None:
    """Make the tables, or bring them up to date."""
    name = str(connection.settings_dict["NAME"])
    with at_work():
        if not name.startswith("file:"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
