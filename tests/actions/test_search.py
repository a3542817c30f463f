"""Search: everything that whoever asks may read, in both languages, and nothing that they may not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.actions.search import Results, look, phrases_of
from fourfold.canon.encode import digest, encode
from fourfold.canon.parts import root_of, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR, VISITOR, Viewer
from fourfold.domain.text import Text
from fourfold.store import indexing, releases
from fourfold.store.edit import edit_part
from fourfold.store.models import Indexed, Passage
from fourfold.store.releases import Notice
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import BO, CHEN, JUN, LIN, NOW
from tests.web import small

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def draft(db: None) -> Dossier:  # noqa: ARG001 - the database is asked for its effect
    """The small cluster, as a draft."""
    return keep(small.dossier())


def keep(dossier: Dossier) -> Dossier:
    replace_draft(dossier.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)
    return dossier


def elsewhere(dossier: Dossier) -> Dossier:
    """The same courses as a cluster of another college."""
    head = replace(dossier.cluster.head, key=small.key("cluster", "theirs"), code="theirs", institution="other")
    return replace(dossier, cluster=replace(dossier.cluster, head=head))


def release(dossier: Dossier, name: str, *, days: int = 0) -> None:
    notice = Notice(name=name, who="lin", at=NOW + timedelta(days=days))
    releases.publish(dossier.cluster.head.key, expected=root_of(dossier), notice=notice)


def retitled(dossier: Dossier, code: str, title: Text) -> Dossier:
    courses = tuple(replace(each, title=title) if each.code == code else each for each in dossier.cluster.courses)
    return replace(dossier, cluster=replace(dossier.cluster, courses=courses))


def said(results: Results) -> list[tuple[str, str, str]]:
    """Everything that is shown, in order: noun, code, release."""
    found = [*results.exact, *(each for group in results.groups for each in group.found)]
    return [(each.noun, each.code, each.home.release) for each in found]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("switching", [("course", "RS", ""), ("item", "D2", "")]),
        ("SWITCH", [("course", "RS", ""), ("item", "D2", ""), ("item", "J1", "")]),
        ("路由交换", [("course", "RS", "")]),
        ("交换路由", []),
        ("路由", [("course", "RS", ""), ("item", "T1", "")]),
        ('"wireless lan"', [("course", "WLAN", "")]),
        ('"lan wireless"', []),
        ("lan wireless", [("course", "WLAN", "")]),
        ("ＲＯＵＴＩＮＧ", [("course", "RS", ""), ("item", "T1", "")]),
        ("欧拉", [("technology", "openeuler", "")]),
        ("V1.0 hcia", [("framework", "hcia", "")]),
        ("promise", []),
    ],
)
def test_words_find_nouns_in_either_language(asked: str, found: list[tuple[str, str, str]]) -> None:
    assert said(look(LIN, asked)) == found


def test_an_exact_code_goes_first_then_codes_that_begin_so() -> None:
    results = look(LIN, "nt-b")
    assert [(each.noun, each.code) for each in results.exact] == [("course", "NT-B")]
    assert said(look(LIN, "nt"))[:3] == [("module", "NT", ""), ("course", "NT-A", ""), ("course", "NT-B", "")]


def test_a_noun_says_where_it_stands() -> None:
    (outcome,) = look(LIN, "RS.1").exact
    assert (outcome.noun, outcome.of, outcome.home.institution, outcome.home.code) == ("outcome", "RS", "szpu", "ict")
    (item,) = look(LIN, "D2.2").exact
    assert (item.noun, item.of, item.home.code) == ("item", "hcia", "ict")


def test_one_kind_is_shown_a_page_at_a_time() -> None:
    few = next(each for each in look(LIN, "do part").groups if each.noun == "outcome")
    whole = look(LIN, "do part", noun="outcome", most=25)
    assert (len(few.found), few.count) == (5, 14)
    assert [(each.noun, len(each.found), each.count) for each in whole.groups] == [("outcome", 14, 14)]
    assert whole.groups[0].found[:5] == few.found
    assert look(LIN, "do part", noun="outcome", start=12).groups[0].found == whole.groups[0].found[12:]
    assert look(LIN, "do part", noun="outcome", start=25).groups[0].found == ()


def test_a_plain_word_that_is_the_code_of_an_item_is_looked_for_as_a_word(draft: Dossier) -> None:
    tracks = (replace(small.TRACK, items=(replace(small.TRACK.items[0], code="network"),)),)
    keep(replace(draft, frameworks=(small.HCIA, small.ENGINEER, *tracks)))
    results = look(LIN, "network")
    assert results.exact == ()
    found = {group.noun: [each.code for each in group.found] for group in results.groups}
    assert (found["course"], found["item"]) == (["NT-A", "NT-B"], ["D1", "J2", "network"])


def test_of_one_kind_the_noun_with_exactly_this_code_stands_first() -> None:
    assert [each.code for each in look(LIN, "NT-B", noun="course").groups[0].found] == ["NT-B"]
    assert look(LIN, "NT-B", noun="course").exact == ()


def test_nothing_found_suggests_near_codes_that_one_may_see() -> None:
    assert look(LIN, "nt-c").near == ("NT-B", "NT-A", "NT")
    assert look(LIN, "openeuller").near == ("openeuler",)
    assert look(CHEN, "openeuller").near == ()


@pytest.mark.parametrize("viewer", [CHEN, JUN, VISITOR])
def test_a_draft_is_found_by_nobody_but_the_staff(viewer: Viewer) -> None:
    assert look(viewer, "switching").count == 0
    assert look(viewer, "RS").exact == ()
    assert look(BO, "switching").count == look(OPERATOR, "switching").count == 2


@pytest.mark.parametrize("viewer", [CHEN, JUN, VISITOR])
def test_a_release_is_found_by_everybody_with_the_frameworks_it_pins(draft: Dossier, viewer: Viewer) -> None:
    release(draft, "2026.1")
    assert said(look(viewer, "switching")) == [("course", "RS", "2026.1"), ("item", "D2", "2026.1")]
    (item,) = look(viewer, "D2").exact
    assert (item.of, item.home.release) == ("hcia", "2026.1")


def test_a_noun_is_shown_once_in_the_draft_for_those_who_see_it_else_in_the_latest_release(draft: Dossier) -> None:
    release(draft, "2026.1")
    changed = keep(retitled(draft, "RS", Text(en="Switching at scale", zh="规模化交换")))
    release(changed, "2026.2", days=1)
    keep(retitled(draft, "RS", Text(en="Switching tomorrow")))
    assert [each.title.en for each in look(LIN, "RS").exact] == ["Switching tomorrow"]
    assert [(each.title.en, each.home.release) for each in look(CHEN, "RS").exact] == [("Switching at scale", "2026.2")]
    assert [each.home.release for each in look(CHEN, '"routing and switching"').groups[0].found] == ["2026.1"]


def test_a_framework_that_is_published_on_its_own_is_found_by_everybody() -> None:
    releases.publish_framework(small.HCIA, Notice(name="2026", who="lin", at=NOW))
    (item,) = look(CHEN, "D2.1").exact
    assert (item.home.kind, item.home.code, item.home.release, item.of) == ("framework", "hcia", "2026", "hcia")
    assert [(each.home.kind, each.home.code) for each in look(LIN, "D2.1").exact] == [
        ("cluster", "ict"),
        ("framework", "hcia"),
    ]


QUESTIONS = ("switch", "网络", "RS", "nt-c", "d2", "openeuler", "nothing like it", "course")


def test_what_we_draft_moves_nothing_of_what_another_college_finds(draft: Dossier) -> None:
    theirs = elsewhere(draft)
    keep(theirs)
    release(theirs, "2026.1")
    before = [look(CHEN, each) for each in QUESTIONS]
    for title in ("Switching switching switch 网络网络", "RS nt-c D2 openeuler course"):
        keep(retitled(draft, "NT-A", Text(en=title, zh=title)))
        assert [look(CHEN, each) for each in QUESTIONS] == before
        assert look(LIN, "switch").count != before[0].count


@pytest.mark.parametrize(
    "asked",
    [
        "",
        " ",
        "\0",
        "RS\0",
        "'",
        '"',
        '""',
        "“",
        "'; DROP TABLE search_words; --",
        "NEAR(a b)",
        "words:RS",
        "title : RS",
        "RS OR NOT RS",
        "(RS",
        "RS*",
        "^RS",
        "a & b | !c <-> d:*",
        "\\",
        "%_%",
        "x0x",
        "￿\U0010ffff",
        "\ud800",
        "a" * 100_000,
        "网" * 100_000,
        "a " * 50_000,
        '"' * 1001,
        "🙂",
    ],
)
def test_a_hostile_question_is_only_words(asked: str) -> None:
    results = look(LIN, asked)
    assert sum(len(each.words) for each in results.phrases) <= 32
    assert results.count in range(100)


@settings(max_examples=40)
@given(asked=st.text(max_size=60))
def test_any_text_can_be_asked_and_what_is_found_has_every_phrase(asked: str) -> None:
    results = look(LIN, asked)
    assert results.count == 0 or results.phrases == phrases_of(asked)


def test_no_phrase_runs_from_one_text_into_the_next() -> None:
    assert said(look(LIN, '"switching 路由"')) == []


def test_what_was_kept_before_there_was_a_search_is_found_all_the_same(draft: Dossier) -> None:
    release(draft, "2026.1")
    before = look(LIN, "switching"), look(CHEN, "switching")
    for table in ("search_words", "search_within", "search_passage", "search_indexed"):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    assert (look(LIN, "switching"), look(CHEN, "switching")) == before


def test_a_part_is_indexed_once_however_often_it_is_added(draft: Dossier) -> None:
    counted = Indexed.objects.count(), Passage.objects.count()
    keep(draft)
    keep(elsewhere(draft))
    indexing.catch_up()
    assert Passage.objects.count() == counted[1] + 2
    assert Indexed.objects.count() == counted[0] + 1


def test_an_edit_is_found_at_once(draft: Dossier) -> None:
    course = draft.cluster.courses[0]
    edited = replace(course, title=Text(en="Quantum networks", zh="量子网络"))
    edit_part(
        draft.cluster.head.key,
        course.key,
        encode(edited),
        expected=digest(encode(course)),
        authorship=Authorship(who="lin", at=NOW),
    )
    assert [each.code for each in look(LIN, "量子").groups[0].found] == [course.code]


def test_a_text_of_any_length_and_a_word_of_any_length_can_be_kept(draft: Dossier) -> None:
    longest = Text(en="w" * 10_000, zh="字" * 10_000)
    keep(retitled(draft, "RS", longest))
    assert look(LIN, "w" * 150).count == 1
    assert look(LIN, "字字字").count == 1
