"""The items of a framework of a draft as a tree: each leads to its form, each area says what weights add up to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from fourfold.domain.framework import Framework, Item
from fourfold.domain.marks import Key
from fourfold.domain.number import exact
from fourfold.domain.text import Text
from fourfold.engine.checks.weights import Siblings, siblings
from fourfold.web.pages import resolving
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing.desk import mine
from fourfold.web.pages.editing.of_framework import framework_at
from fourfold.web.pages.editing.weighing import weights_said
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import DEPTHS, Words
from fourfold.web.safe import require_safe

MOST_OPEN = 60
"""Of a larger framework the areas are folded, so that a keyboard passes over them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An item: the ways to its form and to a new one below it, its weight, what a leaf asks, what weights add up to.

    `weight` is "" where no sibling has a known one, and `unknown` where a sibling has.
    """

    code: str
    title: Text
    href: str
    add_href: str
    weight: str
    unknown: bool
    depth: Words
    sum: str
    off: bool
    links: int
    open: bool
    children: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsPage:
    """All items of a framework, `folded` where there are many."""

    frame: Frame
    title: Text
    code: str
    count: int
    sum: str
    off: bool
    nodes: tuple[Node, ...]
    add_href: str
    edit_href: str
    back: str


@never_cache
@require_safe
def show(request: HttpRequest, institution: str, cluster: str, code: str) -> HttpResponse:
    """Show the items of a framework of the draft to whoever may edit them."""
    found = opened(request, institution, cluster, state=DRAFT)
    if not mine(request, found, framework_at(request, found, code)):
        raise PermissionDenied
    framework = resolving.by_code(found.index.frameworks.values(), code)
    return render(request, "edit_items.html", {"page": page(found, framework, request.GET.get("at", ""))})


def page(found: Opened, framework: Framework, at: str = "") -> ItemsPage:
    """What the page of the items shows; the areas around the item with the code `at` are open."""
    address = Address(found.institution, found.code, DRAFT)
    where = (found.institution, found.code)
    groups = {each.key: each for each in siblings(framework)}
    links = Counter(link.item for _course, link in found.index.links() if link.framework == framework.key)
    count = sum(1 for _item in framework.walk())
    tree = _Tree(found=found, framework=framework, groups=groups, links=links, count=count, at=at)
    back = address.to("framework", framework.code)
    return ItemsPage(
        frame=frame(found, address, "frameworks", Crumb(framework.title, back)),
        title=framework.title,
        code=framework.code,
        count=tree.count,
        sum=weights_said(groups[framework.key]),
        off=_off(groups[framework.key]),
        nodes=tuple(tree.node(each, framework.key) for each in framework.items),
        add_href=reverse("new-item", args=(*where, framework.code)),
        edit_href=reverse("edit", args=(*where, "framework", framework.code)),
        back=back,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """What the nodes of a tree are made from."""

    found: Opened
    framework: Framework
    groups: dict[Key, Siblings]
    links: Mapping[Key, int]
    count: int
    at: str

    def node(self, item: Item, above: Key) -> Node:
        """An item with all that stands below it."""
        where = (self.found.institution, self.found.code, self.framework.code)
        group = self.groups.get(item.key)
        weighed = len(self.groups[above].unknown) < len(self.groups[above].items)
        return Node(
            code=item.code,
            title=item.title,
            href=reverse("edit-item", args=(*where, item.code)),
            add_href=f"{reverse('new-item', args=where)}?under={item.code}",
            weight="" if item.weight is None else f"{exact(item.weight):f}",
            unknown=weighed and item.weight is None,
            depth="" if item.children else DEPTHS[item.depth],
            sum=weights_said(group),
            off=_off(group),
            links=self.links[item.key],
            open=self.count <= MOST_OPEN or any(each.code == self.at for each in item.walk()),
            children=tuple(self.node(each, item.key) for each in item.children),
        )


def _off(group: Siblings | None) -> bool:
    """Whether weights contradict what they should add up to, as the checks F010 to F012 say."""
    if group is None or len(group.unknown) == len(group.items):
        return False
    rest = group.total - group.sum
    return rest < 0 or (rest == 0 and bool(group.unknown)) or (rest > 0 and not group.unknown)
