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
    """An elective that is taken; `apart` where the choice that it is compared with does without it."""

    course: Named
    term: int
    pool: Text | Words
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Every elective of a choice; required courses are understood."""

    taken: tuple[Taken, ...]


def told(index: Index, address: Address, choice: Choice | None, other: Choice | None = None) -> Told | None:
    """The choice with its courses named, beside another one where there is one; None where none is known."""
    if choice is None:
        return None
    found = []
    common = {each.course for each in (other or choice).taken}
    for each in choice.taken:
        course, pool = index.courses[each.course], index.pools.get(each.pool)
        named = Named(course.title, address.to("course", course.code), code=course.code)
        found.append(Taken(named, each.term, pool.title if pool else "", each.course not in common))
    return Told(tuple(sorted(found, key=lambda each: (each.term, each.course.code))))
