"""A cluster, or one program or course of it, as an Excel workbook, to take along."""

from django.http import HttpRequest, HttpResponse

from fourfold.actions.excerpts import workbook_of
from fourfold.exchange.workbook_write import workbook_bytes
from fourfold.web.pages import resolving
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.safe import require_safe

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def program(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Write one program with all that belongs to it."""
    found = opened(request, institution, cluster, state=state)
    named = resolving.by_code(found.index.programs.values(), code)
    return _file(found, state, workbook_of(found, "program", named.key), named.code)


@require_safe
def course(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Write one course with its links."""
    found = opened(request, institution, cluster, state=state)
    named = resolving.by_code(found.index.courses.values(), code)
    return _file(found, state, workbook_of(found, "course", named.key), named.code)


@require_safe
def download(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Write the cluster as it stands in a state, with the root that it was made from."""
    found = opened(request, institution, cluster, state=state)
    content = workbook_bytes(found.index.dossier, base=found.root)
    return _file(found, state, content)


def _file(found: Opened, state: str, content: bytes, *of: str) -> HttpResponse:
    name = "-".join((found.code, *of, state.lower(), found.root[:8])) + ".xlsx"
    return HttpResponse(content, content_type=KIND, headers={"Content-Disposition": f'attachment; filename="{name}"'})
