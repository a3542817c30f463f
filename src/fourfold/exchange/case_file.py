"""A file that may be a CASE package: known for one by what it holds, and summed up."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from fourfold.domain.framework import Framework
from fourfold.exchange.case_framework import SCHEMA
from fourfold.exchange.case_names import ASSOCIATIONS, DEFINITIONS, EXTRA, ITEMS, RUBRICS

_BOM = b"\xef\xbb\xbf"


class _Top(msgspec.Struct):
    CFDocument: msgspec.Raw = msgspec.Raw()


class _Document(msgspec.Struct):
    extensions: dict[str, msgspec.Raw] | None = None


class _Lists(msgspec.Struct):
    CFItems: list[msgspec.Raw] | None = None
    CFAssociations: list[msgspec.Raw] | None = None
    CFRubrics: list[msgspec.Raw] | None = None
    CFDefinitions: dict[str, msgspec.Raw] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """How many objects of a kind a package holds; of `carried` of them something goes along as it came."""

    kind: str
    held: int
    carried: int


def is_package(content: bytes) -> bool:
    """Whether the bytes are JSON with a `CFDocument`.

    >>> is_package(b'{"CFDocument": {}}'), is_package(b'{"cluster": {"CFDocument": {}}}'), is_package(b"PK")
    (True, False, False)
    """
    try:
        return bool(msgspec.json.decode(content.removeprefix(_BOM), type=_Top).CFDocument)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def wrote(content: bytes) -> bool:
    """Whether Fourfold wrote a package: it then says itself what its framework is called."""
    try:
        raw = msgspec.json.decode(content.removeprefix(_BOM), type=_Top).CFDocument
        said = msgspec.json.decode(raw, type=_Document).extensions
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return SCHEMA.removeprefix(EXTRA) in (said or {})


def summed(content: bytes, framework: Framework) -> tuple[Summed, ...]:
    """What a package holds by kind, and what of it is carried along; kinds that it has none of are left out."""
    carried = {each.of for each in framework.carried}
    found = dict(_held(content))
    return tuple(
        Summed(kind=kind, held=held, carried=sum(each.partition(" ")[0] == kind for each in carried))
        for kind, held in found.items()
        if held
    )


def _held(content: bytes) -> Iterator[tuple[str, int]]:
    try:
        lists = msgspec.json.decode(content.removeprefix(_BOM), type=_Lists)
        yield ITEMS, len(lists.CFItems or ())
        yield ASSOCIATIONS, len(lists.CFAssociations or ())
        yield RUBRICS, len(lists.CFRubrics or ())
        for kind in DEFINITIONS:
            raw = (lists.CFDefinitions or {}).get(kind)
            yield kind, len(msgspec.json.decode(raw, type=list[msgspec.Raw])) if raw else 0
    except msgspec.MsgspecError:
        # A list that is none is told as a problem of the package.
        return
