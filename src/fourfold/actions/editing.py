"""Editing a draft part by part: authorised on the difference it makes, one Change each."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from fourfold.actions.answers import Answers, Question
from fourfold.actions.authority import Touched, authorise
from fourfold.actions.installation import usable
from fourfold.actions.pinning import refuse_foreign
from fourfold.actions.refused import Clash, Missing, Refused
from fourfold.actions.words import plain
from fourfold.canon.encode import digest, encode
from fourfold.canon.kinds import Part
from fourfold.canon.nouns import Bearer, nouns_in
from fourfold.canon.parts import root, split
from fourfold.domain.cluster import Head
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.store import edit, read
from fourfold.store.read import Kept, parts_of
from fourfold.store.tables import at_work
from fourfold.store.write import Authorship, Moved, Permit, TakenAddress, add_frameworks

_BEARERS = Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft of a cluster, as somebody edits it now, and why."""

    institution: str
    cluster: str
    viewer: Viewer
    now: datetime
    why: str = ""


class PartClash(Clash):
    """The part has moved on: `ours` is the digest that the writer started from, `theirs` the one that stands."""

    def __init__(self, ours: str | None, theirs: str | None) -> None:
        super().__init__(
            Text(
                en="Somebody changed this part since you read it: read it again, then write.",
                zh="在您读取之后，他人已修改此部分：请重新读取后再写入。",
            )
        )
        self.ours = ours
        self.theirs = theirs


def put_part(draft: Draft, part: Part, *, expected: str | None) -> Moved:
    """Write a part; `expected` is the digest that the writer started from, `None` where the part is new."""
    content, key = encode(part), _key(part)
    permit = _permitting(draft, part, digest(content))
    with _told(draft) as (kept, authorship):
        _refuse_move(kept, part)
        return edit.edit_part(kept.key, key, content, expected=expected, authorship=authorship, permit=permit(kept))


def remove_part(draft: Draft, key: Key, *, expected: str) -> Moved:
    """Take a part away; what refers to it then dangles, and the checks say so."""
    permit = _permitting(draft, None, "")
    with _told(draft) as (kept, authorship):
        return edit.edit_part(kept.key, key, None, expected=expected, authorship=authorship, permit=permit(kept))


def pin(draft: Draft, framework: Framework, *, expected: str | None) -> Moved:
    """Pin a framework as it is given; `expected` is the root that was pinned, `None` where it was not."""
    refuse_foreign([framework], owner=draft.institution)
    taken = split(framework)
    permit = _permitting(draft, None, "")
    with _told(draft) as (kept, authorship):
        touched = [Touched(key=framework.key)]
        authorise(draft.viewer, institution=kept.address.institution, cluster=kept.key, touched=touched)
        add_frameworks([taken])
        name = root(taken.manifest)
        return edit.pin_framework(
            kept.key, framework.key, name, expected=expected, authorship=authorship, permit=permit(kept)
        )


def unpin(draft: Draft, framework: Key, *, expected: str) -> Moved:
    """Let go of a framework."""
    permit = _permitting(draft, None, "")
    with _told(draft) as (kept, authorship):
        return edit.pin_framework(
            kept.key, framework, None, expected=expected, authorship=authorship, permit=permit(kept)
        )


def past_part(draft: Draft, key: Key, name: str) -> Part | None:
    """What a part of the draft was when it had this digest; `None` where it never had."""
    kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None or name not in read.past_digests(kept.key, key):
        return None
    return parts_of([name]).get(name)


@contextmanager
def _told(draft: Draft) -> Iterator[tuple[Kept, Authorship]]:
    """The draft that is edited, and the store's refusals in words."""
    kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    try:
        with usable(), at_work():
            yield kept, Authorship(who=draft.viewer.who, at=draft.now, why=plain(draft.why))
    except edit.Conflict as conflict:
        raise PartClash(None, conflict.current) from conflict
    except edit.HeadStays as stays:
        raise Refused(Text(en="The head of a cluster stays with it.", zh="专业群首部不能移除或替换。")) from stays
    except TakenAddress as taken:
        raise Refused(
            Text(en="Another cluster has this code: choose another.", zh="已有其他专业群使用此代码：请另选。")
        ) from taken


def _permitting(draft: Draft, part: Part | None, name: str) -> Callable[[Kept], Permit]:
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
            if part is not None:
                _refuse_doubles(kept.key, part, name)

        return permit

    return of


def _refuse_other_kind(touched: list[Touched]) -> None:
    for each in touched:
        if each.stays and type(each.before) is not type(each.after):
            raise Refused(Text(en="This key belongs to a part of another kind.", zh="此标识（key）已属于另一类部分。"))


def _refuse_doubles(document: Key, part: Part, name: str) -> None:
    """Keys and codes name one noun each, in the draft as it stands now."""
    others = {key: held for key, held in read.digests_of(document).items() if key != _key(part) and held != name}
    taken: dict[tuple[str, str], Key] = {}
    for bearer in _bearers(set(others.values())):
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


def _refuse_move(kept: Kept, part: Part) -> None:
    """A cluster stays with its institution."""
    if isinstance(part, Head) and part.institution.lower() != kept.address.institution.lower():
        raise Refused(Text(en="A cluster stays with its institution.", zh="专业群不能更换所属院校。"))


def _key(part: Part) -> Key:
    key = getattr(part, "key", None)
    if not isinstance(key, str):
        raise TypeError(f"{type(part).__name__} is no part of a cluster")
    return key
