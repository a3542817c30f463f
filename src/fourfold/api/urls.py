"""Where the API lives: `/api/v1`."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from fourfold.api import docs, openapi
from fourfold.api.app import api
from fourfold.api.refusals import MISSING, problem_response


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Say that there is nothing at an address."""
    return problem_response(MISSING, MISSING.mend)


# Nothing here is written by a form: whoever tries is told what cannot be done, not that a form was forged.
urlpatterns = [
    path("", csrf_exempt(docs.show), name="api"),
    path("docs", csrf_exempt(docs.show), name="api-docs"),
    path("openapi.json", csrf_exempt(openapi.show), name="openapi"),
    path("", api.urls),
    path("<path:rest>", csrf_exempt(nothing)),
]
