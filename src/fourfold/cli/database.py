"""`fourfold import`: what a folder or a file holds, into its draft."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated

import typer

from fourfold.actions.records.problem import problem_record
from fourfold.cli import voice
from fourfold.cli.check import nameless
from fourfold.cli.connect import Database, granted, passing
from fourfold.domain.person import OPERATOR


def import_(
    path: voice.Where,
    database: Database = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Import even though the draft has moved on since PATH was written.")
    ] = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with every change.")] = "",
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Take what PATH holds into the draft of its cluster, all of it or nothing."""
    words = voice.language(lang)
    reading = voice.reading_of(path, as_json=as_json, lang=words)
    with granted(as_json=as_json, lang=words):
        passing(database)
        from fourfold.actions import importing, installation  # noqa: PLC0415 - Django starts first

        installation.prepare()
        taken = partial(importing.import_reading, viewer=OPERATOR, now=datetime.now(UTC), replace=replace, why=why)
        done = voice.busy("Importing", lambda: taken(reading))
    lost = nameless(reading, today=date.today())  # noqa: DTZ011 - no check on references asks for it
    if as_json:
        voice.print_json(done.record() | {"problems": [problem_record(each, words) for each in lost]})
    else:
        voice.print_problems(lost, words)
        voice.out.print(done.sentence(words), markup=False)
