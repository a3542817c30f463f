"""A framework as a CASE 1.1 package: every package that is written is valid."""

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from fourfold.domain.framework import Framework
from fourfold.exchange import case_framework as ours
from fourfold.exchange.case_carried import is_ours, placed, put_back
from fourfold.exchange.case_names import (
    ASSOCIATIONS,
    CHILDREN,
    DEFINITION,
    DEFINITIONS,
    DOCUMENT,
    EXTRA,
    ITEM_TYPES,
    ITEMS,
    PACKAGE,
    RUBRICS,
    Flat,
    Name,
    Objects,
)
from fourfold.exchange.case_read import AT, BASE
from fourfold.exchange.files import replace_file

Tree = dict[str, Any]
_LAST = 2**31
_encoder = msgspec.json.Encoder(decimal_format="number")


def package_of(framework: Framework, *, at: datetime, base: str = "") -> Tree:
    """The package of a framework that was last changed `at` a moment and is served below `base`, if anywhere."""
    written = ours.objects_of(framework)
    return tree_of_package(_settled(put_back(written, framework), written), at=at, base=base)


def write_case(framework: Framework, path: Path, *, at: datetime) -> None:
    """Write a framework to a file of its own."""
    content = case_bytes(package_of(framework, at=at))
    replace_file(path, msgspec.json.format(content, indent=2) + b"\n")


def case_bytes(tree: Tree) -> bytes:
    """A package, or a part of one, as JSON."""
    return _encoder.encode(tree)


def tree_of_package(objects: Objects, *, at: datetime, base: str) -> Tree:
    """Objects as a package: ours below `base` and last changed `at` a moment."""
    moment = moment_of(at)
    found = placed(objects, base=base, at=moment)
    if is_ours(found[DOCUMENT]):
        found[DOCUMENT] = {**found[DOCUMENT], BASE: base, AT: moment}
    lists = _lists(found)
    tree: Tree = {"CFDocument": raised(found[DOCUMENT]), ITEMS: lists[ITEMS], ASSOCIATIONS: lists[ASSOCIATIONS]}
    definitions: Tree = {kind: lists[kind] for kind in DEFINITIONS if lists[kind]}
    definitions |= raised(found.get(DEFINITION, {}))
    if definitions:
        tree["CFDefinitions"] = definitions
    if lists[RUBRICS]:
        tree[RUBRICS] = lists[RUBRICS]
    return tree | raised(found.get(PACKAGE, {}))


def moment_of(at: datetime) -> str:
    """A moment as CASE writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _lists(found: Objects) -> defaultdict[str, list[Tree]]:
    lists: defaultdict[str, list[Tree]] = defaultdict(list)
    for name, flat in found.items():
        lists[ASSOCIATIONS if name.kind == CHILDREN else name.kind].append(raised(flat))
    return lists


def raised(flat: Flat) -> Tree:
    """An object with its extensions where CASE has them."""
    extensions = {name.removeprefix(EXTRA): held for name, held in flat.items() if name.startswith(EXTRA)}
    tree = {name: held for name, held in flat.items() if not name.startswith(EXTRA)}
    return tree | ({"extensions": extensions} if extensions else {})


def _settled(found: Objects, written: Objects) -> Objects:
    """What was put back, brought into agreement with itself: types that nobody has go, and numbers follow the tree."""
    types = {flat.get("CFItemTypeURI", {}).get("identifier") for name, flat in found.items() if name.kind == ITEMS}
    unused = {
        name for name, flat in found.items()
        if name.kind == ITEM_TYPES and name.of not in types and flat is written.get(name)
    }  # fmt: skip
    _number(found, written)
    return {name: flat for name, flat in found.items() if name not in unused}


def _number(found: Objects, written: Objects) -> None:
    """Give siblings our own numbers where those that they carry would tell another order."""
    siblings: defaultdict[str, list[Name]] = defaultdict(list)
    for name, flat in written.items():
        if name.kind == CHILDREN:
            siblings[flat["destinationNodeURI"]["identifier"]].append(name)
    for names in siblings.values():
        said = [found[name].get("sequenceNumber", _LAST) if name in found else _LAST for name in names]
        if said != sorted(said):
            for name in names:
                if name in found:
                    found[name] = {**found[name], "sequenceNumber": written[name]["sequenceNumber"]}
