"""Colleges do not see each other: what one of them works on unpublished changes no byte of what another reads."""

import re
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions import invitations
from fourfold.actions.shelf import open_cluster
from fourfold.canon.parts import split_dossier
from fourfold.domain.person import OPERATOR, Granted, Role
from fourfold.domain.text import Text
from fourfold.store import institutions
from fourfold.store.models import Change, Person
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import NOW, OTHER, SZPU, person
from tests.web import small
from tests.web.permissions import ROWS
from tests.web.test_permissions import plain

pytestmark = pytest.mark.django_db
STAMPS = re.compile(rb'value="20\d\d-\d\d-\d\d"|\d\d:\d\d')


@pytest.fixture
def chen(db: None, settings: LazySettings) -> Client:  # noqa: ARG001 - the database is asked for its effect
    """Somebody of another college, before ours has anything."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TODAY = date(2026, 6, 1)
    institutions.add_institution(OTHER, title=Text(en="Another college", zh="另一所学院"), zone="Asia/Shanghai")
    viewer = person("chen", OTHER, (Role.LEAD, None), (Role.ADMINISTRATOR, None))
    client = Client()
    client.force_login(Person.objects.get(pk=viewer.who))
    return client


def addresses() -> list[str]:
    return sorted({row.path for row in ROWS if "{" not in row.path and "sign" not in row.path})


def read(client: Client, more: tuple[str, ...] = ()) -> dict[str, tuple[int, bytes]]:
    """Every page there is, as somebody reads it."""
    found = {}
    for path in (*addresses(), *more):
        answer = client.get(path)
        if not answer.streaming:
            found[path] = (answer.status_code, STAMPS.sub(b"", plain(answer)))
    return found


@pytest.mark.slow
def test_unpublished_work_changes_no_byte_of_what_another_college_reads(chen: Client) -> None:
    before = read(chen)
    work_at_szpu()
    assert read(chen) == before


def work_at_szpu() -> None:
    """A cluster as a draft, a person, an invitation: everything but a release."""
    dossier = small.dossier()
    replace_draft(dossier.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)
    person("lin", SZPU, (Role.LEAD, dossier.cluster.head.key))
    invitations.invite(OPERATOR, email="chen@other.example", granted=Granted(role=Role.COACH, institution=SZPU))


@pytest.mark.slow
def test_a_digest_and_a_key_open_nothing(chen: Client) -> None:
    work_at_szpu()
    draft = open_cluster(SZPU, "ict", viewer=OPERATOR, today=small.TODAY)
    assert draft is not None
    known = [draft.root, str(Change.objects.all()[0].after), draft.index.cluster.head.key]
    for each in known:
        for state in (each[:40], each[:8]):
            assert chen.get(f"/szpu/ict/{state}/").status_code == 404
        assert chen.get(f"/szpu/ict/draft/course/{each[:40]}").status_code == 404
    html = b"".join(body for _status, body in read(chen).values()).decode()
    assert [each for each in known if each in html or each[:8] in html] == []
