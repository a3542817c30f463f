"""A form holds a noun without loss: what is shown and sent back unchanged is the noun that stood there."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given

from fourfold.canon.fields import field_of
from fourfold.canon.trees import tree_of
from fourfold.canon.validate import validate
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course
from fourfold.domain.plan import Plan
from fourfold.engine.index import Index
from fourfold.exchange.reading import read
from fourfold.web.pages.editing.desk import codes_of
from fourfold.web.pages.editing.entries import Reader, entries_of
from fourfold.web.pages.editing.sent import acted, blank, entries_sent, pruned
from tests import strategies
from tools.plant import PLANTED


def nouns(dossier: Dossier) -> Iterator[Any]:
    """Everything that has a form."""
    cluster = dossier.cluster
    yield cluster.head
    for program in cluster.programs:
        yield program
        yield from program.plans
    yield from (*cluster.modules, *cluster.courses, *cluster.rules)


def sent_of(cls: type, entries: Mapping[str, Any]) -> QueryDict:
    """What a browser sends of a form: a box that is not ticked is not sent."""
    sent = QueryDict(mutable=True)
    for name, value in _boxes(cls, entries, ""):
        sent.appendlist(name, value)
    return sent


def _boxes(cls: type, entries: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    for step, below in entries.items():
        field = field_of(cls, step)
        if field is None or field.of is not bool or below != "no":
            yield from _box(field.of if field else str, below, f"{name}.{step}" if name else step)


def _box(cls: type, entry: Any, name: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - entries at any depth
    if isinstance(entry, str):
        yield name, entry
    elif isinstance(entry, Mapping):
        yield from _boxes(cls, entry, name)
    elif entry and isinstance(entry[0], str):
        yield from ((name, each) for each in entry)
    else:
        for at, below in enumerate(entry):
            yield from _boxes(cls, below, f"{name}.{at}")


def through_a_form(value: Any, index: Index) -> Any:  # noqa: ANN401 - any noun
    """The noun that comes back from its own form."""
    cls, tree = type(value), tree_of(value)
    shown = entries_of(cls, tree, codes_of(index, cls, tree))
    entries = pruned(cls, entries_sent(cls, sent_of(cls, shown)))
    assert entries == pruned(cls, shown)
    reader = Reader(codes_of(index, cls, entries))
    back = validate(cls, reader.tree(cls, entries))
    assert reader.wrong == []
    return back


def test_every_noun_of_the_example_comes_back_from_its_form() -> None:
    found = read(PLANTED)
    assert found.dossier is not None
    index = Index(found.dossier)
    for value in nouns(found.dossier):
        assert through_a_form(value, index) == value


@given(dossier=strategies.dossiers())
def test_every_noun_comes_back_from_its_form(dossier: Dossier) -> None:
    index = Index(dossier)
    for value in nouns(dossier):
        assert through_a_form(value, index) == value


@pytest.fixture
def three() -> dict[str, Any]:
    """The form of a course with three outcomes."""
    entries = blank(Course)
    for code in "ABC":
        entries = acted(Course, entries, "add:outcomes")
        entries["outcomes"][-1]["code"] = code
    return entries


def order(entries: Mapping[str, Any]) -> str:
    return "".join(each["code"] for each in entries["outcomes"])


@pytest.mark.parametrize(
    ("button", "left"),
    [
        ("up:outcomes.1", "BAC"),
        ("down:outcomes.1", "ACB"),
        ("remove:outcomes.1", "AC"),
        ("up:outcomes.0", "ABC"),
        ("down:outcomes.2", "ABC"),
        ("remove:outcomes.9", "ABC"),
        ("up:outcomes", "ABC"),
        ("up:code.1", "ABC"),
        ("fly:outcomes.1", "ABC"),
        ("", "ABC"),
    ],
)
def test_buttons_move_and_remove_rows_and_nothing_else(three: dict[str, Any], button: str, left: str) -> None:
    assert order(acted(Course, three, button)) == left


def test_a_new_row_has_a_key_of_its_own_that_stays() -> None:
    once = acted(Course, blank(Course), "add:outcomes")
    twice = acted(Course, entries_sent(Course, sent_of(Course, once)), "add:outcomes")
    keys = [each["key"] for each in twice["outcomes"]]
    assert keys[0] == once["outcomes"][0]["key"]
    assert len(set(keys)) == 2


def test_rows_that_say_nothing_are_no_rows_where_they_have_no_key() -> None:
    entries = acted(Plan, acted(Plan, blank(Plan), "add:required"), "add:pools")
    assert [len(pruned(Plan, entries)[name]) for name in ("required", "pools")] == [0, 1]
