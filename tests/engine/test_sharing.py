from fractions import Fraction

from fourfold.engine.index import Index
from fourfold.engine.sharing import redundancy, sharing
from tests.judge.by_hand import course, dossier, framework, key, leaf, links, plan, program

COURSES = [course("A", weeks=10, theory=4), course("B", weeks=10, practice=2), course("C", weeks=10, theory=2)]


def two_programs() -> Index:
    first, second = plan("A@1 B@2", code="P1"), plan("A@1 C@2", code="P2")
    wanted = framework(leaf("x"), leaf("y"))
    served = links({"A": "x:master y:reinforce", "B": "x:master y:master", "C": "x:master"})
    programs = [program(first, code="ONE"), program(second, code="TWO")]
    return Index(dossier(programs, COURSES, wanted, served=served))


def test_sharing_is_the_part_of_the_hours_that_another_program_also_requires() -> None:
    assert sharing(two_programs(), program=key("ONE")) == Fraction(40, 60)
    assert sharing(two_programs(), program=key("TWO"), plan=key("P2")) == Fraction(40, 60)


def test_a_program_that_requires_nothing_shares_nothing() -> None:
    assert sharing(Index(dossier([program(plan())], COURSES)), program=key("PROG")) == 0


def test_redundancy_names_leaves_mastered_in_more_than_one_required_course() -> None:
    assert redundancy(two_programs(), program=key("ONE"), framework=key("F")) == ((key("x"), (key("A"), key("B"))),)
    assert redundancy(two_programs(), program=key("ONE"), framework=key("F"), plan=key("P2")) == ()
