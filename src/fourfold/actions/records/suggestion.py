"""Suggestions, as JSON."""

from typing import Any

from fourfold.actions.reason_words import why
from fourfold.actions.suggesting import ForOutcome, Suggested
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.suggestion import Reason, Suggestion


def suggested_record(index: Index, found: Suggested) -> dict[str, Any]:
    """Everything that is suggested for a course, and by which ranking."""
    return {
        "course": index.courses[found.course].code,
        "ranking": found.ranking.value,
        "unread": found.unread,
        "outcomes": [_outcome(index, each) for each in found.outcomes],
    }


def _outcome(index: Index, found: ForOutcome) -> dict[str, Any]:
    outcome = index.outcomes[found.outcome]
    return {
        "key": outcome.key,
        "code": outcome.code,
        "text": _text(outcome.text),
        "suggestions": [_suggestion(index, each) for each in found.suggestions],
    }


def _suggestion(index: Index, found: Suggestion) -> dict[str, Any]:
    framework, item = index.frameworks[found.framework], index.items[found.item]
    return {
        "framework": framework.code,
        "framework_key": framework.key,
        "item": item.code,
        "item_key": item.key,
        "title": _text(item.title),
        "score": found.score,
        "depth": found.depth.value,
        "now": found.now.value if found.now else None,
        "reasons": [_reason(index, each) for each in found.reasons],
    }


def _reason(index: Index, reason: Reason) -> dict[str, Any]:
    return {
        "sign": reason.sign.value,
        "points": reason.points,
        "why": _text(why(index, reason)),
        "words": list(reason.words),
        "translated": list(reason.translated),
        "outcomes": [index.outcomes[key].code for key in reason.outcomes],
        "items": [index.items[key].code for key in reason.items],
        "programs": [index.programs[key].code for key in reason.programs],
        "technologies": list(reason.technologies),
    }


def _text(text: Text) -> dict[str, str | None]:
    return {"en": text.en, "zh": text.zh}
