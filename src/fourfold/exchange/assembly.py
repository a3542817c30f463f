"""Papers (trees with places) → a dossier: codes resolved, shapes validated, doubles refused, places kept."""

from typing import Any

from fourfold.canon.fields import fields_of
from fourfold.canon.validate import validate
from fourfold.domain.cluster import Cluster, Dossier, Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.module import Module
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.exchange.faults import shape_problems
from fourfold.exchange.places import Places, Reading, Spot
from fourfold.exchange.resolve import Codes, Paper


def assemble(papers: list[Paper], problems: list[Problem], base: str | None = None) -> Reading:
    """The dossier that the papers make together, with every problem found on the way."""
    codes = Codes()
    codes.resolve(papers)
    values: list[Any] = []
    for paper in papers:
        value = validate(paper.cls, paper.tree)
        if isinstance(value, list):
            problems += shape_problems(paper.file, paper.spot, value, paper.path)
        else:
            values.append(value)
            settle_spots(paper.cls, paper.tree, paper.spot)
    problems = ordered(problems + codes.problems)
    places = Places(codes.homes)
    if any(each.severity is Severity.ERROR for each in problems):
        return Reading(None, tuple(problems), places, base)
    labels = {key: code for key, code in codes.labels.items() if not codes.known(key)}
    return Reading(_dossier(values), tuple(problems), places, base, labels)


def ordered(problems: list[Problem]) -> list[Problem]:
    """By file, then line, then code."""
    return sorted(problems, key=lambda each: (each.where.file or "", each.where.line or 0, each.code, each.where.path))


def _dossier(values: list[Any]) -> Dossier:
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
        frameworks=tuple(framework.key for framework in frameworks),
    )
    return Dossier(cluster=cluster, frameworks=frameworks)


def settle_spots(cls: type, tree: Any, spot: Spot) -> None:
    """Bring the spots of lists into the order that their values have been sorted into."""
    if not isinstance(tree, dict):
        return
    for field in fields_of(cls):
        held, below = tree.get(field.name), spot.inside.get(field.name)
        if held is None or below is None:
            continue
        if field.nested:
            for step, inner in _each(held, below, many=field.many):
                settle_spots(field.of, inner, step)
        if field.as_set:
            _permute(below, sorted({each: at for at, each in reversed(list(enumerate(held)))}.items()))
    if cls is CourseLinks and "links" in spot.inside:
        keys = [tuple(link[name] for name in ("outcome", "framework", "item")) for link in tree["links"]]
        _permute(spot.inside["links"], sorted((key, at) for at, key in enumerate(keys)))


def _each(held: Any, below: Spot, *, many: bool) -> list[tuple[Spot, Any]]:
    if not many:
        return [(below, held)]
    return [(below.inside[at], each) for at, each in enumerate(held) if at in below.inside]


def _permute(spot: Spot, order: list[tuple[Any, int]]) -> None:
    spot.inside = {new: spot.inside[old] for new, (_, old) in enumerate(order) if old in spot.inside}
