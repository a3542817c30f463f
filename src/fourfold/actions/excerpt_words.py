"""What the changes of a file of one program or one course would do to a draft, in words."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from fourfold.actions.difference_words import Told, told
from fourfold.actions.value_words import Names
from fourfold.domain.marks import Key
from fourfold.engine.choosing import Choice, effects_of
from fourfold.engine.difference import Difference, PartDifference


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is called how in a draft and in what it would be."""

    before: Names
    after: Names
    whole: Difference

    def of(self, found: Collection[Choice]) -> tuple[Told, ...]:
        """Some changes in words."""
        parts: dict[Key, PartDifference] = {}
        for each in (part for choice in found for part in choice.parts):
            first = parts.setdefault(each.key, replace(each, edits=()))
            parts[each.key] = replace(first, edits=(*first.edits, *each.edits))
        return told(replace(self.whole, parts=tuple(parts.values())), self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What a draft has not yet of a file, in its own terms."""

    effects: tuple[Choice, ...]
    words: Wording

    def of(self, choice: Choice) -> tuple[Told, ...]:
        """What a choice would do to the draft, in words; nothing where it stands there already."""
        return self.words.of(effects_of(choice, self.effects))
