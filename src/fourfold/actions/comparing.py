"""Comparing two states of a cluster by their parts, and the frameworks that they pin by theirs."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from fourfold.actions.difference_words import Happened, Line, Told, told
from fourfold.actions.value_words import NOTHING, Name, Names, names
from fourfold.canon.decode import decode
from fourfold.canon.encode import digest
from fourfold.canon.parts import Digest, Manifest, root, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.marks import Key
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.engine.difference import LinkCounts, Load, difference, link_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One side of a comparison: its manifest, and what is called how in it."""

    manifest: Manifest
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkTold:
    """A pinned framework that differs, whether each side pins it, and how it differs where both do."""

    key: Key
    name: Name
    before: bool
    after: bool
    parts: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two states: parts by noun, links counted, frameworks."""

    parts: tuple[Told, ...]
    links: LinkCounts
    frameworks: tuple[FrameworkTold, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.parts and not self.frameworks


Manifests = Callable[[Collection[Digest]], Mapping[Digest, Manifest]]
"""Gives the manifests with these roots."""


def compare(before: State, after: State, *, load: Load, manifests: Manifests) -> Comparison:
    """What differs between two states; only manifests and parts that differ are loaded."""
    found = difference(before.manifest, after.manifest, load=load)
    roots = manifests([each for pair in found.pinned.values() if all(pair) for each in pair])
    return Comparison(
        parts=told(found, before.names, after.names),
        links=link_counts(found),
        frameworks=tuple(
            _framework(key, before, after, tuple(roots[each] for each in pair) if all(pair) else (), load)
            for key, pair in found.pinned.items()
        ),
    )


def compare_dossiers(before: Dossier, after: Dossier, labels: Mapping[Key, str] | None = None) -> Comparison:
    """The same of two dossiers that are held in memory; `labels` are codes that nothing bears, by the key they have."""
    splits = [split_dossier(each) for each in (before, after)]
    content = {digest(each): each for side in splits for split in side for each in split.parts.values()}
    roots = {root(split.manifest): split.manifest for side in splits for split in side}
    unborne = {key: Name("", Text(en=code, zh=code), code) for key, code in (labels or {}).items()}
    was, will = (
        State(manifest=side[0].manifest, names={**unborne, **names(dossier)})
        for side, dossier in zip(splits, (before, after), strict=True)
    )
    return compare(
        was,
        will,
        load=lambda digests: {name: decode(content[name]) for name in digests},
        manifests=lambda wanted: {name: roots[name] for name in wanted},
    )


def problems_between(
    was: Sequence[Problem], will: Sequence[Problem]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems that a change brings, and those that it takes away."""
    old, new = ({placeless(each) for each in side} for side in (was, will))
    brought = tuple(each for each in will if placeless(each) not in old)
    return brought, tuple(each for each in was if placeless(each) not in new)


def placeless(problem: Problem) -> Problem:
    """A problem wherever it stands in its noun: a line more above it makes no new one.

    Nor do other figures make one of a rule that is broken: it is the same rule, broken for the same subject.
    """
    found = replace(problem, where=replace(problem.where, path=""))
    if problem.rule is None:
        return found
    subject = tuple(each for each in problem.details if each[0] == "subject")
    return replace(found, details=subject, found=None, expected=None)


def gone(found: Comparison) -> Comparison:
    """What the later state says no more: parts, members of parts and values that are not there."""
    return Comparison(
        parts=_of(found.parts, _goes),
        links=LinkCounts(added=0, removed=found.links.removed, changed=0),
        frameworks=_of_frameworks(found.frameworks, _goes),
    )


def said(found: Comparison) -> Comparison:
    """The rest of what differs: what the later state adds, and what it says otherwise."""
    return Comparison(
        parts=_of(found.parts, _is_said),
        links=replace(found.links, removed=0),
        frameworks=_of_frameworks(found.frameworks, _is_said),
    )


def _goes(line: Line) -> bool:
    return line.happened is Happened.REMOVED or (line.happened is Happened.CHANGED and line.after in {None, NOTHING})


def _is_said(line: Line) -> bool:
    return not _goes(line)


def _of(parts: tuple[Told, ...], wanted: Callable[[Line], bool]) -> tuple[Told, ...]:
    """The parts with those of their lines that are wanted; one without lines came or went as a whole."""
    kept = ((each, tuple(line for line in each.lines if wanted(line))) for each in parts)
    return tuple(
        replace(each, lines=lines) for each, lines in kept if lines or (not each.lines and wanted(_itself(each)))
    )


def _itself(told: Told | FrameworkTold) -> Line:
    return Line(happened=Happened.ADDED if told.after else Happened.REMOVED, inside=(), field=told.name.title)


def _of_frameworks(found: tuple[FrameworkTold, ...], wanted: Callable[[Line], bool]) -> tuple[FrameworkTold, ...]:
    kept = ((each, _of(each.parts, wanted)) for each in found)
    return tuple(
        replace(each, parts=parts) for each, parts in kept if parts or (not each.parts and wanted(_itself(each)))
    )


def _framework(key: Key, before: State, after: State, pair: tuple[Manifest, ...], load: Load) -> FrameworkTold:
    parts = told(difference(pair[0], pair[1], load=load), before.names, after.names) if pair else ()
    return FrameworkTold(
        key=key,
        name=after.names.get(key) or before.names.get(key) or Name("framework", Text(en=key, zh=key), ""),
        before=key in before.manifest.frameworks,
        after=key in after.manifest.frameworks,
        parts=parts,
    )
