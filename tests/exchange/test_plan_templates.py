"""A Word template is a college's own: its words stay, its names are filled, what is wrong is named with its place."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument

from fourfold.exchange.plan_paper import Column, Grid, Row
from fourfold.exchange.plan_template import BadTemplate, read_template
from fourfold.exchange.plan_word import plan_word
from fourfold.exchange.plan_word_template import word_template
from tests.exchange.test_plan_document import all_text, opened, paper, tiny


def changed(change: Callable[[WordDocument], object]) -> bytes:
    document = Document(io.BytesIO(word_template("zh")))
    change(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def refused(template: bytes) -> str:
    with pytest.raises(BadTemplate) as caught:
        plan_word(paper(tiny(), "P-1"), template)
    return caught.value.why.in_language("en")


def test_a_name_that_word_cut_into_runs_is_filled_in_the_look_of_its_first() -> None:
    def cut(document: WordDocument) -> None:
        made = document.add_paragraph()
        made.add_run("专业：").bold = True
        for piece in ("{{", "co", "de}", "}"):
            made.add_run(piece)

    last = opened(plan_word(paper(tiny(), "P-1"), changed(cut))).paragraphs[-1]
    assert (last.text, last.runs[0].bold) == ("专业：P", True)


def test_names_in_heads_and_in_tables_are_filled() -> None:
    def put(document: WordDocument) -> None:
        document.sections[0].footer.paragraphs[0].text = "第 {{code}} 号"
        document.add_table(1, 1).cell(0, 0).text = "单元格 {{code}}"

    document = opened(plan_word(paper(tiny(), "P-1"), changed(put)))
    assert document.sections[0].footer.paragraphs[0].text == "第 P 号"
    assert "单元格 P" in all_text(document)


def test_an_unknown_name_is_named_with_its_place() -> None:
    said = refused(changed(lambda document: document.add_paragraph("见 {{teachers}} 一节")))
    assert "there is no {{teachers}}, in “见 {{teachers}} 一节”" in said
    assert "courses" in said


def test_a_part_in_the_middle_of_a_line_is_refused() -> None:
    said = refused(changed(lambda document: document.add_paragraph("课程：{{courses}}")))
    assert "{{courses}} needs a paragraph of its own in the text, not “课程：{{courses}}”" in said


def test_a_template_without_our_styles_is_refused() -> None:
    content = io.BytesIO()
    Document().save(content)
    assert "has no style Plan Body, Plan Cell, Plan Cell Head, Plan Note" in refused(content.getvalue())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0 old"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    assert refused(content).startswith("plan.docx")


def test_entities_and_damage_in_a_template_are_refused() -> None:
    for name, xml in (
        ("word/document.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'),
        ("word/styles.xml", b"<w:styles"),
    ):
        spoiled = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(word_template("zh"))) as whole, zipfile.ZipFile(spoiled, "w") as packed:
            for each in whole.namelist():
                packed.writestr(each, xml if each == name else whole.read(each))
        assert refused(spoiled.getvalue()).startswith("plan.docx")


def test_a_huge_table_is_written() -> None:
    rows = tuple(Row((f"C{number}", "课程名称", "4")) for number in range(5_000))
    laid = paper(tiny(), "P-1")
    grid = Grid((Column("甲", 2), Column("乙", 6), Column("丙", 1, number=True)), rows)
    laid = replace(laid, parts={**laid.parts, "courses": (grid,)})
    assert "C4999" in all_text(opened(plan_word(laid, word_template("zh"))))


def test_a_folder_of_too_much_is_refused(tmp_path: Path) -> None:
    for number in range(101):
        (tmp_path / f"{number}.txt").write_text("x")
    with pytest.raises(BadTemplate, match="at most 100 files"):
        read_template(tmp_path)
    (tmp_path / "0.txt").write_bytes(b"0" * (8 * 1024 * 1024 + 1))
    with pytest.raises(BadTemplate, match="larger than 8 MiB"):
        read_template(tmp_path)
