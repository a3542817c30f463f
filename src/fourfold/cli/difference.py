"""Differences on the terminal: parts that differ, line by line, and what becomes of soundness."""

from collections.abc import Iterable
from typing import Any

from fourfold.actions.comparing import Comparison
from fourfold.actions.difference_words import Happened
from fourfold.actions.move_words import Moves
from fourfold.actions.records.comparison import comparison_record
from fourfold.actions.records.problem import problem_record
from fourfold.actions.soundness import Soundness
from fourfold.cli import voice
from fourfold.domain.problem import Problem
from fourfold.domain.text import Language, Text

_HAPPENED: dict[Happened, Text] = {
    Happened.ADDED: Text(en="added", zh="新增"),
    Happened.REMOVED: Text(en="removed", zh="删除"),
    Happened.CHANGED: Text(en="changed", zh="更改"),
    Happened.ORDERED: Text(en="in another order", zh="顺序不同"),
    Happened.CAME: Text(en="moved here", zh="移入"),
    Happened.WENT: Text(en="moved away", zh="移出"),
}
GOES = Text(en="The draft has this, and PATH does not name it any more:", zh="草稿中有、而 PATH 不再提及的内容：")
NEEDS_REMOVE = Text(
    en="Something goes: without --dry-run this is refused unless --remove is said.",
    zh="有内容将被删除：不带 --dry-run 执行时须加 --remove，否则会被拒绝。",
)
_SAME = Text(en="Nothing differs.", zh="没有差别。")
_MOVES = Text(en="What moves in figures and promises:", zh="指标与承诺的变化：")
_STILL = Text(en="No figure and no promise moves.", zh="各项指标与承诺均无变化。")
_BROUGHT = Text(en="Problems that it brings:", zh="新出现的问题：")
_TAKEN = Text(en="Problems that it takes away:", zh="已消除的问题：")


def print_difference(found: Comparison, lang: Language) -> None:
    """What differs, in words."""
    print_parts(found, lang)
    if found.same:
        voice.out.print(_SAME.in_language(lang), markup=False)
        return
    links = found.links
    said = Text(
        en=f"Links: {links.added} added, {links.removed} removed, {links.changed} changed.",
        zh=f"对接：新增 {links.added}，删除 {links.removed}，更改 {links.changed}。",
    )
    voice.out.print(said.in_language(lang), markup=False)


def print_parts(found: Comparison, lang: Language) -> None:
    """The parts that differ, each with its lines."""
    print_told_parts(comparison_record(found, brought=(), taken=(), lang=lang)["parts"], lang)


def print_told_parts(parts: Iterable[dict[str, Any]], lang: Language) -> None:
    """The same, as an installation tells them."""
    for each in parts:
        voice.out.print(_heading(each, lang), markup=False)
        for line in each["lines"]:
            voice.out.print(f"    {_line(line, lang)}", markup=False)


def print_moves(moves: Moves, lang: Language) -> None:
    """What moves in figures and promises, program by program, each with its reason."""
    voice.out.print((_MOVES if moves else _STILL).in_language(lang), markup=False)
    for program in moves:
        voice.out.print(f"  {program.code} {program.title.in_language(lang)}", markup=False)
        for each in program.sentences:
            plans = f"{', '.join(each.plans)}{'：' if lang == 'zh' else ': '}" if each.plans else ""
            voice.out.print(f"    {plans}{each.text.in_language(lang)}", markup=False)


def print_soundness(found: Soundness, lang: Language) -> None:
    """The problems that a change brings, and those that it takes away."""
    _print_problems(_BROUGHT, found.brought, lang)
    _print_problems(_TAKEN, found.taken, lang)


def _print_problems(heading: Text, problems: tuple[Problem, ...], lang: Language) -> None:
    if problems:
        voice.out.print(heading.in_language(lang), markup=False)
        voice.print_problems(problems, lang)


def _heading(told: dict[str, Any], lang: Language) -> str:
    """`course NT-A Network Technology A: changed`."""
    named = " ".join(told[each] for each in ("noun", "code", "title") if told[each])
    return f"{named}{'：' if lang == 'zh' else ': '}{_happened(told, lang)}"


def _line(line: dict[str, Any], lang: Language) -> str:
    where = " > ".join((*line["inside"], line["field"]))
    tag = "" if line["happened"] == Happened.CHANGED.value else f" ({_happened(line, lang)})"
    sides = [line[each] for each in ("before", "after") if line[each] is not None]
    return f"{where}{tag}: {' -> '.join(sides)}"


def _happened(told: dict[str, Any], lang: Language) -> str:
    return _HAPPENED[Happened(told["happened"])].in_language(lang)


def soundness_record(found: Soundness, lang: Language) -> dict[str, Any]:
    """What becomes of soundness, as JSON."""
    return {
        "problems_brought": [problem_record(each, lang) for each in found.brought],
        "problems_taken": [problem_record(each, lang) for each in found.taken],
    }
