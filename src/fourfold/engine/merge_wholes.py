"""Merging two clusters or two frameworks that were made of one: manifests first, then only the parts that differ."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from fourfold.canon.decode import decode
from fourfold.canon.encode import digest, encode
from fourfold.canon.kinds import FrameworkHead
from fourfold.canon.parts import Digest, Manifest, Split, join, root, split, split_dossier
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.framework import Framework, Item
from fourfold.domain.marks import Key
from fourfold.engine.difference import Load
from fourfold.engine.merge import OPEN, About, Conflict, Deciding, Merged, Side, Three, Where, member
from fourfold.engine.merge_moves import Forest, moves, put_back, without

Manifests = Callable[[Collection[Digest]], Mapping[Digest, Manifest]]
"""Gives the manifests with these roots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where the three sides of a merge are kept."""

    load: Load
    manifests: Manifests


def merge_wholes(  # the three sides and how they are decided
    base: Manifest,
    ours: Manifest,
    theirs: Manifest,
    *,
    kept: Kept,
    choices: Mapping[str, Side] | None = None,
    otherwise: Side | None = None,
) -> Merged[tuple[Split, ...]]:
    """Two states of a cluster that were made of `base`, as one: it, and then each framework that was merged.

    A split has the bytes only of the parts that differ between the sides; the manifest names all. Whatever has a key
    and stands in something else on one side is merged there; where that is gone, or both sides moved it, the conflict
    is about its `PLACE`. A framework that both sides pin anew is merged item by item.
    """
    deciding = Deciding(choices=choices or {}, otherwise=otherwise)
    three = Three(base, ours, theirs)
    cluster = _cluster(three, kept, deciding)
    roots, frameworks = _pinned(Three(*(each.frameworks for each in three)), kept, deciding)
    whole = Split(replace(cluster.manifest, frameworks=roots), cluster.parts)
    return Merged(value=(whole, *frameworks), conflicts=tuple(deciding.conflicts))


def merge_dossiers(
    base: Dossier,
    ours: Dossier,
    theirs: Dossier,
    *,
    choices: Mapping[str, Side] | None = None,
    otherwise: Side | None = None,
) -> Merged[Dossier]:
    """The same of three dossiers that are held in memory."""
    splits = [split_dossier(each) for each in (base, ours, theirs)]
    content = {digest(each): each for side in splits for split in side for each in split.parts.values()}
    manifests = {root(split.manifest): split.manifest for side in splits for split in side}
    kept = Kept(
        load=lambda digests: {name: decode(content[name]) for name in digests},
        manifests=lambda roots: {name: manifests[name] for name in roots},
    )
    merged = merge_wholes(*(side[0].manifest for side in splits), kept=kept, choices=choices, otherwise=otherwise)
    made = {digest(each): each for split in merged.value for each in split.parts.values()}
    known = manifests | {root(split.manifest): split.manifest for split in merged.value[1:]}
    value = _dossier(merged.value[0].manifest, known, content | made)
    return Merged(value=value, conflicts=merged.conflicts)


def merge_frameworks(
    base: Framework,
    ours: Framework,
    theirs: Framework,
    *,
    choices: Mapping[str, Side] | None = None,
    otherwise: Side | None = None,
) -> Merged[Framework]:
    """Two states of a framework that were made of `base`, as one, item by item."""
    deciding = Deciding(choices=choices or {}, otherwise=otherwise)
    value = _forest(Three(*({base.key: each} for each in (base, ours, theirs))), deciding)[base.key]
    return Merged(value=value, conflicts=tuple(deciding.conflicts))


def _cluster(three: Three, kept: Kept, deciding: Deciding) -> Split:
    names = Three(*(each.parts for each in three))
    keys = {key for side in names for key in side if len({each.get(key) for each in names}) > 1}
    parts = kept.load({side[key] for side in names for key in keys & side.keys()})
    merged = _forest(Three(*({key: parts[side[key]] for key in keys & side.keys()} for side in names)), deciding)
    content = {key: encode(part) for key, part in merged.items()}
    digests = {key: name for key, name in names.base.items() if key not in keys}
    digests |= {key: digest(each) for key, each in content.items()}
    return Split(replace(three.ours, parts={key: digests[key] for key in sorted(digests)}), content)


def _forest(forests: Three, deciding: Deciding) -> Forest:
    found = moves(forests)
    inside = replace(deciding, gained=found.gained())
    sides = Three(*(without(each, found.moved) for each in forests))
    keys = sorted({key for side in sides for key in side})
    merged = {key: member(Three(*(side.get(key) for side in sides)), Where(key=key), inside) for key in keys}
    return put_back({key: each for key, each in merged.items() if each is not None}, found, inside)


def _pinned(pins: Three, kept: Kept, deciding: Deciding) -> tuple[dict[Key, Digest | None], tuple[Split, ...]]:
    """The roots of the frameworks that are pinned, and those that were merged."""
    roots: dict[Key, Digest | None] = {}
    made = []
    for key in sorted({key for side in pins for key in side}):
        three = Three(*(side.get(key, "") for side in pins))
        settled = three.settled()
        if settled is OPEN:
            merged = _framework(key, three, kept, deciding)
            settled = merged if isinstance(merged, str) or merged is None else root(merged.manifest)
            made += [merged] if isinstance(merged, Split) else []
        if settled != "":
            roots[key] = settled
    return roots, tuple(made)


def _framework(key: Key, three: Three, kept: Kept, deciding: Deciding) -> Split | Digest | None:
    """A framework that both sides pin anew, or the root that is chosen where one side does not pin it."""
    manifests = kept.manifests({each for each in three if each})
    values = Three(*(_joined(manifests[each], kept) if each else None for each in three))
    if None in values:
        conflict = Conflict(key=key, about=About.PRESENCE, base=values.base, ours=values.ours, theirs=values.theirs)
        chosen: Digest | None = three.of(deciding.side([conflict]))
        return chosen
    return split(_forest(Three(*({key: each} for each in values)), deciding)[key])


def _joined(manifest: Manifest, kept: Kept) -> Framework:
    parts = kept.load(set(manifest.parts.values()))
    head = parts[manifest.parts[manifest.key]]
    if not isinstance(head, FrameworkHead):
        raise TypeError(f"document {manifest.key} is no framework")
    items = (parts[manifest.parts[key]] for key in head.branches)
    return replace(head.framework, items=tuple(each for each in items if isinstance(each, Item)))


def _dossier(manifest: Manifest, known: Mapping[Digest, Manifest], content: Mapping[Digest, bytes]) -> Dossier:
    cluster = join(manifest, content.__getitem__)
    if not isinstance(cluster, Cluster):
        raise TypeError(f"document {manifest.key} is no cluster")
    pinned = (join(known[each], content.__getitem__) for each in manifest.frameworks.values() if each)
    return Dossier(cluster=cluster, frameworks=tuple(each for each in pinned if isinstance(each, Framework)))
