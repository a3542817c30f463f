"""The classes of a cluster: which release teaches each, in which term it is; binding them."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import classes
from fourfold.actions.classes import Bound, Classes
from fourfold.web.pages import rounds
from fourfold.web.pages.address import Address
from fourfold.web.pages.forms.classes import Bind
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import today
from fourfold.web.pages.sending import act, done, sent, tell
from fourfold.web.pages.wording import Words
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """A class in the list; `amended` where another release teaches it than the one that it was bound to."""

    code: str
    program: Named
    plan: str
    release: Named
    began: date
    term: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassesPage:
    """The classes of a cluster, and the form that binds them, for whoever leads it."""

    frame: Frame
    rows: tuple[ClassRow, ...]
    form: Bind | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """List the classes; bind some, or remove one."""
    found = classes.classes_of(institution, cluster, viewer=viewer_of(request), today=today())
    if request.method == "POST" and not found.leads:
        raise PermissionDenied
    form = sent(request, "bind", Bind)
    if (act(request) == "bind" and form.is_valid() and _bound(request, found, form)) or _let_go(request, found):
        return redirect("classes", institution, cluster)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "classes.html", {"page": page(found, form)}, status=status)


def _bound(request: HttpRequest, found: Classes, form: Bind) -> bool:
    where = found.opened.institution, found.opened.code
    rows, now = form.cleaned_data["rows"], timezone.now()
    many = done(form, lambda: classes.bind(*where, rows, viewer=viewer_of(request), now=now, today=today()))
    if many:
        tell(request, ngettext("%(count)d class is bound.", "%(count)d classes are bound.", many) % {"count": many})
    elif many == 0:
        tell(request, _("They are bound so already: nothing changes."))
    return many is not None


def _let_go(request: HttpRequest, found: Classes) -> bool:
    if act(request) != "let-go":
        return False
    where = found.opened.institution, found.opened.code
    code, now = request.POST.get("code", ""), timezone.now()
    classes.let_go(*where, code, viewer=viewer_of(request), now=now, today=today())
    tell(request, _("The class is removed from this list."))
    return True


def page(found: Classes, form: Bind) -> ClassesPage:
    """What the page shows."""
    return ClassesPage(
        frame=rounds.around(found.opened),
        rows=tuple(_row(found, each) for each in found.classes),
        form=form if found.leads and found.releases else None,
    )


def _row(found: Classes, each: Bound) -> ClassRow:
    address = Address(found.opened.institution, found.opened.code, each.study_class.release)
    return ClassRow(
        code=each.study_class.code,
        program=Named(each.title, address.to("program", each.program), code=each.program),
        plan=each.plan,
        release=Named(each.study_class.release, address.to("cluster")),
        began=each.study_class.began_date,
        term=term_words(each.term, each.terms),
    )


def term_words(term: int, terms: int) -> str:
    """The term of study that a class is in: `term 4 of 6`."""
    if term == 0:
        return _("not begun yet")
    if term > terms:
        return _("finished")
    return _("term %(term)d of %(terms)d") % {"term": term, "terms": terms}
