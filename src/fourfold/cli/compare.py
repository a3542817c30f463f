"""`fourfold compare`: what a change does to a cluster, part by part, and which problems it brings or takes away."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from fourfold.actions.comparing import Comparison, compare_dossiers, problems_between
from fourfold.actions.difference_words import Happened, Line, Told
from fourfold.actions.records.comparison import all_parts, comparison_record, happened
from fourfold.cli import voice
from fourfold.cli.check import Today, date_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.problem import Problem
from fourfold.domain.text import Language, Text
from fourfold.engine.checks import check
from fourfold.engine.index import Index

SAME, DIFFERS = 0, 1
Other = Annotated[Path, typer.Argument(metavar="OTHER", help="The same cluster after the change.")]
_HAPPENED: dict[Happened, Text] = {
    Happened.ADDED: Text(en="added", zh="新增"),
    Happened.REMOVED: Text(en="removed", zh="删除"),
    Happened.CHANGED: Text(en="changed", zh="更改"),
    Happened.ORDERED: Text(en="in another order", zh="顺序不同"),
    Happened.CAME: Text(en="moved here", zh="移入"),
    Happened.WENT: Text(en="moved away", zh="移出"),
}
_SAME = Text(en="Nothing differs.", zh="没有差别。")
_BROUGHT = Text(en="Problems that it brings:", zh="新出现的问题：")
_TAKEN = Text(en="Problems that it takes away:", zh="已消除的问题：")


def compare(
    path: voice.Where, other: Other, today: Today = None, as_json: voice.Json = False, lang: voice.Lang = None
) -> None:
    """Show what differs between PATH and OTHER, field by field. Exit code 0 equal, 1 different, 2 not comparable."""
    words = voice.language(lang)
    if path.resolve() == other.resolve():
        voice.refuse(_itself(path), as_json=as_json, lang=words, code=voice.UNREADABLE)
    before, after = (_dossier(each, as_json=as_json, lang=words) for each in (path, other))
    if before.cluster.head.key != after.cluster.head.key:
        voice.refuse(_two(before, after), as_json=as_json, lang=words, code=voice.UNREADABLE)
    found = voice.busy("Comparing", lambda: compare_dossiers(before, after))
    day = date_of(today)
    was, will = (voice.busy("Checking", partial(check, Index(each), today=day)) for each in (before, after))
    brought, taken = problems_between(was, will)
    if as_json:
        voice.print_json(comparison_record(found, brought=brought, taken=taken, lang=words))
    else:
        _print(found, words)
        _print_problems(_BROUGHT, brought, words)
        _print_problems(_TAKEN, taken, words)
    raise typer.Exit(SAME if found.same else DIFFERS)


def _dossier(path: Path, *, as_json: bool, lang: Language) -> Dossier:
    dossier = voice.reading_of(path, as_json=as_json, lang=lang).dossier
    assert dossier is not None  # noqa: S101 - an unreadable path never comes here
    return dossier


def _itself(path: Path) -> Text:
    return Text(
        en=f"PATH and OTHER are both {path}: name the cluster before and after the change.",
        zh=f"PATH 与 OTHER 都是 {path}：请分别指定更改前和更改后的专业群。",
    )


def _two(before: Dossier, after: Dossier) -> Text:
    one, other = before.cluster.head.code, after.cluster.head.code
    return Text(
        en=f"These are two clusters, {one} and {other}: only two states of one cluster can be compared.",
        zh=f"这是两个专业群（{one} 与 {other}）：只能比较同一专业群的两个状态。",
    )


def _print(found: Comparison, lang: Language) -> None:
    for each in all_parts(found):
        voice.out.print(_heading(each, lang), markup=False)
        for line in each.lines:
            voice.out.print(f"    {_line(line, lang)}", markup=False)
    if found.same:
        voice.out.print(_SAME.in_language(lang), markup=False)
        return
    links = found.links
    said = Text(
        en=f"Links: {links.added} added, {links.removed} removed, {links.changed} changed.",
        zh=f"对接：新增 {links.added}，删除 {links.removed}，更改 {links.changed}。",
    )
    voice.out.print(said.in_language(lang), markup=False)


def _print_problems(heading: Text, problems: tuple[Problem, ...], lang: Language) -> None:
    if problems:
        voice.out.print(heading.in_language(lang), markup=False)
        voice.print_problems(problems, lang)


def _heading(told: Told, lang: Language) -> str:
    """`course NT-A Network Technology A: changed`."""
    named = " ".join(each for each in (told.noun, told.name.code, told.name.title.in_language(lang)) if each)
    return f"{named}{'：' if lang == 'zh' else ': '}{_HAPPENED[happened(told)].in_language(lang)}"


def _line(line: Line, lang: Language) -> str:
    where = " > ".join(each.in_language(lang) for each in (*line.inside, line.field))
    tag = "" if line.happened is Happened.CHANGED else f" ({_HAPPENED[line.happened].in_language(lang)})"
    sides = [each.in_language(lang) for each in (line.before, line.after) if each]
    return f"{where}{tag}: {' -> '.join(sides)}"
