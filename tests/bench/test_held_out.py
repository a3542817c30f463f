from pathlib import Path

import pytest

from bench import suggesting
from bench.character_grams import CharacterGrams
from bench.held_out import DEVELOPED, TESTED, Found, Split, Spoken, found, task
from fourfold.domain.cluster import Dossier
from fourfold.engine.index import Index
from fourfold.exchange.reading import read

EXAMPLE = Path(__file__).parents[2] / "examples" / "ict-cluster"


@pytest.fixture(scope="module")
def example() -> Dossier:
    dossier = read(EXAMPLE).dossier
    assert dossier is not None
    return dossier


@pytest.mark.parametrize("of", ["link", "outcome", "course"])
def test_what_is_held_out_is_nowhere_in_the_dossier(example: Dossier, of: str) -> None:
    given = task(example, Split(of=of), Spoken())
    index, whole = Index(given.dossier), Index(example)
    left = {(link.outcome, link.item) for _, link in index.links()}
    held = {(outcome, item) for outcome, wanted in given.wanted.items() for item in wanted}
    assert len(held) > 150
    assert left.isdisjoint(held)
    assert left | held == {(link.outcome, link.item) for _, link in whole.links()}
    titles = {(outcome, index.items[item].title) for outcome, item in left}
    assert titles.isdisjoint({(outcome, index.items[item].title) for outcome, item in held})


def test_no_outcome_on_which_figures_are_taken_served_to_find_the_weights(example: Dossier) -> None:
    developed, tested = (task(example, Split(of="outcome", tenths=each), Spoken()) for each in (DEVELOPED, TESTED))
    assert developed.wanted.keys().isdisjoint(tested.wanted)


def test_across_languages_outcomes_held_out_have_one_and_items_the_other(example: Dossier) -> None:
    given = task(example, Split(of="outcome"), Spoken(outcomes="en", items="zh"))
    index = Index(given.dossier)
    assert {index.outcomes[key].text.missing() for key in given.wanted} == {("zh",)}
    assert {item.title.missing() for item in index.items.values()} == {("en",)}


def test_a_ranking_that_knows_all_finds_all_and_one_that_knows_nothing_finds_none(example: Dossier) -> None:
    given = task(example, Split(of="outcome"), Spoken())
    few = {outcome: frozenset(sorted(wanted)[:5]) for outcome, wanted in given.wanted.items()}
    given = type(given)(given.dossier, few)
    assert found(given, lambda _, outcome: sorted(few[outcome])) == Found(recall=1, reciprocal=1, outcomes=len(few))
    assert found(given, lambda _, __: ()) == Found(recall=0, reciprocal=0, outcomes=len(few))


def test_character_grams_pass_over_what_is_linked(example: Dossier) -> None:
    index = Index(example)
    outcome = next(link.outcome for _, link in index.links())
    ranked = CharacterGrams(index).ranked(outcome)
    assert set(ranked).isdisjoint({link.item for _, link in index.links() if link.outcome == outcome})


def test_every_figure_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(suggesting, "PYTHON", tmp_path / "absent")
    taken = list(suggesting.figures(outcomes=3, times=1, spoken=[("both languages", Spoken())]))
    assert taken[0].note.startswith("skipped")
    assert [each.name.partition(":")[0] for each in taken[1:7]] == ["recall@5", "MRR"] * 3
    for figure in taken[1:7]:
        baseline, ours = figure.samples
        assert ours > 1.1 * baseline
    assert [each.unit for each in taken[7:]] == ["s", "s"]
