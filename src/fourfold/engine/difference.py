"""What differs between two wholes: manifests first, then only the parts that differ, field by field.

Nouns are told apart by their keys, so a rename, a move and a reorder are what they are, never a removal beside an
addition. `applied` makes the second value of the first by what a difference names.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from fourfold.canon.fields import Field, field_of, fields_of, has_key
from fourfold.canon.identity import TOLD_APART_BY
from fourfold.canon.kinds import Part
from fourfold.canon.moved import moved
from fourfold.canon.parts import Digest, Manifest
from fourfold.domain.course import Requisite
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Key

T = TypeVar("T")
Member = tuple[Any, ...]
"""What tells the members of a list apart: a noun's key, or the fields in `canon.identity.TOLD_APART_BY`."""

Load = Callable[[Collection[Digest]], Mapping[Digest, Part]]
"""Gives the parts with these digests."""


class Kind(StrEnum):
    """What happened to a field, or to a member of a list; `ORDERED`: the members that stay stand in another order."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    ORDERED = "ordered"


@dataclass(frozen=True, slots=True)
class Step:
    """One step into a value: a field, and in a list the member that is meant."""

    name: str
    member: Member | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One thing that differs, where `path` leads.

    `at` is where an added member stands in the list after, or where a removed one stood in the list before. Of
    `ORDERED`, `before` and `after` are the members that stay, in their orders.
    """

    path: tuple[Step, ...]
    kind: Kind
    before: Any = None
    after: Any = None
    at: int = 0

    def reversed(self) -> "Edit":
        """The edit that takes this one back."""
        return replace(self, kind=_BACK.get(self.kind, self.kind), before=self.after, after=self.before)


_BACK = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDifference:
    """A part, or a framework as a whole, that differs: what it was and is (`None`: not there), and how it differs."""

    key: Key
    before: Part | Framework | None
    after: Part | Framework | None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A noun or a link that stands below something else than before: the key of what is above it, "" for the whole.

    Where it stood it is named `REMOVED`, and where it stands `ADDED`; `edits` say how it differs besides.
    """

    member: Member
    before: Any
    after: Any
    above_before: Key
    above_after: Key
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between two wholes.

    `pinned` has the frameworks whose root differs, with both roots, "" where it was or is not pinned.
    """

    parts: tuple[PartDifference, ...] = ()
    pinned: Mapping[Key, tuple[Digest, Digest]] = field(default_factory=dict)
    moves: Mapping[Member, Move] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCounts:
    """How many links came, went and changed; one that followed its outcome elsewhere did neither."""

    added: int
    removed: int
    changed: int


def difference(before: Manifest, after: Manifest, *, load: Load) -> Difference:
    """What differs between two wholes; only parts whose digests differ are loaded."""
    names = moved(before.parts, after.parts)
    parts = load({each for pair in names.values() for each in pair if each})
    found = tuple(_part(key, parts.get(was), parts.get(will)) for key, (was, will) in names.items())
    pinned = moved(_roots(before), _roots(after))
    return Difference(parts=found, pinned=pinned, moves={each.member: each for each in moves_between(found)})


def of_one(key: Key, before: Part | Framework | None, after: Part | Framework | None) -> Difference:
    """What differs between two states of one part, or of one framework as a whole, as far as that alone can tell.

    >>> from fourfold.domain.module import Module
    >>> from fourfold.domain.text import Text
    >>> key = "7d5a4d2e-0d0f-4f43-9d2b-6f0a0c3854a5"
    >>> cloud = Module(key=key, code="CLOUD", title=Text(en="Cloud"), category=key)
    >>> [each.path[0].name for each in of_one(key, cloud, replace(cloud, code="C")).parts[0].edits]
    ['code']
    """
    found = (_part(key, before, after),)
    return Difference(parts=found, moves={each.member: each for each in moves_between(found)})


def edits(before: T, after: T) -> tuple[Edit, ...]:
    """How two values of one class differ, in the order of its fields."""
    return tuple(_edits(before, after, ()))


def applied(value: T, edits: Sequence[Edit]) -> T:
    """The value after its edits: `applied(a, edits(a, b)) == b`."""
    names = dict.fromkeys(each.path[0].name for each in edits)
    changes = {}
    for name in names:
        mine = [each for each in edits if each.path[0].name == name]
        changes[name] = _field_after(getattr(value, name), mine)
    return replace(value, **changes)  # type: ignore[type-var]  # only dataclasses have edits


def _roots(manifest: Manifest) -> dict[Key, Digest]:
    return {key: root or "" for key, root in manifest.frameworks.items()}


def _part(key: Key, before: Part | Framework | None, after: Part | Framework | None) -> PartDifference:
    both = before is not None and after is not None and type(before) is type(after)
    return PartDifference(key=key, before=before, after=after, edits=edits(before, after) if both else ())


def _edits(before: Any, after: Any, path: tuple[Step, ...]) -> Iterator[Edit]:  # noqa: ANN401 - any noun of the domain
    cls: type = type(before)
    for each in fields_of(cls):
        was, will = getattr(before, each.name), getattr(after, each.name)
        if was == will:
            continue
        here = (*path, Step(each.name))
        if each.many:
            yield from _members(was, will, here)
        elif is_noun(each) and was is not None and will is not None:
            yield from _edits(was, will, here)
        else:
            yield Edit(path=here, kind=Kind.CHANGED, before=was, after=will)


