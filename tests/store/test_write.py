"""What is put away comes back the same, and every change is told once."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from fourfold.canon.parts import root_of, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR
from fourfold.store.models import Change, DraftPart, Part
from fourfold.store.read import dossier_of, draft_at, shelved
from fourfold.store.write import Authorship, Moved, StaleBase, TakenAddress, replace_draft
from tests import strategies
from tests.store.rewriting import at_home, retitled

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 6, 1, tzinfo=UTC)


def put(dossier: Dossier, *, expected: str | None = None, who: str = "local") -> dict[str, Moved]:
    authorship = Authorship(who=who, at=DAY, why="a test")
    return replace_draft(dossier.cluster.head, split_dossier(dossier), authorship, expected=expected)


def kept(dossier: Dossier) -> Dossier:
    found = draft_at(dossier.cluster.head.institution, dossier.cluster.head.code, OPERATOR)
    assert found is not None
    return dossier_of(found)


def told(dossier: Dossier) -> dict[str, str]:
    """What the Changes add up to."""
    folded: dict[str, str] = {}
    for change in Change.objects.filter(document_id=dossier.cluster.head.key):
        assert folded.get(str(change.key), "") == change.before
        folded[str(change.key)] = change.after
    return {key: digest for key, digest in folded.items() if digest}


@settings(max_examples=20)
@given(dossier=strategies.dossiers())
def test_a_dossier_comes_back_as_the_very_same_value(dossier: Dossier) -> None:
    put(dossier)
    assert kept(dossier) == dossier


@settings(max_examples=20)
@given(first=strategies.dossiers(), second=strategies.dossiers())
def test_folding_the_changes_gives_the_draft(first: Dossier, second: Dossier) -> None:
    second = at_home(second, first)
    put(first)
    put(second)
    draft = draft_at(first.cluster.head.institution, first.cluster.head.code, OPERATOR)
    assert draft is not None
    assert told(second) == draft.held.digests()
    assert dossier_of(draft) == second
    assert draft.root == root_of(second)


@given(dossier=strategies.dossiers())
@settings(max_examples=10)
def test_putting_the_same_away_twice_changes_nothing(dossier: Dossier) -> None:
    put(dossier)
    before = Change.objects.count()
    assert put(dossier) == {}
    assert Change.objects.count() == before


@given(dossier=strategies.dossiers())
@settings(max_examples=10)
def test_one_edited_part_is_one_change(dossier: Dossier) -> None:
    put(dossier)
    parts = Part.objects.count()
    edited = retitled(dossier, "a title that nobody has drawn yet")
    moved = put(edited)
    assert list(moved) == [dossier.cluster.head.key]
    assert Part.objects.count() == parts + 1
    assert DraftPart.objects.filter(draft__document__key=dossier.cluster.head.key).count() == len(told(edited))


@given(dossier=strategies.dossiers())
@settings(max_examples=5)
def test_a_writer_who_started_elsewhere_is_stopped_and_nothing_moves(dossier: Dossier) -> None:
    put(dossier)
    with pytest.raises(StaleBase) as stale:
        put(retitled(dossier, "late"), expected="another root")
    assert stale.value.root == root_of(dossier)
    assert kept(dossier) == dossier


@given(dossier=strategies.dossiers())
@settings(max_examples=5)
def test_a_writer_who_started_from_the_draft_is_let_through(dossier: Dossier) -> None:
    put(dossier)
    edited = retitled(dossier, "in time")
    put(edited, expected=root_of(dossier))
    assert kept(dossier) == edited


@given(first=strategies.dossiers(), second=strategies.dossiers())
@settings(max_examples=5)
def test_two_clusters_cannot_share_an_address(first: Dossier, second: Dossier) -> None:
    if first.cluster.head.key == second.cluster.head.key:
        return
    put(first)
    with pytest.raises(TakenAddress):
        put(at_home(second, first, same_key=False))
    assert [each.address.code for each in shelved(OPERATOR)].count(first.cluster.head.code) == 1
