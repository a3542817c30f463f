"""What moved in figures and promises, in sentences of both languages: what, from what to what, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fourfold.actions.cause_words import Both, because, beside, linked_items, quoted
from fourfold.actions.figure_rows import Figure, amount_rows, complexity_row, coverage_rows
from fourfold.domain.cluster import Dossier
from fourfold.domain.marks import Key
from fourfold.domain.rule import Rule
from fourfold.domain.text import Text, closed_up
from fourfold.engine.coverage_moves import CoverageMove, Side
from fourfold.engine.figure_moves import AmountsMove, ComplexityMove, FigureMoves, PlanMove, moves_between
from fourfold.engine.index import Index
from fourfold.engine.pieces import Enough
from fourfold.engine.proof import Verdict
from fourfold.engine.rule_moves import RuleMove, RuleTold

VERDICTS: dict[Verdict | None, Text] = {
    Verdict.KEPT: Text(en="kept", zh="已满足"),
    Verdict.BROKEN: Text(en="broken", zh="未满足"),
    Verdict.NOT_DECIDED: Text(en="not decided", zh="无法判定"),
    None: Text(en="not judged", zh="未判定"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What moved, in a sentence; `plans` are the codes of those it holds for, where the program has several."""

    text: Text
    plans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramMoves:
    """What moved of one program, or of the cluster where there is no `key`: in sentences, and figure by figure."""

    key: Key
    title: Text
    code: str
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]


Moves = tuple[ProgramMoves, ...]


def moves_of_dossiers(before: Dossier, after: Dossier) -> Moves:
    """What moved from one dossier to another that are both held in memory."""
    was, will = Index(before), Index(after)
    return move_words(moves_between(was, will), Both(was, will))


def move_words(found: FigureMoves, both: Both) -> Moves:
    """Everything that moved, by program in their order; what is of no program comes last."""
    programs = dict.fromkeys((*both.after.programs, *both.before.programs))
    said = (_of_program(found, both, key) for key in (*programs, ""))
    return tuple(each for each in said if each.sentences or each.figures)


def _of_program(found: FigureMoves, both: Both, key: Key) -> ProgramMoves:
    program = both.after.programs.get(key) or both.before.programs.get(key)
    plans = [each for each in found.plans if _program_of(both, each.plan) == key]
    rules = [each for each in found.rules if _program_of(both, each.after.subject.key) == key]
    sides = [side.programs[key].plans for side in (both.before, both.after) if key in side.programs]
    several = len({plan.key for side in sides for plan in side}) > 1
    told = [(_code(both, each.plan), text) for each in plans for text in _of_plan(each, both)]
    told += [(_code(both, each.after.subject.key), _of_rule(each, both)) for each in rules]
    told += [("", each) for each in ([] if key else _of_rules(found))]
    return ProgramMoves(
        key=key,
        title=program.title if program else both.after.cluster.head.title,
        code=program.code if program else both.after.cluster.head.code,
        sentences=tuple(_joined(told, several=several)),
        figures=tuple(figure for each in plans for figure in _figures(each, both)),
    )


def _program_of(both: Both, key: Key) -> Key:
    """The program of a plan, or a program itself; "" for any other noun."""
    for side in (both.after, both.before):
        if key in side.programs:
            return key
        if key in side.program_of_plan:
            return side.program_of_plan[key].key
    return ""


def _code(both: Both, plan: Key) -> str:
    found = both.after.plans.get(plan) or both.before.plans.get(plan)
    return found.code if found else ""


def _joined(told: Sequence[tuple[str, Text]], *, several: bool) -> Iterator[Sentence]:
    """Sentences that read the same are said once, for all plans that they hold for."""
    plans: dict[Text, list[str]] = {}
    for code, text in told:
        plans.setdefault(text, []).append(code)
    for text, codes in plans.items():
        yield Sentence(text=text, plans=tuple(each for each in codes if each) if several else ())


