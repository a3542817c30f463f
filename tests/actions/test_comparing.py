"""What differs between two states, in words: both languages, names of either side, and never a bare key."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given

from fourfold.actions.comparing import Comparison, compare_dossiers
from fourfold.actions.difference_words import Happened, Line, Told
from fourfold.actions.soundness import soundness
from fourfold.actions.value_words import field_words
from fourfold.canon.fields import fields_of
from fourfold.canon.kinds import PARTS
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Requisite
from fourfold.domain.footing import Footing
from fourfold.domain.text import Text
from fourfold.engine.checks import check
from fourfold.engine.index import Index
from tests.strategies import dossiers
from tests.web import small

WHOLE = small.dossier()
SELF_SAID = {Text, Footing, Requisite}
"""Classes whose values are sentences of their own."""


def having(*changed: Course) -> Dossier:
    keys = {each.key for each in changed}
    kept = tuple(each for each in WHOLE.cluster.courses if each.key not in keys)
    return replace(WHOLE, cluster=replace(WHOLE.cluster, courses=(*kept, *changed)))


def course(code: str) -> Course:
    return next(each for each in WHOLE.cluster.courses if each.code == code)


def lines(found: Comparison) -> list[Line]:
    return [line for part in found.parts for line in part.lines]


def only(after: Dossier) -> Line:
    (line,) = lines(compare_dossiers(WHOLE, after))
    return line


def test_nothing_differs_from_itself() -> None:
    assert compare_dossiers(WHOLE, WHOLE).same


def test_a_number_is_told_before_and_after() -> None:
    line = only(having(replace(course("NT-A"), credits=course("NT-A").credits + 1)))
    assert (line.field, line.before, line.after) == (
        Text(en="credits", zh="学分"),
        Text(en="4", zh="4"),
        Text(en="5", zh="5"),
    )


def test_a_rule_that_stays_broken_is_neither_brought_nor_taken_away_whatever_its_figures() -> None:
    broken = [each for each in check(Index(WHOLE), today=small.TODAY) if each.code == "U001"]
    assert [dict(each.details)["subject"] for each in broken] == ["MC-ordinary"]
    worse = tuple(replace(each, links=()) if each.key == small.LINKS[0].key else each for each in small.LINKS)
    after = check(Index(replace(WHOLE, cluster=replace(WHOLE.cluster, links=worse))), today=small.TODAY)
    rules = [dict(each.details)["subject"] for each in after if each.code == "U001"]
    assert sorted(rules) == ["CN-ordinary", "MC-ordinary"]
    found = soundness(check(Index(WHOLE), today=small.TODAY), after)
    assert [dict(each.details)["subject"] for each in found.brought if each.code == "U001"] == ["CN-ordinary"]
    assert [each for each in found.taken if each.code == "U001"] == []


def test_a_title_that_changes_in_the_other_language_is_told_to_both() -> None:
    line = only(having(replace(course("NT-A"), title=replace(course("NT-A").title, zh="网络基础"))))
    assert line.field == Text(en="title in Chinese", zh="名称（中文）")
    assert (line.before, line.after) == (Text(zh="网络技术 A"), Text(zh="网络基础"))


def test_a_reference_is_told_by_its_title() -> None:
    line = only(having(replace(course("NT-A"), module=small.key("module", "DC"))))
    assert (line.before, line.after) == (
        Text(en="Network technology", zh="网络技术"),
        Text(en="Datacom", zh="数据通信"),
    )


def test_a_requisite_is_told_as_a_sentence() -> None:
    needs = Requisite(any_of=(Requisite(course=course("NT-A").key), Requisite(course=course("RS").key)))
    line = only(having(replace(course("FW"), requisite=needs)))
    assert (line.before, line.after) == (
        Text(en="Routing and Switching", zh="路由交换技术"),
        Text(en="one of (Network Technology A, Routing and Switching)", zh="任一（网络技术 A、路由交换技术）"),
    )


def test_an_order_is_told_by_codes() -> None:
    line = only(having(replace(course("NT-A"), outcomes=course("NT-A").outcomes[::-1])))
    assert (line.happened, line.before, line.after) == (
        Happened.ORDERED,
        Text(en="NT-A.1, NT-A.2", zh="NT-A.1、NT-A.2"),
        Text(en="NT-A.2, NT-A.1", zh="NT-A.2、NT-A.1"),
    )


def test_an_outcome_that_moves_is_told_on_both_courses_and_neither_came_nor_went() -> None:
    one, other = course("NT-A"), course("CS")
    moved = having(replace(one, outcomes=one.outcomes[1:]), replace(other, outcomes=(*other.outcomes, one.outcomes[0])))
    told = lines(compare_dossiers(WHOLE, moved))
    assert {(each.happened, each.before, each.after) for each in told} == {
        (happened, one.title, other.title) for happened in (Happened.CAME, Happened.WENT)
    }


def test_links_are_counted() -> None:
    part = WHOLE.cluster.links[0]
    fewer = tuple(replace(each, links=each.links[1:]) if each == part else each for each in WHOLE.cluster.links)
    found = compare_dossiers(WHOLE, replace(WHOLE, cluster=replace(WHOLE.cluster, links=fewer)))
    assert (found.links.added, found.links.removed, found.links.changed) == (0, 1, 0)
    (told,) = found.parts
    assert (told.noun, told.before, told.after) == ("links", True, True)


def test_a_framework_is_told_item_by_item_and_one_that_is_let_go_by_name() -> None:
    item = replace(small.TRACK.items[0], title=Text(en="Routing deeper", zh="深入路由"))
    deeper = replace(small.TRACK, items=(item,))
    after = replace(
        WHOLE,
        cluster=replace(WHOLE.cluster, frameworks=(small.HCIA.key, small.TRACK.key)),
        frameworks=(small.HCIA, deeper),
    )
    found = {each.name.code: each for each in compare_dossiers(WHOLE, after).frameworks}
    assert {code: (each.before, each.after, len(each.parts)) for code, each in found.items()} == {
        "engineer": (True, False, 0),
        "track": (True, True, 1),
    }
    assert [line.field.en for line in found["track"].parts[0].lines] == ["title in English", "title in Chinese"]


def test_every_field_of_every_part_has_its_words() -> None:
    seen: set[type] = set()
    waiting: list[type] = list(PARTS)
    while waiting:
        cls = waiting.pop()
        if cls in seen | SELF_SAID:
            continue
        seen.add(cls)
        assert all(field_words(cls, each.name).zh for each in fields_of(cls))
        waiting += [each.of for each in fields_of(cls) if each.nested]


KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


def said(told: Told) -> Iterator[str]:
    for line in told.lines:
        for text in (*line.inside, line.field, line.before, line.after):
            yield from (text.in_language("en"), text.in_language("zh")) if text else ()


@given(dossiers(), dossiers())
def test_any_two_clusters_are_told_without_a_bare_key(one: Dossier, other: Dossier) -> None:
    found = compare_dossiers(one, other)
    parts = (*found.parts, *(part for each in found.frameworks for part in each.parts))
    assert [words for told in parts for words in said(told) if KEY.search(words)] == []
