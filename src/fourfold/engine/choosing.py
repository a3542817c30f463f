"""What somebody may choose of a change: each field and each row on its own, and the state that a choice makes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from typing import Any, cast

from fourfold.canon.agreement import agrees, link_order
from fourfold.canon.fields import fields_of
from fourfold.canon.kinds import Part
from fourfold.domain.link import Link
from fourfold.domain.marks import Key
from fourfold.domain.plan import Pool
from fourfold.domain.text import Text
from fourfold.engine.difference import (
    Edit,
    Kind,
    Member,
    PartDifference,
    Step,
    edited_field,
    edits,
    is_noun,
    moves_between,
    told_apart,
)
from fourfold.engine.merge import TOGETHER, About, Where
from fourfold.engine.merge_order import interleaved

Parts = Mapping[Key, Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that can be taken or left: what differs if it is taken alone.

    `place` names it. `removes`: a part, a row or a value goes with it. What moves from one part to another is one
    choice with both.
    """

    place: str
    parts: tuple[PartDifference, ...]
    removes: bool = False


def choices(before: Parts, after: Parts) -> tuple[Choice, ...]:
    """Everything that differs between two states of some parts, as what can be taken or left, in order of the parts.

    A field is one choice, and so is a list that stands in one cell, a row that comes or goes, and the order of rows.

    >>> from fourfold.domain.cluster import Category
    >>> from fourfold.domain.text import Text
    >>> key = "7d5a4d2e-0d0f-4f43-9d2b-6f0a0c3854a5"
    >>> core = Category(key=key, code="core", title=Text(en="Core"))
    >>> found = choices({key: core}, {key: replace(core, code="C", title=Text(en="Kernel"))})
    >>> [each.place.removeprefix(key) for each in found]
    ['/code', '/title']
    """
    together = _together(before, after)
    found: dict[str, list[PartDifference]] = {}
    for place, each in _each(before, after):
        found.setdefault(together.get(place, place), []).append(each)
    return tuple(
        Choice(place=place, parts=tuple(parts), removes=place not in together.values() and all(map(_removes, parts)))
        for place, parts in found.items()
    )


def chosen(before: Parts, after: Parts, places: Collection[str]) -> dict[Key, Part]:
    """The state that the choices at these places make of the one before.

    With all of them it is the state after, with none the one before; a place that is none of theirs does nothing. A
    pool that would be left without the electives it needs stays as it was.

    >>> from fourfold.domain.cluster import Category
    >>> from fourfold.domain.text import Text
    >>> key = "7d5a4d2e-0d0f-4f43-9d2b-6f0a0c3854a5"
    >>> core = Category(key=key, code="core", title=Text(en="Core"))
    >>> after = {key: replace(core, code="C", title=Text(en="Kernel"))}
    >>> chosen({key: core}, after, {f"{key}/code"})[key] == replace(core, code="C")
    True
    """
    together, wanted = _together(before, after), frozenset(places)

    def take(place: str) -> bool:
        return together.get(place, place) in wanted

    made: dict[Key, Part] = {}
    for key in {**before, **after}:
        was, will = before.get(key), after.get(key)
        if was is not None and will is not None:
            made[key] = was if was == will else cast("Part", _value(was, will, Where(key=key), take))
        elif (held := will if take(key) else was) is not None:
            made[key] = held
    return made


def effects_of(choice: Choice, effects: Iterable[Choice]) -> tuple[Choice, ...]:
    """Those changes of another state that are about what a choice is about; none where it is there already.

    >>> from fourfold.domain.cluster import Category
    >>> from fourfold.domain.text import Text
    >>> key = "7d5a4d2e-0d0f-4f43-9d2b-6f0a0c3854a5"
    >>> core = Category(key=key, code="core", title=Text(en="Core"))
    >>> file = replace(core, code="C", title=Text(en="Kernel"))
    >>> code, title = choices({key: core}, {key: file})
    >>> left = choices({key: replace(core, code="C")}, {key: file})
    >>> effects_of(code, left)
    ()
    >>> effects_of(title, left) == left
    True
    """
    same = tuple(each for each in effects if each.place == choice.place)
    return same or tuple(each for each in effects if any(_meet(a, b) for a in choice.parts for b in each.parts))


def _meet(one: PartDifference, other: PartDifference) -> bool:
    """Whether two differences are about the same part, and about one thing in it or one within the other."""
    if one.key != other.key:
        return False
    if not one.edits or not other.edits:
        return True
    return any(_within(a, b) or _within(b, a) for a in one.edits for b in other.edits)


def _within(outer: Edit, inner: Edit) -> bool:
    if Kind.ORDERED in {outer.kind, inner.kind}:
        return outer.path == inner.path and outer.kind is inner.kind
    return outer.path == inner.path[: len(outer.path)]


def _each(before: Parts, after: Parts) -> Iterator[tuple[str, PartDifference]]:
    for key in {**before, **after}:
        was, will = before.get(key), after.get(key)
        if was == will:
            continue
        if was is None or will is None:
            yield key, PartDifference(key=key, before=was, after=will)
            continue
        for edit in edits(was, will):
            one = PartDifference(key=key, before=was, after=will, edits=(edit,))
            yield _place(one), one


