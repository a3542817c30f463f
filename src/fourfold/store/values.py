"""Parts as values, decoded once for as long as they are asked for: what a digest names never changes.

Whoever asks by digest has been let through to a document that holds it before coming here.
"""

import zlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from threading import Lock
from typing import Generic, TypeVar

from fourfold.canon.decode import decode
from fourfold.canon.kinds import Part as Value
from fourfold.canon.parts import Manifest as Names
from fourfold.canon.parts import assemble, read_manifest
from fourfold.domain.framework import Framework
from fourfold.store.models import Manifest, Part

T = TypeVar("T")
MOST_NAMES = 500


class Lately(Generic[T]):
    """What was asked for lately by digest, made once by `make`: the very same value each time."""

    def __init__(self, make: Callable[[Collection[str]], Mapping[str, T]], most: int) -> None:
        self._make = make
        self._most = most
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def __call__(self, digests: Collection[str]) -> dict[str, T]:
        """The values with these digests, those that exist; only what was not asked for lately is made."""
        with self._lock:
            found = {name: self._kept[name] for name in set(digests) if name in self._kept}
            for name in found:
                self._kept.move_to_end(name)
        missing = {name for name in digests if name not in found}
        return {**found, **self._keep(self._make(missing) if missing else {})}

    def _keep(self, fresh: Mapping[str, T]) -> Mapping[str, T]:
        with self._lock:
            kept = {name: self._kept.setdefault(name, value) for name, value in fresh.items()}
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept


def contents(model: type[Part | Manifest], wanted: Collection[str]) -> dict[str, bytes]:
    """The bytes of the parts, or of the manifests, with these names."""
    names, found = sorted(set(wanted)), {}
    for start in range(0, len(names), MOST_NAMES):
        rows = model.objects.filter(pk__in=names[start : start + MOST_NAMES]).values_list("pk", "compressed")
        found.update({name: zlib.decompress(compressed) for name, compressed in rows})
    return found


def _decoded(digests: Collection[str]) -> Mapping[str, Value]:
    return {name: decode(content) for name, content in contents(Part, digests).items()}


def _assembled(roots: Collection[str]) -> Mapping[str, Framework]:
    manifests = manifests_of(roots)
    parts = values_of({name for each in manifests.values() for name in each.parts.values()})
    return {name: _framework(each, parts) for name, each in manifests.items()}


def manifests_of(roots: Collection[str]) -> dict[str, Names]:
    """The manifests with these roots."""
    return {root: read_manifest(content) for root, content in contents(Manifest, roots).items()}


def _framework(names: Names, parts: Mapping[str, Value]) -> Framework:
    framework = assemble(names, parts.__getitem__)
    if not isinstance(framework, Framework):
        raise TypeError(f"document {names.key} is no framework")
    return framework


values_of = Lately(_decoded, most=5_000)
"""Parts by digest: as many as a cluster of two thousand courses has, in every state that is looked at."""
frameworks_of = Lately(_assembled, most=500)
"""Frameworks by root."""
