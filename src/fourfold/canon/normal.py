"""The normal form of a value that was made by hand: sets sorted, text NFC, links in order, decimals short."""

from typing import TypeVar

from fourfold.canon.trees import NotCanonical, loose_tree_of
from fourfold.canon.validate import validate

T = TypeVar("T")


def normal(value: T) -> T:
    """`value` as a reader would have made it; `NotCanonical` where no reader would make anything like it."""
    found = validate(type(value), loose_tree_of(value))
    if isinstance(found, list):
        raise NotCanonical("; ".join(f"{'/'.join(map(str, fault.path))}: {fault.expected}" for fault in found[:5]))
    return found
