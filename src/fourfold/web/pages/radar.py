"""The radar: which versions of frameworks come, retire or are replaced, on one time line and as a calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fourfold.actions import radar_words
from fourfold.actions.classes import standing_on, taught
from fourfold.actions.newer import Newer, may_take_in, newer_published
from fourfold.actions.radar import ahead
from fourfold.actions.stale import teachers
from fourfold.domain.marks import Key
from fourfold.domain.study_class import StudyClass
from fourfold.domain.text import Language, Text
from fourfold.engine.outlook import pair_of
from fourfold.engine.radar import Blip, Stage, Stale
from fourfold.exchange.calendar import Event, calendar_bytes
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.wording import KINDS, Words, reading_language
from fourfold.web.safe import require_safe

TONES = {Stage.RETIRED: "bad", Stage.RETIRING: "warn", Stage.REPLACED: "warn", Stage.COMING: "", Stage.VALID: ""}
ICALENDAR = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Old:
    """A course that stands on an old version alone: its links to it, the unit that owns it, who teaches it."""

    course: Named
    links: int
    unit: Text | None
    wholly: bool
    teachers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked of the records once for a page: the classes, and who teaches what."""

    classes: tuple[StudyClass, ...]
    teachers: Mapping[Key, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A framework on the radar."""

    name: Named
    kind: Words
    stage: Text
    tone: str
    sentence: Text
    standing: Text
    newer: Named | None
    naming: tuple[Named, ...]
    stale: tuple[Old, ...]
    classes: tuple[StudyClass, ...]
    outlook: str


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day of the time line."""

    day: date
    ahead: str
    what: Text
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereShown:
    """A framework as it is published here, which the draft does not have yet; `take_in` for whoever may take it in."""

    name: Named
    version: str
    by: str
    day: date
    pinned: Named
    same: bool
    take_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarPage:
    """The radar of a cluster."""

    frame: Frame
    summary: str
    pressing: tuple[Shown, ...]
    others: tuple[Shown, ...]
    lagging: tuple[Shown, ...]
    days: tuple[DayShown, ...]
    elsewhere: tuple[ElsewhereShown, ...]
    calendar: str
    public: bool


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show every framework, what presses first, and the days ahead."""
    found = opened(request, institution, cluster, state=state)
    return render(request, "radar.html", {"page": page(found, Address(institution, cluster, state))})


def page(found: Opened, address: Address) -> RadarPage:
    """What the radar shows."""
    blips, known = found.radar(), Known(taught(found), _teachers(found))
    pressing = tuple(_shown(found, address, blip, known) for blip in blips if blip.pressing)
    others = tuple(_shown(found, address, blip, known) for blip in blips if not blip.pressing)
    return RadarPage(
        frame=frame(found, address, "radar"),
        summary=_summary(len(pressing)),
        pressing=pressing,
        others=others,
        lagging=tuple(each for each in others if each.stale),
        days=tuple(_days(address, blips)),
        elsewhere=tuple(_elsewhere(found, each) for each in newer_published(found)),
        calendar=address.to("radar-calendar", query={"language": reading_language()}),
        public=found.release is not None,
    )


def _elsewhere(found: Opened, each: Newer) -> ElsewhereShown:
    address = Address(found.institution, found.code, "draft")
    where = (each.institution, each.framework.code)
    may = may_take_in(found)
    return ElsewhereShown(
        name=Named(each.framework.title, reverse("published-framework", args=(*where, each.release.name))),
        version=each.release.name,
        by=each.institution,
        day=each.release.published_at.astimezone(ZoneInfo(found.keeper.zone)).date(),
        pinned=Named(each.pinned.title, address.to("framework", each.pinned.code), code=each.pinned.code),
        same=each.same,
        take_in=reverse("take-in", args=(found.institution, found.code, *where)) if may else "",
    )


def _summary(pressing: int) -> str:
    if not pressing:
        return _("Nothing here stands on a version that goes or has been replaced.")
    said = ngettext(
        "%(count)d framework goes or has been replaced while something here still stands on it.",
        "%(count)d frameworks go or have been replaced while something here still stands on them.",
        pressing,
    )
    return said % {"count": pressing}


def _teachers(found: Opened) -> Mapping[Key, tuple[str, ...]]:
    """Who teaches what, where any course is stale."""
    return teachers(found) if any(blip.stale for blip in found.radar()) else {}


def _shown(found: Opened, address: Address, blip: Blip, known: Known) -> Shown:
    index, framework = found.index, blip.framework
    return Shown(
        name=Named(framework.title, address.to("framework", framework.code), code=framework.code),
        kind=KINDS[framework.kind],
        stage=radar_words.STAGES[blip.stage],
        tone=TONES[blip.stage],
        sentence=_sentence(found, blip),
        standing=radar_words.standing(index, blip),
        newer=of_key(index, address, blip.newer.key) if blip.newer else None,
        naming=tuple(each for key in blip.naming if (each := of_key(index, address, key))),
        stale=tuple(_old(found, address, each, known) for each in blip.stale),
        classes=standing_on(found, known.classes, framework) if blip.pressing else (),
        outlook=_way(address, found, blip),
    )


def _old(found: Opened, address: Address, stale: Stale, known: Known) -> Old:
    course = found.index.courses[stale.course]
    name = Named(course.title, address.to("course", course.code), code=course.code)
    return Old(name, stale.links, course.unit, stale.wholly, known.teachers.get(course.key, ()))


def _sentence(found: Opened, blip: Blip) -> Text:
    """What the next version does, where what presses has one; else how the framework stands."""
    if blip.newer is None or not blip.pressing:
        return radar_words.standing(found.index, blip)
    return radar_words.sentence(found.index, ahead(found, old=blip.framework, new=blip.newer))


def _way(address: Address, found: Opened, blip: Blip) -> str:
    """The page about what the next version does, or about what this one did; "" where there is neither."""
    if blip.newer is not None:
        return address.to("outlook", blip.newer.code, query={"from": _from(blip)})
    return address.to("outlook", blip.framework.code) if pair_of(found.index, blip.framework) else ""


def _from(blip: Blip) -> str | None:
    """The old version, where the newer one does not follow it at once."""
    if blip.newer is None or blip.newer.supersedes == blip.framework.key:
        return None
    return blip.framework.code


def _days(address: Address, blips: tuple[Blip, ...]) -> Iterator[DayShown]:
    dated = [(day, blip.framework) for blip in blips for day in blip.days if day.ahead >= 0]
    for day, framework in sorted(dated, key=lambda pair: (pair[0].day, pair[1].code)):
        href = address.to("framework", framework.code)
        yield DayShown(day.day, ahead_in_words(day.ahead), radar_words.happens(framework, day), href)


def ahead_in_words(days: int) -> str:
    """How far a day lies ahead: `today`, `in 121 days`."""
    if days == 0:
        return _("today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


@require_safe
def calendar(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """The same days as a calendar to subscribe to; that of a draft only for whoever is signed in and may read it."""
    found = opened(request, institution, cluster, state=state)
    asked = request.GET.get("language", "")
    language: Language = ("zh" if asked.startswith("zh") else "en") if asked else reading_language()
    address = Address(institution, cluster, state)
    content = calendar_bytes(
        _events(request, found, address, language),
        name=f"{found.index.cluster.head.title.in_language(language)} · {_NAMES[language]}",
        language="zh-Hans" if language == "zh" else "en",
    )
    name = f"{found.code}-{state.lower()}-radar.ics"
    return HttpResponse(content, content_type=ICALENDAR, headers={"Content-Disposition": f'inline; filename="{name}"'})


_NAMES = {"en": "Radar", "zh": "标准雷达"}


def _events(request: HttpRequest, found: Opened, address: Address, language: Language) -> Iterator[Event]:
    for blip in sorted(found.radar(), key=lambda each: each.framework.code):
        framework = blip.framework
        for day in blip.days:
            yield Event(
                uid=f"{framework.key}-{day.moment.value}",
                day=day.day,
                summary=radar_words.happens(framework, day).in_language(language),
                description=radar_words.uses(found.index, blip).in_language(language),
                url=request.build_absolute_uri(address.to("framework", framework.code)),
                changed_at=found.changed_at,
            )
