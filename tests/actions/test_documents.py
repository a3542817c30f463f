"""A whole cluster as a file, laid beside its draft: what it says, what it says no more, and taking it in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from fourfold.actions import documents, editing
from fourfold.actions.documents import DocumentRun, Standing
from fourfold.actions.refused import Clash, Forbidden, Refused
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.parts import root_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR, Viewer
from fourfold.exchange.places import Reading
from fourfold.exchange.reading import read
from fourfold.exchange.workbook_write import write_workbook
from fourfold.store.models import Change
from tests.actions.cast import LIN, NOW, SZPU, gather, mei, program_lead
from tests.web import small

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def draft(viewer: Viewer = LIN) -> Opened:
    found = open_cluster(SZPU, "ict", viewer=viewer, today=TODAY)
    assert found is not None
    return found


@pytest.fixture
def here() -> Opened:
    gather()
    return draft()


def workbook(here: Opened, folder: Path, change: Callable[[Workbook], object] | None = None) -> Reading:
    """The draft as a workbook that somebody opened and changed, read again."""
    path = folder / "ict.xlsx"
    write_workbook(here.index.dossier, path, base=here.root)
    if change:
        book = load_workbook(path)
        change(book)
        book.save(path)
    found = read(path)
    assert found.dossier is not None, found.problems
    return found


def column(book: Workbook, sheet: str, heading: str) -> int:
    headings = [str(cell.value).split("\n")[0] for cell in book[sheet][1]]
    return headings.index(heading) + 1


def put(book: Workbook, sheet: str, code: str, heading: str, value: object) -> None:
    """Write into the row of a code."""
    codes = column(book, sheet, "code")
    row = next(row for row in book[sheet].iter_rows(min_row=2) if row[codes - 1].value == code)
    book[sheet].cell(row[0].row, column(book, sheet, heading)).value = value


def dropped(book: Workbook, sheet: str, code: str) -> None:
    codes = column(book, sheet, "code")
    book[sheet].delete_rows(
        next(row[0].row for row in book[sheet].iter_rows(min_row=2) if row[codes - 1].value == code)
    )


def edited(dossier: Dossier, code: str, **fields: Any) -> Dossier:  # noqa: ANN401 - any field of a course
    courses = tuple(replace(each, **fields) if each.code == code else each for each in dossier.cluster.courses)
    return replace(dossier, cluster=replace(dossier.cluster, courses=courses))


def lines(run: DocumentRun) -> list[tuple[str, ...]]:
    assert run.outlook is not None
    return [
        (part.name.code, *(text.in_language("en") if text else "" for text in (line.field, line.before, line.after)))
        for part in run.outlook.found.parts
        for line in part.lines
    ]


def taken(here: Opened, reading: Reading, viewer: Viewer = LIN, *, removing: bool = False) -> object:
    return documents.apply(reading, here, viewer=viewer, now=NOW, expected=here.root, removing=removing)


def test_a_workbook_as_it_was_taken_changes_nothing(here: Opened, tmp_path: Path) -> None:
    assert documents.dry_run(workbook(here, tmp_path), here, viewer=LIN).standing is Standing.SAME


def test_what_was_changed_is_told_field_by_field_and_nothing_is_written(here: Opened, tmp_path: Path) -> None:
    before = Change.objects.count()
    run = documents.dry_run(
        workbook(here, tmp_path, lambda book: put(book, "courses", "RS", "credits", 5)), here, viewer=LIN
    )
    assert lines(run) == [("RS", "credits", "6", "5")]
    assert (run.standing, run.removes, Change.objects.count()) == (Standing.CURRENT, False, before)


def test_what_was_changed_is_taken_in_once(here: Opened, tmp_path: Path) -> None:
    reading = workbook(here, tmp_path, lambda book: put(book, "courses", "RS", "credits", 5))
    taken(here, reading)
    assert reading.dossier is not None
    assert draft().root == root_of(reading.dossier)
    with pytest.raises(Clash):
        documents.apply(reading, draft(), viewer=LIN, now=NOW, expected=here.root, removing=False)


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book.remove(book["rules"]),
        lambda book: book.remove(book["outcomes"]),
        lambda book: book.remove(book["links"]),
        lambda book: dropped(book, "rules", "SHORT-TERMS"),
        lambda book: book["links"].delete_rows(2),
        lambda book: put(book, "courses", "RS", "title English", None),
        lambda book: book["courses"].delete_cols(column(book, "courses", "title English")),
    ],
    ids=["rules", "outcomes", "links", "a rule", "a link", "a title", "a column"],
)
def test_absence_alone_removes_nothing(here: Opened, tmp_path: Path, change: Callable[[Workbook], object]) -> None:
    reading = workbook(here, tmp_path, change)
    run = documents.dry_run(reading, here, viewer=LIN)
    assert run.removes
    with pytest.raises(Refused) as refused:
        taken(here, reading)
    assert refused.value.why == documents.WOULD_GO
    assert draft().root == here.root
    taken(here, reading, removing=True)
    assert reading.dossier is not None
    assert draft().root == root_of(reading.dossier)


def test_what_goes_is_told_apart_from_what_is_said(here: Opened) -> None:
    dossier = edited(here.index.dossier, "RS", credits=Decimal(5), outcomes=())
    run = documents.dry_run(Reading(dossier, base=here.root), here, viewer=LIN)
    assert run.gone is not None
    assert {(part.name.code, line.happened.value) for part in run.gone.parts for line in part.lines} == {
        ("RS", "removed")
    }


def test_a_file_from_another_state_is_not_applied(here: Opened, tmp_path: Path) -> None:
    reading = workbook(here, tmp_path, lambda book: put(book, "courses", "RS", "credits", 5))
    rule = small.key("rule", "SHORT-TERMS")
    moving = editing.Draft(institution=SZPU, cluster="ict", viewer=LIN, now=NOW)
    editing.remove_part(moving, rule, expected=here.digests[rule])
    run = documents.dry_run(reading, draft(), viewer=LIN)
    assert (run.standing, run.outlook) == (Standing.MOVED, None)
    with pytest.raises(Refused):
        documents.apply(reading, draft(), viewer=LIN, now=NOW, expected=draft().root, removing=True)


def test_a_file_without_a_base_or_of_another_cluster_is_not_applied(here: Opened) -> None:
    dossier = edited(here.index.dossier, "RS", credits=Decimal(5))
    other = replace(
        dossier, cluster=replace(dossier.cluster, head=replace(dossier.cluster.head, key=small.key("cluster", "other")))
    )
    for reading, standing in (
        (Reading(dossier), Standing.UNBASED),
        (Reading(other, base=here.root), Standing.ELSEWHERE),
    ):
        assert documents.dry_run(reading, here, viewer=LIN).standing is standing
        with pytest.raises(Refused):
            taken(here, reading, removing=True)


def test_the_dry_run_says_what_is_not_the_viewers_and_applying_refuses_it(here: Opened) -> None:
    dossier = edited(edited(here.index.dossier, "RS", credits=Decimal(5)), "FW", credits=Decimal(1))
    reading = Reading(dossier, base=here.root)
    run = documents.dry_run(reading, here, viewer=mei("RS"))
    assert run.outlook is not None
    assert [each.in_language("en") for each in run.outlook.barred] == ["credits of FW is not yours to change."]
    leading = documents.dry_run(reading, here, viewer=LIN).outlook
    assert leading is not None
    assert leading.barred == ()
    for viewer in (mei("RS"), program_lead("MC")):
        with pytest.raises(Forbidden):
            taken(here, reading, viewer)
    assert draft().root == here.root
    taken(here, Reading(edited(here.index.dossier, "RS", credits=Decimal(5)), base=here.root), mei("RS"))


def test_the_dry_run_says_what_becomes_of_soundness(here: Opened) -> None:
    course = next(each for each in here.index.cluster.courses if each.code == "RS")
    broken = edited(here.index.dossier, "RS", module=small.key("module", "nowhere"))
    run = documents.dry_run(Reading(broken, base=here.root), here, viewer=LIN)
    assert run.outlook is not None
    assert course.key in {each.where.key for each in run.outlook.soundness.brought}
    taken(here, Reading(broken, base=here.root))
    back = documents.dry_run(Reading(here.index.dossier, base=draft().root), draft(), viewer=LIN)
    assert back.outlook is not None
    assert set(back.outlook.soundness.taken) == set(run.outlook.soundness.brought)
    assert set(back.outlook.soundness.brought) == set(run.outlook.soundness.taken)


def test_an_import_by_command_asks_the_same(here: Opened) -> None:
    dossier = here.index.dossier
    less = replace(dossier, cluster=replace(dossier.cluster, rules=()))
    assert documents.would_go(Reading(less, base=here.root), viewer=OPERATOR) is not None
    assert documents.would_go(Reading(less), viewer=OPERATOR) is None
    assert documents.would_go(Reading(dossier, base=here.root), viewer=OPERATOR) is None
