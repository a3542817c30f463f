from dataclasses import replace
from pathlib import Path

import pytest

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import CognitiveLevel, Outcome
from fourfold.domain.framework import Framework, Item
from fourfold.domain.text import Text
from fourfold.engine.gap import Gap, WayKind, gaps
from fourfold.engine.guarantee import When
from fourfold.engine.index import Index
from fourfold.engine.nearness import Said, marks, nearness, weigh
from fourfold.exchange.reading import read
from tests.judge.by_hand import course, dossier, framework, key, leaf, links, node, plan, program

EXAMPLE = Path(__file__).parents[2] / "examples" / "ict-cluster-planted"


def titled(code: str, en: str | None, zh: str | None = None) -> Item:
    return replace(leaf(code), title=Text(en=en, zh=zh))


def teaching(said: dict[str, Text], *frameworks: Framework, served: dict[str, str] | None = None) -> Dossier:
    """A course for each text, with one outcome that says it; what they serve is of framework G."""
    taught = [
        replace(
            course(code),
            outcomes=(Outcome(key=key(f"{code}.1"), code=f"{code}.1", text=text, level=CognitiveLevel.APPLY),),
        )
        for code, text in said.items()
    ]
    required = " ".join(f"{code}@1" for code in said)
    return dossier([program(plan(required))], taught, *frameworks, served=links(served or {}, code="G"))


def near(index: Index, item: str, outcome: str) -> int:
    return nearness(index).of_outcome(index.items[key(item)], key(outcome))


def test_words_are_compared_by_stem_and_chinese_by_pairs_of_characters() -> None:
    assert marks("Configuring routes") == marks("configured ROUTING") == {"configu", "rout"}
    assert marks("静态路由，C 语言") == {"静态", "态路", "路由", "c", "语言"}
    assert marks("、—") == set()


def test_a_word_that_many_titles_have_counts_little() -> None:
    weights = weigh([marks("OSPF basics"), marks("STP basics"), marks("DNS basics"), marks("VLAN")])
    assert weights["ospf"] == weights["vlan"] == 17**2
    assert weights["basic"] == 4**2


def test_the_language_that_agrees_more_counts() -> None:
    title = Said(marks("Cloud rules"), marks("云端规则"))
    weights = dict.fromkeys(title.both(), 1)
    assert title.share(marks("rules"), weights) == 50
    assert title.share(marks("规则"), weights) == 33
    assert title.share(marks("rules 规则"), weights) == 50
    assert title.share(marks("else"), weights) == 0


def test_an_outcome_that_says_the_title_is_nearer_than_one_that_says_half() -> None:
    wanted = framework(titled("x", "OSPF routing"), titled("y", "Switching"), titled("z", "Cabling"))
    said = {"A": Text(en="Use OSPF routing"), "B": Text(en="Use static routes"), "C": Text(en="Cook")}
    index = Index(teaching(said, wanted))
    found = [near(index, "x", f"{code}.1") for code in "ABC"]
    assert found[0] == 80
    assert found[0] > found[1] > found[2] == 0


def test_an_outcome_that_serves_the_same_title_elsewhere_is_as_near_as_can_be() -> None:
    wanted = framework(titled("x", "OSPF basics"), titled("y", "STP basics"))
    other = framework(titled("gx", "OSPF basics"), titled("gy", "STP basics"), code="G")
    said = {"A": Text(en="Lay cables"), "B": Text(en="Cook")}
    index = Index(teaching(said, wanted, other, served={"A": "gx:master"}))
    assert near(index, "x", "A.1") == 100
    assert near(index, "y", "A.1") == 0
    assert near(index, "x", "B.1") == 0


def test_titles_above_and_technologies_in_common_add_to_nearness() -> None:
    inner = replace(titled("x", "Alarms"), technologies=("IoT",))
    wanted = framework(replace(node("n", None, inner), title=Text(en="Platform")), titled("y", "Cables"))
    served = replace(titled("gx", "Sensors"), technologies=("iot",))
    said = {"A": Text(en="Bring a platform to life"), "B": Text(en="Solder boards"), "C": Text(en="Cook")}
    index = Index(teaching(said, wanted, framework(served, code="G"), served={"B": "gx:master"}))
    assert [near(index, "x", f"{code}.1") for code in "ABC"] == [15, 15, 0]


def test_what_does_not_exist_or_says_nothing_is_not_near() -> None:
    index = Index(teaching({"A": Text(en="OSPF")}, framework(titled("x", "—"))))
    assert near(index, "x", "A.1") == 0
    assert near(index, "x", "Z.1") == 0
    assert nearness(index).of_course(index.items[key("x")], key("Z")) == 0


@pytest.fixture(scope="module")
def planted() -> Index:
    found = read(EXAMPLE).dossier
    assert found is not None
    return Index(found)


def gaps_of(index: Index, program_: str, framework_: str) -> dict[str, Gap]:
    plan_ = next(each for each, owner in index.program_of_plan.items() if owner.code == program_)
    wanted = next(each for each in index.frameworks.values() if each.code == framework_)
    found = gaps(index, plan=plan_, framework=wanted.key, when=When(term=index.program_of_plan[plan_].terms))
    assert isinstance(found, tuple)
    return {index.items[gap.item].code: gap for gap in found}


def test_the_link_that_was_lost_from_the_example_is_the_first_way_to_close_its_gap(planted: Index) -> None:
    first = gaps_of(planted, "IOT", "job-iot-dev")["cloud-rules"].ways[0]
    assert first.kind is WayKind.LINK
    assert first.outcome is not None
    assert planted.outcomes[first.outcome].code == "IOT-A1.5"


def test_automation_in_the_example_is_deepened_and_no_far_outcome_is_linked(planted: Index) -> None:
    ways = gaps_of(planted, "MC", "hcia-datacom-v2")["automation"].ways
    deepened = {planted.outcomes[way.outcome].code for way in ways if way.outcome is not None}
    assert deepened == {"MC-D2.6", "NT-B.8", "PD-A.6"}
    assert {way.kind for way in ways} == {WayKind.DEEPEN, WayKind.NEW_OUTCOME}


@pytest.mark.parametrize("item", ["ospf", "stp", "link-aggregation"])
def test_switching_and_routing_in_the_example_get_a_new_outcome_where_networks_are_taught(
    planted: Index, item: str
) -> None:
    (way,) = gaps_of(planted, "MI", "hcia-datacom-v1")[item].ways
    assert (way.kind, planted.courses[way.course].code) == (WayKind.NEW_OUTCOME, "NT-A")
