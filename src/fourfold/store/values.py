"""Parts as values, decoded once for as long as they are asked for: what a digest names never changes.

Whoever asks by digest has been let through to a document that holds it before coming here.
"""

import zlib
from collections import OrderedDict
from collections.abc import Collection, Mapping
from threading import Lock

from fourfold.canon.decode import decode
from fourfold.canon.kinds import Part as Value
from fourfold.store.models import Manifest, Part

MOST = 5_000
"""How many parts are kept decoded: a cluster of two thousand courses, in every state that is looked at."""
MOST_NAMES = 500
_decoded: "OrderedDict[str, Value]" = OrderedDict()
_lock = Lock()


def values_of(digests: Collection[str]) -> dict[str, Value]:
    """The parts with these digests, those that exist; only what was not asked for lately is read and decoded."""
    with _lock:
        found = {name: _decoded[name] for name in set(digests) if name in _decoded}
        for name in found:
            _decoded.move_to_end(name)
    missing = {name for name in digests if name not in found}
    fresh = {name: decode(content) for name, content in contents(Part, missing).items()}
    _keep(fresh)
    return found | fresh


def _keep(fresh: Mapping[str, Value]) -> None:
    with _lock:
        _decoded.update(fresh)
        while len(_decoded) > MOST:
            _decoded.popitem(last=False)


def contents(model: type[Part | Manifest], wanted: Collection[str]) -> dict[str, bytes]:
    """The bytes of the parts, or of the manifests, with these names."""
    names, found = sorted(set(wanted)), {}
    for start in range(0, len(names), MOST_NAMES):
        rows = model.objects.filter(pk__in=names[start : start + MOST_NAMES]).values_list("pk", "compressed")
        found.update({name: zlib.decompress(compressed) for name, compressed in rows})
    return found
