"""Carrying links over, replacing a version in programs, and what that does: by hand, and on the example."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks, Link
from fourfold.engine.index import Index
from fourfold.engine.outlook import Outlook, outlook, pair_of
from fourfold.engine.proof import Verdict
from fourfold.engine.radar import Moment, Stage, radar
from fourfold.engine.succession import Succession, succession
from fourfold.engine.succession_impact import Want, guaranteed, view
from fourfold.engine.succession_links import Candidate, carried, carry, carry_all
from fourfold.engine.succession_programs import Replacement, applied, edited_parts, naming
from fourfold.engine.succession_repair import Name, cheapest
from fourfold.engine.ways import WayKind
from fourfold.exchange.reading import read

EXAMPLE = Path(__file__).parents[2] / "examples" / "ict-cluster"
OLD, NEW = "hcia-datacom-v1", "hcia-datacom-v2"


def called(dossier: Dossier, code: str) -> Framework:
    return next(each for each in dossier.frameworks if each.code == code)


@pytest.fixture(scope="module")
def example() -> Dossier:
    found = read(EXAMPLE).dossier
    assert found is not None
    return found


@pytest.fixture(scope="module")
def unlinked(example: Dossier) -> Index:
    """The example as it would be on the day V2.0 comes: programs name V1.0, and nothing is linked to V2.0."""
    old, new = called(example, OLD), called(example, NEW)
    parts = tuple(
        replace(part, links=tuple(link for link in part.links if link.framework != new.key))
        for part in example.cluster.links
    )
    index = Index(Dossier(cluster=replace(example.cluster, links=parts), frameworks=example.frameworks))
    back = Replacement(old=new.key, new=old.key, programs=frozenset(index.programs))
    return applied(index, edited_parts(index, back))


def seen(index: Index, least: int = 60) -> Outlook:
    dossier = index.dossier
    return outlook(
        view(index),
        found=succession(called(dossier, OLD), called(dossier, NEW)),
        applied=lambda parts: view(applied(index, parts)),
        least=least,
    )


@pytest.fixture(scope="module")
def fresh(unlinked: Index) -> Outlook:
    return seen(unlinked)


def test_most_links_carried_over_are_those_that_the_example_has_by_hand(example: Dossier, fresh: Outlook) -> None:
    new = called(example, NEW)
    by_hand = {(link.outcome, link.item): link for link in example.cluster.all_links() if link.framework == new.key}
    sure = fresh.carried.at_least(60)
    right = [each for each in sure if each.name in by_hand]
    assert (len(right), len(sure), len(by_hand)) == (73, 73, 96)
    assert all(each.link.depth is by_hand[each.name].depth for each in right)


def test_every_link_to_the_old_version_is_carried_or_told_as_left(unlinked: Index, fresh: Outlook) -> None:
    old = called(unlinked.dossier, OLD)
    links = {(link.outcome, link.item) for _, link in unlinked.links() if link.framework == old.key}
    kept = {(link.outcome, link.item) for each in fresh.carried.candidates for link in each.sources}
    left = {(each.link.outcome, each.link.item) for each in fresh.carried.left}
    assert kept | left == links
    assert not kept & left


def test_a_part_of_a_split_item_that_an_outcome_is_not_near_to_has_half_the_confidence(
    unlinked: Index, fresh: Outlook
) -> None:
    parts = {
        (unlinked.outcomes[each.link.outcome].code, unlinked.items[each.link.item].code): (each.confidence, each.far)
        for each in fresh.carried.candidates
    }
    assert parts["NT-B.4", "acl-nat"] == (91, False)
    assert parts["NT-B.4", "aaa-access"] == (32, True)


def test_figures_before_and_after_and_the_smallest_repair(unlinked: Index, fresh: Outlook) -> None:
    figures = {
        unlinked.plans[each.plan].code: tuple(guaranteed(one) for one in (each.before, each.linked, each.carried))
        for each in fresh.impacts
    }
    assert figures == {
        "MC-ordinary": (16, 0, 13),
        "CN-ordinary": (16, 0, 14),
        "CN-order": (16, 0, 14),
        "MI-ordinary": (7, 0, 6),
    }
    (mc,) = [each for each in fresh.impacts if unlinked.plans[each.plan].code == "MC-ordinary"]
    assert [(each.want, unlinked.items[each.gap.item].code) for each in mc.wanted] == [
        (Want.LOST, "aaa-access"),
        (Want.ASKED, "automation"),
        (Want.ASKED, "campus-project"),
    ]
    (promise,) = [each for each in mc.rules if each.rule.code == "promise-mc-datacom"]
    assert (promise.before, promise.linked, promise.carried) == (Verdict.KEPT, Verdict.BROKEN, Verdict.BROKEN)
    assert fresh.unclosed == ()
    assert [
        (
            unlinked.items[each.item].code,
            each.way.kind,
            unlinked.courses[each.way.course].code,
            [unlinked.plans[key].code for key in each.plans],
        )
        for each in fresh.repairs
    ] == [
        ("aaa-access", WayKind.LINK, "PR-ICT", ["MC-ordinary"]),
        ("automation", WayKind.LINK, "NT-B", ["MC-ordinary", "CN-ordinary", "CN-order"]),
        ("campus-project", WayKind.LINK, "PR-ICT", ["MC-ordinary"]),
        ("campus-project", WayKind.NEW_OUTCOME, "CN-I3", ["CN-ordinary", "CN-order"]),
    ]


def test_accepting_more_never_guarantees_less(unlinked: Index) -> None:
    counts = [[guaranteed(each.carried) or 0 for each in seen(unlinked, least).impacts] for least in (101, 90, 60, 0)]
    for fewer, more in pairwise(counts):
        assert all(one <= other for one, other in zip(fewer, more, strict=True))
    assert counts[0] == [0, 0, 0, 0]


def test_a_program_that_names_the_new_version_already_is_measured_against_the_old_one(example: Dossier) -> None:
    found = seen(Index(example))
    assert found.behind == ()
    assert all(each.already for each in found.impacts)
    assert {each.name for each in found.taken} == {
        each.name for each in found.carried.candidates if each.confidence >= 60 and each.stands is None
    }


def test_replacing_there_and_back_gives_the_same_cluster(example: Dossier) -> None:
    index = Index(example)
    old, new, everyone = called(example, OLD).key, called(example, NEW).key, frozenset(index.programs)
    back = applied(index, edited_parts(index, Replacement(old=new, new=old, programs=everyone)))
    assert not naming(back, new)
    assert not any(rule.scope.framework == new for rule in back.cluster.rules)
    again = applied(back, edited_parts(back, Replacement(old=old, new=new, programs=everyone)))
    assert again.cluster == example.cluster


def test_a_rule_about_programs_that_are_not_replaced_stays(unlinked: Index) -> None:
    old, new = (called(unlinked.dossier, code).key for code in (OLD, NEW))
    only = frozenset({next(each.key for each in unlinked.programs.values() if each.code == "MC")})
    parts = edited_parts(unlinked, Replacement(old=old, new=new, programs=only))
    assert {getattr(part, "code", "") for part in parts.values()} == {"MC", "promise-mc-datacom"}


def test_carrying_twice_is_carrying_once_and_no_link_that_stands_is_changed(unlinked: Index, fresh: Outlook) -> None:
    for part in unlinked.cluster.links:
        once = carry(part, fresh.carried.candidates)
        assert carry(once, fresh.carried.candidates) == once
        assert set(part.links) <= set(once.links)
    shallow = replace(fresh.carried.candidates[0], stands=None)
    there = replace(shallow.link, rationale=None, hours=None)
    standing = CourseLinks(key="k", course=shallow.course, links=(there,))
    assert carry(standing, [shallow]) == standing


def test_what_is_carried_is_added_in_the_order_of_documents(unlinked: Index, fresh: Outlook) -> None:
    changed = carry_all(unlinked.cluster.links, fresh.taken)
    assert changed
    assert all(
        list(part.links) == sorted(part.links, key=lambda link: (link.outcome, link.framework, link.item))
        for part in changed.values()
    )
    added = sum(len(part.links) for part in changed.values()) - sum(
        len(part.links) for part in unlinked.cluster.links if part.key in changed
    )
    assert added == len(fresh.taken)


@given(st.permutations(range(8)), st.integers(0, 100))
def test_links_in_another_order_are_carried_alike(order: list[int], least: int) -> None:
    index, found = _small()
    turned = replace(
        index.cluster, links=tuple(replace(part, links=_in(order, part.links)) for part in index.cluster.links)
    )
    again = carried(Index(Dossier(cluster=turned, frameworks=index.dossier.frameworks)), found)
    assert _names(again.at_least(least)) == _names(carried(index, found).at_least(least))


@cache
def _small() -> tuple[Index, Succession]:
    """Three courses of the example with their links to the old version."""
    dossier = read(EXAMPLE).dossier
    assert dossier is not None
    old, new = called(dossier, OLD), called(dossier, NEW)
    few = [
        replace(part, links=tuple(each for each in part.links if each.framework == old.key))
        for part in dossier.cluster.links
    ]
    cluster = replace(dossier.cluster, links=tuple(part for part in few if part.links)[:3])
    return Index(Dossier(cluster=cluster, frameworks=(old, new))), succession(old, new)


def _in(order: list[int], links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(link for _, link in sorted(zip(order * len(links), links, strict=False), key=lambda pair: pair[0]))


def _names(candidates: tuple[Candidate, ...]) -> set[tuple[object, ...]]:
    return {(each.name, each.link.depth, each.link.hours, each.confidence) for each in candidates}


PRICES = st.lists(
    st.tuples(st.frozensets(st.sampled_from("xyz"), min_size=1), st.integers(1, 9)), min_size=1, max_size=6
)


@given(PRICES)
def test_no_cheaper_ways_close_everything(offered: list[tuple[frozenset[str], int]]) -> None:
    names: list[Name] = [(WayKind.LINK, str(number), "", 0) for number in range(len(offered))]
    closes = {name: each for name, (each, _) in zip(names, offered, strict=True)}
    prices = {name: price for name, (_, price) in zip(names, offered, strict=True)}
    everything = frozenset().union(*closes.values())
    subsets = ([name for at, name in enumerate(names) if bits >> at & 1] for bits in range(2 ** len(names)))
    tried = [
        sum(prices[name] for name in each)
        for each in subsets
        if everything == frozenset().union(*(closes[n] for n in each))
    ]
    found = cheapest(closes, prices)
    assert everything == frozenset().union(*(closes[name] for name in found))
    assert sum(prices[name] for name in found) == min(tried)


def test_the_radar_tells_what_presses_first(example: Dossier) -> None:
    index = Index(example)
    first = radar(index, today=date(2026, 6, 1))[0]
    assert (first.framework.code, first.stage, first.newer and first.newer.code) == (OLD, Stage.RETIRING, NEW)
    assert [(each.moment, each.day.isoformat(), each.ahead) for each in first.days] == [
        (Moment.NOTICE, "2026-04-03", -59),
        (Moment.RETIRES, "2026-09-30", 121),
    ]
    assert [index.courses[each.course].code for each in first.stale] == ["CN-I2"]


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 4, 2), Stage.REPLACED),
        (date(2026, 4, 3), Stage.RETIRING),
        (date(2026, 9, 30), Stage.RETIRING),
        (date(2026, 10, 1), Stage.RETIRED),
    ],
)
def test_the_last_valid_day_is_valid_and_the_first_day_of_notice_gives_notice(
    example: Dossier, today: date, stage: Stage
) -> None:
    (blip,) = [each for each in radar(Index(example), today=today) if each.framework.code == OLD]
    assert blip.stage is stage


def test_versions_that_supersede_each_other_in_a_circle_end_somewhere(example: Dossier) -> None:
    old, new = called(example, OLD), called(example, NEW)
    others = tuple(each for each in example.frameworks if each.code not in {OLD, NEW})
    index = Index(replace(example, frameworks=(*others, replace(old, supersedes=new.key), new)))
    blips = {each.framework.code: each for each in radar(index, today=date(2026, 6, 1) - timedelta(days=365))}
    assert blips[OLD].newer == new
    assert pair_of(index, new) == (index.frameworks[old.key], new)
