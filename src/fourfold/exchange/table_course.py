"""One row beside one course: which fields change, which are new, and which cannot be taken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fourfold.domain.cluster import Head
from fourfold.domain.course import Course, CourseType
from fourfold.domain.marks import CODE_PATTERN, Key
from fourfold.domain.text import Text
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_hours import Hours, HoursUnclear, hours_of, settled
from fourfold.exchange.table_names import Names, normal
from fourfold.exchange.table_new import NewCourse
from fourfold.exchange.table_requisites import alike, requisite_of
from fourfold.exchange.table_said import Reader, Said

_TELLING = frozenset(
    {Field.THEORY_HOURS, Field.PRACTICE_HOURS, Field.THEORY_PER_WEEK, Field.PRACTICE_PER_WEEK, Field.CONCENTRATED_WEEKS}
)
"""Hours of which the type of a course follows."""
CODE = re.compile(CODE_PATTERN)
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weigher:
    """Weighs rows of one table against the courses of a cluster."""

    reader: Reader
    names: Names
    head: Head
    planning: bool = False
    renames: bool | frozenset[str] = False
    new: NewCourse = field(default_factory=NewCourse)

    def fields(self, said: Said, course: Course | None) -> dict[str, Any]:
        """The fields of the course that the row says, where they differ from what the course has."""
        stated = dict(self._stated(said, course))
        if course is None:
            return stated
        return {name: held for name, held in stated.items() if getattr(course, name) != held}

    def unsaid(self, said: Said) -> dict[str, Any]:
        """What a new course has where its row does not say: the only module of its category, else what was agreed."""
        held = {"module": self._only_module(said), "type": self.new.type}
        return {name: each for name, each in held.items() if each is not None}

    def _only_module(self, said: Said) -> Key | None:
        category = self.names.categories.within(said.word(Field.CATEGORY)) if said.word(Field.CATEGORY) else None
        if category is None:
            return self.new.module
        inside = [module for module, of in self.names.category_of.items() if of == category]
        return self.new.module if self.new.module in inside else inside[0] if len(inside) == 1 else None

    def _stated(self, said: Said, course: Course | None) -> Iterator[tuple[str, Any]]:
        yield from self._names(said, course)
        yield from self._module(said, course)
        yield from _plain(said)
        yield from self._terms(said, course)
        yield from self._hours(said, course)

    def _names(self, said: Said, course: Course | None) -> Iterator[tuple[str, Any]]:
        code = said.word(Field.CODE)
        if CODE.fullmatch(code) and (course is None or code.lower() != course.code.lower()):
            if course is None or self._renamed(course):
                yield "code", code
            else:
                self._doubt("R748", said, Field.CODE, course=course.code)
        titles = (said.word(Field.TITLE), said.word(Field.OTHER_TITLE))
        yield "title", worded(course.title if course else None, *titles)
        yield "unit", worded(course.unit if course else None, said.word(Field.UNIT))

    def _renamed(self, course: Course) -> bool:
        if isinstance(self.renames, bool):
            return self.renames
        return course.code.lower() in self.renames

    def _module(self, said: Said, course: Course | None) -> Iterator[tuple[str, Any]]:
        found = self.names.modules.find(said.word(Field.MODULE))
        module = next(iter(found)) if len(found) == 1 else None
        if module is not None:
            yield "module", module
        elif said.word(Field.MODULE):
            self._doubt("R726", said, Field.MODULE)
        category = self.names.categories.within(said.word(Field.CATEGORY)) if said.word(Field.CATEGORY) else None
        held = module or (course.module if course else None)
        if category and held and not self.planning and self.names.category_of.get(held, category) != category:
            self._doubt("R727", said, Field.CATEGORY, module=self.names.code_of[held])
        elif said.word(Field.CATEGORY) and not category:
            self._doubt("R747", said, Field.CATEGORY)

    def _doubt(self, code: str, said: Said, field: Field, **details: str) -> None:
        self.reader.faults.add(code, self.reader.place(said, field), found=said.word(field), **details)

    def _terms(self, said: Said, course: Course | None) -> Iterator[tuple[str, Any]]:
        if Field.STARTS in said.values:
            yield "terms", said.values[Field.STARTS]
        elif not self.planning and (runs := said.runs):
            span = runs[-1] - runs[0] + 1
            if span != len(runs):
                self.reader.faults.add("R739", self.reader.place(said, Field.TERM), found=_listed(runs))
                return
            yield "span", span
            fits = course is not None and (not course.terms or runs[0] in course.terms)
            yield "terms", course.terms if course is not None and fits else (runs[0],)

    def requisite(self, said: Said, course: Course) -> dict[str, Any]:
        """The requisite that the row says, where the course has another; none where a name means no course."""
        text = said.word(Field.REQUISITE)
        if not text:
            return {}
        place, lost = self.reader.place(said, Field.REQUISITE), list[str]()
        tree = requisite_of(text, self.names, lost.append)
        for name in lost:
            self.reader.faults.add("R728", place, found=name)
        return {} if lost or alike(course.requisite, tree) else {"requisite": tree}

    def _hours(self, said: Said, course: Course | None) -> Iterator[tuple[str, Any]]:
        kind = said.type or (course.type if course else self._agreed(said))
        before = hours_of(course) if course else self._begin(said)
        try:
            hours = settled(said, before, kind, self.head)
        except HoursUnclear as fault:
            said.unclear.add(fault.field)
            self.reader.faults.add(fault.code, self._place(said, fault.field), **fault.details)
            return
        if hours is None:
            return
        self._weigh_credits(said, hours, course)
        yield "weeks", hours.weeks
        yield "theory_hours_per_week", hours.theory
        yield "practice_hours_per_week", hours.practice
        yield "concentrated_weeks", hours.concentrated
        if course is None and kind is None:
            yield "type", _type(*hours.totals(self.head))

    def _begin(self, said: Said) -> Hours:
        """The weeks over which the hours of a new course are spread, where it is not all concentrated weeks."""
        return Hours(weeks=0 if Field.CONCENTRATED_WEEKS in said.values else self.new.weeks or 0)

    def _agreed(self, said: Said) -> CourseType | None:
        """The type that new courses have, where the hours of this one do not tell another."""
        return None if said.values.keys() & _TELLING else self.new.type

    def _place(self, said: Said, field: Field) -> Any:
        held = (field, Field.TOTAL_HOURS, Field.THEORY_HOURS, Field.PRACTICE_HOURS, Field.WEEKLY_HOURS)
        known = next((each for each in held if each in self.reader.columns.places), field)
        return self.reader.place(said, known)

    def _weigh_credits(self, said: Said, hours: Hours, course: Course | None) -> None:
        """Hours that are not the credits' at the cluster's rate; weeks of practice have a rate of their own."""
        points = said.amount(Field.CREDITS) or (course.credits if course else None)
        total, rate = sum(hours.totals(self.head)), self.head.hours_per_credit
        if points is None or hours.concentrated or not rate or total == points * rate:
            return
        place = self._place(said, Field.TOTAL_HOURS)
        self.reader.faults.add("R730", place, total=str(total), credits=str(points), rate=str(rate))


def _plain(said: Said) -> Iterator[tuple[str, Any]]:
    for name in (Field.TYPE, Field.CREDITS, Field.SPAN, Field.OPTIONAL):
        if name in said.values:
            yield name.value, said.values[name]


def _type(theory: Decimal, practice: Decimal) -> CourseType:
    if theory and practice:
        return CourseType.MIXED
    return CourseType.THEORY if theory else CourseType.PRACTICE


def worded(before: Text | None, *texts: str) -> Text | None:
    """What was said, with each text in its language in the place of what stood there; equal names stay."""
    both = {normal(before.zh + before.en)} if before and before.zh and before.en else set[str]()
    said = {"en": before.en if before else None, "zh": before.zh if before else None}
    for text in texts:
        if text and normal(text) not in {normal(each) for each in said.values() if each} | both:
            said["zh" if _CHINESE.search(text) else "en"] = text
    return Text(en=said["en"], zh=said["zh"]) if said["en"] or said["zh"] else None


def _listed(numbers: tuple[int, ...]) -> str:
    return "、".join(map(str, numbers))
