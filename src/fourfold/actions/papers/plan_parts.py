"""The parts of a program-plan document, laid out in words: identity, orientation, courses, hours, terms, graduation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fourfold.actions.figures import interval, short, span, tenths
from fourfold.actions.papers.plan_courses import courses, outcomes, progress
from fourfold.actions.papers.plan_coverage import certifications, coverage, verdict
from fourfold.domain.framework import Anchor, Framework
from fourfold.domain.program import CertificationRole
from fourfold.domain.text import Text
from fourfold.engine.hours import HourShares
from fourfold.engine.plan_document import PlanDocument, TermLine
from fourfold.engine.proof import Verdict
from fourfold.engine.rules import RuleResult
from fourfold.exchange.plan_paper import Block, Body, Column, Grid, Note, Paper, Row, Tongue
from fourfold.exchange.plan_paper_words import Speech

_OCCUPATIONS, _INDUSTRIES = ("CSCO", "国家职业分类", "职业分类大典"), ("GB/T 4754", "国民经济行业分类")
"""How the schemes of anchors begin that belong into the table of orientation."""
_CATALOGUE_DIGITS = 6
_WORST_FIRST = (Verdict.BROKEN, Verdict.NOT_DECIDED, Verdict.KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a document is made from: a release by its name and day, or a draft; the root of either where it is known."""

    institution: Text
    release: str | None = None
    day: date | None = None
    root: str | None = None


def plan_paper(document: PlanDocument, *, edition: Edition, tongue: Tongue) -> Paper:
    """The document in words."""
    speech = Speech(tongue)
    return Paper(
        tongue=tongue,
        facts=_facts(document, edition, speech),
        parts={
            "identity": _identity(document, speech),
            "length": _length(document, speech),
            "orientation": _orientation(document, speech),
            "outcomes": outcomes(document, speech),
            "courses": courses(document, speech),
            "hours": _hours(document, speech),
            "rules": _rules(document, speech),
            "calendar": _calendar(document, speech),
            "progress": progress(document, speech),
            "graduation": _graduation(document, speech),
            "certifications": certifications(document, speech),
            "coverage": coverage(document, speech),
            "provenance": _provenance(document, edition, speech),
        },
        draft=edition.release is None,
        day=edition.day,
    )


def _facts(document: PlanDocument, edition: Edition, speech: Speech) -> dict[str, str]:
    program = document.program
    return {
        "institution": speech.line(edition.institution),
        "cluster": speech.line(document.head.title),
        "program": speech.line(program.title),
        "program_zh": program.title.in_language("zh"),
        "program_en": program.title.in_language("en"),
        "code": program.code,
        "catalogue_code": program.catalogue_code or speech.unknown,
        "plan": _plan_name(document, speech),
        "release": _release(edition, speech),
        "day": edition.day.isoformat() if edition.day else "",
    }


def _release(edition: Edition, speech: Speech) -> str:
    if edition.release is None:
        return speech.inline("草稿，未发布", "draft, not released")
    return speech.inline(f"版本 {edition.release}", f"release {edition.release}")


def _plan_name(document: PlanDocument, speech: Speech) -> str:
    plan = document.plan
    return speech.line(plan.title) if plan.title else plan.training_type


def _pairs(rows: Iterable[tuple[str, str]]) -> Grid:
    return Grid((Column("", 3), Column("", 9)), tuple(Row(pair) for pair in rows))


