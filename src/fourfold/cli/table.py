"""`fourfold table`: a course table or a program plan that a college has, laid beside a cluster."""

import os
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from fourfold.actions.records.problem import problem_record
from fourfold.actions.soundness import Soundness, soundness
from fourfold.cli import voice
from fourfold.cli.connect import Database, granted, start
from fourfold.cli.difference import print_soundness, soundness_record
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import CourseType
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Language, Text
from fourfold.engine.checks import check
from fourfold.engine.index import Index
from fourfold.exchange.faults import Unreadable
from fourfold.exchange.places import Reading
from fourfold.exchange.staging import CannotWrite
from fourfold.exchange.table import TableFile
from fourfold.exchange.table_draft import ORDINARY, About, NotThere, drafted
from fourfold.exchange.table_files import read_tables
from fourfold.exchange.table_mapping import Mapping, mapping_as_json
from fourfold.exchange.table_mapping_file import read_mapping
from fourfold.exchange.table_new import NewCourse
from fourfold.exchange.table_result import Drafted, Understood, Verdict
from fourfold.exchange.table_words import VERDICTS, changed_words
from fourfold.exchange.writing import UnknownPaper, write

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A table that a college has: .xlsx, .docx or .csv.", readable=False)
]
Cluster = Annotated[
    Path | None, typer.Argument(metavar="[PATH]", help="The cluster: a folder of YAML files or a JSON document.")
]
NewModule = Annotated[
    str, typer.Option("--new-module", help="The module (its code) of new courses, where FILE has none.")
]
NewType = Annotated[
    CourseType | None, typer.Option("--new-type", help="The type of new courses, where neither FILE nor hours tell it.")
]
NewWeeks = Annotated[
    int | None, typer.Option("--new-weeks", min=1, help="The weeks of teaching of new courses, where FILE has none.")
]
Rename = Annotated[
    list[str] | None,
    typer.Option(
        "--rename",
        metavar="CODE",
        help="The course of this code takes the code that FILE has beside its title (R748); may stand several times.",
    ),
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
    new_module: NewModule = "",
    new_type: NewType = None,
    new_weeks: NewWeeks = None,
    rename: Rename = None,
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
        about=About(
            program=program,
            training_type=training_type,
            table=only,
            renames=frozenset(each.lower() for each in rename or ()),
        ),
        new_module=new_module,
        new=NewCourse(type=new_type, weeks=new_weeks),
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
    new_module: str
    new: NewCourse
    mapping: Mapping
    as_json: bool
    lang: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """What was understood; what was written, as JSON and in words, if anything."""

    drafted: Drafted
    soundness: Soundness | None = None
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
        found = drafted(asked.file, reading.dossier, _about(asked, reading.dossier), asked.mapping)
    except NotThere as absent:
        voice.refuse(absent.why, as_json=asked.as_json, lang=asked.lang, code=voice.UNREADABLE)
    becomes = _soundness(reading.dossier, found)
    if out is None or found.dossier is None:
        return _Done(drafted=found, soundness=becomes)
    try:
        write(Reading(found.dossier, (), base=reading.base), out)
    except UnknownPaper as refusal:
        voice.refuse(Text(en=str(refusal)), as_json=asked.as_json, lang=asked.lang, code=voice.UNREADABLE)
    except (CannotWrite, OSError) as refusal:
        why = Text(en=f"Cannot write {out}: {refusal}", zh=f"无法写入 {out}：{refusal}")
        voice.refuse(why, as_json=asked.as_json, lang=asked.lang)
    sentence = f"已写入：{out}" if asked.lang == "zh" else f"Written: {out}"
    return _Done(drafted=found, soundness=becomes, written={"written": str(out)}, sentence=sentence)


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
        if asked.new_module or asked.about.renames or asked.new != NewCourse():
            brought = replace(brought, about=_about(asked, run.onto))
            run = tables.dry_run(brought, institution, cluster, viewer=OPERATOR)
        becomes = _soundness(run.onto, run.drafted)
        if not apply:
            return _Done(drafted=run.drafted, soundness=becomes)
        now = datetime.now(UTC)
        done = tables.apply(
            brought, institution, cluster, viewer=OPERATOR, now=now, expected=run.root, why=why or asked.file.file
        )
    return _Done(drafted=run.drafted, soundness=becomes, written=done.record(), sentence=done.sentence(asked.lang))


def _about(asked: _Asked, onto: Dossier) -> About:
    """What FILE is about, which courses may take other codes, and what new courses are."""
    _insist_known(asked, onto)
    modules = {each.code.lower(): each.key for each in onto.cluster.modules}
    if asked.new_module and asked.new_module.lower() not in modules:
        known = ", ".join(sorted(each.code for each in onto.cluster.modules))
        why = Text(
            en=f"There is no module {asked.new_module}. There are: {known}.",
            zh=f"没有模块 {asked.new_module}。现有：{known}。",
        )
        voice.refuse(why, as_json=asked.as_json, lang=asked.lang, code=voice.UNREADABLE)
    return replace(asked.about, new=replace(asked.new, module=modules.get(asked.new_module.lower())))


def _insist_known(asked: _Asked, onto: Dossier) -> None:
    """Refuse to rename what is not there."""
    renames = asked.about.renames
    known = {each.code.lower() for each in onto.cluster.courses}
    strange = "" if isinstance(renames, bool) else ", ".join(sorted(renames - known))
    if strange:
        why = Text(en=f"There is no course {strange} to rename.", zh=f"没有可改代码的课程 {strange}。")
        voice.refuse(why, as_json=asked.as_json, lang=asked.lang, code=voice.UNREADABLE)


def _soundness(before: Dossier, found: Drafted) -> Soundness | None:
    """What applying the table does to soundness; nothing where it changes nothing."""
    if found.dossier is None or found.dossier == before:
        return None
    today = date.today()  # noqa: DTZ011 - a retirement is judged by the reader's own calendar
    sides = [check(Index(each), today=today) for each in (before, found.dossier)]
    return soundness(*sides)


def _show(done: _Done, asked: _Asked) -> None:
    found, lang = done.drafted, asked.lang
    if asked.as_json:
        voice.print_json(_record(done, lang))
        return
    for row in found.rows:
        if row.verdict is not Verdict.SAME or row.problems:
            voice.out.print(_sentence(row, lang), markup=False)
    voice.print_problems(found.problems, lang)
    if done.soundness is not None:
        print_soundness(done.soundness, lang)
    counts = (f"{VERDICTS[Verdict(name)].in_language(lang)} {count}" for name, count in found.tally().items())
    voice.out.print(("，" if lang == "zh" else ", ").join(counts), markup=False)
    if done.sentence:
        voice.out.print(done.sentence, markup=False)


def _sentence(row: Understood, lang: Language) -> str:
    """`course RS, row 9: changed: credits 6 → 5`."""
    sides = ((changed_words(row.noun, each.field), each.old, each.new) for each in row.changes)
    said = ([each.in_language(lang) for each in side] for side in sides)
    changes = "; ".join(f"{name} {old} → {new}" for name, old, new in said)
    table = f"{row.table}:" if row.table else ""
    comes = f"{table}{row.row} {row.code or row.title} {VERDICTS[row.verdict].in_language(lang)}"
    faults = f" [{' '.join(row.problems)}]" if row.problems else ""
    return f"{comes}{faults}: {changes}" if changes else comes + faults


def _record(done: _Done, lang: Language) -> dict[str, Any]:
    found = done.drafted
    return {
        "readable": found.dossier is not None,
        "whole": found.whole,
        "applied": done.written,
        "tally": found.tally(),
        "rows": [_row_record(each, lang) for each in found.rows],
        **(
            soundness_record(done.soundness, lang) if done.soundness else {"problems_brought": [], "problems_taken": []}
        ),
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
