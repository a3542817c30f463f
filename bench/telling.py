"""(m) What moved between two releases in figures and promises, and why, in sentences: cold, with nothing remembered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bench.figures import Figure, exponent, in_words, processor_seconds
from bench.synthetic import TERMS, synthetic
from fourfold.actions.move_words import Moves, moves_of_dossiers
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.course import Course
from fourfold.domain.link import CourseLinks
from fourfold.domain.program import Program

SECTION = "m"
TOUCHED = 50
"""One course in this many has more credits, and one has lost its links."""
MOVED = 4
"""One program in this many has its first own course in another term."""


def figures(sizes: Sequence[int]) -> Iterator[Figure]:
    times: dict[int, float] = {}
    told: Moves = ()
    for size in sizes:
        before, after = synthetic(size), revised(synthetic(size))

        def tell(before: Dossier = before, after: Dossier = after) -> None:
            nonlocal told
            told = moves_of_dossiers(before, after)

        times[size] = processor_seconds(tell)
    most = max(sizes)
    sentences = sum(len(each.sentences) for each in told)
    note = ", ".join(f"{size:,}: {in_words(took)}" for size, took in times.items())
    grows = f"; grows as courses to the {exponent(list(times), list(times.values())):.2f}" if len(times) > 1 else ""
    yield Figure(
        section=SECTION,
        name=f"what moved and why, in words, {most:,} courses",
        value=times[most],
        unit="s",
        note=f"processor time of one run, nothing remembered; {note}{grows}",
    )
    yield Figure(section=SECTION, name="  sentences, each with causes that were tried out", value=sentences)


def revised(dossier: Dossier) -> Dossier:
    """What a year's revision makes of a cluster: credits, links and terms that are others."""
    cluster = dossier.cluster
    made: Cluster = replace(
        cluster,
        courses=tuple(_credited(each, at) for at, each in enumerate(cluster.courses)),
        links=tuple(_unlinked(each, at) for at, each in enumerate(cluster.links)),
        programs=tuple(_moved(each, at) for at, each in enumerate(cluster.programs)),
    )
    return replace(dossier, cluster=made)


def _credited(course: Course, at: int) -> Course:
    return replace(course, credits=course.credits + Decimal(1)) if at % TOUCHED == 0 else course


def _unlinked(links: CourseLinks, at: int) -> CourseLinks:
    return replace(links, links=()) if at % TOUCHED == TOUCHED // 2 else links


def _moved(program: Program, at: int) -> Program:
    if at % MOVED:
        return program
    plan = program.plans[0]
    *rest, last = plan.required
    other = replace(last, term=TERMS - 1 if last.term == TERMS else TERMS)
    return replace(program, plans=(replace(plan, required=(*rest, other)), *program.plans[1:]))
