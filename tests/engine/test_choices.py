from hypothesis import given

from fourfold.domain.cluster import Dossier
from fourfold.engine.choices import Choice, Infeasible, Limit, Obstacle, Taken, completed, first_legal, is_legal
from fourfold.engine.index import Index
from tests.judge import choices
from tests.judge.by_hand import any_of, course, dossier, key, plan, pool, pre, program
from tests.judge.clusters import dossiers

PLAN = key("PLAN")


def taken(text: str, through: str = "POOL") -> Choice:
    """`"A@1 B@2"`, all through one pool."""
    parts = [word.partition("@") for word in text.split()]
    return Choice(taken=tuple(Taken(course=key(code), term=int(term), pool=key(through)) for code, _, term in parts))


def test_a_plan_without_electives_has_one_empty_choice() -> None:
    index = Index(dossier([program(plan("A@1"))], [course("A")]))
    assert first_legal(index, plan=PLAN) == Choice()


def test_too_few_candidates_are_an_obstacle_of_that_pool_alone() -> None:
    pools = pool("POOL", "A B", choose=3), pool("OTHER", "C", choose=1)
    index = Index(dossier([program(plan("", *pools))], [course("A"), course("B"), course("C")]))
    assert first_legal(index, plan=PLAN) == Infeasible(why=Obstacle.POOLS, pools=(key("POOL"),))


def test_two_pools_that_share_their_only_candidate_are_an_obstacle_together() -> None:
    pools = pool("ONE", "A", choose=1), pool("TWO", "A", choose=1)
    index = Index(dossier([program(plan("", *pools))], [course("A")]))
    assert first_legal(index, plan=PLAN) == Infeasible(why=Obstacle.POOLS, pools=(key("ONE"), key("TWO")))


def test_a_requisite_that_nobody_can_meet_is_named_with_its_pool() -> None:
    courses = [course("A", needs=pre("B")), course("B"), course("C")]
    index = Index(dossier([program(plan("", pool("POOL", "A", choose=1)))], courses))
    assert first_legal(index, plan=PLAN) == Infeasible(
        why=Obstacle.REQUISITES, pools=(key("POOL"),), courses=(key("A"),)
    )


def test_a_course_that_the_plan_requires_is_no_candidate() -> None:
    index = Index(dossier([program(plan("A@1", pool("POOL", "A B", choose=1)))], [course("A"), course("B")]))
    assert first_legal(index, plan=PLAN) == taken("B@1")


def test_credits_that_can_be_spared_make_a_choice_illegal() -> None:
    courses = [course("A", credits="4"), course("B", credits="2"), course("C", credits="2")]
    index = Index(dossier([program(plan("", pool("POOL", "A B C", credits="4")))], courses))
    assert is_legal(index, plan=PLAN, choice=taken("B@1 C@2"))
    assert not is_legal(index, plan=PLAN, choice=taken("A@1 C@2"))
    assert not is_legal(index, plan=PLAN, choice=taken("B@1"))


def test_courses_that_need_each_other_are_spared_together_or_not_at_all() -> None:
    courses = [course("A", credits="1"), course("B", credits="1", needs=pre("A")), course("C", credits="2")]
    index = Index(dossier([program(plan("", pool("POOL", "A B C", credits="2")))], courses))
    assert is_legal(index, plan=PLAN, choice=taken("A@1 B@2"))
    assert not is_legal(index, plan=PLAN, choice=taken("A@1 B@2 C@1"))
    assert not is_legal(index, plan=PLAN, choice=taken("A@2 B@2"))


def test_one_of_two_alternatives_is_spared_when_the_other_comes_in_time() -> None:
    courses = [course("A"), course("B"), course("C", needs=any_of(pre("A"), pre("B")), credits="3")]
    pools = pool("POOL", "A B", credits="1"), pool("THEN", "C@2", choose=1)
    index = Index(dossier([program(plan("", *pools))], courses))
    then = taken("C@2", "THEN").taken
    assert is_legal(index, plan=PLAN, choice=Choice(taken=(*taken("A@1").taken, *then)))
    assert not is_legal(index, plan=PLAN, choice=Choice(taken=(*taken("A@1 B@1").taken, *then)))
    assert not is_legal(index, plan=PLAN, choice=Choice(taken=(*taken("A@2").taken, *then)))


def test_a_late_requisite_among_required_courses_leaves_choices_legal() -> None:
    courses = [course("A"), course("B", needs=pre("A")), course("C")]
    index = Index(dossier([program(plan("A@2 B@1", pool("POOL", "C", choose=1)))], courses))
    assert isinstance(first_legal(index, plan=PLAN), Choice)


def test_a_course_over_two_terms_is_completed_at_the_end_of_the_second() -> None:
    index = Index(dossier([program(plan("A@1", pool("POOL", "B", choose=1)))], [course("A"), course("B", span=2)]))
    assert completed(index, plan=PLAN, choice=taken("B@2"), term=2) == {key("A")}
    assert completed(index, plan=PLAN, choice=taken("B@2"), term=3) == {key("A"), key("B")}
    assert not is_legal(index, plan=PLAN, choice=taken("B@3"))


def test_a_limit_that_strikes_leaves_open_whether_there_is_a_choice() -> None:
    courses = [course(f"C{number}", credits="3", needs=pre("Z")) for number in range(12)] + [course("Z")]
    listed = " ".join(each.code for each in courses)
    index = Index(dossier([program(plan("", pool("POOL", listed, credits="9")))], courses))
    assert first_legal(index, plan=PLAN, limit=Limit(steps=20)) is None


@given(dossiers())
def test_the_first_choice_found_is_legal_and_none_is_found_only_where_none_is(dossier: Dossier) -> None:
    index = Index(dossier)
    for plan_ in index.plans.values():
        found = first_legal(index, plan=plan_.key)
        if isinstance(found, Choice):
            assert is_legal(index, plan=plan_.key, choice=found)
        else:
            assert choices.legal_choices(dossier, plan_) == ()
