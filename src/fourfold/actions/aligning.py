"""Saving strokes on links: one save for each course that they touch, merged with what others saved meanwhile.

Each course is saved or refused by itself; the answer says which, course by course. A stroke clashes where somebody else
did something else to the same link: then that course keeps what stands, and the page shows both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fourfold.actions.authority import may_edit
from fourfold.actions.editing import NEVER_SO, Draft, FieldClash, Intent, Saved, past_part, save_part
from fourfold.actions.holes import settle
from fourfold.actions.proposing import propose
from fourfold.actions.refused import Clash, Forbidden, Refused, Unavailable
from fourfold.actions.rehearsing import Rehearsal, between, with_part
from fourfold.actions.shelf import HeldPart, Opened
from fourfold.canon.encode import digest, encode
from fourfold.canon.identity import links_key
from fourfold.domain.course import Course
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.engine.aligning import Stroke, aligned, deliver, leave, leaves_below
from fourfold.engine.index import Index
from fourfold.engine.merge import merge

Bases = Mapping[Key, str]
"""By the key of a course, the digest of its links as the writer read them; "" where there were none."""

NOT_YOURS = Text(
    en="Accepting links is for those who lead the cluster: nothing was saved.",
    zh="认定关联由专业群负责人负责，未保存任何改动。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """What became of the strokes on one course: `saved`, or `refusal` says why not."""

    course: Course
    strokes: tuple[Stroke, ...]
    saved: Saved | None = None
    refusal: Refused | None = None


def may_align(viewer: Viewer, opened: Opened) -> bool:
    """Whether accepting links of a draft is the viewer's."""
    head = opened.index.cluster.head
    some = CourseLinks(key=head.key, course=head.key)
    return may_edit(viewer, institution=opened.institution, cluster=head.key, part=some)


def align(draft: Draft, opened: Opened, strokes: Iterable[Stroke], *, bases: Bases) -> tuple[Aligned, ...]:
    """Save strokes, course by course in the order of their codes; a course where nothing differs is left out.

    A course that `bases` does not name was read as `opened` has it. Raises `Forbidden` where links are not the
    viewer's to accept, and whatever else refuses the first save: then nothing is saved. What refuses a later one is
    told.
    """
    if not may_align(draft.viewer, opened):
        raise Forbidden(NOT_YOURS)
    done: list[Aligned] = []
    held_up: Unavailable | None = None
    for course, some in by_course(opened.index, strokes):
        try:
            found = _saved(draft, opened, course, some, bases.get(course.key)) if held_up is None else None
        except Refused as refusal:
            if not any(each.saved for each in done):
                raise
            held_up = refusal if isinstance(refusal, Unavailable) else None
            found = Aligned(course=course, strokes=some, refusal=refusal)
        done += [found] if found else [Aligned(course=course, strokes=some, refusal=held_up)] if held_up else []
    if any(each.saved for each in done) and held_up is None:
        settle(draft)
    return tuple(done)


def propose_strokes(
    draft: Draft,
    opened: Opened,
    strokes: Iterable[Stroke],
    *,
    bases: Bases,
    number: int | None = None,
    title: str = "",
) -> int:
    """Put strokes into the viewer's proposal of this number, or into a new one, and give the number.

    Whoever reads the draft may; each course is one change, from the links that the writer read. All or nothing.
    """
    found = (
        _intent(draft, opened, course, some, bases.get(course.key)) for course, some in by_course(opened.index, strokes)
    )
    intents = [each for each in found if each]
    if not intents:
        raise Refused(Text(en="Nothing was changed.", zh="没有任何修改。"))
    return propose(draft, *intents, number=number, title=title)


def _intent(
    draft: Draft, opened: Opened, course: Course, strokes: tuple[Stroke, ...], base: str | None
) -> Intent | None:
    read, name = _read(draft, links_of(opened, course), base)
    ours = aligned(read, strokes)
    return None if ours == read else Intent(key=read.key, base=name, ours=ours)


