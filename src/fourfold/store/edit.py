"""Editing a draft part by part: one transaction and one Change for each edit, or none of it.

Whoever changes a draft locks it first, so that the edits of one draft follow one another on either database; the digest
that the writer started from decides whether an edit still fits.
"""

import zlib
from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import transaction

from fourfold.canon.decode import decode
from fourfold.canon.encode import digest
from fourfold.domain.cluster import Head
from fourfold.store.indexing import index_parts
from fourfold.store.models import Change, Draft, DraftPart, Manifest, Part
from fourfold.store.write import Authorship, Moved, Permit, locked, placed


class Conflict(Exception):
    """The part is no longer the one that the writer started from; `current` is its digest now, or `None`."""

    def __init__(self, current: str | None) -> None:
        super().__init__(current)
        self.current = current


class NoDraft(Exception):
    """There is no draft of this document."""


class HeadStays(Exception):
    """The head of a document cannot be taken away, nor replaced by anything but a head of the same document."""


class UnknownRoot(Exception):
    """No framework with this root is kept here."""


def edit_part(
    document_key: str,
    part_key: str,
    content: bytes | None,
    *,
    expected: str | None,
    authorship: Authorship,
    permit: Permit = lambda moved: None,  # noqa: ARG005 - the default permits everything
) -> Moved:
    """Make a part of a draft what `content` says, or take it away where that is `None`.

    `expected` is the digest that the writer started from, `None` where there was no such part. Raises `Conflict` where
    that is no longer so. What would change nothing is no edit.
    """
    with transaction.atomic():
        return _written(_locked(document_key), part_key, content, expected or "", authorship, permit)


def rewrite_part(
    document_key: str,
    part_key: str,
    make: Callable[[str | None], bytes | None],
    *,
    authorship: Authorship,
    permit: Permit = lambda moved: None,  # noqa: ARG005 - the default permits everything
) -> Moved:
    """Make a part of a draft what `make` makes of the digest that it has, which stays so until this is done.

    Nobody comes in between, so whoever waits here never has to try again.
    """
    with transaction.atomic():
        draft = _locked(document_key)
        current = _current(draft, part_key)
        return _written(draft, part_key, make(current), current or "", authorship, permit)


def rewrite_parts(
    document_key: str,
    makes: Mapping[str, Callable[[str | None], bytes | None]],
    *,
    authorship: Authorship,
    permit: Permit,
) -> dict[str, Moved]:
    """The same with several parts, all or none of them.

    `permit` is asked once about all that moved, when it has: parts that exchange their codes are right only together.
    """
    with transaction.atomic():
        draft, moved = _locked(document_key), {}
        for key, make in makes.items():
            current = _current(draft, key)
            moved[key] = _written(draft, key, make(current), current or "", authorship, _anything)
        permit({key: each for key, each in moved.items() if each.before != each.after})
        return moved


def _current(draft: Draft, key: str) -> str | None:
    return DraftPart.objects.filter(draft=draft, key=key).values_list("part_id", flat=True).first()


def _anything(_moved: Mapping[str, Moved]) -> None:
    """Permit everything."""


def _written(  # an edit has this many sides
    draft: Draft, key: str, content: bytes | None, expected: str, authorship: Authorship, permit: Permit
) -> Moved:
    name = digest(content) if content is not None else ""
    if key == str(draft.pk):
        _check_head(key, content)
    if content is not None:
        add_part(name, content)
    return _moved(draft, key, Moved(before=expected, after=name), "part_id", authorship, permit)


def add_part(name: str, content: bytes) -> None:
    """Keep a part under its digest, where it is not kept already."""
    _, new = Part.objects.get_or_create(digest=name, defaults={"compressed": zlib.compress(content)})
    if new:
        index_parts({name: content})


def pin_framework(
    document_key: str,
    framework_key: str,
    root: str | None,
    *,
    expected: str | None,
    authorship: Authorship,
    permit: Permit = lambda moved: None,  # noqa: ARG005 - the default permits everything
) -> Moved:
    """Pin a framework at a root that is kept here, or let go of it where `root` is `None`."""
    with transaction.atomic():
        return _pinned(_locked(document_key), framework_key, root, expected or "", authorship, permit)


def repin_framework(
    document_key: str,
    framework_key: str,
    make: Callable[[str | None], str | None],
    *,
    authorship: Authorship,
    permit: Permit,
) -> Moved:
    """Pin a framework at the root that `make` makes of the one it is pinned at, which stays so until this is done."""
    with transaction.atomic():
        draft = _locked(document_key)
        held = DraftPart.objects.filter(draft=draft, key=framework_key)
        current = held.values_list("framework_id", flat=True).first()
        return _pinned(draft, framework_key, make(current), current or "", authorship, permit)


def _pinned(  # an edit has this many sides
    draft: Draft, key: str, root: str | None, expected: str, authorship: Authorship, permit: Permit
) -> Moved:
    if root is not None and not Manifest.objects.filter(pk=root).exists():
        raise UnknownRoot(root)
    return _moved(draft, key, Moved(before=expected, after=root or ""), "framework_id", authorship, permit)


def _locked(document_key: str) -> Draft:
    try:
        return locked(UUID(document_key))
    except Draft.DoesNotExist as error:
        raise NoDraft(document_key) from error


def _check_head(document_key: str, content: bytes | None) -> None:
    head = decode(content) if content is not None else None
    if not isinstance(head, Head) or head.key != document_key:
        raise HeadStays(document_key)
    placed(head)


def _moved(draft: Draft, key: str, moved: Moved, column: str, authorship: Authorship, permit: Permit) -> Moved:
    """Move the entry of a key if it is what was expected, and tell of it."""
    entry = DraftPart.objects.filter(draft=draft, key=key)
    current = entry.values_list(column, flat=True).first() or ""
    if current != moved.before or (not current and entry.exists()):
        raise Conflict(current or None)
    if moved.before == moved.after:
        return moved
    permit({key: moved})
    _enter(draft, key, moved, column)
    Change.objects.create(
        document_id=draft.pk,
        key=key,
        before=moved.before,
        after=moved.after,
        who=authorship.who,
        at=authorship.at,
        why=authorship.why,
        path=authorship.path,
    )
    Draft.objects.filter(pk=draft.pk).update(changed_at=authorship.at)
    return moved


def _enter(draft: Draft, key: str, moved: Moved, column: str) -> None:
    if not moved.before:
        DraftPart.objects.create(draft=draft, key=key, **{column: moved.after})
        return
    standing = DraftPart.objects.filter(draft=draft, key=key, **{column: moved.before})
    done = standing.update(**{column: moved.after}) if moved.after else standing.delete()[0]
    if not done:
        raise Conflict(None)
