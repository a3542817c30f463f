"""One edit of one part: it happens whole, is told once, and gives way to whoever was first."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from fourfold.canon.encode import digest, encode
from fourfold.canon.parts import root, split, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.text import Text
from fourfold.store.edit import Conflict, HeadStays, NoDraft, UnknownRoot, edit_part, pin_framework
from fourfold.store.held import Held, held_by
from fourfold.store.models import Change, Document, Draft, Part
from fourfold.store.write import Authorship, Moved, TakenAddress, replace_draft
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY, LATER = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 2, tzinfo=UTC)
LIN, MEI = Authorship(who="lin", at=DAY), Authorship(who="mei", at=LATER, why="clearer")
TINY = make.key("cluster", "TINY")


@pytest.fixture
def dossier() -> Dossier:
    course, module = make.course("C1", "M1"), make.module("M1", "CAT")
    made = make.dossier(make.head(["CAT"]), module, course, make.framework("JOB"))
    put(made)
    return made


def put(dossier: Dossier) -> None:
    replace_draft(dossier.cluster.head, split_dossier(dossier), LIN, expected=None)


def held() -> Held:
    return held_by(Draft.objects.get(pk=UUID(TINY)))


def told() -> list[tuple[str, str, str, str]]:
    rows = Change.objects.filter(who="mei").values_list("key", "before", "after", "why")
    return [(str(key), before, after, why) for key, before, after, why in rows]


def renamed(dossier: Dossier, title: str) -> bytes:
    return encode(replace(dossier.cluster.courses[0], title=Text(en=title)))


def test_an_edit_moves_one_part_and_is_one_change(dossier: Dossier) -> None:
    key, before, content = dossier.cluster.courses[0].key, held(), renamed(dossier, "clearer")
    moved = edit_part(TINY, key, content, expected=before.parts[key], authorship=MEI)
    assert moved == Moved(before=before.parts[key], after=digest(content))
    assert held().parts == {**before.parts, key: digest(content)}
    assert told() == [(key, moved.before, moved.after, "clearer")]
    assert Draft.objects.get(pk=UUID(TINY)).changed_at == LATER


def test_who_started_elsewhere_is_told_what_stands_and_changes_nothing(dossier: Dossier) -> None:
    key, before, parts = dossier.cluster.courses[0].key, held(), Part.objects.count()
    for expected in (None, "0" * 64):
        with pytest.raises(Conflict) as conflict:
            edit_part(TINY, key, renamed(dossier, "late"), expected=expected, authorship=MEI)
        assert conflict.value.current == before.parts[key]
    assert (held(), told(), Part.objects.count()) == (before, [], parts)


def test_a_part_that_is_gone_is_a_conflict_with_nothing(dossier: Dossier) -> None:
    key, before = dossier.cluster.courses[0].key, held().parts
    edit_part(TINY, key, None, expected=before[key], authorship=MEI)
    with pytest.raises(Conflict) as conflict:
        edit_part(TINY, key, renamed(dossier, "late"), expected=before[key], authorship=MEI)
    assert conflict.value.current is None


def test_a_part_can_go_and_come_back(dossier: Dossier) -> None:
    key, before = dossier.cluster.courses[0].key, held()
    content = encode(dossier.cluster.courses[0])
    edit_part(TINY, key, None, expected=before.parts[key], authorship=MEI)
    assert key not in held().parts
    edit_part(TINY, key, content, expected=None, authorship=MEI)
    assert held() == before
    assert [change[1:3] for change in told()] == [(digest(content), ""), ("", digest(content))]


def test_what_changes_nothing_is_no_edit(dossier: Dossier) -> None:
    key, before = dossier.cluster.courses[0].key, held()
    edit_part(TINY, key, encode(dossier.cluster.courses[0]), expected=before.parts[key], authorship=MEI)
    assert (held(), told()) == (before, [])


def test_an_edit_that_is_not_permitted_leaves_no_trace(dossier: Dossier) -> None:
    key, before = dossier.cluster.courses[0].key, held()

    def refuse(moved: object) -> None:
        raise PermissionError(moved)

    with pytest.raises(PermissionError):
        edit_part(TINY, key, renamed(dossier, "not mine"), expected=before.parts[key], authorship=MEI, permit=refuse)
    assert (held(), told()) == (before, [])
    assert not Part.objects.filter(pk=digest(renamed(dossier, "not mine"))).exists()


def test_the_head_stays_and_stays_a_head(dossier: Dossier) -> None:
    before = held()
    for content in (None, renamed(dossier, "no head"), encode(replace(dossier.cluster.head, key=make.key("x", "y")))):
        with pytest.raises(HeadStays):
            edit_part(TINY, TINY, content, expected=before.parts[TINY], authorship=MEI)
    assert (held(), told()) == (before, [])


def test_a_head_with_another_code_moves_its_document(dossier: Dossier) -> None:
    moved = encode(replace(dossier.cluster.head, code="SMALL"))
    edit_part(TINY, TINY, moved, expected=held().parts[TINY], authorship=MEI)
    assert Document.objects.get(pk=UUID(TINY)).code == "SMALL"


def test_a_head_cannot_move_to_an_address_that_is_taken(dossier: Dossier) -> None:
    put(make.dossier(make.head(key=make.key("cluster", "OTHER"), code="Other")))
    before = held()
    with pytest.raises(TakenAddress):
        edit_part(
            TINY,
            TINY,
            encode(replace(dossier.cluster.head, code="OTHER")),
            expected=before.parts[TINY],
            authorship=MEI,
        )
    assert (held(), told(), Document.objects.get(pk=UUID(TINY)).code) == (before, [], "TINY")


def test_there_is_nothing_to_edit_where_there_is_no_draft() -> None:
    with pytest.raises(NoDraft):
        edit_part(TINY, TINY, None, expected=None, authorship=MEI)


def test_a_framework_is_pinned_at_a_root_that_is_kept_and_let_go_again(dossier: Dossier) -> None:
    framework = dossier.frameworks[0]
    before, key = held(), framework.key
    assert before.frameworks == {key: root(split(framework).manifest)}
    pin_framework(TINY, key, None, expected=before.frameworks[key], authorship=MEI)
    assert held().frameworks == {}
    with pytest.raises(UnknownRoot):
        pin_framework(TINY, key, "0" * 64, expected=None, authorship=MEI)
    with pytest.raises(Conflict):
        pin_framework(TINY, key, before.frameworks[key], expected="1" * 64, authorship=MEI)
    pin_framework(TINY, key, before.frameworks[key], expected=None, authorship=MEI)
    assert held() == before


def test_a_part_cannot_take_the_place_of_a_framework(dossier: Dossier) -> None:
    before = held()
    with pytest.raises(Conflict):
        edit_part(TINY, dossier.frameworks[0].key, renamed(dossier, "x"), expected=None, authorship=MEI)
    assert (held(), told()) == (before, [])
