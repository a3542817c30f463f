"""Suggestions: which items the outcomes of a course may serve. Reading accepts none."""

from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fourfold.actions.model import meanings
from fourfold.actions.records.suggestion import suggested_record
from fourfold.actions.suggesting import MOST, Ranking, Sought
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.declaring import reading
from fourfold.api.opened import opened
from fourfold.api.questions import known
from fourfold.api.refusals import MISSING
from fourfold.api.shapes import Words
from fourfold.domain.framework import Depth
from fourfold.engine.suggestion import Sign

router = Router(tags=["answers"])


class SuggestionsAsked(Schema):
    """For which course, of which frameworks, and how many items for an outcome."""

    course: str
    framework: list[str] = Field(default_factory=list)
    limit: Annotated[int, Query(ge=1, le=MOST)] = 5


class Why(Schema):
    """A reason: its sign, the points that it brings, in words, and the facts behind it by code."""

    sign: Sign
    points: int
    why: Words
    words: list[str]
    translated: list[str]
    outcomes: list[str]
    items: list[str]
    programs: list[str]
    technologies: list[str]


class Candidate(Schema):
    """An item to consider: the score only orders; `now` is the depth of the link that there is already."""

    framework: str
    framework_key: str
    item: str
    item_key: str
    title: Words
    score: int
    depth: Depth
    now: Depth | None
    reasons: list[Why]


class OutcomeSuggestions(Schema):
    """What is suggested for an outcome, the likeliest first."""

    key: str
    code: str
    text: Words
    suggestions: list[Candidate]


class Suggestions(Schema):
    """Outcome by outcome; `unread` texts are still to be read by the model, and until then words decide."""

    course: str
    ranking: Ranking
    unread: int
    outcomes: list[OutcomeSuggestions]


@router.get(
    STATE + "/suggestions", response=Suggestions, summary="Suggestions", openapi_extra=reading(MISSING, zh="建议")
)
def suggestions(
    request: HttpRequest, institution: str, cluster: str, state: str, asked: Query[SuggestionsAsked]
) -> HttpResponse:
    """What `fourfold suggest --json` says: items that the outcomes of a course may serve, each with its reasons."""
    here = opened(request, institution, cluster, state)
    index = here.index
    (code,) = known("course", [asked.course], [each.code for each in index.courses.values()])
    frameworks = known("framework", asked.framework, [each.code for each in index.frameworks.values()])
    sought = Sought(
        course=next(each.key for each in index.courses.values() if each.code == code),
        frameworks=frozenset(each.key for each in index.frameworks.values() if each.code in frameworks),
        limit=asked.limit,
    )
    found = here.suggested(sought, meanings=meanings(Path(settings.VAR)))
    return answer(request, suggested_record(index, found))
