"""What moved between two states in figures and promises, told once for the same two states."""

from collections.abc import Hashable

from fourfold.actions.answers import Answers, Question
from fourfold.actions.cause_words import Both
from fourfold.actions.move_words import Moves, move_words
from fourfold.actions.shelf import Opened
from fourfold.domain.marks import Key
from fourfold.engine.figure_moves import figure_moves
from fourfold.engine.plan_figures import Sight

_MOVES = Answers(most=100)


def moves(before: Opened, after: Opened) -> Moves:
    """What moved from one state of a cluster to another, by program, in words."""
    asked = Question(name="moves", arguments=(before.root, before.limit), read=after.root)
    return _MOVES.ask(asked, lambda: _moves(before, after))


def _moves(before: Opened, after: Opened) -> Moves:
    was, will = (_sight(each) for each in (before, after))
    found = figure_moves(was, will, touched=lambda plan: _read(before, plan) != _read(after, plan), limit=before.limit)
    return move_words(found, Both(before.index, after.index))


def _read(opened: Opened, plan: Key) -> Hashable:
    """What the figures of a plan read, `None` where it does not stand."""
    program = opened.index.program_of_plan.get(plan)
    if program is None:
        return None
    return opened.reads.of_plan(plan), tuple(opened.digests.get(each) for each in sorted(program.named()))


def _sight(opened: Opened) -> Sight:
    return Sight(
        index=opened.index,
        assure=opened.assure,
        counted=opened.counted,
        reaches=opened.reaches,
        hours=opened.hours,
        metrics=opened.metrics,
        rules=opened.rules,
    )
