"""What two people made of the same field: what it was, what the reader wants, what somebody else saved meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from fourfold.actions.difference_words import Line, told
from fourfold.actions.editing import FieldClash
from fourfold.actions.value_words import Names, names_in, words
from fourfold.canon.kinds import Part
from fourfold.domain.text import Text
from fourfold.engine.difference import Difference, Edit, Kind, PartDifference
from fourfold.engine.merge import Conflict, Side
from fourfold.web.pages.opened import Opened

CHOICE = "choice:"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictShown:
    """A field that both changed; `place` is how a choice calls it."""

    place: str
    inside: tuple[Text, ...]
    field: Text
    base: Text
    ours: Text
    theirs: Text


@dataclass(frozen=True, slots=True)
class Clash:
    """All that has to be chosen, and the digest of what stands."""

    shown: str
    conflicts: tuple[ConflictShown, ...]


def clash_of(found: Opened, part: Part, refusal: FieldClash) -> Clash:
    """A refusal as the page asks about it."""
    return Clash(refusal.theirs or "", tuple(_conflict(found, part, each) for each in refusal.conflicts))


def choices(sent: QueryDict) -> Mapping[str, Side]:
    """What was chosen: for the place of each conflict a side."""
    sides = {each.value: each for each in Side}
    return {
        name.removeprefix(CHOICE): sides[value]
        for name, value in sent.items()
        if name.startswith(CHOICE) and isinstance(value, str) and value in sides
    }


def _conflict(found: Opened, part: Part, each: Conflict) -> ConflictShown:
    called = names_in(found.index)
    where = _where(part, each, called)
    return ConflictShown(
        place=each.place,
        inside=where.inside if where else (),
        field=where.field if where else Text(en="the whole", zh="整体"),
        base=words(each.base, called),
        ours=words(each.ours, called),
        theirs=words(each.theirs, called),
    )


def _where(part: Part, each: Conflict, called: Names) -> Line | None:
    """The conflict as a line of a comparison, which knows what its field is called; of a whole part there is none."""
    if not each.path:
        return None
    edit = Edit(path=each.path, kind=Kind.CHANGED, before=each.theirs, after=each.ours)
    differing = PartDifference(key=each.key, before=part, after=part, edits=(edit,))
    return next(line for told_of in told(Difference(parts=(differing,)), called, called) for line in told_of.lines)
