"""(r) The radar: what a new version does, beside checking the same cluster whole; larger and larger clusters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from statistics import median
from uuid import NAMESPACE_URL, uuid5

from bench.example import EXAMPLE
from bench.figures import Figure, alternating, exponent, in_words, seconds, skipped
from bench.peer import ROOT
from bench.synthetic import TODAY, synthetic
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import FrameworkKind, Item
from fourfold.domain.study_class import StudyClass
from fourfold.domain.text import Text
from fourfold.engine.checks import check
from fourfold.engine.index import Index
from fourfold.engine.outlook import outlook
from fourfold.engine.radar import radar
from fourfold.engine.succession import Succession, succession
from fourfold.engine.succession_classes import beside, class_impacts, class_outlook
from fourfold.engine.succession_impact import view
from fourfold.engine.succession_programs import applied, naming
from fourfold.exchange.reading import read

SECTION = "r"
SIZES = (125, 500, 1_000)
ANOTHER, GONE = 10, 20
"""Every so manieth item of a synthetic version says something else in the next one, or is not in it."""
CLASSES = 40


def figures(sizes: Sequence[int] = SIZES, rounds: int = 3) -> Iterator[Figure]:
    yield from _example(rounds)
    made = {size: _renewed(synthetic(size)) for size in sizes}
    for name, work in (
        ("what a new version does to a cluster", _ahead),
        ("  what it means for the classes of a release", _classes),
    ):
        times = {size: _median(partial(work, *pair), rounds) for size, pair in made.items()}
        yield _grown(name, times)


def _median(work: Callable[[], object], rounds: int) -> float:
    return median(seconds(work) for _ in range(rounds))


def _example(rounds: int) -> Iterator[Figure]:
    dossier = read(EXAMPLE).dossier if EXAMPLE.is_dir() else None
    if dossier is None:
        yield skipped(SECTION, "the radar of the example", f"there is no {EXAMPLE.relative_to(ROOT)} that can be read")
        return
    by_code = {each.code: each for each in dossier.frameworks}
    pair = by_code["hcia-datacom-v1"], by_code["hcia-datacom-v2"]
    took = [seconds(lambda: succession(*pair)) for _ in range(rounds)]
    note = f"{len(tuple(pair[0].leaves()))} items and {len(tuple(pair[1].leaves()))}"
    yield Figure(
        section=SECTION, name="the example: item by item", value=median(took), unit="s", note=note, samples=took
    )
    ours, whole = alternating(
        lambda: seconds(lambda: _ahead(dossier, succession(*pair))),
        lambda: seconds(lambda: check(Index(dossier), today=TODAY)),
        rounds,
    )
    times = [our / their for our, their in zip(ours, whole, strict=True)]
    yield Figure(
        section=SECTION,
        name="the example: what a new version does, beside a full check",
        value=median(times),
        unit="times",
        note=f"the outlook {in_words(median(ours))}, the check {in_words(median(whole))}",
        samples=times,
    )


def _ahead(dossier: Dossier, found: Succession) -> object:
    index = Index(dossier)
    blips = radar(index, today=TODAY)
    return blips, outlook(view(index), found=found, applied=lambda parts: view(applied(index, parts)))


def _classes(dossier: Dossier, found: Succession) -> object:
    index = beside(Index(dossier), new=found.new)
    plans = [plan.key for program in naming(index, found.old.key) for plan in program.plans]
    classes = [
        StudyClass(code=str(number), plan=plans[number % len(plans)], release="r", began_date=_began(number))
        for number in range(CLASSES)
    ]
    return class_impacts(index, told=class_outlook(index, found=found), classes=classes, today=TODAY)


def _began(number: int) -> date:
    return date(TODAY.year - 1 - number % 2, 9, 1)


def _renewed(dossier: Dossier) -> tuple[Dossier, Succession]:
    """The cluster with a next version of one of its certifications, whose items all have keys of their own."""
    old = next(each for each in dossier.frameworks if each.kind is FrameworkKind.CERTIFICATION)
    new = replace(
        old,
        key=_key(old.key),
        code=f"{old.code}-next"[:40],
        supersedes=old.key,
        items=tuple(_next(each, number) for number, each in enumerate(old.items)),
    )
    cluster = replace(dossier.cluster, frameworks=(*dossier.cluster.frameworks, new.key))
    return Dossier(cluster=cluster, frameworks=(*dossier.frameworks, new)), succession(old, new)


def _next(item: Item, number: int) -> Item:
    title = Text(en=f"Another subject {number}") if number % ANOTHER == ANOTHER - 1 else item.title
    kept = [child for place, child in enumerate(item.children) if place % GONE != GONE - 1]
    children = tuple(_next(child, place) for place, child in enumerate(kept))
    return replace(item, key=_key(item.key), title=title, children=children)


def _key(key: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"next:{key}"))


def _grown(name: str, times: dict[int, float]) -> Figure:
    note = "; ".join(f"{size:,}: {in_words(took)}" for size, took in times.items())
    if len(times) > 1:
        note += f"; grows with exponent {exponent(list(times), list(times.values())):.2f}"
    largest = max(times)
    name = name if name.startswith(" ") else f"{name}, {largest:,} courses"
    return Figure(section=SECTION, name=name, value=times[largest], unit="s", note=note, samples=list(times.values()))
