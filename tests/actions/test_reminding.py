"""Reminders, by a mail server that really takes them: whom, when, in which language, and never twice on a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import LazySettings

from fourfold.actions import people, rounds
from fourfold.actions.account import change_account
from fourfold.actions.due import due
from fourfold.actions.editing import Draft, Intent
from fourfold.actions.proposing import open_up, propose
from fourfold.actions.refused import Forbidden
from fourfold.actions.reminding import NoMail, Reminded, letters, remind
from fourfold.actions.reviewing import decline
from fourfold.actions.rounds import At, Planned, open_round
from fourfold.actions.shelf import open_cluster
from fourfold.actions.stale import stale_courses
from fourfold.canon.encode import digest, encode
from fourfold.canon.parts import split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR, Granted, Role, Viewer
from fourfold.domain.round import Round
from fourfold.domain.text import Text
from fourfold.store import people as store_people
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import NOW, SZPU, Cast, gather
from tests.actions.test_radar import NEXT
from tests.posting import PostOffice, post_office
from tests.web import small

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SITE = "https://fourfold.college.example"
EXPERTS = Text(en="Experts", zh="专家论证")


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    """Everybody."""
    return gather()


@pytest.fixture
def office(settings: LazySettings) -> Iterator[PostOffice]:
    """A mail server that the site is told of."""
    with post_office() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        settings.DEFAULT_FROM_EMAIL = "fourfold@college.example"
        yield found


def opened(cast: Cast, days: int, *owners: str) -> Round:
    first = Planned(body=EXPERTS, due_date=TODAY + timedelta(days=days), owners=owners)
    stages = (first, Planned(body=Text(en="School"), owners=(cast.bo.who,), due_date=TODAY + timedelta(days=days)))
    return open_round(At(SZPU, "ict", "2026"), stages=stages, viewer=cast.lin, now=NOW, today=TODAY)


def sent(days: int = 0) -> Reminded:
    day = TODAY + timedelta(days=days)
    return remind(OPERATOR, now=NOW + timedelta(days=days), site=SITE, today=day)


def test_an_owner_is_written_to_in_their_language_and_told_how_to_stop_it(cast: Cast, office: PostOffice) -> None:
    opened(cast, 5, cast.mei.who)
    sent()
    (letter,) = office.letters
    assert (letter["To"], letter["From"]) == ("mei@szpu.example", "fourfold@college.example")
    assert letter["Subject"] == "Revision round: 1 stage is due to you"
    assert letter["List-Unsubscribe"] == f"<{SITE}/account>"
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().replace("\r\n", "\n") == (
        "Dear Mei,\n\n"
        "Experts: due on 2026-06-06, in 5 days\n"
        f"{SITE}/szpu/ict/round/2026\n\n"
        f"To get no more reminders, turn them off in your account: {SITE}/account\n"
    )


def test_in_chinese_and_in_both_where_nobody_has_chosen(cast: Cast, office: PostOffice) -> None:
    change_account(cast.mei, name="Mei", language="zh-hans", reminders=True)
    change_account(cast.bo, name="Bo", language="", reminders=True)
    opened(cast, -2, cast.mei.who, cast.bo.who)
    sent()
    said = {str(each["To"]): each for each in office.letters}
    assert said["mei@szpu.example"]["Subject"] == "年度修订：1 个环节待您推进"
    assert "专家论证：2026-05-30 截止，已逾期 2 天" in said["mei@szpu.example"].get_content()
    both = said["bo@szpu.example"].get_content()
    assert ("已逾期 2 天" in both, "2 days late" in both) == (True, True)


def test_nobody_is_written_to_twice_on_a_day_however_often_it_is_run(cast: Cast, office: PostOffice) -> None:
    opened(cast, 0, cast.mei.who)
    assert [len(sent().sent) for _ in range(3)] == [1, 0, 0]
    assert office.to() == ["mei@szpu.example"]


def test_letters_come_from_a_week_before_every_third_day_and_on_the_day_itself(cast: Cast, office: PostOffice) -> None:
    opened(cast, 8, cast.mei.who)
    written = [days for days in range(16) if sent(days).sent]
    assert written == [1, 4, 7, 8, 11, 14]
    assert len(office.letters) == 6


def test_whose_turn_has_not_come_and_who_wants_none_and_who_left_hear_nothing(cast: Cast, office: PostOffice) -> None:
    change_account(cast.coach, name="Coach", language="en", reminders=False)
    opened(cast, 1, cast.mei.who, cast.coach.who, cast.program_lead.who)
    people.close_account(cast.administrator, SZPU, cast.program_lead.who)
    people.take(cast.administrator, cast.mei.who, cast.mei.grants[0])
    assert letters(now=NOW, today=TODAY) == ()
    assert sent() == Reminded(sent=())
    assert office.letters == []


def test_what_nobody_owns_is_the_lead_s_and_never_another_college_s(cast: Cast, office: PostOffice) -> None:
    opened(cast, 1)
    sent()
    assert office.to() == ["lin@szpu.example"]


def test_an_owner_elsewhere_only_is_not_written_to_about_our_round(cast: Cast, office: PostOffice) -> None:
    coach = Granted(role=Role.COACH, institution=SZPU)
    found = opened(cast, 1)
    people.give(OPERATOR, cast.mei.who, coach)
    planned = Planned(body=EXPERTS, due_date=TODAY, owners=(cast.mei.who,))
    at = At(SZPU, "ict", "2026")
    rounds.plan_stage(at, found.stages[0].key, planned=planned, viewer=cast.lin, now=NOW, today=TODAY)
    for each in (coach, cast.mei.grants[0]):
        people.take(cast.administrator, cast.mei.who, each)
    sent()
    assert office.letters == []


def test_a_letter_that_is_refused_is_tried_again_and_keeps_nobody_else_from_theirs(
    cast: Cast, office: PostOffice
) -> None:
    office.refuses = {"mei@szpu.example"}
    opened(cast, 1, cast.mei.who, cast.bo.who)
    done = sent()
    assert ([each.person.name for each in done.sent], [each.person.name for each in done.failed]) == (["Bo"], ["Mei"])
    office.refuses = set()
    assert [each.person.name for each in sent().sent] == ["Mei"]
    assert sorted(office.to()) == ["bo@szpu.example", "mei@szpu.example"]


def test_without_a_server_nobody_counts_as_written_to(cast: Cast, settings: LazySettings) -> None:
    with post_office() as gone:
        port = gone.port
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    opened(cast, 1, cast.mei.who)
    with pytest.raises(NoMail):
        sent()
    assert len(letters(now=NOW, today=TODAY)) == 1


def proposed(cast: Cast) -> int:
    """Mei's open proposal that a course have no links any more, which is the lead's alone to accept."""
    links = small.dossier().cluster.links[0]
    draft = Draft(institution=SZPU, cluster="ict", viewer=cast.mei, now=NOW)
    number = propose(draft, Intent(key=links.key, base=digest(encode(links)), ours=None), title="No links")
    open_up(draft, number)
    return number


def test_whoever_may_review_a_proposal_is_asked_to_and_again_after_a_week(cast: Cast, office: PostOffice) -> None:
    number = proposed(cast)
    assert [days for days in range(16) if sent(days).sent] == [0, 1, 8, 15]
    assert set(office.to()) == {"lin@szpu.example"}
    letter = office.letters[0]
    assert letter["Subject"] == "1 proposal waits for your review"
    assert letter.get_content().replace("\r\n", "\n") == (
        "Dear Lin,\n\n"
        f"Proposal {number}, “No links”: waits for your review since 2026-06-01\n"
        f"{SITE}/szpu/ict/proposal/{number}\n\n"
        f"To get no more reminders, turn them off in your account: {SITE}/account\n"
    )


def test_nobody_is_asked_for_what_is_decided_or_their_own_or_wants_no_letters(cast: Cast, office: PostOffice) -> None:
    links = small.dossier().cluster.links[1]
    draft = Draft(institution=SZPU, cluster="ict", viewer=cast.lin, now=NOW)
    open_up(draft, propose(draft, Intent(key=links.key, base=digest(encode(links)), ours=None), title="Lin's own"))
    assert sent().sent == ()
    number = proposed(cast)
    change_account(cast.lin, name="Lin", language="en", reminders=False)
    assert sent().sent == ()
    change_account(cast.lin, name="Lin", language="zh-hans", reminders=True)
    assert letters(now=NOW, today=TODAY)[0].reviews[0].placed.proposal.number == number
    decline(replace(draft, why="Too early."), number)
    assert sent().sent == ()
    assert office.letters == []


def test_one_letter_says_the_stages_and_the_reviews(cast: Cast, office: PostOffice) -> None:
    opened(cast, 1)
    proposed(cast)
    change_account(cast.lin, name="Lin", language="zh-hans", reminders=True)
    sent()
    (letter,) = office.letters
    assert str(letter["Subject"]).strip() == "年度修订：1 个环节待您推进；1 份提案待您审核"
    said = letter.get_content()
    assert ("专家论证：2026-06-02 截止" in said, "提案 1“No links”自 2026-06-01 起待您审核" in said) == (True, True)


def test_only_the_operator_sends_and_days_are_those_of_the_institution(cast: Cast) -> None:
    found = opened(cast, 1, cast.mei.who)
    with pytest.raises(Forbidden):
        remind(cast.lin, now=NOW, site=SITE, today=TODAY)
    late_in_utc = datetime(2026, 5, 31, 17, tzinfo=UTC)
    (letter,) = letters(now=late_in_utc)
    assert (letter.day, letter.stages[0].stage.days) == (date(2026, 6, 1), 1)
    assert replace(found.stages[0]).due_date == date(2026, 6, 2)


def replaced(retires: date | None = TODAY + timedelta(days=30)) -> None:
    """The certification gets a next version, and a last day."""
    dossier = small.dossier()
    old = replace(small.HCIA, retires_on_date=retires)
    cluster = replace(dossier.cluster, frameworks=(*dossier.cluster.frameworks, NEXT.key))
    others = tuple(each for each in dossier.frameworks if each.key != old.key)
    before = open_cluster(SZPU, "ict", viewer=OPERATOR, today=TODAY)
    assert before is not None
    whole = Dossier(cluster=cluster, frameworks=(*others, old, NEXT))
    replace_draft(cluster.head, split_dossier(whole), Authorship(who="local", at=NOW), expected=before.root)


def teaches(cast: Cast, *courses: str) -> None:
    """Mei teaches these courses too."""
    for code in courses:
        people.give(OPERATOR, cast.mei.who, Granted(role=Role.TEACHER, institution=SZPU, key=small.key("course", code)))


def theirs(viewer: Viewer) -> list[str]:
    again = store_people.viewer_of(viewer.who)
    return [each.course.code for each in due(again, today=TODAY).stale]


def test_whoever_teaches_a_stale_course_is_told_once_and_where_to_look(cast: Cast, office: PostOffice) -> None:
    teaches(cast, "RS")
    replaced()
    sent()
    (letter,) = [each for each in office.letters if each["To"] == "mei@szpu.example"]
    assert letter["Subject"] == "Radar: 1 course stands on an old version"
    assert letter.get_content().replace("\r\n", "\n") == (
        "Dear Mei,\n\n"
        "Routing and Switching (RS) is linked to HCIA-Datacom, which retires on 2026-07-01; "
        "HCIA-Datacom V2 replaces it\n"
        f"{SITE}/szpu/ict/draft/radar/hcia-v2\n\n"
        f"To get no more reminders, turn them off in your account: {SITE}/account\n"
    )
    assert [len(sent(days).sent) for days in (0, 1, 3, 30)] == [0, 0, 0, 0]


def test_courses_that_nobody_is_named_for_are_the_lead_s_and_the_first_page_says_the_same(
    cast: Cast, office: PostOffice
) -> None:
    teaches(cast, "RS")
    replaced()
    sent()
    opened_ = open_cluster(SZPU, "ict", viewer=OPERATOR, today=TODAY)
    assert opened_ is not None
    every = {each.course.code for each in stale_courses(opened_)}
    assert (theirs(cast.mei), sorted(theirs(cast.lin))) == (["RS"], sorted(every - {"RS"}))
    assert sorted(office.to()) == ["lin@szpu.example", "mei@szpu.example"]
    for other in (cast.bo, cast.coach, cast.jun, cast.chen, cast.administrator, cast.program_lead):
        assert theirs(other) == []
    assert due(OPERATOR, today=TODAY).stale == ()


def test_in_chinese_and_not_to_who_wants_none(cast: Cast, office: PostOffice) -> None:
    teaches(cast, "RS", "WLAN")
    change_account(cast.mei, name="Mei", language="zh-hans", reminders=True)
    change_account(cast.lin, name="Lin", language="en", reminders=False)
    replaced(TODAY - timedelta(days=1))
    sent()
    (letter,) = office.letters
    assert letter["Subject"] == "2 门课程仍只支撑旧版标准"
    said = letter.get_content()
    assert (
        "路由交换技术（RS）仍支撑 HCIA-Datacom 认证（已于 2026-05-31 停用），尚未支撑新版 HCIA-Datacom V2 认证" in said
    )


def test_one_letter_tells_of_stages_and_courses_and_a_stage_due_is_not_kept_quiet(
    cast: Cast, office: PostOffice
) -> None:
    teaches(cast, "RS")
    opened(cast, 5, cast.mei.who)
    sent()
    replaced(None)
    sent(1)
    of_mei = [each for each in office.letters if each["To"] == "mei@szpu.example"]
    assert [each["Subject"] for each in of_mei] == [
        "Revision round: 1 stage is due to you",
        "Revision round: 1 stage is due to you; Radar: 1 course stands on an old version",
    ]


def test_of_a_letter_that_is_refused_the_courses_are_told_again(cast: Cast, office: PostOffice) -> None:
    teaches(cast, "RS")
    change_account(cast.lin, name="Lin", language="en", reminders=False)
    replaced()
    office.refuses = {"mei@szpu.example"}
    assert len(sent().failed) == 1
    office.refuses = set()
    assert [len(each.stale) for each in sent().sent] == [1]


def test_nothing_is_told_while_the_version_is_valid_and_nothing_of_a_course_that_serves_the_next(cast: Cast) -> None:
    teaches(cast, "RS")
    assert letters(now=NOW, today=TODAY) == ()
    assert theirs(cast.mei) == []
