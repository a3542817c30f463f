"""Technologies: why each is taught, which courses name it, which items ask for it."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions.records.technology import technology_record, technology_row
from fourfold.actions.technologies import problems_of
from fourfold.api.addresses import STATE
from fourfold.api.answering import Paging, answer, page
from fourfold.api.declaring import reading
from fourfold.api.opened import opened
from fourfold.api.problems import Found
from fourfold.api.refusals import MISSING, Declined, language
from fourfold.api.shapes import Page, Words
from fourfold.domain.cluster import Purpose
from fourfold.domain.framework import FrameworkKind

router = Router(tags=["answers"])


class TechnologyEntry(Schema):
    """A technology at a glance: how many courses name it, how many items ask for it, and in which programs."""

    code: str
    key: str
    title: Words
    purpose: Purpose
    courses: int
    items: int
    programs: list[str]


class Technologies(Page):
    """Some technologies."""

    items: list[TechnologyEntry]


class PlaceOfCourse(Schema):
    """A plan in which a course can be taken: in one of these terms, required or through a pool."""

    program: str
    plan: str
    terms: list[int]
    pool: str | None


class Taught(Schema):
    """A course that names the technology, and how many of the items that ask for it the course serves."""

    course: str
    items: int
    places: list[PlaceOfCourse]


class AskedFor(Schema):
    """An item that asks for the technology, and the courses that serve it: those that name it too, and others."""

    framework: str
    kind: FrameworkKind
    item: str
    title: Words
    naming: list[str]
    others: list[str]


class WholeTechnology(TechnologyEntry):
    """A technology."""

    taught: list[Taught]
    asked: list[AskedFor]
    problems: list[Found]


@router.get(
    STATE + "/technologies",
    response=Technologies,
    summary="Technologies",
    openapi_extra=reading(MISSING, zh="技术列表", paged=True),
)
def technologies(
    request: HttpRequest, institution: str, cluster: str, state: str, paging: Query[Paging]
) -> HttpResponse:
    """The technologies of a state, in the cluster's order."""
    index = opened(request, institution, cluster, state).index
    return page(request, list(index.technologies.values()), paging, lambda each: technology_row(index, each))


@router.get(
    STATE + "/technologies/{code}",
    response=WholeTechnology,
    summary="A technology",
    openapi_extra=reading(MISSING, zh="一项技术"),
)
def technology(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """One of them, by its code: where it is taught, and who asks for it."""
    found = opened(request, institution, cluster, state)
    for each in found.index.technologies.values():
        if each.code.lower() == code.lower():
            problems = problems_of(found, technology=each)
            return answer(request, technology_record(found.index, each, problems, language()))
    raise Declined(MISSING)
