"""Every command line that a page shows is one that the terminal knows, whether or not a test runs it."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from fourfold.cli.main import app
from tests.conftest import ROOT

WRITTEN = ROOT / "docs" / "reference" / "cli.md"
"""The list of commands is written from the terminal itself, with patterns instead of words."""
DOCS = set((ROOT / "docs").rglob("*.md")) - {WRITTEN}
PAGES = sorted([ROOT / "README.md", *DOCS, *(ROOT / "examples").glob("*/README.md")])
FENCED = re.compile(r"^ *```\w*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(fourfold [^`]+)`")
LINE = re.compile(r"^(?:[$#] |- run: |ExecStart\w*=)*(?:[A-Z_]+=\S* )*(?:\S*/)?(fourfold [a-z-].*)$")
LEFT_OUT = "…"


def shown(text: str) -> Iterator[str]:
    """Every command line of ours in the blocks and the sentences of a page; what goes on below is one line."""
    for block in FENCED.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            if found := LINE.match(line.strip()):
                yield found[1]
    yield from INLINE.findall(FENCED.sub("", text))


def refused(line: str) -> str:
    """Why the terminal does not understand a command line; "" where it does. Nothing is run, no file is looked for."""
    words = [each for each in shlex.split(line, comments=True)[1:] if each != LEFT_OUT]
    command, context = typer.main.get_command(app), None
    try:
        while isinstance(command, TyperGroup) and words and not words[0].startswith("-"):
            context = typer.Context(command, parent=context, info_name=command.name)
            found, words = command.resolve_command(context, words)[1:]
            assert found is not None
            command = found
        context = typer.Context(command, parent=context, info_name=command.name)
        left = command.make_parser(context).parse_args(args=list(words))[1]
    except TyperException as error:
        return str(error)
    return f"too many words: {left}" if left else ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_terminal_understands_every_command_line_of_a_page(page: Path) -> None:
    assert {line: why for line in shown(page.read_text("utf-8")) if (why := refused(line))} == {}


def test_the_command_lines_of_pages_are_found() -> None:
    lines = [line for page in PAGES for line in shown(page.read_text("utf-8"))]
    assert {"import", "serve", "push", "person", "table", "doctor"} <= {line.split()[1] for line in lines}


@pytest.mark.parametrize(
    "line",
    [
        "fourfold chekc cluster",
        "fourfold person invite a@b.example --institution szpu --role lead",
        "fourfold doctor x",
    ],
)
def test_a_command_an_option_or_a_word_that_is_none_is_found(line: str) -> None:
    assert refused(line) != ""
