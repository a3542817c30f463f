"""Files of minutes are what their bytes are, whatever they are called."""

import io
import zipfile

import pytest

from fourfold.exchange.minutes_file import KINDS, fit_name, is_what_it_says

PDF, PNG, JPEG = b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\nrest", b"\xff\xd8\xff\xe0rest"
PAGE = b"<!doctype html><script>alert(1)</script>"


def package(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packing:
        for name in names:
            packing.writestr(name, "<w:document/>")
    return held.getvalue()


WORD = package("[Content_Types].xml", "word/document.xml")
GOOD = {
    "minutes.pdf": PDF,
    "会议纪要.PDF": PDF,
    "minutes.docx": WORD,
    "minutes.txt": "会议纪要\n同意".encode(),
    "记事本.txt": "会议纪要\r\n同意".encode("gb18030"),
    "page.png": PNG,
    "page.jpg": JPEG,
    "page.jpeg": JPEG,
}


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_taken_for_what_it_is(name: str) -> None:
    assert is_what_it_says(name, GOOD[name])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.pdf", PAGE),
        ("minutes.pdf", PNG),
        ("page.png", JPEG),
        ("minutes.docx", PDF),
        ("minutes.docx", package("xl/workbook.xml")),
        ("minutes.docx", package("word/document.xml", "word/vbaProject.bin")),
        ("minutes.docx", WORD[:-10]),
        ("minutes.txt", b"\x00\x01"),
        ("minutes.txt", PNG),
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("page.html", PAGE),
        ("minutes", PDF),
        ("", b""),
        ("minutes.pdf.exe", PDF),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_not_what_its_name_says_is_none(name: str, content: bytes) -> None:
    assert not is_what_it_says(name, content)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("会议纪要（二）.pdf", "会议纪要（二）.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\papers\\a.docx", "a.docx"),
        ("a\r\nb\u202egpj.png", "a__b_gpj.png"),
        ("会议纪要.PDF", "会议纪要.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ('a"b;c.pdf', "a_b_c.pdf"),
    ],
)
def test_a_name_is_a_name_on_any_disk_and_tells_its_kind(said: str, kept: str) -> None:
    assert fit_name(said) == kept


def test_no_kind_is_one_that_a_browser_runs() -> None:
    assert not {"html", "svg", "xml", "javascript"} & {part for kind in KINDS.values() for part in kind.split("/")}
