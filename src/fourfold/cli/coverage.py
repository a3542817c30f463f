"""`fourfold coverage`: what every program guarantees and makes reachable of each framework that it names."""

from fractions import Fraction
from functools import partial
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from fourfold.actions.covering import Row, Wanted, rows_of
from fourfold.actions.records.coverage import coverage_record
from fourfold.cli import remote, voice
from fourfold.cli.coverage_gaps import print_gaps
from fourfold.cli.remote import Says
from fourfold.cli.words import asks_in_words, per_cent, when_in_words
from fourfold.domain.framework import FrameworkKind
from fourfold.domain.text import Language, Text
from fourfold.engine.gap import gaps
from fourfold.engine.guarantee import Assurance, Range, assure
from fourfold.engine.index import Index

Programs = Annotated[list[str] | None, typer.Option("--program", help="Only this program (its code); may be repeated.")]
Frameworks = Annotated[list[str] | None, typer.Option("--framework", help="Only this framework; may be repeated.")]
Kind = Annotated[FrameworkKind | None, typer.Option("--kind", help="Only frameworks of this kind.")]
Gaps = Annotated[
    bool, typer.Option("--gaps", help="Also list the items some choice leaves unmet, and the cheapest repairs.")
]
Term = Annotated[int | None, typer.Option("--term", min=1, help="By the end of this term, instead of at the sittings.")]


def coverage(
    path: remote.MaybePath = None,
    server: remote.Server = None,
    cluster: remote.Cluster = None,
    program: Programs = None,
    framework: Frameworks = None,
    kind: Kind = None,
    term: Term = None,
    with_gaps: Gaps = False,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Show what each plan guarantees whichever electives are chosen, and what it makes reachable."""
    words = voice.language(lang)
    says = Says(as_json, words)
    dossier = remote.source(path, server, cluster, says).dossier
    assert dossier is not None  # noqa: S101 - an unreadable path never comes here
    index = Index(dossier)
    _insist(index, term, says)
    wanted = Wanted(
        programs=known(program, [each.code for each in index.programs.values()], "program", says),
        frameworks=known(framework, [each.code for each in index.frameworks.values()], "framework", says),
        kind=kind,
        term=term,
    )
    found = partial(gaps, index) if with_gaps else None
    rows = voice.busy("Covering", lambda: list(rows_of(index, wanted, assure=partial(assure, index), gaps=found)))
    if as_json:
        voice.print_json(coverage_record(index, rows))
    else:
        _print(index, rows, words)
        print_gaps(index, rows, words)


def known(asked: list[str] | None, codes: list[str], noun: str, says: Says) -> tuple[str, ...]:
    by_lower = {code.lower(): code for code in codes}
    for each in asked or []:
        if each.lower() not in by_lower:
            there = ", ".join(codes)
            why = Text(en=f"There is no {noun} {each}. There are: {there}.", zh=f"没有 {each}。现有：{there}。")
            voice.refuse(why, as_json=says.as_json, lang=says.lang, code=voice.UNREADABLE)
    return tuple(by_lower[each.lower()] for each in asked or [])


def _insist(index: Index, term: int | None, says: Says) -> None:
    longest = max((program.terms for program in index.programs.values()), default=0)
    if term is not None and term > longest:
        why = Text(
            en=f"There is no term {term}: programs last {longest}.", zh=f"没有第 {term} 学期：专业共 {longest} 个学期。"
        )
        voice.refuse(why, as_json=says.as_json, lang=says.lang, code=voice.UNREADABLE)


def _print(index: Index, rows: list[Row], lang: Language) -> None:
    for plan in dict.fromkeys(row.plan for row in rows):
        program = index.program_of_plan[plan]
        title = f"{program.code} · {program.title.in_language(lang)} · {index.plans[plan].training_type}"
        voice.out.print(f"\n{title}", style="bold", markup=False)
        voice.wide.print(_table(index, [row for row in rows if row.plan == plan], lang))
    if not rows:
        voice.out.print("没有可显示的内容。" if lang == "zh" else "Nothing to show.")


_HEADS = {
    "en": ("asks", "framework", "when", "items met", "weight %", "partial %", "holds for"),
    "zh": ("类别", "标准", "时间", "达成条目", "权重 %", "部分 %", "条件"),
}


def _table(index: Index, rows: list[Row], lang: Language) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    *measured, holds_for = _HEADS[lang]
    for head in measured:
        table.add_column(head, no_wrap=True)
    table.add_column(holds_for, overflow="fold")
    for row in rows:
        table.add_row(*_cells(index, row, lang))
    return table


def _cells(index: Index, row: Row, lang: Language) -> list[str]:
    assured = row.assured
    met = assured.items_met
    items = f"{_ends(met, whole=True)} / {assured.items}" if met else "-"
    return [
        asks_in_words(row.aim, lang),
        index.frameworks[row.aim.framework].code,
        when_in_words(index, assured.when, lang),
        items,
        _ends(assured.met_weight, whole=False),
        _ends(assured.partial, whole=False),
        _condition(index, assured, lang),
    ]


def _ends(found: Range | None, *, whole: bool) -> str:
    if found is None:
        return "-"
    low, high = (_shown_end(each, whole=whole) for each in (found.guaranteed.bound, found.reachable.bound))
    mark = "" if found.decided else " ?"
    return (low if low == high else f"{low}–{high}") + mark


def _shown_end(value: Fraction, *, whole: bool) -> str:
    return str(int(value)) if whole else per_cent(value)


def _condition(index: Index, assured: Assurance, lang: Language) -> str:
    if assured.infeasible:
        return "没有合法的选课" if lang == "zh" else f"no legal choice: {assured.infeasible.why.value}"
    if assured.taking in index.modules:
        module = index.modules[assured.taking].title.in_language(lang)
        return f"选修 {module} 者" if lang == "zh" else f"those who take {module}"
    return "任何选课" if lang == "zh" else "every choice"
