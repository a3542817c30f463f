"""`fourfold table`: a course table or a program plan that a college has, laid beside a cluster."""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from fourfold.actions.records.problem import problem_record
from fourfold.cli import voice
from fourfold.cli.connect import Database, granted, start
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Language, Text
from fourfold.exchange.faults import Unreadable
from fourfold.exchange.places import Reading
from fourfold.exchange.staging import CannotWrite
from fourfold.exchange.table import TableFile
from fourfold.exchange.table_draft import ORDINARY, About, NotThere, drafted
from fourfold.exchange.table_files import read_tables
from fourfold.exchange.table_mapping import Mapping, mapping_as_json
from fourfold.exchange.table_mapping_file import read_mapping
from fourfold.exchange.table_result import Drafted, Understood, Verdict
from fourfold.exchange.table_words import CHANGED, VERDICTS
from fourfold.exchange.writing import UnknownPaper, write

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A table that a college has: .xlsx, .docx or .csv.", readable=False)
]
Cluster = Annotated[
    Path | None, typer.Argument(metavar="[PATH]", help="The cluster: a folder of YAML files or a JSON document.")
]
Draft = Annotated[
    str, typer.Option("--draft", help="Instead of PATH, the draft at INSTITUTION/CLUSTER in the database.")
]


def table(
    file: File,
    path: Cluster = None,
    draft: Draft = "",
    program: Annotated[
        str, typer.Option("--program", help="Read FILE as the plan of this program (its code), not as courses.")
    ] = "",
    training_type: Annotated[
        str, typer.Option("--training-type", help="The training type that the plan is for.")
    ] = ORDINARY,
    only: Annotated[str, typer.Option("--table", help="Only this sheet of the workbook; else all of them.")] = "",
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="What columns mean: a JSON file, as --json prints it.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="With PATH: write the cluster that follows here.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="With --draft: take the table into the draft.")] = False,
    database: Database = None,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with every change.")] = "",
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Say row by row what FILE would change, and what of it is not understood; nothing is written unless asked for."""
    words = voice.language(lang)
    _insist(path, draft, out=out, apply=apply, as_json=as_json, lang=words)
    try:
        given = read_mapping(mapping) if mapping else Mapping()
    except Unreadable as fault:
        voice.unreadable(fault.problems, as_json=as_json, lang=words)
    asked = _Asked(
        file=voice.busy(f"Reading {file}", lambda: read_tables(file)),
        about=About(program=program, training_type=training_type, table=only),
        mapping=given,
        as_json=as_json,
        lang=words,
    )
    if not asked.file.readable:
        voice.unreadable(asked.file.problems, as_json=as_json, lang=words)
    done = _beside_draft(asked, draft, database, apply=apply, why=why) if draft else _beside_files(asked, path, out)
    _show(done, asked)
    if not done.drafted.whole:
        raise typer.Exit(voice.UNSOUND if done.drafted.dossier is not None else voice.UNREADABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What was brought, and how to speak of it."""

    file: TableFile
    about: About
    mapping: Mapping
    as_json: bool
    lang: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """What was understood; what was written, as JSON and in words, if anything."""

    drafted: Drafted
    written: dict[str, Any] | None = None
    sentence: str = ""


def _insist(path: Path | None, draft: str, *, out: Path | None, apply: bool, as_json: bool, lang: Language) -> None:
    """Refuse options that do not go together."""
    both = Text(
        en="Name a PATH, or a draft with --draft, and not both.", zh="请指定 PATH，或用 --draft 指定草稿，二者择一。"
    )
    out_alone = Text(en="--out goes with PATH.", zh="--out 须与 PATH 一起使用。")
    apply_alone = Text(en="--apply goes with --draft.", zh="--apply 须与 --draft 一起使用。")
    wrong = ((bool(draft) == (path is not None), both), (out and draft, out_alone), (apply and not draft, apply_alone))
    for amiss, why in wrong:
        if amiss:
            voice.refuse(why, as_json=as_json, lang=lang, code=voice.UNREADABLE)


