"""A move heals a late requisite, makes no other course late, and stays where the courses may run."""

from dataclasses import replace

from hypothesis import given

from fourfold.domain.cluster import Dossier
from fourfold.engine.checks.requisites import late_courses
from fourfold.engine.checks.seating import Seating
from fourfold.engine.index import Index
from fourfold.engine.moving import Move, moves
from tests.judge.clusters import dossiers
from tests.web import small

PLAN = small.key("plan", "MC-ordinary")


def key(code: str) -> str:
    return small.key("course", code)


def placed(**terms: int) -> Index:
    """The small cluster, with courses of one plan in other terms."""
    dossier = small.dossier()
    keys = {key(code.replace("_", "-")): term for code, term in terms.items()}
    programs = tuple(
        replace(
            program,
            plans=tuple(
                replace(
                    plan, required=tuple(replace(each, term=keys.get(each.course, each.term)) for each in plan.required)
                )
                if plan.key == PLAN
                else plan
                for plan in program.plans
            ),
        )
        for program in dossier.cluster.programs
    )
    return Index(replace(dossier, cluster=replace(dossier.cluster, programs=programs)))


def test_the_nearest_move_comes_first_and_what_it_would_make_late_is_no_way() -> None:
    # Routing needs Network Technology B, which needs A; all else of the plan stands in terms 1 to 3.
    index = placed(NT_B=1)
    assert moves(index, plan=PLAN, course=key("NT-B")) == (Move(course=key("NT-B"), term=2, was=1),)


def test_a_requisite_may_move_as_well() -> None:
    index = placed(NT_A=2)
    assert moves(index, plan=PLAN, course=key("NT-B")) == (Move(course=key("NT-A"), term=1, was=2),)


def test_where_nothing_is_late_nothing_is_to_be_moved_back() -> None:
    index = placed(NT_B=3, RS=3)
    found = moves(index, plan=PLAN, course=key("RS"))
    assert found[0] == Move(course=key("RS"), term=4, was=3)


@given(dossiers())
def test_after_a_move_the_course_is_late_no_more_and_no_other_is(dossier: Dossier) -> None:
    index = Index(dossier)
    for program in index.programs.values():
        for number, plan in enumerate(program.plans):
            before = late_courses(Seating(index, program, plan, ""))
            for course in set(before):
                for move in moves(index, plan=plan.key, course=course):
                    required = tuple(
                        replace(each, term=move.term) if each.course == move.course else each for each in plan.required
                    )
                    after = late_courses(Seating(index, program, replace(plan, required=required), f"/plans/{number}"))
                    assert course not in after
                    assert sorted(after) <= sorted(before)
                    assert set(after) <= set(before)
                    assert move.term in Seating(index, program, plan, "").window(index.courses[move.course])
