"""One program or one course that somebody brought as a workbook: its changes, each to be taken or left."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from fourfold.actions import excerpts, uploads
from fourfold.actions.conflict_words import Asked
from fourfold.actions.documents import Standing
from fourfold.actions.excerpt_proposing import propose_file
from fourfold.actions.excerpts import ExcerptFile, ExcerptRun, Offer, Picked
from fourfold.actions.proposing import Into
from fourfold.actions.refused import Forbidden, Missing, Refused, Unavailable
from fourfold.actions.uploads import Done
from fourfold.domain.course import Course
from fourfold.domain.problem import Problem
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.exchange.workbook_read import About
from fourfold.web.pages import applied, compare, document, stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.compare import NOUNS_MANY, LineShown, PartShown
from fourfold.web.pages.desk import AtHand, edited
from fourfold.web.pages.editing import proposing
from fourfold.web.pages.editing.clash import choices
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.file_problems import Becomes, Told, becomes, placed
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.opened import DRAFT, Opened
from fourfold.web.pages.sending import status_of, tell
from fourfold.web.pages.wording import NOUNS, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change, with what it does line by line; `barred` says why it is not the reader's to make but to propose."""

    place: str
    taken: bool
    barred: tuple[Text, ...]
    lines: tuple[LineShown, ...]
    whole: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part with the changes of it."""

    noun: Words
    part: PartShown
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What both have changed, and whose value is chosen, if any."""

    asked: Asked
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptPage:
    """What a file of one program or one course would change, as far as it is taken."""

    frame: Frame
    name: str
    noun: Words
    title: Text | Words
    code: str
    href: str
    root: str
    base: str
    standing: str
    groups: tuple[Group, ...]
    gone: tuple[Group, ...]
    taken: int
    offered: int
    questioned: tuple[str, ...]
    questions: tuple[Question, ...]
    undecided: int
    barred: bool
    becomes: Becomes | None
    problems: tuple[Told, ...]
    left: int
    hushed: bool
    readable: bool
    fresh_href: str
    applied: bool
    why: str
    into: proposing.Into | None
    wrong: Words | Text = ""


@dataclass(frozen=True, slots=True)
class Proposable:
    """Which proposals the changes can go into, if any, and which are ticked of those that can only be proposed."""

    into: proposing.Into | None = None
    places: frozenset[str] = frozenset()


def answer(request: HttpRequest, at_hand: AtHand, file: ExcerptFile) -> HttpResponse:
    """Show what the file would change and what is taken of it; apply that, or withdraw the file."""
    act = request.POST.get("act", "")
    if act == "withdraw":
        return document.withdraw(request, at_hand)
    picked = _picked(request)
    if act == "apply":
        return _apply(request, at_hand, file, picked)
    if act == "propose":
        return _propose(request, at_hand, file, picked)
    return _shown(request, at_hand, file, picked)


def _picked(request: HttpRequest) -> Picked:
    """What the form says of each change; a form that was never sent says nothing. A tick is a word for each."""
    sent, act = request.POST, request.POST.get("act")
    if act not in {"look", "none", "apply", "propose"}:
        return Picked(unbased=act == "all")
    places = frozenset() if act == "none" else frozenset(sent.getlist("take"))
    return Picked(places=places, sides=choices(sent), unbased=True)


def _apply(request: HttpRequest, at_hand: AtHand, file: ExcerptFile, picked: Picked) -> HttpResponse:
    now, expected = timezone.now(), request.POST.get("root", "")
    why = request.POST.get("why", "").strip()[:200] or f"Imported from {at_hand.kept.name}"
    try:
        done = uploads.take(
            at_hand.desk,
            at_hand.id,
            expected,
            lambda: excerpts.apply(
                file, at_hand.draft, viewer=at_hand.viewer, now=now, expected=expected, picked=picked, why=why
            ),
            now=now,
        )
    except Done:
        return applied.again(request, at_hand)
    except Unavailable:
        raise
    except Refused as refusal:
        status = status_of(refusal)
        return _shown(request, at_hand, file, picked, refusal.why, status=status)
    return applied.tell(request, at_hand, done)


