"""A file of minutes, to take along: always as a file, never as something that a browser shows or runs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from fourfold.actions.attaching import file_of
from fourfold.actions.rounds import At
from fourfold.exchange.minutes_file import KINDS, ending_of
from fourfold.web.pages.opened import today
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe

POLICY = "default-src 'none'; sandbox"


@never_cache
@require_safe
def download(request: HttpRequest, institution: str, cluster: str, name: str, file: UUID) -> HttpResponse:
    """Give out a file that stands beside a verdict."""
    kept = file_of(At(institution, cluster, name), str(file), viewer=viewer_of(request), today=today())
    response = HttpResponse(kept.content, content_type=KINDS[ending_of(kept.file.name)])
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=kept.file.name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return response
