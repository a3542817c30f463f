"""Proposing one link of a course: an outcome, an item, how deeply; or that there be none."""

from dataclasses import dataclass, replace

from fourfold.actions.editing import Draft, Intent
from fourfold.actions.proposing import propose
from fourfold.actions.refused import Refused
from fourfold.actions.shelf import Opened
from fourfold.canon.agreement import link_order
from fourfold.canon.identity import links_key
from fourfold.domain.course import Course
from fourfold.domain.framework import Depth
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Key
from fourfold.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The link that somebody would see: keys of an outcome, a framework and one of its leaves; no depth: no link.

    Of a link that is there already, what is not said here stays as it is.
    """

    outcome: Key
    framework: Key
    item: Key
    depth: Depth | None
    rationale: Text | None = None


def propose_link(
    draft: Draft, found: Opened, course: Course, wanted: Wanted, *, number: int | None = None, title: str = ""
) -> int:
    """Put a link of a course into the viewer's proposal of this number, or into a new one; the number."""
    _refuse_unknown(found, course, wanted)
    links = links_of(found, course)
    made = CourseLinks(key=links.key, course=course.key, links=with_link(links, wanted), footing=links.footing)
    intent = Intent(key=links.key, base=found.digests.get(links.key), ours=made)
    return propose(draft, intent, number=number, title=title)


def links_of(found: Opened, course: Course) -> CourseLinks:
    """The links that a draft has of a course; none where it has no such part."""
    held = (each for each in found.index.cluster.links if each.course == course.key)
    return next(held, CourseLinks(key=links_key(course.key), course=course.key))


def _refuse_unknown(found: Opened, course: Course, wanted: Wanted) -> None:
    framework = found.index.frameworks.get(wanted.framework)
    leaves = {each.key for each in framework.walk() if not each.children} if framework else set()
    if wanted.outcome not in {each.key for each in course.outcomes} or wanted.item not in leaves:
        raise Refused(Text(en="Choose an outcome and an item.", zh="请选择学习成果和标准条目。"))


def with_link(links: CourseLinks, wanted: Wanted) -> tuple[Link, ...]:
    """The links of a course with the one that is wanted, or without it."""
    named = (wanted.outcome, wanted.framework, wanted.item)
    others = tuple(each for each in links.links if link_order(each) != named)
    if wanted.depth is None:
        return others
    return tuple(sorted((*others, _made(links, wanted, wanted.depth)), key=link_order))


def _made(links: CourseLinks, wanted: Wanted, depth: Depth) -> Link:
    named = (wanted.outcome, wanted.framework, wanted.item)
    held = next((each for each in links.links if link_order(each) == named), None)
    if held is not None:
        return replace(held, depth=depth, rationale=wanted.rationale or held.rationale)
    return Link(
        outcome=wanted.outcome,
        framework=wanted.framework,
        item=wanted.item,
        depth=depth,
        rationale=wanted.rationale,
    )
