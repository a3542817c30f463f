"""D: references that dangle, keys and codes used twice, what is kept for nobody."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

from fourfold.domain.catalogue_documents import DANGLING, dangling_details
from fourfold.domain.problem import Place
from fourfold.engine.checks.places import head_place, links_place, part_place
from fourfold.engine.checks.references import parts, references
from fourfold.engine.checks.registry import Finding, Scene, at, registered
from fourfold.engine.index import Index


def _dangling(noun: str) -> Callable[[Scene], Iterator[Finding]]:
    def check(scene: Scene) -> Iterator[Finding]:
        for place, key in scene.dangling.get(noun, ()):
            yield Finding(place, dangling_details(place.path, key))

    return check


for _noun, _kind in DANGLING.items():
    registered(_kind.code)(_dangling(_noun))


def nouns(index: Index) -> list[tuple[str, str, str, Place]]:
    """Everything that has a key and a code: noun, key, code, and the place of its part."""
    return [each for where, part in parts(index) for each in _nouns(part, where)]


def _nouns(value: object, where: Place) -> Iterator[tuple[str, str, str, Place]]:
    key, code = getattr(value, "key", None), getattr(value, "code", None)
    if key is not None and code is not None:
        yield type(value).__name__.lower(), key, code, where
    for field in fields(value) if is_dataclass(value) else ():
        child = getattr(value, field.name)
        if isinstance(child, tuple):
            for number, each in enumerate(child):
                if hasattr(each, "key"):
                    path = f"{where.path}/{field.name}/{number}"
                    yield from _nouns(each, Place(noun=where.noun, key=where.key, code=where.code, path=path))


@registered("D009")
def duplicate_key(scene: Scene) -> Iterator[Finding]:
    """A key that two nouns have."""
    first: dict[str, tuple[str, str]] = {}
    for noun, key, code, where in scene.once(nouns):
        if key in first:
            yield at(where, key=key, noun=first[key][0], other=first[key][1])
        first.setdefault(key, (noun, code))


@registered("D010")
def duplicate_code(scene: Scene) -> Iterator[Finding]:
    """A code that two nouns of one kind have, capitals ignored; items within their framework."""
    seen: set[tuple[str, str, str]] = set()
    for noun, _, code, where in scene.once(nouns):
        name = (noun, where.key or "" if noun == "item" else "", code.lower())
        if name in seen:
            yield at(where, noun=noun, code=code)
        seen.add(name)


@registered("D011")
def links_twice(scene: Scene) -> Iterator[Finding]:
    """A second part with links of the same course."""
    seen: set[str] = set()
    for part in scene.index.cluster.links:
        if part.course in seen:
            where = links_place(scene.index, part)
            yield at(where, course=where.code or part.course)
        seen.add(part.course)


@registered("D012")
def unpinned_framework(scene: Scene) -> Iterator[Finding]:
    """A framework beside the cluster that the cluster does not pin."""
    pinned = set(scene.index.cluster.frameworks)
    for framework in scene.index.dossier.frameworks:
        if framework.key not in pinned:
            yield at(head_place(scene.index, "/frameworks"), framework=framework.code)


@registered("D013")
def unused_framework(scene: Scene) -> Iterator[Finding]:
    """A framework that nothing in the cluster refers to and no other version supersedes."""
    used = {key for _, part in parts(scene.index) for _, noun, key in references(part) if noun == "framework"}
    for framework in scene.index.dossier.frameworks:
        if framework.key not in used:
            yield at(part_place(framework), framework=framework.code)


@registered("D014")
def unused_technology(scene: Scene) -> Iterator[Finding]:
    """A technology that no course names."""
    used = {key for course in scene.index.cluster.courses for key in course.technologies}
    for number, technology in enumerate(scene.index.cluster.head.technologies):
        if technology.key not in used:
            yield at(head_place(scene.index, f"/technologies/{number}"), technology=technology.code)


@registered("D015")
def unused_category(scene: Scene) -> Iterator[Finding]:
    """A category without modules and pools."""
    used = Counter(module.category for module in scene.index.cluster.modules)
    used.update(pool.category for plan in scene.index.plans.values() for pool in plan.pools)
    for number, category in enumerate(scene.index.cluster.head.categories):
        if not used[category.key]:
            yield at(head_place(scene.index, f"/categories/{number}"), category=category.code)


@registered("D016")
def foreign_outcome_in_project(scene: Scene) -> Iterator[Finding]:
    """A project that exercises an outcome of another course."""
    owners = scene.index.course_of_outcome
    for course in scene.index.cluster.courses:
        for number, project in enumerate(course.projects):
            for place, key in enumerate(project.outcomes):
                owner = owners.get(key)
                if owner is not None and owner.key != course.key:
                    where = part_place(course, f"/projects/{number}/outcomes/{place}")
                    outcome = scene.index.outcomes[key].code
                    yield at(where, project=project.code, outcome=outcome, owner=owner.code)
