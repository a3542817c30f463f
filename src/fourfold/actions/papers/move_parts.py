"""What moved in figures and promises, as papers tell it: a list of sentences, program by program."""

from collections.abc import Iterable, Iterator

from fourfold.actions.move_words import ProgramMoves
from fourfold.exchange.plan_paper import Block, Note
from fourfold.exchange.plan_paper_words import Speech

MOST_SENTENCES = 100


def moves(told: Iterable[ProgramMoves], speech: Speech) -> tuple[Block, ...]:
    """Each move in a sentence, with the program and its plans before it; the first of them, and how many more."""
    lines = sentences(told, speech)
    if not lines:
        return (Note(speech.say("各项指标与承诺均无变化。", "No figure and no promise moves.")),)
    left = len(lines) - MOST_SENTENCES
    more = [speech.inline(f"另有 {left} 项。", f"{left} more.")] if left > 0 else []
    return (Note("\n".join([*lines[:MOST_SENTENCES], *more])),)


def sentences(told: Iterable[ProgramMoves], speech: Speech) -> list[str]:
    """The same as they are, all of them."""
    return [line for each in told for line in _lines(each, speech)]


def _lines(told: ProgramMoves, speech: Speech) -> Iterator[str]:
    for each in told.sentences:
        of = " ".join((told.code, *each.plans))
        yield f"{of} {speech.line(each.text)}"
