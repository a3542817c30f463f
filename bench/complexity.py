"""(a) Complexity metrics, beside the PyPI package `curricularanalytics`, in processor time on both sides."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from bench.curricula import Plain, catalogue, diamonds, seeded
from bench.figures import Figure, alternating, in_words, processor_seconds, ratio, skipped
from bench.peer import ROOT, Answer, Figures, Peer
from fourfold.engine.index import Index
from fourfold.engine.metrics import CurriculumMetrics, Cyclic, Requisites, metrics, plan_metrics
from fourfold.exchange.curricular_csv import read_curricular_csv, read_curriculum

SECTION = "a"
FOLDER = "FOURFOLD_BENCHMARKS"
PATIENCE_SECONDS = 2.0
PASSES = 5
"""How often a side reads all files in one turn: enough to have them in the processor's caches, on both sides."""


def published() -> list[Path]:
    folder = Path(os.environ.get(FOLDER, ROOT.parent / "shared" / "benchmarks")) / "curricula"
    return sorted(folder.glob("*_w_metrics.csv"))


def figures(
    rounds: int = 9, curricula: int = 20, courses: int = 2_000, patience: float = PATIENCE_SECONDS
) -> Iterator[Figure]:
    missing = Peer.missing()
    if missing:
        yield skipped(SECTION, "beside the peer", missing)
        yield from _alone(courses)
        return
    with Peer() as peer:
        yield from _files(peer, published(), rounds)
        yield from _memory(peer, [seeded(seed) for seed in range(curricula)], max(3, rounds // 3))
        yield from _alone(courses)
        yield from _growth(peer, patience)


def _files(peer: Peer, paths: list[Path], rounds: int) -> Iterator[Figure]:
    name = f"from CSV to metrics, {len(paths)} published files"
    if not paths:
        yield skipped(SECTION, name, f"no published files here; set {FOLDER} to their folder")
        return
    answers: list[Answer] = []

    def theirs() -> float:
        turns = [[peer.file(path) for path in paths] for _ in range(PASSES)]
        answers[:] = turns[-1]
        return sum(each.seconds for turn in turns for each in turn) / PASSES

    def passes() -> None:
        for path in paths * PASSES:
            _from_file(path)

    def ours() -> float:
        return processor_seconds(passes) / PASSES

    theirs(), ours()
    their_times, our_times = alternating(theirs, ours, rounds)
    yield ratio(SECTION, name, their_times, our_times, "≥ 25 times")
    same = sum(_plain(_from_file(path)) == answer.figures for path, answer in zip(paths, answers, strict=True))
    yield Figure(
        section=SECTION, name="  files with equal figures on both sides", value=same, unit="files", aim=str(len(paths))
    )
    whole = [processor_seconds(lambda: [_through_dossier(path) for path in paths]) for _ in range(rounds)]
    yield Figure(
        section=SECTION,
        name="  the same through the whole dossier and its plan",
        value=median(whole),
        unit="s",
        note=f"{median(their_times) / median(whole):.0f} times; keys, places and all problems included",
        samples=whole,
    )


def _memory(peer: Peer, curricula: list[Plain], rounds: int) -> Iterator[Figure]:
    answers: list[Answer] = []
    asked = [each.requisites() for each in curricula]

    def theirs() -> float:
        answers[:] = [peer.curriculum(each.size, each.pairs) for each in curricula]
        return sum(each.seconds for each in answers)

    def ours() -> float:
        return processor_seconds(lambda: [metrics(each) for each in asked])

    theirs(), ours()
    name = f"in memory, {len(curricula)} seeded curricula of 60 courses and 107 requisites"
    yield ratio(SECTION, name, *alternating(theirs, ours, rounds), "≥ 100 times")
    same = sum(_plain(_measured(each)) == answer.figures for each, answer in zip(asked, answers, strict=True))
    yield Figure(
        section=SECTION, name="  curricula with equal figures", value=same, unit="curricula", aim=str(len(curricula))
    )


def _alone(courses: int) -> Iterator[Figure]:
    asked = catalogue(courses).requisites()
    times = [processor_seconds(lambda: metrics(asked)) for _ in range(7)]
    note = "the peer would walk every path and is not asked"
    name = f"a catalogue of {courses:,} courses"
    yield Figure(
        section=SECTION, name=name, value=median(times), unit="s", aim="milliseconds", note=note, samples=times
    )


def _growth(peer: Peer, patience: float) -> Iterator[Figure]:
    """Rows of diamonds: each further one doubles the number of paths and adds three courses."""

    def walked(count: int) -> float:
        row = diamonds(count)
        return peer.curriculum(row.size, row.pairs).seconds

    theirs = list(_until_impatient(walked, patience))
    yield Figure(
        section=SECTION,
        name=f"theirs on {theirs[-1][0]} diamonds in a row",
        value=theirs[-1][1],
        unit="s",
        note="; ".join(f"{count}: {in_words(took)}" for count, took in theirs),
    )
    ours = [(count, _best(diamonds(count).requisites())) for count in (8, 16, 64, 256, 1024)]
    yield Figure(
        section=SECTION,
        name=f"ours on {ours[-1][0]:,} diamonds in a row",
        value=ours[-1][1],
        unit="s",
        aim="no exponential case",
        note="; ".join(f"{count}: {in_words(took)}" for count, took in ours),
    )


def _until_impatient(work: Callable[[int], float], patience: float) -> Iterator[tuple[int, float]]:
    count, took = 8, 0.0
    while took < patience:
        took = work(count)
        yield count, took
        count += 2


def _best(asked: Requisites, rounds: int = 5) -> float:
    return min(processor_seconds(lambda: metrics(asked)) for _ in range(rounds))


def _from_file(path: Path) -> CurriculumMetrics:
    curriculum = read_curriculum(path)
    if curriculum is None:
        raise ValueError(f"{path.name} cannot be read")
    return _measured(curriculum.requisites(), quarter=curriculum.quarter)


def _measured(asked: Requisites, *, quarter: bool = False) -> CurriculumMetrics:
    found = metrics(asked, quarter=quarter)
    if isinstance(found, Cyclic):
        raise TypeError(f"cyclic: {found.cycle}")
    return found


def _through_dossier(path: Path) -> object:
    reading = read_curricular_csv(path)
    if reading.dossier is None:
        raise ValueError(f"{path.name} cannot be read")
    index = Index(reading.dossier)
    return [plan_metrics(index, plan=plan) for plan in index.plans]


def _plain(found: CurriculumMetrics) -> Figures:
    return {each.course: (each.blocking, each.delay, each.centrality, float(each.complexity)) for each in found.courses}
