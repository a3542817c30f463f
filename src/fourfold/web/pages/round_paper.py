"""The papers of a revision round, to take along as Word or PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from fourfold.actions import rounds
from fourfold.actions.papers.round_papers import KINDS, as_it_came, paper_file
from fourfold.actions.rounds import At
from fourfold.exchange.plan_documents import MEDIA
from fourfold.web.pages import plan_paper
from fourfold.web.pages.opened import today
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe

SUFFIXES = frozenset({".docx", ".pdf"})


@never_cache
@require_safe
def download(request: HttpRequest, institution: str, cluster: str, name: str, file: str) -> HttpResponse:
    """Write a paper of a round: of the draft as it stands now, or of what the round came to."""
    kind, dot, ending = file.rpartition(".")
    suffix = f"{dot}{ending}"
    if kind not in KINDS or suffix not in SUFFIXES:
        raise Http404
    seen = as_it_came(rounds.round_of(At(institution, cluster, name), viewer=viewer_of(request), today=today()))
    tongue = plan_paper.tongue(request.GET.get("language", "zh"))
    content = paper_file(seen, kind=kind, tongue=tongue, suffix=suffix)
    named = f"{seen.opened.code}-{seen.round.name}-{kind}-{seen.opened.root[:8]}{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{named}"'}
    return HttpResponse(content, content_type=MEDIA[suffix], headers=headers)
