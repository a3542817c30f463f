"""The command line: one command per question. Exit codes: 0 sound, 1 problems of severity error, 2 unreadable."""

import typer

from fourfold.cli import check, convert, coverage, database, metrics

app = typer.Typer(
    name="fourfold",
    help="Read a program cluster, check it, measure it four ways, show it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("check")(check.check)
app.command("coverage")(coverage.coverage)
app.command("metrics")(metrics.metrics)
app.command("convert")(convert.convert)
app.command("import")(database.import_)
app.command("serve")(database.serve)
