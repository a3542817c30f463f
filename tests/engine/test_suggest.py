from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.domain.cluster import Dossier, Purpose, Technology
from fourfold.domain.course import CognitiveLevel, Course, Outcome
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.suggest import suggest
from fourfold.engine.suggestion import BY_MEANING, BY_WORDS, Reason, Sign, Suggestion, depth_for
from fourfold.exchange.reading import read
from tests.judge.by_hand import course, dossier, framework, key, leaf, links, node, plan, program

EXAMPLE = Path(__file__).parents[2] / "examples" / "ict-cluster"


def titled(code: str, en: str | None, zh: str | None = None, depth: Depth = Depth.REINFORCE) -> Item:
    return replace(leaf(code, depth=depth), title=Text(en=en, zh=zh))


def teaching(code: str, *said: Text, level: CognitiveLevel = CognitiveLevel.APPLY) -> Course:
    """A course with an outcome `CODE.1`, `CODE.2` … for each text."""
    outcomes = tuple(
        Outcome(key=key(f"{code}.{number}"), code=f"{code}.{number}", text=text, level=level)
        for number, text in enumerate(said, start=1)
    )
    return replace(course(code), outcomes=outcomes)


def keeping(
    courses: list[Course], *frameworks: Framework, served: dict[str, str] | None = None, aims: str = ""
) -> Dossier:
    """A cluster whose one program requires every course; `served` is of framework F."""
    required = " ".join(f"{each.code}@1" for each in courses)
    studied = replace(program(plan(required)), jobs=tuple(key(code) for code in aims.split()))
    return dossier([studied], courses, *frameworks, served=links(served or {}))


def said(index: Index, outcome: str, **asked: object) -> list[tuple[str, str]]:
    """The items suggested for an outcome, by code, and the depth of each."""
    found = suggest(index, outcome=key(outcome), **asked)  # type: ignore[arg-type]  # as the test says them
    return [(index.items[each.item].code, each.depth.value) for each in found]


def reasons(index: Index, outcome: str, item: str) -> dict[Sign, Reason]:
    (found,) = [each for each in suggest(index, outcome=key(outcome), limit=20) if each.item == key(item)]
    return {each.sign: each for each in found.reasons}


SWITCHING = titled("switching", "VLAN and link aggregation", "VLAN 与链路聚合")
ROUTING = titled("routing", "OSPF routing", "OSPF 路由")
BOTANY = titled("botany", "Pressing flowers", "压制花卉")


def test_words_in_common_are_named_as_the_item_writes_them_in_both_languages() -> None:
    taught = teaching("A", Text(en="Configure VLANs between switches", zh="在交换机之间配置链路聚合"))
    index = Index(keeping([taught], framework(SWITCHING, ROUTING, BOTANY)))
    assert said(index, "A.1") == [("switching", "reinforce")]
    assert reasons(index, "A.1", "switching")[Sign.WORDS].words == ("VLAN", "链路聚合")


def test_words_that_are_everywhere_are_named_as_no_reason() -> None:
    item = titled("switching", "VLAN and trunk", "VLAN 与 TRUNK")
    taught = teaching("A", Text(en="Say what a VLAN and a port are", zh="说明 VLAN 与 端口"))
    others = [
        titled(f"x{at}", f"VLAN and leaf{at}" if at < 3 else f"F{at} and leaf{at}", f"F{at} 与 L{at}")
        for at in range(8)
    ]
    index = Index(keeping([taught], framework(item, *others)))
    assert reasons(index, "A.1", "switching")[Sign.WORDS].words == ("VLAN",)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (Text(en="Route between areas by OSPF"), "routing"),
        (Text(zh="配置多区域 OSPF 路由"), "routing"),
        (Text(zh="压制并保存花卉标本"), "botany"),
    ],
)
def test_an_outcome_in_one_language_finds_items_in_both(text: Text, first: str) -> None:
    index = Index(keeping([teaching("A", text)], framework(SWITCHING, ROUTING, BOTANY)))
    assert said(index, "A.1", limit=1) == [(first, "reinforce")]


@pytest.mark.parametrize(
    ("text", "item"),
    [(Text(en="Press flowers of a meadow"), titled("x", None, "花卉")), (Text(zh="采集花卉"), titled("x", "Flowers"))],
)
def test_what_the_document_says_in_both_languages_carries_words_across(text: Text, item: Item) -> None:
    bilingual = teaching("B", Text(en="Name flowers", zh="识别 花卉"), Text(en="Draw flowers", zh="绘制 花卉"))
    index = Index(keeping([teaching("A", text), bilingual], framework(item, titled("y", "Welding", "焊接"))))
    assert said(index, "A.1") == [("x", "reinforce")]
    found = reasons(index, "A.1", "x")[Sign.WORDS]
    assert (found.words, found.translated) == ((), (item.title.in_language("en"),))


