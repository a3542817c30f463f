"""Where a revision round stands: laws over any stages and any verdicts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.domain.round import Outcome, Round, Stage, Verdict
from fourfold.domain.text import Text
from fourfold.engine.round import (
    Reason,
    Turn,
    lacking,
    may_return_to,
    owed,
    pressing,
    standing,
    steps,
    unowned,
)

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def stage(key: str, **more: object) -> Stage:
    return Stage(key=key, body=Text(en=key), **more)  # type: ignore[arg-type] # each test its own fields


def verdict(key: str, outcome: Outcome = Outcome.APPROVED, root: str = "r", back: str | None = None) -> Verdict:
    returns_to = (back or key) if outcome is Outcome.RETURNED else None
    return Verdict(
        stage=key,
        outcome=outcome,
        root=root,
        day=TODAY,
        number="1",
        minutes="",
        who="lin",
        at=NOW,
        returns_to=returns_to,
    )


def year(stages: tuple[Stage, ...], *verdicts: Verdict) -> Round:
    return Round(key="k", name="2026", stages=stages, verdicts=verdicts, opened_at=NOW)


def turns(round_: Round) -> dict[str, Turn]:
    return {each.stage.key: each.turn for each in standing(round_, today=TODAY).stages}


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    """Any list of stages, some beside the one before, and any verdicts in any order, sensible or not."""
    names = "abcdef"[: draw(st.integers(1, 6))]
    stages = tuple(stage(each, beside=draw(st.booleans())) for each in names)
    said = st.builds(
        verdict, st.sampled_from(names), st.sampled_from(Outcome), st.sampled_from("rs"), st.sampled_from(names)
    )
    return year(stages, *draw(st.lists(said, max_size=14)))


@given(rounds())
def test_no_stage_is_passed_before_all_of_the_steps_before_it(found: Round) -> None:
    seen = turns(found)
    passed = [all(seen[each.key] is Turn.PASSED for each in step) for step in steps(found.stages)]
    for at, step in enumerate(steps(found.stages)):
        for each in step:
            reached = all(passed[:at])
            assert reached or seen[each.key] is Turn.COMING
            assert not reached or seen[each.key] is not Turn.COMING


@given(rounds())
def test_it_is_always_somebody_s_turn_until_all_is_passed(found: Round) -> None:
    seen = standing(found, today=TODAY)
    assert bool(seen.current) is not seen.passed


@given(rounds(), st.sampled_from("rs"))
def test_nothing_is_released_but_what_the_last_bodies_approved(found: Round, root: str) -> None:
    lacks, seen = lacking(found, root=root), standing(found, today=TODAY)
    last = {each.key for each in steps(found.stages)[-1]}
    approved = all(
        each.approval and (each.approval.root, each.approval.outcome) == (root, Outcome.APPROVED)
        for each in seen.stages
        if each.stage.key in last
    )
    assert (not lacks) is (seen.passed and approved)


@given(rounds(), st.data())
def test_a_return_undoes_the_stage_it_goes_back_to_and_what_follows(found: Round, data: st.DataObject) -> None:
    before = turns(found)
    able = [each for each in found.stages if before[each.key] is not Turn.COMING]
    body = data.draw(st.sampled_from(able)).key
    back = data.draw(st.sampled_from(may_return_to(found.stages, body))).key
    place = {each.key: at for at, step in enumerate(steps(found.stages)) for each in step}
    after = turns(year(found.stages, *found.verdicts, verdict(body, Outcome.RETURNED, back=back)))
    assert {key for key, turn in after.items() if turn is Turn.PASSED} == {
        key for key, turn in before.items() if turn is Turn.PASSED and place[key] < place[back]
    }


@given(rounds())
def test_every_step_is_reached_by_approving_in_order(found: Round) -> None:
    approvals = [verdict(each.key, root="s") for each in found.stages]
    assert lacking(year(found.stages, *found.verdicts, *approvals), root="s") == ()


@given(rounds(), st.integers(-400, 400))
def test_days_count_from_today_to_the_due_date(found: Round, days: int) -> None:
    dated = year(
        tuple(stage(each.key, beside=each.beside, due_date=TODAY + timedelta(days=days)) for each in found.stages),
        *found.verdicts,
    )
    for each in standing(dated, today=TODAY).stages:
        assert each.days == (None if each.turn is Turn.PASSED else days)
        assert each.late_days == (0 if each.turn is Turn.PASSED else max(0, -days))
        assert pressing(each, within_days=7) is (each.turn is Turn.OPEN and days <= 7)


def test_what_is_due_for_somebody_is_theirs_has_its_turn_and_has_begun() -> None:
    stages = (
        stage("a", owners=("mei",)),
        stage("b", beside=True, owners=("mei", "lin"), opens_date=TODAY + timedelta(days=1)),
        stage("c", beside=True),
        stage("d", owners=("mei",)),
    )
    found = standing(year(stages), today=TODAY)
    assert [each.stage.key for each in owed(found, "mei", today=TODAY)] == ["a"]
    assert [each.stage.key for each in owed(found, "lin", today=TODAY + timedelta(days=1))] == ["b"]
    assert [each.stage.key for each in unowned(found, today=TODAY)] == ["c"]


STAGES = (stage("experts"), stage("school"))


@pytest.mark.parametrize(
    ("verdicts", "reasons"),
    [
        ((), [Reason.NOT_APPROVED, Reason.NOT_APPROVED]),
        ((verdict("experts", Outcome.WITH_CONDITIONS, "old"),), [Reason.NOT_APPROVED]),
        ((verdict("experts"), verdict("school", root="old")), [Reason.OTHER_DRAFT]),
        ((verdict("experts"), verdict("school", Outcome.WITH_CONDITIONS)), [Reason.CONDITIONS]),
        ((verdict("experts", root="old"), verdict("school")), []),
        (
            (verdict("experts"), verdict("school"), verdict("school", Outcome.RETURNED, back="experts")),
            [Reason.NOT_APPROVED] * 2,
        ),
        ((verdict("school"),), [Reason.NOT_APPROVED] * 2),
    ],
)
def test_what_a_release_still_lacks(verdicts: tuple[Verdict, ...], reasons: list[Reason]) -> None:
    assert [each.reason for each in lacking(year(STAGES, *verdicts), root="r")] == reasons


def test_a_return_stays_in_sight_until_its_stage_is_approved_again() -> None:
    back = verdict("school", Outcome.RETURNED, back="experts")
    found = standing(year(STAGES, verdict("experts"), back), today=TODAY)
    assert [each.returned for each in found.stages] == [back, None]
    found = standing(year(STAGES, verdict("experts"), back, verdict("experts")), today=TODAY)
    assert [each.returned for each in found.stages] == [None, None]
