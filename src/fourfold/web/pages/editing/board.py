"""The required courses of a plan on a board of terms, as its form has them: cards that move from term to term."""

from dataclasses import dataclass

from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.web.pages.editing.entries import Entries
from fourfold.web.pages.editing.target import Target

MOST_TERMS = 20
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A required course: `row` names its row in the form."""

    row: str
    code: str
    title: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A term and the cards in it; `number` 0 is for what has no term, or none that the board shows."""

    number: int
    cards: tuple[Card, ...]


def board_of(index: Index, aim: Target, entries: Entries) -> tuple[Column, ...]:
    """The board of a plan's form; nothing for another noun."""
    if not isinstance(aim.part, Program) or not aim.inside:
        return ()
    placed = [(_term(each.get("term", "")), at, each["course"]) for at, each in enumerate(entries["required"])]
    terms = max([aim.part.terms, *(term for term, _at, _code in placed)])
    columns = [
        Column(term, tuple(_card(index, at, code) for there, at, code in placed if there == term))
        for term in range(terms + 1)
    ]
    return tuple(each for each in columns if each.number or each.cards)


def _term(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and int(said[:_DIGITS]) <= MOST_TERMS else 0


def _card(index: Index, at: int, code: str) -> Card:
    course = next((each for each in index.courses.values() if each.code.lower() == code.lower()), None)
    return Card(f"required.{at}", code, course.title if course else Text(en=code or "?", zh=code or "?"))