def _identity(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    program, plan = document.program, document.plan
    return (
        _pairs(
            (
                (speech.say("专业名称", "Program"), speech.lines(program.title)),
                (speech.say("专业代码", "Catalogue code"), program.catalogue_code or speech.unknown),
                (speech.say("所属专业群", "Cluster"), speech.lines(document.head.title)),
                (speech.say("层次", "Level"), speech.lines(program.level) if program.level else speech.unknown),
                (speech.say("培养类型", "Training type"), _plan_name(document, speech)),
                (speech.say("方案代码", "Plan code"), plan.code),
            )
        ),
    )


def _length(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    terms, years = document.program.terms, document.years
    if years is None:
        return (Body(speech.say(f"学习期限 {terms} 个学季。", f"{terms} quarters.")),)
    said = short(years)
    return (Body(speech.say(f"基本修业年限 {said} 年，共 {terms} 个学期。", f"{said} years in {terms} terms.")),)


def _orientation(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    columns = (
        Column(speech.say("所属专业大类（代码）", "Major category (code)"), 4),
        Column(speech.say("所属专业类（代码）", "Major class (code)"), 4),
        Column(speech.say("对应行业（代码）", "Industry (code)"), 4),
        Column(speech.say("主要职业类别（代码）", "Occupations (code)"), 7),
        Column(speech.say("主要岗位类别或技术领域", "Posts or technical fields"), 6),
        Column(speech.say("职业资格或技能等级证书举例", "Certificates"), 7),
    )
    certificates = [
        speech.lines(each.framework.title) for each in document.aims if each.aim.role is CertificationRole.RECOMMENDED
    ]
    cells = (
        _class_code(document, 2, speech),
        _class_code(document, 4, speech),
        _anchored(document.jobs, _INDUSTRIES, speech),
        _anchored(document.jobs, _OCCUPATIONS, speech),
        _stacked((speech.lines(each.title) for each in document.jobs), speech),
        _stacked(certificates, speech),
    )
    note = speech.say(
        "专业大类与专业类的代码取自专业代码的前两位与前四位；其名称本系统未载。",
        "Codes of category and class are the first digits of the catalogue code; their names are not held.",
    )
    return (Grid(columns, (Row(cells),)), *([Note(note)] if _has_catalogue_code(document) else []))


def _has_catalogue_code(document: PlanDocument) -> bool:
    code = document.program.catalogue_code or ""
    return len(code) == _CATALOGUE_DIGITS and code.isdecimal()


def _class_code(document: PlanDocument, digits: int, speech: Speech) -> str:
    code = document.program.catalogue_code or ""
    if not _has_catalogue_code(document):
        return speech.unknown
    return f"({code[:digits]})" if speech.tongue == "en" else f"（{code[:digits]}）"


def _anchored(jobs: Iterable[Framework], schemes: tuple[str, ...], speech: Speech) -> str:
    anchors = (anchor for job in jobs for anchor in job.anchors if anchor.scheme.startswith(schemes))
    return _stacked((_anchor(each, speech) for each in anchors), speech)


def _anchor(anchor: Anchor, speech: Speech) -> str:
    if anchor.label is None:
        return anchor.code
    label = speech.lines(anchor.label)
    return f"{label} ({anchor.code})" if speech.tongue == "en" else f"{label}（{anchor.code}）"


def _stacked(texts: Iterable[str], speech: Speech) -> str:
    return "\n".join(dict.fromkeys(texts)) or speech.unknown


def _hours(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    found = document.shares
    if not isinstance(found, HourShares):
        return (Note(speech.say("本方案没有合法的选课，无法计算学时。", "No choice of electives is legal: no hours.")),)
    categories = {each.key: each.title for each in document.head.categories}
    columns = (Column(speech.say("项目", "Measure"), 8), Column(speech.say("数值", "Figure"), 5, number=True))
    rows = (
        (speech.inline("总学时", "Hours"), span(found.hours)),
        (speech.inline("总学分", "Credits"), span(found.credits)),
        (speech.inline("实践学时占比", "Share of practice"), tenths(found.practice)),
        (speech.inline("选修学时占比", "Share of electives"), tenths(found.elective)),
        *((speech.line(categories[key]), tenths(share)) for key, share in found.categories),
    )
    note = speech.say(
        "范围为所有合法选课下的最小值至最大值；各占比分别以总学时为分母，有重叠，不可相加。",
        "A span is from the least to the most over all legal choices; shares overlap and do not add up.",
    )
    return (Grid(columns, tuple(Row(row) for row in rows)), Note(note))


def _rules(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    """One row a rule: of a rule about every term, the worst term stands for all."""
    worst: dict[str, RuleResult] = {}
    for each in document.rules:
        known = worst.get(each.rule.key)
        if known is None or _WORST_FIRST.index(each.verdict) < _WORST_FIRST.index(known.verdict):
            worst[each.rule.key] = each
    if not worst:
        return (Note(speech.say("没有适用于本方案的规则。", "No rule speaks of this plan.")),)
    columns = (
        Column(speech.say("规则", "Rule"), 10),
        Column(speech.say("结论", "Verdict"), 3),
        Column(speech.say("依据", "Footing"), 3),
    )
    rows = tuple(
        Row(
            (
                speech.lines(each.rule.title),
                verdict(each.verdict, speech),
                speech.footing(each.rule.footing or document.head.footing),
            )
        )
        for each in worst.values()
    )
    return (Grid(columns, rows),)


def _calendar(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    columns = (
        Column(speech.say("学期", "Term"), 2, number=True),
        *(
            Column(speech.say(zh, en), 3, number=True)
            for zh, en in (
                ("理论教学周", "Teaching weeks"),
                ("集中实践周", "Concentrated weeks"),
                ("军训周", "Military weeks"),
                ("考试周", "Exam weeks"),
                ("合计周数", "Weeks in all"),
                ("学分", "Credits"),
                ("周学时", "Hours a week"),
            )
        ),
    )
    return (Grid(columns, tuple(_term_row(each, speech) for each in document.terms)),)


def _term_row(line: TermLine, speech: Speech) -> Row:
    weeks = line.weeks
    counts = (weeks.teaching, weeks.concentrated, weeks.military, weeks.exam) if weeks else ()
    said = [str(each) for each in (*counts, sum(counts))] if weeks else [speech.unknown] * 5
    return Row((str(line.term), *said, interval(line.load.credits), interval(line.load.weekly_hours)))


def _graduation(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    found = document.shares
    if not isinstance(found, HourShares):
        return (Body(speech.say("本方案没有合法的选课。", "No choice of electives is legal.")),)
    credit = span(found.credits)
    low = short(found.credits.guaranteed.bound)
    blocks: list[Block] = [
        Body(
            speech.say(
                f"按本方案修读，学生至少取得 {low} 学分（所有合法选课下为 {credit} 学分）。",
                f"Whoever completes this plan has at least {low} credits ({credit} over all legal choices).",
            )
        )
    ]
    recommended = [each for each in document.aims if each.aim.role is CertificationRole.RECOMMENDED]
    if recommended:
        names = speech.listed(dict.fromkeys(speech.line(each.framework.title) for each in recommended))
        blocks.append(Body(speech.say(f"推荐取得的证书：{names}。", f"Recommended certifications: {names}.")))
    return tuple(blocks)


def _provenance(document: PlanDocument, edition: Edition, speech: Speech) -> tuple[Block, ...]:
    return (
        _pairs(
            (
                (speech.say("版本", "Release"), _release(edition, speech)),
                (speech.say("发布日期", "Released on"), edition.day.isoformat() if edition.day else speech.unknown),
                (speech.say("内容摘要（SHA-256）", "Root (SHA-256)"), edition.root or speech.unknown),
                (speech.say("本方案依据", "Footing of the plan"), speech.footing_with_source(document.footing)),
            )
        ),
        Note(
            speech.say(
                "依据分三类：有来源、估计、示意；示意数据仅用于说明，不作依据。",
                "A statement is sourced, estimated or illustrative; what is illustrative proves nothing.",
            )
        ),
    )
