"""Rows meet the courses of a cluster: first each finds its course, then its fields are weighed, then its requisites."""

from dataclasses import dataclass, field, replace
from typing import Any

from fourfold.canon.identity import noun_key
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course
from fourfold.domain.marks import Key
from fourfold.domain.problem import Severity
from fourfold.exchange.table import Row
from fourfold.exchange.table_course import CODE, Weigher
from fourfold.exchange.table_faults import TableFaults
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_names import Names, names_of, normal
from fourfold.exchange.table_new import NewCourse
from fourfold.exchange.table_result import Difference, Met, Understood, Verdict
from fourfold.exchange.table_said import Reader, Said
from fourfold.exchange.table_shown import differences
from fourfold.exchange.table_words import called

_NEEDED = ("code", "title", "module", "type", "credits")


@dataclass(slots=True)
class Meeting:
    """A row on its way: what it says, the course it is about, and what it changes."""

    said: Said
    reader: Reader
    met_by: Met = Met.NOTHING
    again: bool = False
    before: Course | None = None
    key: Key | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    more: tuple[Difference, ...] = ()

    def understood(self, names: Names) -> Understood:
        said, course = self.said, names.course.get(self.key or "")
        changes = (*differences(self.before, self.fields, names), *self.more)
        return Understood(
            table=said.at.table,
            row=said.row.number,
            noun="course",
            code=course.code if course else said.word(Field.CODE),
            title=said.word(Field.TITLE)
            or said.word(Field.OTHER_TITLE)
            or (course.title.in_language("zh") if course else ""),
            verdict=self._verdict(changes),
            met_by=self.met_by,
            changes=changes if self.key else (),
            problems=tuple(dict.fromkeys(self.problems)),
        )

    def _verdict(self, changes: tuple[Difference, ...]) -> Verdict:
        if self.key is None:
            return Verdict.NOT_UNDERSTOOD
        if self.before is None:
            return Verdict.NEW
        return Verdict.CHANGED if changes else Verdict.SAME


