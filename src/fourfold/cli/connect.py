"""Reaching a database: which one, and refusals in words."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import django
import typer
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from fourfold.cli import voice
from fourfold.domain.text import Language, Text

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        help="The database: the path of an SQLite file, or postgres://…; DATABASE_URL or FOURFOLD_DATABASE where not "
        "given.",
    ),
]


@contextmanager
def granted(*, as_json: bool, lang: Language, code: int = voice.REFUSED) -> Iterator[None]:
    """Turn a refusal, or files that cannot be used, into words and an exit code."""
    from fourfold.actions.refused import Refused, Unavailable  # noqa: PLC0415 - Django is not needed for the other commands

    try:
        yield
    except Unavailable as refusal:
        voice.refuse(refusal.details, as_json=as_json, lang=lang, code=code)
    except Refused as refusal:
        voice.refuse(refusal.why, as_json=as_json, lang=lang, code=code)
    except ImproperlyConfigured as error:
        why = getattr(error, "why", Text(en=str(error), zh=str(error)))
        voice.refuse(why, as_json=as_json, lang=lang, code=voice.UNREADABLE)
    except OSError as error:
        named = f"{error.filename or ''}: {error.strerror or error}".removeprefix(": ")
        voice.refuse(Text(en=f"Cannot use {named}", zh=f"无法使用 {named}"), as_json=as_json, lang=lang, code=code)


def start(database: str | None) -> None:
    """Start Django on the database named, or on the one that the environment names."""
    if database is not None:
        _point_at(database)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fourfold.config.settings")
    if not apps.ready:
        # Once a process: the log would go on to whatever the second time found as its standard error.
        django.setup()


def passing(database: str | None) -> None:
    """The same for work that signs nothing, and so makes no lasting key."""
    os.environ.setdefault("FOURFOLD_SECRET_KEY", secrets.token_urlsafe())
    start(database)


def today() -> date:
    """The date that a database is judged by, once Django has started."""
    from django.conf import settings  # noqa: PLC0415 - Django starts first

    told: date | None = settings.TODAY
    return told or datetime.now(UTC).date()


def _point_at(database: str) -> None:
    if "://" in database:
        os.environ["DATABASE_URL"] = database
        return
    os.environ.pop("DATABASE_URL", None)
    os.environ["FOURFOLD_DATABASE"] = database
    os.environ.setdefault("FOURFOLD_VAR", str(Path(database).resolve().parent))
