"""`fourfold document` and `fourfold evidence`: files by a template, and refusals that say what there is."""

import json
from pathlib import Path

import pytest
from docx import Document

from tests.cli.test_commands import EXAMPLE, run


def said(*arguments: str) -> tuple[int, str]:
    code, printed = run(*arguments, "--lang", "en", "--json")
    answer = json.loads(printed)
    return code, answer.get("refused") or answer["written"]


def test_our_template_is_written_changed_and_used(tmp_path: Path) -> None:
    ours, target = tmp_path / "ours", tmp_path / "plan.docx"
    assert said("document", "--write-template", str(ours), "--language", "en") == (0, str(ours))
    assert sorted(each.name for each in ours.iterdir()) == ["fourfold.typ", "plan.docx", "plan.typ"]
    document = Document(str(ours / "plan.docx"))
    document.add_paragraph("Seen by the board: {{program}}")
    document.save(str(ours / "plan.docx"))
    asked = ("document", EXAMPLE, "--program", "cn", "--plan", "cn-order", "--template", str(ours), "--to", str(target))
    assert said(*asked, "--language", "en") == (0, str(target))
    assert Document(str(target)).paragraphs[-1].text == "Seen by the board: Computer Network Technology"


def test_nothing_is_written_over_unless_told_to(tmp_path: Path) -> None:
    target = tmp_path / "plan.docx"
    target.write_text("mine")
    asked = ("document", EXAMPLE, "--program", "CN", "--to", str(target))
    code, why = said(*asked)
    assert (code, target.read_text()) == (1, "mine")
    assert "exists already" in why
    assert said(*asked, "--force")[0] == 0
    assert said("document", "--write-template", str(tmp_path))[0] == 1


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--to", "plan.docx"), "Say --program CODE. There are: MC, CN"),
        (("--program", "XX", "--to", "plan.docx"), "There is no program XX"),
        (("--program", "CN", "--plan", "XX", "--to", "plan.docx"), "There are: CN-ordinary, CN-order"),
        (("--program", "CN", "--to", "plan.odt"), "ending in .docx or .pdf"),
        (("--program", "CN"), "ending in .docx or .pdf"),
        (("--program", "CN", "--to", "plan.docx", "--cluster", "a/b"), "Name a PATH, or --cluster"),
        (("--program", "CN", "--to", "plan.docx", "--template", "nowhere"), "nowhere is not a folder"),
    ],
)
def test_what_cannot_be_asked_says_what_can(asked: tuple[str, ...], why: str) -> None:
    code, words = said("document", EXAMPLE, *asked)
    assert code == 2
    assert why in words


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["document", "evidence"])
def test_a_cluster_that_is_not_kept_is_not_found(command: str, tmp_path: Path) -> None:
    target = tmp_path / ("plan.docx" if command == "document" else "pack.zip")
    code, words = said(command, "--cluster", "nowhere/none/2026", "--program", "CN", "--to", str(target))
    assert code == 2
    assert "nowhere/none/2026" in words
