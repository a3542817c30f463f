"""`fourfold radar`: which versions of frameworks come, retire or are replaced, and what a new one does."""

from collections.abc import Iterator
from typing import Annotated

import typer

from fourfold.actions import radar_words
from fourfold.actions.records.radar import outlook_record, radar_record
from fourfold.cli import remote, voice
from fourfold.cli.check import Today, date_of
from fourfold.cli.coverage import known
from fourfold.cli.coverage_gaps import WAYS
from fourfold.cli.remote import Says
from fourfold.domain.framework import Framework
from fourfold.domain.text import Language, Text
from fourfold.engine.index import Index
from fourfold.engine.outlook import Outlook, outlook, pair_of
from fourfold.engine.radar import Blip
from fourfold.engine.radar import radar as blips_of
from fourfold.engine.succession import succession
from fourfold.engine.succession_impact import PlanImpact, Want, guaranteed, view
from fourfold.engine.succession_links import SURE
from fourfold.engine.succession_programs import applied

Name = Annotated[str | None, typer.Option("--framework", help="What this version does in the place of the one before.")]
Since = Annotated[str | None, typer.Option("--from", help="With --framework: in the place of this version.")]
Least = Annotated[
    int, typer.Option("--least", min=0, max=100, help="With --framework: carry links of this confidence and more over.")
]


def radar(
    path: remote.MaybePath = None,
    server: remote.Server = None,
    cluster: remote.Cluster = None,
    framework: Name = None,
    since: Since = None,
    least: Least = SURE,
    today: Today = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Show which versions of frameworks come, retire or are replaced; or what one of them does, and its repair."""
    says = Says(as_json, voice.language(lang))
    dossier = remote.source(path, server, cluster, says).dossier
    assert dossier is not None  # noqa: S101 - an unreadable path never comes here
    index = Index(dossier)
    if framework is None:
        blips = blips_of(index, today=date_of(today))
        _tell(says, radar_record(index, blips), _radar(index, blips, says.lang))
        return
    old, new = _pair(index, framework, since, says)
    found = voice.busy(
        "Looking ahead",
        lambda: outlook(
            view(index), found=succession(old, new), applied=lambda parts: view(applied(index, parts)), least=least
        ),
    )
    _tell(says, outlook_record(index, found), _outlook(index, found, says.lang))


def _tell(says: Says, record: dict[str, object], lines: Iterator[str]) -> None:
    if says.as_json:
        voice.print_json(record)
        return
    for line in lines:
        voice.out.print(line, markup=False)


def _pair(index: Index, code: str, since: str | None, says: Says) -> tuple[Framework, Framework]:
    by_code = {each.code: each for each in index.frameworks.values()}
    names = known([code, *([since] if since else [])], list(by_code), "framework", says)
    found = pair_of(index, by_code[names[0]], since=by_code[names[1]] if since else None)
    if found is None:
        why = Text(
            en=f"{names[0]} replaces no other and is replaced by none.", zh=f"{names[0]} 既未取代其他标准，也未被取代。"
        )
        voice.refuse(why, as_json=says.as_json, lang=says.lang, code=voice.UNREADABLE)
    return found


def _radar(index: Index, blips: tuple[Blip, ...], lang: Language) -> Iterator[str]:
    for blip in blips:
        mark = "! " if blip.pressing else "  "
        stage = radar_words.STAGES[blip.stage].in_language(lang)
        said = radar_words.standing(index, blip).in_language(lang)
        yield f"{mark}{blip.framework.code} [{stage}] {said}"
        for each in blip.stale if blip.pressing else ():
            only = "仅支撑旧版" if lang == "zh" else "serves this version and none that follows it"
            yield f"      {index.courses[each.course].code} {only} ({each.links})"


def _outlook(index: Index, found: Outlook, lang: Language) -> Iterator[str]:
    yield radar_words.sentence(index, found).in_language(lang)
    yield ""
    old, new = ({item.key: item.code for item in side.walk()} for side in (found.found.old, found.found.new))
    for step in found.found.steps:
        sides = (", ".join(names[key] for key in keys) or "–" for names, keys in ((old, step.old), (new, step.new)))
        yield f"  {step.confidence:>3} %  {radar_words.FATES[step.fate].in_language(lang)}: {' → '.join(sides)}"
    yield ""
    yield from (f"  {line}" for line in _figures(index, found, lang))
    for repair in found.repairs:
        way = repair.way
        where = index.outcomes[way.outcome].code if way.outcome else index.courses[way.course].code
        plans = ", ".join(index.plans[key].code for key in repair.plans)
        yield f"  + {new[repair.item]}: {WAYS[lang][way.kind]} {where} ({plans})"


_WANTS = {"en": {Want.LOST: "lost", Want.ASKED: "newly asked"}, "zh": {Want.LOST: "失去", Want.ASKED: "新增要求"}}


def _figures(index: Index, found: Outlook, lang: Language) -> Iterator[str]:
    for impact in found.impacts:
        wanted = [f"{_WANTS[lang][each.want]} {index.items[each.gap.item].code}" for each in impact.pressing()]
        yield "; ".join((f"{index.plans[impact.plan].code} {' → '.join(_counts(impact))}", *wanted))
    links = (len(found.carried.candidates), len(found.taken), len(found.carried.left))
    if lang == "zh":
        yield "可沿用 {} 条支撑关系，计入 {} 条新的，{} 条无处可去。".format(*links)
    else:
        yield "{} links go on, {} of them new and counted; {} go nowhere.".format(*links)


def _counts(impact: PlanImpact) -> Iterator[str]:
    for each in (impact.before, impact.linked, impact.carried):
        count = guaranteed(each)
        yield "–" if count is None else f"{count}/{each.items}"
