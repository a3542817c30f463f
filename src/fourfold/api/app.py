"""The API: its routes by noun, and what becomes of whatever they raise."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from fourfold import __version__
from fourfold.actions.refused import Refused
from fourfold.api import (
    across,
    audit,
    classes,
    clusters,
    comparison,
    coverage,
    documents,
    due,
    excerpts,
    frameworks,
    history,
    institutions,
    lists,
    metrics,
    papers,
    parts,
    problems,
    proposing,
    queue,
    radar,
    rehearsing,
    releases,
    rounds,
    rules,
    search,
    sharing,
    suggestions,
    technologies,
    undoing,
)
from fourfold.api.answering import Renderer
from fourfold.api.bearer import Token
from fourfold.api.questions import fault_of
from fourfold.api.refusals import Declined, faulty, on_declined, on_refused

NOUNS = (
    institutions,
    audit,
    due,
    classes,
    clusters,
    releases,
    comparison,
    parts,
    rehearsing,
    excerpts,
    history,
    undoing,
    proposing,
    rounds,
    queue,
    frameworks,
    documents,
    papers,
    problems,
    coverage,
    across,
    metrics,
    rules,
    sharing,
    suggestions,
    technologies,
    lists,
    search,
    radar,
)

api = NinjaAPI(
    title="Fourfold",
    version=__version__,
    description="Clusters, what follows from them, and drafts written part by part.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    renderer=Renderer(),
    auth=Token(),
)
for noun in NOUNS:
    # Its routes name their whole addresses: of a prefix, ninja would take the names for questions.
    api.add_router("", noun.router)

api.exception_handler(Declined)(on_declined)
api.exception_handler(Refused)(on_refused)


@api.exception_handler(ValidationError)
def on_wrong_question(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A question whose parameters are not what they may be."""
    return on_declined(request, faulty(fault_of(each) for each in error.errors))
