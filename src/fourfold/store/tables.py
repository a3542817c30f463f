"""The tables themselves."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import Error, connection, connections, transaction
from django.db.migrations import AddField, CreateModel, Migration
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from fourfold.domain.text import Text
from fourfold.store.unusable import Unusable, name, unusable

OURS = "store"
_PATIENCE_SECONDS = 120
_ONE_AT_A_TIME = 4_040_404
"""The advisory lock under which the tables of a PostgreSQL database are changed."""


@contextmanager
def at_work() -> Iterator[None]:
    """Tell a database that cannot be used from a mistake of ours."""
    try:
        yield
    except MigrationSchemaMissing as error:
        # On PostgreSQL its cause says who lacks which right; a file that takes no table says nothing more.
        raise Unusable(name(), Text(en="no tables can be made in it", zh="无法在其中创建数据表")) from error
    except Error as error:
        raise unusable(error) from error
    except OSError as error:
        said = error.strerror or str(error)
        raise Unusable(name(), Text(en=said, zh=said)) from error


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written while this lasts is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def migrate() -> None:
    """Make the tables, or bring them up to date; refuse those that a newer Fourfold has made."""
    with at_work():
        _make_folder()
        if _complete():
            return
        with _alone():
            _note_what_was_made()
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)


def _note_what_was_made() -> None:
    """Note the step that a killed process had made and did not come to note.

    A step is made whole or not at all, but on some databases it is noted afterwards only.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan and _made(plan[0][0]):
        executor.recorder.record_applied(plan[0][0].app_label, plan[0][0].name)


def _made(step: Migration) -> bool:
    """Whether any table or column that a step adds is there."""
    there = {table: _columns(table) for table in _tables()}
    for each in step.operations:
        if isinstance(each, CreateModel) and _table(step.app_label, each) in there:
            return True
        if isinstance(each, AddField):
            table, column = _place(step.app_label, each)
            return column in there.get(table, ())
    return False


def _place(app: str, added: AddField) -> tuple[str, str]:
    """The table of a field and its column, which is empty where a later step took it away."""
    model = apps.get_model(app, added.model_name)._meta  # noqa: SLF001 - as Django names it
    return model.db_table, next((str(each.column) for each in model.fields if each.name == added.name), "")


def _table(app: str, made: CreateModel) -> str:
    return str(made.options.get("db_table", f"{app}_{made.name_lower}"))


def _columns(table: str) -> set[str]:
    with connection.cursor() as cursor:
        return {each.name for each in connection.introspection.get_table_description(cursor, table)}


def _complete() -> bool:
    """Whether the tables have been through every step of every app; refuses those of a newer Fourfold."""
    newer = unknown_migrations()
    if newer:
        raise Unusable(name(), _newer(newer[-1]))
    loader = MigrationLoader(connection)
    counts = str(settings.CACHES["default"]["LOCATION"])
    return set(loader.disk_migrations) <= set(loader.applied_migrations) and counts in _tables()


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


@cache
def known() -> frozenset[str]:
    """The steps of our tables that this Fourfold knows."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(step for app, step in loader.disk_migrations if app == OURS)


def passed() -> frozenset[str]:
    """The steps that our tables have been through."""
    return frozenset(step for app, step in MigrationRecorder(connection).applied_migrations() if app == OURS)


def absent() -> bool:
    """Whether the database is a file that is not there: looking at it would make one."""
    return connection.vendor == "sqlite" and not name().startswith("file:") and not Path(name()).exists()


def unknown_migrations() -> tuple[str, ...]:
    """Steps that the tables have been through and that we do not know."""
    return tuple(sorted(passed() - known()))


def missing_migrations() -> tuple[str, ...]:
    """Steps that we know and that the tables have not been through."""
    return tuple(sorted(known() - passed()))


def hold_nothing() -> bool:
    """Whether nothing is kept yet: no institution, no person and no document, where there are tables at all."""
    there = set(_tables())
    models = (apps.get_model(OURS, name) for name in ("Institution", "Person", "Document"))
    return not any(each._meta.db_table in there and each._default_manager.exists() for each in models)  # noqa: SLF001 - as Django names it


def let_go() -> None:
    """Close every connection of this thread."""
    connections.close_all()


def _newer(step: str) -> Text:
    return Text(
        en=f"a newer Fourfold has changed its tables ({step}); use that version, or a newer one",
        zh=f"其数据表已被更新版本的 Fourfold 修改（{step}）；请使用该版本或更新版本",
    )


@contextmanager
def _alone() -> Iterator[None]:
    """Two who start at once change the tables one after the other."""
    if connection.vendor == "sqlite":
        with _beside():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_AT_A_TIME])


@contextmanager
def _beside() -> Iterator[None]:
    """Hold a file beside the database: its own locks last for one step only, and there are many."""
    file = Path(name())
    if name().startswith("file:") or (file.exists() and not file.is_file()):
        yield
        return
    beside = file.with_name(f"{file.name}-tables")
    beside.touch(mode=0o600)
    with connection.wrap_database_errors, closing(sqlite3.connect(beside, timeout=_PATIENCE_SECONDS)) as held:
        held.isolation_level = None
        held.execute("BEGIN EXCLUSIVE")
        yield


def _make_folder() -> None:
    """The folder of a file, and the file for this account alone: SQLite gives those beside it the same rights."""
    if connection.vendor == "sqlite" and not name().startswith("file:"):
        Path(name()).parent.mkdir(parents=True, exist_ok=True)
        if not Path(name()).exists():
            Path(name()).touch(mode=0o600)
