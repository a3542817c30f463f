"""Proposals as JSON in one language: who did what is told to those who read the draft."""

from typing import Any

from fourfold.actions.records.comparison import line_record
from fourfold.actions.reviewing import Listing, Review, ReviewedChange
from fourfold.domain.proposal import Proposal
from fourfold.domain.text import Language


def listing_records(told: Listing) -> list[dict[str, Any]]:
    """The proposals of a list, without what is in them."""
    return [
        {**_head(each.proposal, told.names.get(each.proposal.who)), "changes": each.changes, "comments": each.remarks}
        for each in told.rows
    ]


def review_record(told: Review, lang: Language) -> dict[str, Any]:
    """A proposal with what it changes in the draft as it stands, what is in conflict, and what was said."""
    proposal = told.proposal
    return {
        **_head(proposal, told.names.get(proposal.who)),
        "note": proposal.note,
        "root": proposal.root,
        "decided_by": told.names.get(proposal.decided_by),
        "reason": proposal.reason,
        "changes": [_change(each, lang) for each in told.changes],
        "comments": [{"name": told.names.get(each.who), "at": each.at, "text": each.text} for each in proposal.remarks],
    }


def _head(proposal: Proposal, name: str | None) -> dict[str, Any]:
    return {
        "number": proposal.number,
        "title": proposal.title,
        "stage": proposal.stage.value,
        "name": name,
        "begun_at": proposal.begun_at,
        "changed_at": proposal.changed_at,
    }


def _change(each: ReviewedChange, lang: Language) -> dict[str, Any]:
    return {
        "key": each.proposed.key,
        "noun": each.told.noun,
        "code": each.told.name.code,
        "title": each.told.name.title.in_language(lang),
        "before": each.proposed.before,
        "after": each.proposed.after,
        "why": each.proposed.why,
        "answer": each.proposed.answer.value,
        "lines": [line_record(line, lang) for line in each.told.lines],
        "conflicts": [conflict.record(lang) for conflict in each.conflicts],
    }
