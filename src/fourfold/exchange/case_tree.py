"""Where the items of a CASE package stand: a tree, whatever its associations say."""

from collections import defaultdict
from dataclasses import dataclass, field

from fourfold.exchange.case_names import ASSOCIATIONS, CHILD, CHILDREN, ITEMS, Flat, Name
from fourfold.exchange.case_objects import Found

MOST_LEVELS = 20
_LAST = 2**31


@dataclass(slots=True)
class Tree:
    """The items by the item above each, in order; those of the first level are under the document's identifier."""

    below: dict[str, list[str]] = field(default_factory=dict)


def tree_in(found: Found) -> Tree:
    """The tree of a package; the association that places each item is renamed after it."""
    items = {name.of for name, _ in found.of(ITEMS)}
    above, order = _placed(found, items)
    _break_cycles(found, above)
    _raise_deep(found, above)
    below: defaultdict[str, list[str]] = defaultdict(list)
    for item in sorted(above, key=order.__getitem__):
        below[above[item]].append(item)
    return Tree(dict(below))


def _placed(found: Found, items: set[str]) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    """Each item's parent, and what its place among its siblings is told by."""
    said: defaultdict[str, list[tuple[Name, Flat]]] = defaultdict(list)
    for name, flat in found.of(ASSOCIATIONS):
        child = flat["originNodeURI"]["identifier"].lower()
        if flat["associationType"] == CHILD and child in items:
            said[child].append((name, flat))
    above: dict[str, str] = {}
    order: dict[str, tuple[int, int]] = {}
    for at, item in enumerate(name.of for name, _ in found.of(ITEMS)):
        rows = said[item]
        fit = [row for row in rows if _is_place(_parent(row[1]), item, items, found.document)]
        at_item = found.at[Name(ITEMS, item)]
        if not rows:
            found.tell("R807", at_item, item=item)
        elif not fit:
            found.tell("R810", found.at[rows[0][0]], item=item)
        elif len(fit) > 1:
            found.tell("R808", at_item, item=item)
        above[item] = _parent(fit[0][1]) if fit else found.document
        order[item] = (_LAST, at)
        for name, flat in (fit or rows)[:1]:
            order[item] = (flat.get("sequenceNumber", _LAST), at)
            _rename(found, name, item)
    return above, order


def _parent(flat: Flat) -> str:
    return str(flat["destinationNodeURI"]["identifier"]).lower()


def _is_place(parent: str, item: str, items: set[str], document: str) -> bool:
    return parent == document or (parent in items and parent != item)


def _rename(found: Found, name: Name, item: str) -> None:
    flat = found.objects.pop(name)
    found.add(Name(CHILDREN, item), flat, found.at[name])


def _break_cycles(found: Found, above: dict[str, str]) -> None:
    """Put the first (by identifier) item of each cycle at the first level."""
    safe = {found.document}
    for start in sorted(above):
        path: list[str] = []
        item = start
        while item not in safe and item not in path:
            path.append(item)
            item = above[item]
        if item not in safe:
            first = min(path[path.index(item) :])
            above[first] = found.document
            found.tell("R809", found.at[Name(ITEMS, first)], item=first)
        safe.update(path)


def _raise_deep(found: Found, above: dict[str, str]) -> None:
    """Let no item stand deeper than the limit: those that do stand beside the last that may."""
    levels = {found.document: 0}
    for start in above:
        path: list[str] = []
        item = start
        while item not in levels:
            path.append(item)
            item = above[item]
        for each in reversed(path):
            if levels[above[each]] >= MOST_LEVELS:
                found.tell("R811", found.at[Name(ITEMS, each)], item=each, limit=str(MOST_LEVELS))
                above[each] = above[above[each]]
            levels[each] = levels[above[each]] + 1
