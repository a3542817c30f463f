"""The page on roles says what the code does: every cell of its table is asked."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from fourfold.actions.audit import may_audit
from fourfold.actions.authority import Touched, authorise, may_edit, may_propose, not_granted, own_fields
from fourfold.actions.refused import Forbidden
from fourfold.domain.cluster import Cluster
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.person import VISITOR, Role, Viewer
from tests.actions.cast import OTHER, SZPU, asking
from tests.conftest import ROOT
from tests.web import small

PAGE = (ROOT / "docs" / "reference" / "roles.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
HEADS, TABLE = ROWS[0][1:], {row[0]: row[1:] for row in ROWS[1:]}
YES, THEIRS, NO = "yes", "theirs", "–"

CLUSTER: Cluster = small.dossier().cluster
COURSE, OTHER_COURSE = CLUSTER.courses[0], CLUSTER.courses[1]
SOLE = next(each for each in CLUSTER.modules if len(each.programs) == 1)
COMMON = next(each for each in CLUSTER.modules if each.common)
PROGRAM = next(each for each in CLUSTER.programs if each.key in SOLE.programs)
OTHER_PROGRAM = next(each for each in CLUSTER.programs if each != PROGRAM)
KEYS = {Role.TEACHER: COURSE.key, Role.PROGRAM_LEAD: PROGRAM.key, Role.LEAD: CLUSTER.head.key}
Asks = Callable[[Viewer], bool]


def edits(*parts: object) -> Asks:
    return lambda viewer: all(may_edit(viewer, institution=SZPU, cluster=CLUSTER.head.key, part=each) for each in parts)  # type: ignore[arg-type] # parts of the cluster


def decides(part: Course | CourseLinks) -> Asks:
    """Whether somebody may decide about a proposal that changes this part, and nothing that is not a teacher's."""
    after = replace(part, footing=None if part.footing else CLUSTER.head.footing)

    def asks(viewer: Viewer) -> bool:
        try:
            touched = [Touched(key=part.key, before=part, after=after)]
            authorise(viewer, institution=SZPU, cluster=CLUSTER.head.key, touched=touched)
        except Forbidden:
            return False
        return True

    return asks


def reframes(viewer: Viewer) -> bool:
    """Whether somebody may pin a framework as they have edited it."""
    touched = [Touched(key=CLUSTER.frameworks[0])]
    granted = not not_granted(viewer, institution=SZPU, cluster=CLUSTER.head.key, touched=touched)
    asked = own_fields(viewer, institution=SZPU, cluster=CLUSTER.head.key, part=None, cls=Framework)
    assert bool(asked) == granted
    return granted


MAY: Mapping[str, tuple[Asks, Asks]] = {
    "read releases and published frameworks of every college": (lambda _: True,) * 2,
    "read the drafts of the institution": (lambda viewer: viewer.sees_drafts_of(SZPU),) * 2,
    "edit a course: what it teaches, how it is assessed": (edits(COURSE), edits(OTHER_COURSE)),
    "edit the plans of a program": (edits(PROGRAM), edits(OTHER_PROGRAM)),
    "edit a module that is offered to one program alone": (
        edits(SOLE),
        edits(*(each for each in CLUSTER.modules if len(each.programs) == 1)),
    ),
    "edit a common module, the links, the rules, the frameworks, the cluster itself": (
        lambda viewer: edits(COMMON, CLUSTER.links[0], CLUSTER.rules[0], CLUSTER.head)(viewer) and reframes(viewer),
    )
    * 2,
    "propose a change of a draft, a link, a removal; discuss proposals that are open": (
        lambda viewer: may_propose(viewer, institution=SZPU),
    )
    * 2,
    "merge or decline a proposal to change a course": (decides(COURSE), decides(OTHER_COURSE)),
    "merge or decline a proposal of links": (decides(CLUSTER.links[0]),) * 2,
    "publish a release": (lambda viewer: viewer.leads(SZPU, CLUSTER.head.key),) * 2,
    "open and plan revision rounds, record amendments": (lambda viewer: viewer.leads(SZPU, CLUSTER.head.key),) * 2,
    "bind classes to the releases that teach them": (lambda viewer: viewer.leads(SZPU, CLUSTER.head.key),) * 2,
    "read the audit": (lambda viewer: may_audit(viewer, SZPU),) * 2,
    "invite people, grant roles, close and erase accounts, name the institution": (
        lambda viewer: viewer.administers(SZPU),
    )
    * 2,
}
"""What each row asks: of what is somebody's own, and of what is not."""


def test_every_role_has_a_column() -> None:
    assert (HEADS[0], set(HEADS[1:])) == ("visitor", set(Role))


@pytest.mark.parametrize("row", TABLE)
def test_a_row_says_what_everybody_may(row: str) -> None:
    own, others = MAY[row]
    for head, cell in zip(HEADS, TABLE[row], strict=True):
        viewer = VISITOR if head == "visitor" else asking("who", SZPU, (Role(head), KEYS.get(Role(head))))
        assert (own(viewer), others(viewer)) == (cell in {YES, THEIRS}, cell == YES), head


@pytest.mark.parametrize("role", Role)
def test_a_role_at_another_college_is_no_role_here(role: Role) -> None:
    stranger = asking("chen", OTHER, (role, None))
    asked = {row: own(stranger) for row, (own, _others) in MAY.items()}
    assert [row for row, may in asked.items() if may] == [next(iter(TABLE))]
