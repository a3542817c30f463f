"""Pinning frameworks, and editing them item by item: a draft pins each at the root of what it says.

Two who edit one framework are merged as two who edit one course are, item by item; where both changed the same field,
`FieldClash` asks. A release of a framework is a root of its own and stays as it is, whatever becomes of the draft's.
Another institution's framework is pinned only as that has published it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from fourfold.actions.authority import Touched, authorise
from fourfold.actions.editing import NEVER_SO, OTHER_KIND, Draft, FieldClash, Saved, permitting, telling
from fourfold.actions.refused import Refused
from fourfold.canon.nouns import nouns_in_framework
from fourfold.canon.parts import root, split
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.engine.merge import About, Conflict, Side
from fourfold.engine.merge_wholes import merge_frameworks
from fourfold.store import edit, read
from fourfold.store.frameworks import owner_of, published_roots
from fourfold.store.values import frameworks_of
from fourfold.store.write import Moved, add_frameworks


@dataclass(frozen=True, slots=True, kw_only=True)
class Reframing:
    """What somebody made of a framework, from its state with the root `base`; `None`: it was or shall not be there.

    `choices`, where there are any, decide the conflicts with the state `shown`, by their places.
    """

    key: Key
    base: str | None
    ours: Framework | None
    shown: str | None = None
    choices: Mapping[str, Side] = field(default_factory=dict)


def refuse_foreign(frameworks: Iterable[Framework], *, owner: str) -> None:
    """Refuse a framework that another institution keeps here, unless it is one of its published versions, unchanged."""
    for framework in frameworks:
        keeper = foreign_keeper(framework.key, owner=owner)
        if keeper is not None and root_of(framework) not in published_roots(framework.key):
            raise Refused(
                Text(
                    en=f"{framework.code} belongs to {keeper}: pin a published version as it is, or copy it under "
                    "a key of its own.",
                    zh=f"{framework.code} 属于 {keeper}：请原样引用其已发布版本，或使用新的标识（key）另建副本。",
                )
            )


def foreign_keeper(framework: Key, *, owner: str) -> str | None:
    """The other institution that keeps a framework here, where one has published it."""
    keeper = owner_of(framework)
    return None if keeper is None or keeper.lower() == owner.lower() else keeper


def root_of(framework: Framework) -> str:
    """The root of a framework."""
    return root(split(framework).manifest)


def _root(framework: Framework | None) -> str | None:
    return None if framework is None else root_of(framework)


def pin(draft: Draft, framework: Framework, *, expected: str | None) -> Moved:
    """Pin a framework as it is given; `expected` is the root that was pinned, `None` where it was not."""
    refuse_foreign([framework], owner=draft.institution)
    taken, permit = split(framework), permitting(draft)
    name = root(taken.manifest)
    with telling(draft, expected, name) as (kept, authorship):
        touched = [Touched(key=framework.key)]
        authorise(draft.viewer, institution=kept.address.institution, cluster=kept.key, touched=touched)
        add_frameworks([taken])
        return edit.pin_framework(
            kept.key, framework.key, name, expected=expected, authorship=authorship, permit=permit(kept)
        )


def unpin(draft: Draft, framework: Key, *, expected: str) -> Moved:
    """Let go of a framework."""
    permit = permitting(draft)
    with telling(draft, expected, None) as (kept, authorship):
        return edit.pin_framework(
            kept.key, framework, None, expected=expected, authorship=authorship, permit=permit(kept)
        )


def reframe(draft: Draft, asked: Reframing, *, undoes: int | None = None, again: bool = False) -> Saved:
    """Pin a framework as somebody made it, merged with what stands; let go of it where they took it away.

    What others changed since then stays. Where they changed the same fields, `FieldClash` tells which, as
    `fourfold.actions.editing.save_part` does, and is answered alike. `undoes` is the change that this takes back;
    `again` says that this was an undo.
    """
    permit, ours = permitting(draft), _root(asked.ours)
    with telling(draft, asked.base, ours) as (kept, authorship):
        authorise(
            draft.viewer, institution=kept.address.institution, cluster=kept.key, touched=[Touched(key=asked.key)]
        )
        making = _Making(document=kept.key, institution=kept.address.institution, asked=asked)
        authored = replace(authorship, undoes=undoes, again=again)
        moved = edit.repin_framework(kept.key, asked.key, making.root, authorship=authored, permit=permit(kept))
        return Saved(key=asked.key, moved=moved, part=None, merged=moved.before != (asked.base or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """A framework on its way into a draft that nobody else changes meanwhile."""

    document: Key
    institution: str
    asked: Reframing

    def root(self, current: str | None) -> str | None:
        """The root that the framework is pinned at, where it is pinned at `current` now."""
        base, ours = self.asked.base, self.asked.ours
        if self.asked.choices:
            ours = self._merged(base, ours, self.asked.shown, self.asked.choices)
            base = self.asked.shown
        made = ours if current == base else self._merged(base, ours, current, {})
        return None if made is None else self._kept(made)

    def _merged(
        self, base: str | None, ours: Framework | None, theirs: str | None, choices: Mapping[str, Side]
    ) -> Framework | None:
        known = _states(self.document, self.asked.key, base, theirs)
        value, conflicts = merged(known.get(base or ""), ours, known.get(theirs or ""), choices=choices)
        if conflicts:
            raise FieldClash(conflicts, base, _root(ours), theirs)
        return value

    def _kept(self, made: Framework) -> str:
        """Keep what was made, where it may stand in this draft."""
        taken = split(made)
        name = root(taken.manifest)
        if name not in read.past_digests(self.document, self.asked.key):
            refuse_foreign([made], owner=self.institution)
        _refuse_doubles(self.document, made)
        add_frameworks([taken])
        return name


def _states(document: Key, key: Key, *names: str | None) -> Mapping[str, Framework]:
    """What a framework was when the draft pinned it at these roots: one that it never had opens nothing."""
    wanted = {name for name in names if name}
    if not wanted <= read.past_digests(document, key):
        raise Refused(NEVER_SO)
    return frameworks_of(wanted)


def merged(
    base: Framework | None,
    ours: Framework | None,
    theirs: Framework | None,
    *,
    choices: Mapping[str, Side] | None = None,
) -> tuple[Framework | None, tuple[Conflict, ...]]:
    """Two states of a framework that were made of `base`, as one, and what nobody has decided yet."""
    if base is not None and ours is not None and theirs is not None:
        found = merge_frameworks(base, ours, theirs, choices=choices)
        return found.value, found.conflicts
    if theirs in (base, ours):
        return ours, ()
    if ours == base:
        return theirs, ()
    key = next(each.key for each in (base, ours, theirs) if each is not None)
    conflict = Conflict(key=key, about=About.PRESENCE, base=base, ours=ours, theirs=theirs)
    side = (choices or {}).get(conflict.place)
    sides = {Side.BASE: base, Side.OURS: ours, Side.THEIRS: theirs}
    return (base, (conflict,)) if side is None else (sides[side], ())


def past_framework(draft: Draft, key: Key, name: str) -> Framework | None:
    """What a framework of the draft was when it was pinned at this root; `None` where it never was."""
    kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None or name not in read.past_digests(kept.key, key):
        return None
    return frameworks_of([name]).get(name)


def _refuse_doubles(document: Key, made: Framework) -> None:
    """Keys name one noun each in a draft; codes one item each in a framework, and one framework each in a draft."""
    pins = {key: name for key, name in read.pins_of(document).items() if key != made.key}
    others = tuple(frameworks_of(pins.values()).values())
    if made.key in read.digests_of(document):
        raise Refused(OTHER_KIND)
    taken = {each.key for other in others for each in nouns_in_framework(other)}
    codes = {("framework", other.code.lower()) for other in others}
    for each in nouns_in_framework(made):
        name = (each.noun, (each.code or "").lower())
        if each.key in taken or name in codes:
            raise Refused(
                Text(
                    en=f"There is another {each.noun} with the code or key of {each.code}.",
                    zh=f"已有其他{_CALLED[each.noun]}使用 {each.code} 的代码或标识。",
                )
            )
        taken.add(each.key)
        codes.add(name)


_CALLED = {"framework": "标准", "item": "条目"}
