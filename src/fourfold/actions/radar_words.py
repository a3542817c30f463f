"""What the radar says, in both languages: for pages, the terminal, the API and calendars."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from fourfold.actions.words import MOST_LETTERS
from fourfold.domain.framework import Framework
from fourfold.domain.text import Language, Text, closed_up
from fourfold.engine.index import Index
from fourfold.engine.outlook import Outlook
from fourfold.engine.radar import Blip, Day, Moment, Stage
from fourfold.engine.succession import Clue, Fate, Succession
from fourfold.engine.succession_impact import PlanImpact, guaranteed
from fourfold.engine.succession_links import Candidate

FATES: dict[Fate, Text] = {
    Fate.KEPT: Text(en="kept", zh="保留"),
    Fate.REWORDED: Text(en="reworded", zh="改写"),
    Fate.MOVED: Text(en="moved", zh="移位"),
    Fate.SPLIT: Text(en="split", zh="拆分"),
    Fate.JOINED: Text(en="joined", zh="合并"),
    Fate.NEW: Text(en="new", zh="新增"),
    Fate.GONE: Text(en="gone", zh="删除"),
}
CLUES: dict[Clue, Text] = {
    Clue.SAME_KEY: Text(en="same key", zh="标识（key）相同"),
    Clue.SAME_CODE: Text(en="same code", zh="代码相同"),
    Clue.SAME_TITLE: Text(en="same title", zh="名称相同"),
    Clue.NEAR_TITLE: Text(en="titles {near} % near", zh="名称相近度 {near}%"),
    Clue.PART_OF_TITLE: Text(en="says what the title left over", zh="对应原名称的剩余部分"),
    Clue.HEADING: Text(en="below what it became", zh="位于其演变成的标题之下"),
}
STAGES: dict[Stage, Text] = {
    Stage.RETIRED: Text(en="retired", zh="已停用"),
    Stage.RETIRING: Text(en="retires soon", zh="即将停用"),
    Stage.REPLACED: Text(en="replaced", zh="已有新版"),
    Stage.COMING: Text(en="not yet valid", zh="尚未生效"),
    Stage.VALID: Text(en="valid", zh="有效"),
}
LONGEST_WHY = 500
"""Letters that an author's own reason has at most on a page."""
MOMENTS: dict[Moment, Text] = {
    Moment.VALID: Text(en="{title} becomes valid", zh="{title} 生效"),
    Moment.NOTICE: Text(en="{title} retires on {last}", zh="{title} 将于 {last} 停用"),
    Moment.RETIRES: Text(en="{title}: last valid day", zh="{title}：最后有效日"),
}
"""What happens on a day, with the title of the framework and its last valid day."""


def clue(found: Clue, near: int) -> Text:
    """A clue as a phrase."""
    words = CLUES[found]
    return Text(en=(words.en or "").format(near=near), zh=(words.zh or "").format(near=near))


def happens(framework: Framework, day: Day) -> Text:
    """What happens on a day of a framework's calendar."""
    last = framework.retires_on_date.isoformat() if framework.retires_on_date else ""
    words = MOMENTS[day.moment]
    return Text(
        en=(words.en or "").format(title=framework.title.in_language("en"), last=last),
        zh=(words.zh or "").format(title=framework.title.in_language("zh"), last=last),
    )


def carries(index: Index, found: Succession, links: Collection[Candidate]) -> Text:
    """Why some links are carried over, one a line and the least sure first: how sure it is, from where, by which clues.

    What would not go into one reason is counted.
    """
    lines = [_carries(index, found, each) for each in sorted(links, key=lambda each: (each.confidence, each.name))]
    return Text(en=_fitting(lines, "en", "and {count} more"), zh=_fitting(lines, "zh", "另有 {count} 条"))


