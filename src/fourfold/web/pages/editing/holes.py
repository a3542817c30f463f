"""The holes of a framework at every level, each with who sees to it and by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import holes
from fourfold.actions.holes import Place, Sight, Unmet
from fourfold.actions.holes import Scope as Where
from fourfold.actions.refused import Forbidden, Missing, Refused, Unavailable
from fourfold.domain.text import Text
from fourfold.web.pages import resolving, seeing
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.editing.strokes import Choosable, Scope, choosable, scope_of
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import status_of, tell
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import DEPTHS, RANKS, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeShown:
    """What is unmet below one node: `code` is "" for the whole framework; `due` says how far off the day is."""

    code: str
    anchor: str
    title: Text | Words
    depth: int
    unmet: str
    owner: str
    owner_name: str
    day: str
    due: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolesPage:
    """The holes of a framework in a scope; `staff` are those they can be given to, by id and name."""

    frame: Frame
    scope: Scope
    choosable: Choosable
    may: bool
    nodes: tuple[NodeShown, ...]
    staff: tuple[tuple[str, str], ...]
    today: str
    refused: Text | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for."""

    request: HttpRequest
    found: Opened
    scope: Scope

    @property
    def where(self) -> Where:
        """The scope, as holes are kept by it."""
        return Where(course=self.scope.course, program=self.scope.program)

    @property
    def place(self) -> Place:
        """The node that the form names."""
        code = self.request.POST.get("node", "")
        framework = self.scope.framework
        node = resolving.by_code(framework.walk(), code) if code else None
        return Place(framework=framework, node=node, scope=self.where)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str, framework: str) -> HttpResponse:
    """Show the holes; let somebody see to one, or nobody any more."""
    found = opened(request, institution, cluster, state=DRAFT)
    chosen = resolving.by_code(found.index.frameworks.values(), framework)
    asked = Asked(request, found, scope_of(found, chosen, request.GET))
    deed = _DEEDS.get(request.POST.get("do", "")) if request.method == "POST" else None
    if deed is None:
        return _render(asked)
    try:
        words = deed(asked)
    except (Missing, Forbidden, Unavailable):
        raise
    except Refused as refusal:
        status = status_of(refusal)
        return _render(asked, refusal.why, status)
    tell(request, words)
    return redirect(f"{request.get_full_path()}#{_anchor(request.POST.get('node', ''))}")


def _give(asked: Asked) -> Words:
    form = asked.request.POST
    try:
        day = date.fromisoformat(form.get("due", ""))
    except ValueError:
        raise Refused(Text(en="Say by which day.", zh="请填写期限。")) from None
    draft = draft_of(asked.request, asked.found)
    holes.give(draft, asked.found, asked.place, owner=form.get("owner", ""), due_date=day)
    return _("It is given to somebody.")


def _take(asked: Asked) -> Words:
    holes.take_back(draft_of(asked.request, asked.found), asked.found, asked.place)
    return _("Nobody sees to it any more.")


_DEEDS: dict[str, Callable[[Asked], Words]] = {"give": _give, "take": _take}


def _render(asked: Asked, refused: Text | None = None, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return render(asked.request, "holes.html", {"page": page(asked, refused)}, status=status)


def page(asked: Asked, refused: Text | None = None) -> HolesPage:
    """What the page shows."""
    found, scope = asked.found, asked.scope
    address, title = Address(found.institution, found.code, DRAFT), scope.framework.title
    sight = holes.holes_of(found, scope.framework, asked.where)
    return HolesPage(
        frame=frame(found, address, "frameworks", Crumb(title, address.to("framework", scope.framework.code))),
        scope=scope,
        choosable=choosable(found, scope, "holes"),
        may=sight.may,
        nodes=tuple(_node(found, sight, each) for each in sight.nodes),
        staff=sight.staff,
        today=found.today.isoformat(),
        refused=refused,
        at=asked.request.POST.get("node", "") if refused else "",
    )


def _node(found: Opened, sight: Sight, each: Unmet) -> NodeShown:
    task = each.task
    code = each.node.code if each.node else ""
    return NodeShown(
        code=code,
        anchor=_anchor(code),
        title=each.node.title if each.node else _("The whole framework"),
        depth=each.depth,
        unmet=_unmet(each),
        owner=task.owner if task else "",
        owner_name=sight.names.get(task.owner, "") if task else "",
        day=task.due_date.isoformat() if task else "",
        due=seeing.when(task.due_date, found.today) if task else "",
        tone="bad" if task and task.due_date < found.today else "warn",
    )


def _anchor(code: str) -> str:
    return f"hole-{code or 'all'}"


def _unmet(each: Unmet) -> str:
    """How much is unmet: of a leaf what it asks and what is reached, of others how many leaves."""
    if each.node is not None and not each.node.children:
        return _("asks %(depth)s, here %(reached)s") % {
            "depth": DEPTHS[each.node.depth],
            "reached": RANKS[each.reached],
        }
    said = ngettext("%(holes)d of %(leaves)d items unmet", "%(holes)d of %(leaves)d items unmet", each.holes)
    return said % {"holes": each.holes, "leaves": each.leaves}
