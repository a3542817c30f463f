"""A legal choice in words: which electives, in which terms."""

from dataclasses import dataclass

from fourfold.domain.text import Text
from fourfold.engine.choices import Choice
from fourfold.engine.index import Index
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True)
class Taken:
    """An elective that is taken."""

    course: Named
    term: int
    pool: Text | Words


@dataclass(frozen=True, slots=True)
class Told:
    """Every elective of a choice; required courses are understood."""

    taken: tuple[Taken, ...]


def told(index: Index, address: Address, choice: Choice | None) -> Told | None:
    """The choice with its courses named; None where none is known."""
    if choice is None:
        return None
    found = []
    for each in choice.taken:
        course, pool = index.courses[each.course], index.pools.get(each.pool)
        named = Named(course.title, address.to("course", course.code), code=course.code)
        found.append(Taken(named, each.term, pool.title if pool else ""))
    return Told(tuple(sorted(found, key=lambda each: (each.term, each.course.code))))
