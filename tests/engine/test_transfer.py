"""What a transfer carries over: by hand, and held against the definitions on any dossier."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from fourfold.domain.cluster import Dossier
from fourfold.domain.plan import PoolKind
from fourfold.engine.aims import aims
from fourfold.engine.choices import candidates
from fourfold.engine.coverage import coverage, depths
from fourfold.engine.hours import hours_of
from fourfold.engine.index import Index
from fourfold.engine.transfer import Carried, Load, Remaining, Transfer, Variant, transfer
from tests.judge.by_hand import any_of, course, dossier, framework, key, leaf, links, plan, pool, pre, program
from tests.judge.clusters import dossiers


def two(*pools_of_two: str) -> Index:
    """ONE and TWO as in the function's example, with a requisite each way."""
    courses = [
        course("A", credits="4", weeks=16, theory=4),
        course("B", credits="2", weeks=8, practice=4),
        course("C", credits="3", weeks=16, theory=3, needs=pre("A")),
        course("D", credits="1", needs=any_of(pre("C"), pre("A"))),
        course("E", credits="1", needs=pre("C")),
    ]
    first = plan("A@1 B@2", code="P1")
    second = plan("A@1 C@1 D@2 E@3", *(pool(each, "B", choose=1) for each in pools_of_two), code="P2")
    wanted = framework(leaf("x"), leaf("y"))
    served = links({"A": "x:master", "B": "y:master", "C": "y:master"})
    programs = [program(first, code="ONE"), program(second, code="TWO", certifications={"F": ""})]
    return Index(dossier(programs, courses, wanted, served=served))


def asked(index: Index, after: int) -> Transfer:
    return transfer(index, source=key("P1"), target=key("P2"), after=after)


def test_a_course_of_both_is_carried_and_what_is_left_says_when_and_whether_it_can_be_taken() -> None:
    found = asked(two("POOL"), 1)
    assert found.taken == (key("A"),)
    assert found.carried == (Carried(course=key("A")),)
    assert found.remaining == (
        Remaining(course=key("C"), term=1, begun=False, late=True, ready=True),
        Remaining(course=key("D"), term=2, begun=False, late=False, ready=True),
        Remaining(course=key("E"), term=3, begun=False, late=False, ready=False),
    )
    assert found.required == Load(credits=Fraction(9), hours=Fraction(112))
    assert (found.carried_load, found.missing) == (
        Load(credits=Fraction(4), hours=Fraction(64)),
        Load(credits=Fraction(5), hours=Fraction(48)),
    )
    assert [each.coverage.items_met for each in found.reached] == [1]


def test_a_course_fills_the_first_pool_that_lists_it_and_no_other() -> None:
    found = asked(two("FIRST", "SECOND"), 2)
    assert found.carried == (Carried(course=key("A")), Carried(course=key("B"), pool=key("FIRST")))
    assert [(int(each.got), int(each.asked), each.satisfied) for each in found.pools] == [(1, 1, True), (0, 1, False)]
    assert [each.coverage.items_met for each in found.reached] == [2]


def test_what_the_target_has_no_place_for_is_unused() -> None:
    found = asked(two(), 2)
    assert (found.unused, found.pools) == ((key("B"),), ())


def test_nothing_is_taken_before_the_first_term_and_a_long_course_not_before_its_last() -> None:
    assert asked(two(), 0).taken == ()
    long = Index(dossier([program(plan("A@1", code="P1"))], [course("A", span=2)]))
    assert transfer(long, source=key("P1"), target=key("P1"), after=1).taken == ()
    assert transfer(long, source=key("P1"), target=key("P1"), after=2).taken == (key("A"),)


def test_a_course_that_has_begun_goes_on_and_is_not_late() -> None:
    programs = [program(plan("A@1", code="P1"), code="ONE"), program(plan("A@1", code="P2"), code="TWO")]
    found = asked(Index(dossier(programs, [course("A", span=2)])), 1)
    assert found.remaining == (Remaining(course=key("A"), term=1, begun=True, late=False, ready=True),)


def test_an_elective_of_the_source_would_count_where_it_can_be_taken_by_then() -> None:
    first = plan("", pool("P", "A@1 B@3 C", choose=1), code="P1")
    second = plan("A@1 B@1 C@1", code="P2")
    courses = [course("A"), course("B"), course("C", terms=(2,))]
    index = Index(dossier([program(first, code="ONE"), program(second, code="TWO")], courses))
    assert [each.course for each in asked(index, 2).open] == [key("A"), key("C")]
    assert asked(index, 2).carried == ()


