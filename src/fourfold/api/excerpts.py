"""One program or one course as a workbook: taken along, and brought back change by change."""

from base64 import b64decode, b64encode
from binascii import Error
from datetime import UTC, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from fourfold.actions import excerpts, uploads
from fourfold.actions.documents import Standing
from fourfold.actions.excerpts import ExcerptFile, ExcerptRun, Picked
from fourfold.actions.merging import MergeClash
from fourfold.actions.records.problem import problem_record
from fourfold.api import bodies
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.bearer import viewer_of
from fourfold.api.conditions import digest_of
from fourfold.api.declaring import reading, writing
from fourfold.api.documents import Rehearse
from fourfold.api.opened import Opened, opened, part_at, written
from fourfold.api.parts import Why
from fourfold.api.problems import Found
from fourfold.api.refusals import CLASHING, MISSING, STALE, Declined, Fault, faulty, language
from fourfold.domain.course import Course
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.merge import Side

router = Router(tags=["parts"])
_NOUNS: dict[type, str] = {Program: "program", Course: "course"}
_SIDES = {"ours": Side.OURS, "theirs": Side.THEIRS, "base": Side.BASE}
BODY: dict[str, Any] = {
    "type": "object",
    "properties": {
        "workbook": {"type": "string", "contentEncoding": "base64", "description": "The .xlsx file."},
        "take": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The places of the changes that are taken; without it, all that take nothing away.",
        },
        "choices": {
            "type": "object",
            "description": "For the place of each conflict whose value stands: `ours` is the file, `theirs` the draft.",
            "additionalProperties": {"type": "string", "enum": sorted(_SIDES)},
        },
        "unbased": {
            "type": "boolean",
            "description": "Take its changes even though nobody knows the state of the draft that it was made from.",
        },
    },
    "required": ["workbook"],
    "additionalProperties": False,
}


class PartWorkbook(Schema):
    """A workbook (.xlsx, in base64) of one program or one course, and the root that it was made from."""

    noun: Literal["program", "course"]
    code: str
    base: str
    workbook: str


class WorkbookLine(Schema):
    """What one change does in one field; null where there is nothing before or after."""

    noun: str
    code: str
    title: str
    where: str
    field: str
    before: str | None
    after: str | None


class WorkbookChange(Schema):
    """A change that can be taken or left, by its `place`; one that `removes` is taken only where that is said."""

    place: str
    removes: bool
    taken: bool
    barred: list[str]
    changes: list[WorkbookLine]


class WorkbookConflict(Schema):
    """What both have changed, with the three values: `ours` is the file, `theirs` the draft."""

    place: str
    about: str
    noun: str
    code: str
    title: str
    where: str
    happened: str
    base: str
    ours: str
    theirs: str


class WorkbookRun(Schema):
    """What a workbook changes, or would change, as far as it is taken, and what becomes of soundness."""

    root: str
    dry_run: bool
    standing: Standing
    noun: str
    code: str
    changes: list[WorkbookChange]
    conflicts: list[WorkbookConflict]
    rows_left: int
    brought: list[Found]
    taken: list[Found]
    problems: list[Found]


@router.get(
    STATE + "/parts/{key}/workbook",
    response=PartWorkbook,
    summary="A program or a course as a workbook",
    openapi_extra=reading(MISSING, zh="以工作簿形式取一个专业或一门课程"),
)
def workbook(request: HttpRequest, institution: str, cluster: str, state: str, key: str) -> HttpResponse:
    """A program with its plans, modules, courses, links and rules, or a course with its links, to edit in Excel."""
    part = part_at(request, institution, cluster, state, key).part
    noun = _NOUNS.get(type(part))
    if noun is None or not isinstance(part, Program | Course):
        raise Declined(MISSING)
    found = opened(request, institution, cluster, state)
    content = excerpts.workbook_of(found, noun, key)
    body = {"noun": noun, "code": part.code, "base": found.root, "workbook": b64encode(content).decode()}
    return answer(request, body, etag=found.root)