def _propose(request: HttpRequest, at_hand: AtHand, file: ExcerptFile, picked: Picked) -> HttpResponse:
    into = Into(number=proposing.number_of(request), title=request.POST.get("proposal_title", ""))
    places = {*(picked.places or ()), *request.POST.getlist("propose")}
    try:
        number = propose_file(file, at_hand.draft, draft_of(request, at_hand.draft), places=places, into=into)
    except (Missing, Forbidden, Unavailable):
        raise
    except Refused as refusal:
        return _shown(request, at_hand, file, picked, refusal.why, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    tell(request, stages.PUT_IN)
    return redirect(stages.href(at_hand.draft, number))


def _proposable(request: HttpRequest, at_hand: AtHand, draft: Opened) -> Proposable:
    may = proposing.may(request, draft)
    return Proposable(
        into=proposing.into(request, draft, at_hand.kept.name) if may else None,
        places=frozenset(request.POST.getlist("propose")),
    )


def _shown(  # a page has this many sides
    request: HttpRequest,
    at_hand: AtHand,
    file: ExcerptFile,
    picked: Picked,
    wrong: Words | Text = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    draft = edited(request, at_hand.draft.institution, at_hand.draft.code) if wrong else at_hand.draft
    try:
        run = excerpts.look(file, draft, viewer=at_hand.viewer, picked=picked)
    except Refused as refusal:
        run = ExcerptRun(standing=Standing.ELSEWHERE, noun=file.about.holds or "", code="")
        wrong, status = refusal.why, HTTPStatus.UNPROCESSABLE_ENTITY
    why = request.POST.get("why", "")
    shown = page(
        run,
        at_hand,
        about=file.about,
        sides=picked.sides,
        ways=_proposable(request, at_hand, draft),
        wrong=wrong,
        why=why,
    )
    return render(request, "excerpt_review.html", {"page": shown}, status=status)


def page(  # a page has this many sides
    run: ExcerptRun,
    at_hand: AtHand,
    *,
    about: About,
    sides: Mapping[str, str],
    ways: Proposable = Proposable(),
    wrong: Words | Text = "",
    why: str = "",
) -> ExcerptPage:
    """What the dry run shows."""
    draft, outlook, reading = at_hand.draft, run.outlook, run.reading
    address = Address(draft.institution, draft.code, DRAFT)
    index = draft.index
    nouns: tuple[Program | Course, ...] = (*index.programs.values(), *index.courses.values())
    held = next((each for each in nouns if each.key == about.of), None)
    questioned = [each for each in run.offers if each.taken and _asks(each, run.asked)]
    plain = [each for each in run.offers if each not in questioned]
    changes, removals = ([each for each in plain if each.removes is kind] for kind in (False, True))
    return ExcerptPage(
        frame=at_hand.frame,
        name=at_hand.kept.name,
        noun=NOUNS.get(run.noun, ""),
        title=held.title if held else "",
        code=run.code,
        href=address.to(run.noun, run.code) if held else "",
        root=outlook.before.root if outlook else draft.root,
        base=(about.base or "")[:8],
        standing=run.standing.value,
        groups=_groups(run, changes, ways.places),
        gone=_groups(run, removals, ways.places),
        taken=sum(each.taken for each in run.offers),
        offered=len(run.offers),
        questioned=tuple(each.place for each in questioned),
        questions=tuple(Question(asked=each, chosen=str(sides.get(each.place, ""))) for each in run.asked),
        undecided=len({each.place for each in run.open}),
        barred=any(each.barred for each in run.offers),
        becomes=becomes(outlook.soundness, _as_written(run)) if outlook else None,
        problems=placed(reading.problems) if reading else (),
        left=reading.left if reading else 0,
        hushed=run.hushed,
        readable=reading is None or reading.excerpt is not None,
        fresh_href=address.to(f"{run.noun}-workbook", run.code) if held else address.to("workbook"),
        applied=at_hand.kept.applied_at is not None,
        why=why,
        into=ways.into,
        wrong=wrong,
    )


def _asks(offer: Offer, asked: Iterable[Asked]) -> bool:
    """Whether a change is asked about already: it, something in it, or what it is in."""
    return any(each.place == offer.place or _in(each.place, offer.place) or _in(offer.place, each.place)
               for each in asked)  # fmt: skip


def _in(inner: str, outer: str) -> bool:
    return inner.startswith(f"{outer}/")


def _as_written(run: ExcerptRun) -> tuple[Problem, ...]:
    """Problems with the places and the codes that the file has."""
    told = run.reading.reading.told if run.reading else None
    brought = run.outlook.soundness.brought if run.outlook else ()
    return tuple(told(each) if told else each for each in brought)


def _groups(run: ExcerptRun, offers: Iterable[Offer], proposed: Collection[str]) -> tuple[Group, ...]:
    """The changes by the part that they are in, parts in the order of nouns."""
    ways = compare.ways_in(run.outlook.before) if run.outlook else lambda _key: ("", "")
    found: dict[str, tuple[PartShown, str, list[Row]]] = {}
    for each in offers:
        first = each.told[0]
        _part, _noun, rows = found.setdefault(first.key, (compare.part(first, ways), first.noun, []))
        rows.append(_row(each, proposed))
    order = list(NOUNS_MANY)
    placed_ = sorted(found.values(), key=lambda each: (order.index(each[1]), each[0].code))
    return tuple(Group(noun=_NOUN[noun], part=part, rows=tuple(rows)) for part, noun, rows in placed_)


_NOUN: dict[str, Words] = {
    "program": NOUNS["program"],
    "module": NOUNS["module"],
    "course": NOUNS["course"],
    "links": gettext_lazy("Links of the course"),
    "rule": NOUNS["rule"],
}


def _row(offer: Offer, proposed: Collection[str]) -> Row:
    lines = tuple(compare.line(line) for each in offer.told for line in each.lines)
    first = offer.told[0]
    whole: Words = ""
    if not lines:
        whole = gettext_lazy("The whole of it, new") if first.after else gettext_lazy("The whole of it")
    taken = offer.place in proposed if offer.barred else offer.taken
    return Row(place=offer.place, taken=taken, barred=offer.barred, lines=lines, whole=whole)
