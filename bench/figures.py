"""Figures, how they are taken, and how they are told."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from math import log
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table. `aim` is printed beside the value and never decides anything."""

    section: str
    name: str
    value: float | None = None
    unit: str = ""
    aim: str = ""
    note: str = ""
    samples: list[float] = field(default_factory=list)

    def record(self) -> dict[str, Any]:
        return asdict(self)


def skipped(section: str, name: str, why: str) -> Figure:
    return Figure(section=section, name=name, note=f"skipped: {why}")


@contextmanager
def no_collection() -> Iterator[None]:
    """As `timeit` does: the garbage of one side is not swept up in the time of the other."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds(work: Callable[[], object]) -> float:
    with no_collection():
        started = time.perf_counter()
        work()
        return time.perf_counter() - started


def processor_seconds(work: Callable[[], object]) -> float:
    """Time that the processor spent on `work`, so that what else runs on the machine does not show."""
    with no_collection():
        started = time.process_time()
        work()
        return time.process_time() - started


def alternating(
    first: Callable[[], float], second: Callable[[], float], rounds: int
) -> tuple[list[float], list[float]]:
    """Both sides turn by turn, so that what slows the machine slows both; each returns its own seconds."""
    pairs = [(first(), second()) for _ in range(rounds)]
    return [each[0] for each in pairs], [each[1] for each in pairs]


def ratio(section: str, name: str, theirs: Sequence[float], ours: Sequence[float], aim: str) -> Figure:
    each = sorted(their / our for their, our in zip(theirs, ours, strict=True))
    note = (
        f"ours {in_words(median(ours))}, theirs {in_words(median(theirs))}; "
        f"{len(each)} rounds from {each[0]:.0f} to {each[-1]:.0f} times"
    )
    return Figure(
        section=section, name=name, value=median(theirs) / median(ours), unit="times", aim=aim, note=note, samples=each
    )


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The slope of log time over log size by least squares: 1 is linear, 2 quadratic."""
    xs, ys = [log(each) for each in sizes], [log(each) for each in times]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return across / sum((x - middle_x) ** 2 for x in xs)


def in_words(duration: float) -> str:
    if duration < 1e-3:
        return f"{duration * 1e6:.0f} µs"
    return f"{duration * 1e3:.2f} ms" if duration < 1 else f"{duration:.2f} s"


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that at least `share` of all samples do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)]


def value_of(figure: Figure) -> str:
    if figure.value is None:
        return "—"
    if figure.unit == "s":
        return in_words(figure.value)
    return f"{figure.value:,.0f} {figure.unit}" if figure.value >= 10 else f"{figure.value:.2f} {figure.unit}"
