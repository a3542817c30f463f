"""Conflicts of a merge on the terminal: each with its three values, in the words of `fourfold compare`."""

from collections.abc import Iterable
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


def refuse_conflicts(found: tuple[Asked, ...], says: Says) -> NoReturn:
    """List conflicts, and leave with exit code 1."""
    if says.as_json:
        voice.print_json({"refused": _SAID.in_language(says.lang), "conflicts": conflict_records(found, says.lang)})
    else:
        print_conflicts(found, says.lang)
        voice.notes.print(_SAID.in_language(says.lang), markup=False)
    raise typer.Exit(voice.REFUSED)


def print_conflicts(found: Iterable[Asked], lang: Language) -> None:
    """A heading for each part, and below it a line for each conflict."""
    for (noun, name), conflicts in groupby(found, key=lambda each: (each.noun, each.name)):
        named = " ".join(each for each in (noun, name.code, name.title.in_language(lang)) if each)
        voice.out.print(f"{named}{'：' if lang == 'zh' else ':'}", markup=False)
        for each in conflicts:
            voice.out.print(f"    {_line(each, lang)}", markup=False)


def _line(each: Asked, lang: Language) -> str:
    where = _where(each, lang)
    sides = [f"{name.in_language(lang)} {getattr(each, side).in_language(lang)}" for side, name in _SIDES]
    happened = each.happened.in_language(lang)
    if lang == "zh":
        return f"{where}（{happened}）：{'；'.join(sides)}"
    return f"{where} ({happened}): {'; '.join(sides)}"


def _where(each: Asked, lang: Language) -> str:
    told = [one.in_language(lang) for one in each.inside]
    if each.field is not None and not (told and told[-1].startswith(each.field.in_language(lang))):
        told.append(each.field.in_language(lang))
    return " > ".join(told) or {"en": "as a whole", "zh": "整体"}[lang]


def conflict_records(found: Iterable[Asked], lang: Language) -> list[dict[str, Any]]:
    """The same as JSON; `place` is what a choice is named by."""
    return [
        {
            "place": each.place,
            "about": each.about.value,
            "noun": each.noun,
            "code": each.name.code,
            "title": each.name.title.in_language(lang),
            "where": _where(each, lang),
            **{side.value: getattr(each, side).in_language(lang) for side, _ in _SIDES},
        }
        for each in found
    ]
