"""`python -m bench [a] [b] [c] [d] [e] [f] [g] [h] [m] [r] [w] [k] [s]`: the sections asked for, or all of them."""

import json
import platform
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from os import cpu_count

from bench.figures import Figure, skipped, value_of
from bench.peer import ROOT

SECTIONS = {
    "a": ("bench.complexity", "Complexity metrics, beside the PyPI package curricularanalytics"),
    "b": ("bench.example", "Reading, checking and covering the example, cold and cached"),
    "c": ("bench.growth", "Growth from a parsed value: 25 links a course, full check and four-sided coverage"),
    "d": ("bench.pages", "Pages: one client, map and program page, cold and warm"),
    "e": ("bench.racing", "Twelve writers who race on one draft, on SQLite and on PostgreSQL"),
    "f": (
        "bench.clients",
        "Sixteen clients at once, on SQLite and on PostgreSQL, the example and sixteen times as much",
    ),
    "g": ("bench.aligning", "The alignment matrix of 400 outcomes and 300 items in Chromium"),
    "h": ("bench.editing", "Edits with their checks before and after, the example and sixteen times as much"),
    "m": (
        "bench.merging",
        "Merge and diff of two releases, beside comparing whole values; what moved, and why",
    ),
    "r": ("bench.radar", "The radar: a new version of a framework, beside a full check; larger and larger clusters"),
    "w": ("bench.workbook", "Workbooks: the largest synthetic cluster written to one, read and imported"),
    "k": ("bench.suggesting", "Suggestions: links held out and found again, in each language and across the two"),
    "s": ("bench.search", "Search over a large cluster, on SQLite"),
}
WIDTHS = (62, 14, 20)


def main(asked: list[str]) -> int:
    unknown = [each for each in asked if each not in SECTIONS]
    if unknown:
        print(f"bench: no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {cpu_count()} processors. Aims are printed, never gated.")
    taken = [figure for name in asked or list(SECTIONS) for figure in told(name)]
    write(taken)
    return 0


def told(name: str) -> Iterator[Figure]:
    print(f"\n({name}) {SECTIONS[name][1]}\n{'':2}{'figure':{WIDTHS[0]}}{'value':>{WIDTHS[1]}}   aim")
    for figure in figures_of(name):
        print(f"  {figure.name:{WIDTHS[0]}}{value_of(figure):>{WIDTHS[1]}}   {figure.aim}", flush=True)
        if figure.note:
            print(f"      {figure.note}")
        yield figure


def figures_of(name: str) -> Iterator[Figure]:
    """A part of the product that is not there yet ends the section with a line that says so."""
    try:
        work: Callable[[], Iterator[Figure]] = import_module(SECTIONS[name][0]).figures
        yield from work()
    except ImportError as missing:
        yield skipped(name, "the rest of this section", f"{missing}")


def write(taken: list[Figure]) -> None:
    target = ROOT / "var" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    record = {"python": platform.python_version(), "machine": platform.machine(), "processors": cpu_count()}
    target.write_text(json.dumps(record | {"figures": [each.record() for each in taken]}, indent=1, ensure_ascii=False))
    print(f"\nWritten: {target.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
