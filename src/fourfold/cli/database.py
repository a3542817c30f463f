"""`fourfold import`: what a folder or a file holds, into its draft."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourfold.actions.records.problem import problem_record
from fourfold.cli import alone, voice
from fourfold.cli.check import nameless
from fourfold.cli.conflicts import TakeOurs, TakeTheirs, refuse_conflicts, side_of
from fourfold.cli.connect import Database, granted, passing
from fourfold.cli.remote import Says
from fourfold.domain.framework import FrameworkKind
from fourfold.domain.person import OPERATOR
from fourfold.engine.merge import Side
from fourfold.exchange.reading import Reading

if TYPE_CHECKING:
    from fourfold.actions.importing import Imported

Merge = Annotated[
    bool, typer.Option("--merge", help="Merge what PATH changed since it was written into what the draft is now.")
]
BasePath = Annotated[
    Path | None,
    typer.Option("--base", metavar="BASE", help="With --merge: what PATH was made of, where PATH does not tell."),
]


def import_(  # a command has this many options
    path: voice.Where,
    database: Database = None,
    merge: Merge = False,
    base: BasePath = None,
    take_ours: TakeOurs = False,
    take_theirs: TakeTheirs = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Import even though the draft has moved on since PATH was written.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    into: alone.Into = "",
    kind: alone.Kind = FrameworkKind.CERTIFICATION,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with every change.")] = "",
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Take what PATH holds into the draft of its cluster, all of it or nothing; with --merge, what it changed.

    With --into, PATH holds one framework, as a CASE package or a workbook, which the draft of that cluster then pins.
    """
    says = Says(as_json, voice.language(lang))
    if into:
        found = alone.framework_in(path, alone.asked(kind, into.partition("/")[0]), says)
        with granted(as_json=as_json, lang=says.lang):
            passing(database)
            alone.pin_into(into, found, now=datetime.now(UTC), replace=replace, why=why, says=says)
        return
    side = side_of(ours=take_ours, theirs=take_theirs, says=says)
    if merge and replace:
        says.refuse("Say --merge or --replace, not both.", "--merge 与 --replace 只能选择其一。")
    if not merge and (side or base):
        says.refuse(
            "--base, --ours and --theirs go with --merge.", "--base、--ours 和 --theirs 须与 --merge 一起使用。"
        )
    reading = voice.reading_of(path, as_json=as_json, lang=says.lang)
    older = voice.reading_of(base, as_json=as_json, lang=says.lang) if base else None
    with granted(as_json=as_json, lang=says.lang):
        passing(database)
        from fourfold.actions import installation  # noqa: PLC0415 - Django starts first

        installation.prepare()
        asked = _Asked(dry_run=dry_run, why=why)
        done = voice.busy(
            "Importing",
            lambda: _merged(reading, older, side, asked, says) if merge else _imported(reading, asked, replace=replace),
        )
    lost = nameless(reading, today=date.today())  # noqa: DTZ011 - no check on references asks for it
    if as_json:
        voice.print_json(done.record() | {"dry_run": dry_run, "problems": [problem_record(p, says.lang) for p in lost]})
    else:
        voice.print_problems(lost, says.lang)
        voice.out.print(done.sentence(says.lang), markup=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    """How an import is asked for."""

    dry_run: bool
    why: str


def _imported(reading: Reading, asked: _Asked, *, replace: bool) -> "Imported":
    from fourfold.actions import importing  # noqa: PLC0415 - Django starts first

    act = importing.rehearse if asked.dry_run else importing.import_reading
    return act(reading, viewer=OPERATOR, now=datetime.now(UTC), replace=replace, why=asked.why)


def _merged(reading: Reading, older: Reading | None, side: Side | None, asked: _Asked, says: Says) -> "Imported":
    from fourfold.actions import merging  # noqa: PLC0415 - Django starts first

    act = merging.rehearse_merge if asked.dry_run else merging.merge_reading
    whole = merging.Merging(reading=reading, base=older.dossier if older else None, otherwise=side)
    try:
        return act(whole, viewer=OPERATOR, now=datetime.now(UTC), why=asked.why)
    except merging.MergeClash as clash:
        refuse_conflicts(clash.asked, says)
