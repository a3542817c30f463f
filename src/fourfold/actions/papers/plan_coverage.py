"""What a plan assures of each framework that its program names: one line each, and item by item with footing."""

from fourfold.actions.figures import span, tenths
from fourfold.domain.framework import FrameworkKind
from fourfold.domain.program import CertificationRole
from fourfold.engine.guarantee import Assurance, When
from fourfold.engine.plan_document import AimLine, ItemLine, PlanDocument
from fourfold.engine.proof import Verdict
from fourfold.engine.reach import Reach
from fourfold.exchange.plan_paper import Block, Body, Column, Grid, Heading, Note, Row
from fourfold.exchange.plan_paper_words import Speech

_VERDICTS = {
    Verdict.KEPT: ("已满足", "kept"),
    Verdict.BROKEN: ("未满足", "broken"),
    Verdict.NOT_DECIDED: ("无法判定", "not decided"),
}


def verdict(found: Verdict, speech: Speech) -> str:
    """What is proved of a rule."""
    return speech.inline(*_VERDICTS[found])


def certifications(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    """The certifications and competitions of the program: when they are sat, what is guaranteed, what is promised."""
    kinds = {FrameworkKind.CERTIFICATION, FrameworkKind.COMPETITION}
    lines = [each for each in document.aims if each.framework.kind in kinds]
    if not lines:
        return (Note(speech.say("本专业未列证书与竞赛。", "The program names no certification or competition.")),)
    columns = (
        Column(speech.say("证书或竞赛", "Certification or competition"), 8),
        Column(speech.say("类别", "Role"), 3),
        Column(speech.say("考核时间", "Sat"), 4),
        Column(speech.say("达成条目", "Items met"), 4, number=True),
        Column(speech.say("承诺与结论", "Promises and verdicts"), 9),
    )
    return (Grid(columns, tuple(_row(document, each, speech) for each in lines)), Note(_meaning(speech)))


def _row(document: PlanDocument, line: AimLine, speech: Speech) -> Row:
    role = speech.choice(line.aim.role or line.aim.kind)
    when = _when(document, line, speech)
    return Row(
        (speech.lines(line.framework.title), role, when, items_met(line.assured, speech), _promised(line, speech))
    )


def _meaning(speech: Speech) -> str:
    return speech.say(
        "“达成条目”为任何合法选课下保证达成的条目数至可达到的条目数；“已满足”指对所有合法选课均已证明。",
        "Items met: from what every legal choice guarantees to what some choice reaches; “kept” is proved for all of "
        "them.",
    )


def items_met(assured: Assurance, speech: Speech) -> str:
    """`14–16 of 16`, with what is not known said in words."""
    met = assured.items_met
    if assured.infeasible or met is None:
        return speech.inline("没有合法的选课", "no legal choice")
    if not assured.items:
        return speech.inline("未知（0 / 0）", "unknown, 0 of 0")
    said = f"{span(met)} / {assured.items}"
    if met.decided:
        return said
    return f"{said} {speech.inline('（未决）', '(not decided)')}"


def _when(document: PlanDocument, line: AimLine, speech: Speech) -> str:
    said = _moment(document, line.assured.when, speech)
    if not line.sits:
        said = speech.inline("未安排考核，按学业结束计", "no sitting: at the end")
    if line.taking is None:
        return said
    module = speech.line(line.taking.title)
    return f"{said}\n{speech.inline(f'限选修“{module}”者', f'for those who take {module}')}"


def _moment(document: PlanDocument, when: When, speech: Speech) -> str:
    if when.course is None:
        return speech.inline(f"第 {when.term} 学期末", f"end of term {when.term}")
    lines = (line for group in document.groups for line in group.lines if line.course.key == when.course)
    title = next((speech.line(line.course.title) for line in lines), speech.unknown)
    return speech.inline(f"“{title}”结束时", f"at the end of {title}")


def _promised(line: AimLine, speech: Speech) -> str:
    if line.aim.role is CertificationRole.INTEGRATED:
        return speech.inline("融入课程，不作承诺", "woven in, nothing promised")
    return "\n".join(
        f"{speech.line(each.rule.title)}{': ' if speech.tongue == 'en' else '：'}{verdict(each.verdict, speech)}"
        for each in line.promises
    ) or speech.inline("未作承诺", "nothing promised")


def coverage(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    """The appendix: each framework with its figures, then item by item."""
    blocks: list[Block] = []
    for line in document.aims:
        blocks += [Heading(_title(line, speech)), Body(_figures(document, line, speech))]
        if line.items:
            blocks.append(_items(line, speech))
    return tuple(blocks) or (Note(speech.say("本专业未列任何标准。", "The program names no framework.")),)


def _title(line: AimLine, speech: Speech) -> str:
    return f"{speech.choice(line.framework.kind)} · {speech.line(line.framework.title)}"


def _figures(document: PlanDocument, line: AimLine, speech: Speech) -> str:
    assured = line.assured
    figures = [
        (speech.inline("达成条目", "items met"), items_met(assured, speech)),
        (speech.inline("达成权重", "met weight"), tenths(assured.met_weight) if assured.met_weight else speech.unknown),
        (speech.inline("部分覆盖度", "partial"), tenths(assured.partial) if assured.partial else speech.unknown),
        (speech.inline("时间", "when"), _when(document, line, speech).replace("\n", " ")),
        (speech.inline("依据", "footing"), speech.footing_with_source(line.framework.footing)),
    ]
    colon, between, end = (": ", "; ", ".") if speech.tongue == "en" else ("：", "；", "。")
    return between.join(f"{name}{colon}{figure.removesuffix('.')}" for name, figure in figures) + end


def _items(line: AimLine, speech: Speech) -> Grid:
    columns = (
        Column(speech.say("条目", "Item"), 4),
        Column(speech.say("内容", "Content"), 9),
        Column(speech.say("权重", "Weight"), 2, number=True),
        Column(speech.say("要求", "Asked"), 3),
        Column(speech.say("保证–可达", "Guaranteed–reachable"), 4),
        Column(speech.say("课程（深度）", "Courses (depth)"), 8),
        Column(speech.say("依据", "Footing"), 3),
    )
    return Grid(columns, tuple(_item(each, speech) for each in line.items))


def _item(line: ItemLine, speech: Speech) -> Row:
    item = line.item
    weight = speech.inline("未知", "unknown") if item.weight is None else f"{item.weight:f}"
    if item.children:
        cells = (item.code, speech.lines(item.title), weight, "", "", "", speech.footing(line.footing))
        return Row(cells, strong=True)
    taught = speech.listed(f"{course.code} {speech.depth(rank)}" for course, rank in line.courses)
    return Row(
        (
            item.code,
            speech.lines(item.title),
            weight,
            speech.depth(item.depth.rank),
            _reach(line.reach, speech),
            taught or "–",
            speech.footing(line.footing),
        )
    )


def _reach(reach: Reach | None, speech: Speech) -> str:
    if reach is None:
        return speech.unknown
    least, most = speech.depth(reach.least), speech.depth(reach.most)
    said = least if reach.least == reach.most else f"{least}–{most}"
    return said if reach.decided else f"{said} {speech.inline('（未决）', '(not decided)')}"
