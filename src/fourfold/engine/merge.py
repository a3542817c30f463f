"""Merging two values that were made of one: by field and by key, never by guess.

What one side alone has changed stands. What both have changed in the same way stands. What both have changed
differently is a `Conflict`, with all three values: unless somebody chooses, the merged value keeps what was there
before, and the conflict is in the list. `fourfold.engine.merge_wholes` merges clusters and frameworks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar, cast
from urllib.parse import quote

from fourfold.canon.agreement import agrees, link_order
from fourfold.canon.fields import Field, fields_of, has_key
from fourfold.canon.identity import TOLD_APART_BY
from fourfold.canon.kinds import Part
from fourfold.domain.link import Link
from fourfold.domain.marks import Key
from fourfold.domain.plan import Pool, Sitting
from fourfold.domain.rule import Rule, Scope
from fourfold.domain.text import Text
from fourfold.engine.difference import Member, Step, told_apart
from fourfold.engine.merge_order import interleaved

T = TypeVar("T")
P = TypeVar("P", bound=Part)
OPEN = object()
"""Stands for an answer that the three values alone do not give."""

BY_FIELD = frozenset({Text, Scope})
"""Values without an identity that are merged field by field; any other one is a single value, like a number."""

TOGETHER: dict[type, tuple[str, ...]] = {
    Text: ("en", "zh"),
    Sitting: ("term", "course"),
    Rule: ("comparator", "value", "upper"),
    Pool: ("kind", "choose", "credits", "electives", "modules"),
}
"""Fields that must agree among themselves: where they would not after merging, they are decided together."""


class Side(StrEnum):
    """One of the three values of a merge: the one that both were made of, the one that comes, the one that stands."""

    BASE = "base"
    OURS = "ours"
    THEIRS = "theirs"


class About(StrEnum):
    """What a conflict is about: a field's value, whether something is there, the order of a list, what it is in."""

    VALUE = "value"
    PRESENCE = "presence"
    ORDER = "order"
    PLACE = "place"


class Three(NamedTuple):
    """The three sides of anything; `None` where a side does not have it."""

    base: Any
    ours: Any
    theirs: Any

    def of(self, side: Side) -> Any:  # noqa: ANN401 - any value
        """The value of one side."""
        return self[list(Side).index(side)]

    def field(self, name: str) -> "Three":
        """The same of one field."""
        return Three(*(getattr(each, name) for each in self))

    def settled(self) -> Any:  # noqa: ANN401 - any value
        """What follows where at most one side has changed it, or both alike."""
        if self.theirs in (self.ours, self.base):
            return self.ours
        return self.theirs if self.ours == self.base else OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in a whole: the key of the part, and the way into it."""

    key: Key
    path: tuple[Step, ...] = ()

    def into(self, name: str) -> "Where":
        """A field of what is here."""
        return replace(self, path=(*self.path, Step(name)))

    def member(self, member: Member) -> "Where":
        """A member of the list that is here."""
        return replace(self, path=(*self.path[:-1], Step(self.path[-1].name, member)))

    def __str__(self) -> str:
        return "/".join([self.key, *map(_said, self.path)])


def _said(step: Step) -> str:
    member = "" if step.member is None else ",".join(quote(str(each), safe="") for each in step.member)
    return f"{step.name}[{member}]" if member else step.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What both sides have changed, each in its own way: where it is in part `key`, and the three values.

    Of `PRESENCE`, a side that does not have it has `None`. Of `ORDER`, the values are the members that all three have,
    in each one's order. Of `PLACE`, they are the keys of what it stands in. Conflicts with one `place` are decided by
    one choice: their fields, all named in `together`, must agree.
    """

    key: Key
    path: tuple[Step, ...] = ()
    about: About = About.VALUE
    together: tuple[str, ...] = ()
    base: Any = None
    ours: Any = None
    theirs: Any = None

    @property
    def place(self) -> str:
        """The name that a choice calls this conflict by: the same whenever the same thing is in conflict."""
        path = self.path[:-1] if self.together else self.path
        where = str(Where(key=self.key, path=path))
        if self.together:
            return f"{where}/{'+'.join(self.together)}"
        return f"{where}#{self.about}" if self.about in {About.ORDER, About.PLACE} else where


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Generic[T]):
    """What a merge makes, and what nobody has decided yet: there the value is the one of `BASE`."""

    value: T
    conflicts: tuple[Conflict, ...] = ()


