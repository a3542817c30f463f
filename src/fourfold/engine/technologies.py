"""Technologies: which courses name one, which items of frameworks ask for it, and which courses serve those."""

from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, Item
from fourfold.domain.marks import Key
from fourfold.engine.index import Index


def naming(index: Index, *, technology: Key) -> tuple[Course, ...]:
    """The courses that name a technology, in the cluster's order.

    Example: if only NT-B says that it uses openEuler, it is the only one here, whatever else other courses teach.
    """
    return tuple(course for course in index.courses.values() if technology in course.technologies)


def asking(index: Index, *, technology: Key) -> tuple[tuple[Framework, Item], ...]:
    """Every item, of whatever depth in its tree, that names a technology by its code, with its framework.

    Example: if a leaf of a job profile names `openeuler`, it is here with that profile; the area above it is not.
    """
    code = index.technologies[technology].code
    return tuple(
        (framework, item)
        for framework in index.frameworks.values()
        for item in framework.walk()
        if code in item.technologies
    )


def serving(index: Index, *, framework: Key, item: Item) -> tuple[Key, ...]:
    """The courses with a link to an item or to anything below it, in the cluster's order.

    Example: an area of two leaves, each linked from one course, is served by both courses.
    """
    below = {each.key for each in item.walk()}
    served = index.served.get(framework, {})
    return tuple(key for key in index.courses if below & served.get(key, {}).keys())
