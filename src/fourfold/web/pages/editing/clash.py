"""What two people made of the same field, as a form asks about it, and what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from fourfold.actions.conflict_words import Asked, asked
from fourfold.actions.editing import FieldClash
from fourfold.actions.value_words import names_in
from fourfold.canon.kinds import Part
from fourfold.engine.merge import Side
from fourfold.web.pages.opened import Opened

CHOICE = "choice:"


@dataclass(frozen=True, slots=True)
class Clash:
    """All that has to be chosen, and the digest of what stands."""

    shown: str
    conflicts: tuple[Asked, ...]


def clash_of(found: Opened, part: Part, refusal: FieldClash) -> Clash:
    """A refusal as the page asks about it."""
    parts = {each.key: part for each in refusal.conflicts}
    return Clash(refusal.theirs or "", asked(refusal.conflicts, parts, names_in(found.index)))


def choices(sent: QueryDict) -> Mapping[str, Side]:
    """What was chosen: for the place of each conflict a side."""
    sides = {each.value: each for each in Side}
    return {
        name.removeprefix(CHOICE): sides[value]
        for name, value in sent.items()
        if name.startswith(CHOICE) and isinstance(value, str) and value in sides
    }
