"""How the terminal speaks: text for people, JSON for programs, problems with their places."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn, TypeVar

import typer
from rich.console import Console

from fourfold.actions.records.problem import problem_record, sentence
from fourfold.domain.problem import Place, Problem, Severity
from fourfold.domain.text import Language, Text
from fourfold.exchange.reading import Reading, read

T = TypeVar("T")
SOUND, UNSOUND, UNREADABLE = 0, 1, 2
REFUSED = UNSOUND


def path_said(said: str) -> Path:
    """A path; an empty one would mean the folder one happens to stand in, where a variable was not set."""
    if not said:
        raise typer.BadParameter("it is empty: name a folder or a file.")
    return Path(said)


Where = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        help="A folder of YAML files, an Excel workbook (.xlsx), a JSON document or a Curricular Analytics CSV.",
        parser=path_said,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text for people.")]
Lang = Annotated[
    Literal["en", "zh"] | None,
    typer.Option("--lang", help="Language of what is printed; else the terminal's."),
]

out = Console(highlight=False, soft_wrap=True)
wide = Console(highlight=False, width=None if out.is_terminal else 160)
notes = Console(stderr=True, highlight=False, soft_wrap=True)
_SEVERITIES = {
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"},
}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def language(asked: Language | None) -> Language:
    """The language asked for, or the one of the terminal's locale."""
    if asked:
        return asked
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return "zh" if spoken.lower().startswith("zh") else "en"


def busy(what: str, work: Callable[[], T]) -> T:
    """The result of `work`, with a sign of life on a terminal while it runs."""
    with notes.status(what):
        return work()


def reading_of(path: Path, *, as_json: bool, lang: Language) -> Reading:
    """What `path` holds; where it cannot be understood, all its problems and exit code 2."""
    reading = busy(f"Reading {path}", lambda: read(path))
    if reading.unreadable:
        unreadable(reading.problems, as_json=as_json, lang=lang)
    return reading


def unreadable(problems: Iterable[Problem], *, as_json: bool, lang: Language) -> NoReturn:
    """Say what could not be read, and leave with exit code 2."""
    faults = tuple(problems)
    if as_json:
        print_json({"readable": False, "problems": [problem_record(each, lang) for each in faults]})
    else:
        print_problems(faults, lang)
    raise typer.Exit(UNREADABLE)


def refuse(why: Text, *, as_json: bool, lang: Language, code: int = REFUSED) -> NoReturn:
    """Say why a request cannot be granted, and leave."""
    if as_json:
        print_json({"refused": why.in_language(lang)})
    else:
        notes.print(why.in_language(lang), markup=False)
    raise typer.Exit(code)


def print_json(value: Any) -> None:  # noqa: ANN401 - JSON is any tree
    """Print `value` as JSON that keeps Chinese readable."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_problems(problems: Iterable[Problem], lang: Language) -> None:
    """One line a problem: place, code, severity, words."""
    for problem in problems:
        colour = _COLOURS[problem.severity]
        out.print(f"{place_in_words(problem.where)}: ", end="", markup=False)
        out.print(f"[{colour}]{_SEVERITIES[lang][problem.severity]}[/] ", end="")
        out.print(f"{problem.code} {sentence(problem, lang)}{_found(problem, lang)}", markup=False)
        if broken_by := _broken_by(problem, lang):
            out.print(f"    {broken_by}", markup=False)


def _broken_by(problem: Problem, lang: Language) -> str:
    """By which electives a promise breaks, where the problem says so."""
    said = dict(problem.details)
    if not {"elected", "instead", "missed"} <= said.keys():
        return ""
    if lang == "zh":
        return f"选修 {said['elected']} 而未选 {said['instead']} 的学生达不到：{said['missed']}"
    return f"a student who elects {said['elected']}, not {said['instead']}, misses {said['missed']}"


def _found(problem: Problem, lang: Language) -> str:
    found, expected = ("实际：", "要求：") if lang == "zh" else ("found: ", "expected: ")
    said = [f"{name}{fact}" for name, fact in ((found, problem.found), (expected, problem.expected)) if fact]
    if not said:
        return ""
    return f"（{'；'.join(said)}）" if lang == "zh" else f" ({'; '.join(said)})"


def place_in_words(place: Place) -> str:
    """`courses/NT-A.yaml:12`, `cluster.xlsx courses!C7 (credits)`, or the noun where there is no file."""
    if place.cell:
        return f"{place.file} {place.cell}{f' ({place.cell.heading})' if place.cell.heading else ''}"
    if place.file:
        line = f":{place.line}" if place.line else ""
        return f"{place.file}{line}{'' if place.line else place.path and ' ' + place.path}"
    return f"{place.noun or 'cluster'} {place.code or place.key or ''}{place.path and ' ' + place.path}".strip()
