"""The CASE 1.1 provider: what is published here, to be read by whoever asks."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from fourfold.actions.case import Provided, provided
from fourfold.api import case_status
from fourfold.api.answering import answer_bytes
from fourfold.api.case_query import asked_in, chosen, links, of_fields
from fourfold.api.case_status import BUSY, INVALID_UUID, NOT_ALLOWED, UNKNOWN, Turned
from fourfold.api.refusals import Declined
from fourfold.api.throttle import admit
from fourfold.exchange.case_names import ASSOCIATIONS, ITEMS, PACKAGES, is_identifier
from fourfold.exchange.case_write import case_bytes

Tree = dict[str, Any]
View = Callable[..., HttpResponse]
BASE = "/ims/case/v1p1"
SETS = ("CFConcepts", "CFSubjects", "CFItemTypes")
"""Definitions that are answered with those below them."""


def provider(view: View) -> View:
    """Let a view be asked for what is published, as often as anybody may ask; refusals are told as CASE has them."""

    @csrf_exempt
    @wraps(view)
    def ask(request: HttpRequest, **sought: str) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            refused = case_status.response(NOT_ALLOWED)
            refused["Allow"] = "GET, HEAD"
            return refused
        try:
            admit(f"visitor {request.META.get('REMOTE_ADDR', '')}")
            return view(request, **sought)
        except Turned as turned:
            return case_status.response(turned.status, turned.name)
        except Declined as declined:
            busy = case_status.response(BUSY)
            busy["Retry-After"] = declined.headers["Retry-After"]
            return busy

    return ask


@provider
def documents(request: HttpRequest) -> HttpResponse:
    """The documents that are published, page by page."""
    asked = asked_in(request)
    base = _base(request)
    found = chosen([_document(each, base) for each in provided(base)], asked)
    shown = [of_fields(each, asked) for each in found[asked.offset : asked.offset + asked.limit]]
    # CASE knows no empty set of documents.
    answer = _answer(request, {"CFDocuments": shown}) if shown else case_status.response(UNKNOWN)
    answer["X-Total-Count"] = str(len(found))
    answer["Link"] = links(request, len(found), asked)
    return answer


@provider
def document(request: HttpRequest, sought: str) -> HttpResponse:
    """One document."""
    base = _base(request)
    return _answer(request, _document(_of_document(base, _identifier(sought)), base))


@provider
def package(request: HttpRequest, sought: str) -> HttpResponse:
    """A document with everything in it."""
    return answer_bytes(request, _of_document(_base(request), _identifier(sought)).content)


@provider
def item(request: HttpRequest, sought: str) -> HttpResponse:
    """One item."""
    base = _base(request)
    of, held = _find(base, ITEMS, _identifier(sought))
    return _answer(request, _in_document(held, of, base))


@provider
def item_associations(request: HttpRequest, sought: str) -> HttpResponse:
    """One item with every association that leads from it or to it, in whatever is published here."""
    base, wanted = _base(request), _identifier(sought)
    of, held = _find(base, ITEMS, wanted)
    joined = {each["identifier"]: each for one in provided(base) for each in one.joined.get(wanted, ())}
    if not joined:
        raise Turned(UNKNOWN)
    return _answer(request, {"CFItem": _in_document(held, of, base), ASSOCIATIONS: list(joined.values())})


@provider
def association(request: HttpRequest, sought: str) -> HttpResponse:
    """One association."""
    base = _base(request)
    of, held = _find(base, ASSOCIATIONS, _identifier(sought))
    return _answer(request, _in_document(held, of, base))


@provider
def definition(request: HttpRequest, kind: str, sought: str) -> HttpResponse:
    """A definition or a rubric; where there may be others below it, with them."""
    of, held = _find(_base(request), kind, _identifier(sought))
    if kind not in SETS:
        return _answer(request, held)
    return _answer(request, {kind: [held, *_below(of, kind, held)]})


@provider
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Say that there is nothing at an address."""
    raise Turned(UNKNOWN)


def _below(of: Provided, kind: str, held: Tree) -> Iterator[Tree]:
    """The definitions whose place in the hierarchy is below that of another."""
    above = held["hierarchyCode"]
    for each in of.objects[kind].values():
        if above and each is not held and each["hierarchyCode"].startswith(f"{above}."):
            yield each


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri(BASE)


def _identifier(sought: str) -> str:
    found = sought.lower()
    if not is_identifier(found):
        raise Turned(INVALID_UUID, "sourcedId")
    return found


def _of_document(base: str, sought: str) -> Provided:
    found = next((each for each in provided(base) if each.identifier == sought), None)
    if found is None:
        raise Turned(UNKNOWN)
    return found


def _find(base: str, kind: str, sought: str) -> tuple[Provided, Tree]:
    for each in provided(base):
        held = each.objects[kind].get(sought)
        if held is not None:
            return each, held
    raise Turned(UNKNOWN)


def _document(of: Provided, base: str) -> Tree:
    held = of.tree["CFDocument"]
    uri = f"{base}/{PACKAGES}/{of.identifier}"
    return {**held, "CFPackageURI": {"title": held["title"], "identifier": of.identifier, "uri": uri}}


def _in_document(held: Tree, of: Provided, base: str) -> Tree:
    document = of.tree["CFDocument"]
    uri = f"{base}/CFDocuments/{of.identifier}"
    return {**held, "CFDocumentURI": {"title": document["title"], "identifier": of.identifier, "uri": uri}}


def _answer(request: HttpRequest, tree: Tree) -> HttpResponse:
    return answer_bytes(request, case_bytes(tree))
