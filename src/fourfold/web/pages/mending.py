"""The smallest repair of a problem, where it can be worked out: another term, or a link."""

from django.utils.translation import gettext as _

from fourfold.domain.problem import Problem
from fourfold.engine.kept import kept
from fourfold.engine.moving import moves
from fourfold.web.pages import gap, naming, promise
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import reading_language


def way(opened: Opened, address: Address, problem: Problem) -> Named | None:
    """What to do, in words, and the way to it."""
    found = _WAYS.get(problem.code)
    return found(opened, address, problem) if found else None


def _move(opened: Opened, address: Address, problem: Problem) -> Named | None:
    """The nearest move after which a course is late no more and no other is late by it."""
    index, said = opened.index, dict(problem.details)
    plan = naming.key_of(index, "plan", said.get("plan", ""))
    course = naming.key_of(index, "course", said.get("course", ""))
    if plan is None or course is None:
        return None
    found = kept(index, ("moves", plan, course), lambda: moves(index, plan=plan, course=course))
    if not found:
        return None
    moved, program = index.courses[found[0].course], index.program_of_plan[plan]
    words = _("start %(course)s in term %(term)d instead of %(was)d") % {
        "course": moved.title.in_language(reading_language()),
        "term": found[0].term,
        "was": found[0].was,
    }
    query: dict[str, str | int | None] = {"plan": said["plan"] if index.plans[plan] != program.plans[0] else None}
    return Named(words, address.to("program", program.code, query=query, anchor=f"term-{found[0].term}"))


def _teach(opened: Opened, address: Address, problem: Problem) -> Named | None:
    """The cheapest way, of any program that names the framework, to have an item taught."""
    index, said = opened.index, dict(problem.details)
    framework = index.frameworks.get(naming.key_of(index, "framework", said.get("framework", "")) or "")
    if framework is None:
        return None
    ways = [
        row.ways[0]
        for program in gap.of_framework(opened, address, framework)
        for row in program.gaps
        if row.item.code == said.get("item") and row.ways
    ]
    if not ways:
        return None
    best = min(ways, key=lambda each: (each.cost, -each.near))
    return Named(promise.way_in_words(best), f"{address.to('framework', framework.code)}#gaps")


_WAYS = {"Q003": _move, "L007": _teach}
