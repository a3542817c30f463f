"""Institutions: those of which something can be seen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions.institutions import institution_at
from fourfold.actions.records.text import text_record
from fourfold.actions.shelf import on_shelf
from fourfold.api.answering import Paging, answer, page
from fourfold.api.bearer import viewer_of
from fourfold.api.declaring import reading
from fourfold.api.refusals import MISSING, Declined
from fourfold.api.shapes import Page, Words

router = Router(tags=["institutions"])


class Institution(Schema):
    """A college: its code, its name, and the zone that dates its days."""

    code: str
    title: Words
    zone: str


class Institutions(Page):
    """Some institutions."""

    items: list[Institution]


@router.get(
    "/institutions", response=Institutions, summary="Institutions", openapi_extra=reading(zh="机构列表", paged=True)
)
def institutions(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Every institution of which you may see a cluster, or at which you have a role; by code."""
    return page(request, _seen(request), paging, _record)


@router.get(
    "/institutions/{institution}",
    response=Institution,
    summary="An institution",
    openapi_extra=reading(MISSING, zh="一个机构"),
)
def institution(request: HttpRequest, institution: str) -> HttpResponse:
    """One of them."""
    found = next((each for each in _seen(request) if each.lower() == institution.lower()), None)
    if found is None:
        raise Declined(MISSING)
    return answer(request, _record(found))


def _seen(request: HttpRequest) -> list[str]:
    viewer = viewer_of(request)
    codes = [each.address.institution for each in on_shelf(viewer)] + [each.institution for each in viewer.grants]
    return sorted({code.lower(): code for code in codes}.values(), key=str.lower)


def _record(code: str) -> dict[str, Any]:
    found = institution_at(code)
    return {"code": found.code, "title": text_record(found.title), "zone": found.zone}
