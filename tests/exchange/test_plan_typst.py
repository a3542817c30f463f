"""The PDF of a program-plan document: the same words, the same bytes, and templates that can do no harm."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.exchange.plan_documents import our_template
from fourfold.exchange.plan_paper import Body, Column, Grid, Paper, Row
from fourfold.exchange.plan_template import TYPST_FILE, BadTemplate, Template, read_template
from fourfold.exchange.plan_typst import plan_pdf
from fourfold.exchange.plan_typst_template import LOOK_FILE, look
from tests.exchange.test_plan_document import EXAMPLE, HOSTILE, RELEASED, index, paper, tiny, words
from tools.find_chromium import has_chinese_font, install_chinese_font

__all__ = ["index"]


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    if not has_chinese_font():
        install_chinese_font()
    assert has_chinese_font(), "No font shows Chinese here. Debian: sudo apt-get install fonts-noto-cjk"


def text_of(content: bytes) -> str:
    """What a reader copies out of a PDF, without any white space: a cell breaks its lines where it must."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return re.sub(r"[\s\u200b]", "", done.stdout.decode())


def refused(source: str, *, seconds: int = 20, files: dict[str, bytes] | None = None) -> str:
    template = Template({TYPST_FILE: source.encode(), **(files or {})})
    with pytest.raises(BadTemplate) as caught:
        plan_pdf(paper(tiny(), "P-1"), template, seconds=seconds)
    return caught.value.why.in_language("en")


def test_every_word_of_the_paper_stands_in_the_pdf(index: Index) -> None:
    laid = paper(index, "CN-ordinary")
    text = text_of(plan_pdf(laid, our_template("zh")))
    missing = [said for said in words(laid) if any(re.sub(r"\s", "", line) not in text for line in said.split("\n"))]
    # A long cell may run over a page, with the head of the page in between.
    assert missing == []


@pytest.mark.slow
def test_the_same_paper_and_template_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    command = "from fourfold.cli.main import main; main()"
    for name, zone in (("one.pdf", "Asia/Shanghai"), ("other.pdf", "UTC")):
        subprocess.run(
            [sys.executable, "-c", command, "document", str(EXAMPLE), "--program", "CN", "--to", str(tmp_path / name)],
            check=True,
            env={**os.environ, "TZ": zone},
        )
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_a_hostile_name_is_text_and_nothing_else() -> None:
    content = plan_pdf(paper(tiny(Text(zh=HOSTILE)), "P-1"), our_template("zh"))
    assert re.sub(r"\s", "", HOSTILE) in text_of(content)


def test_a_draft_is_marked_and_a_release_is_not() -> None:
    laid = paper(tiny(), "P-1")
    marked = text_of(plan_pdf(replace(laid, draft=True), our_template("zh")))
    assert ("DRAFT" in marked, "DRAFT" in text_of(plan_pdf(laid, our_template("zh")))) == (True, False)
    assert RELEASED.release is not None


def test_a_cell_longer_than_a_page_runs_over_pages() -> None:
    long = "很长的内容。" * 1_500
    grid = Grid((Column("甲", 1), Column("乙", 9)), (Row(("一", long)), Row(("二", "末尾在此"))))
    laid = _with(paper(tiny(), "P-1"), grid)
    text = text_of(plan_pdf(laid, Template({**our_template("zh").files, TYPST_FILE: _ONE_PART})))
    assert text.count("很长的内容。") > 1_450  # those at the turn of a page are cut in two by its head
    assert "末尾在此" in text


def test_a_huge_plan_is_written_in_bounded_time() -> None:
    rows = tuple(Row((f"C{number}", "课程名称" * 3, "4", "64")) for number in range(2_000))
    grid = Grid((Column("甲", 2), Column("乙", 6), Column("丙", 1, number=True), Column("丁", 1, number=True)), rows)
    text = text_of(plan_pdf(_with(paper(tiny(), "P-1"), grid), our_template("zh")))
    assert "C1999" in text


_ONE_PART = b'#import "fourfold.typ": *\n#show: dressed\n#part("courses")'


def _with(laid: Paper, *blocks: Grid | Body) -> Paper:
    return replace(laid, parts={**laid.parts, "courses": blocks})


def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for path in (str(secret), "/etc/hostname", "../../../../../../etc/hostname"):
        assert "plan.typ" in refused(f'#read("{path}")')


def test_a_link_in_a_template_is_refused(tmp_path: Path) -> None:
    (tmp_path / TYPST_FILE).write_text("x")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    with pytest.raises(BadTemplate, match=r"link\.txt is a link"):
        read_template(tmp_path)


def test_a_template_fetches_no_package() -> None:
    assert "plan.typ" in refused('#import "@preview/example:0.1.0": add')
    assert "plan.typ" in refused('#let where = "@pre" + "view/example:0.1.0"\n#import where: add')


def test_a_template_that_does_not_end_is_stopped() -> None:
    endless = "#for a in range(9999) { for b in range(9999) { for c in range(9999) { let d = a } } }"
    assert "more than 2 seconds" in refused(endless, seconds=2)


def test_a_template_that_wants_all_the_memory_is_stopped() -> None:
    assert "too much memory" in refused('#let x = "0123456789" * 2000000000\n#x.len()')


def test_an_unknown_part_is_named_with_its_place() -> None:
    said = refused('#import "fourfold.typ": *\n#part("cources")', files={LOOK_FILE: look()})
    assert "there is no part cources; there are: " in said
    assert "plan.typ:2" in said
