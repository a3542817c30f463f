"""What an evidence pack tells beside the plan: who released it, what was revised, who changed what."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from fourfold.actions.audit import Told as Entry
from fourfold.actions.comparing import Comparison
from fourfold.actions.difference_words import Happened, Line, Told
from fourfold.actions.move_words import Moves
from fourfold.actions.papers.move_parts import moves
from fourfold.actions.signed import Signed
from fourfold.domain.person import OPERATOR
from fourfold.domain.round import Amendment, MinutesFile, Outcome, Round
from fourfold.domain.text import Text
from fourfold.exchange.plan_paper import Block, Body, Column, Grid, Note, Row
from fourfold.exchange.plan_paper_words import Speech

MOST_LINES = 2_000
MOST_ENTRIES = 300
NOUNS = {
    "cluster": Text(zh="专业群", en="cluster"),
    "program": Text(zh="专业", en="program"),
    "module": Text(zh="模块", en="module"),
    "course": Text(zh="课程", en="course"),
    "links": Text(zh="对接", en="links"),
    "rule": Text(zh="规则", en="rule"),
    "framework": Text(zh="标准", en="framework"),
}
OUTCOMES = {
    Outcome.APPROVED: Text(zh="通过", en="approved"),
    Outcome.WITH_CONDITIONS: Text(zh="有条件通过", en="approved with conditions"),
    Outcome.RETURNED: Text(zh="退回", en="returned"),
}
HAPPENED = {
    Happened.ADDED: Text(zh="新增", en="added"),
    Happened.REMOVED: Text(zh="删除", en="removed"),
    Happened.CHANGED: Text(zh="更改", en="changed"),
    Happened.ORDERED: Text(zh="顺序不同", en="in another order"),
    Happened.CAME: Text(zh="移入", en="moved here"),
    Happened.WENT: Text(zh="移出", en="moved away"),
}


def approvals(signed: Signed, bodies: tuple[Block, ...], speech: Speech) -> tuple[Block, ...]:
    """By whom and when the release was published, which errors were let pass for which reason, what `bodies` said."""
    release = signed.release
    by = name_of(release.who, signed.name, speech)
    rows = [
        (speech.say("版本", "Release"), release.name),
        (speech.say("发布日期", "Published on"), signed.day.isoformat()),
        (speech.say("发布人", "Published by"), by),
        (speech.say("说明", "Note"), release.note or speech.inline("无", "none")),
        (speech.say("放行的错误数", "Errors let pass"), str(release.overridden)),
        (speech.say("放行理由", "Reason for letting them pass"), release.reason or speech.inline("无", "none")),
    ]
    note = speech.say(
        "各审定机构的意见与会议纪要未记录在本系统中，请另附。",
        "Verdicts and minutes of bodies are not recorded here: enclose them.",
    )
    return (Grid((Column("", 3), Column("", 9)), tuple(Row(row) for row in rows)), *(bodies or (Note(note),)))


def bodies_of(found: Round | None, amendments: Iterable[Amendment], speech: Speech) -> tuple[Block, ...]:
    """Every verdict of the round that led to a release, and the amendments that did; nothing where none did."""
    rows = [*_verdicts(found, speech), *(_amendment(each, speech) for each in amendments)]
    if not rows:
        return ()
    columns = (
        Column(speech.say("审定机构", "Body"), 5),
        Column(speech.say("结论", "Verdict"), 4),
        Column(speech.say("日期", "On"), 3),
        Column(speech.say("纪要编号", "Minutes"), 4),
        Column(speech.say("意见", "What was said"), 8),
        Column(speech.say("送审稿", "Draft"), 3),
    )
    return (Grid(columns, tuple(rows)),)


def minutes_in(found: Round) -> dict[str, MinutesFile]:
    """The files of every verdict, each by the name that it has in the pack."""
    files = [file for each in found.verdicts for file in each.files]
    return {f"minutes/{number:02d}-{file.name}": file for number, file in enumerate(files, 1)}


def _verdicts(found: Round | None, speech: Speech) -> Iterator[Row]:
    called = {each.key: each.body for each in found.stages} if found else {}
    minutes = minutes_in(found) if found else {}
    for each in found.verdicts if found else ():
        said = (speech.line(called[each.stage]), speech.line(OUTCOMES[each.outcome]), each.day.isoformat())
        files = [name for name, file in minutes.items() if file in each.files]
        yield Row((*said, "\n".join((each.number, *files)), each.minutes, each.root[:8]))


def _amendment(each: Amendment, speech: Speech) -> Row:
    zh, en = f"周期内调整，适用班级：{'、'.join(each.classes)}", f"amendment for {', '.join(each.classes)}"
    said = f"{speech.line(OUTCOMES[Outcome.APPROVED])}\n{speech.inline(zh, en)}"
    minutes = "\n".join(filter(None, (each.reason, each.minutes)))
    return Row((each.body, said, each.day.isoformat(), each.number, minutes, each.root[:8]))


def name_of(who: str, name: str | None, speech: Speech) -> str:
    """Whoever did something: the machine's operator has no account, and who was erased has no name."""
    if who == OPERATOR.who:
        return speech.inline("运维人员", "the operator")
    return name or speech.inline("已注销的人员", "an erased person")


