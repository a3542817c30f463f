"""D: references that dangle, keys and codes used twice, what is kept for nobody."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from operator import attrgetter

from fourfold.domain.catalogue_documents import DANGLING, dangling_details
from fourfold.engine.checks.places import head_place, part_place
from fourfold.engine.checks.portion import Noun, Portion, name_of
from fourfold.engine.checks.registry import Finding, Scene, at, registered


def _dangling(noun: str) -> Callable[[Scene], Iterator[Finding]]:
    def check(scene: Scene) -> Iterator[Finding]:
        for place, key in scene.dangling.get(noun, ()):
            yield Finding(place, dangling_details(place.path, key))

    return check


for _noun, _kind in DANGLING.items():
    registered(_kind.code)(_dangling(_noun))


def _repeated(scene: Scene, of: Callable[[Portion], frozenset[Hashable]]) -> bool:
    """Whether two nouns have the same key or name, which hardly ever happens and is seldom looked into."""
    return len(frozenset().union(*map(of, scene.portions))) < sum(len(each.nouns) for each in scene.portions)


def _nouns(scene: Scene) -> Iterator[Noun]:
    return (noun for portion in scene.portions for noun in portion.nouns)


@registered("D009")
def duplicate_key(scene: Scene) -> Iterator[Finding]:
    """A key that two nouns have."""
    first: dict[str, tuple[str, str]] = {}
    for noun, key, code, where in _nouns(scene) if _repeated(scene, attrgetter("keys")) else ():
        if key in first:
            yield at(where, key=key, noun=first[key][0], other=first[key][1])
        first.setdefault(key, (noun, code))


@registered("D010")
def duplicate_code(scene: Scene) -> Iterator[Finding]:
    """A code that two nouns of one kind have, capitals ignored; items within their framework."""
    seen: set[tuple[str, str, str]] = set()
    for each in _nouns(scene) if _repeated(scene, attrgetter("names")) else ():
        noun, _, code, where = each
        if name_of(each) in seen:
            yield at(where, noun=noun, code=code)
        seen.add(name_of(each))


@registered("D011")
def links_twice(scene: Scene) -> Iterator[Finding]:
    """A second part with links of the same course."""
    seen: set[str] = set()
    for each in scene.ends:
        if each.part.course in seen:
            yield at(each.place(), course=each.place().code or each.part.course)
        seen.add(each.part.course)


@registered("D012")
def unpinned_framework(scene: Scene) -> Iterator[Finding]:
    """A framework beside the cluster that the cluster does not pin."""
    pinned = set(scene.index.cluster.frameworks)
    for framework in scene.index.dossier.frameworks:
        if framework.key not in pinned:
            yield at(head_place(scene.index.cluster.head, "/frameworks"), framework=framework.code)


@registered("D013")
def unused_framework(scene: Scene) -> Iterator[Finding]:
    """A framework that nothing in the cluster refers to and no other version supersedes."""
    used = frozenset[str]().union(*(portion.mentions.get("framework", ()) for portion in scene.portions))
    for framework in scene.index.dossier.frameworks:
        if framework.key not in used:
            yield at(part_place(framework), framework=framework.code)


@registered("D014")
def unused_technology(scene: Scene) -> Iterator[Finding]:
    """A technology that no course names."""
    used = {key for course in scene.index.cluster.courses for key in course.technologies}
    for number, technology in enumerate(scene.index.cluster.head.technologies):
        if technology.key not in used:
            yield at(head_place(scene.index.cluster.head, f"/technologies/{number}"), technology=technology.code)


@registered("D015")
def unused_category(scene: Scene) -> Iterator[Finding]:
    """A category without modules and pools."""
    used = Counter(module.category for module in scene.index.cluster.modules)
    used.update(pool.category for plan in scene.index.plans.values() for pool in plan.pools)
    for number, category in enumerate(scene.index.cluster.head.categories):
        if not used[category.key]:
            yield at(head_place(scene.index.cluster.head, f"/categories/{number}"), category=category.code)


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
