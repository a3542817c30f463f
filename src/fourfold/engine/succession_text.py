"""How near the titles of two versions of a framework are, in per cent, by the marks of `engine.nearness`.

A mark that n of the N titles of both versions have weighs as there, N being taken for 64 where there are fewer. |A| is
the sum of the weights of a set of marks. For the titles S and T, in one language:

    near = ⌊(⌊200·|S ∩ T| / (|S| + |T|)⌋ + ⌊100·|S ∩ T| / min(|S|, |T|)⌋) / 2⌋

half how much they have in common of both, half how much of the shorter the longer says: so a title that only grew stays
near. Titles are compared in each language alone, and the better agreement counts.
"""

from collections.abc import Iterable, Mapping

from fourfold.domain.text import Text
from fourfold.engine.nearness import Marks, Said, Weights, weigh

_FEW = 64


class Titles:
    """The titles of the items of two versions by name, weighed together."""

    def __init__(self, titles: Mapping[str, Text]) -> None:
        self.said = {name: Said.by(title) for name, title in titles.items()}
        # The same words twice are one title: what both versions say is no more common for it.
        self.weights: Weights = weigh({each.both() for each in self.said.values()}, least=_FEW)

    def near(self, one: str, other: str) -> int:
        """How near two titles are, from 0 to 100."""
        first, second = self.said[one], self.said[other]
        return max(self._near(*pair) for pair in ((first.en, second.en), (first.zh, second.zh)))

    def _near(self, one: Marks, other: Marks) -> int:
        common, sizes = self.size(one & other), (self.size(one), self.size(other))
        if not common:
            return 0
        return (200 * common // sum(sizes) + 100 * common // min(sizes)) // 2

    def size(self, some: Marks) -> int:
        """What a set of marks weighs."""
        return sum(self.weights[mark] for mark in some)

    def left_over(self, whole: str, taken: Iterable[str]) -> Said:
        """What a title says that none of the titles `taken` does, in each language."""
        said, others = self.said[whole], [self.said[each] for each in taken]
        return Said(
            said.en.difference(*(each.en for each in others)), said.zh.difference(*(each.zh for each in others))
        )

    def share(self, part: Said, whole: str, heard: str) -> tuple[int, int]:
        """How much of a title `part` is, and how much of `part` the title `heard` says: in the better language."""
        said, other = self.said[whole], self.said[heard]
        sides = ((part.en, said.en, other.en), (part.zh, said.zh, other.zh))
        return max((self._share(*side) for side in sides), key=lambda each: (min(each), each))

    def _share(self, part: Marks, whole: Marks, heard: Marks) -> tuple[int, int]:
        size = self.size(part)
        if not size:
            return 0, 0
        return 100 * size // self.size(whole), 100 * self.size(part & heard) // size


def same_title(one: Text, other: Text) -> bool:
    """Whether two titles are the same in each language that both have, and there is one.

    >>> same_title(Text(en="IPv6 basics"), Text(en="IPv6 Basics", zh="IPv6 基础"))
    True
    """
    pairs = [(one.en, other.en), (one.zh, other.zh)]
    both = [(first, second) for first, second in pairs if first and second]
    return bool(both) and all(" ".join(a.split()).casefold() == " ".join(b.split()).casefold() for a, b in both)