def _carries(index: Index, found: Succession, each: Candidate) -> Text:
    olds = {item.key: item.code for item in found.old.walk()}
    came = ", ".join(olds[link.item] for link in each.sources)
    said = f"{index.outcomes[each.link.outcome].code} → {index.items[each.link.item].code}: {each.confidence} %"
    near = max(leg.near for link in each.sources for leg in found.legs_of(link.item) if leg.new == each.link.item)
    clues = [clue(one, near) for one in each.clues]
    en, zh = ([text.in_language(language) for text in clues] for language in _BOTH)
    if each.far:
        en, zh = [*en, "not near to this part"], [*zh, "与这一部分不相近"]
    return Text(en=f"{said} ({came}; {', '.join(en)})", zh=f"{said}（{came}；{'、'.join(zh)}）")


_BOTH: tuple[Language, ...] = ("en", "zh")


def _fitting(lines: list[Text], language: Language, more: str) -> str:
    """As many lines as a reason has room for beside what its author says."""
    told: list[str] = []
    for number, line in enumerate(lines):
        said = line.in_language(language)
        if sum(map(len, told)) + len(told) + len(said) > ROOM:
            return "\n".join([*told, more.format(count=len(lines) - number)])
        told.append(said)
    return "\n".join(told)


ROOM = MOST_LETTERS - LONGEST_WHY - 40
"""Letters: what the author says, and that there are more lines, go into the same reason."""


@dataclass(frozen=True, slots=True)
class _Drop:
    """What a program guarantees of the old and of the new version, at the plan that loses most."""

    code: str
    before: int
    of: int
    after: int
    items: int

    def en(self) -> str:
        of = "" if self.of == self.items else f" of {self.of}"
        return f"from {self.before}{of} to {self.after}"

    def zh(self) -> str:
        of = "" if self.of == self.items else f"（旧版共 {self.of} 项）"
        return f"由 {self.before} 项{of}降至 {self.after} 项"


MOST_NAMED = 4


def sentence(index: Index, found: Outlook) -> Text:
    """What a new version does, in one sentence: which programs meet fewer items, and how small the repair is."""
    drops = sorted(_drops(index, found), key=lambda each: (each.after - each.before, -each.before))
    return Text(en=_in_english(found, drops), zh=closed_up(_in_chinese(found, drops)))


def _drops(index: Index, found: Outlook) -> Iterator[_Drop]:
    for key in found.programs:
        impacts = [each for each in found.impacts if index.program_of_plan[each.plan].key == key and each.drops]
        worst = min(impacts, key=_change, default=None)
        if worst is not None:
            yield _Drop(
                index.programs[key].code,
                guaranteed(worst.before) or 0,
                worst.before.items,
                guaranteed(worst.carried) or 0,
                worst.carried.items,
            )


def _change(impact: PlanImpact) -> int:
    return (guaranteed(impact.carried) or 0) - (guaranteed(impact.before) or 0)


def _alike(drops: list[_Drop]) -> bool:
    return len({(each.before, each.of, each.after) for each in drops}) == 1


def _in_english(found: Outlook, drops: list[_Drop]) -> str:
    said = f"{found.found.new.title.in_language('en')} replaces {found.found.old.title.in_language('en')}: "
    if not drops:
        return f"{said}no program meets fewer items{_repair(found, 'en')}."
    many = "1 program drops" if len(drops) == 1 else f"{len(drops)} programs drop"
    if _alike(drops):
        told = f"{many} {drops[0].en()}"
    else:
        more = "" if len(drops) <= MOST_NAMED else ", …"
        told = f"{many}: {', '.join(f'{each.code} {each.en()}' for each in drops[:MOST_NAMED])}{more}"
    return f"{said}{told} of {drops[0].items} items{_repair(found, 'en')}."


