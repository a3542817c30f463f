"""`fourfold convert`: the same cluster on other paper."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from fourfold.cli import voice
from fourfold.exchange.places import Reading
from fourfold.exchange.staging import CannotWrite
from fourfold.exchange.writing import UnknownPaper, write

Target = Annotated[Path, typer.Argument(metavar="OUT", help="A folder, a .json or a .csv file to write.")]


def convert(
    path: voice.Where,
    target: Target,
    plan: Annotated[
        str, typer.Option("--plan", help="For a CSV: write this plan (its code) as a degree plan, not all courses.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    as_json: voice.Json = False,
    lang: voice.Lang = "",
) -> None:
    """Write what PATH holds to OUT: a folder of YAML files, a JSON document or a Curricular Analytics CSV."""
    words = voice.language(lang)
    reading = voice.reading_of(path, as_json=as_json, lang=words)
    if target.exists() and not force:
        _refuse(f"{target} exists already: choose another name, or say --force to write over it.")
    try:
        voice.busy(f"Writing {target}", lambda: write(reading, target, plan=_plan(reading, plan)))
    except (UnknownPaper, CannotWrite, OSError) as refusal:
        _refuse(str(refusal))
    if as_json:
        voice.print_json({"written": str(target), "problems": [voice.as_record(p, words) for p in reading.problems]})
    else:
        voice.print_problems(reading.problems, words)
        voice.out.print(f"Written: {target}", markup=False)


def _plan(reading: Reading, code: str) -> str | None:
    """The key of the plan called `code`; none where none was asked for."""
    if not code or reading.dossier is None:
        return None
    plans = {plan.code.lower(): plan for program in reading.dossier.cluster.programs for plan in program.plans}
    if code.lower() not in plans:
        _refuse(f"There is no plan {code}. There are: {', '.join(sorted(each.code for each in plans.values()))}.")
    return plans[code.lower()].key


def _refuse(why: str) -> NoReturn:
    voice.notes.print(why, markup=False)
    raise typer.Exit(voice.UNREADABLE)
