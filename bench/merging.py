"""(m) Two releases that were made of one: what differs and what both say together, beside comparing whole values."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from statistics import median

from bench import telling
from bench.figures import Figure, exponent, in_words, seconds
from bench.synthetic import synthetic
from fourfold.canon.decode import decode
from fourfold.canon.encode import digest
from fourfold.canon.kinds import Part
from fourfold.canon.normal import normal
from fourfold.canon.parts import Manifest, Split, split
from fourfold.domain.cluster import Cluster
from fourfold.engine.difference import difference, edits
from fourfold.engine.merge import merge
from fourfold.engine.merge_wholes import Kept, merge_wholes

SECTION = "m"
SIZES = (250, 500, 1_000, 2_000)
TOUCHED = 50
"""One course in this many is edited on each side, one in three of those on both."""


class Shelf:
    """Parts as a store keeps them: bytes by digest, read where they are asked for."""

    def __init__(self, *splits: Split) -> None:
        self._content = {digest(each): each for side in splits for each in side.parts.values()}
        self.opened = 0

    def load(self, digests: Collection[str]) -> Mapping[str, Part]:
        self.opened += len(digests)
        return {name: decode(self._content[name]) for name in digests}

    def whole(self, manifest: Manifest) -> dict[str, Part]:
        return {key: decode(self._content[name]) for key, name in manifest.parts.items()}


def figures(sizes: Sequence[int] = SIZES, rounds: int = 5) -> Iterator[Figure]:
    made = {size: _sides(size) for size in sizes}
    yield _opened(max(sizes), made[max(sizes)])
    for name, ours, peer in (("diff", _diff, _diff_of_values), ("merge", _merge, _merge_of_values)):
        times = {size: _median(partial(ours, Shelf(*sides), *sides), rounds) for size, sides in made.items()}
        yield _grown(f"{name} of two releases", times)
        naive = {size: _median(partial(peer, Shelf(*sides), *sides), rounds) for size, sides in made.items()}
        yield _grown(f"  the same by whole values ({name})", naive)
        most = max(sizes)
        yield Figure(
            section=SECTION, name=f"  {name}: whole values take", value=naive[most] / times[most], unit="times"
        )
    yield from telling.figures(sizes)


def _sides(size: int) -> tuple[Split, Split, Split]:
    """A cluster and two releases made of it: some courses edited on one side, some on both, in different fields."""
    base: Cluster = normal(synthetic(size).cluster)
    step = TOUCHED
    ours = tuple(
        replace(each, credits=each.credits + Decimal(1)) if at % step == 0 else each
        for at, each in enumerate(base.courses)
    )
    theirs = tuple(
        replace(each, weeks=each.weeks + 1) if at % step == (at // step % 3 and 1) else each
        for at, each in enumerate(base.courses)
    )
    return split(base), split(replace(base, courses=ours)), split(replace(base, courses=theirs))


def _diff(shelf: Shelf, base: Split, ours: Split, theirs: Split) -> object:
    del base
    return difference(ours.manifest, theirs.manifest, load=shelf.load)


def _diff_of_values(shelf: Shelf, base: Split, ours: Split, theirs: Split) -> object:
    del base
    was, will = shelf.whole(ours.manifest), shelf.whole(theirs.manifest)
    return {key: edits(part, will[key]) for key, part in was.items() if key in will}


def _merge(shelf: Shelf, base: Split, ours: Split, theirs: Split) -> object:
    kept = Kept(load=shelf.load, manifests=lambda roots: {})  # noqa: ARG005 - these pin no framework by root
    return merge_wholes(base.manifest, ours.manifest, theirs.manifest, kept=kept)


def _merge_of_values(shelf: Shelf, base: Split, ours: Split, theirs: Split) -> object:
    sides = [shelf.whole(each.manifest) for each in (base, ours, theirs)]
    keys = {key for side in sides for key in side}
    return {key: merge(*(side.get(key) for side in sides)) for key in keys}


def _opened(size: int, sides: tuple[Split, Split, Split]) -> Figure:
    shelf = Shelf(*sides)
    _merge(shelf, *sides)
    return Figure(
        section=SECTION,
        name=f"parts that a merge of {size:,} courses opens, of {sum(len(each.parts) for each in sides):,}",
        value=shelf.opened,
        unit="parts",
    )


def _median(work: Callable[[], object], rounds: int) -> float:
    return median(seconds(work) for _ in range(rounds))


def _grown(name: str, times: dict[int, float]) -> Figure:
    most = max(times)
    grows = exponent(list(times), list(times.values()))
    note = ", ".join(f"{size:,}: {in_words(took)}" for size, took in times.items())
    return Figure(
        section=SECTION,
        name=f"{name}, {most:,} courses",
        value=1000 * times[most],
        unit="ms",
        note=f"{note}; grows as courses to the {grows:.2f}",
    )
