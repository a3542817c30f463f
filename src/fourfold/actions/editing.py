"""Editing a draft part by part: authorised on the difference it makes, one Change each.

A page saves with `save_part`: it says which digest its form was made from, and what others changed meanwhile stays.
Where both changed the same field it is refused with `FieldClash`, whose conflicts have all three values; the page shows
them and saves again with the reader's choices and the digest that it showed. `put_part` and `remove_part` are strict:
they write on the digest that they name or not at all, for those who merge by themselves. Undo is
`fourfold.actions.undoing`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from fourfold.actions.answers import Answers, Question
from fourfold.actions.authority import Touched, authorise
from fourfold.actions.installation import usable
from fourfold.actions.refused import Clash, Missing, Refused
from fourfold.actions.words import plain
from fourfold.canon.encode import digest, encode
from fourfold.canon.kinds import Part
from fourfold.canon.nouns import Bearer, nouns_in
from fourfold.domain.cluster import Head
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.engine.merge import Conflict, Side, merge
from fourfold.engine.review import from_nothing
from fourfold.store import edit, read
from fourfold.store.read import Kept, parts_of
from fourfold.store.tables import at_work
from fourfold.store.write import Authorship, Moved, Permit, TakenAddress

HEAD_STAYS = Text(en="The head of a cluster stays with it.", zh="专业群首部不能移除或替换。")
OTHER_KIND = Text(en="This key belongs to a part of another kind.", zh="此标识（key）已属于另一类部分。")
_BEARERS = Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft of a cluster, as somebody edits it now, and why."""

    institution: str
    cluster: str
    viewer: Viewer
    now: datetime
    why: str = ""


NEVER_SO = Text(en="This part was never as you say that you read it.", zh="此部分从未有过您所依据的状态。")


class PartClash(Clash):
    """The part has moved on; `None` of a digest: it was, would be or is not there.

    `base` is the digest that the writer started from, `ours` the one that they would write, `theirs` the one that
    stands.
    """

    def __init__(self, base: str | None, ours: str | None, theirs: str | None, why: Text | None = None) -> None:
        super().__init__(
            why
            or Text(
                en="Somebody changed this part since you read it: read it again, then write.",
                zh="在您读取之后，他人已修改此部分：请重新读取后再写入。",
            )
        )
        self.base = base
        self.ours = ours
        self.theirs = theirs


class FieldClash(PartClash):
    """Somebody else changed the same fields: `conflicts` has each with the value before, the writer's, and theirs.

    Show them, and save the same part again from the same base, with `shown=theirs` and a side for each `place`.
    """

    def __init__(self, conflicts: tuple[Conflict, ...], base: str | None, ours: str | None, theirs: str | None) -> None:
        super().__init__(
            base,
            ours,
            theirs,
            Text(
                en="Somebody changed the same thing since you read it: choose what shall stand.",
                zh="在您读取之后，他人修改了同一处内容：请选择以哪一方为准。",
            ),
        )
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving did: the digests before and after, and the part as it stands now (`None`: it is gone).

    `merged` says whether it holds what others changed since the writer read it.
    """

    key: Key
    moved: Moved
    part: Part | None
    merged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What somebody made of a part, from its state with the digest `base`; `None` where it was or shall not be there.

    `choices`, where there are any, decide the conflicts with the state `shown`, by their places.
    """

    key: Key
    base: str | None
    ours: Part | None
    shown: str | None = None
    choices: Mapping[str, Side] = field(default_factory=dict)


def save_part(
    draft: Draft,
    part: Part,
    *,
    base: str | None,
    shown: str | None = None,
    choices: Mapping[str, Side] | None = None,
) -> Saved:
    """Write a part that was edited from its state with the digest `base` (`None`: it is new).

    What others changed since then stays. Where they changed the same fields, `FieldClash` tells which; save again with
    `shown`, the digest `theirs` of that refusal, and `choices`: for the `place` of each conflict the side that shall
    stand. Choices hold only against what was shown: whatever was changed after that is merged, or asked about, anew.
    Authorised on the difference from what stands. Refused where `base` was never a state of this part.
    """
    intent = Intent(key=_key(part), base=base, ours=part, shown=shown, choices=choices or {})
    return carry_out(draft, intent)


