"""The program-plan document says what pages and commands say, in every language, whatever names a college uses."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from fourfold.actions.covering import Wanted, rows_of
from fourfold.actions.figures import span, tenths
from fourfold.actions.papers.plan_of_folder import paper_of_folder
from fourfold.actions.papers.plan_parts import Edition, plan_paper
from fourfold.actions.records.coverage import coverage_record
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.plan import Plan
from fourfold.domain.text import Text
from fourfold.engine.guarantee import assure
from fourfold.engine.hours import HourShares, hours_shares
from fourfold.engine.index import Index
from fourfold.engine.plan_document import plan_document
from fourfold.engine.reach import reaches
from fourfold.engine.rules import judge_rules
from fourfold.exchange.plan_paper import Block, Body, Grid, Heading, Note, Paper, Tongue
from fourfold.exchange.plan_word import plan_word
from fourfold.exchange.plan_word_template import word_template
from fourfold.exchange.reading import read
from tests.factories import course, head, key, module, placed, plan, program

EXAMPLE = Path("examples/ict-cluster")
COLLEGE = Text(en="Example College", zh="示例学院")
RELEASED = Edition(institution=COLLEGE, release="2026", day=date(2026, 6, 1), root="a" * 64)
TONGUES: tuple[Tongue, ...] = ("zh", "en", "both")
HOSTILE = '#read("/etc/passwd") $x$ {{program}} {{courses}} <w:p/> & "quotes" \\ *bold* _it_ @label `raw` %0A ]]>'


@pytest.fixture(scope="module")
def index() -> Index:
    dossier = read(EXAMPLE).dossier
    assert dossier is not None
    return Index(dossier)


def key_of(index: Index, code: str) -> str:
    return next(key for key, each in index.plans.items() if each.code == code)


def paper(index: Index, code: str, *, tongue: Tongue = "zh", edition: Edition = RELEASED) -> Paper:
    found = plan_document(
        index,
        plan=key_of(index, code),
        rules=judge_rules(index),
        assure=partial(assure, index),
        reaches=partial(reaches, index),
    )
    return plan_paper(found, edition=edition, tongue=tongue)


def tiny(title: Text | None = None) -> Index:
    """One program with one plan of one course, all of them called `title`."""
    taught = course("C1", "M", title=title or Text(en="Course", zh="课程"))
    of_program = program("P", plan("P-1", (placed("C1", 1),)))
    named = replace(of_program, title=title or of_program.title)
    whole = Cluster(head=head(("core",)), programs=(named,), modules=(module("M", "core"),), courses=(taught,))
    return Index(Dossier(cluster=whole))


def words(paper: Paper) -> list[str]:
    return [said for part in paper.parts.values() for block in part for said in _words(block)]


def _words(block: Block) -> list[str]:
    if isinstance(block, Grid):
        heads = [column.head for column in block.columns if column.head]
        return [*heads, *(cell for row in block.rows for cell in row.cells if cell)]
    assert isinstance(block, Heading | Body | Note)
    return [block.words]


def opened(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


def all_text(document: WordDocument) -> str:
    return "\n".join(each.text for each in document.element.body.iter(qn("w:t")))


def test_hours_and_shares_are_those_of_the_engine(index: Index) -> None:
    found = hours_shares(index, plan=key_of(index, "CN-ordinary"))
    assert isinstance(found, HourShares)
    grid = paper(index, "CN-ordinary").parts["hours"][0]
    assert isinstance(grid, Grid)
    figures = [row.cells[1] for row in grid.rows]
    assert figures == [
        span(found.hours),
        span(found.credits),
        tenths(found.practice),
        tenths(found.elective),
        *(tenths(share) for _key, share in found.categories),
    ]


def test_items_met_are_those_of_the_coverage_command(index: Index) -> None:
    rows = list(rows_of(index, Wanted(programs=("CN",)), assure=partial(assure, index)))
    record = coverage_record(index, rows)["plans"][0]
    ends = [
        (each["items_met"]["guaranteed"]["bound"], each["items_met"]["reachable"]["bound"], each["items"])
        for each in record["coverage"]
        if each["kind"] in {"certification", "competition"}
    ]
    said = [f"{low}–{high} / {items}" if low != high else f"{low} / {items}" for low, high, items in ends]
    grid = paper(index, "CN-ordinary").parts["certifications"][0]
    assert isinstance(grid, Grid)
    assert [row.cells[3] for row in grid.rows] == said


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_word_of_the_paper_stands_in_the_word_file(index: Index, tongue: Tongue) -> None:
    laid = paper(index, "CN-ordinary", tongue=tongue)
    text = all_text(opened(plan_word(laid, word_template(tongue))))
    missing = [said for said in words(laid) if any(line not in text for line in said.split("\n"))]
    assert missing == []
    assert "{{" not in text


@pytest.mark.slow
def test_the_same_paper_and_template_give_the_same_bytes_in_another_process(index: Index, tmp_path: Path) -> None:
    command = "import sys; from fourfold.cli.main import main; main()"
    arguments = ("document", str(EXAMPLE), "--program", "CN", "--lang", "en", "--to")
    for name, seed in (("one.docx", "1"), ("other.docx", "2")):
        subprocess.run(
            [sys.executable, "-c", command, *arguments, str(tmp_path / name)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai" if seed == "1" else "UTC"},
        )
    first = (tmp_path / "one.docx").read_bytes()
    assert first == (tmp_path / "other.docx").read_bytes()
    here = paper_of_folder(index, plan=key_of(index, "CN-ordinary"), tongue="zh")
    assert first == plan_word(here, word_template("zh"))


def test_a_hostile_name_is_text_and_nothing_else() -> None:
    laid = paper(tiny(Text(en=HOSTILE, zh=HOSTILE)), "P-1")
    document = opened(plan_word(laid, word_template("zh")))
    assert HOSTILE in all_text(document)
    assert HOSTILE in document.sections[0].header.paragraphs[0].text
    plain = opened(plan_word(paper(tiny(), "P-1"), word_template("zh")))
    assert len(document.tables) == len(plain.tables)


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    laid = paper(tiny(Text(zh="坏\ufffe字" * 200)), "P-1")
    assert "坏�字" in all_text(opened(plan_word(laid, word_template("zh"))))


def test_a_missing_translation_falls_back_and_is_said_once() -> None:
    assert "只有中文" in words(paper(tiny(Text(zh="只有中文")), "P-1", tongue="en"))
    assert "只有中文" in words(paper(tiny(Text(zh="只有中文")), "P-1", tongue="both"))


def test_a_plan_of_nothing_is_a_document_all_the_same() -> None:
    empty = Plan(key=key("plan", "P-1"), code="P-1", training_type="ordinary")
    whole = Cluster(head=head(), programs=(program("P", empty),))
    laid = paper(Index(Dossier(cluster=whole)), "P-1")
    assert "本方案尚无课程。" in words(laid)
    assert "未载明" in words(laid)
    assert plan_word(laid, word_template("zh"))


def test_a_draft_is_marked_on_every_page_and_a_release_is_not(index: Index) -> None:
    draft = paper(index, "CN-ordinary", edition=Edition(institution=COLLEGE))
    for laid, marked in ((draft, True), (paper(index, "CN-ordinary"), False)):
        with zipfile.ZipFile(io.BytesIO(plan_word(laid, word_template("zh")))) as packed:
            heads = [packed.read(name).decode() for name in packed.namelist() if name.startswith("word/header")]
        assert any('string="草稿 DRAFT"' in each for each in heads) is marked


def test_headings_of_tables_stand_again_on_every_page(index: Index) -> None:
    document = opened(plan_word(paper(index, "CN-ordinary"), word_template("zh")))
    tables = document.element.body.findall(qn("w:tbl"))
    headed = [each for each in tables if each.xpath("./w:tr[1]/w:trPr/w:tblHeader")]
    bare = [len(each.xpath("./w:tblGrid/w:gridCol")) for each in tables if each not in headed]
    assert bare == [2, 2]  # the tables of names and values
    assert not [row for each in headed for row in each.xpath("./w:tr[not(./w:trPr/w:cantSplit)]")]
