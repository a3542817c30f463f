"""A tiny cluster without problems, and how to take it apart."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Depth, FrameworkKind
from fourfold.domain.rule import Comparator, Measure
from tests import factories as make

_Value = TypeVar("_Value")


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
        make.rule("HOURS", Measure.HOURS, Comparator.AT_LEAST, 192),
    )


def changed(whole: _Value, code: str, **new: object) -> _Value:
    """A copy in which everything that has this code (or this course's links: `links:CODE`) has new fields.

    A new value may be a function of the old one.
    """
    if isinstance(whole, tuple):
        return tuple(changed(each, code, **new) for each in whole)  # type: ignore[return-value]  # still a tuple
    if not is_dataclass(whole) or isinstance(whole, type):
        return whole
    below = {f.name: changed(getattr(whole, f.name), code, **new) for f in fields(whole)}
    if code in {getattr(whole, "code", None), f"links:{getattr(whole, 'course', None)}"}:
        below |= {name: value(below[name]) if callable(value) else value for name, value in new.items()}
    return replace(whole, **below)


def with_parts(whole: Dossier, *parts: object) -> Dossier:
    """A copy with more parts; frameworks among them are pinned."""
    more = make.dossier(whole.cluster.head, *parts)
    names = ("programs", "modules", "courses", "links", "rules", "frameworks")
    both = {name: getattr(whole.cluster, name) + getattr(more.cluster, name) for name in names}
    return Dossier(cluster=replace(whole.cluster, **both), frameworks=whole.frameworks + more.frameworks)


def without(whole: Dossier, *codes: str) -> Dossier:
    """A copy without the parts of these codes; a course's links are `links:CODE`."""
    gone = {*codes, *(f"links:{make.key('course', code[6:])}" for code in codes if code.startswith("links:"))}

    def kept(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            each
            for each in parts
            if getattr(each, "code", None) not in gone and f"links:{getattr(each, 'course', None)}" not in gone
        )

    names = ("programs", "modules", "courses", "links", "rules")
    left: dict[str, Any] = {name: kept(getattr(whole.cluster, name)) for name in names}
    frameworks = kept(whole.frameworks)
    pinned = tuple(each.key for each in frameworks)
    return Dossier(cluster=replace(whole.cluster, **left, frameworks=pinned), frameworks=frameworks)