def carry_out(draft: Draft, intent: Intent, *, undoes: int | None = None, again: bool = False) -> Saved:
    """Write what somebody made of a part, merged with what stands; `undoes` is the change that this takes back.

    `again` says that this was an undo, so that what that took back is done again.
    """
    permit = permitting(draft)
    with telling(draft, intent.base, _digest(intent.ours)) as (kept, authorship):
        _refuse_move(kept, intent.ours)
        merging = _Merging(document=kept.key, intent=intent)
        authored = replace(authorship, undoes=undoes, again=again)
        moved = edit.rewrite_part(kept.key, intent.key, merging.content, authorship=authored, permit=permit(kept))
        return Saved(key=intent.key, moved=moved, part=merging.part, merged=moved.before != (intent.base or ""))


def carry_out_together(draft: Draft, intents: Iterable[Intent], *, proposal: int) -> tuple[Saved, ...]:
    """Write what a proposal makes of several parts, each merged with what stands: all of them or none."""
    permit = permitting(draft)
    with telling(draft, None, None) as (kept, authorship):
        mergings = {each.key: _Merging(document=kept.key, intent=each) for each in intents}
        for merging in mergings.values():
            _refuse_move(kept, merging.intent.ours)
        makes = {key: each.content for key, each in mergings.items()}
        authored = replace(authorship, proposal=proposal)
        moved = edit.rewrite_parts(kept.key, makes, authorship=authored, permit=permit(kept))
    return tuple(
        Saved(key=key, moved=moved[key], part=each.part, merged=moved[key].before != (each.intent.base or ""))
        for key, each in mergings.items()
    )


def refuse_unfit(kept: Kept, intent: Intent, *, beside: Mapping[Key, str | None]) -> None:
    """Refuse an intent that nobody could carry out in this draft, whatever is granted to them.

    `beside` are the digests that other parts are to have by then.
    """
    was = _states(kept.key, intent.key, intent.base).get(intent.base or "")
    _refuse_move(kept, intent.ours)
    if intent.key == kept.key and not isinstance(intent.ours, Head):
        raise Refused(HEAD_STAYS)
    _refuse_other_kind([Touched(key=intent.key, before=was, after=intent.ours)])
    if intent.ours is not None:
        _refuse_doubles(intent.ours, digest(encode(intent.ours)), {**kept.held.parts, **beside})


@dataclass(slots=True, kw_only=True)
class _Merging:
    """An intent on its way into a draft that nobody else changes meanwhile."""

    document: Key
    intent: Intent
    part: Part | None = None

    def content(self, current: str | None) -> bytes | None:
        """The bytes that the part gets, where `current` is the digest that it has."""
        base, ours = self.intent.base, self.intent.ours
        if self.intent.choices:
            ours = self._merged(base, ours, self.intent.shown, self.intent.choices)
            base = self.intent.shown
        self.part = ours if current == base else self._merged(base, ours, current, {})
        return None if self.part is None else encode(self.part)

    def _merged(
        self, base: str | None, ours: Part | None, theirs: str | None, choices: Mapping[str, Side]
    ) -> Part | None:
        known = _states(self.document, self.intent.key, base, theirs)
        stood = known.get(theirs or "")
        merged = merge(from_nothing(known.get(base or ""), ours, stood), ours, stood, choices=choices)
        if merged.conflicts:
            raise FieldClash(merged.conflicts, base, _digest(ours), theirs)
        return merged.value


def _states(document: Key, key: Key, *names: str | None) -> Mapping[str, Part]:
    """What a part was when it had these digests: a digest that it never had opens nothing."""
    wanted = {name for name in names if name}
    if not wanted <= read.past_digests(document, key):
        raise Refused(NEVER_SO)
    return parts_of(wanted)


def put_part(draft: Draft, part: Part, *, expected: str | None) -> Moved:
    """Write a part; `expected` is the digest that the writer started from, `None` where the part is new."""
    content, key = encode(part), _key(part)
    permit = permitting(draft)
    with telling(draft, expected, digest(content)) as (kept, authorship):
        _refuse_move(kept, part)
        return edit.edit_part(kept.key, key, content, expected=expected, authorship=authorship, permit=permit(kept))


