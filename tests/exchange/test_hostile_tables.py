"""Files that are not what they seem: a clear refusal or a clear problem, in bounded time and memory."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fourfold.exchange.limits import LONGEST_TABLE_CELL
from fourfold.exchange.table_files import read_tables
from tests.exchange.paper import document, workbook
from tests.exchange.understood import problems, rows, taken

HEAD = ("课程代码", "课程名称", "学分")
MOST_SECONDS, MOST_MEMORY_BYTES = 20, 700 * 1024 * 1024
ALONE = """
import resource, sys, time
from pathlib import Path
from fourfold.exchange.plan_tables import plan_from
from fourfold.exchange.table_courses import courses_from
from fourfold.exchange.limits import LONGEST_TABLE_CELL
from fourfold.exchange.table_files import read_tables
from tests.web import small
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
file, onto = read_tables(Path(sys.argv[1])), small.dossier()
found = [courses_from(file, onto), plan_from(file, onto, program=small.key("program", "MC"), training_type="ordinary")]
usual = {{"R708", "R710", "R712", "R722", "R740"}}
print(*(sorted({{each.code for each in one.problems}} - usual) for one in found), sep="|")
# What getrusage tells is never less than what the process had that started this one, so Linux is asked itself.
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peaks = [line.split()[1] for line in lines if line.startswith("VmHWM")]
print(int(*peaks or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]) * 1024)
"""
"""What a process of its own says of a file, within limits that end it otherwise."""


def alone(path: Path) -> str:
    """The problems of a file as courses and as a plan, read where nothing else is."""
    command = [sys.executable, "-c", ALONE.format(seconds=MOST_SECONDS), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said, memory_bytes = done.stdout.splitlines()
    assert int(memory_bytes) < MOST_MEMORY_BYTES
    return said


def rezipped(path: Path, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> Path:
    """The file with its parts changed, and more of them."""
    with zipfile.ZipFile(path) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**{name: change(name, held) for name, held in parts.items()}, **(more or {})}.items():
            packed.writestr(name, content)
    return path


def as_it_is(name: str, content: bytes) -> bytes:
    del name
    return content


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv"])
def test_a_file_of_100_megabytes_is_refused_unread(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"large{ending}"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert alone(path) == "['R003']|['R003']"


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_a_zip_bomb_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"bomb{ending}"
    (workbook if ending == ".xlsx" else document)(path, (HEAD,))
    assert alone(rezipped(path, as_it_is, {"xl/media/1.bin": b"\0" * 300_000_000})) == "['R604']|['R604']"


def test_entities_are_refused(tmp_path: Path) -> None:
    def with_entities(name: str, content: bytes) -> bytes:
        laugh = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        return content.replace(b"?>", b"?>" + laugh, 1) if name == "word/document.xml" else content

    assert alone(rezipped(document(tmp_path / "a.docx", (HEAD,)), with_entities)) == "['R606']|['R606']"


@pytest.mark.parametrize("ending", [".xlsm", ".docm", ".xls", ".pdf", ""])
def test_other_kinds_of_file_are_refused_by_name(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"file{ending}"
    path.write_bytes(b"anything")
    assert [each.code for each in read_tables(path).problems] == ["R605" if ending.endswith("m") else "R707"]


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused_whatever_the_file_is_called(tmp_path: Path, part: str) -> None:
    path = rezipped(workbook(tmp_path / "a.xlsx", (HEAD,)), as_it_is, {part: b"<x/>"})
    assert [each.code for each in read_tables(path).problems] == ["R605"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"])
def test_what_is_no_office_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    found = read_tables(path)
    assert (found.readable, found.tables) == (False, ())
    assert {each.code for each in found.problems} <= {"R601", "R603"}


def test_a_formula_a_date_an_error_and_merged_cells_are_told_and_not_believed(tmp_path: Path) -> None:
    table = (
        ("课程代码", "课程名称", "学分", "周数"),
        ("RS", "路由交换技术", "=1+1", 16),
        (date(2026, 3, 1), "某课程", 4, 16),
        ("WLAN", "无线局域网", "#N/A", 16),
        ("FW", "防火墙技术", 3, 8),
        ("CS", "云服务技术", None, 16),
    )
    found = taken(workbook(tmp_path / "a.xlsx", table, merged=("C5:C6",)))
    assert rows(found) == [
        "2 RS same [R714]",
        "3 某课程 not-understood [R715 R730 R725]",
        "4 WLAN same [R716]",
        "5 FW changed [R719 R730]: weeks 16 → 8",
        "6 CS same [R719]",
    ]
    assert problems(found)[:5] == [
        "R715 row 3, 课程代码: 2026-03-01",
        "R716 row 4, 学分: #N/A",
        "R719 row 5, 学分: 3",
        "R719 row 6, 学分: 3",
        "R725 row 3, 课程名称: 某课程",
    ]


SHARING = (
    ("课程代码", "课程名称", "课程类别", "开课学期", "周数", "学分", "理论学时", "实践学时"),
    ("RS", "路由交换技术", "公共基础课", 2, 12, 5, 48, 24),
    ("FW", "防火墙技术", None, None, None, 3, 24, 24),
    ("CS", "云服务技术", None, None, None, None, 24, 24),
)
MERGED_DOWN = ("C2:C4", "D2:D4", "E2:E4")


@pytest.mark.parametrize(("paper", "name"), [(workbook, "a.xlsx"), (document, "a.docx")])
def test_a_cell_merged_down_says_the_same_of_each_row_where_that_can_be_so(
    tmp_path: Path, paper: Callable[..., Path], name: str
) -> None:
    table = [[each or "" for each in row] for row in SHARING]
    found = taken(paper(tmp_path / name, table, merged=MERGED_DOWN))
    assert "R719" not in {each.code for each in found.problems}
    assert sorted(problems(found))[:3] == [f"R727 row {row}, 课程类别: 公共基础课" for row in (2, 3, 4)]
    assert [said.partition(": ")[2].count("weeks 16 → 12") for said in rows(found)] == [1, 1, 1]


@pytest.mark.parametrize(("paper", "name"), [(workbook, "a.xlsx"), (document, "a.docx")])
@pytest.mark.parametrize(
    ("merged", "told"),
    [
        ("A2:A3", ["R719 row 2, 课程代码: RS", "R719 row 3, 课程代码: RS"]),
        ("F3:F4", ["R719 row 3, 学分: 3", "R719 row 4, 学分: 3"]),
        ("G2:H2", ["R719 row 2, 理论学时: 48", "R719 row 2, 实践学时: 48"]),
    ],
)
def test_a_code_or_an_amount_that_is_merged_is_nobodys(
    tmp_path: Path, paper: Callable[..., Path], name: str, merged: str, told: list[str]
) -> None:
    table = [[each or "" for each in row] for row in SHARING]
    found = taken(paper(tmp_path / name, table, merged=(merged,)))
    assert [each for each in problems(found) if each.startswith("R719")] == told


def test_a_hidden_sheet_is_named_and_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    seen, hidden = book.active, book.create_sheet("旧")
    for row in (HEAD, ("RS", "", 5)):
        seen.append(row)
    for row in (HEAD, ("RS", "", 1)):
        hidden.append(row)
    hidden.sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    found = taken(tmp_path / "a.xlsx")
    assert (rows(found), problems(found)) == (["2 RS changed: credits 6 → 5"], ["R704"])


def test_merged_cells_that_cover_everything_many_times_over_are_refused(tmp_path: Path) -> None:
    def maze(name: str, content: bytes) -> bytes:
        cells = b"".join(b'<mergeCell ref="A1:IV%d"/>' % (20_000 - each) for each in range(900))
        merged = b"<mergeCells>" + cells + b"</mergeCells>"
        return content.replace(b"</sheetData>", b"</sheetData>" + merged) if "sheet1" in name else content

    wide = ("课程代码", *[""] * 254, "学分")
    path = workbook(tmp_path / "a.xlsx", [wide, *[(f"C{each}",) for each in range(3_000)]])
    assert alone(rezipped(path, maze)) == "['R703']|['R703']"


def test_a_sheet_that_claims_to_reach_the_last_corner_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "课程代码", "学分"
    book.save(tmp_path / "a.xlsx")
    assert alone(tmp_path / "a.xlsx") == "['R703']|['R703']"


def test_many_rows_are_read_in_bounded_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    line = "C-{0},课程 {0},{1},专业拓展课（任选{1}门）,第{1}学期"
    lines = (line.format(each, each % 8 + 1) for each in range(19_000))
    path.write_text("课程代码,课程名称,学分,备注,开课学期\n" + "\n".join(lines), encoding="utf-8")
    assert alone(path) == "['R019', 'R725']|['R703']"


def test_a_plan_of_nothing_but_sets_is_read_in_bounded_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = (f",专业拓展课{each}（任选1门）,1,专业拓展" for each in range(1_900))
    path.write_text("课程代码,课程名称,学分,课程类别\n" + "\n".join(lines), encoding="utf-8")
    assert alone(path).endswith("|['R019', 'R742']")


def test_a_table_in_word_that_is_wide_a_million_times_is_refused(tmp_path: Path) -> None:
    row = b'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="256"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>'

    def widened(name: str, content: bytes) -> bytes:
        return content.replace(b"</w:tbl>", row * 15_000 + b"</w:tbl>") if name == "word/document.xml" else content

    assert alone(rezipped(document(tmp_path / "a.docx", (HEAD,)), widened)) == "['R703']|['R703']"


def test_a_cell_of_endless_text_is_cut_short(tmp_path: Path) -> None:
    def longer(name: str, content: bytes) -> bytes:
        letters = Random(1).randbytes(4_000_000).hex().encode()
        runs = b"<w:r><w:t>%b</w:t></w:r>" % letters + b"<w:r><w:t>long</w:t></w:r>" * 100_000
        return content.replace(b"</w:p></w:tc>", runs + b"</w:p></w:tc>", 1) if name == "word/document.xml" else content

    path = rezipped(document(tmp_path / "a.docx", (HEAD, ("RS", "", 5))), longer)
    assert alone(path) == "[]|[]"
    assert max(len(cell.text) for row in read_tables(path).tables[0].rows for cell in row.cells) == LONGEST_TABLE_CELL


def test_a_table_inside_a_cell_is_told_and_a_struck_row_is_left_out(tmp_path: Path) -> None:
    paper = docx.Document()
    table = paper.add_table(4, 3)
    for row, texts in zip(table.rows, (HEAD, ("RS", "", "5"), ("FW", "", "3"), ("WLAN", "", "2")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 2).add_table(1, 1).cell(0, 0).text = "9"
    struck = parse_xml(f'<w:trPr {nsdecls("w")}><w:del w:id="1" w:author="a"/></w:trPr>')
    table.rows[3]._tr.insert(0, struck)  # noqa: SLF001 - the library has no word for tracked changes
    into = BytesIO()
    paper.save(into)
    (tmp_path / "a.docx").write_bytes(into.getvalue())
    found = taken(tmp_path / "a.docx")
    assert rows(found) == ["2 RS same [R717]", "3 FW changed: credits 4 → 3"]
    assert problems(found) == ["R717 row 2, 学分: 5", "R705"]


def test_what_was_inserted_counts_and_what_was_deleted_does_not(tmp_path: Path) -> None:
    def tracked(name: str, content: bytes) -> bytes:
        was = b"<w:r><w:t>7</w:t></w:r>"
        now = (
            b'<w:del w:id="1" w:author="a"><w:r><w:delText>4</w:delText></w:r></w:del>'
            b'<w:ins w:id="2" w:author="a"><w:r><w:t>5</w:t></w:r></w:ins>'
        )
        return content.replace(was, now) if name == "word/document.xml" else content

    found = taken(rezipped(document(tmp_path / "a.docx", (HEAD, ("RS", "", 7))), tracked))
    assert (rows(found), problems(found)) == (["2 RS changed: credits 6 → 5"], ["R705"])
