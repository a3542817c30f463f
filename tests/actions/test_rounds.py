"""Revision rounds: who runs them, in which order bodies decide, and that nothing is released past them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from fourfold.actions import classes, rounds
from fourfold.actions.account import personal_data
from fourfold.actions.amending import Amended, amend
from fourfold.actions.approval import Unapproved
from fourfold.actions.people import erase
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.releasing import Request, publish
from fourfold.actions.rounds import At, Planned, open_round, round_of, rounds_of
from fourfold.actions.shelf import open_cluster
from fourfold.actions.verdicts import Decision, record_verdict
from fourfold.canon.parts import split_dossier
from fourfold.domain.person import OPERATOR, VISITOR, Viewer
from fourfold.domain.round import Outcome, Round, Status
from fourfold.domain.text import Text
from fourfold.engine.round import Turn
from fourfold.store.models import Event, StageVerdict
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import NOW, SZPU, Cast, gather
from tests.web import small

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
WHERE = At(SZPU, "ict", "2026")
LIST = tuple(Planned(body=Text(en=each)) for each in ("Experts", "School", "Office"))


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    """Everybody."""
    return gather()


def opened(cast: Cast, stages: tuple[Planned, ...] = LIST, where: At = WHERE) -> Round:
    return open_round(where, stages=stages, viewer=cast.lin, now=NOW, today=TODAY)


def root() -> str:
    found = open_cluster(SZPU, "ict", viewer=OPERATOR, today=TODAY)
    assert found is not None
    return found.root


_LATER = count(1)


def move_on(title: str) -> None:
    """Change the draft, a moment later than before."""
    at = NOW + timedelta(seconds=next(_LATER))
    whole = small.dossier()
    head = replace(whole.cluster.head, title=Text(en=title, zh="已变"))
    changed = replace(whole, cluster=replace(whole.cluster, head=head))
    replace_draft(head, split_dossier(changed), Authorship(who="local", at=at), expected=None)


def decide(viewer: Viewer, found: Round, at: int, outcome: Outcome = Outcome.APPROVED, **more: object) -> None:
    said = {"digest": root(), "day": TODAY, "number": "2026-3", "minutes": "As discussed."} | more
    decision = Decision(outcome=outcome, **said)  # type: ignore[arg-type] # each test its own fields
    record_verdict(WHERE, found.stages[at].key, decision=decision, viewer=viewer, now=NOW, today=TODAY)


def release(cast: Cast, name: str = "2026.1") -> None:
    publish(SZPU, "ict", Request(root=root(), name=name, reason="The term begins."), viewer=cast.lin, now=NOW)


def turns(cast: Cast) -> list[Turn]:
    return [each.turn for each in round_of(WHERE, viewer=cast.lin, today=TODAY).standing.stages]


def test_a_round_leads_from_its_opening_to_a_release(cast: Cast) -> None:
    release(cast, "2025")
    found = opened(cast)
    assert (found.base, found.status) == ("2025", Status.OPEN)
    move_on("Revised")
    for at in range(3):
        with pytest.raises(Unapproved):
            release(cast)
        decide(cast.lin, found, at)
    release(cast)
    (done,) = rounds_of(SZPU, "ict", viewer=cast.mei, today=TODAY).rounds
    assert (done.status, done.release, len(done.verdicts)) == (Status.RELEASED, "2026.1", 3)
    assert [each.deed for each in Event.objects.all()] == [
        "published",
        "round-opened",
        *["verdict-recorded"] * 3,
        "published",
    ]


def test_no_reason_replaces_a_body(cast: Cast) -> None:
    opened(cast)
    with pytest.raises(Unapproved, match="Experts: no approval yet; School"):
        release(cast)
    assert not Event.objects.filter(deed="published").exists()


def test_neither_does_abandoning_the_round(cast: Cast) -> None:
    release(cast, "2025")
    opened(cast)
    rounds.abandon(WHERE, reason="The blueprint was withdrawn.", viewer=cast.lin, now=NOW, today=TODAY)
    move_on("Moved on")
    with pytest.raises(Unapproved, match="none is open"):
        release(cast)


def test_what_moves_after_the_last_verdict_is_not_released(cast: Cast) -> None:
    found = opened(cast)
    for at in range(3):
        decide(cast.lin, found, at)
    seen = root()
    move_on("Slipped in")
    with pytest.raises(Unapproved, match="Office: approved another state"):
        release(cast)
    decide(cast.lin, found, 2)
    release(cast)
    assert root() != seen


def test_what_moves_between_two_bodies_is_shown_and_stands(cast: Cast) -> None:
    found = opened(cast)
    decide(cast.lin, found, 0)
    before = root()
    move_on("As the experts asked")
    seen = round_of(WHERE, viewer=cast.lin, today=TODAY)
    assert (seen.moved[before], seen.moved[root()]) == (1, 0)


def test_a_verdict_is_of_the_state_that_the_body_saw(cast: Cast) -> None:
    found = opened(cast)
    saw = root()
    move_on("Meanwhile")
    decide(cast.lin, found, 0, digest=saw[:8])
    assert round_of(WHERE, viewer=cast.lin, today=TODAY).round.verdicts[0].root == saw
    for never in ("", saw[:7], "0" * 8, "林" * 8):
        with pytest.raises(Refused, match="never had this digest"):
            decide(cast.lin, found, 1, digest=never)


def test_bodies_decide_in_order_and_a_return_goes_back_to_a_named_stage(cast: Cast) -> None:
    found = opened(cast)
    with pytest.raises(Clash, match="have not been passed"):
        decide(cast.lin, found, 1)
    decide(cast.lin, found, 0, Outcome.WITH_CONDITIONS)
    decide(cast.lin, found, 1)
    with pytest.raises(Refused, match="to which stage"):
        decide(cast.lin, found, 1, Outcome.RETURNED, returns_to=found.stages[2].key)
    decide(cast.lin, found, 2, Outcome.RETURNED, returns_to=found.stages[1].key)
    assert turns(cast) == [Turn.PASSED, Turn.OPEN, Turn.COMING]
    assert StageVerdict.objects.count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": TODAY + timedelta(days=1)},
        {"day": date.min},
        {"day": TODAY - timedelta(days=367)},
        {"number": " "},
        {"minutes": "x" * 10_001},
        {"outcome": Outcome.WITH_CONDITIONS, "minutes": ""},
    ],
    ids="-".join,
)
def test_a_verdict_has_its_day_and_its_minutes(cast: Cast, wrong: dict[str, object]) -> None:
    found = opened(cast)
    with pytest.raises(Refused):
        decide(cast.lin, found, 0, **wrong)  # type: ignore[arg-type] # as above
    assert not StageVerdict.objects.exists()


def test_a_verdict_of_the_year_before_is_taken_and_the_first_day_is_said(cast: Cast) -> None:
    found, first = opened(cast), TODAY - timedelta(days=366)
    with pytest.raises(Refused) as refused:
        decide(cast.lin, found, 0, day=first - timedelta(days=1))
    assert str(first) in refused.value.why.in_language("zh")
    assert str(first) in refused.value.why.in_language("en")
    decide(cast.lin, found, 0, day=first)
    assert StageVerdict.objects.get().day == first


def test_an_owner_records_the_verdict_of_their_own_stage_alone(cast: Cast) -> None:
    stages = (replace(LIST[0], owners=(cast.mei.who,)), *LIST[1:])
    found = opened(cast, stages)
    with pytest.raises(Forbidden):
        decide(cast.bo, found, 0)
    decide(cast.mei, found, 0)
    with pytest.raises(Forbidden):
        decide(cast.mei, found, 1)


@pytest.mark.parametrize("who", ["mei", "program_lead", "bo", "administrator"])
def test_only_the_lead_runs_a_round(cast: Cast, who: str) -> None:
    found, viewer = opened(cast), getattr(cast, who)
    acts = (
        lambda: open_round(At(SZPU, "ict", "x"), stages=LIST, viewer=viewer, now=NOW, today=TODAY),
        lambda: rounds.plan_stage(WHERE, found.stages[0].key, planned=LIST[0], viewer=viewer, now=NOW, today=TODAY),
        lambda: rounds.abandon(WHERE, reason="So.", viewer=viewer, now=NOW, today=TODAY),
        lambda: amend(SZPU, "ict", amended(), viewer=viewer, now=NOW, today=TODAY),
    )
    for act in acts:
        with pytest.raises(Forbidden):
            act()


@pytest.mark.parametrize("who", ["jun", "chen"])
def test_who_does_not_read_the_draft_hears_of_no_round(cast: Cast, who: str) -> None:
    opened(cast)
    for viewer in (getattr(cast, who), VISITOR):
        with pytest.raises(Missing):
            rounds_of(SZPU, "ict", viewer=viewer, today=TODAY)
        with pytest.raises(Missing):
            round_of(WHERE, viewer=viewer, today=TODAY)


def test_the_college_s_own_list_is_offered_again(cast: Cast) -> None:
    assert len(rounds_of(SZPU, "ict", viewer=cast.lin, today=TODAY).offered) == 6
    stages = (*LIST, Planned(body=Text(zh="督导组"), beside=True))
    opened(cast, stages)
    assert rounds_of(SZPU, "ict", viewer=cast.lin, today=TODAY).offered == stages


@pytest.mark.parametrize(
    "stages",
    [
        (),
        LIST * 7,
        (Planned(body=Text(en=" ")),),
        (Planned(body=Text(en="x" * 101)),),
        (Planned(body=Text(en="A"), opens_date=TODAY, due_date=TODAY - timedelta(days=1)),),
        (Planned(body=Text(en="A"), due_date=TODAY), Planned(body=Text(en="B"), due_date=TODAY - timedelta(days=1))),
        (Planned(body=Text(en="A"), owners=("00000000-0000-0000-0000-000000000000",)),),
    ],
    ids=["none", "too many", "nameless", "too long", "due before it opens", "backwards", "nobody"],
)
def test_a_list_that_makes_no_sense_is_refused(cast: Cast, stages: tuple[Planned, ...]) -> None:
    with pytest.raises(Refused):
        opened(cast, stages)


def test_one_round_is_open_at_a_time_and_a_name_is_taken_once(cast: Cast) -> None:
    opened(cast)
    with pytest.raises(Clash, match="open already"):
        opened(cast, where=At(SZPU, "ict", "2027"))
    rounds.abandon(WHERE, reason="So.", viewer=cast.lin, now=NOW, today=TODAY)
    with pytest.raises(Clash, match="already"):
        opened(cast)
    with pytest.raises(Clash, match="has ended"):
        rounds.abandon(WHERE, reason="So.", viewer=cast.lin, now=NOW, today=TODAY)


def test_dates_and_owners_can_be_set_later(cast: Cast) -> None:
    found = opened(cast)
    planned = Planned(body=Text(en="ignored"), due_date=TODAY, owners=(cast.mei.who, cast.bo.who))
    rounds.plan_stage(WHERE, found.stages[0].key, planned=planned, viewer=cast.lin, now=NOW, today=TODAY)
    seen = round_of(WHERE, viewer=cast.lin, today=TODAY)
    first = seen.round.stages[0]
    assert (first.body, first.due_date, set(first.owners)) == (LIST[0].body, TODAY, {cast.mei.who, cast.bo.who})
    assert {name for _, name in seen.staff} >= {"Mei", "Bo"}


def test_an_erased_owner_leaves_the_stage_to_the_lead(cast: Cast) -> None:
    opened(cast, (replace(LIST[0], owners=(cast.mei.who,)),))
    draft = rounds.draft_of(SZPU, "ict", viewer=cast.lin, today=TODAY)
    assert rounds.owed_to(cast.lin, [draft]) == ()
    assert [each.stage.stage.body.en for each in rounds.owed_to(cast.mei, [draft])] == ["Experts"]
    assert personal_data(cast.mei)["rounds"] == {
        "stages": [{"round": "szpu/ict/2026", "position": 1}],
        "reminded": [],
    }
    erase(cast.administrator, SZPU, cast.mei.who)
    assert [each.stage.stage.body.en for each in rounds.owed_to(cast.lin, [draft])] == ["Experts"]


def amended(**more: object) -> Amended:
    said: dict[str, object] = {
        "classes": ("24网络1", "24网络2"),
        "from_date": date(2026, 9, 1),
        "reason": "The exam moved to term 5.",
        "body": "Teaching affairs office",
        "digest": root(),
        "day": TODAY,
        "number": "2026-9",
    }
    return Amended(**(said | more))  # type: ignore[arg-type] # each test its own fields


def bind(cast: Cast, release: str, *codes: str) -> None:
    rows = "\n".join(f"{each}, MC-ordinary, {release}, 2024-09" for each in codes)
    classes.bind(SZPU, "ict", rows, viewer=cast.lin, now=NOW, today=TODAY)


def test_a_change_in_mid_cycle_is_an_amendment_for_named_classes(cast: Cast) -> None:
    found = opened(cast, LIST[:1])
    decide(cast.lin, found, 0)
    release(cast)
    bind(cast, "2026.1", "24网络1", "24网络2")
    with pytest.raises(Refused, match="nothing is amended"):
        amend(SZPU, "ict", amended(), viewer=cast.lin, now=NOW, today=TODAY)
    move_on("Amended")
    with pytest.raises(Unapproved):
        release(cast, "2026.2")
    made = amend(SZPU, "ict", amended(), viewer=cast.lin, now=NOW, today=TODAY)
    assert (made.base, made.classes) == ("2026.1", ("24网络1", "24网络2"))
    approved = root()
    move_on("And something else")
    with pytest.raises(Unapproved):
        release(cast, "2026.2")
    move_on("Amended")
    assert root() == approved
    release(cast, "2026.2")
    (kept,) = rounds_of(SZPU, "ict", viewer=cast.mei, today=TODAY).amendments
    assert (kept.release, kept.root) == ("2026.2", approved)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"classes": ()}, "Choose the classes"),
        ({"classes": tuple(str(each) for each in range(201))}, "Choose the classes"),
        ({"reason": ""}, "Say why"),
        ({"body": ""}, "which body"),
        ({"number": ""}, "number"),
        ({"day": date.min}, "more than a year before"),
        ({"classes": ("24网络1", "24-NOPE", "25-NOPE")}, "is called 24-NOPE, 25-NOPE: bind it"),
    ],
)
def test_an_amendment_says_for_whom_why_and_by_whom(cast: Cast, wrong: dict[str, object], why: str) -> None:
    release(cast, "2025")
    bind(cast, "2025", "24网络1", "24网络2")
    move_on("Amended")
    with pytest.raises(Refused, match=why):
        amend(SZPU, "ict", amended(**wrong), viewer=cast.lin, now=NOW, today=TODAY)
    assert rounds_of(SZPU, "ict", viewer=cast.lin, today=TODAY).amendments == ()


def test_where_no_class_is_bound_nothing_is_amended(cast: Cast) -> None:
    release(cast, "2025")
    move_on("Amended")
    with pytest.raises(Refused, match="No class is bound"):
        amend(SZPU, "ict", amended(), viewer=cast.lin, now=NOW, today=TODAY)


def test_an_amendment_keeps_the_code_as_it_is_bound_and_once(cast: Cast) -> None:
    release(cast, "2025")
    bind(cast, "2025", "24-Net 1")
    move_on("Amended")
    made = amend(SZPU, "ict", amended(classes=("24-NET 1", "24-net 1")), viewer=cast.lin, now=NOW, today=TODAY)
    assert made.classes == ("24-Net 1",)


def test_what_is_in_a_round_is_no_amendment(cast: Cast) -> None:
    release(cast, "2025")
    opened(cast)
    move_on("Revised")
    with pytest.raises(Clash, match="A round is open"):
        amend(SZPU, "ict", amended(), viewer=cast.lin, now=NOW, today=TODAY)
