"""The page that proposes a link of a course: an outcome, an item, how deeply, and why."""

from dataclasses import dataclass
from http import HTTPStatus
from unicodedata import normalize

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions.linking import Wanted, links_of, propose_link
from fourfold.actions.refused import Missing, Refused, Unavailable
from fourfold.actions.words import plain
from fourfold.domain.course import Course
from fourfold.domain.framework import Depth
from fourfold.domain.marks import LONGEST_TEXT
from fourfold.domain.text import Text
from fourfold.web.pages import resolving, stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing import proposing
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.editing.proposing import Into
from fourfold.web.pages.frame import Frame, frame
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
class LinkPage:
    """The form of a link; `count` says how many the course has."""

    frame: Frame
    course: Course
    count: int
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
    course = resolving.by_code(found.index.courses.values(), code, "course")
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
    depths = {**{each.value: DEPTHS[each] for each in Depth}, NO_LINK: _("not at all: take the link away")}
    return LinkPage(
        frame=frame(found, address, "courses", Crumb(course.title, back)),
        course=course,
        count=len(links_of(found, course).links),
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
        depths=tuple(Option(value, "", title, value == depth) for value, title in depths.items()),
        rationales=tuple(Option(name, sent.get(name, ""), title, chosen=False) for name, title in RATIONALES.items()),
        longest=LONGEST_TEXT,
        into=proposing.into(request, found, f"{course.code} {course.title.in_language(reading_language())}"),
        back=back,
        refused=refused,
    )
