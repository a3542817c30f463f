"""The papers of a revision round: the comparison of old and new, and the one-page brief. They write themselves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from fourfold.actions import rehearsing
from fourfold.actions.institutions import institution_at
from fourfold.actions.papers import round_parts
from fourfold.actions.papers.plan_file import file_of
from fourfold.actions.refused import Missing
from fourfold.actions.releases import between
from fourfold.actions.rounds import Seen
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.domain.text import Text
from fourfold.exchange.plan_documents import our_template
from fourfold.exchange.plan_paper import Paper, Tongue
from fourfold.exchange.plan_paper_outline import BRIEF, COMPARISON
from fourfold.exchange.plan_paper_words import Speech
from fourfold.store import changes

Kind = Literal["comparison", "brief"]
KINDS: tuple[Kind, ...] = ("comparison", "brief")


def paper_file(seen: Seen, *, kind: Kind, tongue: Tongue, suffix: str) -> bytes:
    """A paper of a round as a file: what the draft is now, against the release that the round revises."""
    outline = COMPARISON if kind == "comparison" else BRIEF
    return file_of(paper_of(seen, kind=kind, tongue=tongue), our_template(tongue, outline), suffix=suffix)


def paper_of(seen: Seen, *, kind: Kind, tongue: Tongue) -> Paper:
    """The same as values."""
    before, after, speech = _base(seen), seen.opened, Speech(tongue)
    found, run = between(before, after), rehearsing.between(before, after)
    if kind == "comparison":
        parts = round_parts.comparison(found, run, reasons(before, after), speech)
    else:
        parts = round_parts.brief(found, run, seen, speech)
    return Paper(tongue=tongue, facts=_facts(seen, speech), parts=parts, draft=False, day=None)


def reasons(before: Opened, after: Opened) -> Mapping[str, tuple[str, ...]]:
    """The reasons that were given for what was changed since a release, by the key of the part, the oldest first."""
    since = before.release.published_at if before.release else None
    found: dict[str, tuple[str, ...]] = {}
    for told in reversed(changes.changes_of(after.index.cluster.head.key, most=changes.MOST_CHANGES)):
        if told.edit.why and _later(told.edit.at, since):
            known = found.get(told.edit.key, ())
            found[told.edit.key] = known if told.edit.why in known else (*known, told.edit.why)
    return found


def _later(at: datetime, since: datetime | None) -> bool:
    return since is None or at > since


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
    digest = opened.root[:8]
    return {
        "institution": speech.line(named),
        "cluster": speech.line(title),
        "program": speech.line(title),
        "program_zh": title.in_language("zh"),
        "program_en": title.in_language("en"),
        "plan": speech.inline(f"{found.name} 年度修订", f"revision round {found.name}"),
        "release": speech.inline(f"{found.base} → 送审稿 {digest}", f"{found.base} → draft {digest}"),
    }
