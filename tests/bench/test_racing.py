"""The bench of writers and clients: it counts what was lost, and asks no more than it says."""

from collections import Counter

import pytest

from bench import clients, racing
from tests.store.telling import Told


def told(*changes: tuple[str, str, str], held: dict[str, str]) -> Told:
    return Told(changes=tuple((*each, "writer-0") for each in changes), held=held, root="", reads=True)


START = told(("k", "", "a"), held={"k": "a"})


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        (told(("k", "", "a"), ("k", "a", "b"), held={"k": "b"}), 0),
        (told(("k", "", "a"), held={"k": "a"}), 1),  # acknowledged, and not told
        (told(("k", "", "a"), ("k", "a", "b"), held={"k": "a"}), 1),  # told, and not there
        (told(("k", "", "a"), ("k", "a", "b"), held={}), 1),
    ],
)
def test_an_edit_is_lost_where_it_is_not_told_or_not_there(after: Told, lost: int) -> None:
    assert racing._lost(START, after, Counter([("k", "a", "b")])) == lost  # noqa: SLF001 - what the figure rests on


@pytest.mark.slow
def test_a_short_race_loses_nothing() -> None:
    taken = list(racing.figures(writers=2, seconds=1, courses=4))
    assert [each.value for each in taken if each.name.startswith("lost")] == [0, 0]


@pytest.mark.slow
def test_few_clients_ask_so_many_times_and_no_answer_fails() -> None:
    taken = list(clients.figures(clients=2, requests=4, times=0, seconds=60, whole=600))
    assert {len(each.samples) for each in taken} == {4}
    assert {each.note.split("; ")[1] for each in taken} == {"errors 0 of 4"}
