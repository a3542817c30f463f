"""The queue of links that are put forward: their order, what carries over from an older version, what is left out."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fourfold.domain.declined import DeclinedLink
from fourfold.engine.aligning import holes
from fourfold.engine.index import Index
from fourfold.engine.queue import STRONG, Origin, PutForward, Queued, queued
from fourfold.engine.succession import succession
from fourfold.engine.succession_links import Carried, carried
from fourfold.engine.suggest import suggest
from fourfold.engine.suggestion import Suggestion
from fourfold.exchange.reading import read

EXAMPLE = Path(__file__).parents[2] / "examples" / "ict-cluster"
TODAY = date(2026, 6, 1)
Example = tuple[Index, Carried, tuple[Suggestion, ...]]


@pytest.fixture(scope="module")
def example() -> Example:
    """The example without its links to HCIA-Datacom V2.0, what V1.0 carries over, and what is suggested."""
    dossier = read(EXAMPLE).dossier
    assert dossier is not None
    new = next(each for each in dossier.frameworks if each.code == "hcia-datacom-v2")
    old = next(each for each in dossier.frameworks if each.code == "hcia-datacom-v1")
    without = tuple(
        replace(each, links=tuple(link for link in each.links if link.framework != new.key))
        for each in dossier.cluster.links
    )
    index = Index(replace(dossier, cluster=replace(dossier.cluster, links=without)))
    some = [outcome for course in list(index.courses.values())[:30] for outcome in course.outcomes]
    found = tuple(
        each
        for outcome in some
        for each in suggest(index, outcome=outcome.key, frameworks={new.key}, limit=20, today=TODAY)
    )
    return index, carried(index, succession(old, new)), found


def queue_of(example: Example, *declined: Queued, more: tuple[Suggestion, ...] = ()) -> tuple[Queued, ...]:
    index, ahead, suggestions = example
    new = next(each for each in index.frameworks.values() if each.code == "hcia-datacom-v2")
    no = {
        each.place: DeclinedLink(
            outcome=each.place[0],
            framework=each.place[1],
            item=each.place[2],
            who="lin",
            at=datetime(2026, 6, 1, tzinfo=UTC),
            reason="no",
        )
        for each in declined
    }
    courses = list(index.courses.values())
    said = PutForward(carried=ahead.candidates, suggestions=(*suggestions, *more), declined=no)
    return queued(index, new, courses=courses, unmet=holes(index, new, courses), said=said)


def test_what_goes_on_from_an_older_version_is_there_with_its_confidence_and_hours(example: Example) -> None:
    rows = {each.place: each for each in queue_of(example) if each.origin is Origin.CARRIED}
    ahead = {(each.link.outcome, each.link.framework, each.link.item): each for each in example[1].candidates}
    assert rows.keys() == ahead.keys()
    assert all(
        rows[place].strength == each.confidence and rows[place].link == each.link for place, each in ahead.items()
    )


def test_every_link_has_one_place_and_what_closes_a_hole_stands_first_the_surest_first(example: Example) -> None:
    rows = queue_of(example)
    assert len({each.place for each in rows}) == len(rows)
    order = [(not each.closes, each.origin is not Origin.CARRIED, -each.strength) for each in rows]
    assert order == sorted(order)
    assert {each.closes for each in rows} == {True, False}


def test_a_suggestion_that_closes_no_hole_is_there_only_where_it_is_strong(example: Example) -> None:
    idle = [each for each in queue_of(example) if each.origin is Origin.SUGGESTED and not each.closes]
    deepens = [each for each in idle if each.reached < each.asks.rank]
    assert all(each.strength >= STRONG for each in idle if each not in deepens)
    assert any(each.score < STRONG for each in example[2])


def test_what_was_declined_is_left_out_and_nothing_else_changes(example: Example) -> None:
    rows = queue_of(example)
    gone = [next(each for each in rows if each.origin is origin) for origin in (Origin.CARRIED, Origin.SUGGESTED)]
    left = queue_of(example, *gone)
    assert {each.place for each in rows} - {each.place for each in left} == {each.place for each in gone}


def test_the_order_of_suggestions_changes_nothing(example: Example) -> None:
    index, ahead, suggestions = example
    assert queue_of((index, ahead, suggestions[::-1])) == queue_of(example)
