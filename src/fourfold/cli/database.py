"""`fourfold import`: what a folder or a file holds, into its draft."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from fourfold.actions.comparing import Comparison, gone
from fourfold.actions.records.comparison import comparison_record
from fourfold.actions.records.problem import problem_record
from fourfold.cli import alone, excerpt, voice
from fourfold.cli.check import nameless
from fourfold.cli.conflicts import TakeOurs, TakeTheirs, refuse_conflicts, side_of
from fourfold.cli.connect import Database, granted, passing
from fourfold.cli.difference import GOES, NEEDS_REMOVE, print_difference, print_parts, print_soundness
from fourfold.cli.remote import Says
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import FrameworkKind
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Language, Text
from fourfold.engine.merge import Side
from fourfold.exchange.reading import Reading

if TYPE_CHECKING:
    from fourfold.actions.importing import Imported
    from fourfold.actions.outlook import Outlook
    from fourfold.actions.shelf import Opened

Merge = Annotated[
    bool, typer.Option("--merge", help="Merge what PATH changed since it was written into what the draft is now.")
]
BasePath = Annotated[
    Path | None,
    typer.Option("--base", metavar="BASE", help="With --merge: what PATH was made of, where PATH does not tell."),
]
Remove = Annotated[
    bool, typer.Option("--remove", help="Remove from the draft what PATH does not name any more; also with --merge.")
]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help="Make the draft what PATH holds, even though it has moved on since PATH was written; what PATH lacks "
        "goes.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")]

_HINT = Text(
    en="Nothing was imported. Put it back into PATH, or say --remove if it may go.",
    zh="未导入任何内容。请在 PATH 中补回，或在确认可以删除时加 --remove。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What was read, and how it is to be taken in."""

    reading: Reading
    base: Reading | None
    merge: bool
    side: Side | None
    replace: bool
    remove: bool
    dry_run: bool
    why: str
    as_json: bool
    lang: Language


