"""What the papers of a revision tell: old and new with the reasons, what changes in numbers, what bodies have said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import east_asian_width

from fourfold.actions.comparing import Comparison
from fourfold.actions.difference_words import Happened, Told
from fourfold.actions.moves import moves as told_moves
from fourfold.actions.papers.evidence_parts import HAPPENED, NOUNS, OUTCOMES, sides_of
from fourfold.actions.papers.move_parts import moves, sentences
from fourfold.actions.papers.round_figures import figures, judged
from fourfold.actions.records.problem import sentence
from fourfold.actions.rehearsing import Rehearsal
from fourfold.actions.rounds import Seen
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.round import Verdict
from fourfold.domain.text import Text
from fourfold.engine.round import StageStanding, Turn
from fourfold.exchange.plan_paper import Block, Body, Column, Grid, Note, Row
from fourfold.exchange.plan_paper_words import Speech

PROGRAMS = frozenset({"cluster", "program", "module"})
MOST_FIGURES = 6
MOST_LINES = 4
MOST_STAGES = 10
MOST_WIDTH = 220
"""How wide a line of the brief may be, a Chinese letter counting two: what is wider is in the comparison only."""
MOST_MINUTES = 80
"""The same of what a body said, which is cut."""
Whys = Mapping[str, tuple[str, ...]]
"""The reasons that were given for the changes of each part, by its key, the oldest first."""


def every(found: Comparison) -> tuple[Told, ...]:
    """Every part that differs; a framework that was pinned anew is told by its own parts."""
    frameworks = tuple(
        told
        for each in found.frameworks
        for told in each.parts
        or (Told(noun="framework", key=each.key, name=each.name, before=each.before, after=each.after),)
    )
    return found.parts + tuple(_of_framework(each) for each in frameworks)


def _of_framework(told: Told) -> Told:
    return Told(noun="framework", key=told.key, name=told.name, before=told.before, after=told.after, lines=told.lines)


def comparison(found: Comparison, run: Rehearsal, whys: Whys, speech: Speech) -> dict[str, tuple[Block, ...]]:
    """Old, new and why, by noun; and the figures that move."""
    told = every(found)
    return {
        "programs": _table((each for each in told if each.noun in PROGRAMS), whys, speech),
        "courses": _table((each for each in told if each.noun == "course"), whys, speech),
        "links": _table((each for each in told if each.noun == "links"), whys, speech),
        "frameworks": _table((each for each in told if each.noun == "framework"), whys, speech),
        "rules": _table((each for each in told if each.noun == "rule"), whys, speech),
        "figures": (*figures(run, speech), *moves(told_moves(run.before, run.after), speech)),
    }


def _table(told: Iterable[Told], whys: Whys, speech: Speech) -> tuple[Block, ...]:
    rows = tuple(row for each in told for row in _rows(each, whys, speech))
    if not rows:
        return (Note(speech.say("没有改动。", "Nothing differs.")),)
    columns = (
        Column(speech.say("对象", "What"), 5),
        Column(speech.say("内容", "Where in it"), 4),
        Column(speech.say("修订前", "Old"), 6),
        Column(speech.say("修订后", "New"), 6),
        Column(speech.say("修订理由", "Why"), 5),
    )
    return (Grid(columns, rows),)


def _rows(told: Told, whys: Whys, speech: Speech) -> Iterator[Row]:
    happened = Happened.CHANGED if told.before and told.after else Happened.ADDED if told.after else Happened.REMOVED
    noun = speech.line(NOUNS.get(told.noun, Text(en=told.noun)))
    what = f"{noun} {told.name.code}\n{speech.lines(told.name.title)}"
    why = "\n".join(whys.get(told.key, ()))
    if not told.lines:
        yield Row((what, speech.line(HAPPENED[happened]), "", "", why))
    for number, line in enumerate(told.lines):
        first = number == 0
        yield Row((what if first else "", *sides_of(line, speech), why if first else ""))


def brief(found: Comparison, run: Rehearsal, seen: Seen, speech: Speech) -> dict[str, tuple[Block, ...]]:
    """The same on one page: counts, the figures that matter most, rules and problems, verdicts so far.

    Both languages take the room of twice as much, so half of it is told.
    """
    half = 2 if speech.tongue == "both" else 1
    return {
        "counts": (Body(_counts(every(found), speech)),),
        "figures": (*figures(run, speech, most=MOST_FIGURES // half), *_first_moves(run, speech, MOST_LINES // half)),
        "problems": tuple(_problems(run, speech, MOST_LINES // half)),
        "verdicts": _verdicts(seen, speech),
    }


def _first_moves(run: Rehearsal, speech: Speech, most: int) -> tuple[Block, ...]:
    """Why figures move, in the first few sentences."""
    found = sentences(told_moves(run.before, run.after), speech)
    return (Note(_first(found, speech, most)),) if found else ()


def _first(lines: list[str], speech: Speech, most: int) -> str:
    """The first lines that are not too wide, and how many more there are in the comparison."""
    room = MOST_WIDTH * (2 if speech.tongue == "both" else 1)
    told = [each for each in lines if width(each) <= room][:most]
    left = len(lines) - len(told)
    more = [speech.inline(f"另有 {left} 项，见修订对照表。", f"{left} more: see the comparison.")] if left else []
    return "\n".join([*told, *more])


def width(words: str) -> int:
    """How wide words are, a Chinese letter counting two."""
    return sum(2 if east_asian_width(each) in "FW" else 1 for each in words)


def _counts(told: tuple[Told, ...], speech: Speech) -> str:
    counted = Counter((each.noun, _happened(each)) for each in told)
    said = []
    for noun, name in NOUNS.items():
        facts = [(happened, counted[noun, happened]) for happened in HAPPENED if counted[noun, happened]]
        if facts:
            zh = "、".join(f"{HAPPENED[each].zh} {count}" for each, count in facts)
            en = ", ".join(f"{count} {HAPPENED[each].en}" for each, count in facts)
            said.append(Text(zh=f"{name.zh}{zh}", en=f"{name.en}: {en}"))
    if not said:
        return speech.say("没有改动。", "Nothing differs.")
    zh, en = "；".join(each.zh or "" for each in said), "; ".join(each.en or "" for each in said)
    return speech.say(f"{zh}。", f"{en}.")


def _happened(told: Told) -> Happened:
    return Happened.CHANGED if told.before and told.after else Happened.ADDED if told.after else Happened.REMOVED


def _problems(run: Rehearsal, speech: Speech, most: int) -> Iterator[Block]:
    was, will = (_tally(each.problems()) for each in (run.before, run.after))
    zh = f"错误 {was[0]} → {will[0]} 个，警告 {was[1]} → {will[1]} 个。"
    en = f"Errors {was[0]} → {will[0]}, warnings {was[1]} → {will[1]}."
    yield Body(speech.say(zh, en))
    lines = [*judged(run, speech), *(_problem(each, speech) for each in run.created if each.severity is Severity.ERROR)]
    if lines:
        yield Note(_first(lines, speech, most))


def _tally(problems: Iterable[Problem]) -> tuple[int, int]:
    counts = Counter(each.severity for each in problems)
    return counts[Severity.ERROR], counts[Severity.WARNING]


def _problem(problem: Problem, speech: Speech) -> str:
    place = problem.where.code or ""
    said = speech.line(Text(zh=sentence(problem, "zh"), en=sentence(problem, "en")))
    return f"{place} {said}".strip()


def _verdicts(seen: Seen, speech: Speech) -> tuple[Block, ...]:
    columns = (
        Column(speech.say("环节", "Stage"), 5),
        Column(speech.say("结论", "Verdict"), 4),
        Column(speech.say("日期", "On"), 3),
        Column(speech.say("纪要编号", "Minutes"), 4),
        Column(speech.say("意见", "What was said"), 8),
    )
    stages = seen.standing.stages[_first_shown(seen.standing.stages) :][:MOST_STAGES]
    grid = Grid(columns, tuple(_stage(seen, each, speech) for each in stages))
    left = len(seen.standing.stages) - len(stages)
    return (grid, Note(speech.say(f"另有 {left} 个环节。", f"{left} more stages."))) if left else (grid,)


def _first_shown(stages: tuple[StageStanding, ...]) -> int:
    """From which stage on a long round is told, so that those whose turn it is are in it."""
    turn = next((at for at, each in enumerate(stages) if each.turn is Turn.OPEN), len(stages))
    return max(0, min(turn - MOST_STAGES // 2, len(stages) - MOST_STAGES))


def _stage(seen: Seen, each: StageStanding, speech: Speech) -> Row:
    body = speech.line(each.stage.body)
    last = each.approval or each.returned
    if last is None:
        state = speech.inline("待审定", "to decide") if each.turn is Turn.OPEN else speech.inline("未开始", "to come")
        due = each.stage.due_date
        return Row((body, state, speech.inline(f"限 {due}", f"due {due}") if due else "", "", ""))
    return Row((body, _outcome(seen, last, speech), last.day.isoformat(), last.number, _shortened(last.minutes)))


def _outcome(seen: Seen, verdict: Verdict, speech: Speech) -> str:
    said, moved = speech.line(OUTCOMES[verdict.outcome]), seen.moved.get(verdict.root, 0)
    return f"{said}\n{speech.inline(f'此后改动 {moved} 处', f'{moved} parts moved since')}" if moved else said


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    if width(flat) <= MOST_MINUTES:
        return flat
    fits = max(at for at in range(len(flat)) if width(flat[:at]) < MOST_MINUTES)
    return f"{flat[:fits]}…"
