"""The program page: its charts, its promises, its board; and the evidence behind a figure."""

import pytest

from fourfold.actions.shelf import Opened
from fourfold.domain.rule import Measure
from fourfold.engine.guarantee import When
from fourfold.web.pages import board, chart, coverage, electives, flags, lens, problem, program, rule, sharing
from fourfold.web.pages.address import Address
from fourfold.web.pages.problem import Filter
from tests.engine.checks.cases_rules import MOST, ruled
from tests.web.small import HCIA
from tests.web.test_problem import ADDRESS as PLANTED
from tests.web.test_problem import planted
from tests.web.test_rule import opened as in_memory

__all__ = ["planted"]

pytestmark = pytest.mark.django_db


def of(opened: Opened, address: Address, code: str) -> program.ProgramPage:
    found = next(each for each in opened.index.programs.values() if each.code == code)
    return program.page(opened, address, found, program.chosen(found, ""))


def test_a_chart_says_the_figure_of_each_term_and_where_it_is_sat(opened: Opened, address: Address) -> None:
    plan = next(iter(opened.index.plans.values()))
    found = chart.of_plan(opened, address, plan, HCIA)
    assert [(each.term, each.figure, each.sits) for each in found.points] == [
        (1, "1", False),
        (2, "2", False),
        (3, "3–4", False),
        (4, "3–4", True),
    ]
    assert found.points[2].href == "/szpu/ict/draft/program/MC/coverage/hcia?term=3"


def test_a_broken_promise_names_the_choice_that_breaks_it(opened: Opened, address: Address) -> None:
    page = of(opened, address, "MC")
    promise = page.rules[0]
    assert (promise.code, promise.tone, promise.value, promise.asked) == ("MC-HCIA", "bad", "3 of 4 items", "≥ 4 items")
    assert promise.witness is not None
    assert [each.course.code for each in promise.witness.taken] == ["CS"]
    assert page.finding.tone == "bad"


def test_kept_rules_stand_apart_from_promises(opened: Opened, address: Address) -> None:
    page = of(opened, address, "CN")
    assert [(row.code, row.tone) for row in page.rules] == [("CN-HCIA", "good")]
    assert [(row.code, row.tone) for row in page.kept] == [("SHORT-TERMS", "good")]


def test_the_page_of_rules_has_every_rule_the_broken_first(opened: Opened, address: Address) -> None:
    found = rule.of_all(opened, address)
    assert found[0].code == "MC-HCIA"
    assert {row.code for row in found} == {"MC-HCIA", "CN-HCIA", "SHORT-TERMS"}


def test_the_board_has_a_line_for_every_requisite_and_says_each_in_words(opened: Opened, address: Address) -> None:
    plan = next(iter(opened.index.plans.values()))
    found = board.of_plan(opened.index, address, plan, lens.sharing(opened.index))
    assert [[card.code for card in term.cards] for term in found.terms] == [
        ["NT-A", "ENG"],
        ["NT-B"],
        ["RS", "WLAN"],
        ["CS"],
    ]
    assert [(line.start, line.end) for line in found.lines] == [("NT-A", "NT-B"), ("NT-B", "RS"), ("NT-B", "WLAN")]
    needs = {card.code: [need.course.code for need in card.needs] for term in found.terms for card in term.cards}
    assert {code: named for code, named in needs.items() if named} == {
        "NT-B": ["NT-A"],
        "RS": ["NT-B"],
        "WLAN": ["NT-B"],
    }


def test_pools_are_said_in_words(opened: Opened, address: Address) -> None:
    plan = next(iter(opened.index.plans.values()))
    (pool,) = electives.of_plan(opened.index, address, plan)
    assert pool.demand == "exactly 1 of 2 courses"
    assert [option.courses[0].course.code for option in pool.options] == ["WLAN", "CS"]


def test_evidence_lists_every_leaf_under_the_least_and_the_most(opened: Opened, address: Address) -> None:
    plan = next(iter(opened.index.plans.values()))
    page = coverage.page(opened, address, plan, HCIA, When(term=4))
    assert [(leaf.item.code, leaf.least_met, leaf.best_met) for leaf in page.leaves] == [
        ("D1.1", True, True),
        ("D1.2", True, True),
        ("D2.1", True, True),
        ("D2.2", False, True),
    ]
    assert page.leaves[3].grounds[0].course.code == "WLAN"
    assert [row.item.code for row in page.gaps] == ["D2.2"]


def test_a_program_says_first_what_it_promises_and_what_is_guaranteed(opened: Opened, address: Address) -> None:
    page = of(opened, address, "MC")
    assert [(each.standing.code, each.line, each.standing.verdict) for each in page.pledges] == [
        ("hcia", "promised 4, guaranteed 3 of 4", "broken")
    ]


def test_the_figures_of_a_plan_open_to_the_courses_that_they_count(opened: Opened, address: Address) -> None:
    found = of(opened, address, "MC").counted
    assert found is not None
    assert [[row.course.code for row in group.courses] for group in found.groups] == [["ENG"], ["NT-A", "NT-B"], ["RS"]]
    assert [(pool.demand, pool.unlisted) for pool in found.pools] == [("exactly 1 of 2 courses", False)]


def test_programs_share_the_courses_that_both_require(opened: Opened, address: Address) -> None:
    page = sharing.page(opened, address)
    assert {pair.anchor: [each.code for each in pair.common.courses] for pair in page.pairs} == {
        "MC-and-CN": ["ENG", "NT-A", "NT-B", "RS"],
        "MC-and-IOT": ["ENG", "NT-A", "NT-B"],
        "CN-and-IOT": ["ENG", "NT-A", "NT-B"],
    }
    assert [[cell.own for cell in row.cells].index(True) for row in page.rows] == [0, 1, 2]


def test_a_card_with_a_problem_is_marked_in_words_with_the_way_to_it(planted: Opened) -> None:
    marked = {}
    for plan in planted.index.plans.values():
        shown = board.of_plan(
            planted.index, PLANTED, plan, lens.sharing(planted.index), flags.of_plan(planted, PLANTED, plan)
        )
        cards = [card for term in shown.terms for card in term.cards]
        marked[plan.code] = {card.code: [(str(f.severity), f.href) for f in card.flags] for card in cards if card.flags}
        assert sum(term.flagged for term in shown.terms) == sum(len(each) for each in marked[plan.code].values())
    assert {code: found for code, found in marked.items() if found} == {
        "CN-ordinary": {"DB-A": [("error", "/example-college/ict-planted/draft/problems#Q003-1")]},
        "MC-ordinary": {"PR-EP": [("error", "/example-college/ict-planted/draft/problems#U001-1")]},
    }


def test_what_a_flag_leads_to_is_there_and_says_the_same(planted: Opened) -> None:
    shown = problem.page(planted, PLANTED, Filter())
    told = {each.anchor: each.sentence for group in shown.groups for kind in group.kinds for each in kind.problems}
    assert len(told) == len(planted.problems())
    led = [
        flag
        for plan in planted.index.plans.values()
        for found in flags.of_plan(planted, PLANTED, plan).of_course.values()
        for flag in found
    ]
    assert [told[flag.href.partition("#")[2]] for flag in led] == [flag.sentence for flag in led]


def test_a_term_that_breaks_a_rule_is_marked_itself() -> None:
    shown = in_memory(ruled(Measure.WEEKLY_HOURS, MOST, 3))
    (plan,) = shown.index.plans.values()
    found = flags.of_plan(shown, PLANTED, plan)
    assert [(term, [each.tone for each in told]) for term, told in found.of_term.items()] == [(1, ["bad"])]
    assert found.of_course == {}
