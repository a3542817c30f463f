"""The page that proposes a link of a course: an outcome, an item, how deeply, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from unicodedata import normalize
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions.linking import Wanted, links_of, propose_link
from fourfold.actions.refused import Missing, Refused, Unavailable
from fourfold.actions.words import plain
from fourfold.domain.course import Course, Outcome
from fourfold.domain.framework import Depth
from fourfold.domain.link import Link
from fourfold.domain.marks import LONGEST_TEXT, Key
from fourfold.domain.text import Text
from fourfold.web.pages import resolving, stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing import proposing
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.editing.proposing import Into
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import tell
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import DEPTHS, Words, reading_language

NO_LINK = "none"
RATIONALES: dict[str, Words] = {
    "rationale.en": _("Rationale in English (kept with the link)"),
    "rationale.zh": _("Rationale in Chinese (kept with the link)"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen."""

    value: str
    code: str
    title: Text | Words
    chosen: bool


@dataclass(frozen=True, slots=True)
class Options:
    """The leaves of one framework."""

    title: Text
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """A link that the course has, and the way to change how deep it is; `chosen` where the form is about it."""

    outcome: Outcome
    item: Named
    framework: Text
    depth: Words
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """The form of a link, and the links that the course has; `stands` is how deep the one is that the form is about."""

    frame: Frame
    course: Course
    links: tuple[LinkShown, ...]
    stands: Words
    outcomes: tuple[Option, ...]
    frameworks: tuple[Options, ...]
    depths: tuple[Option, ...]
    rationales: tuple[Option, ...]
    longest: int
    into: Into
    back: str
    refused: Text | None = None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str, code: str) -> HttpResponse:
    """Show the form of a link; put it into a proposal."""
    found = opened(request, institution, cluster, state=DRAFT)
    course = resolving.by_code(found.index.courses.values(), code)
    if not proposing.may(request, found):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "propose_link.html", {"page": page(request, found, course)})
    try:
        number = propose_link(
            draft_of(request, found),
            found,
            course,
            _wanted(request),
            number=proposing.number_of(request),
            title=request.POST.get("proposal_title", ""),
        )
    except (Missing, Unavailable):
        raise
    except Refused as refusal:
        shown = page(request, found, course, refusal.why)
        return render(request, "propose_link.html", {"page": shown}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    tell(request, stages.PUT_IN)
    return redirect(stages.href(found, number))


def _wanted(request: HttpRequest) -> Wanted:
    framework, _slash, item = request.POST.get("item", "").partition("/")
    depth = request.POST.get("depth", "")
    if depth not in {NO_LINK, *Depth}:
        raise Refused(Text(en="Say how deeply the outcome serves the item.", zh="请选择达到的程度。"))
    return Wanted(
        outcome=request.POST.get("outcome", ""),
        framework=framework,
        item=item,
        depth=None if depth == NO_LINK else Depth(depth),
        rationale=_rationale(request),
    )


def _rationale(request: HttpRequest) -> Text | None:
    said = {name: plain(request.POST.get(name, ""), most=LONGEST_TEXT) for name in RATIONALES}
    en, zh = (normalize("NFC", each) or None for each in said.values())
    return Text(en=en, zh=zh) if en or zh else None


def page(request: HttpRequest, found: Opened, course: Course, refused: Text | None = None) -> LinkPage:
    """What the form shows."""
    address, sent = Address(found.institution, found.code, DRAFT), request.POST
    back = address.to("course", course.code)
    outcome, item, depth = (sent.get(name) or request.GET.get(name, "") for name in ("outcome", "item", "depth"))
    links = links_of(found, course).links
    held = next((each for each in links if _value(each) == item and each.outcome == _key(course, outcome)), None)
    depths = {**{each.value: DEPTHS[each] for each in Depth}, NO_LINK: _("not at all: take the link away")}
    return LinkPage(
        frame=frame(found, address, "courses", Crumb(course.title, back)),
        course=course,
        links=tuple(_links(found, address, course, links, held)),
        stands=DEPTHS[held.depth] if held else "",
        outcomes=tuple(
            Option(each.key, each.code, each.text, outcome in {each.key, each.code}) for each in course.outcomes
        ),
        frameworks=tuple(
            Options(
                framework.title,
                tuple(
                    Option(value := f"{framework.key}/{leaf.key}", leaf.code, leaf.title, value == item)
                    for leaf in framework.walk()
                    if not leaf.children
                ),
            )
            for framework in found.index.frameworks.values()
        ),
        depths=tuple(
            Option(value, "", title, value == (depth or (held.depth.value if held else "")))
            for value, title in depths.items()
        ),
        rationales=tuple(
            Option(name, sent.get(name) or _said(held, name), title, chosen=False) for name, title in RATIONALES.items()
        ),
        longest=LONGEST_TEXT,
        into=proposing.into(request, found, f"{course.code} {course.title.in_language(reading_language())}"),
        back=back,
        refused=refused,
    )


def _links(
    found: Opened, address: Address, course: Course, links: Sequence[Link], held: Link | None
) -> Iterator[LinkShown]:
    """The links of a course, in the order of its outcomes."""
    for outcome in course.outcomes:
        for each in (link for link in links if link.outcome == outcome.key):
            framework = found.index.frameworks.get(each.framework)
            item = of_key(found.index, address, each.item)
            if framework is not None and item is not None:
                query = urlencode({"outcome": outcome.code, "item": _value(each)})
                yield LinkShown(
                    outcome=outcome,
                    item=item,
                    framework=framework.title,
                    depth=DEPTHS[each.depth],
                    href=f"?{query}#depth",
                    chosen=each is held,
                )


def _value(link: Link) -> str:
    """How the form names the item of a link."""
    return f"{link.framework}/{link.item}"


def _key(course: Course, outcome: str) -> Key:
    """The key of an outcome that is asked for by its key or its code."""
    return next((each.key for each in course.outcomes if outcome in {each.key, each.code}), "")


def _said(link: Link | None, name: str) -> str:
    """What the rationale of a link says in the language of a box."""
    said = getattr(link.rationale, name.removeprefix("rationale."), None) if link else None
    return said or ""
