"""The radar over a cluster: what a new version does to it, and taking the new version over into a draft."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from fourfold.actions import radar_words
from fourfold.actions.editing import Draft, Intent, Saved, save_part
from fourfold.actions.proposing import Into, propose_together
from fourfold.actions.refused import Clash, Missing, Refused
from fourfold.actions.rehearsing import with_parts
from fourfold.actions.shelf import Opened
from fourfold.canon.kinds import Part
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.text import Language, Text
from fourfold.engine.index import Index
from fourfold.engine.outlook import Outlook, Pair, outlook, pair_of
from fourfold.engine.succession_impact import View
from fourfold.engine.succession_links import SURE, Candidate, carried, chosen
from fourfold.engine.succession_programs import Replacement, edited_parts

Name = tuple[Key, Key]
"""A link that may be carried over, by its outcome and the new item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants of a new version: in which programs it replaces the old one, which links are carried over."""

    old: Framework
    new: Framework
    programs: frozenset[Key] = frozenset()
    links: frozenset[Name] = field(default_factory=frozenset)


def ahead(opened: Opened, *, old: Framework, new: Framework, least: int = SURE) -> Outlook:
    """What follows from `new` in the place of `old`, by figures that are kept like all others."""

    def applied(parts: Mapping[Key, Part]) -> View:
        return _view(with_parts(opened, parts))

    return outlook(_view(opened), found=opened.succession(old, new), applied=applied, least=least)


def _view(opened: Opened) -> View:
    return View(index=opened.index, assure=opened.assure, gaps=opened.gaps, judge=opened.judge)


def parts_for(opened: Opened, wish: Wish) -> Mapping[Key, Part]:
    """The parts that a wish changes, by their keys: what an edit of the draft writes, and what a proposal would hold.

    Refused where a link that is wished for is not offered any more.
    """
    offered = carried(opened.index, opened.succession(wish.old, wish.new))
    known = {each.name for each in offered.candidates}
    if not wish.links <= known:
        raise Clash(
            Text(
                en="Some of these links are no longer offered: the cluster has changed. Look again.",
                zh="其中部分支撑关系已不再可沿用：专业群已有变化，请重新查看。",
            )
        )
    accepted = chosen(offered, wish.links)
    return edited_parts(
        opened.index, Replacement(old=wish.old.key, new=wish.new.key, programs=wish.programs, accepted=accepted)
    )


def take_over(draft: Draft, opened: Opened, wish: Wish) -> tuple[Saved, ...]:
    """Write what a wish changes into the draft, part by part with one reason: all of it or nothing.

    `opened` is the draft as its reader saw it; what others changed since is merged, as with any edit.
    """
    if not draft.why.strip():
        raise Refused(Text(en="Say why: the reason is kept with every change.", zh="请填写理由：它将随每处更改保存。"))
    parts = parts_for(opened, wish)
    if not parts:
        raise Refused(Text(en="Nothing would be changed by this.", zh="这样不会有任何更改。"))
    with transaction.atomic():
        return tuple(save_part(draft, part, base=opened.digests.get(key)) for key, part in parts.items())


def propose_over(draft: Draft, opened: Opened, wish: Wish, *, into: Into, language: Language) -> int:
    """Put what a wish changes into a proposal, part by part, and give its number; nothing of the draft changes.

    Whoever reads the draft may. The reason of a course's links says in `language`, link by link, how sure it is that
    they carry over, and why.
    """
    parts = parts_for(opened, wish)
    if not parts:
        raise Refused(Text(en="Nothing would be changed by this.", zh="这样不会有任何更改。"))
    said = _reasons(opened, wish)
    rows = (
        (Intent(key=key, base=opened.digests.get(key), ours=part), _reason(draft.why, said.get(key), language))
        for key, part in parts.items()
    )
    return propose_together(draft, rows, into)


def _reasons(opened: Opened, wish: Wish) -> Mapping[Key, Text]:
    """Why the links of each course are carried over, by the key of the part that holds them."""
    found = opened.succession(wish.old, wish.new)
    accepted = chosen(carried(opened.index, found), wish.links)
    keys = {part.course: part.key for part in opened.index.cluster.links}
    by_course: dict[Key, list[Candidate]] = {}
    for each in accepted:
        by_course.setdefault(each.course, []).append(each)
    return {keys[course]: radar_words.carries(opened.index, found, links) for course, links in by_course.items()}


def _reason(why: str, said: Text | None, language: Language) -> str:
    return "\n".join(each for each in (why.strip(), said.in_language(language) if said else "") if each)


def names_of(said: Collection[str]) -> frozenset[Name]:
    """Links as forms and addresses name them: `outcome:item`, by keys; what is nothing of the sort names none."""
    pairs = (each.partition(":") for each in said)
    return frozenset((outcome, item) for outcome, colon, item in pairs if colon)


def versions(index: Index, framework: Framework, *, since: Framework | None) -> Pair:
    """The versions that a question is about, as `pair_of` has them; refused as missing where there are no two."""
    found = pair_of(index, framework, since=since)
    if found is None:
        raise Missing(
            Text(
                en=f"{framework.code} replaces no other and is replaced by none.",
                zh=f"{framework.code} 既未取代其他标准，也未被取代。",
            )
        )
    return found


def framework_called(index: Index, code: str) -> Framework:
    """The framework with a code, whatever its case; refused as missing where there is none."""
    for each in index.frameworks.values():
        if each.code.lower() == code.lower():
            return each
    raise Missing(Text(en=f"There is no framework {code}.", zh=f"没有标准 {code}。"))
