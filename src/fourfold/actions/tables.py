"""Tables that colleges have, taken into a draft: a dry run first, then the change, if nobody was faster."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from fourfold.actions.documents import MOVED_ON
from fourfold.actions.importing import Imported, counts, permit
from fourfold.actions.installation import usable
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.canon.parts import root, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import CourseType
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.exchange.plan_known import looks_like_plan
from fourfold.exchange.table import TableFile
from fourfold.exchange.table_draft import About, NotThere, drafted
from fourfold.exchange.table_fields import Field, plain
from fourfold.exchange.table_mapping import Column, Ground, Mapping
from fourfold.exchange.table_new import NewCourse
from fourfold.exchange.table_open import headings_of
from fourfold.exchange.table_result import Drafted
from fourfold.store import columns, new_courses, read
from fourfold.store.columns import Meant
from fourfold.store.read import Kept
from fourfold.store.tables import at_work
from fourfold.store.write import Authorship, StaleBase, replace_draft

OTHER_CODE = "R748"
"""A course that was recognised by its title and has another code in the table."""
MANY_CODES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file, what it is about, and what somebody says of its columns."""

    file: TableFile
    about: About = field(default_factory=About)
    mapping: Mapping = field(default_factory=Mapping)


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What a table would change of a draft, and the root of the draft that it was laid beside.

    `plan_like`: it was read as a table of courses, and seems to be a program plan.
    """

    institution: str
    cluster: str
    key: str
    root: str
    onto: Dossier
    drafted: Drafted
    new: NewCourse
    plan_like: bool = False

    @property
    def other_codes(self) -> int:
        """How many courses have another code in the table, which they take only where somebody says so."""
        return sum(OTHER_CODE in each.problems for each in self.drafted.rows)

    @property
    def doubtful(self) -> bool:
        """Whether the file may not be what it is taken for: most rows not understood, or many with other codes."""
        rows = self.drafted.rows
        lost = self.drafted.tally()["not-understood"]
        return 2 * max(lost, self.other_codes) > len(rows) or self.other_codes > MANY_CODES


def dry_run(brought: Brought, institution: str, cluster: str, *, viewer: Viewer) -> DryRun:
    """What a table would change; nothing is written, and columns mean what the institution has said before."""
    kept = _draft(institution, cluster, viewer)
    onto = read.dossier_of(kept)
    given = known_columns(brought, kept.address.institution)
    about = brought.about if brought.about.new != NewCourse() else replace(brought.about, new=_agreed(kept.key, onto))
    try:
        made = drafted(brought.file, onto, about, given)
    except NotThere as absent:
        raise Refused(absent.why) from absent
    return DryRun(
        institution=kept.address.institution,
        cluster=kept.address.code,
        key=kept.key,
        root=kept.root,
        onto=onto,
        drafted=made,
        new=about.new,
        plan_like=not about.program and looks_like_plan(brought.file, made.mapping),
    )


def apply(
    brought: Brought,
    institution: str,
    cluster: str,
    *,
    viewer: Viewer,
    now: datetime,
    expected: str | None = None,
    why: str = "",
) -> Imported:
    """Take a table into a draft, in one transaction with a Change for each part, and remember its columns.

    Refused where the draft is no longer the one of the dry run (`expected` is its root), where no table was
    understood, and where what changes is not the viewer's to change.
    """
    run = dry_run(brought, institution, cluster, viewer=viewer)
    if expected is not None and run.root != expected:
        raise Clash(MOVED_ON)
    if run.drafted.dossier is None:
        raise Refused(Text(en="Nothing to apply: no table was understood.", zh="没有可应用的内容：未识别出任何表格。"))
    head, splits = run.onto.cluster.head, split_dossier(run.drafted.dossier)
    try:
        with usable(), at_work():
            moved = replace_draft(
                head,
                splits,
                Authorship(who=viewer.who, at=now, why=why),
                expected=run.root,
                permit=lambda moved: permit(viewer, head, moved),
            )
    except StaleBase as stale:
        raise Clash(MOVED_ON) from stale
    if brought.mapping.columns and viewer.leads(run.institution, run.key):
        remember_columns(brought.mapping, institution, cluster, viewer=viewer, now=now)
    return Imported(institution=run.institution, cluster=run.cluster, root=root(splits[0].manifest), **counts(moved))


def known_columns(brought: Brought, institution: str) -> Mapping:
    """What is said of a file's columns: now, or else by its institution before."""
    said = brought.mapping.columns
    before = [_column(each) for each in columns.remembered(institution) if each.field in list(Field)]
    headings = {plain(each) for each in headings_of(brought.file, Mapping(columns=(*said, *before)))}
    return Mapping(columns=(*said, *(each for each in before if each.heading in headings)))


def remember_columns(mapping: Mapping, institution: str, cluster: str, *, viewer: Viewer, now: datetime) -> None:
    """Remember what the columns of an institution's tables mean; whoever leads the cluster says it."""
    kept = _draft(institution, cluster, viewer)
    _insist_on_lead(viewer, kept)
    meant = [
        Meant(heading=plain(each.heading), field=each.field.value if each.field else None, term=each.term)
        for each in mapping.columns
    ]
    with usable(), at_work():
        columns.remember(kept.address.institution, meant, who=viewer.who, at=now)


def agree_on_new_courses(new: NewCourse, institution: str, cluster: str, *, viewer: Viewer, now: datetime) -> None:
    """Remember what courses are that tables add, where the tables do not say; whoever leads the cluster says it."""
    kept = _draft(institution, cluster, viewer)
    _insist_on_lead(viewer, kept)
    meant = new_courses.Meant(module=new.module or "", type=new.type or "", weeks=new.weeks)
    with usable(), at_work():
        new_courses.remember(kept.key, meant, who=viewer.who, at=now)


def _agreed(document: str, onto: Dossier) -> NewCourse:
    """What was said of new courses, as far as the cluster still has it."""
    said, modules = new_courses.remembered(document), {each.key for each in onto.cluster.modules}
    return NewCourse(
        module=said.module if said.module in modules else None,
        type=CourseType(said.type) if said.type in list(CourseType) else None,
        weeks=said.weeks,
    )


def _insist_on_lead(viewer: Viewer, kept: Kept) -> None:
    if not (viewer.may_write and viewer.leads(kept.address.institution, kept.key)):
        raise Forbidden(
            Text(
                en="Only a lead says what columns mean and what new courses are.",
                zh="只有负责人可以说明各列的含义和新课程的默认内容。",
            )
        )


def _draft(institution: str, cluster: str, viewer: Viewer) -> Kept:
    kept = read.draft_at(institution, cluster, viewer)
    if kept is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    return kept


def _column(meant: Meant) -> Column:
    said = Field(str(meant.field))
    return Column(heading=meant.heading, field=said, term=meant.term, ground=Ground.GIVEN, like=meant.heading)
