"""What the shelf answers from memory is what it would answer anew, after any edit."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.actions.answers import Answers
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.parts import split_dossier
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.framework import Depth
from fourfold.domain.person import OPERATOR
from fourfold.engine.checks import check
from fourfold.engine.gap import gaps
from fourfold.engine.guarantee import When, assure, route_of
from fourfold.engine.index import Index
from fourfold.engine.metrics import plan_metrics
from fourfold.engine.rules import judge_rules
from fourfold.store.write import Authorship, replace_draft
from tests.judge import by_hand
from tests.judge.by_hand import course, key, leaf, links, pool, program
from tests.judge.clusters import dossiers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def opened(dossier: Dossier, answers: Answers) -> Opened:
    head = dossier.cluster.head
    authorship = Authorship(who="local", at=datetime(2026, 6, 1, tzinfo=UTC))
    replace_draft(head, split_dossier(dossier), authorship, expected=None)
    found = open_cluster(head.institution, head.code, viewer=OPERATOR, today=TODAY)
    assert found is not None
    return replace(found, answers=answers)


def edits(dossier: Dossier) -> dict[str, Dossier]:
    """The dossier with one part changed, in each of several ways."""
    cluster = dossier.cluster
    shallower = tuple(
        replace(part, links=tuple(replace(link, depth=Depth.INTRODUCE) for link in part.links))
        for part in cluster.links
    )
    variants: dict[str, Cluster] = {
        "links made shallow": replace(cluster, links=shallower),
        "links gone": replace(cluster, links=cluster.links[1:]),
        "a rule gone": replace(cluster, rules=cluster.rules[1:]),
    }
    if cluster.courses:
        first, *rest = cluster.courses
        variants["a course made optional"] = replace(
            cluster, courses=(replace(first, optional=not first.optional), *rest)
        )
        variants["a course made longer"] = replace(cluster, courses=(replace(first, span=first.span + 1), *rest))
        variants["a course gone"] = replace(cluster, courses=tuple(rest))
        moved = replace(first, module=cluster.modules[-1].key) if cluster.modules else first
        variants["a course moved to another module"] = replace(cluster, courses=(moved, *rest))
    return {name: replace(dossier, cluster=edited) for name, edited in variants.items()}


def agrees(shown: Opened, dossier: Dossier) -> None:
    """Every answer of the shelf is the one that the engine gives anew."""
    fresh = Index(dossier)
    for plan in fresh.plans:
        assert shown.metrics(plan=plan) == plan_metrics(fresh, plan=plan)
        for framework in fresh.frameworks:
            when = When(term=fresh.program_of_plan[plan].terms)
            assured = assure(fresh, plan=plan, framework=framework, when=when)
            assert shown.assure(plan=plan, framework=framework, when=when) == assured
            through = route_of(fresh, plan=plan, framework=framework)
            reached = assure(fresh, plan=plan, framework=framework, when=when, taking=through)
            assert shown.assure(plan=plan, framework=framework, when=when, taking=through) == reached
            found = gaps(fresh, plan=plan, framework=framework, when=when)
            assert shown.gaps(plan=plan, framework=framework, when=when) == found
    assert shown.problems() == check(fresh, today=TODAY)
    assert shown.rules() == judge_rules(fresh)


@settings(max_examples=10)
@given(dossier=dossiers(), data=st.data())
def test_an_answer_from_memory_is_the_answer_anew_after_any_edit(dossier: Dossier, data: st.DataObject) -> None:
    answers = Answers()
    agrees(opened(dossier, answers), dossier)
    variants = edits(dossier)
    edited = variants[data.draw(st.sampled_from(sorted(variants)))]
    agrees(opened(edited, answers), edited)
    agrees(opened(dossier, answers), dossier)


def test_a_course_that_joins_the_module_of_a_route_is_read_though_no_plan_takes_it() -> None:
    certified = [program(by_hand.plan("", pool("POOL", "A B", choose=1)), certifications={"F": "M"})]
    wanted, served = by_hand.framework(leaf("x")), links({"A": "x:master"})
    asked = {"plan": key("PLAN"), "framework": key("F"), "when": When(term=3), "taking": key("M")}
    answers = Answers()
    for joins in ("N", "M"):
        courses = [course("A"), course("B", module="N"), course("C", module=joins)]
        state = by_hand.dossier(certified, courses, wanted, served=served)
        found = opened(state, answers).assure(**asked)  # type: ignore[arg-type]  # one question, asked twice
        assert (found.infeasible is not None) is (joins == "M")


@given(dossier=dossiers())
@settings(max_examples=5)
def test_an_edit_elsewhere_leaves_an_answer_in_memory(dossier: Dossier) -> None:
    answers = Answers()
    plans = list(Index(dossier).plans)
    if not plans:
        return
    shown = opened(dossier, answers)
    shown.metrics(plan=plans[0])
    kept = len(answers)
    rules = replace(dossier, cluster=replace(dossier.cluster, rules=()))
    opened(rules, answers).metrics(plan=plans[0])
    assert len(answers) == kept


def test_an_address_where_nothing_stands_opens_nothing() -> None:
    assert open_cluster("nobody", "nothing", viewer=OPERATOR, today=TODAY) is None
