"""Who may change what: one rule for form, file, API, merge and undo, applied to the difference that is made.

A lead edits all of a cluster; a program lead the plans of their programs and the modules offered to these alone; a
teacher their courses, but not where these stand nor what links to them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from fourfold.actions.refused import Forbidden
from fourfold.canon.kinds import Part
from fourfold.domain.course import Course
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.person import Role, Viewer
from fourfold.domain.program import Program
from fourfold.domain.text import Text

READ_ONLY = Text(en="This token may only read.", zh="此令牌只能读取。")
PLANS = frozenset({"plans"})
TAUGHT = frozenset(each.name for each in fields(Course)) - {"key", "code", "module", "subject", "optional", "terms"}
"""What a teacher edits of a course: all but its name in the cluster, its place and when it may run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One part that a change touches: what it was and will be, `None` where it was or will not be there.

    A pinned framework has neither.
    """

    key: Key
    before: Part | None = None
    after: Part | None = None

    @property
    def part(self) -> Part | None:
        """The part, whichever side has it."""
        return self.after if self.before is None else self.before

    def moved(self) -> frozenset[str]:
        """The fields that differ; every field where the part comes or goes."""
        return frozenset(
            each.name
            for each in fields(self.part or self)
            if getattr(self.before, each.name, None) != getattr(self.after, each.name, None)
        )

    @property
    def stays(self) -> bool:
        """Whether the part is there before and after."""
        return self.before is not None and self.after is not None


def authorise(viewer: Viewer, *, institution: str, cluster: Key, touched: Iterable[Touched]) -> None:
    """Let pass a change of a cluster, or raise `Forbidden` with the first thing that is not the viewer's to change."""
    if not viewer.may_write:
        raise Forbidden(READ_ONLY)
    for each in not_granted(viewer, institution=institution, cluster=cluster, touched=touched):
        raise Forbidden(each)


def not_granted(viewer: Viewer, *, institution: str, cluster: Key, touched: Iterable[Touched]) -> tuple[Text, ...]:
    """Everything in a change of a cluster that is not the viewer's to change, in words."""
    if viewer.leads(institution, cluster):
        return ()
    return tuple(_not_yours(each) for each in touched if not _granted(viewer, institution, each))


def edits_something(viewer: Viewer, *, institution: str, cluster: Key, parts: Iterable[Key]) -> bool:
    """Whether somebody edits any of a cluster: all of it, or the programs and courses among `parts` that are theirs."""
    theirs = viewer.keys(institution, Role.PROGRAM_LEAD) | viewer.keys(institution, Role.TEACHER)
    return viewer.may_write and (viewer.leads(institution, cluster) or not theirs.isdisjoint(parts))


def may_edit(viewer: Viewer, *, institution: str, cluster: Key, part: Part) -> bool:
    """Whether anything in a part is the viewer's to change."""
    if not viewer.may_write:
        return False
    edited = Touched(key=cluster, before=part, after=part)
    return viewer.leads(institution, cluster) or _granted(viewer, institution, edited)


def may_propose(viewer: Viewer, *, institution: str) -> bool:
    """Whether somebody may propose changes of the drafts of an institution: whoever reads them may."""
    return viewer.may_write and viewer.sees_drafts_of(institution)


def own_fields(viewer: Viewer, *, institution: str, cluster: Key, part: Part | None, cls: type) -> frozenset[str]:
    """The fields of a noun of class `cls` that somebody may change; none where there is nothing for them to change.

    `part` is where the noun stands (a plan's is its program), `None` where it is to come.
    """
    every = frozenset(each.name for each in fields(cls))
    if viewer.may_write and viewer.leads(institution, cluster):
        return every
    if not viewer.may_write:
        return frozenset()
    if part is None:
        return every if cls is Module and viewer.keys(institution, Role.PROGRAM_LEAD) else frozenset()
    if not _granted(viewer, institution, Touched(key=cluster, before=part, after=part)):
        return frozenset()
    own = {Course: TAUGHT, Program: frozenset[str]()}
    return own.get(cls, every)


def _granted(viewer: Viewer, institution: str, touched: Touched) -> bool:
    rule = _RULES.get(type(touched.part))
    return rule is not None and rule(viewer, institution, touched)


def _of_program(viewer: Viewer, institution: str, touched: Touched) -> bool:
    """A program lead writes the plans of their programs."""
    theirs = viewer.keys(institution, Role.PROGRAM_LEAD)
    return touched.stays and touched.part is not None and _key(touched.part) in theirs and touched.moved() <= PLANS


def _of_module(viewer: Viewer, institution: str, touched: Touched) -> bool:
    """A program lead writes the modules that are offered to their programs alone, before and after."""
    theirs = viewer.keys(institution, Role.PROGRAM_LEAD)
    sides = [each for each in (touched.before, touched.after) if isinstance(each, Module)]
    return bool(theirs) and all(not each.common and each.programs and set(each.programs) <= theirs for each in sides)


def _of_course(viewer: Viewer, institution: str, touched: Touched) -> bool:
    """A teacher writes what their courses teach."""
    theirs = viewer.keys(institution, Role.TEACHER)
    return touched.stays and touched.part is not None and _key(touched.part) in theirs and touched.moved() <= TAUGHT


_RULES: dict[type, Callable[[Viewer, str, Touched], bool]] = {
    Program: _of_program,
    Module: _of_module,
    Course: _of_course,
}


def _key(part: Part) -> Key:
    return str(getattr(part, "key", ""))


def _not_yours(touched: Touched) -> Text:
    code = str(getattr(touched.part, "code", "") or touched.key)
    what = ", ".join(sorted(touched.moved())) if touched.stays else ""
    if what:
        return Text(en=f"{what} of {code} is not yours to change.", zh=f"您无权修改 {code} 的 {what}。")
    return Text(en=f"{code} is not yours to add, change or remove.", zh=f"您无权添加、修改或删除 {code}。")
