"""Holes that somebody sees to: at every level of a framework, in a course, a program or the whole cluster.

Whoever may edit the course, the program or the links of the cluster gives its holes to one of the staff, with a day.
Whether a hole is closed is read from the draft, so that an undo opens it again with the same owner; when it was first
found closed is kept, and told in the audit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from fourfold.actions.authority import may_edit
from fourfold.actions.deeds import Deed, record
from fourfold.actions.editing import Draft
from fourfold.actions.refused import Clash, Forbidden, Refused
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.kinds import Part
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, Item
from fourfold.domain.hole import HoleTask
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.aligning import Holes, holes, within
from fourfold.engine.index import Index
from fourfold.store import holes as kept
from fourfold.store import people

FORBIDDEN = Text(
    en="Who sees to a hole is for those to say who may edit there.", zh="只有可以编辑此处内容的人员才能指定责任人。"
)
GONE = Text(en="Nothing is unmet there any more.", zh="此处已没有未满足的条目。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a hole is: in a course, in what a program can take, else in the whole cluster."""

    course: Course | None = None
    program: Program | None = None

    def key_in(self, index: Index) -> Key:
        """The key that a task is kept under."""
        noun = self.course or self.program
        return noun.key if noun else index.cluster.head.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """One node below which something is unmet: an item, or `None` for the whole framework.

    `leaves` are below it, `holes` of them unmet; `reached` is the greatest rank where it is a leaf itself. `depth`
    counts what stands above it. `task` says who sees to it.
    """

    node: Item | None
    leaves: int
    holes: int
    reached: int
    depth: int
    task: HoleTask | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The holes of a framework in a scope, level by level in its order; whom they can be given to, by id and name."""

    framework: Framework
    scope: Scope
    nodes: tuple[Unmet, ...]
    names: Mapping[str, str]
    staff: tuple[tuple[str, str], ...]
    may: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HoleDue:
    """A task with what is still unmet of it: `holes` of `leaves`, below `node` (`None`: the whole framework).

    `name` is its owner's, looked up now.
    """

    opened: Opened
    task: HoleTask
    framework: Framework
    node: Item | None
    scope: Scope
    leaves: int
    holes: int
    name: str = ""


def may_give(viewer: Viewer, opened: Opened, scope: Scope) -> bool:
    """Whether the viewer may say who sees to the holes of a scope."""
    head = opened.index.cluster.head
    part: Part = scope.course or scope.program or CourseLinks(key=head.key, course=head.key)
    return may_edit(viewer, institution=opened.institution, cluster=head.key, part=part)


def holes_of(opened: Opened, framework: Framework, scope: Scope) -> Sight:
    """The holes of a framework in a scope of a draft, for whoever reads it."""
    index, viewer = opened.index, opened.viewer
    courses = within(index, program=scope.program, course=scope.course)
    where = scope.key_in(index)
    tasks = {each.node: each for each in _tasks(opened) if (each.framework, each.scope) == (framework.key, where)}
    may = may_give(viewer, opened, scope)
    return Sight(
        framework=framework,
        scope=scope,
        nodes=tuple(_nodes(framework, holes(index, framework, courses), tasks)),
        names=people.names_of({each.owner for each in tasks.values()}),
        staff=tuple((each.id, each.name) for each in people.staff_of(opened.institution)) if may else (),
        may=may,
    )


def _tasks(opened: Opened) -> tuple[HoleTask, ...]:
    return kept.tasks_of(opened.index.cluster.head.key)


def _nodes(framework: Framework, found: Holes, tasks: Mapping[Key, HoleTask]) -> Iterator[Unmet]:
    reached = {hole.item.key: hole.reached for hole in found.holes}
    if found.holes:
        yield Unmet(
            node=None,
            leaves=len(framework.leaves()),
            holes=len(found.holes),
            reached=0,
            depth=0,
            task=tasks.get(framework.key),
        )
    for item in framework.items:
        yield from _below(item, 1, found, reached, tasks)


def _below(
    item: Item, depth: int, found: Holes, reached: Mapping[Key, int], tasks: Mapping[Key, HoleTask]
) -> Iterator[Unmet]:
    count = found.areas.get(item.key)
    unmet = count.holes if count else int(item.key in reached)
    if unmet:
        yield Unmet(
            node=item,
            leaves=count.leaves if count else 1,
            holes=unmet,
            reached=reached.get(item.key, 0),
            depth=depth,
            task=tasks.get(item.key),
        )
    for child in item.children:
        yield from _below(child, depth + 1, found, reached, tasks)


def give(draft: Draft, opened: Opened, place: "Place", *, owner: str, due_date: date) -> None:
    """Let somebody of the staff see to what is unmet below a node of a framework, in a scope, by a day."""
    _require(draft, opened, place.scope)
    if owner not in {each.id for each in people.staff_of(opened.institution)}:
        raise Refused(Text(en="An owner is somebody of the staff.", zh="责任人须为本机构的教职人员。"))
    if due_date < opened.today:
        raise Refused(Text(en="That day has gone by.", zh="该日期已过。"))
    task = HoleTask(
        framework=place.framework.key,
        node=place.key,
        scope=place.scope.key_in(opened.index),
        owner=owner,
        due_date=due_date,
        who=draft.viewer.who,
        at=draft.now,
    )
    if _unmet(opened.index, task) == 0:
        raise Refused(GONE)
    with transaction.atomic():
        kept.give(opened.index.cluster.head.key, task)
        _record(draft, opened, Deed.HOLE_GIVEN, task, due_date.isoformat())


def take_back(draft: Draft, opened: Opened, place: "Place") -> None:
    """Let nobody see to a hole any more."""
    _require(draft, opened, place.scope)
    named = place.framework.key, place.key, place.scope.key_in(opened.index)
    with transaction.atomic():
        task = next((each for each in _tasks(opened) if each.place == named), None)
        if task is None or not kept.take(opened.index.cluster.head.key, named):
            raise Clash(Text(en="Nobody sees to it any more.", zh="此项已没有责任人。"))
        _record(draft, opened, Deed.HOLE_TAKEN_BACK, task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A node of a framework, `None` for all of it, in a scope."""

    framework: Framework
    node: Item | None
    scope: Scope

    @property
    def key(self) -> Key:
        """The key that a task names."""
        return self.node.key if self.node else self.framework.key


