"""Links with both their ends: what the checks of links read, made once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from fourfold.domain.course import Outcome
from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.problem import Place
from fourfold.engine.checks.places import links_place
from fourfold.engine.index import Index


@dataclass(frozen=True)
class Linked:
    """A link whose ends exist: its part and number, its outcome, framework and item."""

    index: Index
    part: CourseLinks
    number: int
    link: Link

    @cached_property
    def outcome(self) -> Outcome:
        """The outcome that serves."""
        return self.index.outcomes[self.link.outcome]

    @cached_property
    def item(self) -> Item:
        """The item that is served."""
        return self.index.items[self.link.item]

    @cached_property
    def framework(self) -> Framework:
        """The framework that the link names."""
        return self.index.frameworks[self.link.framework]

    def place(self, field: str = "") -> Place:
        """Where the link stands, or one of its fields."""
        return links_place(self.index, self.part, f"/links/{self.number}{field}")

    def names(self) -> dict[str, str]:
        """The codes of both ends."""
        return {"outcome": self.outcome.code, "item": self.item.code, "framework": self.framework.code}


def linked(index: Index) -> Iterator[Linked]:
    """Every link whose outcome, framework and item exist."""
    for part in index.cluster.links:
        for number, link in enumerate(part.links):
            if link.outcome in index.outcomes and link.item in index.items and link.framework in index.frameworks:
                yield Linked(index, part, number, link)
