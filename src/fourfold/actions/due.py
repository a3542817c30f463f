"""What is due to somebody: in the clusters whose drafts they read, and in the programs and courses they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from fourfold.actions.holes import HoleDue
from fourfold.actions.holes import owed_to as holes_owed_to
from fourfold.actions.releases import DraftStanding, standings
from fourfold.actions.reviewing import waiting
from fourfold.actions.rounds import Owed, owed_to
from fourfold.actions.shelf import Opened, on_shelf, open_drafts
from fourfold.actions.stale import StaleCourse, stale_of
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.person import Role, Viewer
from fourfold.domain.program import Program
from fourfold.store import institutions, invitations, people
from fourfold.store.institutions import KeptInstitution

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
class Unsettled:
    """An institution that somebody administers and that lacks a name, or anybody who leads it or is invited to."""

    institution: KeptInstitution
    named: bool
    led: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is due: stages of rounds, holes, drafts that may be read, what is held, what retires in what is led.

    `waiting` counts the proposals that are open for review, by the key of the cluster; `unsettled` are the
    institutions that somebody administers and that are not set up yet.
    """

    owed: tuple[Owed, ...]
    drafts: tuple[DraftStanding, ...]
    held: tuple[Held, ...]
    retiring: tuple[Retiring, ...]
    holes: tuple[HoleDue, ...] = ()
    stale: tuple[StaleCourse, ...] = ()
    waiting: Mapping[Key, int] = field(default_factory=dict)
    unsettled: tuple[Unsettled, ...] = ()


def due(viewer: Viewer, *, today: date) -> Due:
    """What is due to somebody today."""
    drafts = open_drafts(viewer, today=today)
    return Due(
        owed=owed_to(viewer, drafts),
        drafts=standings(drafts, on_shelf(viewer)),
        held=tuple(held for each in drafts for held in _held(viewer, each)),
        retiring=tuple(found for each in drafts for found in _retiring(viewer, each)),
        holes=holes_owed_to(viewer, drafts),
        stale=stale_of(viewer, drafts),
        waiting=waiting(viewer),
        unsettled=tuple(_unsettled(viewer, today)),
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


def _unsettled(viewer: Viewer, today: date) -> Iterator[Unsettled]:
    """What whoever administers an institution has still to do; the operator has no institution of their own."""
    codes = {each.institution for each in viewer.grants if each.role is Role.ADMINISTRATOR}
    for kept in institutions.institutions() if codes else ():
        if kept.code in codes:
            found = Unsettled(institution=kept, named=bool(kept.title.en or kept.title.zh), led=_has_lead(kept, today))
            if not (found.named and found.led):
                yield found


def _has_lead(kept: KeptInstitution, today: date) -> bool:
    """Whether somebody leads an institution or a cluster of it, or is invited to and may still come."""
    held = {each.role for person in people.staff_of(kept.code) for each in person.roles_at(kept.code)}
    invited = {each.granted.role for each in invitations.waiting_at(kept.code) if each.expires_at.date() >= today}
    return Role.LEAD in held | invited
