"""The example is whole: counts, both languages everywhere, and a footing under every statement."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fourfold.canon.trees import tree_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Outcome, Project
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.link import CourseLinks
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.domain.text import Text
from fourfold.engine.checks.inside import inside
from fourfold.engine.index import Index
from tests.examples.conftest import dossier_in

FEW = {"PR-MIL", "PR-INT", "PR-GP"}
"""Military training, internship and graduation project are no professional courses: they have up to three outcomes."""


def category_of(index: Index, course: Course) -> str:
    category = index.category_of(course)
    assert category is not None
    return category.code


def test_it_has_four_programs_with_five_plans_of_six_terms(sound: Dossier) -> None:
    programs = sorted(sound.cluster.programs, key=lambda each: each.position)
    assert [(each.code, each.terms, [plan.code for plan in each.plans]) for each in programs] == [
        ("MC", 6, ["MC-ordinary"]),
        ("CN", 6, ["CN-ordinary", "CN-order"]),
        ("MI", 6, ["MI-ordinary"]),
        ("IOT", 6, ["IOT-ordinary"]),
    ]


def test_it_has_eighty_seven_courses_in_five_categories(sound: Dossier, index: Index) -> None:
    assert len(sound.cluster.courses) == 87
    assert Counter(category_of(index, each) for each in sound.cluster.courses) == {
        "public-basic": 17,
        "basic": 10,
        "core": 27,
        "extended": 23,
        "practice": 10,
    }


def test_it_has_these_many_modules_outcomes_links_rules_and_frameworks(sound: Dossier) -> None:
    cluster = sound.cluster
    assert [len(cluster.modules), len(cluster.rules), len(sound.frameworks)] == [34, 27, 37]
    assert sum(len(each.outcomes) for each in cluster.courses) == 498
    assert len(cluster.all_links()) == 1329
    assert Counter(each.kind.value for each in sound.frameworks) == {
        "job": 14,
        "competition": 6,
        "certification": 16,
        "regulation": 1,
    }


def test_professional_courses_have_four_to_eight_outcomes_and_the_others_one_to_three(
    sound: Dossier, index: Index
) -> None:
    for course in sound.cluster.courses:
        few = course.code in FEW or category_of(index, course) == "public-basic"
        least, most = (1, 3) if few else (4, 8)
        assert least <= len(course.outcomes) <= most, course.code


def test_every_outcome_is_assessed_and_serves_something(sound: Dossier) -> None:
    served = {each.outcome for each in sound.cluster.all_links()}
    outcomes = [outcome for course in sound.cluster.courses for outcome in course.outcomes]
    assert [each.code for each in outcomes if not each.assessments or each.key not in served] == []


def test_every_text_is_in_both_languages(folder: Path) -> None:
    dossier = dossier_in(folder)
    documents = (dossier.cluster, *dossier.frameworks)
    assert [where for each in documents for where, text in inside(each, Text) if text.missing()] == []


def test_every_part_says_what_it_stands_on(sound: Dossier) -> None:
    cluster = sound.cluster
    parts: tuple[Program | Module | Course | CourseLinks | Rule, ...] = (
        *cluster.programs,
        *cluster.modules,
        *cluster.courses,
        *cluster.links,
        *cluster.rules,
    )
    assert [part for part in parts if part.footing is None] == []


def test_what_is_sourced_names_its_source_and_how_far_to_trust_it(sound: Dossier) -> None:
    for document in (sound.cluster, *sound.frameworks):
        for where, footing in inside(document, Footing):
            if footing.ground is Ground.SOURCED:
                assert footing.source, where
                assert footing.confidence, where


def test_outcomes_and_plans_of_sourced_courses_and_programs_are_illustrative_all_the_same(sound: Dossier) -> None:
    for course in sound.cluster.courses:
        if course.footing is not None and course.footing.ground is Ground.SOURCED:
            below: tuple[Outcome | Project, ...] = (*course.outcomes, *course.projects)
            assert {each.footing.ground for each in below if each.footing} == {Ground.ILLUSTRATIVE}, course.code
            assert all(each.footing for each in below), course.code
    for plan in (plan for program in sound.cluster.programs for plan in program.plans):
        assert plan.footing == Footing(ground=Ground.ILLUSTRATIVE)


def strings(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for each in tree.values():
            yield from strings(each)
    elif isinstance(tree, list):
        for each in tree:
            yield from strings(each)
    elif isinstance(tree, str):
        yield tree


def test_the_english_is_spelt_one_way(sound: Dossier) -> None:
    said = " ".join(text for each in (sound.cluster, *sound.frameworks) for text in strings(tree_of(each))).lower()
    strays = ("programme ", "programmes", "center", "virtualiz", "optimiz", "analyz", "organiz", "behavior", "defense")
    assert [word for word in strays if word in said] == []
