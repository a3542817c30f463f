"""The first page: for whoever has drafts or roles what is due to them; for everybody what is published here."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fourfold.actions import places, radar_words
from fourfold.actions.beginning import may_begin
from fourfold.actions.due import Due, Held, Retiring, Unsettled, due
from fourfold.actions.holes import HoleDue
from fourfold.actions.places import Place
from fourfold.actions.releases import DraftStanding, may_release
from fourfold.actions.rounds import Owed
from fourfold.actions.stale import StaleCourse
from fourfold.domain.person import Viewer
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.web.pages import concern, institution, revision, saying, seeing, standing, tally
from fourfold.web.pages.address import Address
from fourfold.web.pages.institution import PlaceShown
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT, Opened, today
from fourfold.web.pages.place import named
from fourfold.web.pages.saying import Said
from fourfold.web.pages.standing import Age
from fourfold.web.pages.wording import NOUNS, Words
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe

MOST_PROBLEMS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDue:
    """A draft: what the checks say of it, and how far it has moved from its newest release."""

    title: Text
    href: str
    problems: Words
    problems_href: str
    tone: str
    standing: Words
    releases_href: str
    publish_href: str
    proposals: Words = ""
    proposals_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDue:
    """A program or a course that is the reader's, with its first problems; `more` counts the others."""

    noun: Words
    name: Named
    problems: tuple[Said, ...]
    more: int
    problems_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiringDue:
    """A version that retires, and the programs that name it."""

    name: Named
    age: Age
    programs: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleDue:
    """A course of the reader's that stands on a version which goes or has been replaced."""

    name: Named
    says: Text
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDue:
    """A stage that is the reader's to bring to a verdict."""

    name: Named
    round: str
    cluster: Text
    due: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsettledDue:
    """An institution to be set up: where to name it and whom to invite to lead it; empty where that is done."""

    name: Named
    settings_href: str
    invite_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoleDueShown:
    """A hole that the reader sees to: what it is, how much of it is unmet, in which scope."""

    name: Named
    framework: Text
    scope: Text
    unmet: str
    due: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The first page; what is due is empty for a visitor."""

    stages: tuple[StageDue, ...]
    holes: tuple[HoleDueShown, ...]
    drafts: tuple[DraftDue, ...]
    held: tuple[HeldDue, ...]
    retiring: tuple[RetiringDue, ...]
    stale: tuple[StaleDue, ...]
    places: tuple[PlaceShown, ...]
    begin: tuple[Named, ...]
    belongs: tuple[Text | Words, ...]
    unsettled: tuple[UnsettledDue, ...]
    operates: bool
    frame: None = None

    @property
    def personal(self) -> bool:
        """Whether anything here is the reader's own."""
        led = self.stages or self.holes or self.drafts or self.held or self.retiring
        return bool(self.unsettled or led or self.stale)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the first page; on one's own machine, where there is one cluster, go to its map."""
    viewer = viewer_of(request)
    found = places.places(viewer)
    clusters = [each for place in found for each in place.clusters]
    if settings.LOCAL and viewer.operator and len(clusters) == 1:
        only = clusters[0].kept.address
        return redirect(Address(only.institution, only.code, DRAFT).to("cluster"))
    return render(request, "home.html", {"page": page(viewer, found, due(viewer, today=today()))})


def page(viewer: Viewer, found: Sequence[Place], told: Due) -> HomePage:
    """What the first page shows."""
    return HomePage(
        stages=tuple(_stage(each) for each in told.owed),
        holes=tuple(_hole(each) for each in told.holes),
        drafts=tuple(_draft(viewer, each, _waiting(each, told)) for each in told.drafts),
        held=tuple(_held(each) for each in told.held),
        retiring=tuple(_retiring(each) for each in told.retiring),
        stale=tuple(_stale(each) for each in told.stale),
        places=tuple(institution.shown(each) for each in found if each.clusters or each.frameworks),
        begin=tuple(_begin(each) for each in found if _begins(viewer, each)),
        belongs=tuple(named(each.institution) for each in found if viewer.roles_at(each.institution.code)),
        unsettled=tuple(_unsettled(each) for each in told.unsettled),
        operates=viewer.operator,
    )


def _stage(owed: Owed) -> StageDue:
    opened = owed.opened
    href = reverse("round", args=(opened.institution, opened.code, owed.round.name))
    return StageDue(
        name=Named(owed.stage.stage.body, href),
        round=owed.round.name,
        cluster=opened.index.cluster.head.title,
        due=revision.due_words(owed.stage),
        tone="bad" if owed.stage.late_days else "warn",
    )


