"""Pieces of what differs between two states: each can be taken over by itself, so that a cause can be tried out.

A piece is a link, a course's place in a plan, an elective of a pool, a sitting, a field of a course: cut so finely that
people would name it as one thing, and so coarsely that it makes sense alone. The order of lists is no piece: no figure
reads it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fourfold.canon.kinds import Part
from fourfold.canon.parts import parts_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.engine.difference import Edit, Kind, Step, applied, edits
from fourfold.engine.replacing import replaced

MOST_TRIALS = 400
"""How often at most a set of pieces is tried out before it is taken for small enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing that differs.

    `key` is that of the part or framework in which it stands, which was `before` and is `after`; `None` where it was or
    is not there. `path` leads to it, and `edits` make it so; without edits the part differs as a whole.
    """

    key: Key
    before: Part | Framework | None
    after: Part | Framework | None
    path: tuple[Step, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """Pieces that suffice. `least`: none of them can be left out; else the trials ran out before that was known."""

    pieces: tuple[Piece, ...]
    least: bool = True


def pieces(before: Dossier, after: Dossier) -> tuple[Piece, ...]:
    """Everything that differs between two states of a cluster, piece by piece.

    A framework that only the later state pins is no piece: unless something names it, it changes nothing.

    >>> from fourfold.domain.cluster import Cluster, Head
    >>> from fourfold.domain.footing import Footing, Ground
    >>> from fourfold.domain.text import Text
    >>> from decimal import Decimal
    >>> made_up = Footing(ground=Ground.ILLUSTRATIVE)
    >>> def state(hours, per_week):
    ...     return Dossier(
    ...         cluster=Cluster(
    ...             head=Head(
    ...                 key="h",
    ...                 code="H",
    ...                 institution="x",
    ...                 title=Text(en="h"),
    ...                 hours_per_credit=Decimal(hours),
    ...                 hours_per_concentrated_week=Decimal(per_week),
    ...                 footing=made_up,
    ...             )
    ...         )
    ...     )
    >>> [each.path[0].name for each in pieces(state(16, 24), state(18, 30))]
    ['hours_per_credit', 'hours_per_concentrated_week']
    >>> taken_over(state(16, 24), pieces(state(16, 24), state(18, 30))) == state(18, 30)
    True
    """
    was, will = (dict(parts_of(each.cluster)) for each in (before, after))
    parts = [piece for key in {**was, **will} for piece in _of_part(key, was.get(key), will.get(key))]
    old, new = ({each.key: each for each in side.frameworks} for side in (before, after))
    frameworks = [Piece(key=key, before=each, after=new.get(key)) for key, each in old.items() if new.get(key) != each]
    return (*parts, *frameworks)


def _of_part(key: Key, was: Part | None, will: Part | None) -> Iterator[Piece]:
    """The pieces of one part; links of a course that had none, or has none any more, are told link by link."""
    if was == will:
        return
    of = will if was is None else was
    if isinstance(of, CourseLinks):
        was, will = was or replace(of, links=()), will or replace(of, links=())
    if was is None or will is None or type(was) is not type(will):
        yield Piece(key=key, before=was, after=will)
        return
    found: dict[tuple[Step, ...], list[Edit]] = {}
    for each in edits(was, will):
        if each.kind is not Kind.ORDERED:
            found.setdefault(each.path[: _depth(was, each)], []).append(each)
    for path, mine in found.items():
        yield Piece(key=key, before=was, after=will, path=path, edits=tuple(mine))


def _depth(part: Part, edit: Edit) -> int:
    """How many steps of an edit's path lead to what people would name."""
    if isinstance(part, Rule):
        return 0
    names = [step.name for step in edit.path]
    if not isinstance(part, Program) or names[0] != "plans":
        return 1
    return 3 if names[1:3] == ["pools", "electives"] else 2


def taken_over(before: Dossier, chosen: Iterable[Piece]) -> Dossier:
    """The earlier state with some of what differs taken over, and nothing else."""
    mine: dict[Key, list[Piece]] = {}
    for piece in chosen:
        mine.setdefault(piece.key, []).append(piece)
    held = {key: _after(found) for key, found in mine.items()}
    parts = {key: each for key, each in held.items() if not isinstance(mine[key][0].before, Framework)}
    frameworks = tuple(held.get(each.key, each) for each in before.frameworks)
    return Dossier(
        cluster=replaced(before.cluster, parts),  # type: ignore[arg-type]  # frameworks are no parts
        frameworks=tuple(each for each in frameworks if isinstance(each, Framework)),
    )


def _after(mine: Sequence[Piece]) -> Part | Framework | None:
    first = mine[0]
    if not first.edits:
        return first.after
    return applied(first.before, [edit for piece in mine for edit in piece.edits])


def enough(found: Sequence[Piece], explains: Callable[[Sequence[Piece]], bool]) -> Enough | None:
    """Pieces that explain by themselves, of which none can be left out; `None` where even all of them do not.

    Halves are tried first, then smaller shares, down to single pieces, until no single one can go.

    >>> one, two, three = (Piece(key=name, before=None, after=None) for name in "abc")
    >>> enough([one, two, three], lambda chosen: one in chosen and three in chosen).pieces == (one, three)
    True
    """
    if not explains(found):
        return None
    kept, share, trials = list(found), max(1, len(found) // 2), 0
    while True:
        before = len(kept)
        for at in reversed(range(0, len(kept), share)):
            rest = kept[:at] + kept[at + share :]
            trials += 1
            if explains(rest):
                kept = rest
        if trials > MOST_TRIALS:
            return Enough(pieces=tuple(kept), least=False)
        if share == 1 and len(kept) == before:
            return Enough(pieces=tuple(kept))
        share = max(1, share // 2)