def remove_part(draft: Draft, key: Key, *, expected: str) -> Moved:
    """Take a part away; what refers to it then dangles, and the checks say so."""
    permit = permitting(draft)
    with telling(draft, expected, None) as (kept, authorship):
        return edit.edit_part(kept.key, key, None, expected=expected, authorship=authorship, permit=permit(kept))


def past_part(draft: Draft, key: Key, name: str) -> Part | None:
    """What a part of the draft was when it had this digest; `None` where it never had."""
    kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None or name not in read.past_digests(kept.key, key):
        return None
    return parts_of([name]).get(name)


@contextmanager
def telling(draft: Draft, base: str | None, ours: str | None) -> Iterator[tuple[Kept, Authorship]]:
    """The draft that is edited, and the store's refusals in words; `base` and `ours` are told where it clashes."""
    kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    try:
        with usable(), at_work():
            yield kept, Authorship(who=draft.viewer.who, at=draft.now, why=plain(draft.why))
    except edit.Conflict as conflict:
        raise PartClash(base, ours, conflict.current) from conflict
    except edit.HeadStays as stays:
        raise Refused(HEAD_STAYS) from stays
    except TakenAddress as taken:
        raise Refused(
            Text(en="Another cluster has this code: choose another.", zh="已有其他专业群使用此代码：请另选。")
        ) from taken


def permitting(draft: Draft) -> Callable[[Kept], Permit]:
    """What an edit must pass once the draft is locked: whose it is, and that keys and codes stay unique."""

    def of(kept: Kept) -> Permit:
        def permit(moved: Mapping[str, Moved]) -> None:
            held = parts_of({each for move in moved.values() for each in (move.before, move.after) if each})
            touched = [
                Touched(key=key, before=held.get(move.before), after=held.get(move.after))
                for key, move in moved.items()
            ]
            authorise(draft.viewer, institution=kept.address.institution, cluster=kept.key, touched=touched)
            _refuse_other_kind(touched)
            for each in touched:
                if each.after is not None:
                    _refuse_doubles(each.after, moved[each.key].after, read.digests_of(kept.key))

        return permit

    return of


def _refuse_other_kind(touched: list[Touched]) -> None:
    for each in touched:
        if each.stays and type(each.before) is not type(each.after):
            raise Refused(OTHER_KIND)


def _refuse_doubles(part: Part, name: str, standing: Mapping[Key, str | None]) -> None:
    """Keys and codes name one noun each, among the parts that stand."""
    others = {held for key, held in standing.items() if held and key != _key(part) and held != name}
    taken: dict[tuple[str, str], Key] = {}
    for bearer in _bearers(others):
        taken[bearer.noun, (bearer.code or "").lower()] = bearer.key
        taken["", bearer.key] = bearer.key
    for bearer in nouns_in(part):
        if ("", bearer.key) in taken or (bearer.code and (bearer.noun, bearer.code.lower()) in taken):
            raise Refused(
                Text(
                    en=f"There is another {bearer.noun} with the code or key of {bearer.code or bearer.key}.",
                    zh=f"已有其他 {bearer.noun} 使用 {bearer.code or bearer.key} 的代码或标识。",
                )
            )


def _bearers(digests: set[str]) -> Iterator[Bearer]:
    """The nouns in the parts with these digests, each part looked into once."""
    unknown = {name for name in digests if _asked(name) not in _BEARERS}
    fresh = parts_of(unknown)
    for name in digests:
        yield from _BEARERS.ask(_asked(name), partial(_look_into, name, fresh))


def _look_into(name: str, fresh: Mapping[str, Part]) -> tuple[Bearer, ...]:
    return nouns_in(fresh[name] if name in fresh else parts_of([name])[name])


def _asked(name: str) -> Question:
    return Question(name="bearers", arguments=(), read=name)


def _refuse_move(kept: Kept, part: Part | None) -> None:
    """A cluster stays with its institution."""
    if isinstance(part, Head) and part.institution.lower() != kept.address.institution.lower():
        raise Refused(Text(en="A cluster stays with its institution.", zh="专业群不能更换所属院校。"))


def _digest(part: Part | None) -> str | None:
    return None if part is None else digest(encode(part))


def _key(part: Part) -> Key:
    key = getattr(part, "key", None)
    if not isinstance(key, str):
        raise TypeError(f"{type(part).__name__} is no part of a cluster")
    return key
