"""Papers (trees with places) → a dossier: codes resolved, shapes validated, doubles refused, places kept."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from fourfold.canon.fields import fields_of
from fourfold.canon.validate import validate
from fourfold.domain.cluster import Cluster, Dossier, Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.problem import Cell, Problem, Severity
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.exchange.dangling import dangling, pinned
from fourfold.exchange.faults import shape_problems, untold
from fourfold.exchange.limits import MOST_PROBLEMS_OF_A_FILE
from fourfold.exchange.places import FrameworkReading, Home, Places, Reading, Spot
from fourfold.exchange.resolve import Codes, Paper
from fourfold.exchange.unread import Unread

_NOWHERE = Cell(sheet="")


def assemble(
    papers: list[Paper],
    problems: list[Problem],
    base: str | None = None,
    pins: list[str] | None = None,
    unread: Sequence[Unread] = (),
    pinned_at: Home | None = None,
) -> Reading:
    """The dossier that the papers make together, with every problem found on the way.

    The cluster pins `pins`, which stand below `pinned_at`, or every framework among the papers where none are named.
    Where no dossier can be made, references that dangle are problems too; `unread` is what could not be read, and
    may hold what they name.
    """
    codes = Codes()
    codes.resolve(papers)
    values, faults = _validated(papers)
    keys = None if pins is None else tuple(codes.pin(pin) for pin in pins)
    problems = [*problems, *faults, *codes.problems]
    places = Places(codes.homes, pinned_at)
    if any(each.severity is Severity.ERROR for each in problems):
        problems += dangling(papers, codes, pinned(papers, keys or (), pinned_at), unread)
        return Reading(None, tuple(ordered(problems)), places, base)
    for paper in papers:
        settle_spots(paper.cls, paper.tree, paper.spot)
    if keys and pinned_at:
        _permute(pinned_at.spot.at("frameworks"), [keys.index(key) for key in sorted(set(keys))])
    labels = {key: code for key, code in codes.labels.items() if not codes.known(key)}
    return Reading(_dossier(values, keys), tuple(ordered(problems)), places, base, labels, codes.near())


def assemble_framework(papers: list[Paper], problems: list[Problem], base: str | None = None) -> FrameworkReading:
    """The framework that stands alone among the papers, with every problem found on the way."""
    first = next((paper.tree for paper in papers if paper.cls is Framework), {})
    codes = Codes(institution=str(first.get("institution")))
    codes.resolve(papers)
    values, faults = _validated(papers)
    problems = ordered([*problems, *faults, *codes.problems])
    if any(each.severity is Severity.ERROR for each in problems):
        return FrameworkReading(None, tuple(problems), base)
    return FrameworkReading(values[0], tuple(problems), base)


def _validated(papers: list[Paper]) -> tuple[list[Any], list[Problem]]:
    values: list[Any] = []
    problems: list[Problem] = []
    told: Counter[str] = Counter()
    for paper in papers:
        value: Any = validate(paper.cls, paper.tree)
        if isinstance(value, list):
            if not value:
                raise AssertionError(f"{paper.file}: refused without a fault")
            faults = [fault for fault in value if not paper.spot.hides(fault.path)]
            # Very many papers may stand in one file: what is told of them stays within the limit of a file.
            room = max(0, MOST_PROBLEMS_OF_A_FILE - told[paper.file])
            told[paper.file] += len(faults)
            problems += shape_problems(paper.file, paper.spot, faults[:room], paper.path)
        else:
            values.append(value)
    return values, [*problems, *(each for file, number in told.items() for each in untold(file, number))]


def ordered(problems: list[Problem]) -> list[Problem]:
    """By file, then line (or sheet, row and column), then code."""
    return sorted(problems, key=_place)


def _place(problem: Problem) -> tuple[Any, ...]:
    where = problem.where
    cell = where.cell or _NOWHERE
    column = cell.column or ""
    stands = (cell.sheet, cell.row or 0, len(column), column)
    return where.file or "", where.line or 0, stands, problem.code, where.path


def _dossier(values: list[Any], pins: tuple[Key, ...] | None) -> Dossier:
    def of(cls: type) -> tuple[Any, ...]:
        return tuple(value for value in values if type(value) is cls)

    frameworks = of(Framework)
    cluster = Cluster(
        head=of(Head)[0],
        programs=of(Program),
        modules=of(Module),
        courses=of(Course),
        links=of(CourseLinks),
        rules=of(Rule),
        frameworks=tuple(framework.key for framework in frameworks) if pins is None else pins,
    )
    return Dossier(cluster=cluster, frameworks=frameworks)


def settle_spots(cls: type, tree: Any, spot: Spot) -> None:
    """Bring the spots of lists into the order that their values have been sorted into."""
    for field in fields_of(cls):
        held = tree.get(field.name) if field.nested or field.as_set else None
        if held is None:
            continue
        below = spot.at(field.name)
        if field.as_set:
            _permute(below, [held.index(each) for each in sorted(set(held))])
        elif field.many:
            for at, each in enumerate(held):
                settle_spots(field.of, each, below.at(at))
        else:
            settle_spots(field.of, held, below)
    if cls is CourseLinks and "links" in tree:
        keys = [tuple(link[name] for name in ("outcome", "framework", "item")) for link in tree["links"]]
        _permute(spot.at("links"), sorted(range(len(keys)), key=keys.__getitem__))


def _permute(spot: Spot, order: list[int]) -> None:
    if order != sorted(order) or len(order) != len(spot.inside):
        spot.inside = {new: spot.at(old) for new, old in enumerate(order)}
