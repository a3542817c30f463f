"""What differs between two wholes by their manifests alone: no part is opened."""

from collections.abc import Mapping

from fourfold.domain.marks import Key

Digest = str


def moved(before: Mapping[Key, Digest], after: Mapping[Key, Digest]) -> dict[Key, tuple[Digest, Digest]]:
    """Each key whose digest differs, in order, with both digests; "" where it was or is not there.

    >>> moved({"a": "1", "b": "2"}, {"b": "3", "c": "4"})
    {'a': ('1', ''), 'b': ('2', '3'), 'c': ('', '4')}
    """
    keys = sorted({*before, *after})
    return {key: (was, will) for key in keys if (was := before.get(key, "")) != (will := after.get(key, ""))}
