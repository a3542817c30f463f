"""Links of the example held out by a fixed split, and how well a ranking finds them again.

What is held out is taken from the dossier itself, so that no sign of a ranking can know it. With a link go those of the
same outcome to items of the same title: versions of one certificate repeat each other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Outcome
from fourfold.domain.framework import Item
from fourfold.domain.link import Link
from fourfold.domain.text import Language, Text
from fourfold.engine.index import Index

TENTHS = 10
DEVELOPED, TESTED = (2, 3), (0, 1)
"""The tenths of all keys on which the weights were found, and on which figures are taken."""
FIRST, DEEPEST = 5, 20
Ranking = Callable[[Index, str], Sequence[str]]
"""An index and the key of an outcome → the leaves that it does not serve yet, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What is held out: `of` names the sort of key that decides: a link's, an outcome's or a course's."""

    of: str
    tenths: tuple[int, ...] = TESTED

    def holds(self, link: Link, course: Course | None) -> bool:
        keys = {"outcome": link.outcome, "course": course.key if course else ""}
        key = keys.get(self.of, f"{link.outcome} {link.framework} {link.item}")
        return int(sha256(key.encode()).hexdigest(), 16) % TENTHS in self.tenths


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The languages that held-out outcomes and all items have: none named means both."""

    outcomes: Language | None = None
    items: Language | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A dossier without the links held out, and the leaves that each outcome should find again."""

    dossier: Dossier
    wanted: Mapping[str, frozenset[str]]


def task(dossier: Dossier, split: Split, spoken: Spoken) -> Task:
    index = Index(dossier)
    leaves = {leaf.key for framework in dossier.frameworks for leaf in framework.leaves()}
    held = {_twin(index, link) for course, link in index.links() if split.holds(link, course)}
    out = [link for _, link in index.links() if _twin(index, link) in held]
    cluster = dossier.cluster
    kept = tuple(
        replace(part, links=tuple(each for each in part.links if _twin(index, each) not in held))
        for part in cluster.links
    )
    wanted = {
        outcome: frozenset(link.item for link in out if link.outcome == outcome and link.item in leaves)
        for outcome in {link.outcome for link in out}
    }
    courses = tuple(_course(course, set(wanted), spoken.outcomes) for course in cluster.courses)
    frameworks = tuple(
        replace(each, items=tuple(_item(item, spoken.items) for item in each.items)) for each in dossier.frameworks
    )
    return Task(Dossier(cluster=replace(cluster, links=kept, courses=courses), frameworks=frameworks), wanted)


def _twin(index: Index, link: Link) -> tuple[str, Text | None]:
    item = index.items.get(link.item)
    return link.outcome, item.title if item else None


def _course(course: Course, held: set[str], language: Language | None) -> Course:
    return replace(course, outcomes=tuple(_outcome(each, held, language) for each in course.outcomes))


def _outcome(outcome: Outcome, held: set[str], language: Language | None) -> Outcome:
    return replace(outcome, text=only(outcome.text, language)) if outcome.key in held else outcome


def _item(item: Item, language: Language | None) -> Item:
    children = tuple(_item(each, language) for each in item.children)
    return replace(item, title=only(item.title, language), children=children)


def only(text: Text, language: Language | None) -> Text:
    """The text in one language, where it has that."""
    if language is None or getattr(text, language) is None:
        return text
    return Text(en=text.en) if language == "en" else Text(zh=text.zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Means over outcomes: the share of what was held out among the first five, and 1 / the place of the first hit."""

    recall: float
    reciprocal: float
    outcomes: int


def found(given: Task, ranking: Ranking) -> Found:
    index = Index(given.dossier)
    pairs = [(wanted, ranking(index, outcome)[:DEEPEST]) for outcome, wanted in sorted(given.wanted.items())]
    return Found(
        recall=_mean(len(wanted & set(ranked[:FIRST])) / len(wanted) for wanted, ranked in pairs),
        reciprocal=_mean(_reciprocal(wanted, ranked) for wanted, ranked in pairs),
        outcomes=len(pairs),
    )


def _reciprocal(wanted: frozenset[str], ranked: Sequence[str]) -> float:
    return next((1 / place for place, leaf in enumerate(ranked, start=1) if leaf in wanted), 0)


def _mean(values: Iterator[float]) -> float:
    taken = list(values)
    return sum(taken) / len(taken) if taken else 0
