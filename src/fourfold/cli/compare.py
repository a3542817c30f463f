"""`fourfold compare`: what a change does to a cluster, part by part, and which problems it brings or takes away."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from fourfold.actions.comparing import compare_dossiers
from fourfold.actions.move_words import moves_of_dossiers
from fourfold.actions.records.comparison import comparison_record
from fourfold.actions.soundness import soundness
from fourfold.cli import voice
from fourfold.cli.check import Today, date_of
from fourfold.cli.difference import print_difference, print_moves, print_soundness
from fourfold.domain.cluster import Dossier
from fourfold.domain.text import Language, Text
from fourfold.engine.checks import check
from fourfold.engine.index import Index

SAME, DIFFERS = 0, 1
Other = Annotated[Path, typer.Argument(metavar="OTHER", help="The same cluster after the change.")]


def compare(
    path: voice.Where, other: Other, today: Today = None, as_json: voice.Json = False, lang: voice.Lang = None
) -> None:
    """Show what differs between PATH and OTHER, field by field, which figures and promises move, and why.

    Exit code 0 equal, 1 different, 2 not comparable.
    """
    words = voice.language(lang)
    if path.resolve() == other.resolve():
        voice.refuse(_itself(path), as_json=as_json, lang=words, code=voice.UNREADABLE)
    before, after = (_dossier(each, as_json=as_json, lang=words) for each in (path, other))
    if before.cluster.head.key != after.cluster.head.key:
        voice.refuse(_two(before, after), as_json=as_json, lang=words, code=voice.UNREADABLE)
    found = voice.busy("Comparing", lambda: compare_dossiers(before, after))
    day = date_of(today)
    was, will = (voice.busy("Checking", partial(check, Index(each), today=day)) for each in (before, after))
    becomes = soundness(was, will)
    moves = voice.busy("Measuring", lambda: moves_of_dossiers(before, after))
    if as_json:
        record = comparison_record(found, moves=moves, brought=becomes.brought, taken=becomes.taken, lang=words)
        voice.print_json(record)
    else:
        print_difference(found, words)
        if not found.same:
            print_moves(moves, words)
        print_soundness(becomes, words)
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
