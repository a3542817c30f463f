"""F010 to F015: weights that contradict each other, or claim more than is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fourfold.domain.footing import Footing, Ground
from fourfold.domain.framework import Framework, Item
from fourfold.domain.problem import Place
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import Finding, Scene, at, registered

DEFAULT_TOTAL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Siblings:
    """The children of one node: their parent's code, their known sum, what they should add up to."""

    framework: Framework
    parent: str
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


def _siblings(scene: Scene) -> Iterator[Siblings]:
    """Every list of siblings in which some weight is known, so that it can be wrong."""
    for framework in scene.index.frameworks.values():
        total = framework.total if framework.total is not None else DEFAULT_TOTAL
        for group in _groups(framework, Siblings(framework, framework.code, "/items", framework.items, total)):
            if len(group.unknown) < len(group.items):
                yield group


def _groups(framework: Framework, group: Siblings) -> Iterator[Siblings]:
    yield group
    for number, item in enumerate(group.items):
        if item.children:
            stated = item.total if item.total is not None else item.weight
            total = DEFAULT_TOTAL if stated is None else stated
            path = f"{group.path}/{number}/children"
            yield from _groups(framework, Siblings(framework, item.code, path, item.children, total))


@registered("F010")
def weights_exceed_total(scene: Scene) -> Iterator[Finding]:
    """Known weights above what siblings add up to."""
    for group in _siblings(scene):
        if group.sum > group.total:
            names = {"item": group.parent, "framework": group.framework.code}
            yield at(group.place(), **names, sum=group.sum, total=group.total)


@registered("F011")
def nothing_left_for_unknown_weights(scene: Scene) -> Iterator[Finding]:
    """Known weights that leave nothing for siblings of unknown weight."""
    for group in _siblings(scene):
        if group.sum == group.total and group.unknown:
            names = {"item": group.parent, "framework": group.framework.code}
            yield at(group.place(), **names, total=group.total, unknown=", ".join(group.unknown))


@registered("F012")
def weights_fall_short(scene: Scene) -> Iterator[Finding]:
    """Weights that are all known and add up to less than they should."""
    for group in _siblings(scene):
        if group.sum < group.total and not group.unknown:
            names = {"item": group.parent, "framework": group.framework.code}
            yield at(group.place(), **names, sum=group.sum, total=group.total)


@registered("F013")
def weight_of_zero(scene: Scene) -> Iterator[Finding]:
    """An item whose weight is zero."""
    for framework, path, item, _ in _items(scene):
        if item.weight is not None and item.weight == 0:
            yield at(part_place(framework, f"{path}/weight"), item=item.code, framework=framework.code)


@registered("F014")
def weights_partly_unknown(scene: Scene) -> Iterator[Finding]:
    """A framework with weights of which some are known and some are not, and something is left for those."""
    spent = {group.framework.key for group in _siblings(scene) if group.sum >= group.total and group.unknown}
    for framework in scene.index.frameworks.values():
        known = {item.weight is not None for item in framework.walk()}
        if len(known) > 1 and framework.key not in spent:
            yield at(part_place(framework, "/items"), framework=framework.code)


@registered("F015")
def illustrative_weight_not_labelled(scene: Scene) -> Iterator[Finding]:
    """A made-up weight in a framework that does not call itself illustrative."""
    for framework, path, item, footing in _items(scene):
        ground = framework.footing.ground
        made_up = item.weight is not None and footing.ground is Ground.ILLUSTRATIVE
        if made_up and ground is not Ground.ILLUSTRATIVE:
            place = part_place(framework, f"{path}/weight")
            yield at(place, item=item.code, framework=framework.code, ground=ground.value)


def _items(scene: Scene) -> Iterator[tuple[Framework, str, Item, Footing]]:
    """Every item with its pointer and the footing that holds for it."""
    for framework in scene.index.frameworks.values():
        for path, item, footing in _below(framework.items, "/items", framework.footing):
            yield framework, path, item, footing


def _below(items: tuple[Item, ...], path: str, inherited: Footing) -> Iterator[tuple[str, Item, Footing]]:
    for number, item in enumerate(items):
        footing = item.footing or inherited
        yield f"{path}/{number}", item, footing
        yield from _below(item.children, f"{path}/{number}/children", footing)
