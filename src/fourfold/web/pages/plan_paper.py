"""The program-plan document of a plan, to take along as Word or PDF."""

from typing import cast, get_args

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fourfold.actions.audit import may_audit
from fourfold.actions.papers.evidence import evidence_pack
from fourfold.actions.papers.plan_file import plan_file_of
from fourfold.domain.person import Viewer
from fourfold.domain.plan import Plan
from fourfold.exchange.plan_documents import MEDIA, PDF, WORD
from fourfold.exchange.plan_paper import Tongue
from fourfold.web.pages import resolving
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.wording import reading_language
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe


@require_safe
def word(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Write the document as Word."""
    return _download(request, Address(institution, cluster, state), code, WORD)


@require_safe
def pdf(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Write the document as PDF."""
    return _download(request, Address(institution, cluster, state), code, PDF)


@require_safe
def evidence(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Write the evidence pack of a released plan."""
    address = Address(institution, cluster, state)
    found, plan, tongue = _asked(request, address, code)
    viewer = viewer_of(request)
    content = evidence_pack(viewer, found, plan=plan.key, tongue=tongue, folder=settings.PLAN_TEMPLATE)
    return _file(content, found, plan, address, ".zip")


def links(found: Opened, address: Address, plan: Plan, viewer: Viewer) -> tuple[Named, ...]:
    """The ways to the document of a plan, in the language of the page; to the evidence for whoever sees the audit."""
    program = found.index.program_of_plan[plan.key].code
    shows = found.release is not None and may_audit(viewer, found.institution)
    query: dict[str, str | int | None] = {"plan": plan.code, "language": reading_language()}
    return (
        Named(_("Word"), address.to("plan-word", program, query=query)),
        Named(_("PDF"), address.to("plan-pdf", program, query=query)),
        *([Named(_("Evidence pack"), address.to("evidence", program, query=query))] if shows else []),
    )


def _download(request: HttpRequest, address: Address, code: str, suffix: str) -> HttpResponse:
    found, plan, tongue = _asked(request, address, code)
    content = plan_file_of(found, plan=plan.key, tongue=tongue, suffix=suffix, folder=settings.PLAN_TEMPLATE)
    return _file(content, found, plan, address, suffix)


def _asked(request: HttpRequest, address: Address, code: str) -> tuple[Opened, Plan, Tongue]:
    found = opened(request, address.institution, address.cluster, state=address.state)
    program = resolving.by_code(found.index.programs.values(), code)
    plan = resolving.plan_of(program, request.GET.get("plan", ""))
    if plan is None:
        raise resolving.NotHere(_("This program has no plan yet."))
    return found, plan, tongue(request.GET.get("language", "zh"))


def _file(content: bytes, found: Opened, plan: Plan, address: Address, suffix: str) -> HttpResponse:
    name = f"{found.code}-{plan.code}-{address.state.lower()}-{found.root[:8]}{suffix}"
    return HttpResponse(
        content, content_type=MEDIA[suffix], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def tongue(asked: str) -> Tongue:
    if asked not in get_args(Tongue):
        raise resolving.NotHere(_("A document is written in zh, in en, or in both."))
    return cast("Tongue", asked)
