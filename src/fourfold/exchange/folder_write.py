"""A cluster as a folder of YAML files, one for each part: writing."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from fourfold.canon.fields import Field, field_of
from fourfold.canon.trees import tree_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.link import CourseLinks
from fourfold.exchange.layout import CLUSTER_FILE, HEAD, KINDS, SUFFIX, Kind
from fourfold.exchange.limits import LARGEST_FILE_BYTES
from fourfold.exchange.naming import Names
from fourfold.exchange.staging import CannotWrite, replace_files
from fourfold.exchange.yaml_text import yaml_text


def write_folder(dossier: Dossier, path: Path, *, base: str | None = None) -> None:
    """Write the dossier to a folder, in place of what an earlier one left there; keys stand beside codes."""
    replace_files(path, {name: text.encode() for name, text in files_of(dossier, base).items()})


def files_of(dossier: Dossier, base: str | None = None) -> dict[str, str]:
    """The text of every file of the folder, by name."""
    if dossier.cluster.frameworks != tuple(sorted(each.key for each in dossier.frameworks)):
        raise CannotWrite("a folder holds the frameworks that its cluster pins, all of them and no others")
    sheets = [(kind, tree_of(value)) for kind in KINDS for value in _values(kind, dossier)]
    names = Names(dossier.cluster.head.key, [(kind.cls, tree) for kind, tree in sheets])
    files: dict[str, str] = {}
    for kind, tree in sheets:
        names.code(kind.cls, tree)
        name = _file_name(kind, tree)
        if name.lower() in {each.lower() for each in files}:
            raise CannotWrite(f"two parts would both be {name}: give one of them another code")
        files[name] = yaml_text(_sheet(kind, tree, base))
        if len(files[name].encode()) > LARGEST_FILE_BYTES:
            raise CannotWrite(f"{name} would be larger than a file may be: keep it in a workbook or in JSON")
    return files


def _values(kind: Kind, dossier: Dossier) -> Iterator[Any]:
    cluster = dossier.cluster
    everything = (
        (cluster.head,), cluster.programs, cluster.modules, cluster.courses, cluster.links, cluster.rules,
        dossier.frameworks,
    )  # fmt: skip
    yield from (value for values in everything for value in values if type(value) is kind.cls)


def _file_name(kind: Kind, tree: dict[str, Any]) -> str:
    if kind is HEAD:
        return CLUSTER_FILE
    return f"{kind.folder}/{tree['course' if kind.cls is CourseLinks else 'code']}{SUFFIX}"


def _sheet(kind: Kind, tree: dict[str, Any], base: str | None) -> dict[str, Any]:
    head = {"schema": str(kind.schema)} | ({"base": base} if base and kind is HEAD else {})
    return head | _bare(kind.cls, tree)


def _bare(cls: type, tree: dict[str, Any]) -> dict[str, Any]:
    """The tree with exact decimals as numbers: quotes are for text."""
    return {name: _number(field_of(cls, name), held) for name, held in tree.items()}


def _number(field: Field | None, held: Any) -> Any:
    if field is None:
        return held
    if field.many:
        return [_bare(field.of, each) if field.nested else each for each in held]
    if field.nested:
        return _bare(field.of, held)
    return Decimal(held) if field.of is Decimal else held
