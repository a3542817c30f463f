"""What a new version of a framework does: item by item, links to carry over, programs, the smallest repair."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.actions import radar_words
from fourfold.actions.authority import may_propose, own_fields
from fourfold.actions.radar import ahead
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.outlook import Outlook, Pair, pair_of
from fourfold.engine.succession import Leg, Step
from fourfold.engine.succession_links import SURE, Candidate
from fourfold.web.pages import gap, outlook_classes, outlook_programs, resolving
from fourfold.web.pages.address import Address
from fourfold.web.pages.course import Fact
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.framework import facts_of
from fourfold.web.pages.gap import WayRow
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.outlook_classes import ClassShown
from fourfold.web.pages.outlook_programs import PlanShown
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import DEPTHS, Words
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe

LEAST = (40, 60, 80, 95)
"""Confidences from which on links may be counted as carried over, in per cent."""
FATE_TONES = {"kept": "good", "new": "warn", "gone": "bad"}


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item of either version, and the depth that it asks for."""

    name: Named
    depth: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """A link that may be carried over: `ticked` where it is counted; `stands` tells the depth that there is already."""

    name: str
    course: Named
    outcome: Named
    item: Named
    depth: Words
    confidence: int
    ticked: bool
    far: bool
    stands: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """What became of some items, and the links that go with them."""

    fate: Text
    tone: str
    old: tuple[ItemShown, ...]
    new: tuple[ItemShown, ...]
    confidence: int
    clues: tuple[Text, ...]
    links: tuple[LinkShown, ...]
    left: tuple[Named, ...]
    there: int
    fresh: int


