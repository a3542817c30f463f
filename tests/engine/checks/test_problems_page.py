from pathlib import Path

from fourfold.domain.catalogue import CATALOGUE
from tests.engine.checks.table import CASES
from tools.problems_page import problems


def test_the_page_on_problems_is_current(root: Path) -> None:
    assert (root / "docs/reference/problems.md").read_text("utf-8") == problems(), "run `make docs`"


def test_every_code_has_an_entry_and_every_check_an_example() -> None:
    entries = {entry.partition(" ")[0]: entry for entry in problems().split("\n## ")[1:]}
    assert list(entries) == sorted(CATALOGUE)
    assert {code for code, entry in entries.items() if "```diff\n" in entry} >= {case.code for case in CASES}


def test_every_example_shows_what_differs() -> None:
    shown = [entry for entry in problems().split("\n## ")[1:] if "```diff" in entry]
    assert [entry.split()[0] for entry in shown if "\n+ " not in entry and "\n- " not in entry] == []


def test_only_the_sentence_about_a_problem_holds_its_details() -> None:
    texts = [(kind.code, said) for kind in CATALOGUE.values() for text in (kind.title, kind.why, kind.mend)
             for said in (text.en, text.zh)]  # fmt: skip
    assert [code for code, said in texts if said and "{" in said] == []
