import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.domain.course import RequisiteKind
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic, Evidence, Metrics, Requisites, evidence, metrics, plan_metrics
from fourfold.engine.published import differences
from fourfold.exchange.curricular_csv import read_curricular_csv
from tests.judge import complexity as judge

PRE, CO, STRICT_CO = RequisiteKind.PRE, RequisiteKind.CO, RequisiteKind.STRICT_CO
PUBLISHED = (
    "BSCS_Hawaii_Manoa_w_metrics.csv",
    "Colostate_CSDegree_2017_w_metrics.csv",
    "Kennesaw_State_University_CS_w_metrics.csv",
    "Metropolitan_State_University_CS_w_metrics.csv",
    "U_of_Colorado_Boulder_CS_w_metrics.csv",
)


@st.composite
def acyclic(draw: st.DrawFn) -> dict[str, list[tuple[str, RequisiteKind]]]:
    names = [f"C{number}" for number in range(draw(st.integers(0, 9)))]
    return {name: [(earlier, kind) for earlier, kind in draw(named(names[:place]))] for place, name in enumerate(names)}


def named(names: list[str]) -> st.SearchStrategy[list[tuple[str, RequisiteKind]]]:
    return st.lists(st.tuples(st.sampled_from(names), st.sampled_from(RequisiteKind))) if names else st.just([])


def answer(requisites: Requisites, *, quarter: bool = False) -> dict[str, Metrics]:
    found = metrics(requisites, quarter=quarter)
    assert not isinstance(found, Cyclic)
    return {each.course: each for each in found.courses}


@given(acyclic(), st.booleans())
def test_every_figure_is_what_walking_all_paths_gives(
    requisites: dict[str, list[tuple[str, RequisiteKind]]],
    quarter: bool,  # noqa: FBT001 - hypothesis gives it by name
) -> None:
    edges = frozenset((earlier, course) for course, named in requisites.items() for earlier, _ in named)
    expected = judge.metrics(frozenset(requisites), edges, quarter=quarter)
    found = answer(requisites, quarter=quarter)
    assert found == {
        name: Metrics(name, each.blocking, each.delay, each.centrality, each.complexity)
        for name, each in expected.items()
    }


@given(acyclic(), st.randoms(use_true_random=False))
def test_the_order_of_courses_and_requisites_changes_nothing(
    requisites: dict[str, list[tuple[str, RequisiteKind]]], shuffler: random.Random
) -> None:
    names = list(requisites)
    shuffler.shuffle(names)
    shuffled = {name: shuffler.sample(requisites[name], len(requisites[name])) for name in names}
    assert answer(shuffled) == answer(requisites)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(RequisiteKind)), max_size=12))
def test_there_are_metrics_exactly_where_no_cycle_has_a_prerequisite(
    pairs: list[tuple[int, int, RequisiteKind]],
) -> None:
    requisites: dict[str, list[tuple[str, RequisiteKind]]] = {f"C{number}": [] for number in range(6)}
    for course, earlier, kind in pairs:
        requisites[f"C{course}"].append((f"C{earlier}", kind))
    edges = frozenset((f"C{earlier}", f"C{course}") for course, earlier, _ in pairs)
    broken = any(
        kind is PRE and (earlier == course or judge.reaches(f"C{course}", f"C{earlier}", edges))
        for course, earlier, kind in pairs
    )
    found = metrics(requisites)
    assert isinstance(found, Cyclic) == broken
    if isinstance(found, Cyclic):
        steps = zip(found.cycle, (*found.cycle[1:], found.cycle[0]), strict=True)
        assert [step for step in steps if step not in edges] == []
        assert len(set(found.cycle)) == len(found.cycle)


def test_courses_that_need_each_other_at_the_same_time_lose_the_edges_between_them() -> None:
    lecture_and_lab: Requisites = {"LEC": [("LAB", CO)], "LAB": [("LEC", STRICT_CO)], "NEXT": [("LEC", PRE)]}
    found = answer(lecture_and_lab)
    assert [(each.blocking, each.delay) for each in found.values()] == [(1, 2), (0, 1), (0, 2)]


def test_a_cycle_is_named_alike_whatever_the_order_of_input() -> None:
    ring: dict[str, list[tuple[str, RequisiteKind]]] = {"B": [("A", PRE)], "C": [("B", CO)], "A": [("C", CO)], "D": []}
    assert metrics(ring) == metrics(dict(reversed(ring.items()))) == Cyclic(cycle=("A", "B", "C"))


def test_a_course_that_is_its_own_prerequisite_is_a_cycle() -> None:
    assert metrics({"A": [("A", PRE)]}) == Cyclic(cycle=("A",))


def test_requisites_outside_the_counted_courses_are_no_edges() -> None:
    assert answer({"A": [("elsewhere", PRE)]}) == {"A": Metrics("A", 0, 1, 0, Fraction(1))}


def test_nothing_has_no_complexity() -> None:
    found = metrics({})
    assert not isinstance(found, Cyclic)
    assert found.courses == ()
    assert found.complexity == 0


