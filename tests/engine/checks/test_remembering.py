"""A check that remembers earlier ones finds what a fresh one finds, problem by problem and in the same order."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.strategies import DataObject

from fourfold.domain.cluster import Dossier
from fourfold.domain.problem import Problem
from fourfold.engine.checks import Memory, check
from fourfold.engine.index import Index
from fourfold.exchange.reading import read
from tests.edits import edited
from tests.engine.checks.table import CASES, Case
from tests.engine.checks.test_robustness import thinned
from tests.engine.checks.tiny import LISTS, sound
from tests.factories import TODAY
from tests.strategies import dossiers

EXAMPLES = Path(__file__).parents[3] / "examples"


def found(whole: Dossier, memory: Memory | None = None) -> tuple[Problem, ...]:
    return check(Index(whole), today=TODAY, memory=memory)


def found_beside_rules(whole: Dossier, memory: Memory | None = None) -> tuple[Problem, ...]:
    return check(Index(whole), today=TODAY, memory=memory, results=())


def without_each(whole: Dossier) -> Iterator[Dossier]:
    """The dossier without any one of its parts, and without any one of its frameworks."""
    for name in LISTS:
        parts = getattr(whole.cluster, name)
        for part in parts:
            rest: dict[str, Any] = {name: tuple(each for each in parts if each is not part)}
            yield replace(whole, cluster=replace(whole.cluster, **rest))
    for framework in whole.frameworks:
        yield replace(whole, frameworks=tuple(each for each in whole.frameworks if each is not framework))


@given(data=some.data(), whole=dossiers())
def test_after_any_edits_a_check_that_remembers_finds_what_a_fresh_one_finds(data: DataObject, whole: Dossier) -> None:
    memory = Memory()
    assert found(whole, memory) == found(whole)
    after = whole
    for _ in range(2):
        after = replace(after, cluster=edited(data, after.cluster))
        assert found(after, memory) == found(after)
    assert found(whole, memory) == found(whole)


@given(whole=dossiers(), seed=some.integers(0, 1_000))
def test_so_it_does_where_half_of_the_parts_are_gone(whole: Dossier, seed: int) -> None:
    memory, less = Memory(), thinned(whole, Random(seed))
    for each in (whole, less, whole):
        assert found(each, memory) == found(each)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_fault_is_found_after_the_sound_cluster_was_and_gone_once_it_is_mended(case: Case) -> None:
    memory = Memory()
    for whole in (sound(), case.faulty, case.mended, case.faulty):
        assert found(whole, memory) == found(whole)


@pytest.mark.slow
def test_so_it_does_without_any_one_part_of_the_example_with_faults() -> None:
    whole, memory = _example("ict-cluster-planted"), Memory()
    found_beside_rules(whole, memory)
    for less in without_each(whole):
        assert found_beside_rules(less, memory) == found_beside_rules(less)


@cache
def _example(name: str) -> Dossier:
    dossier = read(EXAMPLES / name).dossier
    assert dossier is not None
    return dossier


def test_an_edit_of_one_course_is_answered_from_memory_but_for_what_reads_it() -> None:
    whole, memory = _example("ict-cluster"), Memory()
    found_beside_rules(whole, memory)
    known = len(memory)
    course, *others = whole.cluster.courses
    found_beside_rules(
        replace(whole, cluster=replace(whole.cluster, courses=(replace(course, weeks=course.weeks + 1), *others))),
        memory,
    )
    parts = len(whole.cluster.courses) + len(whole.cluster.links) + len(whole.cluster.programs)
    assert len(memory) - known < parts / 3


def test_a_memory_keeps_no_more_than_it_may_and_still_tells_the_truth() -> None:
    memory = Memory(most=5)
    for case in CASES[:10]:
        assert found(case.faulty, memory) == found(case.faulty)
    assert len(memory) == 5


def test_a_memory_takes_no_object_for_another_that_is_gone() -> None:
    memory = Memory()
    for number in range(1_000):
        assert memory.ask(len, list(range(number % 7))) == number % 7
