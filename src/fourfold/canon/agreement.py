"""What the fields of one value must agree on among themselves: exactly one of these, that only with this."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from pydantic_core import PydanticCustomError

from fourfold.canon.marks import refuse
from fourfold.domain.course import Requisite, RequisiteKind
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.link import CourseLinks
from fourfold.domain.plan import Pool, PoolKind, Sitting
from fourfold.domain.rule import Comparator, Rule
from fourfold.domain.text import Text


def _text(value: Text) -> Text:
    if value.en is None and value.zh is None:
        raise refuse("R028", "at least one of en, zh")
    return value


def _footing(value: Footing) -> Footing:
    if value.ground is Ground.SOURCED and value.source is None:
        raise refuse("R028", "a source, where ground is sourced")
    return value


def _requisite(value: Requisite) -> Requisite:
    if sum((value.course is not None, bool(value.all_of), bool(value.any_of))) != 1:
        raise refuse("R028", "exactly one of course, all_of, any_of")
    if value.course is None and value.kind is not RequisiteKind.PRE:
        raise refuse("R028", "kind only beside course")
    return value


def _sitting(value: Sitting) -> Sitting:
    if (value.term is None) == (value.course is None):
        raise refuse("R028", "exactly one of term, course")
    return value


_POOLS: dict[PoolKind, tuple[set[str], set[str]]] = {
    PoolKind.COURSES: ({"choose", "electives"}, set()),
    PoolKind.MODULES: ({"choose", "modules"}, {"electives"}),
    PoolKind.CREDITS: ({"credits", "electives"}, set()),
    PoolKind.UNLISTED: ({"credits"}, set()),
}


def _pool(value: Pool) -> Pool:
    needed, allowed = _POOLS[value.kind]
    given = {name for name in ("choose", "credits", "electives", "modules") if getattr(value, name) not in (None, ())}
    if needed - given:
        raise refuse("R028", f"{_listed(needed)} in a pool of kind {value.kind}")
    if given - needed - allowed:
        raise refuse("R028", f"no {_listed(given - needed - allowed)} in a pool of kind {value.kind}")
    return value


def _rule(value: Rule) -> Rule:
    if (value.comparator is Comparator.BETWEEN) != (value.upper is not None):
        raise refuse("R028", "upper where comparator is between, and only there")
    if value.upper is not None and value.upper < value.value:
        raise refuse("R028", "an upper that is not below value")
    return value


def _links(value: CourseLinks) -> CourseLinks:
    return replace(value, links=tuple(sorted(value.links, key=link_order)))


def link_order(link: Any) -> tuple[str, str, str]:
    """Links are kept by outcome, framework and item."""
    return link.outcome, link.framework, link.item


def _listed(names: Iterable[str]) -> str:
    return " and ".join(sorted(names))


SETTLE: dict[type, Callable[[Any], Any]] = {
    Text: _text,
    Footing: _footing,
    Requisite: _requisite,
    Sitting: _sitting,
    Pool: _pool,
    Rule: _rule,
    CourseLinks: _links,
}


def agrees(value: Any) -> bool:
    """Whether the fields of a value agree among themselves, as a reader would insist."""
    settle = SETTLE.get(type(value))
    try:
        return settle is None or settle(value) is not None
    except PydanticCustomError:
        return False