def _of_plan(move: PlanMove, both: Both) -> Iterator[Text]:
    if not (move.before and move.after):
        code = _code(both, move.plan)
        en, zh = ("is new", "为新增") if move.after else ("is gone", "已删除")
        yield Text(en=f"The plan {code} {en}.", zh=f"人才培养方案 {code} {zh}。")
    for coverage in move.coverage:
        yield _of_coverage(coverage, both)
    if move.amounts is not None:
        yield from _of_amounts(move.amounts, both)
    if move.complexity is not None:
        yield _of_complexity(move.complexity, both)


def _why(found: Enough | None, both: Both, items: Sequence[Key] = ()) -> Text | None:
    """`because …`; nothing where nothing smaller than everything explains it."""
    if found is None or not found.pieces:
        return None
    said = because(found, both, items)
    if found.least:
        return Text(en=f"because {said.en}", zh=beside("原因是", said.zh or ""))
    return Text(en=f"because of some of this: {said.en}", zh=f"原因在以下改动之中：{said.zh}")


def _told(what: Text, *parts: Text | None) -> Text:
    """A figure and what is said of it, as one sentence."""
    said = [each for each in parts if each is not None]
    en, zh = ((what.en or "", *(each.en or "" for each in said)), (what.zh or "", *(each.zh or "" for each in said)))
    return Text(en=f"{_after_comma(en, ', ', '; ')}.", zh=_solid(f"{_after_comma(zh, '，', '；')}。"))


def _solid(sentence: str) -> str:
    """Chinese without spaces where none belong: none beside Chinese quotation marks either."""
    return closed_up(sentence).replace(" “", "“").replace(" 《", "《")


def _after_comma(said: Sequence[str], comma: str, between: str) -> str:
    return comma.join([said[0], between.join(said[1:])]) if len(said) > 1 else said[0]


def _of_coverage(move: CoverageMove, both: Both) -> Text:
    if move.before is None or move.after is None:
        return _one_sided(move, both)
    rows = coverage_rows(move.before, move.after, both)
    moved = next((each for each in rows if each.moves), rows[0])
    row = rows[0] if move.gained or move.lost else moved
    title = _title(move.before, move.after, both)
    what = Text(en=f"{title.en}, {row.name.en}: {row.figure().en}", zh=f"{title.zh}，{row.name.zh}：{row.figure().zh}")
    return _told(
        what,
        _of_items(move.gained, move.why_gained, both, Text(en="newly", zh="新达成")),
        _of_items(move.lost, move.why_lost, both, Text(en="no longer", zh="不再达成")),
        _of_number(move, both),
        _open(move, both),
    )


def _of_number(move: CoverageMove, both: Both) -> Text | None:
    """Why the figure is what it is, beside why single items moved where they did."""
    why = _why(move.why, both, (*move.gained, *move.lost))
    if why is None or not (move.gained or move.lost):
        return why
    return Text(en=f"the number itself {why.en}", zh=f"总数变化的{why.zh}")


def _open(move: CoverageMove, both: Both) -> Text | None:
    """The items of a version that has taken the place of another, as far as they are not met whatever happens."""
    before, after = move.before, move.after
    if before is None or after is None or before.sat.framework == after.sat.framework or after.assured.infeasible:
        return None
    leaves = both.after.frameworks[after.sat.framework].leaves()
    left = [leaf.key for leaf in leaves if leaf.key not in after.sure]
    return Text(en=f"not guaranteed: {both.items(left).en}", zh=f"未保证：{both.items(left).zh}") if left else None


def _title(before: Side, after: Side, both: Both) -> Text:
    """A framework by its title; the titles of two versions of it."""
    titles = dict.fromkeys(both.framework(each.sat.framework) for each in (before, after))
    return Text(
        en=" → ".join(each.in_language("en") for each in titles),
        zh=" → ".join(each.in_language("zh") for each in titles),
    )


def _of_items(items: Sequence[Key], found: Enough | None, both: Both, verb: Text) -> Text | None:
    """Items that moved and why; they are not named twice where the links say which."""
    if not items:
        return None
    why, named = _why(found, both, items), both.items(items)
    if why is not None and found is not None and linked_items(found) == set(items):
        return why
    because_en, because_zh = (f", {why.en}", f"，{why.zh}") if why else ("", "")
    return Text(en=f"{verb.en} {named.en}{because_en}", zh=f"{verb.zh} {named.zh}{because_zh}")


