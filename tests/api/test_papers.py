"""The program-plan document and the evidence pack by the API: the bytes of the page, with a tag, for whom they are."""

import io
import zipfile

import pytest
from django.test import Client

from fourfold.actions.releasing import Request, publish
from fourfold.store.models import Person
from tests.actions.cast import NOW, Cast
from tests.api.conftest import CLUSTER, DRAFT, Asking, People, etag_of, kind_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
RELEASE = f"{CLUSTER}/states/2026"
PLAN = "programs/MC/plan"


@pytest.fixture(autouse=True)
def released(cast: Cast, lin: Asking) -> None:
    """The draft as a release, too."""
    root = lin.get(DRAFT).json()["root"]
    publish("szpu", "ict", Request(root=root, name="2026", reason="as it is"), viewer=cast.lin, now=NOW)


def test_the_document_is_that_of_the_page_and_has_the_same_tag_again(lin: Asking, cast: Cast) -> None:
    answer = lin.get(f"{RELEASE}/{PLAN}.docx?language=both")
    client = Client()
    client.force_login(Person.objects.get(pk=cast.lin.who))
    page = client.get("/szpu/ict/2026/program/MC/plan.docx?language=both")
    assert (answer.content, answer.headers["Content-Type"]) == (page.content, page.headers["Content-Type"])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    again = lin.get(f"{RELEASE}/{PLAN}.docx?language=both", If_None_Match=etag_of(answer))
    assert (again.status_code, again.content) == (304, b"")
    assert etag_of(lin.get(f"{RELEASE}/{PLAN}.docx?language=en")) != etag_of(answer)


def test_a_pdf_is_one_and_a_release_is_for_everybody(visitor: Asking, lin: Asking) -> None:
    assert visitor.get(f"{RELEASE}/{PLAN}.pdf?plan=mc-ordinary").content[:5] == b"%PDF-"
    assert visitor.get(f"{DRAFT}/{PLAN}.docx").status_code == 404
    assert kind_of(lin.get(f"{RELEASE}/programs/NONE/plan.docx")) == (404, "missing")
    assert kind_of(lin.get(f"{RELEASE}/{PLAN}.docx?plan=none")) == (404, "missing")
    assert kind_of(lin.get(f"{RELEASE}/{PLAN}.docx?language=fr")) == (422, "unreadable")


def test_the_evidence_pack_is_for_those_who_see_the_audit_and_of_releases_alone(lin: Asking, person: People) -> None:
    where = f"{RELEASE}/programs/MC/evidence.zip"
    answer = lin.get(where)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.namelist()[0] == "index.html"
    assert (answer.headers["Content-Type"], etag_of(lin.get(where))) == ("application/zip", etag_of(answer))
    for name in ("mei", "bo", "jun", "chen"):
        assert kind_of(person(name).get(where)) == (404, "missing")
    assert kind_of(lin.get(f"{DRAFT}/programs/MC/evidence.zip")) == (404, "missing")
