"""The dry run of a table as people read it: what changes, what was not understood, what its columns mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.actions.outlook import outlook
from fourfold.actions.tables import Brought, DryRun
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_mapping import Column, Ground
from fourfold.exchange.table_mapping import Mapping as Columns
from fourfold.exchange.table_result import Understood, Verdict
from fourfold.exchange.table_words import FIELDS, VERDICTS, changed_words
from fourfold.web.pages import new_courses, plan_kinds
from fourfold.web.pages.desk import AtHand
from fourfold.web.pages.file_problems import Becomes, Told, becomes, told
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.new_courses import NewCoursesForm
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.plan_kinds import Kind
from fourfold.web.pages.wording import Words

MOST_SHOWN = 300
MOST_TERMS = 10
_GROUNDS: Mapping[Ground, Words] = {
    Ground.GIVEN: gettext_lazy("remembered"),
    Ground.NAME: gettext_lazy("by its name"),
    Ground.PART: gettext_lazy("by part of its name"),
    Ground.CLOSE: gettext_lazy("by a name like it: please check"),
    Ground.NONE: gettext_lazy("not known: please say"),
}
_TONES = {Verdict.NEW: "good", Verdict.CHANGED: "warn", Verdict.SAME: "", Verdict.NOT_UNDERSTOOD: "bad"}


@dataclass(frozen=True, slots=True)
class Change:
    """A field that changes."""

    field: Text
    old: Text
    new: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the file and what comes of it."""

    place: str
    code: str
    title: str
    verdict: Text
    tone: str
    changes: tuple[Change, ...]
    problems: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what it is taken for, and why; `unsure` where somebody should look."""

    number: int
    heading: str
    value: str
    ground: Words
    unsure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """What a file would change, and what can be done about it."""

    frame: Frame
    name: str
    about: str
    root: str
    understood: bool
    changing: tuple[Row, ...]
    unclear: tuple[Row, ...]
    changes: int
    lost: int
    same: int
    hidden: int
    columns: tuple[Heading, ...]
    unsure: int
    meanings: tuple[tuple[str, Words | Text], ...]
    problems: tuple[Told, ...]
    sheets: tuple[str, ...]
    sheet: str
    kinds: tuple[Kind, ...]
    plan_like: bool
    barred: tuple[Text, ...]
    becomes: Becomes | None
    new_courses: NewCoursesForm | None
    leads: bool
    applied: bool
    doubtful: bool
    other_codes: int
    wrong: Words | Text = ""

    @property
    def appliable(self) -> bool:
        """Whether applying changes anything, or may: other codes are taken only where they are ticked."""
        return bool(self.changes or self.other_codes)


def page(run: DryRun, brought: Brought, at_hand: AtHand, draft: Opened, wrong: Words | Text = "") -> ReviewPage:
    """The whole page."""
    ahead = outlook(draft, run.drafted.dossier, viewer=at_hand.viewer) if run.drafted.dossier else None
    leads = at_hand.viewer.may_write and at_hand.viewer.leads(run.institution, run.key)
    found, beside = run.drafted, _by_row(run.drafted.problems)
    changing = [each for each in found.rows if each.verdict in {Verdict.NEW, Verdict.CHANGED}]
    unclear = [
        each for each in found.rows if each.verdict is Verdict.NOT_UNDERSTOOD or (each.problems and not each.changes)
    ]
    tally, columns = found.tally(), tuple(_heading(number, each) for number, each in enumerate(found.mapping.columns))
    rows = {(each.table, each.row) for each in found.rows}
    several = len({table for table, _row in rows}) > 1
    return ReviewPage(
        frame=at_hand.frame,
        name=brought.file.file,
        about=plan_kinds.named(draft, brought.about.program, brought.about.training_type),
        root=run.root,
        understood=found.dossier is not None,
        changing=tuple(_row(each, beside, several=several) for each in changing[:MOST_SHOWN]),
        unclear=tuple(_row(each, beside, several=several) for each in unclear[:MOST_SHOWN]),
        changes=len(changing),
        lost=tally["not-understood"],
        same=tally["same"],
        hidden=max(0, len(changing) - MOST_SHOWN) + max(0, len(unclear) - MOST_SHOWN),
        columns=columns,
        unsure=sum(each.unsure for each in columns),
        meanings=tuple(_meanings()),
        problems=tuple(told(each) for place, held in beside.items() if place not in rows for each in held),
        sheets=tuple(each.name for each in brought.file.tables if each.rows),
        sheet=brought.about.table,
        kinds=plan_kinds.kinds(draft, _value_of(brought)),
        plan_like=run.plan_like,
        barred=ahead.barred if ahead else (),
        becomes=becomes(ahead.soundness) if ahead else None,
        new_courses=new_courses.form(draft.index, run.new) if leads and _adds(run) else None,
        leads=leads,
        applied=at_hand.kept.applied_at is not None,
        doubtful=run.doubtful,
        other_codes=run.other_codes,
        wrong=wrong,
    )


def _value_of(brought: Brought) -> str:
    about = brought.about
    return f"{about.program}/{about.training_type}" if about.program else ""


def _adds(run: DryRun) -> bool:
    """Whether some row is a course that the cluster does not have, so that what new courses are matters."""
    return any(each.verdict is Verdict.NEW or "R725" in each.problems for each in run.drafted.rows)


def said_of_columns(form: Mapping[str, str], current: Columns) -> Columns:
    """What a form says anew of columns: only where it differs from what they were taken for."""
    said = (
        _said(column, form[f"column-{number}"])
        for number, column in enumerate(current.columns)
        if form.get(f"column-{number}", _value(column)) != _value(column)
    )
    return Columns(columns=tuple(each for each in said if each))


def _said(column: Column, value: str) -> Column | None:
    name, _colon, term = value.partition(":")
    if name and name not in list(Field):
        return None
    number = int(term) if term.isascii() and term.isdigit() and 1 <= int(term[:3]) <= MOST_TERMS else None
    if (name == Field.BY_TERM) != (number is not None):
        return None
    field = Field(name) if name else None
    return Column(heading=column.heading, field=field, term=number, ground=Ground.GIVEN, like=column.heading)


def _by_row(problems: Iterable[Problem]) -> dict[tuple[str, int], list[Problem]]:
    """The problems of each row; those of no row are at row 0."""
    found: dict[tuple[str, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        said = dict(problem.details)
        found[said.get("table", ""), problem.where.line or 0].append(problem)
    return found


def _row(row: Understood, beside: Mapping[tuple[str, int], list[Problem]], *, several: bool) -> Row:
    mine = [each for each in beside.get((row.table, row.row), ()) if each.severity is not Severity.INFO]
    return Row(
        place=f"{row.table} · {row.row}" if several else str(row.row),
        code=row.code,
        title=row.title,
        verdict=VERDICTS[row.verdict],
        tone=_TONES[row.verdict],
        changes=tuple(Change(changed_words(row.noun, each.field), each.old, each.new) for each in row.changes),
        problems=tuple(told(each) for each in mine),
    )


def _heading(number: int, column: Column) -> Heading:
    unsure = column.ground in {Ground.CLOSE, Ground.NONE}
    return Heading(number, column.heading, _value(column), _GROUNDS[column.ground], unsure)


def _value(column: Column) -> str:
    if column.field is None:
        return ""
    return f"{column.field.value}:{column.term}" if column.term else column.field.value


def _meanings() -> Iterable[tuple[str, Words | Text]]:
    yield "", _("not known")
    for field, title in FIELDS.items():
        if field is not Field.BY_TERM:
            yield field.value, title
    for term in range(1, MOST_TERMS + 1):
        yield f"{Field.BY_TERM.value}:{term}", _("Term %(term)s") % {"term": term}
