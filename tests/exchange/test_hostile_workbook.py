"""Files that pretend, hide, swell or lie: a clear refusal, in bounded memory and time."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from tracemalloc import get_traced_memory, start, stop

import pytest
from typer.testing import CliRunner

from fourfold.cli.main import app
from fourfold.exchange.limits import LARGEST_OFFICE_BYTES, MOST_CELLS_OF_WORKBOOK
from fourfold.exchange.places import Reading
from fourfold.exchange.reading import read
from tests.exchange.workbooks import in_words, said, small

Parts = dict[str, bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024
BELOW = re.compile(rb'<row r="2".*</sheetData>', re.DOTALL)
"""All of a sheet that stands below its headings."""


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(path: Path, parts: Parts) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def sheet_of(parts: Parts, name: str) -> str:
    """The part in which a sheet's cells are."""
    names = re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"].decode())
    return f"xl/worksheets/sheet{names.index(name) + 1}.xml"


def rewritten(folder: Path, change: Callable[[Parts], object], name: str = "small.xlsx") -> Reading:
    """What is read of the small workbook once its parts have been changed."""
    parts = parts_of(small(folder))
    change(parts)
    return read(packed(folder / name, parts))


def rows_after_headings(rows: str) -> Callable[[Parts], None]:
    """Put other rows below the headings of the sheet of courses."""

    def change(parts: Parts) -> None:
        name = sheet_of(parts, "courses")
        parts[name] = re.sub(
            rb'<row r="2".*</sheetData>', rows.encode() + b"</sheetData>", parts[name], flags=re.DOTALL
        )

    return change


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.xlsx", b"", ("R601", "no content at all")),
        ("a.xlsx", b"code,title\n064,Networks\n", ("R601", "something other than an Office file")),
        ("a.xlsx", b"%PDF-1.7", ("R601", "something other than an Office file")),
        ("a.xlsx", b"PK\x03\x04 and then nothing", ("R603", "File is not a zip file")),
        ("a.xlsx", OLE + b"\0" * 900, ("R601", "a file of Office 97 to 2003, such as .xls or .doc")),
        ("a.xls", OLE + b"\0" * 900, ("R601", "a file of Office 97 to 2003, such as .xls or .doc")),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), ("R602", "an encrypted file")),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str, content: bytes, expected: tuple[str, str]) -> None:
    (tmp_path / name).write_bytes(content)
    reading = read(tmp_path / name)
    assert [(each.code, each.found) for each in reading.problems] == [expected]
    assert reading.dossier is None


def with_macros(parts: Parts) -> None:
    parts["xl/vbaProject.bin"] = b"\0"


def with_entities(parts: Parts) -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbook", doctype + b"<workbook", 1)


def without_sheet(parts: Parts) -> None:
    del parts[sheet_of(parts, "courses")]


def cut_short(parts: Parts) -> None:
    name = sheet_of(parts, "courses")
    parts[name] = parts[name][:900]


def with_strange_text(parts: Parts) -> None:
    name = sheet_of(parts, "courses")
    parts[name] = re.sub(rb'(<c r="A2"[^>]*><v>)[0-9]+', rb"\g<1>99999", parts[name])


def backwards(parts: Parts) -> None:
    name = sheet_of(parts, "courses")
    parts[name] = parts[name].replace(b'<row r="3"', b'<row r="1"')


def as_document(parts: Parts) -> None:
    parts["word/document.xml"] = parts.pop("xl/workbook.xml")


def with_bomb(parts: Parts) -> None:
    parts["xl/media/image1.png"] = b"\0" * (300 * MEGABYTE)


def with_many_parts(parts: Parts) -> None:
    parts.update({f"xl/media/{number}.png": b"" for number in range(2_001)})


@pytest.mark.parametrize(
    ("change", "code", "found"),
    [
        (with_macros, "R605", "xl/vbaProject.bin"),
        (with_entities, "R606", "xl/workbook.xml"),
        (without_sheet, "R603", "the sheet courses is missing"),
        (cut_short, "R603", None),
        (with_strange_text, "R603", "no shared text 99999"),
        (backwards, "R603", "rows out of order at 1 of courses"),
        (as_document, "R601", "a Word document (.docx)"),
        (with_bomb, "R604", None),
        (with_many_parts, "R604", None),
    ],
)
def test_a_workbook_that_is_not_as_it_should_be_is_refused(
    tmp_path: Path, change: Callable[[Parts], object], code: str, found: str | None
) -> None:
    reading = rewritten(tmp_path, change)
    assert [each.code for each in reading.problems] == [code]
    assert found is None or reading.problems[0].found == found
    assert reading.dossier is None


