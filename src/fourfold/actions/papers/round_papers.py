"""The papers of a revision round: the comparison of old and new, and the one-page brief. They write themselves."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from fourfold.actions import rehearsing
from fourfold.actions.institutions import institution_at
from fourfold.actions.papers import round_parts
from fourfold.actions.papers.plan_file import file_of
from fourfold.actions.refused import Missing
from fourfold.actions.releases import between
from fourfold.actions.rounds import Seen, moved_since
from fourfold.actions.shelf import Opened, open_cluster, open_draft_on
from fourfold.domain.text import Text
from fourfold.exchange.plan_documents import our_template
from fourfold.exchange.plan_paper import Paper, Tongue
from fourfold.exchange.plan_paper_outline import BRIEF, COMPARISON
from fourfold.exchange.plan_paper_words import Speech
from fourfold.store import changes

Kind = Literal["comparison", "brief"]
KINDS: tuple[Kind, ...] = ("comparison", "brief")


def paper_file(seen: Seen, *, kind: Kind, tongue: Tongue, suffix: str) -> bytes:
    """A paper of a round as a file: what it came to, against the release that the round revises."""
    outline = COMPARISON if kind == "comparison" else BRIEF
    return file_of(paper_of(seen, kind=kind, tongue=tongue), our_template(tongue, outline), suffix=suffix)


def paper_of(seen: Seen, *, kind: Kind, tongue: Tongue) -> Paper:
    """The same as values."""
    seen = as_it_came(seen)
    before, after, speech = _base(seen), seen.opened, Speech(tongue)
    found, run = between(before, after), rehearsing.between(before, after)
    if kind == "comparison":
        parts = round_parts.comparison(found, run, reasons(before, after), speech)
    else:
        parts = round_parts.brief(found, run, seen, speech)
    return Paper(tongue=tongue, facts=_facts(seen, speech), parts=parts, draft=False, day=None)


def as_it_came(seen: Seen) -> Seen:
    """A round with what it came to: the release that it led to, the draft on which it was abandoned, or that of today.

    What is written of a round that has ended stays as it is, whatever the draft becomes.
    """
    opened, found = seen.opened, seen.round
    where = opened.institution, opened.code
    if found.release:
        came = open_cluster(*where, viewer=opened.viewer, today=opened.today, state=found.release)
    elif found.ended_at:
        came = open_draft_on(*where, found.ended_at, viewer=opened.viewer, today=opened.today)
    else:
        return seen
    return replace(seen, opened=came, moved=moved_since(came, found)) if came else seen


def reasons(before: Opened, after: Opened) -> Mapping[str, tuple[str, ...]]:
    """The reasons that were given for what was changed between two states, by the key of the part, the oldest first."""
    since = before.release.published_at if before.release else None
    found: dict[str, tuple[str, ...]] = {}
    for told in reversed(changes.changes_of(after.index.cluster.head.key, most=changes.MOST_CHANGES)):
        if told.edit.why and (since is None or told.edit.at > since) and told.edit.at <= after.changed_at:
            known = found.get(told.edit.key, ())
            found[told.edit.key] = known if told.edit.why in known else (*known, told.edit.why)
    return found


def _base(seen: Seen) -> Opened:
    """The release that the round revises."""
    opened, name = seen.opened, seen.round.base
    found = (
        open_cluster(opened.institution, opened.code, viewer=opened.viewer, today=opened.today, state=name)
        if name
        else None
    )
    if found is None:
        raise Missing(
            Text(
                en="Nothing was released before this round, so there is nothing to compare.",
                zh="此次修订之前没有发布版，无可对照。",
            )
        )
    return found


def _facts(seen: Seen, speech: Speech) -> dict[str, str]:
    opened, found = seen.opened, seen.round
    kept, title = institution_at(opened.institution), opened.index.cluster.head.title
    named = kept.title if kept.title.en or kept.title.zh else Text(en=kept.code, zh=kept.code)
    came = _came(seen)
    return {
        "institution": speech.line(named),
        "cluster": speech.line(title),
        "program": speech.line(title),
        "program_zh": title.in_language("zh"),
        "program_en": title.in_language("en"),
        "plan": speech.inline(f"{found.name} 年度修订", f"revision round {found.name}"),
        "release": speech.inline(f"{found.base} → {came.zh}", f"{found.base} → {came.en}"),
    }


def _came(seen: Seen) -> Text:
    found, digest = seen.round, seen.opened.root[:8]
    if found.release:
        return Text(zh=f"{found.release}（{digest}）", en=f"{found.release} ({digest})")
    if found.ended_at:
        return Text(zh=f"终止时的草稿 {digest}", en=f"draft {digest}, abandoned")
    return Text(zh=f"送审稿 {digest}", en=f"draft {digest}")
