"""Nouns of a cluster by what a table calls them: code, or title in either language."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol
from unicodedata import normalize

from fourfold.domain.cluster import Cluster
from fourfold.domain.course import Course
from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.exchange.table import in_one_line


class Named(Protocol):
    """What has a key, a code and a title."""

    @property
    def key(self) -> Key: ...
    @property
    def code(self) -> str: ...
    @property
    def title(self) -> Text: ...


def normal(name: str) -> str:
    """A name by which equal ones are known: without case, blanks, width and signs that nobody sees.

    >>> normal("网络技术 Ａ") == normal("网络技术a")
    True
    """
    return "".join(in_one_line(normalize("NFKC", name)).casefold().split())


@dataclass(slots=True)
class Register:
    """Nouns of one kind by code and by title."""

    codes: dict[str, Key] = field(default_factory=dict)
    titles: dict[str, set[Key]] = field(default_factory=lambda: defaultdict(set))

    def add(self, noun: Named) -> None:
        self.codes[noun.code.lower()] = noun.key
        for title in {normal(said) for said in (noun.title.en, noun.title.zh) if said}:
            self.titles[title].add(noun.key)

    def of_title(self, title: str) -> set[Key]:
        return self.titles.get(normal(title), set()) if normal(title) else set()

    def find(self, name: str) -> set[Key]:
        """The nouns that a name can mean: the one of this code, else those of this title."""
        by_code = self.codes.get(name.strip().lower())
        return {by_code} if by_code else self.of_title(name)

    def within(self, text: str) -> Key | None:
        """The noun that a text names, or whose title (or its beginning) stands in it: the longest."""
        named, said, found = self.find(text), normal(text), list[tuple[int, Key]]()
        if len(named) == 1:
            return next(iter(named))
        for title, keys in self.titles.items():
            stem = _stem(title)
            if len(keys) == 1 and len(stem) > 1 and stem in said:
                found.append((len(stem), next(iter(keys))))
        return max(found)[1] if found else None


def _stem(title: str) -> str:
    return title.removesuffix("课程").removesuffix("课").removesuffix("模块")


def register(nouns: Iterable[Named]) -> Register:
    made = Register()
    for noun in nouns:
        made.add(noun)
    return made


@dataclass(slots=True)
class Names:
    """The nouns of a cluster that tables speak of."""

    courses: Register
    modules: Register
    categories: Register
    course: dict[Key, Course]
    code_of: dict[Key, str]
    category_of: dict[Key, Key]

    def take(self, course: Course) -> None:
        """Learn of a course that is new, or has changed."""
        self.course[course.key] = course
        self.code_of[course.key] = course.code
        self.courses.add(course)


def names_of(cluster: Cluster) -> Names:
    nouns: tuple[Named, ...] = (*cluster.courses, *cluster.modules, *cluster.head.categories)
    return Names(
        courses=register(cluster.courses),
        modules=register(cluster.modules),
        categories=register(cluster.head.categories),
        course={course.key: course for course in cluster.courses},
        code_of={noun.key: noun.code for noun in nouns},
        category_of={module.key: module.category for module in cluster.modules},
    )
