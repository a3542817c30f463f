"""`fourfold doctor`, `backup` and `restore`: keeping an installation."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from fourfold.cli import voice
from fourfold.cli.connect import Database, granted, passing
from fourfold.domain.text import Language, Text

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file of the backup.", dir_okay=False)]


def doctor(database: Database = None, as_json: voice.Json = False, lang: voice.Lang = None) -> None:
    """Look whether everything that is kept is what it says it is: digests, manifests, drafts, chains of Changes."""
    words = voice.language(lang)
    with granted(as_json=as_json, lang=words):
        passing(database)
        from fourfold.actions import keeping  # noqa: PLC0415 - Django starts first

        found = voice.busy("Examining", keeping.examine)
    said = [{"where": each.where, "why": each.why.in_language(words)} for each in found.ailments]
    counts = {"parts": found.parts, "manifests": found.manifests, "drafts": found.drafts, "changes": found.changes}
    if as_json:
        voice.print_json({"sound": not said, **counts, "ailments": said})
    else:
        for each in said:
            voice.out.print(f"{each['where']}: {each['why']}", markup=False)
        voice.out.print(_finding(counts, len(said)).in_language(words), markup=False)
    if said:
        raise typer.Exit(voice.UNSOUND)


def _finding(counts: dict[str, int], ailments: int) -> Text:
    looked = "parts {parts}, manifests {manifests}, drafts {drafts}, changes {changes}".format(**counts)
    looked_zh = "部分 {parts}、清单 {manifests}、草稿 {drafts}、变更 {changes}".format(**counts)
    if ailments:
        return Text(
            en=f"Not sound, {ailments} found. {looked.capitalize()}.", zh=f"不健全，发现 {ailments} 处。{looked_zh}。"
        )
    return Text(en=f"Sound. {looked.capitalize()}.", zh=f"健全。{looked_zh}。")


def backup(file: File, database: Database = None, as_json: voice.Json = False, lang: voice.Lang = None) -> None:
    """Write everything that is kept to a new file, while the site goes on."""
    words = voice.language(lang)
    with granted(as_json=as_json, lang=words):
        passing(database)
        from fourfold.actions import keeping  # noqa: PLC0415 - Django starts first

        left = keeping.clear(file.parent)
        done, ailments = voice.busy("Backing up", lambda: keeping.back_up(file, now=datetime.now(UTC)))
    for each in left:
        gone = Text(
            en=f"{each} was left by a backup that was interrupted, and is removed.",
            zh=f"{each} 是被中断的备份留下的文件，已删除。",
        )
        voice.notes.print(gone.in_language(words), markup=False)
    _told(done.rows, done.roots, Text(en=f"{file}: {done.rows} rows.", zh=f"{file}：{done.rows} 行。"), as_json, words)
    if ailments:
        said = Text(
            en=f"Not sound, {len(ailments)} found: this backup cannot be restored. See `fourfold doctor`.",
            zh=f"不健全，发现 {len(ailments)} 处：此备份无法恢复。请运行 `fourfold doctor`。",
        )
        voice.notes.print(said.in_language(words), markup=False)
        raise typer.Exit(voice.UNSOUND)


def restore(file: File, database: Database = None, as_json: voice.Json = False, lang: voice.Lang = None) -> None:
    """Make an empty database what a backup says, with equal roots, or leave it empty."""
    words = voice.language(lang)
    with granted(as_json=as_json, lang=words):
        passing(database)
        from fourfold.actions import keeping  # noqa: PLC0415 - Django starts first

        done = voice.busy("Restoring", lambda: keeping.restore(file))
    said = Text(
        en=f"{done.rows} rows of {done.made_at} restored; every root is as it was.",
        zh=f"已恢复 {done.made_at} 的 {done.rows} 行；所有根摘要均与原先一致。",
    )
    _told(done.rows, done.roots, said, as_json, words)


def _told(rows: int, roots: dict[str, str], said: Text, as_json: bool, words: Language) -> None:
    if as_json:
        voice.print_json({"rows": rows, "roots": roots})
        return
    for address, root in sorted(roots.items()):
        voice.out.print(f"{address}  {root[:8]}", markup=False)
    voice.out.print(said.in_language(words), markup=False)