def comparison(found: Comparison | None, before: Signed | None, moved: Moves, speech: Speech) -> tuple[Block, ...]:
    """What moved in figures and promises since the release before, and what differs, in table form."""
    if found is None or before is None:
        return (Body(speech.say("这是首个版本，没有可对照的上一版本。", "This is the first release.")),)
    name, day = before.release.name, before.day.isoformat()
    said = Body(speech.say(f"与上一版本 {name}（{day}）相比。", f"Compared with release {name} of {day}."))
    rows = tuple(row for told in _all(found) for row in _rows(told, speech))
    if not rows:
        return said, Note(speech.say("没有差别。", "Nothing differs."))
    columns = (
        Column(speech.say("对象", "What"), 6),
        Column(speech.say("内容", "Where in it"), 5),
        Column(speech.say("修订前", "Before"), 7),
        Column(speech.say("修订后", "After"), 7),
    )
    more = len(rows) - MOST_LINES
    cut = (Note(speech.say(f"另有 {more} 处未列出。", f"{more} more are left out.")),) if more > 0 else ()
    return (said, *moves(moved, speech), Grid(columns, rows[:MOST_LINES]), *cut)


def _all(found: Comparison) -> Iterator[Told]:
    yield from found.parts
    for each in found.frameworks:
        yield from each.parts or (
            Told(noun="framework", key=each.key, name=each.name, before=each.before, after=each.after),
        )


def _rows(told: Told, speech: Speech) -> Iterator[Row]:
    happened = Happened.CHANGED if told.before and told.after else Happened.ADDED if told.after else Happened.REMOVED
    noun = speech.line(NOUNS.get(told.noun, Text(en=told.noun)))
    what = f"{noun} {told.name.code}\n{speech.lines(told.name.title)}"
    if not told.lines:
        yield Row((what, speech.line(HAPPENED[happened]), "", ""))
    for number, line in enumerate(told.lines):
        yield Row((what if number == 0 else "", *sides_of(line, speech)))


def sides_of(line: Line, speech: Speech) -> tuple[str, str, str]:
    where = " › ".join(speech.line(each) for each in (*line.inside, line.field))
    tag = "" if line.happened is Happened.CHANGED else f"\n{speech.line(HAPPENED[line.happened])}"
    before, after = (speech.lines(each) if each else "" for each in (line.before, line.after))
    return f"{where}{tag}", before, after


def trail(entries: Iterable[Entry], zone: ZoneInfo, speech: Speech) -> tuple[Block, ...]:
    """Who changed what, when and why, the newest first."""
    told = tuple(entries)
    if not told:
        return (Note(speech.say("没有变更记录。", "Nothing was changed.")),)
    heads = (("时间", "When", 5), ("人员", "Who", 3), ("变更", "What", 8), ("理由", "Why", 8))
    columns = tuple(Column(speech.say(zh, en), width) for zh, en, width in heads)
    rows = tuple(_entry(each, zone, speech) for each in told[:MOST_ENTRIES])
    more = len(told) - MOST_ENTRIES
    zh, en = f"另有 {more} 条，见 audit.csv。", f"{more} more are in audit.csv."
    cut = (Note(speech.say(zh, en)),) if more > 0 else ()
    return (Grid(columns, rows), *cut)


def _entry(entry: Entry, zone: ZoneInfo, speech: Speech) -> Row:
    at = entry.at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return Row((at, name_of(entry.who, entry.name, speech), _what(entry, speech), entry.why))


def _what(entry: Entry, speech: Speech) -> str:
    happened = Happened.ADDED if entry.comes else Happened.REMOVED if entry.goes else Happened.CHANGED
    noun = speech.line(NOUNS.get(entry.noun, Text(en=entry.noun or "part")))
    title = f" {speech.line(entry.title)}" if entry.title else ""
    return f"{speech.line(HAPPENED[happened])} {noun} {entry.code}{title}"
