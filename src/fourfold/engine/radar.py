"""The radar: which versions of frameworks come, retire or are replaced, and which courses stand on old ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fourfold.domain.framework import Framework
from fourfold.engine.checks import NOTICE_DAYS
from fourfold.engine.index import Index
from fourfold.engine.succession_programs import naming


class Stage(StrEnum):
    """How a version stands in time, what presses most first."""

    RETIRED = "retired"
    RETIRING = "retiring"
    REPLACED = "replaced"
    COMING = "coming"
    VALID = "valid"


class Moment(StrEnum):
    """What happens on a day: a version begins to hold, its retirement is announced, it holds for the last time."""

    VALID = "valid"
    NOTICE = "notice"
    RETIRES = "retires"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day on the calendar of a framework; `ahead` is how many days it lies after today, less than 0 once past."""

    framework: str
    moment: Moment
    day: date
    ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A course that is linked to an old version of a family and to none that follows it.

    `wholly`: all of its links are to old versions.
    """

    course: str
    links: int
    wholly: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Blip:
    """A framework on the radar; `newer` is the last version that follows it, `older` those that it supersedes.

    `naming` are the programs that name it, `behind` those of them that do not name the newer one as well. `pressing`:
    a program, or a course with no link to what follows, stands on a version that goes or has been replaced.
    """

    framework: Framework
    stage: Stage
    newer: Framework | None
    naming: tuple[str, ...]
    behind: tuple[str, ...]
    stale: tuple[Stale, ...]
    days: tuple[Day, ...]

    @property
    def pressing(self) -> bool:
        """Whether anything stands on a version that goes or has been replaced."""
        if self.stage in {Stage.COMING, Stage.VALID}:
            return False
        return bool(self.behind or (self.stage is not Stage.REPLACED and self.stale))


def radar(index: Index, *, today: date, notice_days: int = NOTICE_DAYS) -> tuple[Blip, ...]:
    """Every framework, what presses first: by stage, then by the day on which it retires, then in their own order."""
    found = [_blip(index, framework, today, notice_days) for framework in index.frameworks.values()]
    stages = list(Stage)
    return tuple(
        sorted(
            found,
            key=lambda blip: (
                not blip.pressing,
                stages.index(blip.stage),
                blip.framework.retires_on_date or date.max,
            ),
        )
    )


def _blip(index: Index, framework: Framework, today: date, notice_days: int) -> Blip:
    newer = newest(index, framework)
    named = tuple(program.key for program in naming(index, framework.key))
    also = {program.key for program in naming(index, newer.key)} if newer else set()
    stage = stage_of(framework, newer, today=today, notice_days=notice_days)
    going = stage in {Stage.RETIRED, Stage.RETIRING}
    return Blip(
        framework=framework,
        stage=stage,
        newer=newer,
        naming=named,
        behind=tuple(key for key in named if newer is None or key not in also),
        stale=tuple(_stale(index, framework, today, notice_days)) if going or newer else (),
        days=tuple(days(framework, today=today, notice_days=notice_days)),
    )


def stage_of(framework: Framework, newer: Framework | None, *, today: date, notice_days: int = NOTICE_DAYS) -> Stage:
    """How a version stands today; the day on which it retires is its last."""
    last, first = framework.retires_on_date, framework.valid_from_date
    if last is not None and last < today:
        return Stage.RETIRED
    if last is not None and last <= today + timedelta(days=notice_days):
        return Stage.RETIRING
    if newer is not None:
        return Stage.REPLACED
    return Stage.COMING if first is not None and first > today else Stage.VALID


def followers(index: Index, framework: Framework) -> tuple[Framework, ...]:
    """The versions that supersede a framework, one after the other; it ends where they go round."""
    after = {each.supersedes: each for each in index.frameworks.values() if each.supersedes}
    found: list[Framework] = []
    at = framework
    while (at := after.get(at.key, at)) not in (*found, framework):
        found.append(at)
    return tuple(found)


def newest(index: Index, framework: Framework) -> Framework | None:
    """The last version that supersedes a framework, if any does."""
    found = followers(index, framework)
    return found[-1] if found else None


def days(framework: Framework, *, today: date, notice_days: int = NOTICE_DAYS) -> Iterator[Day]:
    """The days of a framework's calendar, in their order within it: valid, notice, retirement."""
    dated = {Moment.VALID: framework.valid_from_date}
    last = framework.retires_on_date
    if last is not None:
        dated |= {Moment.NOTICE: last - timedelta(days=notice_days), Moment.RETIRES: last}
    for moment, day in dated.items():
        if day is not None:
            yield Day(framework=framework.key, moment=moment, day=day, ahead=(day - today).days)


def _stale(index: Index, framework: Framework, today: date, notice_days: int) -> Iterator[Stale]:
    """The courses that serve a version and none of those that follow it."""
    later = {each.key for each in followers(index, framework)}
    for key, course in index.courses.items():
        links = index.links_of_course.get(key, ())
        own = [link for link in links if link.framework == framework.key]
        if own and not any(link.framework in later for link in links):
            wholly = all(_is_old(index, link.framework, today, notice_days) for link in links)
            yield Stale(course=course.key, links=len(own), wholly=wholly)


def _is_old(index: Index, key: str, today: date, notice_days: int) -> bool:
    framework = index.frameworks.get(key)
    if framework is None:
        return False
    stage = stage_of(framework, newest(index, framework), today=today, notice_days=notice_days)
    return stage in {Stage.RETIRED, Stage.RETIRING, Stage.REPLACED}
