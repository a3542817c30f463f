"""Reviewing a proposal: each part that it changes, merged with what stands now, and what of it is to be chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fourfold.canon.kinds import Part
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.engine.merge import Conflict, Side, merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A part as its author found it, as they propose it, and as it stands; `None` where it was, would or is not."""

    key: Key
    base: Part | None
    ours: Part | None
    theirs: Part | None

    @property
    def moot(self) -> bool:
        """Whether the part stands already as it is proposed."""
        return self.ours == self.theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What the parts become, `None` where one goes, and every conflict, also those that are decided."""

    parts: Mapping[Key, Part | None]
    conflicts: tuple[Conflict, ...] = ()


def reviewed(rows: Iterable[Row], *, choices: Mapping[str, Side] | None = None) -> Reviewed:
    """Every row merged three-way, as `fourfold.engine.merge.merge` does.

    `choices` decide conflicts by their place; where nobody has chosen, the parts have what is proposed.

    >>> from fourfold.domain.module import Module
    >>> from fourfold.domain.text import Text
    >>> key = "7d5a4d2e-0d0f-4f43-9d2b-6f0a0c3854a5"
    >>> cloud = Module(key=key, code="CLOUD", title=Text(en="Cloud"), category=key)
    >>> ours, theirs = replace(cloud, code="C"), replace(cloud, position=2)
    >>> found = reviewed([Row(key=key, base=cloud, ours=ours, theirs=theirs)])
    >>> found.parts[key] == replace(cloud, code="C", position=2), found.conflicts
    (True, ())
    """
    parts: dict[Key, Part | None] = {}
    conflicts: list[Conflict] = []
    for row in rows:
        base = from_nothing(row.base, row.ours, row.theirs)
        parts[row.key] = merge(base, row.ours, row.theirs, choices=choices, otherwise=Side.OURS).value
        conflicts += merge(base, row.ours, row.theirs).conflicts
    return Reviewed(parts=parts, conflicts=tuple(conflicts))


def settled(row: Row, after: Part | None) -> tuple[tuple[Conflict, Side], ...]:
    """Every conflict of a row that was merged, with the side that was chosen; `after` is what it became.

    >>> from fourfold.domain.module import Module
    >>> from fourfold.domain.text import Text
    >>> key = "7d5a4d2e-0d0f-4f43-9d2b-6f0a0c3854a5"
    >>> cloud = Module(key=key, code="CLOUD", title=Text(en="Cloud"), category=key)
    >>> row = Row(key=key, base=cloud, ours=replace(cloud, code="C"), theirs=replace(cloud, code="CL"))
    >>> [side.value for part in (row.ours, row.theirs, row.base) for _, side in settled(row, part)]
    ['ours', 'theirs', 'base']
    """
    base = from_nothing(row.base, row.ours, row.theirs)
    not_theirs = {each.place for each in merge(base, after, row.theirs).conflicts}
    not_ours = {each.place for each in merge(base, row.ours, after).conflicts}

    def side(place: str) -> Side:
        if place in not_theirs:
            return Side.OURS
        return Side.THEIRS if place in not_ours else Side.BASE

    found = merge(base, row.ours, row.theirs).conflicts
    return tuple((each, side(each.place)) for each in found)


def from_nothing(base: Part | None, ours: Part | None, theirs: Part | None) -> Part | None:
    """The base of a merge: links that both sides began where there were none have begun from no links.

    Everything else that is new has a key of its own, so that two who add it are in conflict.
    """
    if base is None and isinstance(ours, CourseLinks) and isinstance(theirs, CourseLinks):
        return replace(theirs, links=(), footing=None)
    return base
