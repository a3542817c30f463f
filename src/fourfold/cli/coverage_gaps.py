"""The gaps of `fourfold coverage --gaps` in words."""

from collections.abc import Iterator

from fourfold.actions.covering import Row
from fourfold.cli import voice
from fourfold.cli.words import when_in_words
from fourfold.domain.text import Language
from fourfold.engine.gap import Gap, WayKind
from fourfold.engine.index import Index


def print_gaps(index: Index, rows: list[Row], lang: Language) -> None:
    """Each gap on a line, its ways below it, cheapest first."""
    for row in rows:
        found = row.gaps or ()
        if found:
            plan, framework = index.plans[row.plan].code, index.frameworks[row.aim.framework].code
            when = when_in_words(index, row.assured.when, lang)
            voice.out.print(f"\n{plan} · {framework} · {when}", style="bold", markup=False)
        for line in (line for gap in found for line in _lines(index, gap, lang)):
            voice.out.print(line, markup=False)


WAYS: dict[Language, dict[WayKind, str]] = {
    "en": {
        WayKind.DEEPEN: "deepen",
        WayKind.LINK: "link",
        WayKind.NEW_OUTCOME: "write a new outcome in",
        WayKind.MOVE: "move earlier",
    },
    "zh": {
        WayKind.DEEPEN: "加深",
        WayKind.LINK: "关联",
        WayKind.NEW_OUTCOME: "新增教学目标于",
        WayKind.MOVE: "提前",
    },
}
"""What a way does, as the terminal says it."""


def _lines(index: Index, gap: Gap, lang: Language) -> Iterator[str]:
    item = index.items[gap.item]
    missing = f"缺 {gap.missing_depth} 级" if lang == "zh" else f"missing {gap.missing_depth}"
    yield f"  {item.code} {item.title.in_language(lang)} ({missing})"
    for way in gap.ways:
        kind = WAYS[lang][way.kind]
        outcome = index.outcomes[way.outcome].code if way.outcome else ""
        yield f"    {way.cost}  {kind} {outcome or index.courses[way.course].code}"
