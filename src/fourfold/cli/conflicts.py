"""Conflicts of a merge on the terminal: each with its three values, in the words of `fourfold compare`."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Any, NoReturn

import typer

from fourfold.actions.conflict_words import Asked
from fourfold.cli import voice
from fourfold.cli.remote import Says
from fourfold.domain.text import Language, Text
from fourfold.engine.merge import Side

TakeOurs = Annotated[bool, typer.Option("--ours", help="Where both changed the same thing, take ours.")]
TakeTheirs = Annotated[bool, typer.Option("--theirs", help="Where both changed the same thing, take theirs.")]
_SIDES = (
    (Side.BASE, Text(en="before", zh="原值")),
    (Side.OURS, Text(en="ours", zh="我方")),
    (Side.THEIRS, Text(en="theirs", zh="对方")),
)
_WHOLE = Text(en="as a whole", zh="整体")
_SAID = Text(
    en="Nothing was written: both sides changed the same things. Choose with --ours or --theirs, or change one side.",
    zh="未写入任何内容：双方修改了同一处内容。请用 --ours 或 --theirs 选择，或先修改其中一方。",
)


def side_of(*, ours: bool, theirs: bool, says: Says) -> Side | None:
    """Whose value stands in every conflict, where that was said."""
    if ours and theirs:
        says.refuse("Say --ours or --theirs, not both.", "--ours 与 --theirs 只能选择其一。")
    if ours or theirs:
        return Side.OURS if ours else Side.THEIRS
    return None


def refuse_conflicts(found: Sequence[Asked], says: Says) -> NoReturn:
    """List conflicts, and leave with exit code 1."""
    refuse_told([each.record(says.lang) for each in found], says)


def refuse_told(found: Sequence[dict[str, Any]], says: Says) -> NoReturn:
    """The same of conflicts that are told as JSON already: a heading for each part, a line for each conflict."""
    if says.as_json:
        voice.print_json({"refused": _SAID.in_language(says.lang), "conflicts": found})
        raise typer.Exit(voice.REFUSED)
    voice.out.print(_lines(found, says.lang), markup=False)
    voice.notes.print(_SAID.in_language(says.lang), markup=False)
    raise typer.Exit(voice.REFUSED)


def listed(found: Sequence[Asked], lang: Language) -> str:
    """Conflicts, a heading for each part and a line with the three values for each."""
    return _lines([each.record(lang) for each in found], lang)


def _lines(found: Sequence[dict[str, Any]], lang: Language) -> str:
    lines = []
    for named, conflicts in groupby(found, key=_named):
        lines.append(f"{named}{'：' if lang == 'zh' else ':'}")
        lines += [f"    {_line(each, lang)}" for each in conflicts]
    return "\n".join(lines)


def _named(each: dict[str, Any]) -> str:
    return " ".join(str(each[name]) for name in ("noun", "code", "title") if each[name])


def _line(each: dict[str, Any], lang: Language) -> str:
    where = each["where"] or _WHOLE.in_language(lang)
    sides = [f"{name.in_language(lang)} {each[side.value]}" for side, name in _SIDES]
    if lang == "zh":
        return f"{where}（{each['happened']}）：{'；'.join(sides)}"
    return f"{where} ({each['happened']}): {'; '.join(sides)}"
