"""A part → its canonical bytes → its digest."""

from hashlib import sha256

import msgspec

from fourfold.canon.kinds import PARTS, Part
from fourfold.canon.trees import tree_of

_encoder = msgspec.json.Encoder(order="sorted")


def encode(part: Part) -> bytes:
    """The canonical bytes of a part: JSON in UTF-8, fields sorted, defaults left out, its schema among the fields."""
    return _encoder.encode({"schema": str(PARTS[type(part)]), **tree_of(part)})


def digest(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal.

    >>> digest(b"")[:8]
    'e3b0c442'
    """
    return sha256(content).hexdigest()
