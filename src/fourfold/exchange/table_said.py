"""What one row says of a course: every cell read as its column means it, nothing believed that is odd."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fourfold.domain.course import CourseType
from fourfold.domain.marks import Key
from fourfold.exchange import table_cells as cells
from fourfold.exchange.table import Cell, Oddity, Row
from fourfold.exchange.table_cells import InTerm, NotUnderstood, blank
from fourfold.exchange.table_columns import Columns
from fourfold.exchange.table_faults import At, TableFaults
from fourfold.exchange.table_fields import Field

SHARED = frozenset(
    {
        Field.CATEGORY,
        Field.MODULE,
        Field.REQUIRED,
        Field.UNIT,
        Field.REMARK,
        Field.TYPE,
        Field.PROGRAM,
        Field.ASSESSMENT,
        Field.TERM,
        Field.STARTS,
        Field.WEEKS,
    }
)
"""What a merged cell says of each of its rows; credits and hours can be of one row, or of all together."""
_NAMES = (Field.CODE, Field.TITLE, Field.OTHER_TITLE)
_WORDS = (*_NAMES, Field.MODULE, Field.CATEGORY, Field.UNIT, Field.REQUISITE, Field.REMARK)
_AMOUNTS = (
    Field.CREDITS,
    Field.TOTAL_HOURS,
    Field.THEORY_HOURS,
    Field.PRACTICE_HOURS,
    Field.WEEKLY_HOURS,
    Field.THEORY_PER_WEEK,
    Field.PRACTICE_PER_WEEK,
)
_HOURS = frozenset({Field.TOTAL_HOURS, Field.PRACTICE_HOURS})
_READERS: Mapping[Field, Callable[[str], Any]] = {
    **dict.fromkeys(_AMOUNTS, cells.amount),
    **dict.fromkeys((Field.WEEKS, Field.CONCENTRATED_WEEKS, Field.SPAN), cells.whole),
    Field.TYPE: cells.course_type,
    Field.REQUIRED: cells.required,
    Field.OPTIONAL: cells.yes,
    Field.STARTS: cells.terms,
    Field.TERM: cells.terms,
    Field.WEEKS_BY_HOURS: cells.weeks_by_hours,
}
_ODD = {Oddity.DATE: "R715", Oddity.FORMULA: "R714", Oddity.BROKEN: "R716", Oddity.NESTED: "R717"}


@dataclass(slots=True, kw_only=True)
class Said:
    """What a row says, field by field; what it does not say, or not clearly, is absent."""

    at: At
    row: Row
    words: dict[Field, str] = field(default_factory=dict)
    values: dict[Field, Any] = field(default_factory=dict)
    by_term: dict[int, InTerm] = field(default_factory=dict)
    unclear: set[Field] = field(default_factory=set)
    pool: Key | None = None

    def take(self, more: "Said") -> None:
        """Take from another row of the same course what this one does not say."""
        self.words = more.words | self.words
        self.values = more.values | self.values
        self.by_term = self.by_term or more.by_term
        self.unclear |= more.unclear
        self.pool = self.pool or more.pool

    def word(self, name: Field) -> str:
        return self.words.get(name, "")

    def amount(self, name: Field) -> Decimal | None:
        held = self.values.get(name)
        return None if held is None else Decimal(held)

    def number(self, name: Field) -> int | None:
        return self.values.get(name)

    @property
    def type(self) -> CourseType | None:
        return self.values.get(Field.TYPE)

    @property
    def required(self) -> bool | None:
        return self.values.get(Field.REQUIRED)

    @property
    def runs(self) -> tuple[int, ...]:
        """The terms it runs in: those with a mark, else those of the term's column."""
        return tuple(sorted(self.by_term)) or self.values.get(Field.TERM, ())


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one table."""

    columns: Columns
    at: At
    faults: TableFaults
    pools: Mapping[str, Key] = field(default_factory=dict)
    """The sets of electives by code, in small letters: our own document names a course's set where it is required."""

    def read(self, row: Row) -> Said:
        said = Said(at=At(file=self.at.file, table=self.at.table, row=row.number), row=row)
        for name in self.columns.places:
            self._field(said, name)
        for term, place in self.columns.terms.items():
            self._term(said, term, place)
        return said

    def place(self, said: Said, name: Field) -> At:
        return At(file=self.at.file, table=self.at.table, row=said.row.number, column=self.columns.heading(name))

    def _field(self, said: Said, name: Field) -> None:
        cell = said.row.cell(self.columns.places[name])
        if blank(cell.text) or not self._sound(said, name, cell):
            return
        if name in _WORDS:
            said.words[name] = cell.text
        elif name in _READERS:
            self._value(said, name, cell.text)

    def _value(self, said: Said, name: Field, text: str) -> None:
        if name is Field.REQUIRED:
            text = _once(text)
        try:
            if name is Field.REQUIRED and text.lower() in self.pools:
                said.pool = self.pools[text.lower()]
                said.values[name] = False
            elif name in _HOURS and "周" in text:
                said.values.setdefault(Field.CONCENTRATED_WEEKS, cells.whole(text))
            else:
                said.values[name] = _READERS[name](text)
        except NotUnderstood as fault:
            self._unclear(said, name)
            self.faults.add("R718", self.place(said, name), found=text, expected=fault.expected)

    def _unclear(self, said: Said, name: Field) -> None:
        said.unclear.add(name)

    def _sound(self, said: Said, name: Field, cell: Cell) -> bool:
        if cell.oddity is not None:
            self.faults.add(_ODD[cell.oddity], self.place(said, name), found=cell.text)
        elif name not in SHARED and (cell.down or cell.across or cell.over or self._beside_another(said, name)):
            self.faults.add("R719", self.place(said, name), found=cell.text)
        else:
            return True
        self._unclear(said, name)
        return False

    def _beside_another(self, said: Said, name: Field) -> bool:
        """Whether an amount is merged with the cell of another column, so that it may be of both together."""
        place = self.columns.places[name] + 1
        told = {*self.columns.places.values(), *self.columns.terms.values()}
        return name not in _NAMES and place in told and said.row.cell(place).across

    def _term(self, said: Said, term: int, place: int) -> None:
        cell = said.row.cell(place)
        if blank(cell.text):
            return
        at = At(file=self.at.file, table=self.at.table, row=said.row.number, column=self.columns.headed.headings[place])
        if cell.oddity is not None or cell.down or cell.over:
            self.faults.add(_ODD[cell.oddity] if cell.oddity else "R719", at, found=cell.text)
            said.unclear.add(Field.BY_TERM)
            return
        if cells.may_run(cell.text) or cells.may_run(_once(cell.text)):
            return
        try:
            read = cells.in_term(_once(cell.text))
            said.by_term[term] = InTerm() if cell.across else read
        except NotUnderstood as fault:
            said.unclear.add(Field.BY_TERM)
            self.faults.add("R718", at, found=cell.text, expected=fault.expected)


def _once(text: str) -> str:
    """What is said in two languages, `必修 / required`, in the first of them."""
    return text.partition(" / ")[0]
