"""Whether what is kept is what it says it is: bytes and their digests, manifests, drafts and their Changes."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Exists, ForeignKey, Model, OuterRef
from msgspec import MsgspecError

from fourfold.canon.decode import decode
from fourfold.canon.encode import digest
from fourfold.canon.parts import read_manifest
from fourfold.domain.text import Text
from fourfold.store.models import Change, Document, DraftPart, Manifest, MinutesFile, Part, ProposalChange

_AT_ONCE = 500
_FILES_AT_ONCE = 5
_MOST_ORPHANS = 100
Buffer = bytes | memoryview
"""What a database gives for bytes."""
_BROKEN = (zlib.error, MsgspecError, ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """Something that is not as it must be: where, and what is wrong with it."""

    where: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """How much was looked at, and everything that was found."""

    parts: int
    manifests: int
    drafts: int
    changes: int
    ailments: tuple[Ailment, ...]


def examine() -> Examined:
    """Look at every part, manifest, draft and Change that is kept."""
    ailments = [*_file(), *_lost(), *_parts(), *_manifests(), *_entries(), *_chains(), *_proposed(), *_minutes()]
    return Examined(
        parts=Part.objects.count(),
        manifests=Manifest.objects.count(),
        drafts=Document.objects.filter(draft__isnull=False).count(),
        changes=Change.objects.count(),
        ailments=tuple(ailments),
    )


def _minutes() -> Iterator[Ailment]:
    """Files of minutes that are no longer what somebody brought."""
    for row in MinutesFile.objects.order_by("pk").iterator(_FILES_AT_ONCE):
        if sha256(bytes(row.content)).hexdigest() != row.digest:
            why = Text(en="its bytes do not have its digest", zh="其内容与摘要不符")
            yield Ailment(where=f"minutes {row.pk}", why=why)


def _file() -> Iterator[Ailment]:
    """What SQLite finds wrong with its own file; PostgreSQL looks after its files by itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(20)")
        for (said,) in cursor.fetchall():
            if said != "ok":
                yield Ailment(where="the database file", why=Text(en=said, zh=said))


def _lost() -> Iterator[Ailment]:
    """Rows that refer to rows which are not there any more."""
    for model in apps.get_app_config("store").get_models():
        for field in model._meta.fields:  # noqa: SLF001 - as Django names it
            if isinstance(field, ForeignKey) and model._meta.managed:  # noqa: SLF001 - as Django names it
                yield from _orphans(model, field)


def _orphans(model: type[Model], field: "ForeignKey[Any, Any]") -> Iterator[Ailment]:
    there = field.related_model._default_manager.filter(pk=OuterRef(field.attname))  # noqa: SLF001 - as Django names it
    rows = model._default_manager.filter(~Exists(there), **{f"{field.attname}__isnull": False})  # noqa: SLF001 - as above
    for key, lost in rows.values_list("pk", field.attname)[:_MOST_ORPHANS]:
        yield Ailment(
            where=f"{model._meta.model_name} {key}",  # noqa: SLF001 - as Django names it
            why=Text(
                en=f"refers to the {field.name} {lost}, which is not kept", zh=f"引用了并未保存的 {field.name} {lost}"
            ),
        )


def _parts() -> Iterator[Ailment]:
    for name, compressed in Part.objects.values_list("digest", "compressed").iterator(_AT_ONCE):
        where = f"part {name}"
        content = _unpacked(compressed)
        if content is None or digest(content) != name:
            yield _other_bytes(where)
            continue
        try:
            decode(content)
        except _BROKEN:
            yield Ailment(where=where, why=Text(en="cannot be read as a part", zh="无法作为文档部分读取"))


def _manifests() -> Iterator[Ailment]:
    kept = set(Part.objects.values_list("digest", flat=True))
    roots = set(Manifest.objects.values_list("root", flat=True))
    for name, compressed in Manifest.objects.values_list("root", "compressed").iterator(_AT_ONCE):
        content = _unpacked(compressed)
        if content is None or digest(content) != name:
            yield _other_bytes(f"manifest {name}")
        else:
            yield from _named(name, content, kept, roots)


