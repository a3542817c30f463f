"""People: let in by invitation, granted roles in parts, closed, erased without a trace of their name."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from fourfold.actions import invitations, people, tokens
from fourfold.actions.account import change_account, erase_me, personal_data, sign_out_elsewhere
from fourfold.actions.institutions import Described, add_institution, change_institution, institution_at
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.shelf import open_cluster
from fourfold.domain.person import OPERATOR, VISITOR, Granted, Role, Viewer
from fourfold.domain.text import Text
from fourfold.store.models import Change, Event, Invitation, Person
from tests.actions.cast import NOW, OTHER, PASSWORD, SZPU, Cast, gather, person

pytestmark = pytest.mark.django_db
COACH = Granted(role=Role.COACH, institution=SZPU)


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    """Everybody."""
    return gather()


def deeds() -> list[tuple[str, str]]:
    return list(Event.objects.values_list("who", "deed"))


def test_who_is_invited_comes_in_with_the_role_and_the_link_works_once(cast: Cast) -> None:
    made = invitations.invite(cast.administrator, email="new@szpu.example", granted=COACH)
    came = invitations.accept_as_new(made.secret, name="New", password=PASSWORD, language="en")
    assert people.viewer_of(came) == Viewer(who=came, grants=(COACH,))
    assert invitations.opened_by(made.secret) is None
    assert deeds() == [(cast.administrator.who, "invited"), (came, "invitation-accepted")]
    assert not Invitation.objects.exists()


def test_an_invitation_can_be_accepted_into_the_account_one_has(cast: Cast) -> None:
    made = invitations.invite(cast.administrator, email="chen@other.example", granted=COACH)
    with pytest.raises(Clash):
        invitations.accept_as_new(made.secret, name="Chen", password=PASSWORD, language="en")
    invitations.accept(cast.chen, made.secret)
    assert people.viewer_of(cast.chen.who).grants == (*cast.chen.grants, COACH)


def test_a_revoked_an_old_and_a_foreign_link_open_nothing(cast: Cast) -> None:
    made = invitations.invite(cast.administrator, email="new@szpu.example", granted=COACH)
    with pytest.raises(Missing):
        invitations.revoke(cast.chen, OTHER, made.id)
    invitations.revoke(cast.administrator, SZPU, made.id)
    old = invitations.invite(cast.administrator, email="old@szpu.example", granted=COACH)
    Invitation.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    for secret in (made.secret, old.secret, "", "林"):
        with pytest.raises(Missing):
            invitations.accept_as_new(secret, name="New", password=PASSWORD, language="en")


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("New", "short"), ("New", "1234567890")])
def test_who_comes_in_needs_a_name_and_a_good_password(cast: Cast, name: str, password: str) -> None:
    made = invitations.invite(cast.administrator, email="new@szpu.example", granted=COACH)
    with pytest.raises(Refused):
        invitations.accept_as_new(made.secret, name=name, password=password, language="en")
    assert invitations.opened_by(made.secret) is not None


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@c.example", "x" * 300 + "@c.example"])
def test_only_an_address_can_be_invited(cast: Cast, email: str) -> None:
    with pytest.raises(Refused):
        invitations.invite(cast.administrator, email=email, granted=COACH)


@pytest.mark.parametrize("who", ["lin", "program_lead", "mei", "coach", "jun", "bo", "chen"])
def test_nobody_but_an_administrator_sees_or_changes_people(cast: Cast, who: str) -> None:
    viewer: Viewer = getattr(cast, who)
    mei = cast.mei.who
    for act in (
        lambda: people.roster(viewer, SZPU),
        lambda: people.give(viewer, mei, COACH),
        lambda: people.take(viewer, mei, cast.mei.grants[0]),
        lambda: people.close_account(viewer, SZPU, mei),
        lambda: people.erase(viewer, SZPU, mei),
        lambda: people.password_key(viewer, SZPU, mei),
        lambda: invitations.invite(viewer, email="new@szpu.example", granted=COACH),
    ):
        with pytest.raises(Missing):
            act()


def test_a_role_is_held_in_a_part_of_its_kind(cast: Cast) -> None:
    opened = open_cluster(SZPU, "ict", viewer=cast.lin, today=NOW.date())
    assert opened is not None
    program, course = opened.index.cluster.programs[0].key, opened.index.cluster.courses[0].key
    right = [(Role.LEAD, None), (Role.PROGRAM_LEAD, program), (Role.TEACHER, course), (Role.SUPPORT, None)]
    wrong = [(Role.TEACHER, None), (Role.TEACHER, program), (Role.COACH, course), (Role.TEACHER, "no-such")]
    for role, key in right:
        people.give(cast.administrator, cast.coach.who, Granted(role=role, institution=SZPU, key=key))
    for role, key in wrong:
        with pytest.raises(Refused):
            people.give(cast.administrator, cast.coach.who, Granted(role=role, institution=SZPU, key=key))
    assert people.viewer_of(cast.coach.who).keys(SZPU, Role.TEACHER) == {course}


def test_giving_twice_is_one_deed_and_taking_gives_back(cast: Cast) -> None:
    support = Granted(role=Role.SUPPORT, institution=SZPU)
    for _ in range(2):
        people.give(cast.administrator, cast.coach.who, support)
    people.take(cast.administrator, cast.coach.who, support)
    assert [deed for _, deed in deeds()] == ["role-given", "role-taken"]
    assert people.viewer_of(cast.coach.who) == cast.coach


def test_the_last_administrator_stays(cast: Cast) -> None:
    boss, role = cast.administrator, cast.administrator.grants[0]
    acts: tuple[Callable[[], object], ...] = (
        lambda: people.take(boss, boss.who, role),
        lambda: people.close_account(boss, SZPU, boss.who),
        lambda: people.erase(OPERATOR, SZPU, boss.who),
        lambda: erase_me(boss),
    )
    for act in acts:
        with pytest.raises(Refused):
            act()
    people.give(boss, cast.lin.who, role)
    people.take(boss, boss.who, role)
    assert people.viewer_of(boss.who).grants == ()


def test_an_account_with_roles_elsewhere_is_not_ours_to_take_over(cast: Cast) -> None:
    made = invitations.invite(cast.administrator, email="chen@other.example", granted=COACH)
    invitations.accept(cast.chen, made.secret)
    for act in (people.close_account, people.erase, people.password_key):
        with pytest.raises(Forbidden):
            act(cast.administrator, SZPU, cast.chen.who)
    people.take(cast.administrator, cast.chen.who, COACH)
    assert people.viewer_of(cast.chen.who) == cast.chen


def test_a_closed_account_asks_as_a_visitor_until_it_is_opened(cast: Cast) -> None:
    people.close_account(cast.administrator, SZPU, cast.mei.who)
    assert people.viewer_of(cast.mei.who) == VISITOR
    people.open_account(cast.administrator, SZPU, cast.mei.who)
    assert people.viewer_of(cast.mei.who) == cast.mei


def everything_kept() -> str:
    """Every column of every table, in one text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        said: list[str] = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            said.extend(str([bytes(each) if isinstance(each, memoryview) else each for each in row]) for row in cursor)
    sessions = [str(each.get_decoded()) for each in SessionStore.get_model_class().objects.all()]
    return "\n".join([*said, *sessions]).lower()


