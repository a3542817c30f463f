"""The count that racing writers raise, the releases among it, and every state that the draft has been in."""

from dataclasses import replace
from itertools import groupby

from fourfold.canon.parts import root
from fourfold.domain.course import CognitiveLevel, Course, Outcome
from fourfold.domain.framework import Framework, Item
from fourfold.domain.person import Role, Viewer
from fourfold.domain.text import Text
from fourfold.store.held import Held
from fourfold.store.models import Change, Event, Release
from fourfold.store.read import Kept, draft_at, parts_of
from fourfold.store.values import frameworks_of
from tests.actions.cast import asking
from tests.actions.worker import CLUSTER, COURSE, INSTITUTION
from tests.web import small


def lin(seed: int) -> Viewer:
    """One of many who lead the cluster."""
    return asking(f"lin-{seed}", INSTITUTION, (Role.LEAD, None))


def _kept(viewer: Viewer) -> Kept:
    kept = draft_at(INSTITUTION, CLUSTER, viewer)
    assert kept is not None
    return kept


def root_of_draft(viewer: Viewer) -> str:
    """The root of the draft as it stands."""
    return _kept(viewer).root


def course_of(viewer: Viewer) -> tuple[Course, str]:
    """The course whose title is the count, and its digest."""
    values = parts_of(_kept(viewer).held.parts.values())
    return next((value, name) for name, value in values.items() if isinstance(value, Course) and value.code == COURSE)


def count_of(course: Course) -> int:
    """The count: 0 before anybody has counted."""
    said = course.title.in_language("en")
    return int(said) if said.isdigit() else 0


def mine(course: Course, seed: int, number: int) -> Course:
    """The course with the outcome of one worker at a number; the worker adds it at first."""
    text = Text(en=str(number))
    said = Outcome(key=small.key("outcome", f"of {seed}"), code=f"W{seed}", text=text, level=CognitiveLevel.APPLY)
    others = tuple(each for each in course.outcomes if each.key != said.key)
    at = next((at for at, each in enumerate(course.outcomes) if each.key == said.key), len(others))
    return replace(course, outcomes=(*others[:at], said, *others[at:]))


def framework_of(viewer: Viewer) -> tuple[Framework, str]:
    """The first framework of the small cluster, and the root that it is pinned at."""
    root = _kept(viewer).held.frameworks[small.HCIA.key]
    return frameworks_of([root])[root], root


def my_item(framework: Framework, seed: int, number: int) -> Framework:
    """The framework with the item of one worker at a number, in its first area; the worker adds it at first."""
    area, *others = framework.items
    mine = Item(key=small.key("item", f"of {seed}"), code=f"W{seed}", title=Text(en=str(number)))
    at = next((at for at, each in enumerate(area.children) if each.key == mine.key), len(area.children))
    children = (*area.children[:at], mine, *area.children[at + 1 :])
    return replace(framework, items=(replace(area, children=children), *others))


def items() -> dict[str, int]:
    """How far each worker's item has come."""
    found = framework_of(lin(0))[0].walk()
    return {each.code: int(each.title.in_language("en")) for each in found if each.code.startswith("W")}


def numbers() -> dict[str, int]:
    """How far each worker's outcome has come."""
    outcomes = course_of(lin(0))[0].outcomes
    return {each.code: int(each.text.in_language("en")) for each in outcomes if each.code.startswith("W")}


def states() -> list[str]:
    """The root of the draft after each transaction, folded from the Changes; the last is the draft itself."""
    kept = _kept(lin(0))
    frameworks, held, found = set(kept.held.frameworks), dict[str, str](), list[str]()
    rows = Change.objects.filter(document_id=kept.key).values_list("who", "at", "key", "before", "after")
    for _, moved in groupby(rows, key=lambda row: (row[0], row[1])):
        for _, _, key, before, after in moved:
            assert held.get(str(key), "") == before
            held[str(key)] = after
        parts = {key: name for key, name in held.items() if name and key not in frameworks}
        pinned = {key: name for key, name in held.items() if name and key in frameworks}
        found.append(root(Held(parts=parts, frameworks=pinned).manifest(kept.key)))
    assert found[-1] == kept.root
    return found


def releases() -> dict[str, str]:
    """Every release by name, with its root; each is told exactly once."""
    found = dict(Release.objects.values_list("name", "manifest_id"))
    assert Event.objects.filter(deed="published").count() == len(found)
    return found
