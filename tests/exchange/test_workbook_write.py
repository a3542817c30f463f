"""What we write is pleasant and safe to open: openpyxl, which is not ours, sees headings, lists, comments and text."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fourfold.domain.cluster import Dossier
from fourfold.domain.text import Text
from fourfold.exchange.reading import read
from fourfold.exchange.spreadsheet_values import letters
from fourfold.exchange.staging import CannotWrite
from fourfold.exchange.workbook_layout import holds, layouts, of_framework, spoken
from fourfold.exchange.workbook_words import SHEETS
from fourfold.exchange.workbook_write import write_framework_workbook, write_workbook
from tests.exchange.small_folder import FILES, put
from tests.exchange.workbooks import small

BASE = "0123456789abcdef" * 4
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", '=HYPERLINK("https://example.org")')


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return load_workbook(small(tmp_path_factory.mktemp("small"), base=BASE))


def dossier_of(folder: Path) -> Dossier:
    dossier = read(put(folder / "small", FILES)).dossier
    assert dossier is not None
    return dossier


def headings(page: Worksheet) -> list[str]:
    return [str(cell.value) for cell in page[1]]


def test_there_is_a_sheet_for_each_noun_between_the_first_and_the_words_to_choose_from(book: Workbook) -> None:
    assert book.sheetnames == ["about", *(layout.name for layout in layouts()), "choices"]
    assert [book["about"][cell].value for cell in ("B3", "B4", "B5")] == ["workbook/1", "cluster", BASE]


def test_a_framework_alone_has_its_own_sheets_only(tmp_path: Path) -> None:
    write_framework_workbook(dossier_of(tmp_path).frameworks[0], tmp_path / "framework.xlsx")
    book = load_workbook(tmp_path / "framework.xlsx")
    assert book.sheetnames == ["about", "frameworks", "anchors", "items", "carried", "choices"]
    assert [layout.name for layout in of_framework()] == ["frameworks", "anchors", "items", "carried"]
    assert book["about"]["B4"].value == "framework"


@pytest.mark.parametrize("name", [layout.name for layout in layouts()])
def test_headings_are_frozen_bilingual_and_explained(book: Workbook, name: str) -> None:
    page, layout = book[name], next(each for each in layouts() if each.name == name)
    assert headings(page) == [f"{column.name}\n{column.zh}" for column in layout.columns]
    assert re.fullmatch("[A-Z]+2", page.freeze_panes)
    comments = [cell.comment.text for cell in page[1]]
    assert all(
        column.means in comment and column.means_zh in comment and holds(column) in comment
        for column, comment in zip(layout.columns, comments, strict=True)
    )


@pytest.mark.parametrize("name", [layout.name for layout in layouts()])
def test_columns_of_a_sheet_can_be_told_apart(name: str) -> None:
    layout = next(each for each in layouts() if each.name == name)
    names = [spoken(column.name) for column in layout.columns]
    assert len(set(names)) == len(names)
    assert spoken(SHEETS[name].zh) != spoken(name)


def lists(page: Worksheet) -> dict[str, str]:
    """The drop-downs of a sheet by the column that they help with."""
    found = {}
    for rule in page.data_validations.dataValidation:
        if rule.type == "list":
            column = str(rule.sqref).partition(":")[0].rstrip("0123456789")
            found[str(page[f"{column}1"].value).split("\n")[0]] = rule.formula1
    return found


def test_words_and_codes_are_offered_in_lists(book: Workbook) -> None:
    courses = lists(book["courses"])
    assert courses["type"] == "choices_CourseType"
    assert courses["optional"] == '"yes,no"'
    assert courses["module"] == "OFFSET('modules'!$A$2,0,0,MAX(1,COUNTA('modules'!$A:$A)-1),1)"
    assert sorted(courses) == ["footing confidence", "footing ground", "module", "optional", "type"]
    assert sorted(lists(book["links"])) == [
        "assessment", "course", "depth", "footing confidence", "footing ground", "framework", "item", "outcome",
    ]  # fmt: skip
    named = book.defined_names["choices_CourseType"].attr_text
    sheet, _, cells = named.partition("!")
    offered = [cell.value for (cell,) in book[sheet][cells.replace("$", "")]]
    assert offered == ["theory", "mixed", "practice"]


def test_codes_are_text_and_numbers_numbers(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    course = replace(dossier.cluster.courses[0], code="064", credits=Decimal("4.6"))
    rest = dossier.cluster.courses[1:]
    write_workbook(replace(dossier, cluster=replace(dossier.cluster, courses=(course, *rest))), tmp_path / "a.xlsx")
    page = load_workbook(tmp_path / "a.xlsx")["courses"]
    row = next(row for row in page.iter_rows(min_row=2) if row[0].value == "064")
    assert [(row[0].data_type, row[0].number_format), (row[5].data_type, row[5].value)] == [("s", "@"), ("n", 4.6)]
    empty = page.cell(500, 1)
    assert page.column_dimensions[letters(0)].width >= 9
    assert empty.value is None


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(tmp_path: Path, text: str) -> None:
    text = text.replace("\t", " ")
    dossier = dossier_of(tmp_path)
    course = replace(dossier.cluster.courses[0], title=Text(en=text, zh=text))
    cluster = replace(dossier.cluster, courses=(course, *dossier.cluster.courses[1:]))
    path = tmp_path / "a.xlsx"
    write_workbook(replace(dossier, cluster=cluster), path)
    with zipfile.ZipFile(path) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if "worksheets/sheet" in name]
    assert [sheet for sheet in sheets if b"<f>" in sheet] == []
    page = load_workbook(path)["courses"]
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value == text]
    assert [cell.quotePrefix for cell in cells] == [text[0] in "=+-@"] * 2
    reading = read(path)
    assert reading.dossier is not None
    assert {each.title.en for each in reading.dossier.cluster.courses} >= {text}


def test_a_workbook_as_other_programs_write_it_reads_the_same(tmp_path: Path) -> None:
    """Texts in the cells instead of a shared list, prefixed tags, no addresses of cells that follow one another."""
    path = small(tmp_path)
    before = read(path).dossier
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist() if not name.endswith(".vml")}
    texts = [
        "".join(re.findall(r"<t[^>]*>(.*?)</t>", each, re.DOTALL))
        for each in re.findall(r"<si>(.*?)</si>", parts.pop("xl/sharedStrings.xml"), re.DOTALL)
    ]

    def inline(match: "re.Match[str]") -> str:
        return f'<x:c{match[1]} t="inlineStr"><x:is><x:t>{texts[int(match[2])]}</x:t></x:is></x:c>'

    for name in [each for each in parts if "worksheets/sheet" in each]:
        body = re.sub(r'<c( r="[^"]*"(?: s="[0-9]+")?) t="s"><v>([0-9]+)</v></c>', inline, parts[name])
        parts[name] = body.replace("<worksheet ", f'<worksheet xmlns:x="{escape("urn:x")}" ')
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    reading = read(path)
    assert (reading.problems, reading.dossier) == ((), before)


def test_two_parts_with_the_links_of_one_course_cannot_be_written(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    part = dossier.cluster.links[0]
    twice = replace(dossier.cluster, links=(part, replace(part, key="00000000-0000-4000-8000-000000000001")))
    with pytest.raises(CannotWrite, match="join them first"):
        write_workbook(replace(dossier, cluster=twice), tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", [layout.name for layout in layouts()])
def test_the_page_on_formats_lists_every_column_that_openpyxl_sees(book: Workbook, root: Path, name: str) -> None:
    page = (root / "docs/reference/formats.md").read_text(encoding="utf-8")
    after = page.partition(f"\n### Sheet {name} {SHEETS[name].zh}\n")[2]
    section = re.split(r"\n##+ ", after)[0]
    listed = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", section, re.MULTILINE)
    assert [f"{column}\n{zh}" for column, zh in listed] == headings(book[name])
