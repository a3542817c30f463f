"""Every role at every address, read and sent to: what each gets, exactly. The rows are in `permissions.py`."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from fourfold.actions import invitations, people
from fourfold.actions.editing import Draft, Intent
from fourfold.actions.minutes import Brought
from fourfold.actions.proposing import open_up, propose
from fourfold.actions.releasing import Request, publish
from fourfold.actions.rounds import At, Planned, open_round, round_of
from fourfold.actions.shelf import open_cluster
from fourfold.actions.verdicts import Decision, record_verdict
from fourfold.canon.encode import digest, encode
from fourfold.domain.person import OPERATOR, Granted, Role
from fourfold.domain.round import Outcome
from fourfold.domain.text import Text
from fourfold.store.models import Person
from tests.actions.cast import NOW, SZPU, Cast, gather
from tests.databases import database
from tests.web import small
from tests.web.permissions import EVERYBODY, ROWS, Row

__all__ = ["database"]
pytestmark = pytest.mark.django_db
STAGES = (Planned(body=Text(en="School", zh="二级学院")), Planned(body=Text(en="Office", zh="教务处")))
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everybody at the door, and what the rows call by name."""

    clients: dict[str, Client]
    named: dict[str, str]


@pytest.fixture
def house(db: None, settings: LazySettings) -> House:  # noqa: ARG001 - the database is asked for its effect
    """The small cluster as a draft and as a release, the cast signed in, an invitation and a link that wait."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TODAY = date(2026, 6, 1)
    cast = gather()
    draft = open_cluster(SZPU, "ict", viewer=OPERATOR, today=settings.TODAY)
    assert draft is not None
    publish(SZPU, "ict", Request(root=draft.root, name="2026", reason="as it is"), viewer=cast.lin, now=NOW)
    made = open_round(At(SZPU, "ict", "revision"), stages=STAGES, viewer=cast.lin, now=NOW, today=settings.TODAY)
    # Signing in spends links to a new password, so it comes first.
    clients = {each: signed_in(cast, each) for each in EVERYBODY}
    waiting = invitations.invite(OPERATOR, email="new@x.example", granted=Granted(role=Role.COACH, institution=SZPU))
    link = people.password_key(OPERATOR, SZPU, cast.mei.who)
    taught, led = draft.index.dossier.cluster.courses[0].code, draft.index.dossier.cluster.programs[0].plans[0].code
    named = {"mei": cast.mei.who, "invitation": waiting.secret, "key": f"{link.account}/{link.key}"}
    named |= {"course": taught, "plan": led, "number": str(proposed(cast)), "stage": made.stages[0].key}
    named |= minuted(cast, made.stages[0].key, draft.root)
    return House(clients=clients, named=named)


def minuted(cast: Cast, stage: str, root: str) -> dict[str, str]:
    """A verdict on the first stage with its minutes beside it."""
    at, file = At(SZPU, "ict", "revision"), Brought(name="minutes.txt", content=b"So.")
    said = Decision(outcome=Outcome.APPROVED, digest=root, day=NOW.date(), number="1", file=file)
    record_verdict(at, stage, decision=said, viewer=cast.lin, now=NOW, today=NOW.date())
    (verdict,) = round_of(at, viewer=cast.lin, today=NOW.date()).round.verdicts
    return {"verdict": verdict.key, "file": verdict.files[0].key}


def proposed(cast: Cast) -> int:
    """Mei's proposal that a course have no links any more, which is the lead's alone to accept."""
    links = small.dossier().cluster.links[0]
    draft = Draft(institution=SZPU, cluster="ict", viewer=cast.mei, now=NOW)
    number = propose(draft, Intent(key=links.key, base=digest(encode(links)), ours=None), title="No links")
    open_up(draft, number)
    return number


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    if who not in {"visitor", "operator"}:
        client.force_login(Person.objects.get(pk=getattr(cast, who).who))
    return client


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for each in patterns:
        here = before + str(each.pattern).removeprefix("^" if before else "")
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, here)
        else:
            yield here


def asked(house: House, who: str, row: Row, method: str, settings: LazySettings) -> Any:  # noqa: ANN401 - the test client's own response
    """What somebody gets; whatever that does is undone."""
    settings.LOCAL = who == "operator"
    sends = {name: value.format(**house.named) for name, value in row.sends.items()}
    client = house.clients[who]
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        ask = client.post if method == "post" else client.get
        answer = ask(row.path.format(**house.named), sends if method == "post" else {})
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def test_every_route_has_a_row() -> None:
    """Those of the API have rows of their own in `tests/api/test_permissions.py`."""
    named = {"mei": "b65ceda6-4d9b-46b5-acf6-55d5636d011e", "invitation": "i", "key": "a/b"}
    named |= {"course": "NT-A", "plan": "MC-ordinary", "number": "1", "stage": "s"}
    named |= {"verdict": "1", "file": named["mei"]}
    pages = {each for each in routes(get_resolver().url_patterns) if not each.startswith("api/v1/")}
    assert {resolve(row.path.format(**named).partition("?")[0]).route for row in ROWS} == pages


@pytest.mark.slow
@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_gets_what_the_table_says(house: House, who: str, settings: LazySettings) -> None:
    said = {row: (row.get[who], row.post[who]) for row in ROWS}
    found = {row: tuple(asked(house, who, row, each, settings).status_code for each in ("get", "post")) for row in ROWS}
    assert {row: answers for row, answers in found.items() if answers != said[row]} == {}


@pytest.mark.slow
@pytest.mark.parametrize("who", ["visitor", "jun", "chen"])
def test_what_is_not_yours_looks_like_what_is_not_there(house: House, who: str, settings: LazySettings) -> None:
    for row in ROWS:
        if row.path.startswith("/szpu") and row.get[who] == 404:
            here, nowhere = nowhere_like(row.path)
            absent = Row(path=row.path.replace(here, nowhere))
            found, other = (asked(house, who, each, "get", settings) for each in (row, absent))
            looks = plain(other).replace(nowhere.encode(), here.encode())
            assert (other.status_code, looks) == (404, plain(found)), row.path


def nowhere_like(path: str) -> tuple[str, str]:
    """What to say instead of what in an address, so that nothing is there; ways through what is seen stay the same."""
    if "draft" in path:
        return "draft", "nowhere"
    if "/2026/" in path:
        return path.rpartition("/")[2], "nowhere"
    within = path.removeprefix("/szpu/ict/").partition("/")[0]
    return (within, "nowhere/") if path.startswith("/szpu/ict/") else ("/szpu", "/none")


def plain(answer: Any) -> bytes:  # noqa: ANN401 - as above
    """The page without what is drawn anew for each answer."""
    return CSRF.sub(b"", answer.content)
