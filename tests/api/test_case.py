"""The CASE provider: what is published, valid against 1EdTech's own description, and nothing else."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import LazySettings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from schemathesis import Case
from schemathesis.core.result import Ok

from fourfold.actions.releasing import Request, publish, publish_framework
from fourfold.actions.shelf import open_cluster
from fourfold.domain.text import Text
from fourfold.exchange.case_framework import type_identifier
from fourfold.exchange.case_read import Asked, read_case_text
from tests.actions.cast import NOW, Cast
from tests.api.test_schema import BOUNDED, CHECKS
from tests.exchange import packages
from tests.web import small

Tree = dict[str, Any]
pytestmark = pytest.mark.django_db
BASE = "/ims/case/v1p1"
ROUTE = small.key("outcome", "RS-1")


def foreign() -> Tree:
    """A package of somebody else's, with one of everything."""
    tree = packages.package(
        packages.item("A", notes="Why", educationLevel=["13"]),
        packages.item("B"),
        associations=(
            packages.child("A", at=10),
            packages.child("B", "A", at=10),
            packages.association("follows", "precedes", "A", "B"),
        ),
        licenseURI=packages.link("CFLicenses", "CFLicenses"),
        adoptionStatus="Adopted",
    )
    more = {
        "CFConcepts": {"title": "Number", "hierarchyCode": "1"},
        "CFSubjects": {"title": "Mathematics", "hierarchyCode": "1"},
        "CFLicenses": {"title": "Free", "licenseText": "Take it."},
        "CFItemTypes": {"title": "Standard", "hierarchyCode": "1", "description": "A standard"},
        "CFAssociationGroupings": {"title": "Order"},
    }
    tree["CFDefinitions"] = {kind: [{**packages.own(kind, kind), **said}] for kind, said in more.items()}
    tree["CFRubrics"] = [{**packages.own("rubric", "CFRubrics"), "title": "How well"}]
    return tree


@pytest.fixture
def published(cast: Cast, settings: LazySettings) -> Client:
    """A cluster, one of its frameworks, and a foreign one, in their newest releases; asked for without a limit."""
    settings.API_RATE = 0
    publish_framework(replace(small.HCIA, note=Text(en="Before")), "v1", viewer=cast.operator, now=NOW)
    publish_framework(small.HCIA, "v2", viewer=cast.operator, now=NOW)
    reading = read_case_text(json.dumps(foreign()), "foreign.json", Asked(institution="szpu"))
    assert reading.framework is not None
    publish_framework(reading.framework, "v1", viewer=cast.operator, now=NOW)
    draft = open_cluster("szpu", "ict", viewer=cast.operator, today=small.TODAY)
    assert draft is not None
    asked = Request(root=draft.root, name="2026", reason="Tried")
    publish("szpu", "ict", asked, viewer=cast.operator, now=NOW)
    return Client()


@pytest.fixture(scope="session")
def described(case_standard: Path) -> Tree:
    """1EdTech's description of the service."""
    found: Tree = json.loads((case_standard / "case-v1p1-openapi-3.0.json").read_text("utf-8"))
    return {**found, "servers": [{"url": BASE}]}


Valid = Callable[[str, Any], list[str]]


@pytest.fixture(scope="session")
def faults(described: Tree) -> Valid:
    """What the description finds wrong with an answer, by the name of its schema."""

    def found(name: str, answer: Any) -> list[str]:  # noqa: ANN401 - JSON
        schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        return [f"{each.json_path}: {each.message[:200]}" for each in validator.iter_errors(answer)]

    return found


def get(client: Client, path: str) -> Tree:
    answer = client.get(f"{BASE}/{path}")
    assert answer.status_code == 200, answer.content
    found: Tree = answer.json()
    return found


def known() -> dict[str, list[str]]:
    """Identifiers that stand, by the first part of the address."""
    documents = [small.HCIA.key, packages.of("document"), small.dossier().cluster.head.key]
    items = [small.HCIA.items[0].key, packages.of("A"), small.key("course", "RS")]
    found = {name: [packages.of(name)] for name in ("CFConcepts", "CFSubjects", "CFLicenses", "CFAssociationGroupings")}
    return found | {
        "CFDocuments": documents,
        "CFPackages": documents,
        "CFItems": items,
        "CFItemAssociations": items,
        "CFAssociations": [packages.of("follows"), packages.of("B below A")],
        "CFItemTypes": [packages.of("CFItemTypes"), type_identifier("Area"), type_identifier("Outcome")],
        "CFRubrics": [packages.of("rubric")],
    }


SETS = {"CFConcepts": "CFConceptSet", "CFSubjects": "CFSubjectSet", "CFItemTypes": "CFItemTypeSet"}


