"""Stale courses, and whose they are: who teaches them; where nobody is named for that, who leads the cluster."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from fourfold.actions.shelf import Opened
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.person import Granted, Role, Viewer
from fourfold.engine.radar import Stage, Stale
from fourfold.store import people


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleCourse:
    """A course of a draft that is linked to a version which goes or has been replaced, and to none that follows it."""

    opened: Opened
    course: Course
    framework: Framework
    newer: Framework | None
    stage: Stage
    stale: Stale

    @property
    def pair(self) -> tuple[Key, Key]:
        """The course and the version, by their keys."""
        return self.course.key, self.framework.key


def stale_courses(opened: Opened) -> tuple[StaleCourse, ...]:
    """Every stale course of a draft, version by version, what presses first."""
    return tuple(
        StaleCourse(
            opened=opened,
            course=opened.index.courses[each.course],
            framework=blip.framework,
            newer=blip.newer,
            stage=blip.stage,
            stale=each,
        )
        for blip in opened.radar()
        for each in blip.stale
    )


def teachers(opened: Opened) -> Mapping[Key, tuple[str, ...]]:
    """The names of those who teach each course, for whoever reads the draft of its cluster; else none."""
    return people.teachers_at(opened.institution) if opened.viewer.sees_drafts_of(opened.institution) else {}


def stale_of(viewer: Viewer, drafts: Iterable[Opened]) -> tuple[StaleCourse, ...]:
    """The stale courses that are somebody's, in the drafts that they read."""
    return tuple(each for opened in drafts for each in _theirs(viewer, opened))


def _theirs(viewer: Viewer, opened: Opened) -> Iterator[StaleCourse]:
    found = stale_courses(opened)
    if found and _may_own(viewer, opened):
        yield from owned(viewer, opened, found, taught=people.taught_at(opened.institution))


def _may_own(viewer: Viewer, opened: Opened) -> bool:
    leads = any(each.role is Role.LEAD for each in viewer.grants)
    return leads or bool(viewer.keys(opened.institution, Role.TEACHER))


def owned(
    viewer: Viewer, opened: Opened, found: Iterable[StaleCourse], *, taught: Collection[Key]
) -> tuple[StaleCourse, ...]:
    """Those that somebody teaches, and for whoever was made the lead those that are not `taught` by anybody."""
    mine = viewer.keys(opened.institution, Role.TEACHER)
    leads = any(_is_lead(each, opened) for each in viewer.grants)
    return tuple(each for each in found if each.course.key in mine or (leads and each.course.key not in taught))


def _is_lead(granted: Granted, opened: Opened) -> bool:
    """Whether a grant is that of a lead: the operator and administrators own no course."""
    here = granted.institution.lower() == opened.institution.lower()
    return here and granted.role is Role.LEAD and granted.key in {None, opened.index.cluster.head.key}
