"""Parts: the head, programs, modules, courses, links and rules of a state, each a JSON document with a digest."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions.editing import Draft, FieldClash, PartClash, past_part, put_part, remove_part, save_part
from fourfold.actions.records.text import text_record
from fourfold.actions.shelf import Opened
from fourfold.api import bodies
from fourfold.api.addresses import STATE
from fourfold.api.answering import Paging, answer, answer_bytes, nothing, page
from fourfold.api.bearer import viewer_of
from fourfold.api.conditions import condition_of, digest_of
from fourfold.api.declaring import reading, writing
from fourfold.api.opened import opened, part_at, written
from fourfold.api.refusals import MISSING, STALE, Declined, Fault, faulty, language
from fourfold.api.shapes import Moved, Page, Words
from fourfold.canon.encode import digest, encode
from fourfold.canon.kinds import PARTS, Part
from fourfold.canon.parts import parts_of
from fourfold.canon.schemas import schema_of
from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.link import CourseLinks
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule

router = Router(tags=["parts"])
OF_CLUSTER: tuple[type[Part], ...] = (Head, Program, Module, Course, CourseLinks, Rule)
CLASSES = {PARTS[cls].kind: cls for cls in OF_CLUSTER}
Kind = Literal["head", "program", "module", "course", "links", "rule"]
PART = {"$ref": "#/components/schemas/Part"}
Why = Annotated[str, Query(max_length=500, description="The reason, kept with the change.")]
Merge = Annotated[
    Literal["true", "false"],
    Query(description="`true` merges what the body changed since `If-Match` into what stands; what both changed: 412."),
]


class PartEntry(Schema):
    """A part by its kind, key and digest, and what people call it; links go by the code of their course."""

    kind: Kind
    key: str
    code: str
    title: Words | None
    digest: str


class Parts(Page):
    """Some parts."""

    items: list[PartEntry]


@router.get(
    STATE + "/parts", response=Parts, summary="Parts", openapi_extra=reading(MISSING, zh="部分列表", paged=True)
)
def parts(  # what is asked has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    paging: Query[Paging],
    kind: Kind | None = None,
    code: str = "",
) -> HttpResponse:
    """The parts of a state; of one kind, or of one code, where that is said."""
    entries = _entries(opened(request, institution, cluster, state))
    wanted = [each for each in entries if kind in {None, each["kind"]} and code.lower() in {"", each["code"].lower()}]
    return page(request, wanted, paging, lambda entry: entry)


@router.get(
    STATE + "/parts/{key}",
    response={200: None},
    summary="A part",
    openapi_extra=reading(MISSING, zh="一个部分", of=PART),
)
def part(request: HttpRequest, institution: str, cluster: str, state: str, key: str) -> HttpResponse:
    """A part as JSON, with its digest as the ETag: what `If-Match` asks for."""
    found = part_at(request, institution, cluster, state, key)
    return answer_bytes(request, encode(found.part), etag=found.digest)


@router.put(
    STATE + "/parts/{key}",
    response={200: Moved, 201: Moved},
    summary="Write a part",
    openapi_extra=writing(zh="写入一个部分", body=PART),
)
def put(  # an address has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    key: str,
    why: Why = "",
    merge: Merge = "false",
) -> HttpResponse:
    """Make a part of the draft what the body says, all of it or what it changes: one transaction, one change."""
    written(request, institution, cluster, state, key)
    condition = condition_of(request)
    value = part_of(bodies.tree_of_body(request), key)
    ours = digest(encode(value))
    with told(draft_at(request, institution, cluster, why), key, condition.digest, ours) as draft:
        if merge == "true":
            moved = save_part(draft, value, base=condition.digest).moved
        else:
            moved = put_part(draft, value, expected=condition.digest)
    return moved_answer(request, key, before=moved.before, after=moved.after)


@router.delete(
    STATE + "/parts/{key}",
    response={204: None},
    summary="Remove a part",
    openapi_extra=writing(zh="移除一个部分", new=False),
)
def delete(  # an address has this many sides
    request: HttpRequest, institution: str, cluster: str, state: str, key: str, why: Why = ""
) -> HttpResponse:
    """Take a part out of the draft; what refers to it then dangles, and the problems say so."""
    written(request, institution, cluster, state, key)
    expected = digest_of(request)
    with told(draft_at(request, institution, cluster, why), key, expected) as draft:
        remove_part(draft, key, expected=expected)
    return nothing()


def moved_answer(request: HttpRequest, key: str, *, before: str, after: str) -> HttpResponse:
    """What a write did; 201 where nothing stood at this key before."""
    record = {"key": key, "before": before, "after": after}
    return answer(request, record, etag=after, status=200 if before else 201)


def draft_at(request: HttpRequest, institution: str, cluster: str, why: str) -> Draft:
    """The draft that is written, by whom and why."""
    now = datetime.now(UTC)
    return Draft(institution=institution, cluster=cluster, viewer=viewer_of(request), now=now, why=why)


@contextmanager
def told(draft: Draft, key: str, expected: str | None, ours: str = "") -> Iterator[Draft]:
    """Tell a writer who came too late what they started from, what they sent, and what stands now."""
    try:
        yield draft
    except PartClash as clash:
        if clash.theirs is None and not ours:
            raise Declined(MISSING) from clash
        sides = {"base": expected, "theirs": clash.theirs}
        known = {side: _known(draft, key, name) for side, name in sides.items()}
        both = [each.place for each in clash.conflicts] if isinstance(clash, FieldClash) else []
        facts = {"conflicts": both} if both else {}
        raise Declined(STALE, clash.why, ours={"digest": ours or None}, **known, **facts) from clash


def clashed(clash: PartClash) -> Declined:
    """The refusal of a merge that came upon what somebody else changed: the digests, and the places in conflict."""
    sides = {name: {"digest": getattr(clash, name)} for name in ("base", "ours", "theirs")}
    both = [each.place for each in clash.conflicts] if isinstance(clash, FieldClash) else []
    return Declined(STALE, clash.why, **sides, **({"conflicts": both} if both else {}))


def _known(draft: Draft, key: str, name: str | None) -> dict[str, Any]:
    """A digest, and its value where this part of this draft has had it: a digest alone opens nothing."""
    was = past_part(draft, key, name) if name else None
    return {"digest": name} | ({"value": msgspec.json.decode(encode(was))} if was else {})


def part_of(tree: dict[str, Any], key: str) -> Part:
    """The body as a part of the kind that its `schema` says, at home at this key."""
    schema = schema_of(tree.get("schema"))
    cls = CLASSES.get(schema.kind) if schema else None
    if cls is None or schema != PARTS[cls]:
        known = ", ".join(str(PARTS[each]) for each in OF_CLUSTER)
        raise faulty([Fault(pointer="/schema", code="R013", detail=_schema(), expected=f"one of: {known}")])
    return bodies.value_at(cls, tree, key)


def _entries(found: Opened) -> Iterator[dict[str, Any]]:
    for key, each in parts_of(found.index.cluster):
        title = getattr(each, "title", None)
        yield {
            "kind": PARTS[type(each)].kind,
            "key": key,
            "code": _code(found, each),
            "title": text_record(title) if title else None,
            "digest": found.digests[key],
        }


def _code(found: Opened, part: Part) -> str:
    if isinstance(part, CourseLinks):
        course = found.index.courses.get(part.course)
        return course.code if course else ""
    return str(getattr(part, "code", ""))


def _schema() -> str:
    if language() == "zh":
        return "`schema` 须注明这是哪一类部分。"
    return "`schema` says which kind of part this is."
