"""A cluster or framework as parts with keys, a manifest of their digests, and the root: the manifest's digest."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import msgspec

from fourfold.canon.decode import decode
from fourfold.canon.encode import digest, encode
from fourfold.canon.kinds import FrameworkHead, Part
from fourfold.domain.cluster import Cluster, Dossier, Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule

Digest = str


class Whole(StrEnum):
    """What a manifest is of."""

    CLUSTER = "cluster"
    FRAMEWORK = "framework"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The parts of a whole by key, and the roots of the frameworks that it pins.

    A pinned framework whose root is not known yet has `None`: a draft pins by key, a release by root.
    """

    schema: str = "manifest/1"
    kind: Whole
    key: Key
    parts: Mapping[Key, Digest]
    frameworks: Mapping[Key, Digest | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Split:
    """A whole taken apart: its manifest, and the canonical bytes of each part by the part's key."""

    manifest: Manifest
    parts: Mapping[Key, bytes]


def split(whole: Cluster | Framework, roots: Mapping[Key, Digest] | None = None) -> Split:
    """The parts of a whole; `roots` are those of the frameworks that a cluster pins."""
    parts = {key: encode(part) for key, part in parts_of(whole)}
    digests = {key: digest(parts[key]) for key in sorted(parts)}
    if isinstance(whole, Framework):
        return Split(Manifest(kind=Whole.FRAMEWORK, key=whole.key, parts=digests), parts)
    pinned = {key: (roots or {}).get(key) for key in whole.frameworks}
    return Split(Manifest(kind=Whole.CLUSTER, key=whole.head.key, parts=digests, frameworks=pinned), parts)


def parts_of(whole: Cluster | Framework) -> Iterator[tuple[Key, Part]]:
    """Every part of a whole with its key, the head first."""
    if isinstance(whole, Framework):
        branches = tuple(item.key for item in whole.items)
        yield whole.key, FrameworkHead(framework=replace(whole, items=()), branches=branches)
        yield from ((item.key, item) for item in whole.items)
        return
    yield whole.head.key, whole.head
    for parts in (whole.programs, whole.modules, whole.courses, whole.links, whole.rules):
        yield from ((part.key, part) for part in parts)


def manifest_bytes(manifest: Manifest) -> bytes:
    """The canonical bytes of a manifest."""
    return msgspec.json.encode(manifest, order="sorted")


def read_manifest(content: bytes) -> Manifest:
    """A manifest from its bytes."""
    return msgspec.json.decode(content, type=Manifest)


def digests_in(manifest: Manifest) -> dict[Key, Digest]:
    """Each key that a manifest names, with the digest of the part or the root of the framework."""
    return {**manifest.parts, **{key: pinned for key, pinned in manifest.frameworks.items() if pinned is not None}}


def root(manifest: Manifest) -> Digest:
    """The digest of a manifest: the name of the whole as it stands."""
    return digest(manifest_bytes(manifest))


def join(manifest: Manifest, load: Callable[[Digest], bytes]) -> Cluster | Framework:
    """The whole that a manifest names; `load` gives the bytes of a digest."""
    return assemble(manifest, lambda name: decode(load(name)))


def assemble(manifest: Manifest, part_of: Callable[[Digest], Part]) -> Cluster | Framework:
    """The whole that a manifest names; `part_of` gives the part of a digest."""
    parts = {key: part_of(name) for key, name in manifest.parts.items()}
    head = parts[manifest.key]
    if isinstance(head, FrameworkHead):
        branches = tuple(part for key in head.branches if isinstance(part := parts[key], Item))
        return replace(head.framework, items=branches)
    if not isinstance(head, Head):
        raise TypeError(f"part {manifest.key} is no head")
    return _cluster(head, list(parts.values()), manifest)


def _cluster(head: Head, parts: list[Part], manifest: Manifest) -> Cluster:
    return Cluster(
        head=head,
        programs=tuple(part for part in parts if isinstance(part, Program)),
        modules=tuple(part for part in parts if isinstance(part, Module)),
        courses=tuple(part for part in parts if isinstance(part, Course)),
        links=tuple(part for part in parts if isinstance(part, CourseLinks)),
        rules=tuple(part for part in parts if isinstance(part, Rule)),
        frameworks=tuple(manifest.frameworks),
    )


def split_dossier(dossier: Dossier) -> tuple[Split, ...]:
    """The cluster, pinned to the roots of its frameworks, and then each framework."""
    frameworks = tuple(split(framework) for framework in dossier.frameworks)
    roots = {each.manifest.key: root(each.manifest) for each in frameworks}
    return (split(dossier.cluster, roots), *frameworks)


def root_of(dossier: Dossier) -> Digest:
    """The root of a dossier: equal for equal dossiers, and for no others."""
    return root(split_dossier(dossier)[0].manifest)