@router.post(
    STATE + "/parts/{key}/workbook",
    response=WorkbookRun,
    summary="Take the changes of a workbook",
    openapi_extra=writing(CLASHING, zh="采用工作簿中的变更", body=BODY, new=False),
)
def take(  # an address has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    key: str,
    why: Why = "",
    dry_run: Rehearse = "false",
) -> HttpResponse:
    """Merge what is taken of a workbook into the draft, of the root in `If-Match`; what both changed is a 412."""
    written(request, institution, cluster, state, key)
    expected = digest_of(request)
    found = opened(request, institution, cluster, state)
    tree = bodies.tree_of_body(request)
    file, picked = _file(tree, key), _picked(tree)
    if found.root != expected:
        raise Declined(STALE, base={"digest": expected}, theirs={"digest": found.root})
    run = excerpts.look(file, found, viewer=viewer_of(request), picked=picked)
    if run.reading is not None and run.reading.excerpt is None:
        raise bodies.declined(run.reading.problems)
    _refuse_strange(picked, run)
    root = found.root if dry_run == "true" else _applied(request, file, found, picked, why)
    return answer(request, _record(run, root, dry_run=dry_run == "true"), etag=root)


def _applied(request: HttpRequest, file: ExcerptFile, found: Opened, picked: Picked, why: str) -> str:
    viewer, now = viewer_of(request), datetime.now(UTC)
    try:
        done = excerpts.apply(file, found, viewer=viewer, now=now, expected=found.root, picked=picked, why=why)
    except MergeClash as clash:
        both = [each.record(language()) for each in clash.asked]
        raise Declined(STALE, clash.why, base={"digest": file.about.base}, conflicts=both) from clash
    return done.root


def _record(run: ExcerptRun, root: str, *, dry_run: bool) -> dict[str, Any]:
    noticed = run.reading.problems if run.reading else ()
    told = [problem_record(each, language()) for each in noticed]
    return {"root": root, "dry_run": dry_run, **run.record(language()), "problems": told}


def _file(tree: dict[str, Any], key: str) -> ExcerptFile:
    """The workbook of a body, which must be of the part at this address."""
    try:
        content = b64decode(str(tree.get("workbook", "")), validate=True)
    except (Error, ValueError) as error:
        raise _wrong("/workbook", _NOT_BASE64) from error
    file = uploads.excerpt_in("workbook.xlsx", content)
    if file is None or file.about.of != key:
        raise _wrong("/workbook", _NOT_OF_IT)
    return file


def _picked(tree: dict[str, Any]) -> Picked:
    unknown = sorted(tree.keys() - BODY["properties"].keys())
    if unknown:
        raise _wrong(f"/{unknown[0]}", _UNKNOWN)
    take_, sides = tree.get("take"), tree.get("choices", {})
    if take_ is not None and not (isinstance(take_, list) and all(isinstance(each, str) for each in take_)):
        raise _wrong("/take", _NO_LIST)
    if not isinstance(sides, dict) or any(str(each) not in _SIDES for each in sides.values()):
        raise _wrong("/choices", _NO_SIDES)
    unbased = tree.get("unbased", False)
    if not isinstance(unbased, bool):
        raise _wrong("/unbased", _NO_BOOLEAN)
    places = None if take_ is None else frozenset(take_)
    return Picked(places=places, sides={place: _SIDES[str(each)] for place, each in sides.items()}, unbased=unbased)


def _refuse_strange(picked: Picked, run: ExcerptRun) -> None:
    """Nobody means a place that the workbook does not change, or where nothing is asked."""
    strange = [("/take", each, _NO_CHANGE) for each in picked.places or () if each not in {o.place for o in run.offers}]
    strange += [("/choices", each, _NO_QUESTION) for each in picked.sides if each not in run.askable]
    if strange:
        raise faulty(
            [
                Fault(pointer=pointer, code="R024", detail=f"{why.in_language(language())}{place[:200]}")
                for pointer, place, why in sorted(strange, key=lambda each: each[:2])[:MOST_FAULTS]
            ]
        )


def _wrong(pointer: str, why: Text) -> Declined:
    return faulty([Fault(pointer=pointer, code="R024", detail=why.in_language(language()))])


MOST_FAULTS = 100
_NO_CHANGE = Text(
    en="The workbook has no such change, or the draft has it already: ", zh="工作簿中没有此项变更，或草稿中已有："
)
_NO_QUESTION = Text(en="Both have not changed this: ", zh="此处并非双方均已修改：")
_NOT_BASE64 = Text(en="This is no base64.", zh="这不是 base64 编码。")
_NOT_OF_IT = Text(
    en="This is no workbook of the program or course at this address.", zh="这不是此地址所指专业或课程的工作簿。"
)
_UNKNOWN = Text(en="The body knows no such field.", zh="请求正文没有此字段。")
_NO_LIST = Text(en="This must be a list of places.", zh="此处应为 place 的列表。")
_NO_BOOLEAN = Text(en="This must be true or false.", zh="此处应为 true 或 false。")
_NO_SIDES = Text(en="Each choice is one of base, ours, theirs.", zh="每个选择须为 base、ours、theirs 之一。")
