"""The command line: one command per question.

Exit codes: 0 sound, 1 problems of severity error or a refused request, 2 not understood, 70 a fault of Fourfold itself.
"""

import os
import sys
import traceback
from io import TextIOWrapper
from typing import Annotated

import typer

from fourfold import __version__
from fourfold.cli import (
    check,
    classes,
    compare,
    convert,
    coverage,
    database,
    document,
    evidence,
    exchanging,
    keeping,
    merge,
    metrics,
    people,
    proposals,
    radar,
    remind,
    revision,
    serving,
    suggest,
    table,
    voice,
)

OUR_FAULT = 70

app = typer.Typer(
    name="fourfold",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("check")(check.check)
app.command("coverage")(coverage.coverage)
app.command("suggest")(suggest.suggest)
app.command("radar")(radar.radar)
app.command("metrics")(metrics.metrics)
app.command("compare")(compare.compare)
app.command("merge")(merge.merge)
app.command("convert")(convert.convert)
app.command("document")(document.document)
app.command("evidence")(evidence.evidence)
app.command("pull")(exchanging.pull)
app.command("push")(exchanging.push)
app.command("import")(database.import_)
app.command("table")(table.table)
app.command("serve")(serving.serve)
app.command("prepare")(serving.prepare)
app.command("remind")(remind.remind)
app.command("doctor")(keeping.doctor)
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.add_typer(proposals.proposals, name="proposals")
app.add_typer(revision.revision, name="round")
app.add_typer(classes.study_class, name="class")
app.add_typer(people.institution, name="institution")
app.add_typer(people.person, name="person")


def _version(asked: bool) -> None:
    if asked:
        voice.out.print(f"fourfold {__version__}", markup=False)
        raise typer.Exit


@app.callback()
def fourfold(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read a program cluster, check it, measure it four ways, show it."""
    del version


def main() -> None:
    """Run the command line; a mistake of ours has an exit code of its own, never that of an unsound cluster."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show Chinese shows its escapes rather than a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="fourfold")
    except BrokenPipeError:
        os._exit(0)
    except Exception:  # noqa: BLE001 - the last place to tell our faults from those of the data
        traceback.print_exc()
        sys.exit(OUR_FAULT)