def is_noun(each: Field) -> bool:
    """Whether a field holds one noun, which is told field by field."""
    return each.nested and has_key(each.of)


def _members(was: tuple[Any, ...], will: tuple[Any, ...], here: tuple[Step, ...]) -> Iterator[Edit]:
    old, new = told_apart(was), told_apart(will)
    if old is None or new is None:
        yield Edit(path=here, kind=Kind.CHANGED, before=was, after=will)
        return
    stay, stayed = [each for each in old if each in new], [each for each in new if each in old]
    if stay != stayed:
        yield Edit(path=here, kind=Kind.ORDERED, before=tuple(stay), after=tuple(stayed))
    for at, (member, value) in enumerate(old.items()):
        if member not in new:
            yield Edit(path=_into(here, member), kind=Kind.REMOVED, before=value, at=at)
    for at, (member, value) in enumerate(new.items()):
        if member not in old:
            yield Edit(path=_into(here, member), kind=Kind.ADDED, after=value, at=at)
        elif old[member] != value:
            yield from _edits(old[member], value, _into(here, member))


def _into(path: tuple[Step, ...], member: Member) -> tuple[Step, ...]:
    return (*path[:-1], Step(path[-1].name, member))


def member_of(value: Any) -> Member | None:  # noqa: ANN401 - any member of any list
    """What tells a value apart among its siblings; `None` where nothing does."""
    if not is_dataclass(value):
        return (value,)
    cls: type = type(value)
    names = ("key",) if has_key(cls) else TOLD_APART_BY.get(cls)
    return tuple(getattr(value, name) for name in names) if names else None


def told_apart(values: tuple[Any, ...]) -> dict[Member, Any] | None:
    """The values by what tells them apart; `None` where two cannot be told apart."""
    found = {member: value for value in values if (member := member_of(value)) is not None}
    return found if len(found) == len(values) else None


def _field_after(held: Any, mine: list[Edit]) -> Any:  # noqa: ANN401 - any field of any noun
    first = mine[0]
    if len(first.path) == 1 and first.kind is Kind.CHANGED:
        return first.after
    if isinstance(held, tuple):
        return _list_after(held, mine)
    return applied(held, [_below(each) for each in mine])


def _below(edit: Edit) -> Edit:
    return replace(edit, path=edit.path[1:])


def _list_after(held: tuple[Any, ...], mine: list[Edit]) -> tuple[Any, ...]:
    members = {member: value for value in held if (member := member_of(value)) is not None}
    order = next((each.after for each in mine if each.kind is Kind.ORDERED and len(each.path) == 1), None)
    inside: dict[Member | None, list[Edit]] = {}
    for each in mine:
        if len(each.path) > 1:
            inside.setdefault(each.path[0].member, []).append(_below(each))
        elif each.kind is Kind.REMOVED and each.path[0].member is not None:
            del members[each.path[0].member]
    stay = [(member, members[member]) for member in (order or members)]
    result = [applied(value, inside[member]) if member in inside else value for member, value in stay]
    for each in mine:
        if each.kind is Kind.ADDED and len(each.path) == 1:
            result.insert(each.at, each.after)
    return tuple(result)


def moves_between(parts: Sequence[PartDifference]) -> Iterator[Move]:
    """Whatever has a key, and every link, that stands below something else than before."""
    was = {member: pair for each in parts if each.before for member, *pair in places(each.before, "")}
    for each in parts:
        for member, value, above in places(each.after, "") if each.after else ():
            stood = was.get(member)
            if stood is not None and stood[1] != above:
                yield Move(
                    member=member,
                    before=stood[0],
                    after=value,
                    above_before=stood[1],
                    above_after=above,
                    edits=edits(stood[0], value) if type(stood[0]) is type(value) else (),
                )


def places(value: Any, above: Key) -> Iterator[tuple[Member, Any, Key]]:  # noqa: ANN401 - any noun of the domain
    """Everything with a key, and every link, with the key of what it stands below."""
    cls: type = type(value)
    key = above
    if has_key(cls) or cls is Link:
        yield member_of(value) or (), value, above
        key = getattr(value, "key", above)
    for each in fields_of(cls):
        if each.nested and not issubclass(each.of, Requisite):
            held = getattr(value, each.name)
            for below in held if each.many else () if held is None else (held,):
                yield from places(below, key)


def link_counts(found: Difference) -> LinkCounts:
    """How many links differ."""
    parts = [each for each in found.parts if isinstance(each.after or each.before, CourseLinks)]
    was, will = ({link for each in parts for link in _links(getattr(each, side))} for side in ("before", "after"))
    old, new = ({member_of(each) for each in side} for side in (was, will))
    return LinkCounts(
        added=len(new - old),
        removed=len(old - new),
        changed=sum(member_of(each) in old for each in will - was),
    )


def _links(part: Part | Framework | None) -> tuple[Link, ...]:
    return part.links if isinstance(part, CourseLinks) else ()


def edited_field(value: Any, path: Sequence[Step]) -> tuple[type, Field]:  # noqa: ANN401 - any noun of the domain
    """The class and the field that a path into a value ends at."""
    cls: type = type(value)
    for step in path[:-1]:
        found = field_of(cls, step.name)
        if found is None:
            raise KeyError(step.name)
        cls = found.of
    last = field_of(cls, path[-1].name)
    if last is None:
        raise KeyError(path[-1].name)
    return cls, last
