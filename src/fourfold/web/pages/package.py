"""A CASE package that somebody brought as a file: what it would bring into the draft, and applying it."""

import re
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fourfold.actions import packages, uploads
from fourfold.actions.comparing import said
from fourfold.actions.packages import Called, PackageRun
from fourfold.actions.refused import Refused, Unavailable
from fourfold.actions.uploads import Done
from fourfold.domain.framework import Framework, FrameworkKind
from fourfold.domain.marks import CODE_PATTERN
from fourfold.domain.text import Text
from fourfold.exchange.case_names import ASSOCIATIONS, ITEM_TYPES, ITEMS, RUBRICS
from fourfold.web.pages import applied, compare, document
from fourfold.web.pages.compare import Shown
from fourfold.web.pages.desk import AtHand, edited
from fourfold.web.pages.file_problems import Becomes, Told, becomes, placed
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.sending import status_of
from fourfold.web.pages.wording import KINDS, Words

HELD: dict[str, Words] = {
    ITEMS: _("items"),
    ASSOCIATIONS: _("associations"),
    RUBRICS: _("rubrics"),
    "CFConcepts": _("concepts"),
    "CFSubjects": _("subjects"),
    "CFLicenses": _("licences"),
    ITEM_TYPES: _("types of items"),
    "CFAssociationGroupings": _("groupings of associations"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of framework that can be chosen."""

    value: str
    name: Words
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a package holds of a kind, and of how many of it something is carried along."""

    name: Words
    held: int
    carried: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePage:
    """What a package would bring: its framework, what it holds, what becomes of the draft."""

    frame: Frame
    name: str
    root: str
    framework: Framework
    kind: Words
    kinds: tuple[Choice, ...]
    code: str
    items: int
    leaves: int
    held: tuple[Held, ...]
    comes: str
    said: Shown
    barred: tuple[Text, ...]
    becomes: Becomes
    problems: tuple[Told, ...]
    applied: bool
    why: str
    wrong: Words | Text = ""

    @property
    def appliable(self) -> bool:
        """Whether there is something to apply that the reader may apply."""
        return self.comes != packages.Comes.SAME and not self.barred


def answer(request: HttpRequest, at_hand: AtHand) -> HttpResponse:
    """Show what the package would bring; apply it, or withdraw it."""
    act = request.POST.get("act") if request.method == "POST" else ""
    if act == "withdraw":
        return document.withdraw(request, at_hand)
    if act == "apply":
        return _apply(request, at_hand)
    return _shown(request, at_hand, _called(request.GET))


def _called(said: QueryDict) -> Called:
    """The kind and the code that the reader has chosen; what is neither is as if it was not said."""
    kind, code = said.get("kind", ""), said.get("code", "").strip()
    return Called(
        kind=FrameworkKind(kind) if kind in set(FrameworkKind) else None,
        code=code if re.fullmatch(CODE_PATTERN, code) else "",
    )


def _apply(request: HttpRequest, at_hand: AtHand) -> HttpResponse:
    now, expected, called = timezone.now(), request.POST.get("root", ""), _called(request.POST)
    why = request.POST.get("why", "").strip()[:200] or f"Imported from {at_hand.kept.name}"
    try:
        done = uploads.take(
            at_hand.desk,
            at_hand.id,
            expected,
            lambda: packages.apply(
                at_hand.kept, at_hand.draft, called, viewer=at_hand.viewer, now=now, expected=expected, why=why
            ),
            now=now,
        )
    except Done:
        return applied.again(request, at_hand)
    except Unavailable:
        raise
    except Refused as refusal:
        status = status_of(refusal)
        return _shown(request, at_hand, called, refusal.why, status=status)
    return applied.tell(request, at_hand, done)


def _shown(
    request: HttpRequest,
    at_hand: AtHand,
    called: Called,
    wrong: Words | Text = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    draft = edited(request, at_hand.draft.institution, at_hand.draft.code) if wrong else at_hand.draft
    run = packages.dry_run(at_hand.kept, draft, called, viewer=at_hand.viewer)
    shown = page(run, at_hand, why=request.POST.get("why", ""), wrong=wrong)
    return render(request, "package_review.html", {"page": shown}, status=status)


def page(run: PackageRun, at_hand: AtHand, *, why: str = "", wrong: Words | Text = "") -> PackagePage:
    """What the dry run shows."""
    framework, found = run.framework, run.outlook
    return PackagePage(
        frame=at_hand.frame,
        name=at_hand.kept.name,
        root=found.before.root,
        framework=framework,
        kind=KINDS[framework.kind],
        kinds=tuple(Choice(each.value, words, each is framework.kind) for each, words in KINDS.items()),
        code=framework.code,
        items=sum(1 for _item in framework.walk()),
        leaves=len(framework.leaves()),
        held=tuple(Held(name=HELD[each.kind], held=each.held, carried=each.carried) for each in run.summed),
        comes=run.comes.value,
        said=compare.of_comparison(said(found.found), compare.ways_in(found.before)),
        barred=found.barred,
        becomes=becomes(found.soundness),
        problems=placed(run.problems),
        applied=at_hand.kept.applied_at is not None,
        why=why,
        wrong=wrong,
    )
