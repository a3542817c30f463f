"""What moved between two states of a small cluster, word for word in both languages, cause by cause."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from fourfold.actions.figure_rows import Figure
from fourfold.actions.move_words import moves_of_dossiers
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Requisite
from fourfold.domain.framework import Depth, Framework
from fourfold.domain.plan import Plan, Sitting
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.domain.text import Text
from tests.web import small

WHOLE = small.dossier()
Change = Callable[[Dossier], Dossier]
HCIA = small.HCIA
NEXT = replace(
    HCIA,
    key=small.key("framework", "hcia-v2"),
    code="hcia-v2",
    title=small.said("HCIA-Datacom V2.0|HCIA-Datacom V2.0 认证"),
    supersedes=HCIA.key,
    items=(
        small.item("E1", "Models|模型"),
        small.item("E2", "Programmability|可编程"),
    ),
)


def course(code: str, **more: object) -> Change:
    def change(state: Dossier) -> Dossier:
        courses = tuple(replaced(each, **more) if each.code == code else each for each in state.cluster.courses)
        return replace(state, cluster=replace(state.cluster, courses=courses))

    return change


def replaced(noun: Course, **more: object) -> Course:
    return replace(noun, **more)  # type: ignore[arg-type]  # the fields differ in type


def linked(code: str, *targets: tuple[str, Framework, str, Depth]) -> Change:
    part = small.links(code, *targets)

    def change(state: Dossier) -> Dossier:
        others = tuple(each for each in state.cluster.links if each.key != part.key)
        return replace(state, cluster=replace(state.cluster, links=(*others, part)))

    return change


def planned(code: str, make: Callable[[Plan], Plan]) -> Change:
    def of(program: Program) -> Program:
        return replace(program, plans=tuple(make(each) for each in program.plans)) if program.code == code else program

    return lambda state: replace(
        state, cluster=replace(state.cluster, programs=tuple(of(each) for each in state.cluster.programs))
    )


def term_of(code: str, term: int | None) -> Callable[[Plan], Plan]:
    """The plan with a required course in another term; without a term it is required no more."""

    def make(plan: Plan) -> Plan:
        key = small.key("course", code)
        left = tuple(each for each in plan.required if each.course != key)
        return replace(plan, required=left if term is None else (*left, small.at(code, term)))

    return make


def ruled(code: str, **more: object) -> Change:
    def of(rule: Rule) -> Rule:
        return replace(rule, **more) if rule.code == code else rule  # type: ignore[arg-type]  # as above

    return lambda state: replace(
        state, cluster=replace(state.cluster, rules=tuple(of(each) for each in state.cluster.rules))
    )


def pinned(state: Dossier, *frameworks: Framework) -> Dossier:
    keys = {each.key for each in frameworks}
    others = tuple(each for each in state.frameworks if each.key not in keys)
    cluster = replace(state.cluster, frameworks=tuple({*state.cluster.frameworks, *keys}))
    return replace(state, cluster=cluster, frameworks=(*others, *frameworks))


def then(*changes: Change) -> Change:
    def change(state: Dossier) -> Dossier:
        for each in changes:
            state = each(state)
        return state

    return change


def sentences(before: Dossier, after: Dossier, code: str = "CN") -> list[Text]:
    found = next((each for each in moves_of_dossiers(before, after) if each.code == code), None)
    return [each.text for each in found.sentences] if found else []


def of(before: Dossier, after: Dossier, framework: str, code: str = "CN") -> Text:
    return next(each for each in sentences(before, after, code) if (each.en or "").startswith(framework))


def test_an_item_that_is_met_by_a_link_and_an_earlier_term_names_both() -> None:
    sat = planned(
        "CN", lambda plan: replace(plan, sittings=(Sitting(framework=HCIA.key, term=3),), calendar=plan.calendar)
    )
    before = then(sat, linked("RS"), linked("WLAN"), planned("CN", term_of("WLAN", 4)))(WHOLE)
    after = then(
        planned("CN", term_of("WLAN", 3)),
        linked("WLAN", ("1", HCIA, "D2.1", Depth.REINFORCE), ("2", HCIA, "D2.2", Depth.REINFORCE)),
    )(before)
    assert of(before, after, "HCIA") == Text(
        en="HCIA-Datacom, items met at term 3, guaranteed: 2 → 4 of 4, because “Wireless LAN” now delivers "
        "D2.1 and D2.2 (reinforce), and moved from term 4 to term 3.",
        zh="HCIA-Datacom 认证，第 3 学期末保证达成条目：2 → 4（共 4 项），"
        "原因是《无线局域网》新增对接 D2.1、D2.2（强化），并由第 4 学期调整至第 3 学期。",
    )
    assert of(after, before, "HCIA") == Text(
        en="HCIA-Datacom, items met at term 3, guaranteed: 4 → 2 of 4, no longer D2.1 and D2.2, because “Wireless LAN” "
        "moved from term 3 to term 4.",
        zh="HCIA-Datacom 认证，第 3 学期末保证达成条目：4 → 2（共 4 项），不再达成 D2.1、D2.2，"
        "原因是《无线局域网》由第 3 学期调整至第 4 学期。",
    )


EARLIER = "HCIA-Datacom, items met at term 2 (before: at term 4), guaranteed: 4 → 2 of 4"
MORE_ITEMS = "HCIA-Datacom, items met at term 4, guaranteed: 4 of 4 → 4 of 5"
ONE_ITEM = "HCIA-Datacom, items met at term 4, guaranteed: 4 → 3 of 4, "
WORDS: dict[str, tuple[Change, str, str]] = {
    "a link that is gone": (
        linked("WLAN"),
        ONE_ITEM + "because “Wireless LAN” no longer delivers D2.2.",
        "原因是《无线局域网》不再对接 D2.2。",
    ),
    "an outcome that is gone, with its link": (
        then(linked("WLAN"), course("WLAN", outcomes=())),
        ONE_ITEM + "because “Wireless LAN” no longer delivers D2.2 (the outcome is gone).",
        "原因是《无线局域网》不再对接 D2.2（相应的学习成果已删除）。",
    ),
    "a link that is shallower": (
        linked("WLAN", ("1", HCIA, "D2.2", Depth.INTRODUCE)),
        ONE_ITEM + "because “Wireless LAN” now delivers D2.2 at depth introduce instead of reinforce.",
        "原因是《无线局域网》对接 D2.2 的深度由“强化”改为“引入”。",
    ),
    "a course that is required no more": (
        planned("CN", term_of("WLAN", None)),
        ONE_ITEM + "no longer D2.2, because “Wireless LAN” is no longer required.",
        "不再达成 D2.2，原因是《无线局域网》不再列为必修。",
    ),
    "a sitting that is earlier": (
        planned("CN", lambda plan: replace(plan, sittings=(Sitting(framework=HCIA.key, term=2),))),
        f"{EARLIER}, no longer D2.1 and D2.2, because the program sits HCIA-Datacom after term 2 instead of 4.",
        "不再达成 D2.1、D2.2，原因是本专业 HCIA-Datacom 认证考核由第 4 学期末改至第 2 学期末。",
    ),
    "an item that is new in the blueprint": (
        lambda state: pinned(
            state, replace(HCIA, items=(*HCIA.items, small.item("D3", "Programmability|可编程", weight=0)))
        ),
        f"{MORE_ITEMS}, because HCIA-Datacom itself has other items or weights.",
        "第 4 学期末保证达成条目：4（共 4 项） → 4（共 5 项），原因是 HCIA-Datacom 认证本身的条目或权重已变。",
    ),
    "an item that is asked for more deeply": (
        lambda state: pinned(state, deeper(HCIA)),
        ONE_ITEM + "no longer D1.1, because HCIA-Datacom itself asks for another depth of D1.1.",
        "不再达成 D1.1，原因是 HCIA-Datacom 认证本身更改了 D1.1 的要求深度。",
    ),
}


def deeper(framework: Framework) -> Framework:
    first, *others = framework.items
    leaf, *rest = first.children
    return replace(framework, items=(replace(first, children=(replace(leaf, depth=Depth.MASTER), *rest)), *others))


@pytest.mark.parametrize("name", WORDS)
def test_each_cause_is_told_in_its_own_words(name: str) -> None:
    change, en, zh = WORDS[name]
    found = of(WHOLE, change(WHOLE), "HCIA")
    assert found.en == en
    assert (found.zh or "").endswith(zh)


def test_a_version_is_told_by_both_titles_and_by_what_it_leaves_open() -> None:
    def follows(program: Program) -> Program:
        certifications = tuple(replace(each, framework=NEXT.key) for each in program.certifications)
        plans = tuple(replace(each, sittings=(Sitting(framework=NEXT.key, term=4),)) for each in program.plans)
        return replace(program, certifications=certifications, plans=plans) if program.code == "CN" else program

    after = linked("NT-A", ("1", HCIA, "D1.1", Depth.REINFORCE), ("1", NEXT, "E1", Depth.REINFORCE))(
        pinned(WHOLE, NEXT)
    )
    programs = tuple(follows(each) for each in after.cluster.programs)
    after = replace(after, cluster=replace(after.cluster, programs=programs))
    assert of(WHOLE, after, "HCIA") == Text(
        en="HCIA-Datacom → HCIA-Datacom V2.0, items met at term 4, guaranteed: 4 of 4 → 1 of 2, because the program "
        "now names HCIA-Datacom V2.0; “Network Technology A” now delivers E1 (reinforce); not guaranteed: E2.",
        zh="HCIA-Datacom 认证 → HCIA-Datacom V2.0 认证，第 4 学期末保证达成条目：4（共 4 项） → 1（共 2 项），"
        "原因是本专业新列入 HCIA-Datacom V2.0 认证；《网络技术 A》新增对接 E1（强化）；未保证：E2。",
    )


TERMS, ITSELF = "Rule “No term has more than 30 credits”", "the rule itself changed"
REQUISITE = "changed its requisite from Network Technology B to Routing and Switching"


def test_amounts_complexity_and_verdicts_say_why_too() -> None:
    after = then(
        course("RS", credits=Decimal(8)),
        course("WLAN", requisite=Requisite(course=small.key("course", "RS"))),
        ruled("CN-HCIA", value=Decimal(5)),
        ruled("SHORT-TERMS", value=Decimal(11)),
    )(WHOLE)
    assert [each.en for each in sentences(WHOLE, after)] == [
        "Credits 26 → 28, because “Routing and Switching” changed its credits from 6 to 8.",
        f"Complexity 28 → 30, because “Wireless LAN” {REQUISITE}.",
        "Promise “CN meets every item of HCIA-Datacom”: kept → broken, because the rule itself changed.",
        f"{TERMS}: kept → broken, because “Routing and Switching” changed its credits from 6 to 8; {ITSELF}.",
    ]
    assert [each.zh for each in sentences(WHOLE, after)] == [
        "学分 26 → 28，原因是《路由交换技术》学分由 6 改为 8。",
        "课程结构复杂度 28 → 30，原因是《无线局域网》先修要求由网络技术 B 改为路由交换技术。",
        "承诺“CN 达到 HCIA-Datacom 全部条目”：已满足 → 未满足，原因是规则本身已修改。",
        "规则“每学期不超过 30 学分”：已满足 → 未满足，原因是《路由交换技术》学分由 6 改为 8；规则本身已修改。",
    ]


def test_a_plan_that_no_choice_is_legal_of_any_more_says_so() -> None:
    after = course("WLAN", requisite=Requisite(course=small.key("course", "FW")))(WHOLE)
    found = of(WHOLE, after, "HCIA")
    assert (found.en or "").startswith(
        "HCIA-Datacom, items met at term 4, guaranteed: 4 of 4 → no legal choice, because"
    )
    assert "4（共 4 项） → 没有合法的选课，原因是《无线局域网》" in (found.zh or "")


def test_rules_that_come_and_go_are_told_once_with_the_cluster() -> None:
    after = replace(WHOLE, cluster=replace(WHOLE.cluster, rules=WHOLE.cluster.rules[1:]))
    gone = WHOLE.cluster.rules[0].title
    (found,) = moves_of_dossiers(WHOLE, after)
    assert (found.key, found.code, len(found.sentences)) == ("", "ict", 1)
    assert (found.sentences[0].text.en or "").split(": ")[0].endswith(f"“{gone.en}” is gone; before")
    (back,) = moves_of_dossiers(after, WHOLE)
    assert (back.sentences[0].text.zh or "").startswith("新增")


def test_states_that_differ_in_words_alone_say_nothing() -> None:
    after = course("NT-A", title=Text(en="Networks from the ground up", zh="网络基础"))(WHOLE)
    assert moves_of_dossiers(WHOLE, after) == ()


def test_every_figure_that_moves_stands_in_the_table_and_unknown_weights_stay_unknown() -> None:
    after = linked("WLAN")(WHOLE)
    (found,) = [each for each in moves_of_dossiers(WHOLE, after) if each.code == "CN"]
    names = [each.name.en for each in found.figures]
    assert names[:2] == [
        "HCIA-Datacom, items met at term 4, guaranteed",
        "HCIA-Datacom, items met at term 4, reachable",
    ]
    assert (
        Figure(
            plan="CN-ordinary",
            name=Text(
                en="HCIA-Datacom, met weight at term 4, guaranteed to reachable",
                zh="HCIA-Datacom 认证，第 4 学期末达成权重（保证至可达）",
            ),
            before=Text(en="100.0 %", zh="100.0 %"),
            after=Text(en="50.0–100.0 %", zh="50.0–100.0 %"),
        )
        in found.figures
    )
    assert not [each for each in names if "Network engineer" in (each or "") and "weight" in (each or "")]