def test_outcomes_like_this_one_speak_for_what_they_serve() -> None:
    alike = teaching("B", Text(en="Bundle uplinks into a trunk"))
    taught = teaching("A", Text(en="Bundle two uplinks into one trunk"))
    index = Index(keeping([taught, alike], framework(SWITCHING, ROUTING), served={"B": "switching:reinforce"}))
    found = reasons(index, "A.1", "switching")
    assert found[Sign.ALIKE].outcomes == (key("B.1"),)
    assert Sign.WORDS not in found


def test_a_course_speaks_for_what_its_other_outcomes_serve_and_for_what_stands_beside_it() -> None:
    taught = teaching("A", Text(en="Measure"), Text(en="Route by OSPF"), Text(en="Aggregate links"))
    area = node("area", None, ROUTING, SWITCHING)
    index = Index(keeping([taught], framework(area, BOTANY), served={"A": "routing:reinforce"}))
    assert reasons(index, "A.2", "routing")[Sign.COURSE].outcomes == (key("A.1"),)
    assert reasons(index, "A.3", "switching")[Sign.SIBLING].items == (key("routing"),)
    assert Sign.COURSE not in reasons(index, "A.3", "switching")
    # Alone it is too little: it speaks for each item of the group alike.
    assert said(index, "A.1") == []


def test_an_item_of_the_same_title_elsewhere_is_suggested_first() -> None:
    other = framework(titled("gx", "OSPF routing", "OSPF 路由"), titled("gy", "Lay fibre"), code="G")
    taught = teaching("A", Text(en="Lay cables"))
    made = keeping([taught], framework(ROUTING, BOTANY), other, served={"A": "routing:reinforce"}, aims="G")
    assert reasons(Index(made), "A.1", "gx")[Sign.ELSEWHERE].items == (key("routing"),)


def test_technology_and_program_are_reasons_beside_others() -> None:
    tool = Technology(key=key("T"), code="openEuler", title=Text(en="openEuler"), purpose=Purpose.EMPLOYMENT)
    taught = replace(teaching("A", Text(en="Route by OSPF")), technologies=(key("T"),))
    made = keeping([taught], framework(replace(ROUTING, technologies=("openeuler",)), BOTANY), aims="F")
    head = replace(made.cluster.head, technologies=(tool,))
    index = Index(replace(made, cluster=replace(made.cluster, head=head)))
    found = reasons(index, "A.1", "routing")
    assert found[Sign.TECHNOLOGY].technologies == ("openeuler",)
    assert [index.programs[each].key for each in found[Sign.PROGRAM].programs] == list(index.programs)


@pytest.mark.parametrize("level", CognitiveLevel)
@pytest.mark.parametrize("asked", Depth)
def test_no_depth_is_suggested_beyond_what_the_leaf_asks(level: CognitiveLevel, asked: Depth) -> None:
    assert depth_for(level, asked).rank <= asked.rank


def test_what_is_linked_deeply_enough_is_not_suggested_and_what_is_not_is_deepened() -> None:
    taught = teaching("A", Text(en="Route by OSPF"))
    for depth, found in (("introduce", [("routing", "reinforce")]), ("reinforce", []), ("master", [])):
        index = Index(keeping([taught], framework(ROUTING, BOTANY), served={"A": f"routing:{depth}"}))
        assert said(index, "A.1") == found
    shallow = Index(keeping([taught], framework(ROUTING, BOTANY), served={"A": "routing:introduce"}))
    assert [each.now for each in suggest(shallow, outcome=key("A.1"))] == [Depth.INTRODUCE]
    understood = teaching("A", Text(en="Route by OSPF"), level=CognitiveLevel.UNDERSTAND)
    enough = Index(keeping([understood], framework(ROUTING, BOTANY), served={"A": "routing:introduce"}))
    assert said(enough, "A.1") == []