@pytest.mark.parametrize("kind", known())
def test_every_call_answers_as_it_is_described(published: Client, faults: Valid, kind: str) -> None:
    name = {"CFItemAssociations": "CFAssociationSet", **SETS}.get(kind, kind.removesuffix("s"))
    for of in known()[kind]:
        assert faults(f"{name}DType", get(published, f"{kind}/{of}")) == []
        assert published.get(f"{BASE}/{kind}/{of.upper()}").status_code == 200
    absent = published.get(f"{BASE}/{kind}/{packages.of('nothing')}")
    wrong = published.get(f"{BASE}/{kind}/42")
    assert [said(faults, absent), said(faults, wrong)] == [(404, "unknownobject"), (400, "invalid_uuid")]


def said(faults: Valid, answer: Any) -> tuple[int, str]:  # noqa: ANN401 - the test client's answer
    """The status and the code of a refusal, which is as it is described."""
    assert faults("imsx_StatusInfoDType", answer.json()) == []
    return answer.status_code, answer.json()["imsx_codeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"]


def test_the_newest_release_is_the_one_that_is_provided(published: Client) -> None:
    found = get(published, f"CFDocuments/{small.HCIA.key}")
    assert "description" not in found
    assert (found["title"], found["lastChangeDateTime"]) == ("HCIA-Datacom", "2026-06-01T00:00:00Z")
    assert found["uri"] == f"http://testserver{BASE}/CFDocuments/{small.HCIA.key}"
    assert found["CFPackageURI"]["uri"] == f"http://testserver{BASE}/CFPackages/{small.HCIA.key}"


def test_a_package_reads_back_as_the_framework_that_was_published(published: Client) -> None:
    reading = read_case_text(published.get(f"{BASE}/CFPackages/{small.HCIA.key}").content.decode(), "package.json")
    assert (reading.framework, reading.problems) == (small.HCIA, ())


def test_a_foreign_package_is_given_back_with_its_own_addresses(published: Client) -> None:
    after, before = get(published, f"CFPackages/{packages.of('document')}"), foreign()
    assert after["CFDefinitions"] == before["CFDefinitions"]
    assert after["CFRubrics"] == before["CFRubrics"]
    assert {each["identifier"]: each for each in after["CFAssociations"]} == {
        each["identifier"]: each for each in before["CFAssociations"]
    }
    assert [{**each, "extensions": {}} for each in after["CFItems"]] == [
        {**each, "extensions": {}} for each in before["CFItems"]
    ]
    head = {name: held for name, held in after["CFDocument"].items() if name != "extensions"}
    assert head == before["CFDocument"]


def test_outcomes_are_related_to_items_with_their_depth(published: Client) -> None:
    found = get(published, f"CFPackages/{small.dossier().cluster.head.key}")
    links = [each for part in small.dossier().cluster.links for each in part.links]
    related = [each for each in found["CFAssociations"] if each["associationType"] == "isRelatedTo"]
    assert sorted(
        (
            each["originNodeURI"]["identifier"],
            each["destinationNodeURI"]["identifier"],
            each["extensions"]["fourfold.depth"],
        )
        for each in related
    ) == sorted((each.outcome, each.item, each.depth.value) for each in links)
    served = {item.key for item in small.HCIA.walk()}
    for each in related:
        node = each["destinationNodeURI"]
        here = node["identifier"] in served
        assert node["uri"].startswith("http://testserver" if here else "urn:uuid:")


def test_an_item_has_the_outcomes_of_every_cluster_that_serve_it(published: Client) -> None:
    links = [each for part in small.dossier().cluster.links for each in part.links if each.framework == small.HCIA.key]
    found = get(published, f"CFItemAssociations/{links[0].item}")
    kinds = [each["associationType"] for each in found["CFAssociations"]]
    served = [each for each in links if each.item == links[0].item]
    assert (kinds.count("isChildOf"), kinds.count("isRelatedTo")) == (1, len(served))


def test_nothing_that_is_not_published_is_provided(cast: Cast) -> None:
    assert cast.lin.who
    answer = Client().get(f"{BASE}/CFDocuments")
    assert (answer.status_code, answer.headers["X-Total-Count"]) == (404, "0")
    for kind in ("CFDocuments", "CFPackages"):
        assert Client().get(f"{BASE}/{kind}/{small.HCIA.key}").status_code == 404
    assert Client().get(f"{BASE}/CFItems/{small.HCIA.items[0].key}").status_code == 404


def titles(client: Client, query: str = "") -> list[str]:
    return [each["title"] for each in get(client, f"CFDocuments?{query}")["CFDocuments"]]


