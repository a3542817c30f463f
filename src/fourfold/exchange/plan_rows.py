"""The rows of a program plan in their order: the section of each course, and the set of electives it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fourfold.domain.marks import Key
from fourfold.exchange.plan_words import Wanted, speaks_of_electives, wanted_of
from fourfold.exchange.table import Row
from fourfold.exchange.table_cells import NotUnderstood
from fourfold.exchange.table_cells import required as is_required
from fourfold.exchange.table_columns import Columns
from fourfold.exchange.table_faults import At, TableFaults
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_meeting import Courses, Meeting
from fourfold.exchange.table_rows import RowKind, kind_of, own_texts
from fourfold.exchange.table_said import Reader, Said

_SAYS_OF_GROUP = (Field.REMARK, Field.REQUIRED, Field.MODULE, Field.CATEGORY)


@dataclass(slots=True, kw_only=True)
class Group:
    """A set of electives as the document says it: its sentence, what it asks, and its courses."""

    text: str
    at: At
    wanted: Wanted
    category: Key | None
    courses: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Placed:
    """A course as it stands in the document: required, or elective in a group (none where none is told)."""

    meeting: Meeting
    elective: bool
    group: Group | None


@dataclass(slots=True)
class Outline:
    """Walks the tables of a plan."""

    courses: Courses
    faults: TableFaults
    placed: list[Placed] = field(default_factory=list)
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)
    pools: Mapping[str, Key] = field(default_factory=dict)
    _section: str = ""
    _category: Key | None = None

    def table(self, columns: Columns, file: str) -> None:
        at = At(file=file, table=columns.headed.table.name)
        reader = Reader(columns, at, self.faults, self.pools)
        for row in columns.headed.body:
            self._row(reader, row, replace(at, row=row.number))

    def _row(self, reader: Reader, row: Row, at: At) -> None:
        kind = kind_of(row, reader.columns, lambda name: bool(self.courses.names.courses.find(name)))
        if kind is RowKind.COURSE:
            self._course(reader, row, at)
        elif kind is RowKind.SECTION:
            self._begin(own_texts(row)[0], at)
        elif kind is RowKind.POOL:
            self._unlisted(reader, row, at)
        elif kind is RowKind.OTHER:
            self.faults.add("R722", at, found=" | ".join(own_texts(row)))

    def _begin(self, text: str, at: At) -> None:
        """A section begins; one that names a category or a module is in that category."""
        names = self.courses.names
        category = names.categories.within(text)
        module = names.modules.within(text)
        self._section = text
        self._category = category or (names.category_of.get(module) if module else None) or self._category
        wanted = wanted_of(text)
        if wanted is not None:
            self._group(text, wanted, at)
        elif category is None and module is None and not speaks_of_electives(text) and _taking(text) is None:
            self.faults.add("R722", at, found=text)

    def _group(self, text: str, wanted: Wanted, at: At, category: Key | None = None) -> Group:
        made = Group(text=text, at=at, wanted=wanted, category=category or self._category)
        return self.groups.setdefault((at.table, text), made)

    def _unlisted(self, reader: Reader, row: Row, at: At) -> None:
        """A line that stands for courses not listed, such as `公共选修课（选修 8 学分）`."""
        text = row.cell(reader.columns.places[Field.TITLE]).text
        wanted = wanted_of(text)
        if wanted is not None:
            place = reader.columns.places.get(Field.CATEGORY)
            category = self.courses.names.categories.within(row.cell(place).text) if place is not None else None
            self._group(text, wanted, at, category)

    def _course(self, reader: Reader, row: Row, at: At) -> None:
        meeting = self.courses.meet(reader, row)
        if meeting.again:
            return
        group = self._group_of(meeting.said, reader, row, at)
        elective = _elective(meeting.said, group, self._section)
        self.placed.append(Placed(meeting, elective, group if elective else None))
        if elective and group is not None:
            group.courses.append(meeting)

    def _group_of(self, said: Said, reader: Reader, row: Row, at: At) -> Group | None:
        texts = [row.cell(reader.columns.places[each]).text for each in _SAYS_OF_GROUP if each in reader.columns.places]
        category = self.courses.names.categories.within(said.word(Field.CATEGORY))
        for text in texts:
            if wanted := wanted_of(text):
                return self._group(text, wanted, at, category)
        return self.groups.get((at.table, self._section)) if wanted_of(self._section) else None


def _elective(said: Said, group: Group | None, section: str) -> bool:
    """Whether a course is elective: as its row says, else as its set or section does."""
    if said.required is not None:
        return not said.required
    return group is not None or _taking(section) is False


def _taking(section: str) -> bool | None:
    """Whether a section's title says that its courses are required, or elective; `None` where it says neither."""
    try:
        return is_required(section)
    except NotUnderstood:
        return None
