"""A cluster as an Excel workbook, to take along."""

from django.http import HttpRequest, HttpResponse

from fourfold.exchange.workbook_write import workbook_bytes
from fourfold.web.pages.opened import opened
from fourfold.web.safe import require_safe

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def download(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Write the cluster as it stands in a state, with the root that it was made from."""
    found = opened(request, institution, cluster, state=state)
    content = workbook_bytes(found.index.dossier, base=found.root)
    name = f"{found.code}-{state.lower()}-{found.root[:8]}.xlsx"
    return HttpResponse(content, content_type=KIND, headers={"Content-Disposition": f'attachment; filename="{name}"'})
