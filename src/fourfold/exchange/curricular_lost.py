"""What a Curricular Analytics CSV has no room for: counted, so that nobody takes the file for the whole cluster."""

from collections.abc import Iterator
from pathlib import Path

from fourfold.domain.cluster import Dossier
from fourfold.domain.marks import Key
from fourfold.domain.problem import Place, Problem
from fourfold.exchange.curricular_faults import SEVERITY

LOST = "R529"


def lost(dossier: Dossier, path: Path, *, plan: Key | None = None) -> tuple[Problem, ...]:
    """One note with the number of each noun that `curriculum_of` leaves out; nothing where nothing is left out."""
    counts = dict(_counts(dossier, plan))
    if not any(counts.values()):
        return ()
    details = tuple((noun, str(count)) for noun, count in sorted(counts.items()))
    return (Problem(code=LOST, severity=SEVERITY[LOST], where=Place(file=path.name), details=details),)


def _counts(dossier: Dossier, plan: Key | None) -> Iterator[tuple[str, int]]:
    cluster = dossier.cluster
    plans = [each for program in cluster.programs for each in program.plans]
    chosen = next((each for each in plans if each.key == plan), None)
    known = {course.key for course in cluster.courses}
    written = known if chosen is None else known & {placement.course for placement in chosen.required}
    yield "courses", len(known) - len(written)
    yield "plans", len(plans) - (chosen is not None)
    yield "electives", sum(len(pool.electives) for each in plans for pool in each.pools)
    yield "outcomes", sum(len(course.outcomes) for course in cluster.courses)
    yield "links", sum(len(each.links) for each in cluster.links)
    yield "rules", len(cluster.rules)
    yield "frameworks", len(dossier.frameworks)
