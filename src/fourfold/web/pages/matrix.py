"""Items of a framework by programs: who teaches what, how deep, in which term."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import Link
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.coverage import Interval, leaf_weights
from fourfold.engine.index import Index
from fourfold.web.pages import facts, footings, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.wording import DEPTH_LETTERS, DEPTHS, RANKS, Words


@dataclass(frozen=True, slots=True)
class Mark:
    """How a program serves a leaf: a tone, the letter of the depth, the term it is reached in, all in words.

    `elective` where only some students get there.
    """

    tone: str
    code: str
    letter: Words = ""
    term: str = ""
    spoken: Words = ""
    elective: bool = False


@dataclass(frozen=True, slots=True)
class Teacher:
    """A course that serves a leaf: how deeply, by which outcomes, in which programs and terms."""

    course: Named
    depth: Words
    rank: int
    outcomes: tuple[Text, ...]
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A leaf's share of the whole, per cent; hatched where nobody knows it."""

    text: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A node of the item tree; only leaves have marks and teachers."""

    code: str
    title: Text
    level: int
    leaf: bool
    weight: Weight | None
    required: Words
    marks: tuple[Mark, ...]
    teachers: tuple[Teacher, ...]
    stand: Stand | None

    @property
    def untaught(self) -> bool:
        """Whether no course serves this leaf at all."""
        return self.leaf and not self.teachers


def rows(index: Index, address: Address, framework: Framework, programs: tuple[Program, ...]) -> tuple[Row, ...]:
    """The tree of a framework, parents first, each leaf with its marks by program."""
    sheet = _Sheet(index, address, framework, programs)
    return tuple(_walk(sheet, framework.items, 0))


class _Sheet:
    """What every row of one matrix is drawn from, worked out once."""

    def __init__(self, index: Index, address: Address, framework: Framework, programs: tuple[Program, ...]) -> None:
        self.index = index
        self.address = address
        self.framework = framework
        self.weights = leaf_weights(framework)
        self.weighted = any(item.weight is not None for item in framework.walk())
        self.links: defaultdict[str, list[Link]] = defaultdict(list)
        for _course, link in index.links():
            if link.framework == framework.key:
                self.links[link.item].append(link)
        self.takings = tuple(
            (program.code, taking.of_plan(index, program.plans[0]) if program.plans else ()) for program in programs
        )
        self.served = index.served.get(framework.key, {})


def _walk(sheet: _Sheet, items: tuple[Item, ...], level: int) -> list[Row]:
    found: list[Row] = []
    for item in items:
        found.append(_row(sheet, item, level))
        found += _walk(sheet, item.children, level + 1)
    return found


def _row(sheet: _Sheet, item: Item, level: int) -> Row:
    leaf = not item.children
    return Row(
        code=item.code,
        title=item.title,
        level=level,
        leaf=leaf,
        weight=_weight(sheet, item) if sheet.weighted else None,
        required=DEPTHS[item.depth] if leaf else "",
        marks=tuple(_mark(sheet, item, code, takings) for code, takings in sheet.takings) if leaf else (),
        teachers=_teachers(sheet, item) if leaf else (),
        stand=footings.inherited(item.footing) if item.footing else None,
    )


def _weight(sheet: _Sheet, item: Item) -> Weight:
    if item.children:
        return Weight(text="" if item.weight is None else f"{item.weight:f}", known=True)
    share = sheet.weights.get(item.key)
    if share is None or (not share.is_point and share.low == 0):
        return Weight(text=_("unknown"), known=False)
    return Weight(text=_share(share), known=True)


def _share(share: Interval) -> str:
    low, high = _per_cent(share.low), _per_cent(share.high)
    return f"{low} %" if low == high else f"{low}–{high} %"


def _per_cent(share: Fraction) -> str:
    return f"{round(float(share * 100), 1):g}"


def _mark(sheet: _Sheet, item: Item, code: str, takings: tuple[taking.Taking, ...]) -> Mark:
    ranks = [(each, sheet.served.get(each.course.key, {}).get(item.key, 0)) for each in takings]
    required = _reached([(each, rank) for each, rank in ranks if rank and each.pool is None], item.depth.rank)
    anyhow = _reached([(each, rank) for each, rank in ranks if rank], item.depth.rank)
    if anyhow.rank == 0:
        return Mark("none", code, DEPTH_LETTERS[0], "", gettext_lazy("not taught"))
    best, elective = (anyhow, True) if anyhow.rank > required.rank else (required, False)
    tone = "met" if best.rank >= item.depth.rank else "short"
    words = _("%(depth)s by the end of term %(term)d") % {"depth": RANKS[best.rank], "term": best.term}
    spoken = f"{words}, {_('where elected')}" if elective else words
    return Mark(tone, code, DEPTH_LETTERS[best.rank], str(best.term), spoken, elective)


@dataclass(frozen=True, slots=True)
class _Reach:
    rank: int
    term: int


def _reached(ranks: list[tuple[taking.Taking, int]], wanted: int) -> _Reach:
    """The greatest rank, and the first term by which it, or what is wanted, is reached."""
    if not ranks:
        return _Reach(0, 0)
    best = max(rank for _taking, rank in ranks)
    enough = min(best, wanted)
    return _Reach(best, min(taken.ends for taken, rank in ranks if rank >= enough))


def _teachers(sheet: _Sheet, item: Item) -> tuple[Teacher, ...]:
    by_course: defaultdict[str, list[Link]] = defaultdict(list)
    for link in sheet.links.get(item.key, ()):
        if link.outcome in sheet.index.course_of_outcome:
            by_course[sheet.index.course_of_outcome[link.outcome].key].append(link)
    found = [_teacher(sheet, key, links) for key, links in by_course.items()]
    return tuple(sorted(found, key=lambda each: (-each.rank, each.course.code)))


def _teacher(sheet: _Sheet, key: str, links: list[Link]) -> Teacher:
    course = sheet.index.courses[key]
    deepest = max(links, key=lambda link: link.depth.rank)
    return Teacher(
        course=Named(course.title, sheet.address.to("course", course.code), code=course.code),
        depth=DEPTHS[deepest.depth],
        rank=deepest.depth.rank,
        outcomes=tuple(sheet.index.outcomes[link.outcome].text for link in links),
        terms=facts.terms(sheet.index, course),
    )
