"""(c) Growth from a parsed value: full check and four-sided coverage of seeded clusters, larger and larger.

The linear part is the same cluster without its electives: then a plan has one choice, and coverage is adding up.
"""

from collections.abc import Callable, Iterator, Sequence
from statistics import median

from bench.figures import Figure, exponent, in_words, seconds
from bench.synthetic import LINKS, TODAY, synthetic, without_pools
from fourfold.domain.cluster import Dossier
from fourfold.engine.aims import Aim, aims
from fourfold.engine.checks import check
from fourfold.engine.guarantee import Assurance, When, assure
from fourfold.engine.index import Index

SECTION = "c"
SIZES = (125, 500, 1_000, 2_000)


def figures(sizes: Sequence[int] = SIZES, rounds: int = 3) -> Iterator[Figure]:
    made = {size: synthetic(size) for size in sizes}
    yield Figure(
        section=SECTION,
        name=f"clusters of {', '.join(f'{size:,}' for size in sizes)} courses",
        note="; ".join(_counts(dossier) for dossier in made.values()),
    )
    plain = {size: without_pools(dossier) for size, dossier in made.items()}
    totals = dict.fromkeys(sizes, 0.0)
    for name, dossiers, work, in_total in (
        ("full check", made, _check, True),
        ("four-sided coverage, guaranteed and reachable", made, _cover, True),
        ("  linear part: full check without electives", plain, _check, False),
        ("  linear part: coverage without electives", plain, _cover, False),
    ):
        times = {size: _median(dossier, work, rounds) for size, dossier in dossiers.items()}
        if in_total:
            totals = {size: totals[size] + took for size, took in times.items()}
        yield _grown(name, times)
    yield _grown("both together", totals, "under 10 s, near-linear")
    yield _undecided(made[max(sizes)])


def cover(index: Index) -> list[Assurance]:
    """Every plan by every framework that its program names, at the plan's own sittings or else at its end."""
    return [
        assure(index, plan=plan, framework=aim.framework, when=when, taking=aim.taking)
        for plan, aim, when in questions(index)
    ]


def questions(index: Index) -> Iterator[tuple[str, Aim, When]]:
    for plan, program in index.program_of_plan.items():
        for aim in aims(index, plan=plan):
            sittings = [When(term=each.term, course=each.course) for each in aim.sittings]
            yield from ((plan, aim, when) for when in sittings or [When(term=program.terms)])


def _check(dossier: Dossier) -> object:
    return check(Index(dossier), today=TODAY)


def _cover(dossier: Dossier) -> object:
    return cover(Index(dossier))


def _median(dossier: Dossier, work: Callable[[Dossier], object], rounds: int) -> float:
    return median(seconds(lambda: work(dossier)) for _ in range(rounds))


def _grown(name: str, times: dict[int, float], aim: str = "") -> Figure:
    note = "; ".join(f"{size:,}: {in_words(took)}" for size, took in times.items())
    if len(times) > 1:
        note += f"; grows with exponent {exponent(list(times), list(times.values())):.2f}"
    largest = max(times)
    return Figure(
        section=SECTION,
        name=f"{name}, {largest:,} courses" if not name.startswith(" ") else name,
        value=times[largest],
        unit="s",
        aim=aim,
        note=note,
        samples=list(times.values()),
    )


def _undecided(dossier: Dossier) -> Figure:
    answers = cover(Index(dossier))
    left = sum(not each.decided for each in answers)
    return Figure(section=SECTION, name=f"  answers of {len(answers)} not decided", value=left, unit="", aim="0")


def _counts(dossier: Dossier) -> str:
    cluster = dossier.cluster
    links = len(cluster.all_links())
    if links != LINKS * len(cluster.courses):
        raise ValueError(f"{links} links for {len(cluster.courses)} courses")
    return (
        f"{len(cluster.courses):,} courses in {len(cluster.programs)} programs, {links:,} links to "
        f"{len(dossier.frameworks)} frameworks"
    )
