"""A workbook of one program or one course at the terminal: its changes listed, and taken into the draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fourfold.actions.records.problem import problem_record
from fourfold.cli import voice
from fourfold.cli.conflicts import listed, refuse_conflicts
from fourfold.cli.difference import print_soundness
from fourfold.cli.remote import Says
from fourfold.domain.person import OPERATOR
from fourfold.domain.problem import Severity
from fourfold.domain.text import Language, Text
from fourfold.engine.merge import Side
from fourfold.exchange.excerpt_read import about_of, read_excerpt

if TYPE_CHECKING:
    from fourfold.actions.excerpts import ExcerptFile, ExcerptRun, Picked
    from fourfold.actions.importing import Imported
    from fourfold.actions.shelf import Opened

Leave = Annotated[
    list[int] | None,
    typer.Option(
        "--leave",
        metavar="N",
        help="Of a workbook of one program or course: leave the change of this number in the dry run; may be repeated.",
    ),
]
Unbased = Annotated[
    bool,
    typer.Option(
        "--unbased",
        help="Of a workbook of one program or course: take its changes even though nobody knows the state of the draft "
        "that it was taken from.",
    ),
]
_ELSEWHERE = Text(
    en="This workbook is of another cluster, or of one that is not here.",
    zh="此工作簿属于另一专业群，或该专业群不在此处。",
)
_STANDS = {
    "moved": Text(
        en="The draft has moved on since this workbook was taken: what others changed stays.",
        zh="导出此工作簿之后草稿已有更新：他人的修改均予保留。",
    ),
    "unbased": Text(
        en="Nobody knows the state of the draft that this workbook was taken from: it is laid beside the draft as it "
        "is, and what others changed since looks like a change of yours. Only with --unbased is it taken.",
        zh="无法得知此工作簿导出自草稿的哪个状态：将与当前草稿直接比较，他人此后的修改看起来会像是您的改动。"
        "加 --unbased 才会采用。",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """How a workbook is to be taken."""

    path: Path
    leave: tuple[int, ...] = ()
    remove: bool = False
    unbased: bool = False
    side: Side | None = None
    dry_run: bool = False
    why: str = ""


def is_excerpt(path: Path) -> bool:
    """Whether a path is a workbook of one program or one course."""
    return path.is_file() and about_of(path) is not None


def take(taking: Taking, says: Says) -> None:
    """Take the changes of a workbook into its draft, or say what they are."""
    from fourfold.actions import excerpts  # noqa: PLC0415 - Django starts first
    from fourfold.actions.merging import MergeClash  # noqa: PLC0415 - as above

    file, draft = _opened(taking.path, says)
    first = voice.busy(f"Reading {taking.path}", lambda: excerpts.look(file, draft, viewer=OPERATOR))
    if first.reading is None:
        voice.refuse(_ELSEWHERE, as_json=says.as_json, lang=says.lang)
    if first.reading.excerpt is None:
        voice.unreadable(first.reading.problems, as_json=says.as_json, lang=says.lang)
    _refuse_strange(first, taking, says)
    picked = _picked(first, taking)
    run = excerpts.look(file, draft, viewer=OPERATOR, picked=picked)
    done = None
    try:
        if not taking.dry_run and any(each.taken for each in run.offers):
            done = excerpts.apply(
                file,
                draft,
                viewer=OPERATOR,
                now=datetime.now(UTC),
                expected=draft.root,
                picked=picked,
                why=taking.why,
            )
    except MergeClash as clash:
        refuse_conflicts(clash.asked, says)
    _tell(run, done, taking, says)
    if any(each.severity is Severity.ERROR for each in first.reading.problems):
        raise typer.Exit(voice.REFUSED)


def _opened(path: Path, says: Says) -> "tuple[ExcerptFile, Opened]":
    from fourfold.actions.excerpts import ExcerptFile  # noqa: PLC0415 - Django starts first
    from fourfold.actions.shelf import open_cluster  # noqa: PLC0415 - as above

    about = about_of(path)
    if about is None:
        raise ValueError(path)
    institution, _slash, cluster = about.address.partition("/")
    today = date.today()  # noqa: DTZ011 - a retirement is judged by the reader's own calendar
    draft = open_cluster(institution, cluster, viewer=OPERATOR, today=today)
    if draft is None:
        voice.refuse(_ELSEWHERE, as_json=says.as_json, lang=says.lang)
    return ExcerptFile(about=about, read=lambda known: read_excerpt(path, known)), draft


def _refuse_strange(run: "ExcerptRun", taking: Taking, says: Says) -> None:
    """Refuse to leave a change that is not there: another was meant, and would be taken."""
    strange = sorted({each for each in taking.leave if not 1 <= each <= len(run.offers)})
    if strange:
        named, many = ", ".join(map(str, strange)), len(run.offers)
        says.refuse(
            f"--leave: there is no change {named}; there are {many}, and --dry-run numbers them. Nothing was changed.",
            f"--leave：没有第 {named} 项变更；共有 {many} 项，编号见 --dry-run。未做任何更改。",
        )


def _picked(run: "ExcerptRun", taking: Taking) -> "Picked":
    """Every change but those that are left; what takes something away only where that is said."""
    from fourfold.actions.excerpts import Picked  # noqa: PLC0415 - Django starts first

    wanted = (each for number, each in enumerate(run.offers, start=1) if number not in taking.leave)
    places = frozenset(each.place for each in wanted if taking.remove or not each.removes)
    sides = {each.place: taking.side for each in run.asked if taking.side is not None}
    return Picked(places=places, sides=sides, unbased=taking.unbased)


def _tell(run: "ExcerptRun", done: "Imported | None", taking: Taking, says: Says) -> None:
    if says.as_json:
        voice.print_json(_record(run, done, taking, says.lang))
        return
    reading = run.reading
    voice.print_problems(reading.problems if reading else (), says.lang)
    if run.standing.value in _STANDS:
        voice.notes.print(_STANDS[run.standing.value].in_language(says.lang), markup=False)
    for number, offer in enumerate(run.offers, start=1):
        for change in offer.record(says.lang)["changes"]:
            voice.out.print(_line(number, change, taken=offer.taken), markup=False)
    if run.outlook is not None:
        print_soundness(run.outlook.soundness, says.lang)
    _conclude(run, done, taking, says.lang)


def _line(number: int, change: dict[str, Any], *, taken: bool) -> str:
    named = " ".join(str(change[name]) for name in ("noun", "code") if change[name])
    what = " > ".join(each for each in (change["where"], change["field"]) if each) or change["title"]
    sides = " → ".join(each for each in (change["before"], change["after"]) if each)
    return f"{'+' if taken else '-'} {number}. {named}: {what}{': ' if sides else ''}{sides}"


def _conclude(run: "ExcerptRun", done: "Imported | None", taking: Taking, lang: Language) -> None:
    taken, left = sum(each.taken for each in run.offers), run.reading.left if run.reading else 0
    if done is not None:
        voice.out.print(done.sentence(lang), markup=False)
    elif taking.dry_run:
        said = {
            "en": f"Dry run, nothing was changed. It would take {taken} of {len(run.offers)} changes.",
            "zh": f"试运行，未做任何更改。将采用 {len(run.offers)} 项变更中的 {taken} 项。",
        }
        voice.out.print(said[lang], markup=False)
    else:
        said = {"en": "Nothing was changed: nothing is taken.", "zh": "未做任何更改：没有采用任何变更。"}
        voice.out.print(said[lang], markup=False)
    if run.open:
        voice.out.print(listed(run.open, lang), markup=False)
        many = len({each.place for each in run.open})
        said = {
            "en": f"Both changed {many} of it: say --ours (PATH) or --theirs (the draft).",
            "zh": f"其中 {many} 处双方均已修改：请加 --ours（以文件为准）或 --theirs（以草稿为准）。",
        }
        voice.notes.print(said[lang], markup=False)
    if left:
        said = {
            "en": f"{left} rows could not be read and were left out: they stay as they are.",
            "zh": f"{left} 行无法读取，未采用：相应内容保持不变。",
        }
        voice.notes.print(said[lang], markup=False)


def _record(run: "ExcerptRun", done: "Imported | None", taking: Taking, lang: Language) -> dict[str, Any]:
    problems: Sequence[Any] = run.reading.problems if run.reading else ()
    return run.record(lang) | {
        "dry_run": taking.dry_run,
        "imported": done.record() if done else None,
        "problems": [problem_record(each, lang) for each in problems],
    }