def test_only_frameworks_asked_for_and_not_retired_are_suggested_from() -> None:
    old = replace(framework(ROUTING), retires_on_date=date(2026, 5, 31))
    other = framework(titled("gx", "OSPF basics"), code="G")
    index = Index(keeping([teaching("A", Text(en="Route by OSPF"))], old, other))
    assert {code for code, _ in said(index, "A.1")} == {"routing", "gx"}
    assert said(index, "A.1", frameworks={key("G")}) == [("gx", "reinforce")]
    assert {code for code, _ in said(index, "A.1", today=date(2026, 5, 31))} == {"routing", "gx"}
    assert {code for code, _ in said(index, "A.1", today=date(2026, 6, 1))} == {"gx"}


@pytest.mark.parametrize(
    "text", ["——！？…", "。", "OSPF " * 2000, "路由" * 5000, "\n", "\U0001f600" * 50, "a" * 10_000]
)
def test_hostile_texts_are_ranked_like_any_other(text: str) -> None:
    index = Index(keeping([teaching("A", Text(en=text), Text(zh=text))], framework(SWITCHING, ROUTING, BOTANY)))
    for outcome in ("A.1", "A.2"):
        found = suggest(index, outcome=key(outcome))
        assert all(0 < each.score <= 100 and each.reasons for each in found)
        assert [code for code, _ in said(index, outcome)] == (["routing"] if "OSPF" in text or "路由" in text else [])


def test_an_outcome_that_does_not_exist_and_a_cluster_without_frameworks_have_no_suggestion() -> None:
    index = Index(keeping([teaching("A", Text(en="Route by OSPF"))]))
    assert suggest(index, outcome=key("A.1")) == suggest(index, outcome=key("Z")) == ()


def test_the_weights_add_up_to_a_hundred() -> None:
    assert sum(BY_WORDS.values()) == sum(BY_MEANING.values()) == 100
    assert set(BY_MEANING) == set(Sign)


def spelled(text: Text, others: Sequence[Text]) -> list[int]:
    """A model of a sort: how many first letters agree."""
    return [1000 if other.in_language("en")[:1] == text.in_language("en")[:1] else 0 for other in others]


def test_a_model_adds_a_reason_of_its_own_and_votes_of_outcomes() -> None:
    taught, alike = teaching("A", Text(en="Bind books")), teaching("B", Text(en="Bees"))
    index = Index(keeping([taught, alike], framework(BOTANY, titled("x", "Brass")), served={"B": "botany:reinforce"}))
    assert suggest(index, outcome=key("A.1")) == ()
    found = suggest(index, outcome=key("A.1"), meaning=spelled)
    signs = {index.items[each.item].code: [one.sign for one in each.reasons] for each in found}
    assert signs == {"x": [Sign.MEANING], "botany": [Sign.ALIKE]}


@pytest.fixture(scope="module")
def example() -> Dossier:
    found = read(EXAMPLE).dossier
    assert found is not None
    return found


def all_of(index: Index, courses: int) -> list[Suggestion]:
    some = list(index.courses.values())[:: len(index.courses) // courses]
    return [each for one in some for outcome in one.outcomes for each in suggest(index, outcome=outcome.key)]


T = TypeVar("T")


@given(st.randoms(use_true_random=False))
@settings(max_examples=3, deadline=None)
def test_the_order_of_what_is_given_changes_nothing(example: Dossier, chance: Random) -> None:
    def shuffled(values: Sequence[T]) -> tuple[T, ...]:
        return tuple(chance.sample(values, len(values)))

    cluster = example.cluster
    mixed = Dossier(
        cluster=replace(
            cluster,
            programs=shuffled(cluster.programs),
            courses=shuffled(cluster.courses),
            links=shuffled([replace(part, links=shuffled(part.links)) for part in cluster.links]),
        ),
        frameworks=shuffled(example.frameworks),
    )
    assert all_of(Index(mixed), 5) == all_of(Index(example), 5)


def test_in_the_example_every_suggestion_is_new_has_a_reason_and_stands_in_order(example: Dossier) -> None:
    index = Index(example)
    served = {(link.outcome, link.item): link.depth.rank for _, link in index.links()}
    found = all_of(index, 20)
    assert len(found) > 100
    for each in found:
        assert served.get((each.outcome, each.item), 0) < each.depth.rank
        assert sum(one.points for one in each.reasons) <= each.score
        assert [one.points for one in each.reasons] == sorted((one.points for one in each.reasons), reverse=True)
    for first, second in pairwise(found):
        assert first.outcome != second.outcome or first.score >= second.score


def test_a_framework_that_the_cluster_does_not_pin_changes_nothing(example: Dossier) -> None:
    pinned = set(example.cluster.frameworks)
    assert {each.framework for each in all_of(Index(example), 5)} <= pinned
