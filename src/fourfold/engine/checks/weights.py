"""F010 to F015: weights that contradict each other, or claim more than is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fourfold.domain.footing import Footing, Ground
from fourfold.domain.framework import Framework, Item
from fourfold.domain.problem import Place
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import EACH_FRAMEWORK, Finding, at

DEFAULT_TOTAL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Siblings:
    """The children of one node: their parent's code and key, their known sum, what they should add up to."""

    framework: Framework
    parent: str
    key: str
    path: str
    items: tuple[Item, ...]
    total: Decimal

    @property
    def sum(self) -> Decimal:
        """What the known weights add up to."""
        return sum((item.weight for item in self.items if item.weight is not None), Decimal(0))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The codes of those whose weight is unknown."""
        return tuple(item.code for item in self.items if item.weight is None)

    def place(self) -> Place:
        """The place of the list of siblings."""
        return part_place(self.framework, self.path)


def siblings(framework: Framework) -> Iterator[Siblings]:
    """Every list of siblings in a framework, the first level first."""
    total = framework.total if framework.total is not None else DEFAULT_TOTAL
    yield from _groups(framework, Siblings(framework, framework.code, framework.key, "/items", framework.items, total))


def _siblings(framework: Framework) -> Iterator[Siblings]:
    """Every list of siblings in which some weight is known, so that it can be wrong."""
    return (group for group in siblings(framework) if len(group.unknown) < len(group.items))


def _groups(framework: Framework, group: Siblings) -> Iterator[Siblings]:
    yield group
    for number, item in enumerate(group.items):
        if item.children:
            stated = item.total if item.total is not None else item.weight
            total = DEFAULT_TOTAL if stated is None else stated
            path = f"{group.path}/{number}/children"
            yield from _groups(framework, Siblings(framework, item.code, item.key, path, item.children, total))


@EACH_FRAMEWORK.registered("F010")
def weights_exceed_total(framework: Framework) -> Iterator[Finding]:
    """Known weights above what siblings add up to."""
    for group in _siblings(framework):
        if group.sum > group.total:
            names = {"item": group.parent, "framework": group.framework.code}
            yield at(group.place(), **names, sum=group.sum, total=group.total)


@EACH_FRAMEWORK.registered("F011")
def nothing_left_for_unknown_weights(framework: Framework) -> Iterator[Finding]:
    """Known weights that leave nothing for siblings of unknown weight."""
    for group in _siblings(framework):
        if group.sum == group.total and group.unknown:
            names = {"item": group.parent, "framework": group.framework.code}
            yield at(group.place(), **names, total=group.total, unknown=", ".join(group.unknown))


@EACH_FRAMEWORK.registered("F012")
def weights_fall_short(framework: Framework) -> Iterator[Finding]:
    """Weights that are all known and add up to less than they should."""
    for group in _siblings(framework):
        if group.sum < group.total and not group.unknown:
            names = {"item": group.parent, "framework": group.framework.code}
            yield at(group.place(), **names, sum=group.sum, total=group.total)


@EACH_FRAMEWORK.registered("F013")
def weight_of_zero(framework: Framework) -> Iterator[Finding]:
    """An item whose weight is zero."""
    for path, item, _ in _items(framework):
        if item.weight is not None and item.weight == 0:
            yield at(part_place(framework, f"{path}/weight"), item=item.code, framework=framework.code)


@EACH_FRAMEWORK.registered("F014")
def weights_partly_unknown(framework: Framework) -> Iterator[Finding]:
    """A framework with weights of which some are known and some are not, and something is left for those."""
    spent = any(group.sum >= group.total and group.unknown for group in _siblings(framework))
    known = {item.weight is not None for item in framework.walk()}
    if len(known) > 1 and not spent:
        yield at(part_place(framework, "/items"), framework=framework.code)


@EACH_FRAMEWORK.registered("F015")
def illustrative_weight_not_labelled(framework: Framework) -> Iterator[Finding]:
    """A made-up weight in a framework that does not call itself illustrative."""
    for path, item, footing in _items(framework):
        ground = framework.footing.ground
        made_up = item.weight is not None and footing.ground is Ground.ILLUSTRATIVE
        if made_up and ground is not Ground.ILLUSTRATIVE:
            place = part_place(framework, f"{path}/weight")
            yield at(place, item=item.code, framework=framework.code, ground=ground.value)


def _items(framework: Framework) -> Iterator[tuple[str, Item, Footing]]:
    """Every item with its pointer and the footing that holds for it."""
    return _below(framework.items, "/items", framework.footing)


def _below(items: tuple[Item, ...], path: str, inherited: Footing) -> Iterator[tuple[str, Item, Footing]]:
    for number, item in enumerate(items):
        footing = item.footing or inherited
        yield f"{path}/{number}", item, footing
        yield from _below(item.children, f"{path}/{number}/children", footing)
