from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import CognitiveLevel, Outcome
from fourfold.domain.framework import Depth, Item
from fourfold.domain.link import Link
from fourfold.domain.text import Text
from fourfold.engine.choices import Infeasible
from fourfold.engine.coverage import Interval
from fourfold.engine.gap import Costs, Gap, Way, WayKind, gaps
from fourfold.engine.guarantee import When
from fourfold.engine.index import Index
from fourfold.engine.nearness import NEAR
from fourfold.engine.plan.compiled import compiled
from tests.judge.by_hand import course, dossier, framework, key, leaf, links, node, plan, pool, pre, program
from tests.judge.clusters import dossiers

PLAN, F = key("PLAN"), key("F")
NEW = "11111111-0000-4000-8000-000000000000"


def ask(index: Index, when: When | None = None) -> tuple[Gap, ...]:
    found = gaps(index, plan=PLAN, framework=F, when=when or When(term=2))
    assert not isinstance(found, Infeasible)
    return found


def told(gap: Gap) -> list[tuple[WayKind, str, int | None]]:
    return [(way.kind, next(code for code in "ABCD" if key(code) == way.course), way.term) for way in gap.ways]


def test_a_leaf_that_some_choice_leaves_unmet_is_a_gap_with_what_is_missing_at_least() -> None:
    wanted = framework(leaf("x", "60", Depth.MASTER), leaf("y", "40"))
    served = links({"A": "y:master", "B": "x:master", "C": "x:introduce"})
    courses = [course(code) for code in "ABC"]
    index = Index(dossier([program(plan("A@1", pool("POOL", "B@2 C@2", choose=1)))], courses, wanted, served=served))
    (gap,) = ask(index)
    assert (gap.item, gap.missing_depth, gap.decided) == (key("x"), 2, True)
    assert gap.weight == Interval(low=Fraction(3, 5), high=Fraction(3, 5))
    assert told(gap) == [(WayKind.DEEPEN, "C", None), (WayKind.NEW_OUTCOME, "A", None)]
    everything = gaps(index, plan=PLAN, framework=F, when=When(term=2), near=0)
    assert not isinstance(everything, Infeasible)
    assert told(everything[0]) == [
        (WayKind.DEEPEN, "C", None),
        (WayKind.LINK, "A", None),
        (WayKind.NEW_OUTCOME, "A", None),
    ]


def test_deepening_a_course_that_may_be_left_out_closes_nothing() -> None:
    wanted = framework(leaf("x", "60", Depth.MASTER))
    served = links({"B": "x:introduce", "C": "x:introduce"})
    courses = [course(code) for code in "ABC"]
    index = Index(dossier([program(plan("A@1", pool("POOL", "B C", choose=1)))], courses, wanted, served=served))
    (gap,) = ask(index, When(term=3))
    assert gap.ways == ()


def test_a_later_course_is_moved_to_the_last_term_that_is_in_time() -> None:
    wanted = framework(leaf("x"))
    courses = [course("A"), course("B", needs=pre("A")), course("C", terms=(3, 4))]
    served = links({"B": "x:master", "C": "x:master"})
    index = Index(dossier([program(plan("A@1 B@3 C@3"), terms=4)], courses, wanted, served=served))
    (gap,) = ask(index)
    assert told(gap) == [(WayKind.MOVE, "B", 2)]


def test_a_course_is_not_moved_before_what_it_needs() -> None:
    courses = [course("A"), course("B", needs=pre("A"))]
    index = Index(dossier([program(plan("A@2 B@3"))], courses, framework(leaf("x")), served=links({"B": "x:master"})))
    (gap,) = ask(index)
    assert gap.ways == ()


def test_leaves_below_another_parent_are_no_siblings() -> None:
    wanted = framework(node("N", None, leaf("x")), node("O", None, leaf("y")))
    index = Index(dossier([program(plan("A@1"))], [course("A")], wanted, served=links({"A": "y:master"})))
    (gap,) = ask(index)
    assert (gap.item, gap.ways) == (key("x"), ())


