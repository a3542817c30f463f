"""The program-plan document from a page: the figures of the page, for whoever may read the page."""

import io
import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from docx import Document
from docx.oxml.ns import qn

from fourfold.actions.shelf import Opened
from fourfold.engine.index import Index
from fourfold.exchange.plan_documents import our_template
from fourfold.web.pages import shares
from tests.web.conftest import HERE

pytestmark = pytest.mark.django_db
PAPER = HERE + "program/MC/plan.docx"


def text_of(content: bytes) -> list[str]:
    return [each.text or "" for each in Document(io.BytesIO(content)).element.body.iter(qn("w:t"))]


def plan_key(index: Index) -> str:
    return next(each for each in index.programs.values() if each.code == "MC").plans[0].key


def test_the_document_has_the_figures_of_the_page(visitor: Client, opened: Opened) -> None:
    told = text_of(visitor.get(PAPER).content)
    figures = [each.figure for each in shares.of_plan(opened, opened.index.plans[plan_key(opened.index)])]
    assert figures
    assert [figure for figure in figures if figure not in told] == []


def test_the_page_of_a_program_leads_to_both_files_in_its_language(visitor: Client) -> None:
    for spoken, named in (("en", "en"), ("zh-hans", "zh")):
        page = visitor.get(HERE + "program/MC", headers={"Accept-Language": spoken}).content.decode()
        found = re.findall(r'href="([^"]*/plan\.(?:docx|pdf)[^"]*)"', page)
        assert [each.partition("?")[0].rpartition(".")[2] for each in found] == ["docx", "pdf"]
        assert all(f"language={named}" in each for each in found)


def test_a_draft_is_named_so_in_its_file(visitor: Client, opened: Opened) -> None:
    answer = visitor.get(PAPER)
    name = re.search(r'filename="([^"]+)"', answer.headers["Content-Disposition"])
    assert name is not None
    assert name[1].endswith(f"-draft-{opened.root[:8]}.docx")
    assert "草稿，未发布" in text_of(answer.content)


@pytest.mark.parametrize("query", ["language=fr", "plan=nowhere"])
def test_what_there_is_not_is_not_found(visitor: Client, query: str) -> None:
    assert visitor.get(f"{PAPER}?{query}").status_code == 404


def test_an_installation_may_have_a_template_of_its_own(
    visitor: Client, settings: LazySettings, tmp_path: Path
) -> None:
    for name, content in our_template("zh").files.items():
        (tmp_path / name).write_bytes(content)
    document = Document(str(tmp_path / "plan.docx"))
    document.add_paragraph("本校附加说明：{{code}}")
    document.save(str(tmp_path / "plan.docx"))
    settings.PLAN_TEMPLATE = tmp_path
    assert "本校附加说明：MC" in text_of(visitor.get(PAPER).content)


def test_a_template_that_cannot_be_used_says_why(visitor: Client, settings: LazySettings, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{nonsense}}")
    document.save(str(tmp_path / "plan.docx"))
    settings.PLAN_TEMPLATE = tmp_path
    answer = visitor.get(PAPER, headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert "has no style Plan Body" in answer.content.decode()