def by_course(index: Index, strokes: Iterable[Stroke]) -> tuple[tuple[Course, tuple[Stroke, ...]], ...]:
    """Strokes by the course whose outcome each is on; those on outcomes that are not there are left out."""
    found: defaultdict[Key, list[Stroke]] = defaultdict(list)
    for stroke in strokes:
        if course := index.course_of_outcome.get(stroke.outcome):
            found[course.key].append(stroke)
    return tuple((course, tuple(found[key])) for key, course in index.courses.items() if key in found)


def _saved(
    draft: Draft, opened: Opened, course: Course, strokes: tuple[Stroke, ...], base: str | None
) -> Aligned | None:
    standing = links_of(opened, course)
    try:
        read, name = _read(draft, standing, base)
        ours = aligned(read, strokes)
        if ours == read:
            return None
        if name is None and standing.digest:
            ours, name = _among(ours, standing), standing.digest
        return Aligned(course=course, strokes=strokes, saved=save_part(draft, ours, base=name))
    except Clash as clash:
        return Aligned(course=course, strokes=strokes, refusal=clash)


def links_of(opened: Opened, course: Course) -> HeldPart:
    """The part with the links of a course as a draft has it, with its digest; an empty one and "" where it has none."""
    key = links_key(course.key)
    for each in opened.index.cluster.links:
        if each.course == course.key:
            return HeldPart(part=each, digest=opened.digests.get(each.key, ""))
    return HeldPart(part=CourseLinks(key=key, course=course.key), digest="")


def _read(draft: Draft, standing: HeldPart, base: str | None) -> tuple[CourseLinks, str | None]:
    """The links that the writer began from, and their digest; `None` where there was no such part."""
    name = standing.digest if base is None else base
    if name == standing.digest:
        return _links(standing), name or None
    if not name:
        return _empty(_links(standing)), None
    part = past_part(draft, _links(standing).key, name)
    if not isinstance(part, CourseLinks):
        raise Refused(NEVER_SO)
    return part, name


def _links(held: HeldPart) -> CourseLinks:
    if not isinstance(held.part, CourseLinks):
        raise TypeError(held.part)
    return held.part


def _empty(links: CourseLinks) -> CourseLinks:
    return CourseLinks(key=links.key, course=links.course)


def _among(ours: CourseLinks, standing: HeldPart) -> CourseLinks:
    """Links made where there were none, merged with those that somebody else made there meanwhile."""
    theirs = _links(standing)
    merged = merge(_empty(theirs), ours, theirs)
    if merged.conflicts or merged.value is None:
        raise FieldClash(merged.conflicts, None, digest(encode(ours)), standing.digest)
    return merged.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """That a course delivers all below `items`, at `depth` or as deeply as is asked (`None`); or `nothing` of it."""

    course: Course
    framework: Framework
    items: tuple[Item, ...]
    depth: Depth | None = None
    nothing: bool = False


def strokes_of(opened: Opened, asked: Delivery, *, pending: Iterable[Stroke] = ()) -> tuple[Stroke, ...]:
    """The strokes that a delivery comes to, beside those that are `pending`."""
    own = {outcome.key for outcome in asked.course.outcomes}
    links = aligned(_links(links_of(opened, asked.course)), (each for each in pending if each.outcome in own))
    wanted = {leaf.key for item in asked.items for leaf in leaves_below(item)}
    leaves = tuple(leaf for leaf in asked.framework.leaves() if leaf.key in wanted)
    if asked.nothing:
        return leave(asked.framework, links=links, leaves=leaves)
    return deliver(opened.index, asked.framework, course=asked.course, links=links, leaves=leaves, depth=asked.depth)


def rehearse_strokes(opened: Opened, strokes: Iterable[Stroke]) -> tuple[Rehearsal, tuple[Key, ...]]:
    """What strokes would do to a draft as it stands, and the keys of the parts that they touch."""
    after, touched = opened, []
    for course, some in by_course(opened.index, strokes):
        links = _links(links_of(opened, course))
        if (made := aligned(links, some)) != links:
            after = with_part(after, links.key, made)
            touched.append(links.key)
    return between(opened, after), tuple(touched)