def settle(draft: Draft) -> None:
    """Keep of the tasks of a draft, as it stands now, when each was found closed, and that others are open again."""
    opened = open_cluster(draft.institution, draft.cluster, viewer=draft.viewer, today=draft.now.date())
    if opened is not None and opened.given:
        for task in _tasks(opened):
            _settle(draft, opened, task)


def _settle(draft: Draft, opened: Opened, task: HoleTask) -> None:
    closed = _unmet(opened.index, task) == 0
    if closed == (task.closed_at is not None):
        return
    with transaction.atomic():
        at = draft.now if closed else None
        if kept.close(opened.index.cluster.head.key, task.place, at=at) and closed:
            _record(draft, opened, Deed.HOLE_CLOSED, task)


def owed_to(viewer: Viewer, drafts: Sequence[Opened]) -> tuple[HoleDue, ...]:
    """What is unmet in these drafts and the viewer's to see to, what is due first."""
    by_key = {each.index.cluster.head.key: each for each in drafts}
    placed = kept.tasks_owned(by_key, viewer.who) if by_key else ()
    return tuple(due for key, task in placed for due in _due(by_key[key], task))


def open_tasks(opened: Opened) -> tuple[HoleDue, ...]:
    """Every task of a draft of which something is still unmet, what is due first."""
    tasks = _tasks(opened) if opened.given else ()
    names = people.names_of({each.owner for each in tasks})
    found = (due for task in tasks for due in _due(opened, task))
    return tuple(replace(each, name=names.get(each.task.owner, "")) for each in found)


def _due(opened: Opened, task: HoleTask) -> Iterator[HoleDue]:
    index = opened.index
    framework = index.frameworks.get(task.framework)
    unmet = _unmet(index, task)
    if framework and unmet:
        node = None if task.node == framework.key else index.items[task.node]
        yield HoleDue(
            opened=opened,
            task=task,
            framework=framework,
            node=node,
            scope=_scope(index, task.scope) or Scope(),
            leaves=len(_leaves(framework, task.node)),
            holes=unmet,
        )


def _unmet(index: Index, task: HoleTask) -> int:
    """How many leaves are unmet; none where the framework, the node or the scope is not there any more."""
    framework, scope = index.frameworks.get(task.framework), _scope(index, task.scope)
    if framework is None or scope is None:
        return 0
    found = holes(index, framework, within(index, program=scope.program, course=scope.course))
    below = {leaf.key for leaf in _leaves(framework, task.node)}
    return sum(hole.item.key in below for hole in found.holes)


def _leaves(framework: Framework, node: Key) -> tuple[Item, ...]:
    if node == framework.key:
        return framework.leaves()
    chosen = next((each for each in framework.walk() if each.key == node), None)
    return tuple(each for each in chosen.walk() if not each.children) if chosen else ()


def _scope(index: Index, key: Key) -> Scope | None:
    if key == index.cluster.head.key:
        return Scope()
    if key in index.courses:
        return Scope(course=index.courses[key])
    return Scope(program=index.programs[key]) if key in index.programs else None


def seeing_to(tasks: Iterable[HoleDue], framework: Framework, item: Key, scopes: Sequence[Key]) -> HoleDue | None:
    """Who sees to a leaf: of these tasks the one of the first of `scopes` and there of the nearest node above it."""
    found = {each.task.place: each for each in tasks}
    nodes = [*_path(framework.items, item), framework.key]
    places = ((framework.key, node, scope) for scope in scopes for node in nodes)
    return next((found[place] for place in places if place in found), None)


def _path(items: Iterable[Item], key: Key) -> tuple[Key, ...]:
    """An item and what stands above it, from below."""
    for each in items:
        if each.key == key:
            return (key,)
        if found := _path(each.children, key):
            return (*found, each.key)
    return ()


def _require(draft: Draft, opened: Opened, scope: Scope) -> None:
    if not may_give(draft.viewer, opened, scope):
        raise Forbidden(FORBIDDEN)


def _record(draft: Draft, opened: Opened, deed: Deed, task: HoleTask, said: str = "") -> None:
    """Tell the audit, by codes: whose it is stands there as an id."""
    index = opened.index
    framework, item = index.frameworks.get(task.framework), index.items.get(task.node)
    scope = _scope(index, task.scope)
    noun = (scope.course or scope.program) if scope else None
    about = f"{opened.institution}/{opened.code}/align/{framework.code if framework else task.framework}"
    words = (item.code if item else "", noun.code if noun else "", said)
    record(
        draft.viewer,
        deed,
        about,
        institution=opened.institution,
        at=draft.now,
        reason=", ".join(filter(None, words)),
        owner=task.owner,
    )