def _one_sided(move: CoverageMove, both: Both) -> Text:
    """A framework that a program names newly, or no longer."""
    side = move.after or move.before
    assert side is not None  # noqa: S101 - a move has a side
    title, row = both.framework(side.sat.framework), coverage_rows(side, side, both)[0]
    if move.after is None:
        return Text(
            en=f"{title.in_language('en')} is no longer named.", zh=_solid(f"不再列入 {title.in_language('zh')}。")
        )
    figure = row.figure()
    return Text(
        en=f"{title.in_language('en')} is newly named; {row.name.en}: {figure.en}.",
        zh=_solid(f"新列入 {title.in_language('zh')}；{row.name.zh}：{figure.zh}。"),
    )


def _of_amounts(move: AmountsMove, both: Both) -> Iterator[Text]:
    said = [each for each in amount_rows(move, both) if each.moves]
    if said:
        en = ", ".join(f"{each.name.en} {each.figure().en}" for each in said)
        zh = "，".join(f"{each.name.zh} {each.figure().zh}" for each in said)
        yield _told(Text(en=en[:1].upper() + en[1:], zh=zh), _why(move.why, both))


def _of_complexity(move: ComplexityMove, both: Both) -> Text:
    row = complexity_row(move)
    return _told(Text(en=f"Complexity {row.figure().en}", zh=f"{row.name.zh} {row.figure().zh}"), _why(move.why, both))


def _of_rule(move: RuleMove, both: Both) -> Text:
    rule, subject = move.after.rule, move.after.subject
    noun = _noun(rule)
    title, is_course = quoted(rule.title), subject.noun == "course"
    en = f"{noun.en} {title.en}{f' ({subject.code})' if is_course else ''}"
    zh = f"{noun.zh}{title.zh}{f'（{subject.code}）' if is_course else ''}"
    was, will = (VERDICTS[each.verdict if each else None] for each in (move.before, move.after))
    if move.before is None:
        return Text(en=f"{en} is newly judged: {will.en}.", zh=f"{zh}新纳入判定：{will.zh}。")
    return _told(Text(en=f"{en}: {was.en} → {will.en}", zh=f"{zh}：{was.zh} → {will.zh}"), _why(move.why, both))


def _of_rules(found: FigureMoves) -> Iterator[Text]:
    """Rules that are new or gone, each once, with what they are or were."""
    for rules, en, zh in ((found.new_rules, " is new: ", "新增"), (found.gone_rules, " is gone; before: ", "已删除")):
        for each in rules:
            noun, title, judged = _noun(each.rule), quoted(each.rule.title), _verdicts(each)
            before = "" if rules is found.new_rules else "此前"
            yield Text(
                en=f"{noun.en} {title.en}{en}{judged.en}.",
                zh=_solid(f"{zh}{noun.zh}{title.zh}：{before}{judged.zh}。"),
            )


def _noun(rule: Rule) -> Text:
    return Text(en="Promise", zh="承诺") if rule.is_promise else Text(en="Rule", zh="规则")


def _verdicts(found: RuleTold) -> Text:
    """How a rule is judged: one verdict, or how many nouns have each."""
    counted = Counter(found.verdicts)
    if len(counted) <= 1:
        return VERDICTS[next(iter(counted), None)]
    en = ", ".join(f"{VERDICTS[each].en} {count} times" for each, count in counted.items())
    return Text(en=en, zh="，".join(f"{VERDICTS[each].zh} {count} 处" for each, count in counted.items()))


def _figures(move: PlanMove, both: Both) -> Iterator[Figure]:
    """Every figure of a plan that moves, also those that no sentence tells."""
    code = _code(both, move.plan)
    for coverage in move.coverage:
        if coverage.before is not None and coverage.after is not None:
            title = _title(coverage.before, coverage.after, both)
            for row in coverage_rows(coverage.before, coverage.after, both):
                if row.moves:
                    yield row.as_figure(code, title)
    rows = amount_rows(move.amounts, both) if move.amounts else []
    rows += [complexity_row(move.complexity)] if move.complexity else []
    yield from (row.as_figure(code) for row in rows if row.moves)
