"""The term board of a plan: courses by term, with lines from each requisite to what needs it."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from fourfold.domain.course import Requisite, RequisiteKind
from fourfold.domain.number import exact
from fourfold.domain.plan import Plan
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.loads import loads
from fourfold.web.pages import facts, shares, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.flags import Flag, Flags
from fourfold.web.pages.lens import Lens, Shade
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.taking import Taking
from fourfold.web.pages.wording import REQUISITES, Words

NO_FLAGS = Flags()
CELL, MARGIN = 100, 5
"""Units of the drawing: a card's cell is 100 by 100, and the card keeps 5 units from its sides."""


@dataclass(frozen=True, slots=True)
class Need:
    """A course that a card's course names as a requisite."""

    course: Named
    kind: Words
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A course on the board; `pool` names the electives that it belongs to, `flags` what is wrong with it here."""

    code: str
    title: Text
    href: str
    shade: Shade
    credits: str
    pool: Text | None
    terms: str
    needs: tuple[Need, ...]
    flags: tuple[Flag, ...] = ()
    on_route: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A requisite as a curve from one card to another."""

    path: str
    start: str
    end: str
    kind: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A column of the board."""

    number: int
    cards: tuple[Card, ...]
    sittings: tuple[Text, ...]
    load: "Load"
    flags: tuple[Flag, ...] = ()

    @property
    def flagged(self) -> int:
        """How many flags the term has, those of its cards included."""
        return len(self.flags) + sum(len(card.flags) for card in self.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a term asks: credits and weekly hours, least and most over what students may elect.

    `taught`: whether any week has lessons; a term without is one of practice alone.
    """

    credits: str
    weekly: str
    taught: bool
    low_percent: str
    high_percent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole board, and the size of its drawing."""

    terms: tuple[Term, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Seat:
    term: int
    row: int
    taken: Taking


def of_plan(index: Index, address: Address, plan: Plan, lens: Lens, flags: Flags = NO_FLAGS) -> Board:
    """The board of a plan, its cards coloured through a lens, and flagged where something is wrong."""
    program = index.program_of_plan[plan.key]
    seats = _seats(index, plan, program.terms)
    columns: defaultdict[int, list[_Seat]] = defaultdict(list)
    for seat in seats.values():
        columns[seat.term].append(seat)
    weighed = _loads(index, plan)
    sat = _sittings(index, plan)
    return Board(
        terms=tuple(
            Term(
                number=number,
                cards=tuple(_card(index, address, seat, seats, lens, flags) for seat in columns[number]),
                sittings=tuple(sat[number]),
                load=weighed[number - 1],
                flags=flags.of_term.get(number, ()),
            )
            for number in range(1, program.terms + 1)
        ),
        lines=tuple(line for seat in seats.values() for line in _lines(seat, seats)),
        width=program.terms * CELL,
        height=max((len(each) for each in columns.values()), default=1) * CELL,
    )


def _seats(index: Index, plan: Plan, terms: int) -> dict[str, _Seat]:
    """Where every course sits: the upper bands first, then near what it needs."""
    categories = list(index.categories)
    by_term: defaultdict[int, list[Taking]] = defaultdict(list)
    for taken in {each.course.key: each for each in taking.of_plan(index, plan)}.values():
        by_term[min(taken.term, terms)].append(taken)
    seats: dict[str, _Seat] = {}

    def place(taken: Taking) -> tuple[int, float, str]:
        category = index.category_of(taken.course)
        band = -categories.index(category.key) if category else 1
        rows = [seats[leaf.course].row for leaf in taken.course.requisites() if leaf.course in seats]
        return band, sum(rows) / len(rows) if rows else len(seats), taken.course.code

    for term in range(1, terms + 1):
        for row, taken in enumerate(sorted(by_term[term], key=place)):
            seats[taken.course.key] = _Seat(term, row, taken)
    return seats


def _card(index: Index, address: Address, seat: _Seat, seats: dict[str, _Seat], lens: Lens, flags: Flags) -> Card:
    course = seat.taken.course
    return Card(
        code=course.code,
        title=course.title,
        href=address.to("course", course.code),
        shade=lens.shades[course.key],
        credits=_("%(credits)s cr") % {"credits": exact(course.credits)},
        pool=seat.taken.pool.title if seat.taken.pool else None,
        terms=_spread(seat),
        needs=tuple(
            _need(index, address, leaf, seat, seats) for leaf in course.requisites() if leaf.course in index.courses
        ),
        flags=flags.of_course.get(course.key, ()),
        on_route=course.key in lens.route,
    )


def _spread(seat: _Seat) -> str:
    """Where a card stands for more than its own column: several terms long, or free to move."""
    if not seat.taken.fixed:
        return _("or T%(terms)s") % {"terms": facts.runs(list(seat.taken.terms)[1:])}
    span = seat.taken.course.span
    return _("to T%(term)d") % {"term": seat.term + span - 1} if span > 1 else ""


def _need(index: Index, address: Address, leaf: Requisite, seat: _Seat, seats: dict[str, _Seat]) -> Need:
    course = index.courses[leaf.course or ""]
    named = Named(course.title, address.to("course", course.code), code=course.code)
    return Need(named, REQUISITES[leaf.kind], _late(leaf, seat, seats))


def _late(leaf: Requisite, seat: _Seat, seats: dict[str, _Seat]) -> bool:
    """Whether a requisite among required courses comes too late for the course that needs it."""
    other = seats.get(leaf.course or "")
    if other is None or other.taken.pool or seat.taken.pool:
        return False
    ends = other.term + other.taken.course.span - 1
    if leaf.kind is RequisiteKind.PRE:
        return ends >= seat.term
    return other.term > seat.term


def _lines(seat: _Seat, seats: dict[str, _Seat]) -> list[Line]:
    found = []
    for leaf in seat.taken.course.requisites():
        other = seats.get(leaf.course or "")
        if other is not None:
            late = _late(leaf, seat, seats)
            found.append(
                Line(_curve(other, seat), other.taken.course.code, seat.taken.course.code, leaf.kind.value, late)
            )
    return found


def _curve(start: _Seat, end: _Seat) -> str:
    y1, y2 = _middle(start), _middle(end)
    if start.term == end.term:
        x = (start.term - 1) * CELL + MARGIN
        return f"M{x},{y1} C{x - 8},{y1} {x - 8},{y2} {x},{y2}"
    x1, x2 = start.term * CELL - MARGIN, (end.term - 1) * CELL + MARGIN
    if end.term - start.term > 1:
        return _between_cards(start, end, x1, x2)
    bend = max(8, (x2 - x1) // 2)
    return f"M{x1},{y1} C{x1 + bend},{y1} {x2 - bend},{y2} {x2},{y2}"


def _between_cards(start: _Seat, end: _Seat, x1: int, x2: int) -> str:
    """Down or up the gap after the first column, along the gap between two rows, and on in the gap before the last."""
    first, last = start.term * CELL, (end.term - 1) * CELL
    along = (start.row if end.row < start.row else start.row + 1) * CELL
    leave = f"M{x1},{_middle(start)} C{first},{_middle(start)} {first},{along} {first + MARGIN},{along}"
    return f"{leave} H{last - MARGIN} C{last},{along} {last},{_middle(end)} {x2},{_middle(end)}"


def _middle(seat: _Seat) -> int:
    return seat.row * CELL + CELL // 2


def _sittings(index: Index, plan: Plan) -> defaultdict[int, list[Text]]:
    """The frameworks sat after each term."""
    ends = {each.course.key: each.ends for each in taking.of_plan(index, plan)}
    found: defaultdict[int, list[Text]] = defaultdict(list)
    for sitting in plan.sittings:
        term = sitting.term or ends.get(sitting.course or "")
        if term and sitting.framework in index.frameworks:
            found[term].append(index.frameworks[sitting.framework].title)
    return found


def _loads(index: Index, plan: Plan) -> list[Load]:
    found = kept(index, ("loads of", plan.key), lambda: loads(index, plan=plan.key))
    most = max((each.credits.high for each in found), default=Fraction(1)) or Fraction(1)
    return [
        Load(
            credits=shares.interval(each.credits),
            weekly=shares.interval(each.weekly_hours),
            taught=each.weekly_hours.high > 0,
            low_percent=f"{float(100 * each.credits.low / most):.1f}",
            high_percent=f"{float(100 * each.credits.high / most):.1f}",
        )
        for each in found
    ]
