"""Items of a framework by programs: who teaches what, how deep, in which term."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import Link
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.coverage import Interval, leaf_weights
from fourfold.engine.guarantee import When, route_of
from fourfold.engine.reach import Reach
from fourfold.web.pages import facts, footings, standing
from fourfold.web.pages.address import Address
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import DEPTH_LETTERS, DEPTHS, RANKS, Words


@dataclass(frozen=True, slots=True)
class Mark:
    """How a program serves a leaf: one event, a depth and the term by which it is reached, in letters and in words.

    Tones: `met` is guaranteed at the moment in the column's head, `later` only after it, `some` is reached by some
    choices but not by all, `short` is not deep enough by the end, `none` is not taught. `deeper` says when more than
    what is required is guaranteed.
    """

    tone: str
    code: str
    letter: Words = ""
    term: str = ""
    spoken: str = ""
    deeper: str = ""
    href: str = ""
    by: int = 0


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


def rows(opened: Opened, address: Address, framework: Framework, programs: tuple[Program, ...]) -> tuple[Row, ...]:
    """The tree of a framework, parents first, each leaf with its marks by program."""
    sheet = _Sheet(opened, address, framework, programs)
    return tuple(_walk(sheet, framework.items, 0))


@dataclass(frozen=True, slots=True)
class _Column:
    """What a program's first plan teaches of each leaf by the end of each term, and at its moment."""

    code: str
    terms: tuple[Mapping[str, Reach], ...]
    then: Mapping[str, Reach]
    evidence: Callable[[int], str] = lambda term: ""  # noqa: ARG005 - without a plan there is nothing to show


def _column(opened: Opened, address: Address, framework: Framework, program: Program) -> _Column:
    if not program.plans:
        return _Column(program.code, (), {})
    plan = program.plans[0]
    through = route_of(opened.index, plan=plan.key, framework=framework.key)
    when = standing.moment(opened.index, plan, framework, standing.promise(opened.index, plan, framework))
    moments = [*(When(term=term) for term in range(1, program.terms + 1)), when]
    *terms, then = (
        opened.reaches(plan=plan.key, framework=framework.key, when=each, taking=through) for each in moments
    )

    def evidence(term: int) -> str:
        return standing.evidence(address, opened.index, plan, framework, When(term=term))

    return _Column(program.code, tuple(terms), then, evidence)


class _Sheet:
    """What every row of one matrix is drawn from, worked out once."""

    def __init__(self, opened: Opened, address: Address, framework: Framework, programs: tuple[Program, ...]) -> None:
        self.index = opened.index
        self.address = address
        self.framework = framework
        self.weights = leaf_weights(framework)
        self.weighted = any(item.weight is not None for item in framework.walk())
        self.links: defaultdict[str, list[Link]] = defaultdict(list)
        for _course, link in opened.index.links():
            if link.framework == framework.key:
                self.links[link.item].append(link)
        self.columns = tuple(_column(opened, address, framework, program) for program in programs)


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
        weight=weight_of(sheet.weights, item) if sheet.weighted else None,
        required=DEPTHS[item.depth] if leaf else "",
        marks=tuple(_proved(_mark(item, column), item, column) for column in sheet.columns) if leaf else (),
        teachers=_teachers(sheet, item) if leaf else (),
        stand=footings.inherited(item.footing) if item.footing else None,
    )


def weight_of(weights: Mapping[str, Interval | None], item: Item) -> Weight:
    """What a node weighs: its own weight, or a leaf's share of the whole."""
    if item.children:
        return Weight(text="" if item.weight is None else f"{item.weight:f}", known=True)
    share = weights.get(item.key)
    if share is None or (not share.is_point and share.low == 0):
        return Weight(text=_("unknown"), known=False)
    return Weight(text=_share(share), known=True)


def _share(share: Interval) -> str:
    low, high = _per_cent(share.low), _per_cent(share.high)
    return f"{low} %" if low == high else f"{low}–{high} %"


def _per_cent(share: Fraction) -> str:
    return f"{round(float(share * 100), 1):g}"


def _proved(mark: Mark, item: Item, column: _Column) -> Mark:
    """The mark with the way to what stands behind it, item and term."""
    page = column.evidence(mark.by) if mark.by else ""
    return replace(mark, href=f"{page}#item-{item.code}") if page else mark


def _mark(item: Item, column: _Column) -> Mark:
    least = [found[item.key].least if found else 0 for found in column.terms]
    most = [found[item.key].most if found else 0 for found in column.terms]
    wanted = item.depth.rank
    if max(most, default=0) == 0:
        return Mark("none", column.code, DEPTH_LETTERS[0], "", _("not taught"))
    if max(most) < wanted:
        return _short(column.code, least, most)
    if max(least) < wanted:
        words = _("%(event)s, but only by some choices")
        return _event(column.code, "some", wanted, _first(most, wanted), words)
    if column.then and column.then[item.key].least < wanted:
        return _deeper(_event(column.code, "later", wanted, _first(least, wanted), "%(event)s"), least, wanted)
    return _deeper(_event(column.code, "met", wanted, _first(least, wanted), "%(event)s"), least, wanted)


def _first(ranks: list[int], wanted: int) -> int:
    """The first term by which a rank is reached."""
    return next(term for term, rank in enumerate(ranks, 1) if rank >= wanted)


def _short(code: str, least: list[int], most: list[int]) -> Mark:
    """A leaf that is never taught deeply enough: how deep it is for everybody, else for some."""
    if surely := max(least):
        return _event(code, "short", surely, _first(least, surely), _("%(event)s: not deep enough"))
    words = _("%(event)s, and only by some choices: not deep enough")
    return _event(code, "short some", max(most), _first(most, max(most)), words)


def _event(code: str, tone: str, rank: int, term: int, words: str) -> Mark:
    event = _("%(depth)s by the end of term %(term)d") % {"depth": RANKS[rank], "term": term}
    return Mark(tone, code, DEPTH_LETTERS[rank], _brief(term), words % {"event": event}, by=term)


def _brief(term: int) -> str:
    return pgettext("a term, where there is little room", "T%(terms)s") % {"terms": term}


def _deeper(mark: Mark, least: list[int], wanted: int) -> Mark:
    """The mark with the depth beyond what is required, where everybody gets it."""
    deepest = max(least)
    if deepest == wanted:
        return mark
    term = _first(least, deepest)
    words = _("%(depth)s by the end of term %(term)d") % {"depth": RANKS[deepest], "term": term}
    return replace(mark, deeper=f"→ {DEPTH_LETTERS[deepest]} {_brief(term)}", spoken=f"{mark.spoken}; {words}")


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
