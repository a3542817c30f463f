"""Holes with who sees to them, and links that are put forward, as JSON."""

from typing import Any

from fourfold.actions.holes import HoleDue, Sight, Unmet
from fourfold.actions.queueing import Queue
from fourfold.actions.reason_words import why
from fourfold.actions.records.text import text_record
from fourfold.domain.declined import DeclinedLink
from fourfold.engine.index import Index
from fourfold.engine.queue import Queued


def sight_record(sight: Sight) -> dict[str, Any]:
    """The holes of a framework at every level."""
    return {
        "framework": sight.framework.code,
        "course": sight.scope.course.code if sight.scope.course else None,
        "program": sight.scope.program.code if sight.scope.program else None,
        "holes": [_node(sight, each) for each in sight.nodes],
    }


def _node(sight: Sight, each: Unmet) -> dict[str, Any]:
    node, task = each.node, each.task
    leaf = node is not None and not node.children
    return {
        "item": node.code if node else None,
        "key": node.key if node else sight.framework.key,
        "title": text_record(node.title if node else sight.framework.title),
        "level": each.depth,
        "items": each.leaves,
        "unmet": each.holes,
        "asks": node.depth.value if node and leaf else None,
        "reached_rank": each.reached if leaf else None,
        "owner": task.owner if task else None,
        "owner_name": sight.names.get(task.owner) if task else None,
        "due_date": task.due_date if task else None,
    }


def hole_due_record(due: HoleDue) -> dict[str, Any]:
    """A hole that is somebody's to close."""
    node, scope = due.node, due.scope
    return {
        "framework": due.framework.code,
        "item": node.code if node else None,
        "title": text_record(node.title if node else due.framework.title),
        "course": scope.course.code if scope.course else None,
        "program": scope.program.code if scope.program else None,
        "items": due.leaves,
        "unmet": due.holes,
        "due_date": due.task.due_date,
    }


def queue_records(index: Index, told: Queue, *, start: int, most: int) -> list[dict[str, Any]]:
    """Some of the links that are put forward, in order."""
    return [_queued(index, told, each) for each in told.rows[start : start + most]]


def _queued(index: Index, told: Queue, each: Queued) -> dict[str, Any]:
    proposal = told.proposals.get(each.proposal or 0)
    return {
        **_place(index, each.link.outcome, each.link.item),
        "origin": each.origin.value,
        "depth": each.depth.value if each.depth else None,
        "now": each.now.value if each.now else None,
        "closes": each.closes,
        "strength": each.strength,
        "proposal": each.proposal,
        "name": told.names.get(proposal.who) if proposal else None,
        "why": each.why,
        "reasons": [text_record(why(index, reason)) for reason in each.suggestion.reasons] if each.suggestion else [],
    }


def declined_records(index: Index, told: Queue) -> list[dict[str, Any]]:
    """The links that were declined, the newest first; those whose outcome or item is gone are left out."""
    return [
        {
            **_place(index, each.outcome, each.item),
            "name": told.names.get(each.who),
            "at": each.at,
            "reason": each.reason,
        }
        for each in told.declined
        if _stands(index, each)
    ]


def _stands(index: Index, each: DeclinedLink) -> bool:
    return each.outcome in index.outcomes and each.item in index.items


def _place(index: Index, outcome: str, item: str) -> dict[str, str]:
    return {
        "course": index.course_of_outcome[outcome].code,
        "outcome": index.outcomes[outcome].code,
        "outcome_key": outcome,
        "item": index.items[item].code,
        "item_key": item,
    }
