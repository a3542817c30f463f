"""The engine and the judge, who knows nothing of it, answer alike on small clusters."""

import os
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import product

from hypothesis import Phase, event, given, note, settings
from hypothesis import strategies as st

from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.plan import Plan
from fourfold.domain.rule import Measure, Rule
from fourfold.engine.choices import Choice, Infeasible, Limit, Taken, TakenModule, first_legal, is_legal
from fourfold.engine.coverage import Coverage, Interval, coverage, depths, leaf_weights
from fourfold.engine.gap import Way, gaps
from fourfold.engine.guarantee import Range, When, assure, by_term, measured
from fourfold.engine.hours import hours_range, hours_shares
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic, plan_metrics
from fourfold.engine.proof import Proof, Verdict, promises
from fourfold.engine.sharing import redundancy, required_courses, sharing
from tests.judge import answers, by_hand, choices
from tests.judge import coverage as judged
from tests.judge.answers import Extremes, Moment
from tests.judge.choices import Chosen
from tests.judge.clusters import dossiers
from tests.judge.coverage import Pair
from tests.judge.mending import mended
from tests.judge.shown import shown

EXAMPLES = int(os.environ.get("FOURFOLD_JUDGE_EXAMPLES", "40"))
many = settings(max_examples=EXAMPLES)
# Every question may ask a solver: shrinking a disagreement would take minutes.
fewer = settings(max_examples=max(1, EXAMPLES // 4), phases=(Phase.explicit, Phase.reuse, Phase.generate))
SIDES = ("guaranteed", "reachable", "least_upper", "most_lower")
LEAST = {"guaranteed", "least_upper"}
LIMITS = (
    Limit(profiles=1, steps=1, effort=0),
    Limit(profiles=2, steps=12, effort=0),
    Limit(profiles=3, steps=60, effort=0),
    Limit(profiles=1, steps=3, effort=1),
)


def moments(dossier: Dossier, plan: Plan) -> list[Moment]:
    """After every term of the program, and after every course of the cluster."""
    terms = choices.program_of(dossier, plan).terms
    return [
        *(Moment(term=term) for term in range(1, terms + 1)),
        *(Moment(course=course.key) for course in dossier.cluster.courses),
    ]


def conditions(dossier: Dossier) -> list[str | None]:
    return [None, *(module.key for module in dossier.cluster.modules)]


Electives = frozenset[tuple[str, int | None, str]]


def electives_of(chosen: Chosen) -> Electives:
    return frozenset((key, chosen.terms[key], pick.pool.key) for pick in chosen.picks for key in pick.courses)


def modules_of(chosen: Chosen) -> frozenset[tuple[str, str]]:
    return frozenset((module, pick.pool.key) for pick in chosen.picks for module in pick.modules)


def same(choice: Choice, legal: list[Chosen]) -> Chosen:
    """The judge's own copy of a choice; there is one only if the choice is legal."""
    wanted = frozenset((each.course, each.term, each.pool) for each in choice.taken)
    whole = frozenset((each.module, each.pool) for each in choice.wholes)
    found = [each for each in legal if electives_of(each) == wanted and modules_of(each) == whole]
    assert found, f"not a legal choice: {choice}"
    return found[0]


def exactly(found: Range, expected: Extremes) -> None:
    assert {side: getattr(found, side).bound for side in SIDES} == {side: getattr(expected, side) for side in SIDES}
    assert {side: getattr(found, side).best for side in SIDES} == {side: getattr(expected, side) for side in SIDES}
    assert found.decided
    assert all(getattr(found, side).choice is not None for side in SIDES)


def encloses(found: Range, expected: Extremes) -> None:
    for side in SIDES:
        extreme, value = getattr(found, side), getattr(expected, side)
        low, high = (extreme.bound, extreme.best) if side in LEAST else (extreme.best, extreme.bound)
        assert low <= value <= high, side
        assert extreme.decided == (low == high)


def attains(found: Range, worth: Callable[[Chosen], Pair], over: list[Chosen]) -> None:
    """The choice shown beside each extreme is legal and is worth what is said."""
    for side in SIDES:
        extreme = getattr(found, side)
        if extreme.choice is not None:
            low, high = worth(same(extreme.choice, over))
            assert extreme.best == (high if side in {"reachable", "least_upper"} else low)


Question = tuple[Framework, Moment, str | None, list[Chosen]]


def questions(dossier: Dossier, plan: Plan) -> Iterator[Question]:
    """Everything that can be asked of a plan's coverage, with the choices that the answer runs over."""
    legal = choices.legal_choices(dossier, plan)
    kind = "0" if not legal else "1" if len(legal) == 1 else "2 to 5" if len(legal) < 6 else "6 or more"
    event(f"legal choices: {kind}")
    for moment in moments(dossier, plan):
        for taking in conditions(dossier):
            over = answers.counting(dossier, legal, moment, taking)
            for framework in dossier.frameworks:
                yield framework, moment, taking, over


@many
@given(dossiers())
def test_guaranteed_and_reachable_are_what_the_judge_says(dossier: Dossier) -> None:
    note(shown(dossier))
    index, plan = Index(dossier), first_plan(dossier)
    for framework, moment, taking, over in questions(dossier, plan):
        when = When(term=moment.term, course=moment.course)
        found = measured(
            index,
            plan=plan.key,
            framework=framework.key,
            when=when,
            taking=taking,
            measures=answers.COVERAGE,
            limit=Limit(),
        )
        assert isinstance(found, Infeasible) == (not over), (moment, taking)
        if isinstance(found, Infeasible) or not framework.leaves():
            continue
        expected = answers.ranges(dossier, framework, over, moment)
        for measure in answers.COVERAGE:
            exactly(found[measure], expected[measure])
            attains(found[measure], worth_of(dossier, framework, moment, measure), over)


@fewer
@given(dossiers(), st.sampled_from(LIMITS))
def test_an_answer_that_the_limit_cuts_short_encloses_what_the_judge_says(dossier: Dossier, limit: Limit) -> None:
    note(shown(dossier))
    index, plan = Index(dossier), first_plan(dossier)
    for framework, moment, taking, over in questions(dossier, plan):
        when = When(term=moment.term, course=moment.course)
        found = measured(
            index,
            plan=plan.key,
            framework=framework.key,
            when=when,
            taking=taking,
            measures=answers.COVERAGE,
            limit=limit,
        )
        if isinstance(found, Infeasible):
            assert not over, (moment, taking, found)
        elif over and framework.leaves():
            expected = answers.ranges(dossier, framework, over, moment)
            note(f"{framework.code} at {moment} taking {taking}: {len(over)} choices")
            event(f"decided: {all(each.decided for each in found.values())}")
            for measure in answers.COVERAGE:
                encloses(found[measure], expected[measure])
                attains(found[measure], worth_of(dossier, framework, moment, measure), over)


def first_plan(dossier: Dossier) -> Plan:
    """The plan with the most pools: the generator gives it to the first program."""
    return min(dossier.cluster.programs, key=lambda program: program.position).plans[0]


def worth_of(dossier: Dossier, framework: Framework, moment: Moment, measure: Measure) -> Callable[[Chosen], Pair]:
    leaves = len(framework.leaves())
    return lambda chosen: answers.value_at(answers.measured_at(dossier, framework, chosen, moment), measure, leaves)


@many
@given(dossiers())
def test_the_answers_of_every_term_are_the_answers_asked_one_by_one(dossier: Dossier) -> None:
    note(shown(dossier))
    index = Index(dossier)
    for plan in index.plans.values():
        for framework in dossier.frameworks:
            terms = range(1, choices.program_of(dossier, plan).terms + 1)
            one_by_one = tuple(
                assure(index, plan=plan.key, framework=framework.key, when=When(term=term)) for term in terms
            )
            assert by_term(index, plan=plan.key, framework=framework.key) == one_by_one


@many
@given(dossiers())
def test_a_first_legal_choice_is_found_exactly_where_there_is_one(dossier: Dossier) -> None:
    note(shown(dossier))
    index = Index(dossier)
    for plan in index.plans.values():
        legal, found = list(choices.legal_choices(dossier, plan)), first_legal(index, plan=plan.key)
        assert isinstance(found, Choice) == bool(legal)
        if isinstance(found, Choice):
            same(found, legal)


@many
@given(dossiers())
def test_the_engine_calls_legal_what_the_judge_calls_legal(dossier: Dossier) -> None:
    note(shown(dossier))
    index = Index(dossier)
    for plan in index.plans.values():
        legal = {(electives_of(each), modules_of(each)) for each in choices.legal_choices(dossier, plan)}
        for tried in choices.tries(dossier, plan):
            assert is_legal(index, plan=plan.key, choice=as_choice(tried)) == (
                (electives_of(tried), modules_of(tried)) in legal
            )


def as_choice(chosen: Chosen) -> Choice:
    taken = sorted(electives_of(chosen), key=str)
    return Choice(
        taken=tuple(Taken(course=course, term=term, pool=pool) for course, term, pool in taken if term is not None),
        wholes=tuple(TakenModule(module=module, pool=pool) for module, pool in sorted(modules_of(chosen))),
    )


@many
@given(dossiers())
def test_a_promise_is_kept_or_broken_as_the_judge_says(dossier: Dossier) -> None:
    note(shown(dossier))
    index = Index(dossier)
    rules = {rule.key: rule for rule in dossier.cluster.rules}
    found = promises(index)
    assert {(each.rule, each.plan) for each in found} == set(product(rules, index.plans))
    for proof in found:
        note(f"{rules[proof.rule]}\n{proof}")
        plan = index.plans[proof.plan]
        legal = list(choices.legal_choices(dossier, plan))
        assert proof.verdict.value == answers.promise(dossier, plan, rules[proof.rule], legal).value
        event(f"promise {proof.verdict} {proof.why}")
        if proof.value is not None:
            holds_up(dossier, rules[proof.rule], proof, legal)


def holds_up(dossier: Dossier, rule: Rule, proof: Proof, legal: list[Chosen]) -> None:
    """The witness is a legal choice at that time; it breaks a broken promise, and attains a kept one."""
    assert proof.when is not None
    assert proof.value is not None
    assert proof.witness is not None
    moment = Moment(term=proof.when.term, course=proof.when.course)
    over = answers.counting(dossier, legal, moment, proof.taking)
    framework = Index(dossier).frameworks[rule.scope.framework or ""]
    served = answers.measured_at(dossier, framework, same(proof.witness, over), moment)
    low, high = answers.compared(served, rule.measure, len(framework.leaves()))
    assert proof.value.best in {low, high}
    if proof.verdict is Verdict.BROKEN:
        assert answers.surely_not(rule, low, high)
    leaves = len(framework.leaves())
    known = [answers.measured_at(dossier, framework, each, moment) for each in over]
    lies_between(proof, answers.extremes(answers.compared(each, rule.measure, leaves) for each in known))


def lies_between(proof: Proof, ends: Extremes) -> None:
    """Whatever the unknown turns out to be, the least value over the choices (or the greatest) lies in between."""
    assert proof.enclosing is not None
    assert (proof.enclosing.low, proof.enclosing.high) in {
        (ends.guaranteed, ends.least_upper),
        (ends.most_lower, ends.reachable),
    }


@fewer
@given(dossiers(), st.sampled_from(LIMITS))
def test_a_promise_that_the_limit_cuts_short_is_never_decided_wrongly(dossier: Dossier, limit: Limit) -> None:
    note(shown(dossier))
    index = Index(dossier)
    rules = {rule.key: rule for rule in dossier.cluster.rules}
    for proof in promises(index, limit=limit):
        plan = index.plans[proof.plan]
        legal, rule = choices.legal_choices(dossier, plan), rules[proof.rule]
        if proof.verdict is Verdict.BROKEN:
            assert answers.promise(dossier, plan, rule, legal) is answers.Verdict.BROKEN
        if proof.verdict is Verdict.KEPT:  # where there is no choice, every choice keeps it: the limit hid that
            kept = answers.Verdict.KEPT
            assert answers.promise(dossier, plan, rule, legal, without_choices=kept) is kept


@many
@given(dossiers())
def test_gaps_are_what_the_judge_says_and_each_way_closes_its_own(dossier: Dossier) -> None:
    note(shown(dossier))
    index, plan = Index(dossier), first_plan(dossier)
    for framework, moment, taking, over in questions(dossier, plan):
        when = When(term=moment.term, course=moment.course)
        found = gaps(index, plan=plan.key, framework=framework.key, when=when, taking=taking, near=0)
        assert isinstance(found, Infeasible) == (not over)
        if isinstance(found, Infeasible):
            continue
        expected = answers.gaps(dossier, framework, over, moment)
        assert {gap.item: gap.missing_depth for gap in found} == expected
        assert [gap.item for gap in found] == [leaf.key for leaf in framework.leaves() if leaf.key in expected]
        weights = judged.leaf_weights(framework)
        for gap in found:
            assert gap.decided
            assert (gap.weight and (gap.weight.low, gap.weight.high)) == weights[gap.item]
            assert [way.cost for way in gap.ways] == sorted(way.cost for way in gap.ways)
            for way in gap.ways:
                note(f"{way} for {gap.item} at {moment} taking {taking}")
                event(f"way: {way.kind}")
                closes(dossier, plan, framework, moment, taking, gap.item, way)


def closes(  # a question and its way
    dossier: Dossier, plan: Plan, framework: Framework, moment: Moment, taking: str | None, item: str, way: Way
) -> None:
    """With the way gone, no legal choice leaves the leaf unmet any more."""
    after = mended(dossier, plan, framework, item, way)
    changed = next(each for program in after.cluster.programs for each in program.plans if each.key == plan.key)
    over = answers.counting(after, choices.legal_choices(after, changed), moment, taking)
    assert over
    assert item not in answers.gaps(after, framework, over, moment)


HOURS = (Measure.HOURS, Measure.CREDITS, Measure.HOURS_SHARE, Measure.ELECTIVE_SHARE, Measure.PRACTICE_SHARE)
OF_CATEGORIES = {Measure.HOURS, Measure.CREDITS, Measure.HOURS_SHARE}


@many
@given(dossiers())
def test_hours_and_their_shares_are_what_the_judge_says(dossier: Dossier) -> None:
    note(shown(dossier))
    index = Index(dossier)
    for plan in index.plans.values():
        legal = list(choices.legal_choices(dossier, plan))
        for measure in HOURS:
            for category in (None, *index.categories) if measure in OF_CATEGORIES else (None,):
                within = () if category is None else (category,)
                found = hours_range(index, plan=plan.key, measure=measure, categories=within)
                assert (found is None) == (not legal)
                if found is not None:
                    exactly(found, answers.hours_range(dossier, plan, legal, measure, *within))
                    counted = frozenset(within) or answers.all_categories(dossier)
                    attains(found, partial(hours_worth, dossier, plan, measure, counted), legal)


def hours_worth(dossier: Dossier, plan: Plan, measure: Measure, counted: frozenset[str], chosen: Chosen) -> Pair:
    return answers.hours_value(dossier, plan, chosen, measure, counted)


@fewer
@given(dossiers(), st.sampled_from(LIMITS))
def test_hours_that_the_limit_cuts_short_enclose_what_the_judge_says(dossier: Dossier, limit: Limit) -> None:
    note(shown(dossier))
    index = Index(dossier)
    for plan in index.plans.values():
        legal = list(choices.legal_choices(dossier, plan))
        for measure in HOURS:
            found = hours_range(index, plan=plan.key, measure=measure, limit=limit)
            if found is not None and legal:
                encloses(found, answers.hours_range(dossier, plan, legal, measure))
                counted = answers.all_categories(dossier)
                attains(found, partial(hours_worth, dossier, plan, measure, counted), legal)
            assert found is not None or not legal


@many
@given(dossiers())
def test_the_shares_shown_together_are_those_asked_one_by_one(dossier: Dossier) -> None:
    note(shown(dossier))
    index = Index(dossier)
    for plan in index.plans.values():
        found = hours_shares(index, plan=plan.key)
        if isinstance(found, Infeasible):
            continue
        together = [found.hours, found.credits, found.elective, found.practice]
        measures = (Measure.HOURS, Measure.CREDITS, Measure.ELECTIVE_SHARE, Measure.PRACTICE_SHARE)
        assert together == [hours_range(index, plan=plan.key, measure=each) for each in measures]
        assert found.categories == tuple(
            (key, hours_range(index, plan=plan.key, measure=Measure.HOURS_SHARE, categories=(key,)))
            for key in index.categories
        )


@many
@given(dossiers())
def test_coverage_of_what_a_plan_requires_is_what_the_judge_says(dossier: Dossier) -> None:
    note(shown(dossier))
    index = Index(dossier)
    for framework in dossier.frameworks:
        for plan in index.plans.values():
            courses = set(choices.required_of(dossier, plan))
            ranks = depths(index, framework=framework.key, courses=courses)
            served = judged.depths(dossier, framework, courses)
            assert {key: rank for key, rank in ranks.items() if rank} == {
                key: rank for key, rank in served.items() if rank
            }
            found = coverage(framework, ranks)
            if framework.leaves():
                measured = judged.measured(framework, served)
                assert found == Coverage(
                    items_met=measured.items_met,
                    items=len(served),
                    met_weight=Interval(low=measured.met_weight[0], high=measured.met_weight[1]),
                    partial=Interval(low=measured.partial[0], high=measured.partial[1]),
                )
            else:
                unknown = Interval(low=Fraction(0), high=Fraction(1))
                assert found == Coverage(items_met=0, items=0, met_weight=unknown, partial=unknown)


@many
@given(dossiers())
def test_weights_of_leaves_are_what_the_judge_says(dossier: Dossier) -> None:
    for framework in dossier.frameworks:
        found = leaf_weights(framework)
        pairs = {leaf: pair and (pair.low, pair.high) for leaf, pair in found.items()}
        assert pairs == judged.leaf_weights(framework)


@many
@given(dossiers())
def test_sharing_and_redundancy_are_what_the_judge_says(dossier: Dossier) -> None:
    note(shown(dossier))
    index = Index(dossier)
    for program in dossier.cluster.programs:
        for plan in (None, *program.plans):
            part = None if plan is None else plan.key
            courses = frozenset(choices.required_of(dossier, plan)) if plan else answers.required_by(dossier, program)
            assert set(required_courses(index, program=program.key, plan=part)) == courses
            expected = answers.sharing(dossier, program, courses)
            assert sharing(index, program=program.key, plan=part) == (expected or 0)
            for framework in dossier.frameworks:
                twice = redundancy(index, program=program.key, framework=framework.key, plan=part)
                mastered = answers.redundancy(dossier, framework, courses)
                assert {leaf: frozenset(by) for leaf, by in twice} == mastered
                event(f"redundant leaves: {min(2, len(mastered))}")


@many
@given(dossiers())
def test_complexity_of_a_plan_is_what_the_judge_says(dossier: Dossier) -> None:
    note(shown(dossier))
    index = Index(dossier)
    for plan in index.plans.values():
        found, expected = plan_metrics(index, plan=plan.key), answers.plan_complexity(dossier, plan)
        event(f"cyclic: {expected is None}")
        assert isinstance(found, Cyclic) == (expected is None)
        if not isinstance(found, Cyclic) and expected is not None:
            by_course = {each.course: each for each in found.courses}
            assert {
                key: (each.blocking, each.delay, each.centrality, each.complexity) for key, each in by_course.items()
            } == {key: (each.blocking, each.delay, each.centrality, each.complexity) for key, each in expected.items()}
            assert found.complexity == sum(each.complexity for each in expected.values())


def test_a_course_that_no_choice_takes_is_not_counted_in_complexity() -> None:
    """An optional course of a module is not taken with it; fixing its term does not make it an elective."""
    courses = [by_hand.course("A"), by_hand.course("B", optional=True)]
    plan = by_hand.plan("", by_hand.pool("P", "B@1", modules="M", choose=1))
    index = Index(by_hand.dossier([by_hand.program(plan)], courses))
    found = plan_metrics(index, plan=plan.key)
    assert not isinstance(found, Cyclic)
    assert [each.course for each in found.courses] == [by_hand.key("A")]


def test_a_sitting_after_a_course_claims_no_figure_of_a_term_in_which_it_cannot_start() -> None:
    """D needs A no later than itself, so A starts in term 1: before D ends, so that D serves nothing by then."""
    courses = [by_hand.course("A"), by_hand.course("B"), by_hand.course("D", span=2, needs=by_hand.co("A"))]
    plan = by_hand.plan("D@1", by_hand.pool("P", "A B", choose=1))
    framework = by_hand.framework(by_hand.leaf("x"))
    served = by_hand.links({"D": "x:introduce"})
    dossier = by_hand.dossier([by_hand.program(plan, terms=2)], courses, framework, served=served)
    found = struck(dossier, plan, framework, When(course=by_hand.key("A")), None, Limit(profiles=1, steps=1, effort=0))
    assert not isinstance(found, Infeasible)
    assert found[Measure.PARTIAL].reachable.best == 0


def test_an_impossible_condition_is_not_decided_or_infeasible_where_the_limit_strikes() -> None:
    """One of B and C cannot be the whole module."""
    courses = [by_hand.course("B"), by_hand.course("C")]
    plan = by_hand.plan("", by_hand.pool("P", "B C", choose=1))
    framework = by_hand.framework(by_hand.leaf("x"))
    served = by_hand.links({"B": "x:master", "C": "x:introduce"})
    dossier = by_hand.dossier([by_hand.program(plan)], courses, framework, served=served)
    found = struck(dossier, plan, framework, When(term=1), by_hand.key("M"), Limit(profiles=1, steps=1, effort=1))
    assert isinstance(found, Infeasible) or not found[Measure.ITEMS_MET].decided


def struck(  # a question and its limit
    dossier: Dossier, plan: Plan, framework: Framework, when: When, taking: str | None, limit: Limit
) -> Mapping[Measure, Range] | Infeasible:
    return measured(
        Index(dossier),
        plan=plan.key,
        framework=framework.key,
        when=when,
        taking=taking,
        measures=answers.COVERAGE,
        limit=limit,
    )
