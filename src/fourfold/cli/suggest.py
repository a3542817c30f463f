"""`fourfold suggest`: which items the outcomes of a course may serve, and why. It changes nothing."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from fourfold.actions.model import meanings
from fourfold.actions.reason_words import why
from fourfold.actions.records.suggestion import suggested_record
from fourfold.actions.suggesting import MOST, ForOutcome, Ranking, Sought, Suggested, suggest_for, unread
from fourfold.cli import remote, voice
from fourfold.cli.check import Today, date_of
from fourfold.cli.coverage import known
from fourfold.cli.remote import Says
from fourfold.domain.framework import Depth
from fourfold.domain.text import Language
from fourfold.engine.index import Index
from fourfold.engine.suggestion import Suggestion
from fourfold.exchange.workbook_words import CHOICE_WORDS

Course = Annotated[str, typer.Option("--course", help="The course (its code) whose outcomes are to be linked.")]
Frameworks = Annotated[list[str] | None, typer.Option("--framework", help="Only of this framework; may be repeated.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST, help="How many items for an outcome at most.")]
Words = Annotated[bool, typer.Option("--words", help="Rank by words alone, also where a model is installed.")]


def suggest(
    course: Course,
    path: remote.MaybePath = None,
    server: remote.Server = None,
    cluster: remote.Cluster = None,
    framework: Frameworks = None,
    limit: Limit = 5,
    words_only: Words = False,
    today: Today = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Suggest items that the outcomes of a course may serve, each with its reasons. Nothing is linked by this."""
    says = Says(as_json, voice.language(lang))
    dossier = remote.source(path, server, cluster, says).dossier
    assert dossier is not None  # noqa: S101 - an unreadable path never comes here
    index = Index(dossier)
    (code,) = known([course], [each.code for each in index.courses.values()], "course", says)
    frameworks = known(framework, [each.code for each in index.frameworks.values()], "framework", says)
    sought = Sought(
        course=next(each.key for each in index.courses.values() if each.code == code),
        frameworks=frozenset(each.key for each in index.frameworks.values() if each.code in frameworks),
        limit=limit,
    )
    found = voice.busy("Suggesting", lambda: _found(index, sought, date_of(today), words_only=words_only))
    if as_json:
        voice.print_json(suggested_record(index, found))
    else:
        _print(index, found, says.lang)


def _found(index: Index, sought: Sought, today: date, *, words_only: bool) -> Suggested:
    model = None if words_only else meanings(_folder())
    return suggest_for(index, sought, today=today, meanings=model, left=unread(index, meanings=model))


def _folder() -> Path:
    """Where vectors are kept: with the installation that the environment names, else with what this account caches."""
    if named := os.environ.get("FOURFOLD_VAR"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fourfold"


def _print(index: Index, found: Suggested, lang: Language) -> None:
    for each in found.outcomes:
        outcome = index.outcomes[each.outcome]
        voice.out.print(f"\n{outcome.code} {outcome.text.in_language(lang)}", style="bold", markup=False)
        for line in _lines(index, each, lang):
            voice.out.print(line, markup=False)
    voice.out.print(f"\n{_RANKED[lang][found.ranking]}", markup=False)


_RANKED = {
    "en": {
        Ranking.WORDS: "Ranked by words; with the extra across-languages, by meaning as well. Nothing has been linked.",
        Ranking.MEANINGS: "Ranked by words and by meaning (multilingual-e5-small). Nothing has been linked.",
    },
    "zh": {
        Ranking.WORDS: "按词语排序；安装可选组件 across-languages 后还会按语义排序。未建立任何支撑关系。",
        Ranking.MEANINGS: "按词语和语义（multilingual-e5-small）排序。未建立任何支撑关系。",
    },
}


def _lines(index: Index, found: ForOutcome, lang: Language) -> Iterator[str]:
    if not found.suggestions:
        yield "  没有建议。" if lang == "zh" else "  No suggestion."
    for each in found.suggestions:
        item, framework = index.items[each.item], index.frameworks[each.framework]
        yield f"  {each.score:>3}  {framework.code} {item.code} {item.title.in_language(lang)} · {_depth(each, lang)}"
        for reason in each.reasons:
            yield f"         {reason.points:>2} {why(index, reason).in_language(lang)}"


def _depth(found: Suggestion, lang: Language) -> str:
    return " → ".join(_called(depth, lang) for depth in (found.now, found.depth) if depth)


def _called(depth: Depth, lang: Language) -> str:
    return CHOICE_WORDS[depth.value] if lang == "zh" else depth.value
