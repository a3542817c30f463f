"""Saved lenses: one's own, by name, gone with the person."""

import pytest

from fourfold.actions.account import erase_me, personal_data
from fourfold.actions.lenses import forget_lens, lenses_of, save_lens
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.domain.person import OPERATOR, VISITOR, Viewer
from fourfold.store.models import SavedLens
from tests.actions.cast import NOW, Cast, gather

pytestmark = pytest.mark.django_db
MAP = "/szpu/ict/draft/?lens=sharing&show=term"


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    """Everybody."""
    return gather()


def kept(viewer: Viewer) -> list[tuple[str, str]]:
    return [(each.name, each.address) for each in lenses_of(viewer)]


def test_a_view_is_kept_under_a_name_for_oneself_alone(cast: Cast) -> None:
    save_lens(cast.mei, name="  Shared\tcourses ", address=MAP, now=NOW)
    assert kept(cast.mei) == [("Shared courses", MAP)]
    assert kept(cast.lin) == []


def test_a_name_that_is_used_again_leads_elsewhere(cast: Cast) -> None:
    save_lens(cast.mei, name="mine", address=MAP, now=NOW)
    save_lens(cast.mei, name="Mine", address="/szpu/ict/draft/matrix", now=NOW)
    save_lens(cast.lin, name="mine", address=MAP, now=NOW)
    assert kept(cast.mei) == [("Mine", "/szpu/ict/draft/matrix")]


@pytest.mark.parametrize("viewer", [OPERATOR, VISITOR, Viewer(who="not an id")])
def test_nobody_without_an_account_saves(viewer: Viewer) -> None:
    with pytest.raises(Forbidden):
        save_lens(viewer, name="mine", address=MAP, now=NOW)
    assert lenses_of(viewer) == ()


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\u202eb", "\0"])
def test_a_name_is_a_short_line(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        save_lens(cast.mei, name=name, address=MAP, now=NOW)


@pytest.mark.parametrize(
    "address", ["", "szpu", "//evil.example/", "/\\evil.example", "https://evil.example/", "/a\nb", "/" + "x" * 2000]
)
def test_an_address_is_one_of_ours(cast: Cast, address: str) -> None:
    with pytest.raises(Refused):
        save_lens(cast.mei, name="mine", address=address, now=NOW)


def test_there_are_at_most_200(cast: Cast) -> None:
    for number in range(200):
        SavedLens.objects.create(person_id=cast.mei.who, name=f"L{number}", address=MAP, saved_at=NOW)
    with pytest.raises(Refused):
        save_lens(cast.mei, name="one more", address=MAP, now=NOW)
    save_lens(cast.mei, name="l7", address=MAP, now=NOW)


def test_only_ones_own_can_be_forgotten(cast: Cast) -> None:
    save_lens(cast.mei, name="mine", address=MAP, now=NOW)
    (mine,) = lenses_of(cast.mei)
    for viewer, lens in (
        (cast.lin, mine.id),
        (OPERATOR, mine.id),
        (cast.mei, "0"),
        (cast.mei, "x"),
        (cast.mei, "9" * 30),
    ):
        with pytest.raises(Missing):
            forget_lens(viewer, lens)
    forget_lens(cast.mei, mine.id)
    assert kept(cast.mei) == []


def test_they_are_taken_along_and_erased_with_the_person(cast: Cast) -> None:
    save_lens(cast.mei, name="mine", address=MAP, now=NOW)
    assert personal_data(cast.mei)["lenses"] == [{"name": "mine", "address": MAP, "saved_at": NOW.isoformat()}]
    erase_me(cast.mei)
    assert not SavedLens.objects.exists()
