"""What speaks for linking an outcome to a leaf: signs, each in per mille. `engine.suggest` says what they are."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from heapq import nsmallest

from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.marks import Key
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.likeness import WHOLE, likeness
from fourfold.engine.rule_scope import taken_by
from fourfold.engine.suggestion import Meaning, Sign, depth_for

NEIGHBOURS, MEANT = 20, 10
_NEARLY_THE_SAME = 800
Strength = Mapping[Key, int]


class Candidates:
    """Every leaf of an index, in order, with its framework and the leaves beside it; and which outcome serves which."""

    def __init__(self, index: Index) -> None:
        frameworks = index.frameworks.values()
        self.leaves = {leaf.key: leaf for each in frameworks for leaf in each.leaves()}
        self.frameworks = {leaf.key: each for each in frameworks for leaf in each.leaves()}
        self.order = {key: place for place, key in enumerate(self.leaves)}
        self.beside = {leaf: group for each in frameworks for group in _groups(each) for leaf in group}
        served: defaultdict[Key, set[Key]] = defaultdict(set)
        for _, link in index.links():
            if link.item in self.leaves:
                served[link.outcome].add(link.item)
        self.served: Mapping[Key, set[Key]] = dict(served)

    def asked(self, leaf: Key, frameworks: Collection[Key] | None, today: date | None) -> bool:
        """Whether a leaf is of one of the frameworks asked for, and that one has not retired."""
        framework = self.frameworks[leaf]
        last = framework.retires_on_date
        retired = today is not None and last is not None and last < today
        return not retired and (frameworks is None or framework.key in frameworks)


def _groups(framework: Framework) -> Iterator[tuple[Key, ...]]:
    """The leaves of each node, and those of the first level."""
    for children in (framework.items, *(item.children for item in framework.walk())):
        yield tuple(child.key for child in children if not child.children)


class Signs:
    """What speaks for each leaf, for one outcome."""

    def __init__(self, index: Index, outcome: Key, meaning: Meaning | None) -> None:
        self.index = index
        self.outcome = index.outcomes[outcome]
        self.course = index.course_of_outcome[outcome]
        self.words = likeness(index)
        self.candidates = kept(index, "candidates", lambda: Candidates(index))
        self.meaning = meaning

    @cached_property
    def strengths(self) -> Mapping[Sign, Strength]:
        """The strength of each sign for each leaf that it speaks for, in per mille."""
        return {
            Sign.WORDS: self.words.to_leaves(self.outcome.key),
            Sign.MEANING: self._meanings(),
            Sign.ALIKE: self._alike(),
            Sign.ELSEWHERE: self._elsewhere(),
            Sign.COURSE: self._course(),
            Sign.SIBLING: self._siblings(),
            Sign.PROGRAM: self._programs(),
            Sign.TECHNOLOGY: self._technologies(),
        }

    @cached_property
    def now(self) -> Mapping[Key, Depth]:
        """The greatest depth at which the outcome serves each leaf that it serves."""
        links = self.index.links_of_course.get(self.course.key, ())
        own = [link for link in links if link.outcome == self.outcome.key and link.item in self.candidates.leaves]
        return {link.item: link.depth for link in sorted(own, key=lambda link: link.depth.rank)}

    def deeper(self, leaf: Item) -> bool:
        """Whether the outcome could serve a leaf more deeply than it does."""
        now = self.now.get(leaf.key)
        return now is None or now.rank < depth_for(self.outcome.level, leaf.depth).rank

    def serves(self, outcome: Key) -> Collection[Key]:
        """The leaves that an outcome serves."""
        return self.candidates.served.get(outcome, ())

    def _meanings(self) -> Strength:
        if self.meaning is None:
            return {}
        leaves = self.candidates.leaves
        found = self.meaning(self.outcome.text, [leaf.title for leaf in leaves.values()])
        return dict(zip(leaves, found, strict=True))

    @cached_property
    def voters(self) -> Strength:
        """The outcomes most like this one, and how much each counts, the weightiest first."""
        votes = Counter(_nearest(self.words.to_outcomes(self.outcome.key), NEIGHBOURS))
        if self.meaning is not None:
            votes.update(self._meant_alike(self.meaning))
            votes = Counter({key: amount // 2 for key, amount in votes.items()})
        return dict(sorted(votes.items(), key=lambda pair: (-pair[1], pair[0])))

    def _meant_alike(self, meaning: Meaning) -> Strength:
        """Of the outcomes most alike in meaning, the share of each in the squares of their likenesses, in per mille."""
        others = [each for each in self.index.outcomes.values() if each.key != self.outcome.key]
        alike = meaning(self.outcome.text, [each.text for each in others])
        nearest = _nearest({each.key: much for each, much in zip(others, alike, strict=True)}, MEANT)
        whole = sum(much * much for much in nearest.values())
        return {key: WHOLE * much * much // whole for key, much in nearest.items() if much}

    def _alike(self) -> Strength:
        votes: Counter[Key] = Counter()
        for outcome, amount in self.voters.items():
            votes.update(dict.fromkeys(self.serves(outcome), amount))
        return {leaf: min(WHOLE, amount) for leaf, amount in votes.items()}

    def _elsewhere(self) -> Strength:
        found: defaultdict[Key, int] = defaultdict(int)
        for leaf in self.now:
            for other, alike in self.twins(leaf).items():
                found[other] = max(found[other], alike if other != leaf else 0)
        return found

    def twins(self, leaf: Key) -> Strength:
        """The leaves of nearly the same title as one, itself among them."""
        alike = self.words.between_leaves(leaf)
        return {other: amount for other, amount in alike.items() if amount >= _NEARLY_THE_SAME}

    def _course(self) -> Strength:
        others = [each.key for each in self.course.outcomes if each.key != self.outcome.key]
        counts = Counter(leaf for each in others for leaf in self.serves(each))
        return {leaf: WHOLE * count // len(others) for leaf, count in counts.items()}

    @cached_property
    def of_course(self) -> Collection[Key]:
        """The leaves that the course serves, by whichever outcome."""
        return {leaf for each in self.course.outcomes for leaf in self.serves(each.key)}

    def _siblings(self) -> Strength:
        return dict.fromkeys((beside for leaf in self.of_course for beside in self.candidates.beside[leaf]), WHOLE)

    @cached_property
    def taking(self) -> Mapping[Key, frozenset[Key]]:
        """The programs that can take each course, by the course's key."""
        return kept(self.index, "programs taking", lambda: _taking(self.index))

    def _programs(self) -> Strength:
        taking = (self.index.programs[key] for key in self.taking.get(self.course.key, ()))
        named = {key for program in taking for key in program.named()}
        frameworks = (self.index.frameworks[key] for key in named if key in self.index.frameworks)
        return dict.fromkeys((leaf.key for each in frameworks for leaf in each.leaves()), WHOLE)

    @cached_property
    def tools(self) -> Collection[str]:
        """The codes of the course's technologies, in small letters."""
        known = self.index.technologies
        return {known[key].code.lower() for key in self.course.technologies if key in known}

    def _technologies(self) -> Strength:
        leaves = self.candidates.leaves.values()
        return {leaf.key: WHOLE for leaf in leaves if any(code.lower() in self.tools for code in leaf.technologies)}


def _nearest(alike: Strength, most: int) -> Strength:
    return dict(nsmallest(most, alike.items(), key=lambda pair: (-pair[1], pair[0])))


def _taking(index: Index) -> Mapping[Key, frozenset[Key]]:
    found: defaultdict[Key, set[Key]] = defaultdict(set)
    for plan in index.plans.values():
        for course in taken_by(index, plan):
            found[course].add(index.program_of_plan[plan.key].key)
    return {course: frozenset(programs) for course, programs in found.items()}
