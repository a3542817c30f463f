"""Tokens: shown once, kept as digests, ended by their owner, by time and with the account."""

from datetime import UTC, datetime, timedelta

import pytest

from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.actions.tokens import make_token, revoke_token, tokens_of, viewer_of_token
from fourfold.domain.person import OPERATOR, VISITOR, Granted, Role, Viewer
from fourfold.store.models import Event, Grant, Institution, Person, Token

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.fixture
def mei(db: None) -> Viewer:  # noqa: ARG001 - the database is asked for its effect
    """Mei, who teaches."""
    person = Person.objects.create(email="mei@szpu.example", name="Mei", joined_at=NOW)
    szpu = Institution.objects.create(code="szpu")
    Grant.objects.create(person=person, institution=szpu, role=Role.TEACHER, given_at=NOW)
    return Viewer(who=str(person.pk), grants=(Granted(role=Role.TEACHER, institution="szpu"),))


@pytest.mark.parametrize("may_write", [True, False])
def test_a_token_speaks_for_its_owner_and_writes_only_if_made_for_it(mei: Viewer, *, may_write: bool) -> None:
    secret = make_token(mei, name="sync", may_write=may_write, days=30).secret
    found = viewer_of_token(secret)
    assert found == Viewer(who=mei.who, grants=mei.grants, may_write=may_write)


def test_the_secret_is_kept_nowhere(mei: Viewer) -> None:
    secret = make_token(mei, name="sync", may_write=False, days=30).secret
    assert secret[:3] == "ff_"
    assert secret not in str(list(Token.objects.values())) + str(list(Event.objects.values()))


def test_what_is_no_token_opens_nothing(mei: Viewer) -> None:
    secret = make_token(mei, name="sync", may_write=False, days=30).secret
    for other in ("", "ff_", "ff_no", secret[3:], secret + "x", "ff_\ud800", "ff_林"):
        assert viewer_of_token(other) is None


def test_a_token_ends_with_its_time_by_its_owner_and_with_the_account(mei: Viewer) -> None:
    made = make_token(mei, name="sync", may_write=False, days=1)
    assert viewer_of_token(made.secret, at=NOW + timedelta(days=2)) is None
    other = make_token(mei, name="other", may_write=False, days=1)
    revoke_token(mei, token=made.id)
    assert viewer_of_token(made.secret) is None
    assert viewer_of_token(other.secret) is not None
    Person.objects.update(is_active=False)
    assert viewer_of_token(other.secret) is None


def test_nobody_ends_another_ones_token(mei: Viewer) -> None:
    made = make_token(mei, name="sync", may_write=False, days=1)
    chen = Person.objects.create(email="chen@other.example", name="Chen", joined_at=NOW)
    for viewer, token in ((Viewer(who=str(chen.pk)), made.id), (VISITOR, made.id), (mei, "no-such")):
        with pytest.raises(Missing):
            revoke_token(viewer, token=token)
    assert viewer_of_token(made.secret) is not None


def test_when_a_token_was_used_is_noted_once_a_minute(mei: Viewer) -> None:
    made = make_token(mei, name="sync", may_write=False, days=1)
    for seconds in (0, 30, 61):
        viewer_of_token(made.secret, at=NOW + timedelta(seconds=seconds))
    assert [each.used_at for each in tokens_of(mei)] == [NOW + timedelta(seconds=61)]


def test_a_reading_token_a_visitor_and_the_operator_make_none(mei: Viewer) -> None:
    for viewer in (Viewer(who=mei.who, may_write=False), VISITOR, OPERATOR):
        with pytest.raises(Forbidden):
            make_token(viewer, name="sync", may_write=False, days=1)


@pytest.mark.parametrize(("name", "days"), [("", 1), ("x" * 101, 1), ("sync", 0), ("sync", 367)])
def test_a_token_has_a_name_and_an_end(mei: Viewer, name: str, days: int) -> None:
    with pytest.raises(Refused):
        make_token(mei, name=name, may_write=False, days=days)
    assert tokens_of(mei) == ()
