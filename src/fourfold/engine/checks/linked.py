"""A course's links with both their ends: what the checks of links read, made once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from fourfold.domain.cluster import Head
from fourfold.domain.course import Course, Outcome
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.problem import Place
from fourfold.engine.checks.places import links_place
from fourfold.engine.index import Library


class Ends:
    """The links of a course with all that they name: the course, the owner of each outcome, what stands in frameworks.

    `owners` are the courses of the part's `outcomes_of`, one by one; `None` where nobody has that outcome.
    """

    def __init__(
        self, part: CourseLinks, head: Head, library: Library, course: Course | None, *owners: Course | None
    ) -> None:
        self.part = part
        self.head = head
        self.library = library
        self.course = course
        self.outcomes = outcomes_of(part)
        self._owners = owners

    @cached_property
    def linked(self) -> tuple["Linked", ...]:
        """Every link whose outcome, item and framework exist."""
        return tuple(self._linked())

    def _linked(self) -> Iterator["Linked"]:
        served = {
            key: (outcome, owner)
            for key, owner in zip(self.outcomes, self._owners, strict=True)
            for outcome in (owner.outcomes if owner else ())
            if owner and outcome.key == key
        }
        items, frameworks = self.library.items, self.library.frameworks
        for number, link in enumerate(self.part.links):
            if link.outcome in served and link.item in items and link.framework in frameworks:
                outcome, owner = served[link.outcome]
                yield Linked(self, number, link, outcome, owner, items[link.item], frameworks[link.framework])

    @cached_property
    def numbered(self) -> dict[int, "Linked"]:
        """The same by their numbers."""
        return {each.number: each for each in self.linked}

    @cached_property
    def masters(self) -> tuple["Linked", ...]:
        """The links, whose ends exist, that master something."""
        return tuple(each for each in self.linked if each.link.depth is Depth.MASTER)

    @cached_property
    def introduced(self) -> frozenset[str]:
        """The keys of the items that links, whose ends exist, introduce or reinforce."""
        return frozenset(each.link.item for each in self.linked if each.link.depth is not Depth.MASTER)

    @cached_property
    def repeats(self) -> bool:
        """Whether two of the links have the same ends."""
        return len({(each.link.outcome, each.link.item) for each in self.linked}) < len(self.linked)

    def place(self, path: str = "") -> Place:
        """Where the links stand, or something inside them."""
        return links_place(self.part, self.course, path)


@dataclass(frozen=True, slots=True)
class Linked:
    """A link whose ends exist: its part and number, its outcome with the owner, its item and the framework it names."""

    ends: Ends
    number: int
    link: Link
    outcome: Outcome
    owner: Course
    item: Item
    framework: Framework

    def place(self, field: str = "") -> Place:
        """Where the link stands, or one of its fields."""
        return self.ends.place(f"/links/{self.number}{field}")

    def names(self) -> dict[str, str]:
        """The codes of both ends."""
        return {"outcome": self.outcome.code, "item": self.item.code, "framework": self.framework.code}


def outcomes_of(part: CourseLinks) -> tuple[str, ...]:
    """The keys of the outcomes that a part's links name, each once."""
    return tuple(dict.fromkeys(link.outcome for link in part.links))