@dataclass(slots=True, kw_only=True)
class Deciding:
    """How conflicts are decided: by `choices` of places, else by `otherwise`, else not: then they are listed.

    `gained` has whatever something was moved into, for ours and for theirs: to take it away is to take that away.
    """

    choices: Mapping[str, Side] = field(default_factory=dict)
    otherwise: Side | None = None
    gained: Mapping[Side, frozenset[Member]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def side(self, found: Iterable[Conflict]) -> Side:
        """Whose value stands where these, of one place, are in conflict."""
        conflicts = list(found)
        chosen = self.choices.get(conflicts[0].place, self.otherwise)
        if chosen is not None:
            return chosen
        self.conflicts += conflicts
        return Side.BASE

    def aside(self) -> "Deciding":
        """The same, with conflicts of its own until they are taken in."""
        return replace(self, conflicts=[])

    def conflict(self, three: Three, where: Where, about: About) -> Any:  # noqa: ANN401 - any value
        """The value that stands where the three are in conflict."""
        return three.of(self.side([_conflict(three, where, about)]))


def merge(
    base: P | None,
    ours: P | None,
    theirs: P | None,
    *,
    choices: Mapping[str, Side] | None = None,
    otherwise: Side | None = None,
) -> Merged[P | None]:
    """Two parts of one key that were made of `base`, as one; `None` where a side does not have it.

    `choices` decides conflicts by their `place`, `otherwise` all others. Fields are merged one by one, a text language
    by language; sets as sets; what has a key, and what `TOLD_APART_BY` knows, member by member, each where its side
    put it. A footing and a tree of requisites are single values. What follows for other parts, such as a requisite of
    a course that the other side takes away, is no conflict: the checks show it.

    >>> from decimal import Decimal
    >>> from fourfold.domain.cluster import Category
    >>> key = "7d5a4d2e-0d0f-4f43-9d2b-6f0a0c3854a5"
    >>> core = Category(key=key, code="core", title=Text(en="Core"))
    >>> renamed, said_in_chinese = replace(core, code="CORE"), replace(core, title=Text(en="Core", zh="核心"))
    >>> merge(core, renamed, said_in_chinese).value == replace(said_in_chinese, code="CORE")
    True
    >>> merge(core, renamed, replace(core, code="C")).conflicts[0].place
    '7d5a4d2e-0d0f-4f43-9d2b-6f0a0c3854a5/code'
    """
    deciding = Deciding(choices=choices or {}, otherwise=otherwise)
    three = Three(base, ours, theirs)
    key = next((str(each.key) for each in three if each is not None), "")
    value = member(three, Where(key=key), deciding)
    return Merged(value=cast("P | None", value), conflicts=tuple(deciding.conflicts))


def member(three: Three, where: Where, deciding: Deciding) -> Any:  # noqa: ANN401 - any member of a list
    """A part, or a member of a list; `None` where it is not to be there."""
    settled = three.settled()
    if settled is None and _gained(three, deciding):
        return deciding.conflict(three, where, About.PRESENCE)
    if settled is not OPEN and (None in three or not deciding.gained):
        return settled
    if None in three:
        return deciding.conflict(three, where, About.PRESENCE)
    if three.ours == three.theirs:
        return three.ours
    if not is_dataclass(three.ours) or len({type(each) for each in three}) > 1:
        return deciding.conflict(three, where, About.VALUE)
    return by_field(three, where, deciding)


def _gained(three: Three, deciding: Deciding) -> bool:
    """Whether a side has moved something into what the other takes away."""
    key = (getattr(three.base, "key", None),)
    return any(key in gained and three.of(side) is not None for side, gained in deciding.gained.items())


def by_field(three: Three, where: Where, deciding: Deciding) -> Any:  # noqa: ANN401 - any noun
    """Three values of one class as one, field by field."""
    cls: type = type(three.ours)
    names = TOGETHER.get(cls, ())
    fields = [each for each in fields_of(cls) if each.name not in names]
    values = _fields(fields, three, where, deciding)
    return replace(three.ours, **values, **_together(names, three, where, deciding))


def _fields(fields: Iterable[Field], three: Three, where: Where, deciding: Deciding) -> dict[str, Any]:
    return {each.name: _field(each, three.field(each.name), where.into(each.name), deciding) for each in fields}


def _together(names: tuple[str, ...], three: Three, where: Where, deciding: Deciding) -> dict[str, Any]:
    """The fields of one value that must agree: one by one where they then agree, else all of one side."""
    cls: type = type(three.ours)
    fields = [each for each in fields_of(cls) if each.name in names]
    sides = Three(*(tuple(getattr(each, one.name) for one in fields) for each in three))
    settled = sides.settled()
    if settled is OPEN and not _one_statement(three):
        trial = deciding.aside()
        values = _fields(fields, three, where, trial)
        if agrees(replace(three.base, **values)):
            deciding.conflicts += trial.conflicts
            return values
    if settled is OPEN:
        settled = sides.of(deciding.side(_all(fields, three, where, names)))
    return {each.name: value for each, value in zip(fields, settled, strict=True)}


def _one_statement(three: Three) -> bool:
    """Whether the fields say one thing: "at least 16" and "at most 12" have no part of their own."""
    if isinstance(three.ours, Pool):
        return len(set(three.field("kind"))) > 1
    return isinstance(three.ours, Rule | Sitting)


def _all(fields: Iterable[Field], three: Three, where: Where, names: tuple[str, ...]) -> list[Conflict]:
    found = {each.name: three.field(each.name) for each in fields}
    return [
        replace(_conflict(each, where.into(name), About.VALUE), together=names)
        for name, each in found.items()
        if each.ours != each.base or each.theirs != each.base
    ]


def _conflict(three: Three, where: Where, about: About) -> Conflict:
    return Conflict(key=where.key, path=where.path, about=about, base=three.base, ours=three.ours, theirs=three.theirs)


def _field(each: Field, three: Three, where: Where, deciding: Deciding) -> Any:  # noqa: ANN401 - any field
    settled = three.settled()
    # What was moved elsewhere may have been moved into something that the other side takes away from this list.
    if settled is not OPEN and not (each.many and deciding.gained):
        return settled
    if each.many:
        return _list(each, three, where, deciding)
    if None not in three and each.nested and (has_key(each.of) or each.of in BY_FIELD):
        return by_field(three, where, deciding)
    return deciding.conflict(three, where, About.VALUE)


def _list(each: Field, three: Three, where: Where, deciding: Deciding) -> tuple[Any, ...]:
    if each.as_set:
        return _set(three)
    if each.nested and not (has_key(each.of) or each.of in TOLD_APART_BY):
        return _whole(three, where, deciding)
    base, ours, theirs = (told_apart(side) for side in three)
    if base is None or ours is None or theirs is None:
        return _whole(three, where, deciding)
    kept = {
        name: value
        for name in {**base, **ours, **theirs}
        if (value := member(Three(base.get(name), ours.get(name), theirs.get(name)), where.member(name), deciding))
        is not None
    }
    if each.of is Link:
        return tuple(sorted(kept.values(), key=link_order))
    order = _order(Three(tuple(base), tuple(ours), tuple(theirs)), kept, where, deciding)
    return tuple(kept[name] for name in order)


def _whole(three: Three, where: Where, deciding: Deciding) -> tuple[Any, ...]:
    settled = three.settled()
    found: tuple[Any, ...] = deciding.conflict(three, where, About.VALUE) if settled is OPEN else settled
    return found


def _set(three: Three) -> tuple[Any, ...]:
    """Neither side loses what it put in, nor gets back what it took out."""
    base, ours, theirs = (set(each) for each in three)
    return tuple(sorted((base & ours & theirs) | (ours - base) | (theirs - base)))


def _order(three: Three, kept: Mapping[Member, Any], where: Where, deciding: Deciding) -> tuple[Member, ...]:
    common = {name for name in three.base if name in kept} & set(three.ours) & set(three.theirs)
    orders = Three(*(tuple(name for name in side if name in common) for side in three))
    settled = orders.settled()
    skeleton = deciding.conflict(orders, where, About.ORDER) if settled is OPEN else settled
    return interleaved(skeleton, three.ours, three.theirs, kept=kept.keys())