@dataclass(slots=True)
class Courses:
    """The courses of a dossier while rows are taken in."""

    onto: Dossier
    faults: TableFaults
    planning: bool = False
    renames: bool | frozenset[str] = False
    new: NewCourse = field(default_factory=NewCourse)
    names: Names = field(init=False)
    meetings: list[Meeting] = field(default_factory=list)
    _met: dict[Key, Meeting] = field(default_factory=dict)
    _new: dict[str, Said] = field(default_factory=dict)
    """The rows of courses that the cluster does not have yet, by code, or by title where there is no code."""

    def __post_init__(self) -> None:
        self.names = names_of(self.onto.cluster)

    def meet(self, reader: Reader, row: Row) -> Meeting:
        """Read a row and find the course that it is about."""
        start = len(self.faults.found)
        meeting = Meeting(reader.read(row), reader)
        self._find(meeting)
        self._note(meeting, start)
        self.meetings.append(meeting)
        return meeting

    def settle(self) -> None:
        """Weigh every row that has met a course or may be a new one; requisites last, when all courses are known."""
        for weigh in (self._weigh, self._weigh_requisite):
            for meeting in self._speaking():
                start = len(self.faults.found)
                weigh(meeting, self._weigher(meeting))
                self._note(meeting, start)

    def _weigher(self, meeting: Meeting) -> Weigher:
        return Weigher(
            reader=meeting.reader,
            names=self.names,
            head=self.onto.cluster.head,
            planning=self.planning,
            renames=self.renames,
            new=self.new,
        )

    def _note(self, meeting: Meeting, start: int) -> None:
        serious = [each.code for each in self.faults.found[start:] if each.severity is not Severity.INFO]
        meeting.problems += serious

    def _find(self, meeting: Meeting) -> None:
        said = meeting.said
        code, titles = said.word(Field.CODE), [said.word(Field.TITLE), said.word(Field.OTHER_TITLE)]
        if not code and not any(titles):
            self._refuse(meeting, "R720", Field.TITLE, found=" | ".join(said.row.said()))
        elif code and not CODE.fullmatch(code):
            self._refuse(meeting, "R721", Field.CODE, found=code)
        elif key := self.names.courses.codes.get(code.lower()):
            self._claim(meeting, key, Met.CODE)
        else:
            self._find_by_title(meeting, {key for title in titles for key in self.names.courses.of_title(title)})

    def _find_by_title(self, meeting: Meeting, keys: set[Key]) -> None:
        if len(keys) > 1:
            codes = "、".join(sorted(self.names.code_of[key] for key in keys))
            self._refuse(meeting, "R724", Field.TITLE, found=meeting.said.word(Field.TITLE), codes=codes)
        elif keys:
            self._claim(meeting, keys.pop(), Met.TITLE)
        else:
            self._once(meeting)

    def _once(self, meeting: Meeting) -> bool:
        """Whether no earlier row says the code that this one is to have, or the title where it has no code."""
        said = meeting.said
        name = said.word(Field.CODE).lower() or normal(said.word(Field.TITLE) or said.word(Field.OTHER_TITLE))
        first = self._new.setdefault(name, said)
        if first is not said:
            self._twice(meeting, first)
        return first is said

    def _claim(self, meeting: Meeting, key: Key, met_by: Met) -> None:
        if key in self._met:
            self._go_on(meeting, key, met_by)
            return
        renamed = met_by is Met.TITLE and meeting.said.word(Field.CODE)
        if renamed and not self._once(meeting):
            return
        self._met[key] = meeting
        meeting.key, meeting.met_by, meeting.before = key, met_by, self.names.course[key]

    def _go_on(self, meeting: Meeting, key: Key, met_by: Met) -> None:
        """A plan may list its courses in one table and their terms in another: both rows speak of the course."""
        first = self._met[key]
        if not self.planning or met_by is not Met.CODE or meeting.said.at.table == first.said.at.table:
            self._twice(meeting, first.said)
            return
        first.said.take(meeting.said)
        meeting.again = True

    def _twice(self, meeting: Meeting, first: Said) -> None:
        said = meeting.said
        name, row = said.word(Field.CODE) or said.word(Field.TITLE), str(first.row.number)
        elsewhere = first.at.table if first.at.table != said.at.table else ""
        self._refuse(meeting, "R723", Field.CODE, found=name, first=f"{elsewhere}:{row}" if elsewhere else row)

    def _refuse(self, meeting: Meeting, code: str, blamed: Field, *, found: str, **details: str) -> None:
        self.faults.add(code, meeting.reader.place(meeting.said, blamed), found=found, **details)

    def _weigh(self, meeting: Meeting, weigher: Weigher) -> None:
        if meeting.key is None and meeting.problems and {"R720", "R721", "R723", "R724"} & set(meeting.problems):
            return
        meeting.fields = weigher.fields(meeting.said, meeting.before)
        if meeting.before is not None:
            self.names.take(replace(meeting.before, **meeting.fields))
            return
        stated = {name: held for name, held in meeting.fields.items() if held is not None}
        fields = stated | {name: held for name, held in weigher.unsaid(meeting.said).items() if name not in stated}
        lacking = [name for name in _NEEDED if name not in fields]
        if lacking:
            name = meeting.said.word(Field.CODE) or meeting.said.word(Field.TITLE)
            self._refuse(
                meeting, "R725", Field.TITLE, found=name, fields="、".join(called(Field(each)) for each in lacking)
            )
            return
        meeting.key = self._key_for(fields["code"])
        meeting.fields = fields
        self.names.take(Course(key=meeting.key, **fields))

    def _key_for(self, code: str) -> Key:
        """The key that follows from the code, or from it with a sign where a renamed course has that key."""
        key = noun_key(self.onto.cluster.head.key, "course", code)
        while key in self.names.course:
            code += "+"
            key = noun_key(self.onto.cluster.head.key, "course", code)
        return key

    def _weigh_requisite(self, meeting: Meeting, weigher: Weigher) -> None:
        if meeting.key is None:
            return
        course = self.names.course[meeting.key]
        fields = weigher.requisite(meeting.said, course)
        if fields:
            meeting.fields |= fields
            self.names.take(replace(course, **fields))

    def courses(self) -> tuple[Course, ...]:
        return tuple(self.names.course.values())

    def rows(self) -> tuple[Understood, ...]:
        return tuple(each.understood(self.names) for each in self._speaking())

    def _speaking(self) -> list[Meeting]:
        """The first row of each course: later ones are told with it."""
        return [each for each in self.meetings if not each.again]