def _place(each: PartDifference) -> str:
    edit = each.edits[0]
    was, will = each.before, each.after
    for depth, step in enumerate(edit.path):
        group = agreeing(was, will)
        if step.name in group:
            return f"{Where(key=each.key, path=edit.path[:depth])}/{'+'.join(group)}"
        if depth < len(edit.path) - 1:
            was, will = _into(was, step), _into(will, step)
    _cls, field = edited_field(each.before, edit.path)
    last = edit.path[-1]
    in_one_cell = field.many and not field.nested
    path = (*edit.path[:-1], Step(last.name)) if in_one_cell else edit.path
    order = f"#{About.ORDER}" if edit.kind is Kind.ORDERED and not in_one_cell else ""
    return f"{Where(key=each.key, path=path)}{order}"


def agreeing(before: Any, after: Any) -> tuple[str, ...]:  # noqa: ANN401 - any noun
    """The fields of a value that are taken or left as one, since half of them would not agree with the rest.

    The electives of a pool are rows of their own while it stays of one kind.
    """
    cls: type = type(before)
    names = () if cls is Text else TOGETHER.get(cls, ())
    if isinstance(before, Pool) and isinstance(after, Pool) and before.kind is after.kind:
        names = tuple(each for each in names if each != "electives")
    return names


def _removes(each: PartDifference) -> bool:
    """Whether a part, a row, or all that a field held goes."""
    if not each.edits:
        return each.after is None
    edit, part = each.edits[0], each.before
    _cls, field = edited_field(part, edit.path)
    if field.many and not field.nested:
        return not _held(each.after, edit.path)
    return edit.kind is Kind.REMOVED or (edit.kind is Kind.CHANGED and edit.after in (None, field.default))


def _held(value: Any, path: tuple[Step, ...]) -> Any:  # noqa: ANN401 - any field of any noun
    for step in path[:-1]:
        value = _into(value, step)
    return getattr(value, path[-1].name)


def _into(value: Any, step: Step) -> Any:  # noqa: ANN401 - any field of any noun
    held = getattr(value, step.name)
    members = told_apart(held) if step.member is not None else None
    return held if members is None or step.member is None else members[step.member]


def _together(before: Parts, after: Parts) -> dict[str, str]:
    """The places that are one choice because something moved between them; a link goes with its outcome."""
    apart = [PartDifference(key=key, before=before.get(key), after=after.get(key)) for key in {**before, **after}]
    moved = {each.member for each in moves_between([each for each in apart if each.before != each.after])}
    together: dict[str, str] = {}
    for place, each in _each(before, after):
        member = each.edits[0].path[-1].member if each.edits else None
        if member is not None and member in moved and _is_itself(each.edits[0]):
            outcome = member[:1]
            together[place] = f"moved/{outcome[0] if outcome in moved else '/'.join(map(str, member))}"
    return together


def _is_itself(edit: Edit) -> bool:
    """Whether an edit is about a noun or a link, not about a reference to one."""
    return edit.kind in {Kind.ADDED, Kind.REMOVED} and is_dataclass(edit.after or edit.before)


def _value(before: Any, after: Any, where: Where, take: Callable[[str], bool]) -> Any:  # noqa: ANN401 - any noun
    cls: type = type(before)
    changes = {}
    group = agreeing(before, after)
    as_one = take(f"{where}/{'+'.join(group)}")
    for each in fields_of(cls):
        was, will, here = getattr(before, each.name), getattr(after, each.name), where.into(each.name)
        if was == will:
            continue
        if each.name in group:
            changes[each.name] = will if as_one else was
        elif each.many and each.nested:
            changes[each.name] = _rows(was, will, here, take)
        elif is_noun(each) and was is not None and will is not None:
            changes[each.name] = _value(was, will, here, take)
        elif take(str(here)):
            changes[each.name] = will
    made = replace(before, **changes)
    return made if agrees(made) else before


def _rows(was: tuple[Any, ...], will: tuple[Any, ...], here: Where, take: Callable[[str], bool]) -> tuple[Any, ...]:
    old, new = told_apart(was), told_apart(will)
    if old is None or new is None:
        return will if take(str(here)) else was
    kept: dict[Member, Any] = {}
    for name in {**old, **new}:
        there = here.member(name)
        if name in old and name in new:
            same = old[name] == new[name]
            kept[name] = old[name] if same else _value(old[name], new[name], there, take)
        elif take(str(there)) == (name in new):
            kept[name] = new[name] if name in new else old[name]
    if any(isinstance(each, Link) for each in kept.values()):
        return tuple(sorted(kept.values(), key=link_order))
    stay, stayed = [each for each in old if each in new], [each for each in new if each in old]
    skeleton = stayed if take(f"{here}#{About.ORDER}") else stay
    return tuple(kept[name] for name in interleaved(skeleton, tuple(new), tuple(old), kept=kept.keys()))
