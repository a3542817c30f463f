"""What moved between two states is what moved, and its causes are causes: the judge tries them out by brute force."""

import os
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from fourfold.canon.parts import parts_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.plan import Plan
from fourfold.engine.coverage_moves import CoverageMove, Side
from fourfold.engine.figure_moves import FigureMoves, PlanMove, figure_moves, moves_between
from fourfold.engine.index import Index
from fourfold.engine.pieces import Enough, Piece, enough, pieces, taken_over
from fourfold.engine.plan_figures import Sat, amounts, complexity, sats, sight
from fourfold.engine.rules import judge_rules
from tests.judge import answers, choices
from tests.judge.answers import Moment
from tests.judge.clusters import (
    MOST_TRIES,
    Draw,
    dossiers,
    draw_course,
    draw_framework,
    draw_links,
    draw_plan,
    draw_rule,
    often,
    one,
)

EXAMPLES = int(os.environ.get("FOURFOLD_JUDGE_EXAMPLES", "40"))
fewer = settings(
    max_examples=max(1, EXAMPLES // 2), phases=(Phase.explicit, Phase.reuse, Phase.generate), deadline=None
)


@st.composite
def states(draw: Draw) -> tuple[Dossier, Dossier]:
    """A cluster, and what an edit or two have made of it: courses, links, plans, rules, a framework."""
    before = draw(dossiers())
    after = before
    for _ in range(draw(st.integers(1, 3))):
        after = edited(draw, after)
    plans = [plan for program in after.cluster.programs for plan in program.plans]
    assume(all(choices.size(after, plan) <= MOST_TRIES for plan in plans))
    return before, after


def edited(draw: Draw, state: Dossier) -> Dossier:
    cluster, frameworks = state.cluster, state.frameworks
    courses = sorted(cluster.courses, key=lambda each: each.code)
    number = draw(st.integers(0, len(courses) - 1))
    what = one(draw, ("links", "links", "course", "terms", "plan", "rule", "framework", "gone"))
    if what == "links":
        fresh = draw_links(draw, courses[number], frameworks)
        links = tuple(fresh if each.key == fresh.key else each for each in cluster.links)
        return replace(state, cluster=replace(cluster, links=links))
    if what == "course":
        other = draw_course(draw, number, len(courses), cluster.modules, 3)
        kept = tuple(other if each.key == other.key else each for each in courses)
        return replace(state, cluster=replace(cluster, courses=kept))
    if what == "gone":
        left = tuple(each for each in courses if each is not courses[number])
        return replace(state, cluster=replace(cluster, courses=left))
    if what == "rule":
        drawn = draw_rule(draw, 0, frameworks)
        return replace(
            state, cluster=replace(cluster, rules=(drawn, *(e for e in cluster.rules if e.key != drawn.key)))
        )
    if what == "framework":
        again = draw_framework(draw, 1)
        return replace(state, frameworks=tuple(again if each.key == again.key else each for each in frameworks))
    first = cluster.programs[0]
    plan = moved(draw, first.plans[0], first.terms)
    if what == "plan":
        plan = draw_plan(draw, 0, courses, cluster.modules, frameworks, first.terms)
    program = replace(first, plans=(plan, *first.plans[1:]))
    return replace(state, cluster=replace(cluster, programs=(program, *cluster.programs[1:])))


def moved(draw: Draw, plan: Plan, terms: int) -> Plan:
    """The plan with its required courses in other terms."""
    required = tuple(
        replace(each, term=draw(st.integers(1, terms))) if often(draw, 60) else each for each in plan.required
    )
    return replace(plan, required=required)


def sure(state: Dossier, plan: str, side: Side) -> frozenset[str] | None:
    """The items of a framework that are met under every legal choice, all of them tried; `None` where there is none."""
    found = next(each for program in state.cluster.programs for each in program.plans if each.key == plan)
    sat = next((each for each in sats(Index(state), plan=plan) if same(each, side.sat)), None)
    framework = next((each for each in state.frameworks if each.key == side.sat.framework), None)
    if sat is None or framework is None:
        return None
    moment = Moment(term=sat.when.term, course=sat.when.course)
    over = answers.counting(state, choices.legal_choices(state, found), moment, sat.taking)
    unmet = answers.gaps(state, framework, over, moment) if over else {}
    return frozenset(leaf.key for leaf in framework.leaves() if leaf.key not in unmet) if over else None


def same(one: Sat, other: Sat) -> bool:
    return (one.framework, one.place) == (other.framework, other.place)


def covered(found: FigureMoves) -> Iterator[tuple[PlanMove, CoverageMove]]:
    yield from ((plan, each) for plan in found.plans for each in plan.coverage)


def smaller(found: Enough) -> Iterator[tuple[Piece, ...]]:
    """The pieces without each of them in turn."""
    for at in range(len(found.pieces)):
        yield found.pieces[:at] + found.pieces[at + 1 :]


def taken(before: Dossier, after: Dossier, chosen: tuple[Piece, ...]) -> Dossier:
    """The earlier state, with the library of both, and some pieces taken over."""
    known = {each.key for each in before.frameworks}
    more = tuple(each for each in after.frameworks if each.key not in known)
    return taken_over(replace(before, frameworks=(*before.frameworks, *more)), chosen)


@given(states())
@fewer
def test_every_piece_together_makes_the_later_state_of_the_earlier_one(both: tuple[Dossier, Dossier]) -> None:
    before, after = both
    made = taken_over(before, pieces(before, after))
    was, will = (dict(parts_of(each.cluster)) for each in (made, after))
    assert was.keys() == will.keys()
    assert [repr(edges(each)) for each in (made,)] == [repr(edges(each)) for each in (after,)]


def edges(state: Dossier) -> tuple[object, ...]:
    """Everything that a figure reads: no order but that of requisite trees."""
    cluster = state.cluster
    plans = [plan for program in cluster.programs for plan in program.plans]
    return (
        cluster.courses,
        cluster.links,
        [sorted(plan.required, key=lambda each: each.course) for plan in plans],
        [sorted(pool.key for pool in plan.pools) for plan in plans],
        state.frameworks,
    )


@given(dossiers())
@fewer
def test_one_state_compared_with_itself_says_nothing(state: Dossier) -> None:
    assert moves_between(Index(state), Index(state)).still


@given(states())
@fewer
def test_what_moved_is_what_brute_force_finds_to_have_moved(both: tuple[Dossier, Dossier]) -> None:
    before, after = both
    found = moves_between(*map(Index, both))
    for plan, move in covered(found):
        if move.before is None or move.after is None or not same(move.before.sat, move.after.sat):
            continue
        was, will = (sure(state, plan.plan, side) for state, side in ((before, move.before), (after, move.after)))
        if was is not None and will is not None:
            assert (frozenset(move.gained), frozenset(move.lost)) == (will - was, was - will)
    untold = {plan for plan in Index(before).plans if plan in Index(after).plans} - {each.plan for each in found.plans}
    for plan_key in untold:
        for sat in sats(Index(before), plan=plan_key):
            side = Side(sat=sat, assured=None, by_term=(), sure=frozenset())  # type: ignore[arg-type]  # only the sitting is read
            assert sure(before, plan_key, side) == sure(after, plan_key, side)


@given(states())
@fewer
def test_the_named_causes_alone_move_the_items_and_none_of_them_can_be_left_out(both: tuple[Dossier, Dossier]) -> None:
    before, after = both
    for plan, move in covered(moves_between(*map(Index, both))):
        for why, items, come in ((move.why_gained, move.gained, True), (move.why_lost, move.lost, False)):
            if why is not None and move.after is not None:
                for chosen, holds in tried(why):
                    found = sure(taken(before, after, chosen), plan.plan, move.after) or frozenset()
                    moves = set(items) <= found if come else not set(items) & found
                    assert moves is holds


@given(states())
@fewer
def test_the_causes_of_amounts_and_complexity_are_tried_out_too(both: tuple[Dossier, Dossier]) -> None:
    before, after = both
    for plan in moves_between(*map(Index, both)).plans:
        if plan.amounts is not None and plan.amounts.why is not None:
            wanted = {name: value for name, _was, value in plan.amounts.moved}
            for chosen, holds in tried(plan.amounts.why):
                state = sight(Index(taken(before, after, chosen)))
                assert (amounts(state, plan.plan, only=wanted) == wanted) is holds
        if plan.complexity is not None and plan.complexity.why is not None:
            for chosen, holds in tried(plan.complexity.why):
                value = complexity(sight(Index(taken(before, after, chosen))), plan.plan)
                assert (value == plan.complexity.after) is holds


@given(states())
@fewer
def test_the_causes_of_verdicts_are_tried_out_too(both: tuple[Dossier, Dossier]) -> None:
    before, after = both
    for rule in moves_between(*map(Index, both)).rules:
        for chosen, holds in tried(rule.why) if rule.why else ():
            results = judge_rules(Index(taken(before, after, chosen)))
            about = (rule.after.rule.key, rule.after.subject.key)
            verdicts = [each.verdict for each in results if (each.rule.key, each.subject.key) == about]
            assert (verdicts == [rule.after.verdict]) is holds


def tried(why: Enough) -> Iterator[tuple[tuple[Piece, ...], bool]]:
    yield why.pieces, True
    yield from ((each, False) for each in smaller(why))


@given(states())
@fewer
def test_the_two_states_the_other_way_round_have_their_figures_the_other_way_round(
    both: tuple[Dossier, Dossier],
) -> None:
    before, after = map(Index, both)
    there, back = figure_moves(sight(before), sight(after)), figure_moves(sight(after), sight(before))
    assert {figures(each) for each in covered(there)} == {turned(figures(each)) for each in covered(back)}
    assert [amounts_of(each) for each in by_plan(there)] == [
        tuple((name, will, was) for name, was, will in amounts_of(each)) for each in by_plan(back)
    ]
    assert {(each.plan, each.complexity.before, each.complexity.after) for each in there.plans if each.complexity} == {
        (each.plan, each.complexity.after, each.complexity.before) for each in back.plans if each.complexity
    }


def by_plan(found: FigureMoves) -> list[PlanMove]:
    return sorted(found.plans, key=lambda each: each.plan)


def amounts_of(move: PlanMove) -> tuple[tuple[object, object, object], ...]:
    return tuple(sorted(move.amounts.moved, key=str)) if move.amounts else ()


Figures = tuple[str, object, object, tuple[str, ...], tuple[str, ...]]


def figures(told: tuple[PlanMove, CoverageMove]) -> Figures:
    plan, move = told
    before, after = (side and (side.sat.framework, side.sat.place, side.sure) for side in (move.before, move.after))
    return plan.plan, before, after, tuple(sorted(move.gained)), tuple(sorted(move.lost))


def turned(found: Figures) -> Figures:
    plan, before, after, gained, lost = found
    return plan, after, before, lost, gained


@given(st.sets(st.integers(0, 11)), st.integers(12, 40))
def test_enough_finds_what_is_needed_and_no_more(needed: set[int], count: int) -> None:
    all_of_them = [Piece(key=str(number), before=None, after=None) for number in range(count)]

    def explains(chosen: object) -> bool:
        return {str(number) for number in needed} <= {each.key for each in chosen}  # type: ignore[attr-defined]  # pieces

    found = enough(all_of_them, explains)
    assert found is not None
    assert [int(each.key) for each in found.pieces] == sorted(needed)
    assert enough(all_of_them, lambda _chosen: False) is None
