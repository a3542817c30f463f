"""What is due to somebody: in the clusters whose drafts they read, and in the programs and courses they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from fourfold.actions.releases import DraftStanding, standings
from fourfold.actions.reviewing import waiting
from fourfold.actions.rounds import Owed, owed_to
from fourfold.actions.shelf import Opened, on_shelf, open_drafts
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.person import Role, Viewer
from fourfold.domain.program import Program

SOON = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A program or a course in which somebody has a role, in the draft of its cluster."""

    opened: Opened
    noun: Program | Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Retiring:
    """A version that has retired or soon will, and the programs that name it and are the viewer's to lead."""

    opened: Opened
    framework: Framework
    programs: tuple[Program, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is due: stages of rounds, drafts that may be read, what is held, what retires in what is led.

    `waiting` counts the proposals that are open for review, by the key of the cluster.
    """

    owed: tuple[Owed, ...]
    drafts: tuple[DraftStanding, ...]
    held: tuple[Held, ...]
    retiring: tuple[Retiring, ...]
    waiting: Mapping[Key, int] = field(default_factory=dict)


def due(viewer: Viewer, *, today: date) -> Due:
    """What is due to somebody today."""
    drafts = open_drafts(viewer, today=today)
    return Due(
        owed=owed_to(viewer, drafts),
        drafts=standings(drafts, on_shelf(viewer)),
        held=tuple(held for each in drafts for held in _held(viewer, each)),
        retiring=tuple(found for each in drafts for found in _retiring(viewer, each)),
        waiting=waiting(viewer),
    )


def _held(viewer: Viewer, opened: Opened) -> Iterator[Held]:
    programs = viewer.keys(opened.institution, Role.PROGRAM_LEAD)
    courses = viewer.keys(opened.institution, Role.TEACHER)
    yield from (Held(opened=opened, noun=each) for each in opened.index.programs.values() if each.key in programs)
    yield from (Held(opened=opened, noun=each) for each in opened.index.courses.values() if each.key in courses)


def _retiring(viewer: Viewer, opened: Opened) -> Iterator[Retiring]:
    led = _led(viewer, opened)
    for framework in opened.index.frameworks.values():
        last = framework.retires_on_date
        programs = tuple(each for each in led if framework.key in each.named())
        if last is not None and last - opened.today <= SOON and programs:
            yield Retiring(opened=opened, framework=framework, programs=programs)


def _led(viewer: Viewer, opened: Opened) -> tuple[Program, ...]:
    """The programs of a cluster that somebody leads, by themselves or with the whole cluster."""
    programs = tuple(opened.index.programs.values())
    if viewer.leads(opened.institution, opened.index.cluster.head.key):
        return programs
    theirs = viewer.keys(opened.institution, Role.PROGRAM_LEAD)
    return tuple(each for each in programs if each.key in theirs)
