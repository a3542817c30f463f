"""Frameworks that a state pins: read whole, pinned at a root, let go of."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions.pinning import pin, unpin
from fourfold.actions.records.text import text_record
from fourfold.actions.shelf import Opened
from fourfold.api import bodies
from fourfold.api.addresses import STATE
from fourfold.api.answering import Paging, answer_bytes, nothing, page
from fourfold.api.conditions import condition_of, digest_of
from fourfold.api.declaring import reading, writing
from fourfold.api.opened import opened, written
from fourfold.api.parts import Why, draft_at, moved_answer, told
from fourfold.api.refusals import MISSING, Declined, Fault, faulty, language
from fourfold.api.shapes import Moved, Page, Words
from fourfold.canon.kinds import FILES
from fourfold.canon.parts import root, split
from fourfold.canon.trees import tree_of
from fourfold.domain.framework import Framework, FrameworkKind

router = Router(tags=["frameworks"])
WHOLE = {"$ref": "#/components/schemas/WholeFramework"}


class FrameworkEntry(Schema):
    """A pinned framework by its kind, key, code and root."""

    kind: FrameworkKind
    key: str
    code: str
    institution: str
    title: Words
    root: str


class Frameworks(Page):
    """Some frameworks."""

    items: list[FrameworkEntry]


@router.get(
    STATE + "/frameworks",
    response=Frameworks,
    summary="Frameworks",
    openapi_extra=reading(MISSING, zh="所引用的标准", paged=True),
)
def frameworks(request: HttpRequest, institution: str, cluster: str, state: str, paging: Query[Paging]) -> HttpResponse:
    """The frameworks that a state pins, by kind and code."""
    found = opened(request, institution, cluster, state)
    return page(request, list(found.index.frameworks.values()), paging, lambda each: _entry(found, each))


@router.get(
    STATE + "/frameworks/{key}",
    response={200: None},
    summary="A framework",
    openapi_extra=reading(MISSING, zh="一个标准", of=WHOLE),
)
def framework(request: HttpRequest, institution: str, cluster: str, state: str, key: str) -> HttpResponse:
    """A pinned framework with all its items; its root is the ETag."""
    found = opened(request, institution, cluster, state)
    here = found.index.frameworks.get(key)
    if here is None:
        raise Declined(MISSING)
    content = msgspec.json.encode({"schema": str(FILES[Framework]), **tree_of(here)})
    return answer_bytes(request, content, etag=found.digests[key])


@router.put(
    STATE + "/frameworks/{key}",
    response={200: Moved, 201: Moved},
    summary="Pin a framework",
    openapi_extra=writing(zh="引用一个标准", body=WHOLE),
)
def put(  # an address has this many sides
    request: HttpRequest, institution: str, cluster: str, state: str, key: str, why: Why = ""
) -> HttpResponse:
    """Pin a framework as the body gives it. Another institution's is pinned only as it is published."""
    written(request, institution, cluster, state, key)
    condition = condition_of(request)
    value = _value(bodies.tree_of_body(request), key)
    ours = root(split(value).manifest)
    with told(draft_at(request, institution, cluster, why), key, condition.digest, ours) as draft:
        moved = pin(draft, value, expected=condition.digest)
    return moved_answer(request, key, before=moved.before, after=moved.after)


@router.delete(
    STATE + "/frameworks/{key}",
    response={204: None},
    summary="Let go of a framework",
    openapi_extra=writing(zh="取消引用一个标准", new=False),
)
def delete(  # an address has this many sides
    request: HttpRequest, institution: str, cluster: str, state: str, key: str, why: Why = ""
) -> HttpResponse:
    """Unpin a framework; links and promises that name it then dangle, and the problems say so."""
    written(request, institution, cluster, state, key)
    expected = digest_of(request)
    with told(draft_at(request, institution, cluster, why), key, expected) as draft:
        unpin(draft, key, expected=expected)
    return nothing()


def _value(tree: dict[str, Any], key: str) -> Framework:
    schema = str(FILES[Framework])
    if tree.get("schema") != schema:
        raise faulty([Fault(pointer="/schema", code="R013", detail=_schema(), expected=schema)])
    return bodies.value_at(Framework, tree, key)


def _entry(found: Opened, framework: Framework) -> dict[str, Any]:
    return {
        "kind": framework.kind.value,
        "key": framework.key,
        "code": framework.code,
        "institution": framework.institution,
        "title": text_record(framework.title),
        "root": found.digests[framework.key],
    }


def _schema() -> str:
    return "`schema` 须为此处所示。" if language() == "zh" else "`schema` must be as expected here."
