from fractions import Fraction

from fourfold.domain.framework import Depth
from fourfold.engine.coverage import Coverage, Interval, coverage, depths, leaf_weights, weigh
from fourfold.engine.index import Index
from tests.judge.by_hand import course, dossier, framework, key, leaf, links, node, plan, program

ONE = Fraction(1)


def point(value: Fraction) -> Interval:
    return Interval(low=value, high=value)


def test_the_worked_example_of_the_model_is_12_of_100() -> None:
    worked = framework(node("A", None, leaf("A1", "30"), leaf("A2")), leaf("B", "60"), total="100")
    assert weigh(worked, {key("A1"): ONE}) == point(Fraction(12, 100))


def test_a_sole_unknown_weight_is_the_rest() -> None:
    worked = framework(leaf("A", "30"), leaf("B", "50"), leaf("C"))
    assert leaf_weights(worked) == {
        key("A"): point(Fraction(3, 10)),
        key("B"): point(Fraction(1, 2)),
        key("C"): point(Fraction(1, 5)),
    }
    assert weigh(worked, {key("C"): ONE}) == point(Fraction(1, 5))


def test_several_unknown_weights_are_anything_from_nothing_to_the_rest() -> None:
    worked = framework(leaf("A", "30"), leaf("B"), leaf("C"))
    assert leaf_weights(worked)[key("B")] == Interval(low=Fraction(0), high=Fraction(7, 10))
    assert weigh(worked, {key("A"): ONE, key("B"): ONE}) == Interval(low=Fraction(3, 10), high=ONE)


def test_faulty_weights_are_divided_by_their_own_sum_and_the_unknown_left_out() -> None:
    too_much = framework(leaf("A", "90"), leaf("B", "30"), leaf("C"))
    assert leaf_weights(too_much) == {key("A"): point(Fraction(3, 4)), key("B"): point(Fraction(1, 4)), key("C"): None}
    nothing_left = framework(leaf("A", "40"), leaf("B", "60"), leaf("C"))
    assert weigh(nothing_left, {key("A"): ONE, key("C"): ONE}) == point(Fraction(2, 5))
    too_little = framework(leaf("A", "20"), leaf("B", "20"))
    assert weigh(too_little, {key("A"): ONE}) == point(Fraction(1, 2))


def test_weights_of_nothing_leave_everything_unknown() -> None:
    silent = framework(leaf("A", "0"), leaf("B", "0"))
    assert weigh(silent, {key("A"): ONE}) == Interval(low=Fraction(0), high=ONE)
    assert leaf_weights(silent)[key("A")] == Interval(low=Fraction(0), high=ONE)


def test_a_node_with_its_own_total_divides_by_it() -> None:
    worked = framework(node("A", "40", leaf("A1", "1"), leaf("A2", "3"), total="4"), leaf("B", "60"))
    assert weigh(worked, {key("A2"): ONE}) == point(Fraction(3, 10))


def test_a_framework_without_leaves_is_unknown_0_of_0() -> None:
    everything = Interval(low=Fraction(0), high=ONE)
    assert coverage(framework(), {}) == Coverage(items_met=0, items=0, met_weight=everything, partial=everything)


def test_the_deepest_link_counts_and_partial_stops_at_what_is_required() -> None:
    wanted = framework(leaf("x", "50", Depth.MASTER), leaf("y", "50", Depth.INTRODUCE))
    served = links({"A": "x:introduce y:master", "B": "x:reinforce"})
    index = Index(dossier([program(plan())], [course("A"), course("B")], wanted, served=served))
    ranks = depths(index, framework=key("F"), courses=[key("A"), key("B")])
    assert ranks == {key("x"): 2, key("y"): 3}
    assert coverage(wanted, ranks) == Coverage(
        items_met=1, items=2, met_weight=point(Fraction(1, 2)), partial=point(Fraction(5, 6))
    )


def test_links_of_courses_that_are_not_asked_about_say_nothing() -> None:
    index = Index(dossier([program(plan())], [course("A")], framework(leaf("x")), served=links({"A": "x:master"})))
    assert depths(index, framework=key("F"), courses=[]) == {key("x"): 0}
