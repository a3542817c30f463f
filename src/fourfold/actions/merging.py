"""Merging what a path holds into the draft of its cluster: what both changed since it was made is asked about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from fourfold.actions.conflict_words import Asked, asked_of_dossiers
from fourfold.actions.importing import Imported, StaleImport, import_reading, take_in, welcome
from fourfold.actions.installation import usable
from fourfold.actions.refused import Clash, Refused
from fourfold.canon.decode import decode
from fourfold.canon.encode import digest
from fourfold.canon.kinds import Part
from fourfold.canon.parts import Digest, Manifest, Split, root, split_dossier
from fourfold.domain.cluster import Dossier, Head
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.engine.merge import Side
from fourfold.engine.merge_wholes import Kept, merge_wholes
from fourfold.exchange.reading import Reading
from fourfold.store import past, read
from fourfold.store.tables import at_work, undone
from fourfold.store.values import manifests_of

_TRIES = 20


class MergeClash(Clash):
    """The files and the draft changed the same things; `asked` has each with its three values in words."""

    def __init__(self, asked: tuple[Asked, ...]) -> None:
        super().__init__(
            Text(
                en="These files and the draft changed the same things: choose which shall stand.",
                zh="这些文件与草稿修改了同一处内容：请选择以哪一方为准。",
            )
        )
        self.asked = asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """Files that are to be merged into a draft.

    `base` is the state that they were made of, where it is on paper too; without it, it is the one whose root they
    carry. `otherwise` says whose value stands where both changed the same thing: `OURS` are the files.
    """

    reading: Reading
    base: Dossier | None = None
    otherwise: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What a merge would do, and the draft as it would stand then."""

    imported: Imported
    dossier: Dossier


def rehearse_merge(merging: Merging, *, viewer: Viewer, now: datetime, why: str = "") -> Rehearsed:
    """What a merge would do, asked and authorised as one, and then undone."""
    with undone():
        done = merge_reading(merging, viewer=viewer, now=now, why=why)
        kept = read.draft_at(done.institution, done.cluster, viewer)
        if kept is None:
            raise LookupError(f"no draft {done.institution}/{done.cluster} after its merge")
        return Rehearsed(imported=done, dossier=read.dossier_of(kept))


def merge_reading(merging: Merging, *, viewer: Viewer, now: datetime, why: str = "") -> Imported:
    """Merge what was read into the draft, in one transaction: only what was changed since its base moves.

    Raises `MergeClash` where both changed the same things and nothing says whose value stands. Authorised on the
    difference from what stands. A draft that is not there yet is made, as by an import.
    """
    if merging.reading.dossier is None:
        raise Refused(Text(en="Nothing to import: the path could not be read.", zh="没有可导入的内容：路径无法读取。"))
    head = merging.reading.dossier.cluster.head
    welcome(viewer, merging.reading.dossier)
    for _ in range(_TRIES):
        with usable(), at_work():
            kept = read.draft_at(head.institution, head.code, viewer)
        if kept is None or kept.key != head.key:
            return import_reading(merging.reading, viewer=viewer, now=now, why=why)
        with usable(), at_work():
            whole, splits = _merged(merging, merging.reading.dossier, kept)
        try:
            return take_in(whole, splits, expected=kept.root, viewer=viewer, now=now, why=why)
        except StaleImport as stale:
            # Somebody edited meanwhile: what they did is merged too.
            late = stale
    raise late


def _merged(merging: Merging, ours: Dossier, kept: read.Kept) -> tuple[Head, tuple[Split, ...]]:
    splits = split_dossier(ours)
    paper = _Paper((*splits, *(split_dossier(merging.base) if merging.base else ())))
    theirs = kept.held.manifest(kept.key)
    merged = merge_wholes(
        _base(merging, kept, theirs),
        splits[0].manifest,
        theirs,
        kept=Kept(load=paper.parts, manifests=paper.manifests),
        otherwise=merging.otherwise,
    )
    if merged.conflicts:
        raise MergeClash(asked_of_dossiers(merged.conflicts, read.dossier_of(kept), ours))
    cluster, made = merged.value[0], merged.value[1:]
    pinned = set(cluster.manifest.frameworks.values())
    brought = (each for each in (*splits[1:], *made) if root(each.manifest) in pinned)
    name = cluster.manifest.parts[kept.key]
    head = decode(cluster.parts[kept.key]) if kept.key in cluster.parts else paper.parts([name])[name]
    if not isinstance(head, Head):
        raise TypeError(f"part {kept.key} is no head")
    return head, (cluster, *brought)


def _base(merging: Merging, kept: read.Kept, theirs: Manifest) -> Manifest:
    if merging.base is not None:
        return split_dossier(merging.base)[0].manifest
    name = merging.reading.base
    if name == kept.root:
        return theirs
    found = past.manifest_at(kept.key, name) if name else None
    if found is None:
        raise Refused(
            Text(
                en="Nothing tells which state of the draft these files were made from: name that state with --base.",
                zh="无法得知这些文件基于草稿的哪个状态：请用 --base 指明。",
            )
        )
    return found


class _Paper:
    """Parts and manifests that came on paper, and all others from the store."""

    def __init__(self, splits: tuple[Split, ...]) -> None:
        self._content = {digest(each): each for split in splits for each in split.parts.values()}
        self._manifests = {root(each.manifest): each.manifest for each in splits}

    def parts(self, digests: Collection[Digest]) -> Mapping[Digest, Part]:
        """The parts with these digests."""
        here = {name: decode(self._content[name]) for name in digests if name in self._content}
        return {**read.parts_of([name for name in digests if name not in here]), **here}

    def manifests(self, roots: Collection[Digest]) -> Mapping[Digest, Manifest]:
        """The manifests with these roots."""
        here = {name: self._manifests[name] for name in roots if name in self._manifests}
        return {**manifests_of([name for name in roots if name not in here]), **here}
