"""Which answers about coverage are wanted, and what plans assure then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fourfold.domain.framework import FrameworkKind
from fourfold.engine.aims import Aim, aims
from fourfold.engine.choices import Infeasible
from fourfold.engine.gap import Gap
from fourfold.engine.guarantee import Assurance, When
from fourfold.engine.index import Index

Assure = Callable[..., Assurance]
"""Says what a plan assures of a framework: the engine, or whoever keeps its answers."""
FindGaps = Callable[..., tuple[Gap, ...] | Infeasible]
"""The same for gaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Programs and frameworks by code, the kind of frameworks, by the end of which term: nothing named means all."""

    programs: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    kind: FrameworkKind | None = None
    term: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One answer: a plan, an aim of it, what is assured, and the gaps where they were asked for."""

    plan: str
    aim: Aim
    assured: Assurance
    gaps: tuple[Gap, ...] | None = None


def rows_of(index: Index, wanted: Wanted, *, assure: Assure, gaps: FindGaps | None = None) -> Iterator[Row]:
    """Every answer that is wanted: at a plan's sittings, at its end where it has none, or by the end of one term."""
    for plan in index.plans:
        if wanted.programs and index.program_of_plan[plan].code not in wanted.programs:
            continue
        for aim in aims(index, plan=plan):
            if _shown(index, aim, wanted):
                yield from _assured(index, plan, aim, wanted.term, assure, gaps)


def _shown(index: Index, aim: Aim, wanted: Wanted) -> bool:
    named = not wanted.frameworks or index.frameworks[aim.framework].code in wanted.frameworks
    return named and wanted.kind in {None, aim.kind}


def _assured(  # an answer has this many sides
    index: Index, plan: str, aim: Aim, term: int | None, assure: Assure, gaps: FindGaps | None
) -> Iterator[Row]:
    sittings = [When(term=each.term, course=each.course) for each in aim.sittings]
    last = [When(term=index.program_of_plan[plan].terms)]
    for when in [When(term=term)] if term else sittings or last:
        asked = {"plan": plan, "framework": aim.framework, "when": when, "taking": aim.taking}
        found = gaps(**asked) if gaps else None
        # Where no choice is legal there is none that could leave a gap.
        yield Row(plan=plan, aim=aim, assured=assure(**asked), gaps=() if isinstance(found, Infeasible) else found)
