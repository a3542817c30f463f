"""Nearness of meaning: how much of what an item asks an outcome already speaks of, in per cent.

It only orders ways that cost the same, and tells a link worth offering from one that is not; nothing is proved by it.
No dictionary and no model is asked: the words themselves are compared, in integers, so that equal documents give equal
answers everywhere.

A **mark** is an English word cut down to its stem, or two Chinese characters that stand side by side:

>>> sorted(marks("Routing and routes: 静态路由"))
['and', 'rout', '态路', '路由', '静态']

A mark that n of N texts have weighs w = l², where l = ⌊8·log₂(N/n)⌋ + 1, the less of two: among the outcomes, and among
the titles of items. So a word that all have weighs 1, and one that many titles have ("basics") little, however seldom
outcomes use it. |A| is the sum of the weights of a set of marks. For the title T of an item, the titles B above it, the
marks O of an outcome's own text, U of that and of the titles of the items that it serves, and each such title S:

- *own* = |T ∩ O| / |T| and *said* = |T ∩ U| / |T|: how much of the title the outcome speaks of, by itself and at all;
- *kin* = 2·|T ∩ S| / (|T| + |S|), the greatest over S, and 0 below 4/5: the outcome serves an item of nearly the same
  title already, such as the one in another version of a certificate;
- *about* = |B ∩ U| / |B|, 0 without B; *tools* = 1 if they have a technology in common, else 0.

T, B and S are compared in each language alone, and the better agreement counts: a term that one language splits, the
other often keeps. Nearness is max(⌊60·own⌋ + ⌊20·said⌋, ⌊100·kin⌋) + ⌊15·about⌋ + 15·tools, at most 100. For a whole
course, O is its title and all that its outcomes say, U that and the titles that they serve.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from fourfold.domain.course import Course
from fourfold.domain.framework import Item
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.kept import kept

NEAR = 27
"""Per cent from which on an outcome is near enough to be linked: below it, few in the example were right."""

_OWN, _SAID, _ABOUT, _TOOLS = 60, 20, 15, 15
_NEARLY_THE_SAME = 80
_FINENESS = 8
RUNS = re.compile(r"([\u3400-\u9fff]+)|[^\W_\u3400-\u9fff]+")
_ENDINGS = re.compile(r"(?:ability|ations?|ments?|ities|ity|ings?|ions?|ies|ers?|ors?|ed|es|e|s|y)$")
_LEAST_STEM, _LONGEST_STEM = 3, 7
Marks = frozenset[str]
Weights = Mapping[str, int]


@lru_cache(maxsize=4096)
def marks(said: str) -> Marks:
    """The stems of the words and the pairs of Chinese characters of a text; a character that stands alone is one."""
    return frozenset(mark for run in RUNS.finditer(said.lower()) for mark in _of_run(run))


def _of_run(run: re.Match[str]) -> Iterator[str]:
    found = run[0]
    if run[1] is None:
        yield stem(found)
    elif len(found) == 1:
        yield found
    else:
        yield from (found[at : at + 2] for at in range(len(found) - 1))


def stem(word: str) -> str:
    """A word without its ending, in at most seven letters: enough to bring its forms together.

    >>> [stem(word) for word in ("switches", "switching", "program", "programming", "programmability", "dns")]
    ['switch', 'switch', 'program', 'program', 'program', 'dns']
    """
    ending = _ENDINGS.search(word)
    if ending and ending.start() >= _LEAST_STEM:
        word = word[: ending.start()]
    if len(word) > _LEAST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_LONGEST_STEM]


@dataclass(frozen=True, slots=True)
class Said:
    """The marks of a text in each language; a language that it lacks has none."""

    en: Marks = frozenset()
    zh: Marks = frozenset()

    @classmethod
    def by(cls, text: Text) -> "Said":
        """The marks of a text."""
        return cls(marks(text.en or ""), marks(text.zh or ""))

    def __or__(self, other: "Said") -> "Said":
        return Said(self.en | other.en, self.zh | other.zh)

    def both(self) -> Marks:
        """The marks of both languages together."""
        return self.en | self.zh

    def share(self, heard: Marks, weights: Weights, whole: int = 100) -> int:
        """How much of this is in `heard`, in parts of `whole`: by the language in which that is more.

        >>> asked, heard = marks("Cloud rules"), marks("Set up the rules of the platform")
        >>> Said(en=asked).share(heard, {"cloud": 9, "rul": 16})
        64
        """
        return max(whole * _sum(each & heard, weights) // max(1, _sum(each, weights)) for each in (self.en, self.zh))

    def likeness(self, other: "Said", weights: Weights) -> int:
        """What this and another text have in common of both, in per cent: by the language in which that is more."""
        pairs = (self.en, other.en), (self.zh, other.zh)
        return max(
            200 * _sum(one & two, weights) // max(1, _sum(one, weights) + _sum(two, weights)) for one, two in pairs
        )


def _sum(some: Marks, weights: Weights) -> int:
    return sum(weights[mark] for mark in some)


def weigh(texts: Collection[Marks], *, least: int = 1) -> Weights:
    """The square of eight times the binary logarithm of how rare each mark is among texts, and one.

    Fewer texts than `least` are taken for so many: of one or two texts nobody can say what is rare.

    >>> sorted(weigh([marks("OSPF basics"), marks("RIP basics")]).items())
    [('basic', 1), ('ospf', 81), ('rip', 81)]
    """
    most = max(len(texts), least) ** _FINENESS
    counts = Counter(mark for text in texts for mark in text)
    return {mark: (most // count**_FINENESS).bit_length() ** 2 for mark, count in counts.items()}


@dataclass(frozen=True, slots=True)
class _Speaker:
    """What an outcome or a course says itself, with the titles of the items that it serves, and its technologies."""

    own: Marks
    marks: Marks
    titles: frozenset[Said]
    technologies: Marks


class Nearness:
    """The words of an index, weighed once for all questions."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.titles = {key: Said.by(item.title) for key, item in index.items.items()}
        self.texts = {key: Said.by(outcome.text).both() for key, outcome in index.outcomes.items()}
        self.asked: dict[tuple[str, str], int] = {}
        self.compared: dict[tuple[Said, Said], int] = {}

    def of_outcome(self, item: Item, outcome: str) -> int:
        """How near an outcome is to an item, 0 to 100; 0 for an outcome that does not exist."""
        return self._of(item, outcome, self.outcomes)

    def of_course(self, item: Item, course: str) -> int:
        """How near a course as a whole is to an item, 0 to 100; 0 for a course that does not exist."""
        return self._of(item, course, self.courses)

    def own_of_outcome(self, item: Item, outcome: str) -> int:
        """How much of an item's title an outcome says in its own text, 0 to 100, whatever it serves."""
        speaker = self.outcomes.get(outcome)
        return self.titles[item.key].share(speaker.own, self.weights) if speaker else 0

    def _of(self, item: Item, key: str, speakers: Mapping[str, _Speaker]) -> int:
        if key not in speakers:
            return 0
        if (item.key, key) not in self.asked:
            self.asked[item.key, key] = self._near(item, speakers[key])
        return self.asked[item.key, key]

    def _near(self, item: Item, speaker: _Speaker) -> int:
        title, weights = self.titles[item.key], self.weights
        kin = max((self._kin(title, other) for other in speaker.titles), default=0)
        said = title.share(speaker.own, weights, _OWN) + title.share(speaker.marks, weights, _SAID)
        about = self.above[item.key].share(speaker.marks, weights, _ABOUT)
        tools = {code.lower() for code in item.technologies} & speaker.technologies
        return min(100, max(said, kin) + about + (_TOOLS if tools else 0))

    def _kin(self, title: Said, other: Said) -> int:
        if (title, other) not in self.compared:
            found = title.likeness(other, self.weights)
            self.compared[title, other] = found if found >= _NEARLY_THE_SAME else 0
        return self.compared[title, other]

    @cached_property
    def weights(self) -> Weights:
        """The weight of each mark: the less of those among titles and among outcomes."""
        titles = weigh([title.both() for title in self.titles.values()])
        texts = weigh(list(self.texts.values()))
        both = titles.keys() | texts.keys()
        return {mark: min(each[mark] for each in (titles, texts) if mark in each) for mark in both}

    @cached_property
    def above(self) -> Mapping[str, Said]:
        """The titles above each item; the framework's own title says nothing that tells items apart."""
        found: dict[str, Said] = {}

        def go_down(item: Item, above: Said) -> None:
            found[item.key] = above
            for child in item.children:
                go_down(child, above | self.titles[item.key])

        for framework in self.index.frameworks.values():
            for item in framework.items:
                go_down(item, Said())
        return found

    @cached_property
    def served(self) -> Mapping[str, tuple[Item, ...]]:
        """The items that each outcome serves, by the outcome's key."""
        found: defaultdict[str, dict[str, Item]] = defaultdict(dict)
        for _, link in self.index.links():
            if link.item in self.index.items:
                found[link.outcome][link.item] = self.index.items[link.item]
        return {key: tuple(items.values()) for key, items in found.items()}

    @cached_property
    def outcomes(self) -> Mapping[str, _Speaker]:
        """What each outcome says, by its key."""
        return {key: self._speaker(course, (key,)) for key, course in self.index.course_of_outcome.items()}

    @cached_property
    def courses(self) -> Mapping[str, _Speaker]:
        """What each course says, by its key."""
        return {
            key: self._speaker(course, [outcome.key for outcome in course.outcomes], Said.by(course.title).both())
            for key, course in self.index.courses.items()
        }

    def _speaker(self, course: Course, outcomes: Iterable[str], own: Marks = frozenset()) -> _Speaker:
        items = [item for outcome in outcomes for item in self.served.get(outcome, ())]
        titles = frozenset(self.titles[item.key] for item in items)
        known = (self.index.technologies[key].code for key in course.technologies if key in self.index.technologies)
        codes = (*known, *(code for item in items for code in item.technologies))
        own = own.union(*(self.texts[key] for key in outcomes))
        return _Speaker(own, own.union(*(title.both() for title in titles)), titles, frozenset(map(str.lower, codes)))


def nearness(index: Index) -> Nearness:
    """The words of an index, compared once for as long as it lives."""
    return kept(index, "nearness", lambda: Nearness(index))