def test_a_macro_workbook_is_refused_under_its_own_ending_too(tmp_path: Path) -> None:
    reading = rewritten(tmp_path, with_macros, name="small.xlsm")
    assert in_words(reading.problems) == ["The file holds macros"]


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.xlsx").open("wb") as file:
        file.truncate(100 * MEGABYTE)
    start()
    reading = read(tmp_path / "large.xlsx")
    peak = get_traced_memory()[1]
    stop()
    assert [(each.code, each.found) for each in reading.problems] == [("R003", f"{100 * MEGABYTE} bytes")]
    assert peak < 3 * LARGEST_OFFICE_BYTES


def test_a_sheet_that_claims_everything_is_read_as_what_it_holds(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        name = sheet_of(parts, "courses")
        parts[name] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', parts[name])
        far = b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
        parts[name] = parts[name].replace(b"</sheetData>", far)

    assert rewritten(tmp_path, change).problems == ()


def test_a_value_in_the_far_corner_takes_no_memory(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        name = sheet_of(parts, "courses")
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        parts[name] = parts[name].replace(b"</sheetData>", far)

    assert said(rewritten(tmp_path, change).problems) == [
        ("courses!XFD1048576", "R613", "no heading", "a heading in the first row")
    ]


def test_a_million_formatted_rows_are_refused(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(2, MOST_CELLS_OF_WORKBOOK // 2 + 2))
    reading = rewritten(tmp_path, rows_after_headings(rows))
    assert [each.code for each in reading.problems] == ["R604"]


def test_long_texts_that_many_cells_share_are_refused(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        texts = parts["xl/sharedStrings.xml"]
        number = texts.count(b"<si>")
        parts["xl/sharedStrings.xml"] = texts.replace(b"</sst>", b"<si><t>" + b"x" * 9_000 + b"</t></si></sst>")
        cells = "".join(f'<row r="{row}"><c r="B{row}" t="s"><v>{number}</v></c></row>' for row in range(2, 9_000))
        rows_after_headings(cells)(parts)

    reading = rewritten(tmp_path, change)
    assert said(reading.problems) == [("", "R604", None, "at most 67108864 letters")]


def test_a_maze_of_merged_cells_is_told_and_the_rest_counted(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        name = sheet_of(parts, "courses")
        maze = "".join(f'<mergeCell ref="A{row}:XFD1048576"/>' for row in range(2, 5_000))
        parts[name] = parts[name].replace(b"</sheetData>", f"</sheetData><mergeCells>{maze}</mergeCells>".encode())

    reading = rewritten(tmp_path, change)
    assert {each.code for each in reading.problems} == {"R617", "R019"}
    assert len(reading.problems) == 501


def test_a_chain_of_items_without_end_is_refused(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        name = sheet_of(parts, "items")
        text = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
        rows = "".join(
            f'<row r="{row}">{text.format(f"A{row}", "exam")}{text.format(f"B{row}", f"i{row - 1}") if row > 2 else ""}'
            f"{text.format(f'D{row}', f'i{row}')}{text.format(f'E{row}', 'Item')}</row>"
            for row in range(2, 3_000)
        )
        parts[name] = re.sub(
            rb'<row r="2".*</sheetData>', rows.encode() + b"</sheetData>", parts[name], flags=re.DOTALL
        )
        links = sheet_of(parts, "links")
        parts[links] = BELOW.sub(b"</sheetData>", parts[links])

    assert said(rewritten(tmp_path, change).problems) == [("items!B66", "R010", None, "at most 64")]


def test_what_refers_to_other_workbooks_is_read_and_said(tmp_path: Path) -> None:
    reading = rewritten(tmp_path, lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": b"<x/>"}))
    assert [each.code for each in reading.problems] == ["R607"]
    assert reading.dossier is not None


@pytest.mark.parametrize("command", ["check", "coverage", "metrics"])
def test_the_terminal_refuses_with_2_and_no_traceback(tmp_path: Path, command: str) -> None:
    path = packed(tmp_path / "macros.xlsx", parts_of(small(tmp_path)) | {"xl/vbaProject.bin": b"\0"})
    result = CliRunner().invoke(app, [command, str(path), "--lang", "en"])
    assert result.exit_code == 2
    assert result.stdout.startswith("macros.xlsx: error R605 The file holds macros")