def test_variants_of_a_subject_are_named_and_not_counted() -> None:
    a, b = (replace(course(code), subject=subject) for code, subject in (("NT-A", "NET"), ("NT-B", "net")))
    programs = [program(plan("NT-A@1", code="P1"), code="ONE"), program(plan("NT-B@1", code="P2"), code="TWO")]
    found = asked(Index(dossier(programs, [a, b])), 1)
    assert found.variants == (Variant(taken=key("NT-A"), wanted=key("NT-B")),)
    assert found.carried == ()
    assert found.carried_load.credits == 0


def test_a_pool_of_credits_counts_credits_and_one_of_modules_whole_modules() -> None:
    courses = [course("A", module="M1", credits="2"), course("B", module="M1"), course("C", module="M2", credits="3")]
    credit, module = pool("CR", "C", credits="4"), pool("MO", modules="M1", choose=1)
    programs = [
        program(plan("A@1 C@1 B@2", code="P1"), code="ONE"),
        program(plan("", credit, module, pool("UN", credits="2"), code="P2"), code="TWO"),
    ]
    index = Index(dossier(programs, courses))
    said = [[(each.kind, int(each.got), int(each.asked)) for each in asked(index, after).pools] for after in (1, 2)]
    assert said[0] == [(PoolKind.CREDITS, 3, 4), (PoolKind.MODULES, 0, 1), (PoolKind.UNLISTED, 0, 2)]
    assert said[1] == [(PoolKind.CREDITS, 3, 4), (PoolKind.MODULES, 1, 1), (PoolKind.UNLISTED, 0, 2)]


def pairs(index: Index) -> list[Transfer]:
    return [
        transfer(index, source=one, target=other, after=after)
        for one in index.plans
        for other in index.plans
        for after in range(index.program_of_plan[one].terms + 1)
    ]


@given(dossiers())
def test_on_any_dossier_it_is_what_the_definitions_say(dossier: Dossier) -> None:
    index = Index(dossier)
    for found in pairs(index):
        old, new = index.plans[found.source], index.plans[found.target]
        taken = {
            each.course
            for each in old.required
            if each.term and each.course in index.courses
            if each.term + index.courses[each.course].span - 1 <= found.after
        }
        required = {each.course for each in new.required if each.course in index.courses}
        elective = {key for each in new.pools for key in candidates(index, plan=new.key, pool=each)}
        carried = {each.course for each in found.carried}
        assert set(found.taken) == taken
        assert carried == taken & (required | elective)
        assert set(found.unused) == taken - carried
        assert {each.course for each in found.remaining} == required - taken
        assert found.carried_load.credits == sum(index.courses[each].credits for each in taken & required)
        assert found.missing.hours == sum(
            hours_of(index.courses[each], index.cluster.head).total for each in required - taken
        )
        for aim, reached in zip(aims(index, plan=new.key), found.reached, strict=True):
            wanted = index.frameworks[aim.framework]
            assert reached.coverage == coverage(wanted, depths(index, framework=wanted.key, courses=carried))


@given(dossiers())
def test_nothing_is_carried_twice_and_loads_add_up(dossier: Dossier) -> None:
    for found in pairs(Index(dossier)):
        courses = [each.course for each in found.carried]
        assert len(courses) == len(set(courses)) <= len(found.taken)
        in_pools = [course for each in found.pools for course in each.courses]
        assert sorted(in_pools) == sorted(each.course for each in found.carried if each.pool)
        assert found.carried_load.credits + found.missing.credits == found.required.credits
        assert found.carried_load.hours + found.missing.hours == found.required.hours
        assert not {each.course for each in found.open} & set(found.taken)


@given(dossiers())
def test_who_stays_carries_everything_and_more_terms_never_carry_less(dossier: Dossier) -> None:
    index = Index(dossier)
    for found in pairs(index):
        if found.source == found.target:
            assert tuple(each.course for each in found.carried) == found.taken
            assert all(each.pool is None for each in found.carried)
        if found.after:
            less = transfer(index, source=found.source, target=found.target, after=found.after - 1)
            assert {each.course for each in less.carried} <= {each.course for each in found.carried}
            assert {each.course for each in less.remaining} >= {each.course for each in found.remaining}
