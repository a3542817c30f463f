"""Curricular complexity of a plan: the whole, and the courses that hold students up most."""

from dataclasses import dataclass

from fourfold.domain.plan import Plan
from fourfold.engine.metrics import Cyclic
from fourfold.web.pages import nouns
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.shares import short


@dataclass(frozen=True, slots=True)
class Row:
    """A course's figures."""

    course: Named
    blocking: int
    delay: int
    centrality: int
    complexity: str

    @property
    def evidence(self) -> str:
        """Where the courses and paths behind the figures are listed."""
        return f"{self.course.href}#complexity"


@dataclass(frozen=True, slots=True)
class Complexity:
    """The sum, and every course, the most entangled first; or the cycle that leaves no figures."""

    whole: str
    rows: tuple[Row, ...]
    cycle: tuple[Named, ...] = ()


def of_plan(opened: Opened, address: Address, plan: Plan) -> Complexity:
    """The figures of a plan."""
    found = opened.metrics(plan=plan.key)
    if isinstance(found, Cyclic):
        return Complexity("0", (), nouns.courses(opened.index, address, found.cycle))
    ordered = sorted(found.courses, key=lambda each: (-each.complexity, -each.blocking, each.course))
    rows = tuple(
        Row(named, each.blocking, each.delay, each.centrality, short(each.complexity))
        for each in ordered
        if (named := nouns.of_key(opened.index, address, each.course))
    )
    return Complexity(short(found.complexity), rows)