@dataclass(frozen=True, slots=True)
class RepairShown:
    """A change of the smallest repair, and the plans for which it closes the item."""

    item: Named
    way: WayRow
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookPage:
    """A new version in the place of an old one."""

    frame: Frame
    old: Named
    new: Named
    old_facts: tuple[Fact, ...]
    new_facts: tuple[Fact, ...]
    sentence: Text
    least: int
    choices: tuple[int, ...]
    since: str
    plans: tuple[PlanShown, ...]
    classes: tuple[ClassShown, ...]
    repairs: tuple[RepairShown, ...]
    unclosed: tuple[Named, ...]
    steps: tuple[StepShown, ...]
    tally: tuple[tuple[Text, int], ...]
    fresh: int
    behind: tuple[tuple[str, Named], ...]
    staying: tuple[Named, ...]
    take_over: str


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Show what a new version does to the cluster."""
    found = opened(request, institution, cluster, state=state)
    old, new = pair(request, found, code)
    least = _least(request.GET.get("least", ""))
    shown = page(request, found, Address(institution, cluster, state), (old, new), least)
    return render(request, "outlook.html", {"page": shown})


def pair(request: HttpRequest, found: Opened, code: str) -> Pair:
    """The versions that an address speaks of: `?from=` names the old one where it is not the one superseded."""
    frameworks = found.index.frameworks.values()
    framework = resolving.by_code(frameworks, code)
    since = request.GET.get("from") or request.POST.get("from")
    before = resolving.by_code(frameworks, since) if since else None
    known = pair_of(found.index, framework, since=before)
    if known is None:
        raise resolving.NotHere(_("This framework replaces no other and is replaced by none."))
    return known


def _least(said: str) -> int:
    return next((each for each in LEAST if said == str(each)), SURE)


def page(request: HttpRequest, found: Opened, address: Address, versions: Pair, least: int) -> OutlookPage:
    """What the page about a pair of versions shows."""
    old, new = versions
    told = ahead(found, old=old, new=new, least=least)
    index = found.index
    steps = tuple(_steps(index, address, told))
    return OutlookPage(
        frame=frame(found, address, "radar", Crumb(gettext_lazy("Radar"), address.to("radar"))),
        old=Named(old.title, address.to("framework", old.code), code=old.code),
        new=Named(new.title, address.to("framework", new.code), code=new.code),
        old_facts=facts_of(old),
        new_facts=facts_of(new),
        sentence=radar_words.sentence(index, told),
        least=least,
        choices=LEAST,
        since=old.code if new.supersedes != old.key else "",
        plans=outlook_programs.plans(found, address, told),
        classes=outlook_classes.shown(found, old=old, new=new, least=least),
        repairs=tuple(_repairs(index, address, told)),
        unclosed=tuple(each for key in told.unclosed if (each := of_key(index, address, key))),
        steps=steps,
        tally=_tally(told),
        fresh=len(told.taken),
        behind=tuple((key, each) for key in told.behind if (each := of_key(index, address, key))),
        staying=tuple(each for rule in told.staying if (each := of_key(index, address, rule.key))),
        take_over=_take_over(request, found, new),
    )


def _take_over(request: HttpRequest, found: Opened, new: Framework) -> str:
    """Where to send what is ticked, for whoever may take it over or propose that; else ""."""
    proposes = found.release is None and may_propose(viewer_of(request), institution=found.institution)
    return reverse("take-over", args=(found.institution, found.code, new.code)) if proposes else ""


def may(request: HttpRequest, found: Opened) -> bool:
    """Whether the reader may accept links, and so take a new version over."""
    if found.release is not None:
        return False
    head = found.index.cluster.head
    mine = own_fields(viewer_of(request), institution=found.institution, cluster=head.key, part=head, cls=CourseLinks)
    return "links" in mine


def _tally(told: Outlook) -> tuple[tuple[Text, int], ...]:
    """How many items have which fate, in the order of fates."""
    counts = [(fate, sum(step.fate is fate for step in told.found.steps)) for fate in radar_words.FATES]
    return tuple((radar_words.FATES[fate], count) for fate, count in counts if count)


def _steps(index: Index, address: Address, told: Outlook) -> Iterator[StepShown]:
    old, new = told.found.old, told.found.new
    for step in told.found.steps:
        links = tuple(_link(index, address, told, each) for each in _links(told, step))
        yield StepShown(
            fate=radar_words.FATES[step.fate],
            tone=FATE_TONES.get(step.fate.value, ""),
            old=tuple(_items(index, address, old, step.old)),
            new=tuple(_items(index, address, new, step.new)),
            confidence=step.confidence,
            clues=_clues(step.legs),
            links=links,
            left=_left(index, address, told, step),
            there=sum(bool(each.stands) for each in links),
            fresh=sum(not each.stands for each in links),
        )


def _items(index: Index, address: Address, framework: Framework, keys: tuple[str, ...]) -> Iterator[ItemShown]:
    for key in keys:
        item = index.items[key]
        href = address.to("framework", framework.code, anchor=f"item-{item.code}")
        yield ItemShown(Named(item.title, href, code=item.code), DEPTHS[item.depth])


def _clues(legs: tuple[Leg, ...]) -> tuple[Text, ...]:
    said = (radar_words.clue(each, leg.near) for leg in legs for each in leg.clues)
    return tuple(dict.fromkeys(said))


def _links(told: Outlook, step: Step) -> tuple[Candidate, ...]:
    return tuple(each for each in told.carried.candidates if each.link.item in step.new)


def _left(index: Index, address: Address, told: Outlook, step: Step) -> tuple[Named, ...]:
    """The outcomes whose links to a gone item are left behind."""
    left = (each.link.outcome for each in told.carried.left if each.link.item in step.old)
    return tuple(each for key in dict.fromkeys(left) if (each := of_key(index, address, key)))


def _link(index: Index, address: Address, told: Outlook, each: Candidate) -> LinkShown:
    course, outcome = index.courses[each.course], index.outcomes[each.link.outcome]
    item = index.items[each.link.item]
    return LinkShown(
        name=":".join(each.name),
        course=Named(course.title, address.to("course", course.code), code=course.code),
        outcome=Named(
            outcome.text, address.to("course", course.code, anchor=f"outcome-{outcome.code}"), code=outcome.code
        ),
        item=Named(item.title, code=item.code),
        depth=DEPTHS[each.link.depth],
        confidence=each.confidence,
        ticked=each.stands is None and each.confidence >= told.least,
        far=each.far,
        stands=DEPTHS[each.stands.depth] if each.stands else "",
    )


def _repairs(index: Index, address: Address, told: Outlook) -> Iterator[RepairShown]:
    for key, repairs in groupby(told.repairs, key=lambda each: each.item):
        item = index.items[key]
        href = address.to("framework", told.found.new.code, anchor=f"item-{item.code}")
        for repair in repairs:
            yield RepairShown(
                Named(item.title, href, code=item.code),
                gap.way_row(index, address, repair.way, item),
                tuple(index.plans[plan].code for plan in repair.plans),
            )
