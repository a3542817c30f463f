"""Classes of a cluster: bound to the releases that they are taught by, and what a new version means for them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.db import transaction

from fourfold.actions.deeds import Deed, record
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.actions.releases import may_release
from fourfold.actions.rounds import draft_of
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.actions.words import plain
from fourfold.canon.kinds import Part
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.domain.study_class import LONGEST_CLASS, StudyClass
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.metrics import counted_courses
from fourfold.engine.rule_scope import plans_of
from fourfold.engine.study_terms import term_on
from fourfold.engine.succession_classes import ClassImpact, beside, class_impacts
from fourfold.engine.succession_links import SURE
from fourfold.engine.succession_programs import naming
from fourfold.store import classes as kept
from fourfold.store import read, rounds

MOST_ROWS = 500
MOST_LETTERS = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A class with the release that teaches it: that of the last amendment which names it, else the one it is bound to.

    `term` is the one that it is in today: 0 before its first, more than `terms` after its last.
    """

    study_class: StudyClass
    term: int
    terms: int
    program: str
    title: Text
    plan: str

    @property
    def finished(self) -> bool:
        """Whether its last term is over."""
        return self.term > self.terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The classes of a cluster as its staff see them; whoever `leads` binds them."""

    opened: Opened
    classes: tuple[Bound, ...]
    releases: tuple[str, ...]
    leads: bool


def classes_of(institution: str, cluster: str, *, viewer: Viewer, today: date) -> Classes:
    """Every class of a cluster, for its staff."""
    opened = draft_of(institution, cluster, viewer=viewer, today=today)
    shelved, bound = read.shelved_at(institution, cluster, viewer), taught(opened)
    indexes = _indexes(opened, bound)
    return Classes(
        opened=opened,
        classes=tuple(_bound(opened, each, indexes[each.release]) for each in bound),
        releases=tuple(each.name for each in shelved.releases) if shelved else (),
        leads=may_release(viewer, opened),
    )


def taught(opened: Opened) -> tuple[StudyClass, ...]:
    """The classes of a cluster with the release that teaches each today; none to whoever may not read its draft."""
    if not opened.viewer.sees_drafts_of(opened.institution):
        return ()
    document = opened.index.cluster.head.key
    bound = kept.classes_of(document)
    amended = _amended(document, opened.today) if bound else {}
    return tuple(replace(each, release=amended.get(each.code.lower(), each.release)) for each in bound)


def _amended(document: Key, today: date) -> Mapping[str, str]:
    """The release of the last amendment that holds for each class today."""
    held = [each for each in rounds.amendments_of(document) if each.release and each.from_date <= today]
    ordered = sorted(held, key=lambda each: (each.from_date, each.at))
    return {code.lower(): each.release for each in ordered for code in each.classes}


def _bound(opened: Opened, each: StudyClass, index: Index) -> Bound:
    program = index.program_of_plan[each.plan]
    return Bound(
        study_class=each,
        term=term_on(each.began_date, opened.today, system=index.cluster.head.term_system),
        terms=program.terms,
        program=program.code,
        title=program.title,
        plan=index.plans[each.plan].code,
    )


def _indexes(opened: Opened, bound: Iterable[StudyClass]) -> Mapping[str, Index]:
    """Each release that teaches some of these classes, opened once however many it teaches."""
    return {name: released(opened, name).index for name in sorted({each.release for each in bound})}


def released(opened: Opened, name: str) -> Opened:
    """A release of the same cluster, judged on the same day."""
    found = open_cluster(opened.institution, opened.code, viewer=opened.viewer, today=opened.today, state=name)
    if found is None:
        raise Missing(Text(en=f"There is no release {name}.", zh=f"没有发布版 {name}。"))
    return found


def bind(institution: str, cluster: str, rows: str, *, viewer: Viewer, now: datetime, today: date) -> int:
    """Bind classes to releases, one a line: code, plan, release, the month in which it began; how many are new.

    All lines are bound or none; every line that cannot be is told. One that says of a class what is kept of it changes
    nothing, and one that says something else is refused: an amendment moves a class.
    """
    found = classes_of(institution, cluster, viewer=viewer, today=today)
    _require_lead(found)
    document = found.opened.index.cluster.head.key
    with transaction.atomic():
        rounds.lock(document)
        bound = _read(found, rows, {each.code.lower(): each for each in kept.classes_of(document)})
        if bound:
            kept.bind(document, bound)
            about = f"{found.opened.institution}/{found.opened.code}"
            said = ", ".join(_told(found, each) for each in bound)
            record(viewer, Deed.CLASSES_BOUND, about, institution=found.opened.institution, at=now, reason=said)
    return len(bound)


def _told(found: Classes, each: StudyClass) -> str:
    """A class as the audit says it: code, plan, release, month."""
    plan = released(found.opened, each.release).index.plans[each.plan].code
    return f"{each.code} {plan} {each.release} {each.began_date:%Y-%m}"


def let_go(institution: str, cluster: str, code: str, *, viewer: Viewer, now: datetime, today: date) -> None:
    """Forget a class that was bound by mistake, or has left; the audit keeps what it was bound to."""
    found = classes_of(institution, cluster, viewer=viewer, today=today)
    _require_lead(found)
    document = found.opened.index.cluster.head.key
    with transaction.atomic():
        rounds.lock(document)
        bound = next((each for each in kept.classes_of(document) if each.code.lower() == code.lower()), None)
        if bound is None or not kept.let_go(document, code):
            raise Missing(Text(en=f"There is no class {code}.", zh=f"没有班级 {code}。"))
        about, said = f"{found.opened.institution}/{found.opened.code}", _told(found, bound)
        record(viewer, Deed.CLASS_LET_GO, about, institution=found.opened.institution, at=now, reason=said)


def _require_lead(found: Classes) -> None:
    if not found.leads:
        raise Forbidden(Text(en="Classes are the lead's to bind.", zh="只有负责人可以登记班级。"))


def _read(found: Classes, rows: str, known: Mapping[str, StudyClass]) -> tuple[StudyClass, ...]:
    """The classes of a list that are not bound yet; `known` are those that are, by their codes in small letters."""
    said = enumerate(plain(rows, most=MOST_LETTERS).splitlines(), start=1)
    lines = [(number, cells) for number, line in said if line.strip() and not _is_heading(cells := _cells(line))]
    if not 0 < len(lines) <= MOST_ROWS:
        raise Refused(
            Text(en=f"Write 1 to {MOST_ROWS} classes, one a line.", zh=f"请填写 1 至 {MOST_ROWS} 个班级，每行一个。")
        )
    reader = _Reader(found, known)
    read_ = [reader.row(number, cells) for number, cells in lines]
    if reader.wrong:
        raise Refused(
            Text(
                en=" ".join(each.en or "" for each in reader.wrong), zh="".join(each.zh or "" for each in reader.wrong)
            )
        )
    return tuple(each for each in read_ if each and each.code.lower() not in known)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in re.split(r"[,，;；\t]", line))


def _is_heading(cells: tuple[str, ...]) -> bool:
    """Whether a line is the heading of a list: no class is named without a number, and no month is."""
    return len(cells) == len(_CELLS) and not re.search(r"\d", "".join(cells))


class _Reader:
    """Reads the lines of a list of classes, and collects what is wrong with them."""

    def __init__(self, found: Classes, known: Mapping[str, StudyClass]) -> None:
        self.found = found
        self.known = known
        self.lines: dict[str, int] = {}
        self.wrong: list[Text] = []

    def row(self, number: int, cells: tuple[str, ...]) -> StudyClass | None:
        """The class of a line; `None` where something is wrong with it."""
        if len(cells) != len(_CELLS) or not 0 < len(cells[0]) <= LONGEST_CLASS:
            return self._tell(
                number, "write code, plan, release, month", "请依次填写：班级代码、方案、发布版、入学年月"
            )
        code, plan, release, month = cells
        name = next((each for each in self.found.releases if each.lower() == release.lower()), None)
        if name is None:
            return self._tell(number, f"there is no release {release}", f"没有发布版 {release}")
        index = released(self.found.opened, name).index
        key = next((each.key for each in index.plans.values() if each.code.lower() == plan.lower()), None)
        if key is None:
            return self._tell(number, f"{name} has no plan {plan}", f"发布版 {name} 中没有方案 {plan}")
        began = _month(month)
        if began is None:
            return self._tell(number, "write the month as 2024-09", "入学年月请写作 2024-09")
        return self._once(number, StudyClass(code=code, plan=key, release=name, began_date=began))

    def _once(self, number: int, said: StudyClass) -> StudyClass | None:
        """The same, where it is said for the first time, and nothing else is kept of it."""
        first = self.lines.setdefault(said.code.lower(), number)
        if first != number:
            return self._tell(number, f"{said.code} is in line {first} already", f"{said.code} 与第 {first} 行重复")
        kept_ = self.known.get(said.code.lower())
        if kept_ is None or replace(kept_, code=said.code) == said:
            return said
        if kept_.release != said.release:
            return self._tell(
                number,
                f"{said.code} is bound already to {kept_.release}: record an amendment",
                f"{said.code} 已登记在发布版 {kept_.release}：请登记周期内调整",
            )
        bound = _told(self.found, kept_)
        return self._tell(
            number,
            f"it is bound already as {bound}: if that was a slip, remove it from the list of classes first",
            f"已登记为 {bound}：如系误登，请先在班级列表中移除",
        )

    def _tell(self, number: int, en: str, zh: str) -> StudyClass | None:
        self.wrong.append(Text(en=f"Line {number}: {en}.", zh=f"第 {number} 行：{zh}。"))
        return None


_CELLS = ("code", "plan", "release", "began")


def _month(said: str) -> date | None:
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", said)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfClass:
    """What a new version means for a class, in the release that teaches it."""

    release: str
    index: Index
    impact: ClassImpact


def class_outlooks(opened: Opened, *, old: Framework, new: Framework, least: int = SURE) -> tuple[OfClass, ...]:
    """What `new` in the place of `old` means for every class whose release has the old version, in its term now."""
    return tuple(_outlooks(opened, old, new, least))


def _outlooks(opened: Opened, old: Framework, new: Framework, least: int) -> Iterator[OfClass]:
    classes = sorted(taught(opened), key=lambda each: each.release)
    for name, bound in groupby(classes, key=lambda each: each.release):
        release, those = released(opened, name), tuple(bound)
        was = release.index.frameworks.get(old.key)
        if was is not None:
            index = beside(release.index, new=new)
            told = release.class_outlook(index, old=was, new=index.frameworks[new.key], least=least)
            dated = replace(told, found=replace(told.found, old=replace(was, retires_on_date=old.retires_on_date)))
            impacts = class_impacts(index, told=dated, classes=those, today=opened.today)
            yield from (OfClass(release=name, index=index, impact=each) for each in impacts)


def standing_on(opened: Opened, classes: Iterable[StudyClass], framework: Framework) -> tuple[StudyClass, ...]:
    """Those of the classes that have not finished, whose program names a framework in the release that teaches them."""
    asked = tuple(classes)
    indexes = _indexes(opened, asked)
    return tuple(each for each in asked if _stands(opened, each, framework, indexes[each.release]))


def _stands(opened: Opened, each: StudyClass, framework: Framework, index: Index) -> bool:
    named = index.program_of_plan[each.plan] in naming(index, framework.key)
    return named and not _bound(opened, each, index).finished


def left_behind(opened: Opened, parts: Mapping[Key, Part | None]) -> tuple[StudyClass, ...]:
    """The classes that a change of these parts would concern, and that do not move: they are bound to releases."""
    index = opened.index
    plans = {plan for key, part in parts.items() for plan in _plans(index, part or _gone(index, key))}
    concerned = tuple(each for each in taught(opened) if each.plan in plans)
    indexes = _indexes(opened, concerned)
    return tuple(each for each in concerned if not _bound(opened, each, indexes[each.release]).finished)


def _gone(index: Index, key: Key) -> Part | None:
    """A part as it stands, where a change takes it away."""
    cluster = index.cluster
    stands: tuple[Program | Rule | Course | CourseLinks, ...] = (
        *cluster.programs,
        *cluster.rules,
        *cluster.courses,
        *cluster.links,
    )
    return next((each for each in stands if each.key == key), None)


def _plans(index: Index, part: Part | None) -> frozenset[Key]:
    """The plans that a part is about: those that take a course, those of a program or a rule; of all else every one."""
    match part:
        case Program():
            return frozenset(plan.key for plan in part.plans)
        case Rule():
            return frozenset(plan.key for plan in plans_of(index, part))
        case Course():
            return _taking(index, part.key)
        case CourseLinks():
            return _taking(index, part.course)
        case _:
            return frozenset(index.plans)


def _taking(index: Index, course: Key) -> frozenset[Key]:
    return frozenset(
        plan for plan in index.plans if any(each.key == course for each in counted_courses(index, plan=plan))
    )
