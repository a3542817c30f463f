"""Who refers to what is about to go: grouped by the noun that refers, and named as the draft still has it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fourfold.actions.rehearsing import Rehearsal
from fourfold.actions.value_words import Name, Names, field_words, names_in
from fourfold.canon.kinds import Part
from fourfold.canon.parts import parts_of
from fourfold.domain.course import Course
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.plan import Placement, Plan, Pool
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import reading_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrer:
    """A noun that names what goes, and how; what it names several times in the same way is told once, with a count."""

    who: Named
    how: tuple[tuple[Named, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    """A field of a part that would name nothing any more: the way to it, and what it names now."""

    problem: Problem
    part: Part
    gone: Name


def referrers(run: Rehearsal, address: Address) -> tuple[Referrer, ...]:
    """Who refers to what goes, in the order of the nouns' codes."""
    found: dict[Key, list[Named]] = {}
    for each in _references(run):
        found.setdefault(str(each.problem.where.key), []).append(_how(run, address, each))
    told = (
        Referrer(who=who, how=tuple(Counter(how).items()))
        for key, how in found.items()
        if (who := of_key(run.before.index, address, key))
    )
    return tuple(sorted(told, key=lambda each: (str(each.who.noun), each.who.code)))


def without_references(run: Rehearsal) -> Rehearsal:
    """The rehearsal without the problems that `referrers` tells already."""
    told = {id(each.problem) for each in _references(run)}
    return replace(run, created=tuple(each for each in run.created if id(each) not in told))


def _references(run: Rehearsal) -> Iterator[_Reference]:
    was, will = names_in(run.before.index), names_in(run.after.index)
    parts = dict(parts_of(run.before.index.cluster))
    for each in run.created:
        gone = _gone(each, was, will)
        part = parts.get(each.where.key or "")
        if gone and part:
            yield _Reference(problem=each, part=part, gone=gone)


def _gone(problem: Problem, was: Names, will: Names) -> Name | None:
    """What a problem says does not exist, where it is there before."""
    target = dict(problem.details).get("target", "")
    return was.get(target) if target not in will else None


def _how(run: Rehearsal, address: Address, each: _Reference) -> Named:
    what = each.gone.code or each.gone.title.in_language(reading_language())
    path = each.problem.where.path
    way = list(_way(each.part, path))
    plan = next((held for held in way if isinstance(held, Plan)), None)
    if isinstance(each.part, Course) and path.startswith("/requisite"):
        return Named(_("needs %(what)s") % {"what": what})
    if isinstance(each.part, CourseLinks) and each.part.course not in run.after.index.courses:
        return Named(_("its own links, which would lead from nothing"))
    if plan is not None:
        return _of_plan(run.before, address, plan, way, what)
    said = {"field": _field(way, path), "what": what}
    return Named(pgettext("a field, and what it names", "%(field)s: %(what)s") % said)


def _of_plan(before: Opened, address: Address, plan: Plan, way: list[Any], what: str) -> Named:
    program, last = before.index.program_of_plan[plan.key], way[-1]
    pool = next((held for held in way if isinstance(held, Pool)), None)
    said: Mapping[str, object] = {
        "plan": plan.code,
        "what": what,
        "term": getattr(last, "term", None),
        "pool": pool.code if pool else "",
    }
    query: dict[str, str | int | None] = {"plan": plan.code}
    if pool is not None:
        words = _("plan %(plan)s, electives %(pool)s, names %(what)s") % said
        return Named(words, address.to("program", program.code, query=query, anchor=f"pool-{pool.code}"))
    if isinstance(last, Placement) and last.term is not None:
        words = _("plan %(plan)s, term %(term)s, takes %(what)s") % said
        return Named(words, address.to("program", program.code, query=query, anchor=f"term-{last.term}"))
    return Named(_("plan %(plan)s names %(what)s") % said, address.to("program", program.code, query=query))


def _way(value: Any, path: str) -> Iterator[Any]:  # noqa: ANN401 - a noun and what stands in it
    """The nouns on the way of a JSON pointer, from the part inwards."""
    yield value
    for step in path.split("/")[1:-1]:
        value = value[int(step)] if step.isdecimal() else getattr(value, step)
        if not isinstance(value, tuple):
            yield value


def _field(way: list[Any], path: str) -> str:
    """The field at the end of a pointer, as it is called."""
    name = next(step for step in reversed(path.split("/")) if not step.isdecimal())
    try:
        said = field_words(type(way[-1]), name)
    except KeyError:
        said = Text(en=name.replace("_", " "))
    return said.in_language(reading_language())