def test_an_erased_person_leaves_no_name_and_changes_no_root(cast: Cast) -> None:
    gone = person("unmistakable", SZPU, (Role.COACH, None))
    Person.objects.filter(pk=gone.who).update(name="Qilin Zhang")
    tokens.make_token(gone, name="sync", may_write=True, days=3)
    invitations.invite(cast.administrator, email="Unmistakable@szpu.example", granted=COACH)
    session = SessionStore()
    session.update({"_auth_user_id": gone.who, "records": [{"email": "unmistakable@szpu.example"}]})
    session.save()
    begun = SessionStore()
    begun.update({"login": {"email": "unmistakable@szpu.example"}})
    begun.save()
    Change.objects.filter(pk=Change.objects.all()[0].pk).update(who=gone.who)
    root = root_now(cast.lin)
    assert ("unmistakable" in everything_kept(), "qilin zhang" in everything_kept()) == (True, True)
    people.erase(cast.administrator, SZPU, gone.who)
    assert ("unmistakable" in everything_kept(), "qilin zhang" in everything_kept()) == (False, False)
    assert root_now(cast.lin) == root
    assert Change.objects.filter(who=gone.who).count() == 1


def root_now(viewer: Viewer) -> str:
    opened = open_cluster(SZPU, "ict", viewer=viewer, today=NOW.date())
    assert opened is not None
    return opened.root


def test_one_can_be_erased_at_ones_own_wish(cast: Cast) -> None:
    erase_me(cast.jun)
    assert people.viewer_of(cast.jun.who) == VISITOR
    assert deeds() == [(cast.jun.who, "person-erased")]


def test_one_takes_along_everything_that_is_kept(cast: Cast) -> None:
    change_account(cast.mei, name="Mei M.", language="zh-hans", reminders=True)
    tokens.make_token(cast.mei, name="sync", may_write=True, days=3)
    data = personal_data(cast.mei)
    kept = [
        "person",
        "roles",
        "tokens",
        "lenses",
        "rounds",
        "holes",
        "declined",
        "stale_courses",
        "deeds",
        "changes",
        "proposals",
        "remarks",
    ]
    assert list(data) == kept
    assert (data["person"]["name"], data["tokens"][0]["name"]) == ("Mei M.", "sync")
    assert data["roles"] == [{"role": "teacher", "institution": SZPU, "key": cast.mei.grants[0].key}]


def test_signing_out_elsewhere_keeps_this_browser(cast: Cast) -> None:
    sessions = [SessionStore() for _ in range(3)]
    for each, who in zip(sessions, (cast.mei.who, cast.mei.who, cast.lin.who), strict=True):
        each["_auth_user_id"] = who
        each.save()
    assert sign_out_elsewhere(cast.mei, here=str(sessions[0].session_key)) == 1
    assert [each.exists(str(each.session_key)) for each in sessions] == [True, False, True]


def test_the_operator_adds_an_institution_and_its_administrator_names_it(cast: Cast) -> None:
    described = Described(title=Text(en="Third", zh="第三"))
    add_institution(OPERATOR, "third", described)
    for viewer, code in ((cast.administrator, "fourth"), (OPERATOR, "THIRD"), (OPERATOR, "people"), (OPERATOR, "a b")):
        with pytest.raises(Refused):
            add_institution(viewer, code, described)
    change_institution(cast.administrator, SZPU, Described(title=Text(en="Ours"), zone="Europe/Berlin"))
    assert (institution_at(SZPU).title.en, institution_at(SZPU).zone) == ("Ours", "Europe/Berlin")
    for wrong in (Described(title=Text()), Described(title=Text(en="x"), zone="Mars/Olympus")):
        with pytest.raises(Refused):
            change_institution(cast.administrator, SZPU, wrong)
    with pytest.raises(Forbidden):
        change_institution(cast.chen, SZPU, described)