def import_(  # a command has this many options
    path: voice.Where,
    database: Database = None,
    merge: Merge = False,
    base: BasePath = None,
    take_ours: TakeOurs = False,
    take_theirs: TakeTheirs = False,
    remove: Remove = False,
    replace: Replace = False,
    dry_run: DryRun = False,
    into: alone.Into = "",
    kind: alone.Kind = FrameworkKind.CERTIFICATION,
    leave: excerpt.Leave = None,
    unbased: excerpt.Unbased = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with every change.")] = "",
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Take what PATH holds into the draft of its cluster, all of it or nothing; nothing goes because it is absent.

    With --merge, take in what PATH changed since it was written; what it took away needs --remove. With --into, PATH
    holds one framework, as a CASE package or a workbook, which the draft of that cluster then pins. A workbook of one
    program or one course is always merged, and its changes may be left one by one.
    """
    says = Says(as_json, voice.language(lang))
    if into:
        found = alone.framework_in(path, alone.asked(kind, into.partition("/")[0]), says)
        with granted(as_json=as_json, lang=says.lang):
            passing(database)
            alone.pin_into(into, found, now=datetime.now(UTC), replace=replace, why=why, says=says)
        return
    side = side_of(ours=take_ours, theirs=take_theirs, says=says)
    if excerpt.is_excerpt(path):
        _no_whole(replace=replace, based=base is not None, says=says)
        how = excerpt.Taking(
            path=path, leave=tuple(leave or ()), remove=remove, unbased=unbased, side=side, dry_run=dry_run, why=why
        )
        with granted(as_json=as_json, lang=says.lang):
            passing(database)
            excerpt.take(how, says)
        return
    _no_part(leaving=bool(leave), unbased=unbased, says=says)
    _agree(merge=merge, replace=replace, about_merging=bool(side or base), says=says)
    asked = _Asked(
        reading=voice.reading_of(path, as_json=as_json, lang=says.lang),
        base=voice.reading_of(base, as_json=as_json, lang=says.lang) if base else None,
        merge=merge,
        side=side,
        replace=replace,
        remove=remove or replace,
        dry_run=dry_run,
        why=why,
        as_json=as_json,
        lang=says.lang,
    )
    with granted(as_json=as_json, lang=says.lang):
        passing(database)
        _carry_out(asked, says)


def _carry_out(asked: _Asked, says: Says) -> None:
    from fourfold.actions import installation  # noqa: PLC0415 - Django starts first

    installation.prepare()
    if asked.merge:
        _merge(asked, says)
    elif asked.dry_run:
        _rehearse(asked)
    else:
        _take(asked)


def _no_whole(*, replace: bool, based: bool, says: Says) -> None:
    """Refuse options that are about whole clusters."""
    if replace or based:
        says.refuse(
            "A workbook of one program or one course is merged by itself: --replace and --base are for whole clusters.",
            "单个专业或课程的工作簿会自行合并：--replace 与 --base 仅用于整个专业群。",
        )


def _no_part(*, leaving: bool, unbased: bool, says: Says) -> None:
    """Refuse options that are about one program or one course."""
    if leaving or unbased:
        name = "--leave" if leaving else "--unbased"
        says.refuse(f"{name} is for a workbook of one program or one course.", f"{name} 仅用于单个专业或课程的工作簿。")


def _agree(*, merge: bool, replace: bool, about_merging: bool, says: Says) -> None:
    """Refuse options that do not go together."""
    if merge and replace:
        says.refuse("Say --merge or --replace, not both.", "--merge 与 --replace 只能选择其一。")
    if not merge and about_merging:
        says.refuse(
            "--base, --ours and --theirs go with --merge.", "--base、--ours 和 --theirs 须与 --merge 一起使用。"
        )


def _merge(asked: _Asked, says: Says) -> None:
    """Merge what PATH changed since it was written into what the draft is now, or say what that would do."""
    from fourfold.actions import merging  # noqa: PLC0415 - Django starts first

    base = asked.base.dossier if asked.base else None
    whole = merging.Merging(reading=asked.reading, base=base, otherwise=asked.side)
    try:
        would = merging.rehearse_merge(whole, viewer=OPERATOR, now=datetime.now(UTC), why=asked.why)
        draft = _draft(asked)
        ahead = _outlook(draft, would.dossier, asked) if draft else None
        if asked.dry_run:
            _tell(would.imported, ahead, asked)
            if not (asked.remove or asked.as_json) and ahead is not None and not gone(ahead.found).same:
                voice.notes.print(NEEDS_REMOVE.in_language(asked.lang), markup=False)
            return
        _refuse_what_goes(ahead, asked)
        done = voice.busy(
            "Importing",
            lambda: merging.merge_reading(whole, viewer=OPERATOR, now=datetime.now(UTC), why=asked.why),
        )
    except merging.MergeClash as clash:
        refuse_conflicts(clash.asked, says)
    _tell(done, None, asked)


def _refuse_what_goes(ahead: "Outlook | None", asked: _Asked) -> None:
    """Refuse a merge that takes something out of the draft, unless it was said that it may."""
    goes = gone(ahead.found) if ahead else None
    if goes is not None and not goes.same and not asked.remove:
        _refuse(goes, asked)


def _take(asked: _Asked) -> None:
    from fourfold.actions import documents, importing  # noqa: PLC0415 - Django starts first

    goes = None if asked.remove else documents.would_go(asked.reading, viewer=OPERATOR)
    if goes is not None:
        _refuse(goes, asked)
    done = voice.busy(
        "Importing",
        lambda: importing.import_reading(
            asked.reading, viewer=OPERATOR, now=datetime.now(UTC), replace=asked.replace, why=asked.why
        ),
    )
    _tell(done, None, asked)


def _rehearse(asked: _Asked) -> None:
    """Say what an import would do, refused as it would be; what would go stands in the difference."""
    from fourfold.actions import importing  # noqa: PLC0415 - Django starts first

    draft = _draft(asked)
    ahead = _outlook(draft, _dossier(asked), asked) if draft else None
    try:
        done = importing.rehearse(
            asked.reading, viewer=OPERATOR, now=datetime.now(UTC), replace=asked.replace, why=asked.why
        )
    except importing.StaleImport as stale:
        _refuse_stale(stale.why, ahead, asked)
    _tell(done, ahead, asked)


def _dossier(asked: _Asked) -> Dossier:
    assert asked.reading.dossier is not None  # noqa: S101 - an unreadable path never comes here
    return asked.reading.dossier


def _draft(asked: _Asked) -> "Opened | None":
    """The draft that PATH is to be taken into, where it is there already."""
    from fourfold.actions.shelf import open_cluster  # noqa: PLC0415 - Django starts first

    head = _dossier(asked).cluster.head
    today = date.today()  # noqa: DTZ011 - a retirement is judged by the reader's own calendar
    found = open_cluster(head.institution, head.code, viewer=OPERATOR, today=today)
    return found if found and found.index.cluster.head.key == head.key else None


def _outlook(draft: "Opened", would_be: Dossier, asked: _Asked) -> "Outlook":
    from fourfold.actions import outlook  # noqa: PLC0415 - Django starts first

    return outlook.outlook(draft, would_be, viewer=OPERATOR, labels=asked.reading.labels)


def _refuse_stale(why: Text, ahead: "Outlook | None", asked: _Asked) -> NoReturn:
    """Say that nothing would be imported, and yet how PATH and the draft differ."""
    if asked.as_json:
        said: dict[str, Any] = {"refused": why.in_language(asked.lang), "dry_run": True}
        voice.print_json(said | (_ahead_record(ahead, asked.lang) if ahead else {}))
    else:
        if ahead is not None:
            print_difference(ahead.found, asked.lang)
            print_soundness(ahead.soundness, asked.lang)
        voice.notes.print(why.in_language(asked.lang), markup=False)
    raise typer.Exit(voice.REFUSED)


def _ahead_record(ahead: "Outlook", lang: Language) -> dict[str, Any]:
    becomes = ahead.soundness
    return comparison_record(ahead.found, brought=becomes.brought, taken=becomes.taken, lang=lang)


def _refuse(goes: Comparison, asked: _Asked) -> None:
    if asked.as_json:
        voice.print_json(
            {
                "refused": _HINT.in_language(asked.lang),
                "gone": comparison_record(goes, brought=(), taken=(), lang=asked.lang),
            }
        )
    else:
        voice.out.print(GOES.in_language(asked.lang), markup=False)
        print_parts(goes, asked.lang)
        voice.notes.print(_HINT.in_language(asked.lang), markup=False)
    raise typer.Exit(voice.REFUSED)


def _tell(done: "Imported", ahead: "Outlook | None", asked: _Asked) -> None:
    lost = nameless(asked.reading, today=date.today())  # noqa: DTZ011 - no check on references asks for it
    if asked.as_json:
        record: dict[str, Any] = done.record() | {"dry_run": asked.dry_run}
        record["problems"] = [problem_record(each, asked.lang) for each in lost]
        if ahead is not None:
            record |= _ahead_record(ahead, asked.lang)
        voice.print_json(record)
        return
    if ahead is not None:
        print_difference(ahead.found, asked.lang)
        print_soundness(ahead.soundness, asked.lang)
    voice.print_problems(lost, asked.lang)
    said = done.sentence(asked.lang)
    voice.out.print(_would_be(said, asked.lang) if asked.dry_run else said, markup=False)


def _would_be(said: str, lang: Language) -> str:
    return (
        f"试运行，未做任何更改。将会——{said}" if lang == "zh" else f"Dry run, nothing was changed. It would be: {said}"
    )
