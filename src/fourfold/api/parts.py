"""Parts: the head, programs, modules, courses, links and rules of a state, each a JSON document with a digest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions.editing import Draft, PartClash, past_part, put_part, remove_part
from fourfold.actions.shelf import Opened
from fourfold.api import bodies
from fourfold.api.addresses import STATE
from fourfold.api.answering import Paging, answer, answer_bytes, page
from fourfold.api.bearer import viewer_of
from fourfold.api.conditions import Condition, condition_of
from fourfold.api.declaring import reading, writing
from fourfold.api.opened import draft_of, opened
from fourfold.api.refusals import MISSING, STALE, UNCONDITIONAL, Declined, Fault, faulty, language
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
    found = opened(request, institution, cluster, state)
    here = _parts(found).get(key)
    if here is None:
        raise Declined(MISSING)
    return answer_bytes(request, encode(here), etag=found.digests[key])


@router.put(
    STATE + "/parts/{key}",
    response={200: Moved, 201: Moved},
    summary="Write a part",
    openapi_extra=writing(zh="写入一个部分", body=PART),
)
def put(  # an address has this many sides
    request: HttpRequest, institution: str, cluster: str, state: str, key: str, why: Why = ""
) -> HttpResponse:
    """Make a part of the draft what the body says, all of it: one transaction, one change."""
    found = draft_of(request, institution, cluster, state)
    condition = condition_of(request)
    value = _value(bodies.tree_of_body(request), key)
    ours = digest(encode(value))
    with _Told(found, key, condition, ours, _draft(request, found, why)) as draft:
        moved = put_part(draft, value, expected=condition.digest)
    body = {"key": key, "before": moved.before, "after": moved.after}
    return answer(request, body, etag=moved.after, status=200 if moved.before else 201)


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
    found = draft_of(request, institution, cluster, state)
    condition = condition_of(request)
    if condition.digest is None:
        raise Declined(UNCONDITIONAL)
    if key not in _parts(found):
        raise Declined(MISSING)
    with _Told(found, key, condition, "", _draft(request, found, why)) as draft:
        remove_part(draft, key, expected=condition.digest)
    return HttpResponse(status=204)


def _draft(request: HttpRequest, found: Opened, why: str) -> Draft:
    now = datetime.now(UTC)
    return Draft(institution=found.institution, cluster=found.code, viewer=viewer_of(request), now=now, why=why)


@dataclass(frozen=True, slots=True)
class _Told:
    """Tell a writer who came too late what they started from, what they sent, and what stands now."""

    opened: Opened
    key: str
    condition: Condition
    ours: str
    draft: Draft

    def __enter__(self) -> Draft:
        return self.draft

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, PartClash):
            return
        base = self.condition.digest
        raise Declined(
            STALE,
            error.why,
            base=self._known(base),
            ours={"digest": self.ours or None},
            theirs=self._known(error.theirs),
        ) from error

    def _known(self, name: str | None) -> dict[str, Any]:
        """A digest, and its value where this part of this draft has had it: a digest alone opens nothing."""
        was = past_part(self.draft, self.key, name) if name else None
        return {"digest": name} | ({"value": msgspec.json.decode(encode(was))} if was else {})


def _value(tree: dict[str, Any], key: str) -> Part:
    """The body as a part of the kind that its `schema` says, at home at this key."""
    schema = schema_of(tree.get("schema"))
    cls = CLASSES.get(schema.kind) if schema else None
    if cls is None or schema != PARTS[cls]:
        known = ", ".join(str(PARTS[each]) for each in OF_CLUSTER)
        raise faulty([Fault(pointer="/schema", code="R013", detail=_schema(), expected=f"one of: {known}")])
    value = bodies.value_of(cls, {name: each for name, each in tree.items() if name != "schema"})
    if getattr(value, "key", None) != key:
        raise faulty([Fault(pointer="/key", code="R024", detail=_other_key(), expected=key)])
    return value


def _parts(found: Opened) -> dict[str, Part]:
    return dict(parts_of(found.index.cluster))


def _entries(found: Opened) -> Iterator[dict[str, Any]]:
    for key, each in parts_of(found.index.cluster):
        title = getattr(each, "title", None)
        yield {
            "kind": PARTS[type(each)].kind,
            "key": key,
            "code": _code(found, each),
            "title": {"en": title.en, "zh": title.zh} if title else None,
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


def _other_key() -> str:
    return "正文中的 key 与地址中的不同。" if language() == "zh" else "The key of the body is not that of the address."
