"""`fourfold check`: is the cluster sound?"""

from datetime import date, datetime
from typing import Annotated

import typer

from fourfold.actions.records.problem import at_least, check_record, sound, tally
from fourfold.cli import remote, voice
from fourfold.domain.catalogue_documents import DANGLING
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Language
from fourfold.engine.checks import check as checks
from fourfold.engine.index import Index
from fourfold.engine.published import differences
from fourfold.exchange.curricular_csv import CurriculumReading
from fourfold.exchange.reading import Reading

Today = Annotated[
    datetime | None,
    typer.Option(
        "--today",
        envvar="FOURFOLD_TODAY",
        formats=["%Y-%m-%d"],
        help="Judge retirements by this date instead of today's.",
    ),
]
Least = Annotated[Severity, typer.Option("--severity", help="Show problems of this severity and worse.")]


def check(
    path: remote.MaybePath = None,
    server: remote.Server = None,
    cluster: remote.Cluster = None,
    today: Today = None,
    severity: Least = Severity.INFO,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Check a cluster: every problem with its place, code and words. Exit code 0 sound, 1 unsound, 2 unreadable."""
    words, day = voice.language(lang), date_of(today)
    reading = remote.source(path, server, cluster, remote.Says(as_json, words))
    found = voice.busy("Checking", lambda: problems_of(reading, day))
    shown = at_least(found, severity)
    if as_json:
        voice.print_json(check_record(found, shown, day, words))
    else:
        voice.print_problems(shown, words)
        voice.out.print(_summary(found, words), markup=False)
    raise typer.Exit(voice.SOUND if sound(found) else voice.UNSOUND)


def date_of(asked: datetime | None) -> date:
    """The date asked for, or today's."""
    return asked.date() if asked else date.today()  # noqa: DTZ011 - a retirement is judged by the reader's own calendar


def problems_of(reading: Reading, today: date) -> tuple[Problem, ...]:
    """What reading noticed and what the checks find, each with its file and line where there are any."""
    assert reading.dossier is not None  # noqa: S101 - an unreadable path never comes here
    index = Index(reading.dossier)
    found = (*checks(index, today=today), *_published(index, reading))
    meant = (each for each in found if not (each.code == "P003" and _without_terms(reading)))
    return (*reading.problems, *(reading.told(each) for each in meant))


def nameless(reading: Reading, *, today: date) -> tuple[Problem, ...]:
    """References by codes that nothing here bears: what is written from a dossier cannot keep such a code."""
    if not reading.labels:
        return ()
    kinds = {kind.code for kind in DANGLING.values()}
    return tuple(each for each in problems_of(reading, today) if each.code in kinds)


def _without_terms(reading: Reading) -> bool:
    """Whether this is a curriculum file, whose layout has no terms: none can be missing in it."""
    found = reading.curriculum if isinstance(reading, CurriculumReading) else None
    return found is not None and found.degree_plan is None


def _published(index: Index, reading: Reading) -> tuple[Problem, ...]:
    """Where the figures that a CSV file states are not those of its requisites."""
    if not isinstance(reading, CurriculumReading) or reading.curriculum is None:
        return ()
    return differences(index, published=reading.published)


def _summary(found: tuple[Problem, ...], lang: Language) -> str:
    counts = tally(found)
    if lang == "zh":
        verdict = "专业群健全" if sound(found) else "专业群有错误"
        return f"{verdict}：{counts['error']} 个错误，{counts['warning']} 个警告，{counts['info']} 条提示。"
    verdict = "Sound" if sound(found) else "Not sound"
    said = ", ".join(_counted(counts[each.value], each.value) for each in (Severity.ERROR, Severity.WARNING))
    return f"{verdict}: {said}, {_counted(counts['info'], 'note')}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