def test_a_quarter_system_counts_two_thirds_rounded_for_each_course() -> None:
    chain: Requisites = {"A": [], "B": [("A", PRE)], "C": [("B", PRE)]}
    found = metrics(chain, quarter=True)
    assert not isinstance(found, Cyclic)
    assert [each.complexity for each in found.courses] == [Fraction(33, 10), Fraction(27, 10), Fraction(2)]
    assert found.complexity == 8


def test_paths_are_counted_exactly_though_there_are_more_than_could_be_walked() -> None:
    """Two hundred diamonds in a row have 2**200 paths."""
    diamonds: dict[str, list[tuple[str, RequisiteKind]]] = {"0": []}
    for number in range(1, 201):
        before = str(number - 1)
        diamonds[f"{number}a"] = [(before, PRE)]
        diamonds[f"{number}b"] = [(before, PRE)]
        diamonds[str(number)] = [(f"{number}a", PRE), (f"{number}b", PRE)]
    found = answer(diamonds)
    assert found["100"] == Metrics("100", 300, 401, 401 * 2**200, Fraction(701))


def test_a_chain_of_thousands_of_courses_is_answered() -> None:
    chain: Requisites = {str(number): [(str(number - 1), PRE)] for number in range(3000)}
    assert answer(chain)["1500"].delay == 3000


def test_evidence_names_what_is_blocked_and_a_longest_path() -> None:
    requisites: Requisites = {"A": [], "B": [("A", PRE)], "C": [("B", PRE)], "D": [("A", PRE)], "E": []}
    assert evidence(requisites, course="B") == Evidence(course="B", blocked=("C",), longest=("A", "B", "C"), paths=1)
    assert evidence(requisites, course="E") == Evidence(course="E", blocked=(), longest=("E",), paths=0)


@given(acyclic())
def test_evidence_adds_up_to_the_figures(requisites: dict[str, list[tuple[str, RequisiteKind]]]) -> None:
    for course, figures in answer(requisites).items():
        shown = evidence(requisites, course=course)
        assert isinstance(shown, Evidence)
        assert (len(shown.blocked), len(shown.longest)) == (figures.blocking, figures.delay)


@pytest.mark.benchmarks
@pytest.mark.parametrize("name", PUBLISHED)
def test_every_published_figure_is_met_to_the_digit(benchmarks: Path, name: str) -> None:
    reading = read_curricular_csv(benchmarks / "curricula" / name)
    assert reading.dossier is not None
    assert reading.curriculum is not None
    assert [len(stated) for stated in reading.published.values()] == [4] * len(reading.curriculum.courses)
    assert differences(Index(reading.dossier), published=reading.published) == ()


@pytest.mark.benchmarks
def test_a_file_without_figures_has_those_of_its_twin(benchmarks: Path) -> None:
    plain = read_curricular_csv(benchmarks / "curricula" / "Kennesaw_State_University_CS_plan.csv")
    twin = read_curricular_csv(benchmarks / "curricula" / "Kennesaw_State_University_CS_w_metrics.csv")
    assert plain.curriculum is not None
    assert twin.curriculum is not None
    assert metrics(plain.curriculum.requisites()) == metrics(twin.curriculum.requisites())


@pytest.mark.benchmarks
def test_a_quarter_curriculum_has_its_complexity_in_tenths(benchmarks: Path) -> None:
    reading = read_curricular_csv(benchmarks / "curricula" / "SY-CurriculumPlan-CE252016.csv")
    assert reading.dossier is not None
    (plan,) = Index(reading.dossier).plans
    found = plan_metrics(Index(reading.dossier), plan=plan)
    assert not isinstance(found, Cyclic)
    assert found.complexity == Fraction(1299, 5)


def test_a_figure_that_its_requisites_do_not_give_is_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text(
        "Curriculum,One\nSystem Type,semester\nCourses\n"
        "Course ID,Course Name,Prerequisites,Corequisites,Strict-Corequisites,Credit Hours,Complexity,Delay\n"
        "1,First,,,,3,4.0,2\n2,Second,1,,,3,2,2.0\n"
    )
    reading = read_curricular_csv(file)
    assert reading.dossier is not None
    found = [reading.places.settle(each) for each in differences(Index(reading.dossier), published=reading.published)]
    assert [(each.code, each.where.line, each.where.path, each.found, each.expected) for each in found] == [
        ("R525", 5, "/Courses/1/Complexity", "4", "3")
    ]


def test_the_picture_in_the_docs_is_worked_rightly(root: Path) -> None:
    picture: Requisites = {
        "Cabling": [],
        "Routing": [("Cabling", PRE)],
        "Switching": [("Routing", PRE)],
        "Wireless": [("Routing", PRE)],
        "Campus project": [("Switching", PRE), ("Wireless", PRE)],
        "Safety": [("Cabling", PRE)],
        "Ethics": [],
    }
    text = (root / "docs/explanation/metrics.md").read_text()
    told = [tuple(cell.strip() for cell in line.split("|")[1:6]) for line in text.splitlines() if line.startswith("| ")]
    assert told[-7:] == [
        (each.course, str(each.blocking), str(each.delay), str(each.centrality), str(each.complexity))
        for each in answer(picture).values()
    ]
    totals = [metrics(picture), metrics({**picture, "Wireless": []})]
    assert [each.complexity for each in totals if not isinstance(each, Cyclic)] == [33, 29]
    assert "Together 33." in text
    assert "weighs 29" in text
