"""What two people made of the same field, as a form asks about it, and what was chosen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from fourfold.actions.conflict_words import Asked, asked
from fourfold.actions.editing import FieldClash
from fourfold.actions.value_words import names_in
from fourfold.canon.kinds import Part
from fourfold.domain.framework import Framework
from fourfold.engine.merge import Conflict, Side
from fourfold.web.pages.opened import Opened

CHOICE = "choice:"


@dataclass(frozen=True, slots=True)
class Clash:
    """All that has to be chosen, what of it is, and the digest of what stands: nobody chooses for the reader."""

    shown: str
    conflicts: tuple[Asked, ...]
    chosen: Mapping[str, Side] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[tuple[Asked, Side | None], ...]:
        """Each with the side that was chosen."""
        return tuple((each, self.chosen.get(each.place)) for each in self.conflicts)


def clash_of(found: Opened, part: Part | Framework, refusal: FieldClash) -> Clash:
    """A refusal as the page asks about it."""
    return Clash(refusal.theirs or "", in_words(found, part, refusal.conflicts))


def in_words(found: Opened, part: Part | Framework, conflicts: Collection[Conflict]) -> tuple[Asked, ...]:
    """The conflicts of a part as people read them."""
    return asked(conflicts, {each.key: part for each in conflicts}, names_in(found.index))


def choices(sent: QueryDict) -> Mapping[str, Side]:
    """What was chosen: for the place of each conflict a side."""
    sides = {each.value: each for each in Side}
    return {
        name.removeprefix(CHOICE): sides[value]
        for name, value in sent.items()
        if name.startswith(CHOICE) and isinstance(value, str) and value in sides
    }