def test_documents_are_sorted_filtered_and_paged(published: Client, faults: Valid) -> None:
    everything = titles(published)
    assert len(everything) == 3
    assert faults("CFDocumentSetDType", get(published, "CFDocuments")) == []
    assert titles(published, "sort=title") == sorted(everything, key=str.lower)
    assert titles(published, "sort=title&orderBy=desc") == sorted(everything, key=str.lower, reverse=True)
    assert titles(published, "filter=title='numeracy'") == ["Numeracy"]
    assert titles(published, "filter=title~'DATA' OR title='Numeracy'&sort=title") == ["HCIA-Datacom", "Numeracy"]
    assert titles(published, "filter=title!='Numeracy' AND frameworkType='certification'") == ["HCIA-Datacom"]
    answer = published.get(f"{BASE}/CFDocuments?limit=1&offset=1&sort=title")
    assert answer.headers["X-Total-Count"] == "3"
    rels = {rel: at for at, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers["Link"])}
    assert sorted(rels) == ["first", "last", "next", "prev"]
    assert published.get(rels["next"]).json()["CFDocuments"][0]["title"] == sorted(everything, key=str.lower)[2]


def test_fields_are_chosen_beside_those_that_a_document_must_have(published: Client, faults: Valid) -> None:
    found = get(published, "CFDocuments?fields=version&fields=language,adoptionStatus&filter=version~'V'")
    assert faults("CFDocumentSetDType", found) == []
    must = {"identifier", "uri", "creator", "title", "lastChangeDateTime", "CFPackageURI"}
    assert set(found["CFDocuments"][0]) == must | {"version", "language"}


@pytest.mark.parametrize(
    ("query", "minor"),
    [
        ("sort=colour", "invalid_sort_field"),
        ("orderBy=up", "invalid_selection_field"),
        ("limit=0", "invalid_selection_field"),
        ("limit=many", "invalid_selection_field"),
        ("offset=-1", "invalid_selection_field"),
        ("offset=99999999999", "invalid_selection_field"),
        ("fields=colour", "invalid_selection_field"),
        ("filter=title", "invalid_selection_field"),
        ("filter=colour='red'", "invalid_selection_field"),
        ("filter=title='a' XOR title='b'", "invalid_selection_field"),
    ],
)
def test_what_cannot_be_asked_is_told(published: Client, faults: Valid, query: str, minor: str) -> None:
    assert said(faults, published.get(f"{BASE}/CFDocuments?{query}")) == (400, minor)


def test_whatever_goes_wrong_is_told_as_case_has_it(published: Client, faults: Valid, settings: LazySettings) -> None:
    assert said(faults, published.post(f"{BASE}/CFDocuments")) == (405, "forbidden")
    assert said(faults, published.get(f"{BASE}/CFDocuments/a/b")) == (404, "unknownobject")
    assert said(faults, published.get(f"{BASE}/")) == (404, "unknownobject")
    assert said(faults, published.get("/ims/lti")) == (404, "unknownobject")
    assert said(faults, published.get(f"{BASE}/CFDocuments?filter={'a' * 1000}"))[0] == 414
    settings.ALLOWED_HOSTS = ["college.example"]
    assert said(faults, published.get(f"{BASE}/CFDocuments"))[0] == 400
    settings.ALLOWED_HOSTS, settings.API_RATE = ["*"], 1
    published.get(f"{BASE}/CFDocuments")
    busy = published.get(f"{BASE}/CFDocuments")
    assert (said(faults, busy), int(busy.headers["Retry-After"]) > 0) == ((429, "server_busy"), True)


def test_what_a_reader_has_already_is_not_sent_again(published: Client) -> None:
    path = f"{BASE}/CFPackages/{small.HCIA.key}"
    tag = published.get(path).headers["ETag"]
    assert published.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert published.head(path).status_code == 200


@pytest.fixture
def on_one_connection() -> Iterator[None]:
    """Django's own client does the same: the transaction of the test is on the connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("published", "on_one_connection")
def test_every_answer_is_as_1edtech_describes_it(described: Tree) -> None:
    schema = schemathesis.openapi.from_dict(described)
    schema.app = get_wsgi_application()
    operations = [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]
    assert len(operations) == 12
    for operation in operations:

        @BOUNDED
        @given(case=operation.as_strategy(), data=st.data())
        def ask(case: Case[Any], data: st.DataObject) -> None:
            at_home: bool = data.draw(st.sampled_from([True, False]))
            if case.path_parameters and at_home:
                kind = case.operation.path.split("/")[1]
                case.path_parameters = {"sourcedId": data.draw(st.sampled_from(known()[kind]))}
            response = case.call(headers={"Accept-Encoding": "identity"})
            case.validate_response(response, checks=CHECKS)

        ask()
