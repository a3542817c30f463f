"""A tiny cluster without problems, and how to take it apart."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Depth, FrameworkKind
from fourfold.domain.link import CourseLinks
from fourfold.domain.rule import Comparator, Measure
from tests import factories as make

_Value = TypeVar("_Value")
LISTS = ("programs", "modules", "courses", "links", "rules")


def sound() -> Dossier:
    """One program of four terms: two required courses, one elective of two, a job and a certification."""
    ordinary = make.plan(
        "NET-ORD",
        make.places(C1=1, C2=2),
        make.pool("NET-EXT", "EXT", make.placed("E1", 3), make.placed("E2", 3)),
        sittings=(make.sitting("CERT", 3),),
        calendar=tuple(make.weeks(term, concentrated=2, exam=1) for term in range(1, 5)),
    )
    return make.dossier(
        make.head(("BASIC", "CORE", "EXT"), ("EULER",)),
        make.program(
            "NET", ordinary, jobs=(make.key("framework", "JOB"),), certifications=(make.certification("CERT"),)
        ),
        make.module("GROUND", "BASIC"),
        make.module("NETS", "CORE", ("NET",)),
        make.module("CLOUD", "EXT", ("NET",)),
        make.module("DATA", "EXT", ("NET",)),
        make.course("C1", "GROUND", technologies=make.keys("technology", ("EULER",))),
        make.course("C2", "NETS", outcomes=2, requisite=make.pre("C1"), projects=(make.project("C2.P", ("C2.1",)),)),
        make.course("E1", "CLOUD", requisite=make.pre("C2")),
        make.course("E2", "DATA"),
        make.framework(
            "CERT",
            make.item("CERT", "A", make.item("CERT", "A1"), make.item("CERT", "A2", depth=Depth.MASTER)),
            make.item("CERT", "B"),
        ),
        make.framework("JOB", make.item("JOB", "J1"), kind=FrameworkKind.JOB),
        make.links("C1", make.link("C1.1", "CERT/A1"), make.link("C1.1", "CERT/A2", Depth.INTRODUCE)),
        make.links("C2", make.link("C2.1", "CERT/A2", Depth.MASTER), make.link("C2.2", "JOB/J1")),
        make.links("E1", make.link("E1.1", "CERT/B")),
        make.links("E2", make.link("E2.1", "CERT/B")),
        make.rule("SHARED", Measure.COMMON_MODULES, Comparator.AT_LEAST, 1),
    )


def name(part: object) -> str:
    """What `changed` and `without` call a part: its code; a course's links are `links:CODE`."""
    if isinstance(part, CourseLinks):
        return f"links:{part.course}"
    return getattr(part, "code", "")


def changed(whole: _Value, named: str, /, **new: object) -> _Value:
    """A copy in which everything of this name has new fields; a new value may be a function of the old one."""
    copy: _Value = _changed(whole, _resolved(named), new)
    return copy


def _resolved(named: str) -> str:
    return f"links:{make.key('course', named[6:])}" if named.startswith("links:") else named


def _changed(whole: Any, named: str, new: dict[str, Any]) -> Any:  # noqa: ANN401 - any value of the domain
    if isinstance(whole, tuple):
        return tuple(_changed(each, named, new) for each in whole)
    if not is_dataclass(whole) or isinstance(whole, type):
        return whole
    below = {field.name: _changed(getattr(whole, field.name), named, new) for field in fields(whole)}
    if name(whole) == named:
        below |= {field: value(below[field]) if callable(value) else value for field, value in new.items()}
    return replace(whole, **below)


def with_parts(whole: Dossier, *parts: object) -> Dossier:
    """A copy with more parts; frameworks among them are pinned."""
    more = make.dossier(whole.cluster.head, *parts)
    both: dict[str, Any] = {each: getattr(whole.cluster, each) + getattr(more.cluster, each) for each in LISTS}
    pinned = whole.cluster.frameworks + more.cluster.frameworks
    return Dossier(
        cluster=replace(whole.cluster, **both, frameworks=pinned), frameworks=whole.frameworks + more.frameworks
    )


def without(whole: Dossier, *named: str) -> Dossier:
    """A copy without the parts of these names."""
    gone = {_resolved(each) for each in named}
    left: dict[str, Any] = {
        each: tuple(part for part in getattr(whole.cluster, each) if name(part) not in gone) for each in LISTS
    }
    frameworks = tuple(each for each in whole.frameworks if each.code not in gone)
    pinned = tuple(each.key for each in frameworks)
    return Dossier(cluster=replace(whole.cluster, **left, frameworks=pinned), frameworks=frameworks)
