"""Suggestions for the outcomes of a course, by whichever ranking can be had. Nothing here accepts any of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.suggest import suggest
from fourfold.engine.suggestion import Suggestion

if TYPE_CHECKING:
    from fourfold.actions.meanings import Meanings

MOST = 20
"""How many items are suggested for an outcome at most."""
PATIENCE_SECONDS = 2.0
"""How long a server reads texts with the model for one answer; what is left then is read for the next."""


class Ranking(StrEnum):
    """What the order is made from: words alone, or the meanings of a model as well."""

    WORDS = "words"
    MEANINGS = "meanings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """For which course, of which frameworks (none named: of all that the cluster pins), how many for an outcome."""

    course: Key
    frameworks: frozenset[Key] = frozenset()
    limit: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ForOutcome:
    """What is suggested for one outcome, the likeliest first."""

    outcome: Key
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What is suggested for a course, outcome by outcome in its own order.

    `unread` texts of the cluster are still to be read by the model, where one is installed: until then words decide.
    """

    course: Key
    ranking: Ranking
    unread: int
    outcomes: tuple[ForOutcome, ...]


def unread(index: Index, *, meanings: "Meanings | None", seconds: float | None = None) -> int:
    """How many texts of a cluster the model has still to read, after it has read for so many seconds at most."""
    return meanings.learn(texts_of(index), seconds=seconds) if meanings else 0


def suggest_for(
    index: Index, sought: Sought, *, today: date | None = None, meanings: "Meanings | None" = None, left: int = 0
) -> Suggested:
    """Items for every outcome of a course: by meaning where there is a model and no text is `left` for it to read."""
    model = None if left else meanings
    return Suggested(
        course=sought.course,
        ranking=Ranking.MEANINGS if model else Ranking.WORDS,
        unread=left,
        outcomes=tuple(
            ForOutcome(
                outcome=outcome.key,
                suggestions=suggest(
                    index,
                    outcome=outcome.key,
                    frameworks=sought.frameworks or None,
                    limit=min(sought.limit, MOST),
                    today=today,
                    meaning=model,
                ),
            )
            for outcome in index.courses[sought.course].outcomes
        ),
    )


def texts_of(index: Index) -> Iterator[Text]:
    """All that a ranking by meaning compares: the titles of leaves, and outcomes."""
    yield from (leaf.title for framework in index.frameworks.values() for leaf in framework.leaves())
    yield from (outcome.text for outcome in index.outcomes.values())
