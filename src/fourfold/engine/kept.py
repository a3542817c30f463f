"""Work done once for an index: compiled plans and frameworks live exactly as long as the index does."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from fourfold.engine.index import Index

T = TypeVar("T")
_KEPT: "WeakKeyDictionary[Index, dict[Hashable, Any]]" = WeakKeyDictionary()


def kept(index: Index, name: Hashable, make: Callable[[], T]) -> T:
    """What `make` returned when it was first asked for under `name`; dossiers never change, so it stays right."""
    store = _KEPT.setdefault(index, {})
    if name not in store:
        store[name] = make()
    return cast("T", store[name])
