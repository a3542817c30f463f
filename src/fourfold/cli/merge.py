"""`fourfold merge`: two states of a cluster that were made of one, as one; conflicts are listed or decided."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from fourfold.actions.comparing import placeless
from fourfold.actions.conflict_words import asked_of_dossiers
from fourfold.actions.records.problem import problem_record
from fourfold.cli import voice
from fourfold.cli.check import Today, date_of
from fourfold.cli.conflicts import TakeOurs, TakeTheirs, refuse_conflicts, side_of
from fourfold.cli.convert import written
from fourfold.cli.remote import Says
from fourfold.domain.cluster import Dossier
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.engine.checks import check
from fourfold.engine.index import Index
from fourfold.engine.merge_wholes import merge_dossiers
from fourfold.exchange.reading import Reading
from fourfold.exchange.writing import write

Base = Annotated[Path, typer.Argument(metavar="BASE", help="The cluster that both were made of.")]
Ours = Annotated[Path, typer.Argument(metavar="OURS", help="One state of it.")]
Theirs = Annotated[Path, typer.Argument(metavar="THEIRS", help="The other state of it.")]
To = Annotated[Path, typer.Option("--to", metavar="OUT", help="A folder, a .xlsx or a .json file to write.")]
_BROUGHT = Text(
    en="Problems that neither side had alone:",
    zh="任何一方单独都没有、合并后才出现的问题：",
)


def merge(  # the three sides and what to do with them
    base: Base,
    ours: Ours,
    theirs: Theirs,
    to: To,
    take_ours: TakeOurs = False,
    take_theirs: TakeTheirs = False,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    today: Today = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Merge OURS and THEIRS, both made of BASE, field by field. Exit code 1: conflicts, and nothing was written."""
    says = Says(as_json, voice.language(lang))
    side = side_of(ours=take_ours, theirs=take_theirs, says=says)
    readings = [voice.reading_of(each, as_json=as_json, lang=says.lang) for each in (base, ours, theirs)]
    dossiers = [_dossier(each) for each in readings]
    _refuse_strangers(dossiers, says)
    merged = voice.busy("Merging", lambda: merge_dossiers(*dossiers, otherwise=side))
    if merged.conflicts:
        refuse_conflicts(asked_of_dossiers(merged.conflicts, *reversed(dossiers[1:])), says)
    whole = Reading(merged.value, base=_base(*(each.base for each in readings)))
    written(to, lambda: write(whole, to), force=force, says=says)
    _tell(to, _brought(merged.value, dossiers[1:], date_of(today)), says)


def _dossier(reading: Reading) -> Dossier:
    assert reading.dossier is not None  # noqa: S101 - an unreadable path never comes here
    return reading.dossier


def _refuse_strangers(dossiers: list[Dossier], says: Says) -> None:
    if len({each.cluster.head.key for each in dossiers}) > 1:
        says.refuse(
            "These are not states of one cluster: only such can be merged.", "它们不是同一专业群的状态，无法合并。"
        )


def _base(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    """The root of an installation that the files were made from: the newer one, where one side pulled again."""
    return theirs if ours == base else ours


def _brought(merged: Dossier, sides: list[Dossier], today: date) -> tuple[Problem, ...]:
    known = {placeless(each) for side in sides for each in check(Index(side), today=today)}
    return tuple(each for each in check(Index(merged), today=today) if placeless(each) not in known)


def _tell(to: Path, brought: tuple[Problem, ...], says: Says) -> None:
    if says.as_json:
        found = [problem_record(each, says.lang) for each in brought]
        voice.print_json({"written": str(to), "conflicts": [], "problems_brought": found})
        return
    voice.out.print(f"Written: {to}", markup=False)
    if brought:
        voice.out.print(_BROUGHT.in_language(says.lang), markup=False)
        voice.print_problems(brought, says.lang)
