"""Everything that is kept, as one file that either database can be made anew from.

A backup is lines of JSON, compressed: first what it is of, then every row, last how many rows there were and the digest
of all that stands above. Sessions, and what counts failed sign-ins, are left out.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby, islice
from typing import IO, Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import IntegrityError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from fourfold.store.held import held_by
from fourfold.store.models import Document, Draft, Institution, MinutesFile, Person, Release, Upload
from fourfold.store.soundness import examine

SCHEMA = "backup/1"
APPS = ("store", "account", "mfa")
_AT_ONCE = 500
_LARGE_AT_ONCE = 5
"""Of rows that hold whole files, so that a backup needs no more memory than a few of them."""
_LONGEST_LINE = 64 * 1024 * 1024
_NOT_PACKED = (OSError, EOFError, zlib.error)


class NoBackup(Exception):
    """The file is no whole backup."""


class OtherTables(Exception):
    """The backup was made by a Fourfold with other tables: its version."""


class NotEmpty(Exception):
    """The database holds something already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup is of: when it was made, how many rows it has, and the root of every draft and release."""

    made_at: str
    rows: int
    roots: dict[str, str]


class _Sealed:
    """Lines on their way to a file or from it, with the digest of all of them so far."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file
        self._sum = sha256()

    @property
    def seal(self) -> str:
        return self._sum.hexdigest()

    def put(self, line: str) -> None:
        content = line.rstrip("\n").encode() + b"\n"
        self._sum.update(content)
        self._file.write(content)

    def take(self) -> dict[str, Any]:
        """The next line; the digest takes in all but the last one, which says what it must be."""
        content = self._file.readline(_LONGEST_LINE)
        if not content.endswith(b"\n"):
            raise NoBackup
        said = json.loads(content)
        if "seal" not in said:
            self._sum.update(content)
        return dict(said)


def write(file: IO[bytes], *, at: datetime, version: str) -> Backup:
    """Write every row to a file."""
    head = {"schema": SCHEMA, "made_at": at.isoformat(), "version": version, "tables": _tables(), "roots": _roots()}
    with gzip.open(file, "wb", compresslevel=6) as packed:
        sealed, rows = _Sealed(packed), 0
        sealed.put(json.dumps(head, ensure_ascii=False))
        for row in _rows():
            sealed.put(row)
            rows += 1
        packed.write(json.dumps({"seal": sealed.seal, "rows": rows}).encode() + b"\n")
    return Backup(made_at=at.isoformat(), rows=rows, roots=_roots())


def read(file: IO[bytes]) -> Backup:
    """Make an empty database what a backup says, or leave it empty: `NoBackup`, `OtherTables` or `NotEmpty`."""
    try:
        with gzip.open(file, "rb") as packed, transaction.atomic():
            return _restored(_Sealed(packed))
    except (*_NOT_PACKED, ValueError, KeyError, TypeError, DeserializationError, IntegrityError) as broken:
        raise NoBackup from broken


def _restored(sealed: _Sealed) -> Backup:
    head = sealed.take()
    if head["schema"] != SCHEMA:
        raise NoBackup
    if head["tables"] != _tables():
        raise OtherTables(head["version"])
    if any(model.objects.exists() for model in (Institution, Person, Document)):
        raise NotEmpty
    rows = _load(sealed)
    _count_on()
    if _roots() != head["roots"] or examine().ailments:
        raise NoBackup
    return Backup(made_at=head["made_at"], rows=rows, roots=head["roots"])


def _load(sealed: _Sealed) -> int:
    """Add every row, and then see that no row was lost and none changed."""
    loaded, last = 0, {}

    def rows() -> Iterator[dict[str, Any]]:
        while "seal" not in (row := sealed.take()):
            yield row
        last.update(row)

    found = serializers.deserialize("python", rows())
    for model, group in groupby(found, key=lambda row: type(row.object)):
        for some in _some(group, _at_once(model)):
            model._default_manager.bulk_create([row.object for row in some])  # noqa: SLF001 - as Django names it
            loaded += len(some)
    if last != {"seal": sealed.seal, "rows": loaded}:
        raise NoBackup
    return loaded


def _some(rows: Iterator[DeserializedObject], at_once: int) -> Iterator[list[DeserializedObject]]:
    while some := list(islice(rows, at_once)):
        yield some


def _at_once(model: type[Model]) -> int:
    return _LARGE_AT_ONCE if model in {MinutesFile, Upload} else _AT_ONCE


def _models() -> list[type[Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models() if model._meta.managed]  # noqa: SLF001 - as Django names it


def _rows() -> Iterator[str]:
    for model in _models():
        for row in model._default_manager.order_by("pk").iterator(_at_once(model)):  # noqa: SLF001 - as Django names it
            yield serializers.serialize("jsonl", [row], ensure_ascii=False)


def _tables() -> dict[str, str]:
    """The last step that each app's tables have been through."""
    done = MigrationRecorder(connection).applied_migrations()
    return {app: max(step for each, step in done if each == app) for app in APPS}


def _roots() -> dict[str, str]:
    """The root of every draft and release, by address."""
    drafts = {
        f"{each.document}/draft": held_by(each).root(str(each.pk))
        for each in Draft.objects.select_related("document").order_by("pk")
    }
    releases = {
        f"{each.document.kind}/{each.document}/{each.name}": each.manifest_id
        for each in Release.objects.select_related("document").order_by("pk")
    }
    return drafts | releases


def _count_on() -> None:
    """New rows take numbers above those that came along."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
