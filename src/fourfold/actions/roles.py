"""Roles: in which part of an institution each can be held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from fourfold.actions.refused import Refused
from fourfold.actions.shelf import on_shelf, open_cluster
from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.person import Granted, Role, Viewer
from fourfold.domain.program import Program
from fourfold.domain.text import Text

HELD_IN: dict[Role, str] = {Role.LEAD: "cluster", Role.PROGRAM_LEAD: "program", Role.TEACHER: "course"}
"""The noun that a role is held in; the others are held in all of an institution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A part that a role can be held in: its noun, its key, its code, its title, the cluster it stands in."""

    noun: str
    key: str
    code: str
    title: Text
    cluster: str


def holdings(viewer: Viewer, institution: str) -> tuple[Holding, ...]:
    """Every cluster, program and course of an institution's drafts, in this order."""
    found = [
        each
        for shelved in on_shelf(viewer)
        if shelved.draft and shelved.address.institution.lower() == institution.lower()
        for each in _inside(viewer, shelved.address.institution, shelved.address.code)
    ]
    return tuple(sorted(found, key=lambda each: list(HELD_IN.values()).index(each.noun)))


def parts_named(viewer: Viewer, grants: Iterable[Granted]) -> dict[str, Holding]:
    """The parts that grants are held in, by key, as far as the viewer sees them."""
    institutions = {each.institution for each in grants if each.key}
    return {each.key: each for code in institutions for each in holdings(viewer, code)}


def _inside(viewer: Viewer, institution: str, code: str) -> tuple[Holding, ...]:
    opened = open_cluster(institution, code, viewer=viewer, today=datetime.now(UTC).date())
    if opened is None:
        return ()
    cluster = opened.index.cluster
    nouns: dict[str, tuple[Head | Program | Course, ...]] = {
        "cluster": (cluster.head,),
        "program": cluster.programs,
        "course": cluster.courses,
    }
    return tuple(
        Holding(noun=noun, key=each.key, code=each.code, title=each.title, cluster=code)
        for noun, parts in nouns.items()
        for each in parts
    )


def checked(viewer: Viewer, granted: Granted) -> Granted:
    """A grant that makes sense: a role is held in a part of its own kind, and of this institution, or in no part."""
    noun = HELD_IN.get(granted.role)
    if granted.key is None and granted.role in {Role.PROGRAM_LEAD, Role.TEACHER}:
        raise Refused(
            Text(
                en="A program lead needs a program, and a teacher a course.",
                zh="专业负责人需要指定专业，教师需要指定课程。",
            )
        )
    if granted.key is None:
        return granted
    keys = {each.key for each in holdings(viewer, granted.institution) if each.noun == noun}
    if granted.key not in keys:
        raise Refused(
            Text(
                en="This role is not held in that part: a lead has a cluster, a program lead a program, "
                "a teacher a course.",
                zh="此角色不能在该部分担任：负责人对应专业群，专业负责人对应专业，教师对应课程。",
            )
        )
    return granted
