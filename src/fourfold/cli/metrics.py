"""`fourfold metrics`: blocking, delay, centrality and complexity, course by course."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import typer
from rich import box
from rich.table import Table

from fourfold.actions.records.choice import number
from fourfold.actions.records.metrics import Answer, figures_record, metrics_record
from fourfold.cli import remote, voice
from fourfold.domain.text import Language
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic, Metrics, curriculum_metrics, plan_metrics
from fourfold.exchange.curricular_csv import CurriculumReading
from fourfold.exchange.curricular_dossier import keys_of
from fourfold.exchange.curriculum import CurriculumFile
from fourfold.exchange.reading import Reading


def metrics(
    path: remote.MaybePath = None,
    server: remote.Server = None,
    cluster: remote.Cluster = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Measure curricular complexity: of the whole file for a CSV, of every plan for a cluster."""
    words = voice.language(lang)
    reading = remote.source(path, server, cluster, remote.Says(as_json, words))
    assert reading.dossier is not None  # noqa: S101 - an unreadable path never comes here
    index = Index(reading.dossier)
    curriculum = reading.curriculum if isinstance(reading, CurriculumReading) else None
    answers = _answers(index, curriculum)
    if as_json:
        voice.print_json(_file(index, answers[""], curriculum) if curriculum else metrics_record(index, answers))
    else:
        _print(index, answers, reading, words)
    raise typer.Exit(voice.UNSOUND if any(isinstance(each, Cyclic) for each in answers.values()) else voice.SOUND)


def _answers(index: Index, curriculum: CurriculumFile | None) -> dict[str, Answer]:
    """The answer for each plan by key, or for the whole file under the empty key."""
    if curriculum is not None:
        return {"": voice.busy("Measuring", lambda: curriculum_metrics(index))}
    return voice.busy("Measuring", lambda: {plan: plan_metrics(index, plan=plan) for plan in index.plans})


def _file(index: Index, answer: Answer, curriculum: CurriculumFile) -> dict[str, Any]:
    """As the file has it: its ids, in its order."""
    ids = {key: name for name, key in keys_of(curriculum).items()}
    answered = figures_record(index, answer, ids)
    order = {name: place for place, name in enumerate(ids.values())}
    return {**answered, "courses": sorted(answered["courses"], key=lambda each: order[each["id"]])}


_HEADS = {
    "en": ("course", "title", "blocking", "delay", "centrality", "complexity"),
    "zh": ("课程", "名称", "阻塞", "延迟", "中心度", "复杂度"),
}


def _print(index: Index, answers: dict[str, Answer], reading: Reading, lang: Language) -> None:
    voice.print_problems(reading.problems, lang)
    for plan, answer in answers.items():
        voice.out.print(f"\n{_title(index, plan, answer, lang)}", style="bold", markup=False)
        if not isinstance(answer, Cyclic):
            voice.wide.print(_table(index, answer.courses, lang))


def _title(index: Index, plan: str, answer: Answer, lang: Language) -> str:
    program = index.program_of_plan.get(plan)
    title = program.title if program else index.cluster.head.title
    name = title.in_language(lang) + (f" · {index.plans[plan].training_type}" if program else "")
    if isinstance(answer, Cyclic):
        cycle = " → ".join(index.courses[key].code for key in (*answer.cycle, answer.cycle[0]))
        return f"{name}: {'先修关系成环' if lang == 'zh' else 'a requisite cycle, so no metrics'}: {cycle}"
    return f"{name}: {'复杂度' if lang == 'zh' else 'complexity'} {number(answer.complexity)}"


def _table(index: Index, figures: Iterable[Metrics], lang: Language) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    code, title, *measured = _HEADS[lang]
    table.add_column(code, no_wrap=True)
    table.add_column(title, overflow="fold")
    for head in measured:
        table.add_column(head, justify="right", no_wrap=True)
    for each in figures:
        course = index.courses[each.course]
        numbers = (each.blocking, each.delay, each.centrality, number(Fraction(each.complexity)))
        table.add_row(course.code, course.title.in_language(lang), *(str(one) for one in numbers))
    return table
