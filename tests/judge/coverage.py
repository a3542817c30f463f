"""The judge's measures of one set of courses, literally as they are defined."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework, Item

Pair = tuple[Fraction, Fraction]
Scores = dict[str, Fraction]


@dataclass(frozen=True)
class Measured:
    items_met: int
    met_weight: Pair
    partial: Pair
    least_depth: int


def depths(dossier: Dossier, framework: Framework, courses: Collection[str]) -> dict[str, int]:
    """Of each leaf, the greatest depth of a link from a course among `courses`; 0 where there is none."""
    found = {leaf.key: 0 for leaf in framework.leaves()}
    for part in dossier.cluster.links:
        for link in part.links:
            if part.course in courses and link.framework == framework.key and link.item in found:
                found[link.item] = max(found[link.item], link.depth.rank)
    return found


def root_total(framework: Framework) -> Fraction:
    return Fraction(100 if framework.total is None else framework.total)


def node_total(item: Item) -> Fraction:
    """What the weights of the children add up to: as stated, else the item's own weight, else 100."""
    stated = item.total if item.total is not None else item.weight
    return Fraction(100 if stated is None else stated)


def is_faulty(children: Sequence[Item], total: Fraction) -> bool:
    rest = total - sum(Fraction(each.weight) for each in children if each.weight is not None)
    unknown = any(each.weight is None for each in children)
    return rest < 0 or (rest == 0 and unknown) or (rest != 0 and not unknown)


def spread(item: Item, scores: Scores) -> Pair:
    if not item.children:
        return scores[item.key], scores[item.key]
    return spread_of(item.children, node_total(item), scores)


def spread_of(children: Sequence[Item], total: Fraction, scores: Scores) -> Pair:
    """[Σ_known w·low + rest·min_unknown low] / total, and the same with high and max."""
    known = [(Fraction(each.weight), spread(each, scores)) for each in children if each.weight is not None]
    low = sum((weight * pair[0] for weight, pair in known), Fraction(0))
    high = sum((weight * pair[1] for weight, pair in known), Fraction(0))
    mass = sum((weight for weight, _ in known), Fraction(0))
    if is_faulty(children, total):
        return low / mass, high / mass
    unknown = [spread(each, scores) for each in children if each.weight is None]
    if unknown:
        low += (total - mass) * min(pair[0] for pair in unknown)
        high += (total - mass) * max(pair[1] for pair in unknown)
    return low / total, high / total


def measured(framework: Framework, served: dict[str, int]) -> Measured:
    """The three measures, and the least depth, of a framework that has leaves."""
    met = {leaf.key: Fraction(served[leaf.key] >= leaf.depth.rank) for leaf in framework.leaves()}
    part = {leaf.key: min(Fraction(1), Fraction(served[leaf.key], leaf.depth.rank)) for leaf in framework.leaves()}
    return Measured(
        items_met=int(sum(met.values())),
        met_weight=spread_of(framework.items, root_total(framework), met),
        partial=spread_of(framework.items, root_total(framework), part),
        least_depth=min(served.values()),
    )


def leaf_weights(framework: Framework) -> dict[str, Pair | None]:
    """Of each leaf its share of the whole, 0 to 1; `None` where faulty weights beside it leave it ignored."""
    found: dict[str, Pair | None] = {}
    _share(framework.items, root_total(framework), (Fraction(1), Fraction(1)), found)
    return found


def _share(children: Sequence[Item], total: Fraction, mass: Pair | None, found: dict[str, Pair | None]) -> None:
    for each in children:
        own = _factor(each, children, total)
        pair = None if own is None or mass is None else (mass[0] * own[0], mass[1] * own[1])
        if each.children:
            _share(each.children, node_total(each), pair, found)
        else:
            found[each.key] = pair


def _factor(item: Item, siblings: Sequence[Item], total: Fraction) -> Pair | None:
    known = sum((Fraction(each.weight) for each in siblings if each.weight is not None), Fraction(0))
    faulty = is_faulty(siblings, total)
    if item.weight is not None:
        share = Fraction(item.weight) / (known if faulty else total)
        return share, share
    if faulty:
        return None
    rest = (total - known) / total
    sole = sum(each.weight is None for each in siblings) == 1
    return (rest if sole else Fraction(0)), rest