def _unsettled(unsettled: Unsettled) -> UnsettledDue:
    kept = unsettled.institution
    at = (kept.code,)
    return UnsettledDue(
        name=Named(named(kept), reverse("institution", args=at), code=kept.code),
        settings_href="" if unsettled.named else reverse("settings", args=at),
        invite_href="" if unsettled.led else f"{reverse('people', args=at)}?role=lead#invite",
    )


def _hole(each: HoleDue) -> HoleDueShown:
    opened, day = each.opened, each.task.due_date
    noun = each.scope.course or each.scope.program or opened.index.cluster.head
    named = each.node or each.framework
    said = ngettext("%(holes)d of %(leaves)d items unmet", "%(holes)d of %(leaves)d items unmet", each.holes)
    return HoleDueShown(
        name=Named(named.title, seeing.way_to(each), code=named.code),
        framework=each.framework.title,
        scope=noun.title,
        unmet=said % {"holes": each.holes, "leaves": each.leaves} if each.leaves > 1 else "",
        due=seeing.when(day, opened.today),
        tone="bad" if day < opened.today else "warn",
    )


def _begins(viewer: Viewer, place: Place) -> bool:
    return not place.clusters and may_begin(viewer, place.institution.code)


def _begin(place: Place) -> Named:
    """The way to begin the first cluster of an institution."""
    return Named(named(place.institution), reverse("new-cluster", args=(place.institution.code,)))


def _at(opened: Opened) -> Address:
    return Address(opened.institution, opened.code, DRAFT)


def _waiting(draft: DraftStanding, told: Due) -> int:
    return told.waiting.get(draft.opened.index.cluster.head.key, 0)


def _draft(viewer: Viewer, draft: DraftStanding, waiting: int) -> DraftDue:
    opened, address = draft.opened, _at(draft.opened)
    around = (address.institution, address.cluster)
    return DraftDue(
        title=opened.index.cluster.head.title,
        href=address.to("cluster"),
        problems=tally.counted(draft.errors, draft.warnings),
        problems_href=address.to("problems"),
        tone="bad" if draft.errors else "warn" if draft.warnings else "good",
        standing=_standing(draft),
        releases_href=reverse("releases", args=around),
        publish_href=reverse("publish", args=around) if draft.moved and may_release(viewer, opened) else "",
        proposals=_proposals(waiting, leads=may_release(viewer, opened)),
        proposals_href=reverse("proposals", args=around),
    )


def _proposals(waiting: int, *, leads: bool) -> Words:
    """How many proposals wait for review: by whoever leads, or by others."""
    if not waiting:
        return ""
    if leads:
        said = ngettext("%(count)d proposal to review", "%(count)d proposals to review", waiting)
    else:
        said = ngettext("%(count)d proposal under review", "%(count)d proposals under review", waiting)
    return said % {"count": waiting}


def _standing(draft: DraftStanding) -> Words:
    if not draft.released:
        return _("not released yet")
    if not draft.moved:
        return _("equal to its last release")
    said = ngettext(
        "%(count)d part has moved since the last release",
        "%(count)d parts have moved since the last release",
        draft.moved,
    )
    return said % {"count": draft.moved}


def _held(held: Held) -> HeldDue:
    opened, noun, address = held.opened, held.noun, _at(held.opened)
    kind = "program" if isinstance(noun, Program) else "course"
    found = [each for each in opened.problems() if _concerns(opened, each, kind, noun.key)]
    return HeldDue(
        noun=NOUNS[kind],
        name=Named(noun.title, address.to(kind, noun.code), code=noun.code),
        problems=tuple(saying.said(opened, address, each) for each in found[:MOST_PROBLEMS]),
        more=max(0, len(found) - MOST_PROBLEMS),
        problems_href=address.to("problems"),
    )


def _concerns(opened: Opened, problem: Problem, kind: str, key: str) -> bool:
    if problem.severity is Severity.INFO:
        return False
    concerned = concern.programs if kind == "program" else concern.courses
    return key in concerned(opened.index, problem)


def _stale(each: StaleCourse) -> StaleDue:
    address = _at(each.opened)
    return StaleDue(
        name=Named(each.course.title, address.to("course", each.course.code), code=each.course.code),
        says=radar_words.stale(each.framework, each.newer, each.stage),
        href=address.to("outlook", each.newer.code) if each.newer else address.to("radar"),
    )


def _retiring(retiring: Retiring) -> RetiringDue:
    address = _at(retiring.opened)
    framework = retiring.framework
    return RetiringDue(
        name=Named(framework.title, address.to("framework", framework.code), code=framework.code),
        age=standing.age(framework, retiring.opened.today),
        programs=tuple(Named(each.title, address.to("program", each.code)) for each in retiring.programs),
    )