def _in_chinese(found: Outlook, drops: list[_Drop]) -> str:
    said = f"{found.found.new.title.in_language('zh')} 取代 {found.found.old.title.in_language('zh')}："
    if not drops:
        return f"{said}各专业达成的条目均未减少{_repair(found, 'zh')}。"
    if _alike(drops):
        told = f"，{drops[0].zh()}"
    else:
        more = "" if len(drops) <= MOST_NAMED else "等"
        told = f"：{'、'.join(f'{each.code} {each.zh()}' for each in drops[:MOST_NAMED])}{more}"
    return f"{said}{len(drops)} 个专业达成的条目减少{told}（新版共 {drops[0].items} 项）{_repair(found, 'zh')}。"


def _repair(found: Outlook, lang: Language) -> str:
    many = len(found.repairs)
    if not many:
        return ""
    if lang == "zh":
        return f"；最小修复为 {many} 处改动"
    return f"; the smallest repair is {many} {'change' if many == 1 else 'changes'}"


def stale(framework: Framework, newer: Framework | None, stage: Stage) -> Text:
    """What is the matter with a course that is linked to a version and to none that follows it."""
    last, title = framework.retires_on_date, framework.title
    going = {
        Stage.RETIRED: (f", which retired on {last}", f"（已于 {last} 停用）"),
        Stage.RETIRING: (f", which retires on {last}", f"（将于 {last} 停用）"),
    }
    en, zh = going.get(stage, ("", ""))
    after_en = f"; {newer.title.in_language('en')} replaces it" if newer else ""
    after_zh = f"，尚未支撑新版 {newer.title.in_language('zh')}" if newer else ""
    said_en = f"is linked to {title.in_language('en')}{en}{after_en}"
    return Text(en=said_en, zh=closed_up(f"仍支撑 {title.in_language('zh')}{zh}{after_zh}"))


def standing(index: Index, blip: Blip) -> Text:
    """How a framework stands today, in one sentence: when it goes or comes, what follows it, who still names it."""
    en, zh = (*_dates_en(blip), *_uses_en(index, blip)), (*_dates_zh(blip), *_uses_zh(index, blip))
    return Text(en=_capital("; ".join(en)) + ".", zh=closed_up("；".join(zh) + "。"))


def uses(index: Index, blip: Blip) -> Text:
    """The same without a word of today: what follows it and who names it."""
    en, zh = _uses_en(index, blip), _uses_zh(index, blip)
    return Text(en=_capital("; ".join(en)) + ".", zh=closed_up("；".join(zh) + "。"))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _dates_en(blip: Blip) -> Iterator[str]:
    last, first = blip.framework.retires_on_date, blip.framework.valid_from_date
    if blip.stage is Stage.RETIRED:
        yield f"retired on {last}"
    elif last is not None:
        yield f"retires on {last}, in {_left(blip)} days"
    elif blip.stage is Stage.COMING:
        yield f"valid from {first}"


def _uses_en(index: Index, blip: Blip) -> Iterator[str]:
    if blip.newer is not None:
        yield f"{blip.newer.title.in_language('en')} replaces it"
    codes = [index.programs[key].code for key in blip.behind]
    if codes:
        yield f"named by {', '.join(codes)}"
    else:
        yield "programs name its successor" if blip.naming else "no program names it"


def _dates_zh(blip: Blip) -> Iterator[str]:
    last, first = blip.framework.retires_on_date, blip.framework.valid_from_date
    if blip.stage is Stage.RETIRED:
        yield f"已于 {last} 停用"
    elif last is not None:
        yield f"将于 {last} 停用，还有 {_left(blip)} 天"
    elif blip.stage is Stage.COMING:
        yield f"自 {first} 起生效"


def _uses_zh(index: Index, blip: Blip) -> Iterator[str]:
    if blip.newer is not None:
        yield f"由 {blip.newer.title.in_language('zh')} 取代"
    codes = [index.programs[key].code for key in blip.behind]
    if codes:
        yield f"仍列入此版本的专业：{'、'.join(codes)}"
    else:
        yield "列入它的专业均已列入新版" if blip.naming else "没有专业列入此版本"


def _left(blip: Blip) -> int:
    return next((each.ahead for each in blip.days if each.moment is Moment.RETIRES), 0)
