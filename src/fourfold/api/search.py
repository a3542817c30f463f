"""Search: everything that whoever asks may read, in both languages at once."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions.records.search import search_record
from fourfold.actions.search import LONGEST, look
from fourfold.api.answering import Paging, answer, links
from fourfold.api.bearer import viewer_of
from fourfold.api.declaring import reading
from fourfold.api.shapes import Words
from fourfold.canon.parts import Whole

router = Router(tags=["search"])
Sought = Literal[
    "cluster", "program", "module", "course", "outcome", "project", "technology", "framework", "item", "rule"
]


class Hit(Schema):
    """A noun, and where it stands: `of` the course or framework of this code, in a state of its cluster, its `home`.

    Of a framework that is published on its own, `whole` is `framework`, and the home is the framework itself.
    """

    noun: Sought
    key: str
    code: str
    of: str | None
    title: Words
    whole: Whole
    institution: str
    home: str
    state: str


class Hits(Schema):
    """Nouns of one kind, the nearest first; `total` counts all of them."""

    noun: Sought
    total: int
    items: list[Hit]


class Search(Schema):
    """What was found: `exact` have the code that was asked for; `near` are codes like it where nothing was found."""

    total: int
    limit: int
    offset: int
    exact: list[Hit]
    groups: list[Hits]
    near: list[str]


@router.get("/search", response=Search, summary="Search", openapi_extra=reading(zh="搜索", paged=True))
def search(
    request: HttpRequest,
    paging: Query[Paging],
    q: Annotated[str, Query(max_length=LONGEST, description="Words, beginnings of words, or a code.")],
    noun: Sought | None = None,
) -> HttpResponse:
    """Every noun that you may read with all of these words, by kind or of one kind; the page counts in each kind."""
    found = look(viewer_of(request), q, noun=noun or "", start=paging.offset, most=paging.limit)
    response = answer(request, search_record(found) | {"limit": paging.limit, "offset": paging.offset})
    response["Link"] = links(request, max((each.count for each in found.groups), default=0), paging)
    return response
