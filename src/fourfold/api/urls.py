"""Where the API lives: `/api/v1`."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from fourfold.api import docs, openapi
from fourfold.api.app import api
from fourfold.api.refusals import MISSING, problem_response


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Say that there is nothing at an address."""
    return problem_response(MISSING, MISSING.mend)


urlpatterns = [
    path("", docs.show, name="api"),
    path("docs", docs.show, name="api-docs"),
    path("openapi.json", openapi.show, name="openapi"),
    path("", api.urls),
    path("<path:rest>", nothing),
]