def _named(name: str, content: bytes, kept: set[str], roots: set[str]) -> Iterator[Ailment]:
    where = f"manifest {name}"
    try:
        names = read_manifest(content)
    except _BROKEN:
        yield Ailment(where=where, why=Text(en="cannot be read as a manifest", zh="无法作为清单读取"))
        return
    pinned = {each for each in names.frameworks.values() if each is not None}
    for missing in sorted({*names.parts.values()} - kept | (pinned - roots)):
        yield Ailment(where=where, why=Text(en=f"names {missing}, which is not kept", zh=f"引用了并未保存的 {missing}"))


def _entries() -> Iterator[Ailment]:
    """Each entry of a draft holds the part that bears its key."""
    rows = DraftPart.objects.filter(part__isnull=False).select_related("part", "draft__document")
    for row in rows.iterator(_AT_ONCE):
        bearer = _key_of(row.part.compressed) if row.part else None
        if bearer is not None and bearer != str(row.key):
            yield Ailment(
                where=f"draft of {row.draft.document}, key {row.key}",
                why=Text(en=f"holds the part of another key, {bearer}", zh=f"保存的是另一标识 {bearer} 的部分"),
            )


def _chains() -> Iterator[Ailment]:
    """Folding the Changes of a document gives its draft, and none of them starts from what was not there."""
    for document in Document.objects.filter(draft__isnull=False):
        now: dict[str, str] = {}
        for change in Change.objects.filter(document=document).order_by("seq").iterator(_AT_ONCE):
            key = str(change.key)
            if now.get(key, "") != change.before:
                yield _torn(document, key, change.seq)
            now[key] = change.after
        yield from _unlike(document, {key: name for key, name in now.items() if name})


def _unlike(document: Document, told: dict[str, str]) -> Iterator[Ailment]:
    rows = DraftPart.objects.filter(draft_id=document.pk).values_list("key", "part_id", "framework_id")
    held = {str(key): str(part or framework) for key, part, framework in rows}
    for key in sorted({*told, *held}):
        if told.get(key) != held.get(key):
            yield Ailment(
                where=f"draft of {document}, key {key}",
                why=Text(
                    en=f"holds {held.get(key, 'nothing')}, but its Changes end with {told.get(key, 'nothing')}",
                    zh=f"保存的是 {held.get(key, '空')}，而变更记录止于 {told.get(key, '空')}",
                ),
            )


def _proposed() -> Iterator[Ailment]:
    """What a proposal changes bears the key that it says, before and after."""
    rows = ProposalChange.objects.select_related("before", "after", "proposal")
    for row in rows.iterator(_AT_ONCE):
        sides = (_key_of(part.compressed) for part in (row.before, row.after) if part)
        for bearer in sorted({each for each in sides if each} - {str(row.key)}):
            yield Ailment(
                where=f"{row.proposal}, key {row.key}",
                why=Text(en=f"changes the part of another key, {bearer}", zh=f"修改的是另一标识 {bearer} 的部分"),
            )


def _torn(document: Document, key: str, seq: int) -> Ailment:
    return Ailment(
        where=f"Change {seq} of {document}, key {key}",
        why=Text(en="does not start where the one before it ended", zh="起点与前一条变更的终点不符"),
    )


def _other_bytes(where: str) -> Ailment:
    return Ailment(where=where, why=Text(en="its bytes are not those that its name says", zh="内容与其名称不符"))


def _key_of(compressed: Buffer) -> str | None:
    """The key that a part bears; `None` where it cannot be read, which is told of the part itself."""
    content = _unpacked(compressed)
    try:
        return None if content is None else str(getattr(decode(content), "key", "")) or None
    except _BROKEN:
        return None


def _unpacked(compressed: Buffer) -> bytes | None:
    try:
        return zlib.decompress(compressed)
    except zlib.error:
        return None