def test_at_most_five_ways_are_told_and_costs_order_them() -> None:
    names = "ABCD"
    wanted = framework(leaf("x", depth=Depth.MASTER), leaf("y"))
    served = links(dict.fromkeys(names, "x:introduce y:master"))
    index = Index(
        dossier([program(plan(" ".join(f"{n}@1" for n in names)))], [course(n) for n in names], wanted, served=served)
    )
    (gap,) = ask(index)
    assert [way.kind for way in gap.ways] == [WayKind.DEEPEN] * 4 + [WayKind.NEW_OUTCOME]
    dear = gaps(index, plan=PLAN, framework=F, when=When(term=2), costs=Costs(deepen=9), most=4)
    assert not isinstance(dear, Infeasible)
    assert [(way.kind, way.cost) for way in dear[0].ways] == [(WayKind.NEW_OUTCOME, 3)] * 2 + [(WayKind.DEEPEN, 9)] * 2


def test_an_outcome_is_linked_where_it_is_near_whatever_it_serves() -> None:
    index = Index(speaking("Route between areas by OSPF", "Set up switches", "Cook rice"))
    (gap,) = ask(index)
    assert [(way.kind, way.outcome) for way in gap.ways] == [
        (WayKind.LINK, key("A.1")),
        (WayKind.NEW_OUTCOME, None),
    ]
    assert gap.ways[0].near >= NEAR


def test_a_new_outcome_takes_the_place_of_links_that_are_not_near() -> None:
    index = Index(speaking("Cook rice", "Set up switches", "Boil eggs"))
    (gap,) = ask(index)
    assert [(way.kind, way.course, way.near) for way in gap.ways] == [(WayKind.NEW_OUTCOME, key("A"), 0)]


def test_at_most_two_ways_of_a_kind_lie_in_one_course() -> None:
    index = Index(speaking("Run OSPF", "Read OSPF tables", "Repair OSPF", "Draw OSPF areas"))
    (gap,) = ask(index)
    assert [way.kind for way in gap.ways] == [WayKind.LINK, WayKind.LINK, WayKind.NEW_OUTCOME]
    assert len({way.outcome for way in gap.ways[:2]}) == 2


def speaking(*said: str) -> Dossier:
    """Course A, whose last outcome serves the sibling of a leaf on OSPF, which nothing serves."""
    outcomes = tuple(
        Outcome(key=key(f"A.{at}"), code=f"A.{at}", text=Text(en=text), level=CognitiveLevel.APPLY)
        for at, text in enumerate(said, start=1)
    )
    taught = replace(course("A"), outcomes=outcomes)
    wanted = framework(replace(leaf("x"), title=Text(en="OSPF")), replace(leaf("y"), title=Text(en="Switches")))
    serving = Link(outcome=outcomes[-1].key, framework=F, item=key("y"), depth=Depth.MASTER)
    (part,) = links({"A": "y:master"})
    return dossier([program(plan("A@1"))], [taught], wanted, served=(replace(part, links=(serving,)),))


def changed(dossier: Dossier, plan_: str, way: Way, framework_: str, leaf_: Item) -> Dossier:
    """The dossier with a way gone."""
    cluster = dossier.cluster
    if way.kind is WayKind.MOVE:
        index = Index(dossier)
        moved = way.moved(index, compiled(index, plan_))
        assert moved is not None
        programs = tuple(
            replace(each, plans=tuple(moved.offer.plan if old.key == plan_ else old for old in each.plans))
            for each in cluster.programs
        )
        return replace(dossier, cluster=replace(cluster, programs=programs))
    fresh = Outcome(key=NEW, code="NEW", text=Text(en="new"), level=CognitiveLevel.APPLY)
    courses = tuple(
        replace(each, outcomes=(*each.outcomes, fresh)) if each.key == way.course else each for each in cluster.courses
    )
    link = Link(outcome=way.outcome or NEW, framework=framework_, item=leaf_.key, depth=leaf_.depth)
    parts = tuple(
        replace(part, links=(*(each for each in part.links if each != way.link), link))
        if part.course == way.course
        else part
        for part in cluster.links
    )
    return replace(dossier, cluster=replace(cluster, courses=courses, links=parts))


@given(dossiers())
def test_every_way_closes_its_gap(dossier: Dossier) -> None:
    index = Index(dossier)
    for plan_, program_ in index.program_of_plan.items():
        for framework_ in index.frameworks:
            when = When(term=program_.terms - 1)
            found = gaps(index, plan=plan_, framework=framework_, when=when, near=0)
            for gap in () if isinstance(found, Infeasible) else found:
                for way in gap.ways:
                    after = Index(changed(dossier, plan_, way, framework_, index.items[gap.item]))
                    left = gaps(after, plan=plan_, framework=framework_, when=when, most=0)
                    assert not isinstance(left, Infeasible)
                    assert gap.item not in {each.item for each in left}
