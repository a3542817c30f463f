"""Canonical bytes → the part, through the upcasters of whatever schema it was written in."""

from collections.abc import Callable
from typing import Any

import msgspec

from fourfold.canon.kinds import CLASSES, PARTS, Part
from fourfold.canon.schemas import Schema, schema_of

Tree = dict[str, Any]

UPCASTERS: dict[Schema, Callable[[Tree], Tree]] = {}
"""How a part of one version becomes one of the next, by the schema it has. Stored bytes are never rewritten."""


class NotAPart(ValueError):
    """Bytes that are no part of any schema known."""


class NewerSchema(NotAPart):
    """A part that was written by a newer Fourfold."""


class _Peek(msgspec.Struct):
    schema: str


_peek = msgspec.json.Decoder(_Peek)
_decoders = {cls: msgspec.json.Decoder(cls) for cls in PARTS}


def decode(content: bytes) -> Part:
    """The part that `encode` made these bytes of."""
    try:
        schema = _known(_peek.decode(content).schema)
        cls = CLASSES[schema.kind]
        if schema == PARTS[cls]:
            return _decoders[cls].decode(content)
        return _upcast(schema, msgspec.json.decode(content))
    except msgspec.MsgspecError as error:
        raise NotAPart(str(error)) from error


def _known(text: str) -> Schema:
    schema = schema_of(text)
    if schema is None or schema.kind not in CLASSES:
        raise NotAPart(f"there is no part of schema {text[:60]!r}")
    present = PARTS[CLASSES[schema.kind]]
    if schema.version > present.version:
        raise NewerSchema(f"{schema} was written by a newer Fourfold; this one reads up to {present}")
    return schema


def _upcast(schema: Schema, tree: Tree) -> Part:
    present = PARTS[CLASSES[schema.kind]]
    while schema != present:
        tree = UPCASTERS[schema](tree)
        schema = Schema(schema.kind, schema.version + 1)
    return msgspec.convert(tree, CLASSES[schema.kind])
