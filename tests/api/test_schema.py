"""OpenAPI against the API itself: no server error, no undeclared status, every answer as it is declared."""

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import LazySettings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ninja import Schema
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from fourfold.actions.rounds import At, Planned, open_round
from fourfold.api.openapi import canonical_shapes, described
from fourfold.domain.text import Text
from tests.actions.cast import NOW, Cast
from tests.api.conftest import CLUSTER, DRAFT, Asking, etag_of
from tests.web import small

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = 100 if os.environ.get("HYPOTHESIS_PROFILE") == "ci" else 12
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(described())
SCHEMA.app = get_wsgi_application()
OPERATIONS = {each.ok().label: each.ok() for each in SCHEMA.get_all_operations() if isinstance(each, Ok)}
PLACE = {
    "institution": "szpu",
    "cluster": "ict",
    "state": "draft",
    "code": "openeuler",
    "name": "2026",
    "program": "MC",
}
UNCONDITIONAL = ("/rehearsal", "/undo", "/redo", "/minutes", "/comments", "/proposals")
"""What is asked of what stands just then: nothing is written, or nothing is written over."""
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def known(lin: Asking, cast: Cast, settings: LazySettings) -> Iterator[dict[str, str]]:
    """Digests that stand, by the key of what has them; asked for without a limit, and on one connection.

    A round is open: its tag goes by its name, the key of its stage by `stage`.
    """
    settings.API_RATE = 0
    manifest = lin.get(f"{DRAFT}/manifest").json()
    found = {small.key("course", "RS"): "", small.HCIA.key: ""}
    digests = {**manifest["parts"], **manifest["frameworks"]}
    tags = {key: f'"{digests[key]}"' for key in found} | {"": etag_of(lin.get(DRAFT))}
    stages = (Planned(body=Text(en="School")),)
    made = open_round(At("szpu", "ict", "2026"), stages=stages, viewer=cast.lin, now=NOW, today=NOW.date())
    tags |= {"2026": etag_of(lin.get(f"{CLUSTER}/rounds/2026")), "stage": made.stages[0].key}
    # Django's own client does the same: the transaction of the test is on the connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield tags
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_every_answer_is_declared_and_none_is_our_fault(label: str, lin: Asking, known: dict[str, str]) -> None:
    operation = OPERATIONS[label]

    @BOUNDED
    @given(case=operation.as_strategy(), data=st.data())
    def ask(case: Case[Any], data: st.DataObject) -> None:
        # Compressed, an answer is the same and harder to read.
        headers = {"Authorization": f"Bearer {lin.secret}", "Accept-Encoding": "identity"}
        if data.draw(st.booleans()):
            headers |= at_home(case, data, known)
        response = case.call(headers=headers)
        case.validate_response(response, checks=CHECKS)

    ask()


def at_home(case: Case[Any], data: st.DataObject, known: dict[str, str]) -> dict[str, str]:
    """The case at an address where something is, perhaps on a digest that stands."""
    key = small.HCIA.key if "frameworks" in case.operation.path else small.key("course", "RS")
    places: dict[str, Any] = PLACE | {"key": key, "stage": known["stage"]}
    asked = case.path_parameters or {}
    case.path_parameters = {name: places.get(name, value) for name, value in asked.items()}
    if not data.draw(st.booleans()):
        return {}
    for name in ("If-Match", "If-None-Match"):
        case.headers.pop(name, None)
    of = next((name for part, name in (("{key}", key), ("{name}", "2026")) if part in case.operation.path), "")
    return {"If-Match": known[of]}


def test_every_route_declares_what_may_be_answered_anywhere() -> None:
    everywhere = {"400", "401", "414", "422", "429", "500"}
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            declared = set(operation["responses"])
            assert everywhere <= declared
            assert method == "get" or {"403", "404", "405"} <= declared
            assert method == "get" or path.endswith(UNCONDITIONAL) or {"412", "428"} <= declared
            assert operation["x-summary-zh"]


def test_no_two_shapes_have_one_name() -> None:
    """Ninja lets the later one stand for both."""
    modules = [module for name, module in sys.modules.items() if name.startswith("fourfold.api.")]
    shapes = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    ours = sorted(
        each.__name__ for each in shapes if issubclass(each, Schema) and each.__module__.startswith("fourfold.api.")
    )
    assert ours == sorted(set(ours))
    assert set(ours) & set(canonical_shapes()) == set()