def _beside_files(asked: _Asked, path: Path | None, out: Path | None) -> _Done:
    """What the table says beside the cluster of a path; what follows is written where it is asked for."""
    reading = voice.reading_of(path or Path(), as_json=asked.as_json, lang=asked.lang)
    assert reading.dossier is not None  # noqa: S101 - an unreadable path never comes here
    try:
        found = drafted(asked.file, reading.dossier, asked.about, asked.mapping)
    except NotThere as absent:
        voice.refuse(absent.why, as_json=asked.as_json, lang=asked.lang, code=voice.UNREADABLE)
    if out is None or found.dossier is None:
        return _Done(drafted=found)
    try:
        write(Reading(found.dossier, (), base=reading.base), out)
    except UnknownPaper as refusal:
        voice.refuse(Text(en=str(refusal)), as_json=asked.as_json, lang=asked.lang, code=voice.UNREADABLE)
    except (CannotWrite, OSError) as refusal:
        why = Text(en=f"Cannot write {out}: {refusal}", zh=f"无法写入 {out}：{refusal}")
        voice.refuse(why, as_json=asked.as_json, lang=asked.lang)
    sentence = f"已写入：{out}" if asked.lang == "zh" else f"Written: {out}"
    return _Done(drafted=found, written={"written": str(out)}, sentence=sentence)


def _beside_draft(asked: _Asked, draft: str, database: str | None, *, apply: bool, why: str) -> _Done:
    """What the table says beside a draft; it is taken in where that is asked for."""
    institution, _, cluster = draft.partition("/")
    # Nothing is signed here, so no lasting key is made.
    os.environ.setdefault("FOURFOLD_SECRET_KEY", secrets.token_urlsafe())
    with granted(as_json=asked.as_json, lang=asked.lang):
        start(database)
        from fourfold.actions import installation, tables  # noqa: PLC0415 - Django starts first

        installation.prepare()
        brought = tables.Brought(file=asked.file, about=asked.about, mapping=asked.mapping)
        run = tables.dry_run(brought, institution, cluster, viewer=OPERATOR)
        if not apply:
            return _Done(drafted=run.drafted)
        now = datetime.now(UTC)
        done = tables.apply(
            brought, institution, cluster, viewer=OPERATOR, now=now, expected=run.root, why=why or asked.file.file
        )
    return _Done(drafted=run.drafted, written=done.record(), sentence=done.sentence(asked.lang))


def _show(done: _Done, asked: _Asked) -> None:
    found, lang = done.drafted, asked.lang
    if asked.as_json:
        voice.print_json(_record(done, lang))
        return
    for row in found.rows:
        if row.verdict is not Verdict.SAME or row.problems:
            voice.out.print(_sentence(row, lang), markup=False)
    voice.print_problems(found.problems, lang)
    counts = (f"{VERDICTS[Verdict(name)].in_language(lang)} {count}" for name, count in found.tally().items())
    voice.out.print(("，" if lang == "zh" else ", ").join(counts), markup=False)
    if done.sentence:
        voice.out.print(done.sentence, markup=False)


def _sentence(row: Understood, lang: Language) -> str:
    """`course RS, row 9: changed: credits 6 → 5`."""
    changes = "; ".join(
        f"{CHANGED[each.field].in_language(lang)} {each.old.in_language(lang)} → {each.new.in_language(lang)}"
        for each in row.changes
    )
    table = f"{row.table}:" if row.table else ""
    said = f"{table}{row.row} {row.code or row.title} {VERDICTS[row.verdict].in_language(lang)}"
    faults = f" [{' '.join(row.problems)}]" if row.problems else ""
    return f"{said}{faults}: {changes}" if changes else said + faults


def _record(done: _Done, lang: Language) -> dict[str, Any]:
    found = done.drafted
    return {
        "readable": found.dossier is not None,
        "whole": found.whole,
        "applied": done.written,
        "tally": found.tally(),
        "rows": [_row_record(each, lang) for each in found.rows],
        "mapping": mapping_as_json(found.mapping),
        "problems": [problem_record(each, lang) for each in found.problems],
    }


def _row_record(row: Understood, lang: Language) -> dict[str, Any]:
    changes = [
        {"field": each.field, "old": each.old.in_language(lang), "new": each.new.in_language(lang)}
        for each in row.changes
    ]
    said = {name: getattr(row, name) for name in ("table", "row", "noun", "code", "title")}
    return said | {
        "verdict": row.verdict.value,
        "met_by": row.met_by.value or None,
        "changes": changes,
        "problems": list(row.problems),
    }
