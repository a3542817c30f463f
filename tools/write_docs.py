"""Write the reference pages that follow from the code: `make docs`."""

import sys
from pathlib import Path
from textwrap import fill
from typing import Any

import typer
from typer.cli import get_docs_for_click
from typer.main import get_command

from fourfold.canon.publish import publish
from fourfold.cli.main import app
from fourfold.config.env import SETTINGS
from tools.api_page import api_page
from tools.formats_page import formats
from tools.problems_page import problems
from tools.tables_page import tables

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
EXIT_CODES = """
## Exit codes

| code | meaning |
|---|---|
| 0 | sound, or done |
| 1 | problems of severity error, or a request that was refused |
| 2 | PATH cannot be understood (every reason is printed), or the command line cannot |
| 70 | a fault of Fourfold itself: please report it |

`PATH` is a folder of YAML files, an Excel workbook, a JSON document or a Curricular Analytics CSV. A database is
needed only by
{databases};
by `table` only with `--draft`, by `document` only with `--cluster`. With `--server`, the token stands in
`FOURFOLD_TOKEN`; [the guide](../guides/use-the-api.md) has examples. Colour and signs of life appear on a terminal
only; `--json` prints one JSON value and nothing else.
"""


def commands() -> str:
    """The page on the commands, from the command line's own help."""
    command = get_command(app)
    written = get_docs_for_click(obj=command, ctx=typer.Context(command), name="fourfold", title="Commands")
    return written.rstrip() + "\n" + EXIT_CODES.replace("{databases}", fill(listed(command), 120))


def listed(command: Any) -> str:  # noqa: ANN401 - Typer keeps the class of a command to itself
    """The commands with the option `--database`, in words."""
    names = [f"`{name}`" for name, each in command.commands.items() if _reaches_a_database(each)]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _reaches_a_database(command: Any) -> bool:  # noqa: ANN401 - as above
    inner = getattr(command, "commands", {}).values()
    return any("--database" in each.opts for each in command.params) or any(map(_reaches_a_database, inner))


def settings() -> str:
    """The page on the settings, from the table in the code."""
    rows = [f"| `{each.name}` | {each.default} | {each.meaning} |" for each in SETTINGS]
    head = ["# Settings", "", "All come from the environment. None is needed.", "", "| variable | default | meaning |"]
    return "\n".join([*head, "|---|---|---|", *rows]) + "\n"


PAGES = {
    "api.md": api_page,
    "cli.md": commands,
    "formats.md": formats,
    "problems.md": problems,
    "settings.md": settings,
    "tables.md": tables,
}


def main() -> int:
    """Write every page and every schema."""
    for name, write in PAGES.items():
        (FOLDER / name).write_text(write(), encoding="utf-8")
    publish(FOLDER.parent.parent / "schemas")
    return 0


if __name__ == "__main__":
    sys.exit(main())
