"""What the messages of problems look like: each kind's message with values such as a reader may meet."""

from string import Formatter

from fourfold.domain.problem import ProblemKind
from fourfold.domain.text import Text, closed_up

_ITEM, _ITEMS = Text(en="VLANs", zh="VLAN"), Text(en="VLANs, IPv6", zh="VLAN、IPv6")
_WORDS: dict[str, Text] = {
    "between": Text(en="between 28 and 32"),
    "between_zh": Text(zh="介于 28 与 32 之间"),
    "category": Text(en="Core courses", zh="专业核心课"),
    "column": Text(en="Credit Hours"),
    "course": Text(en="Databases", zh="数据库"),
    "courses": Text(en="Databases, Networks", zh="数据库、网络技术"),
    "cycle": Text(en="Databases → Networks → Databases", zh="数据库 → 网络技术 → 数据库"),
    "elected": Text(en="Enterprise Project", zh="企业项目"),
    "family": Text(en="HCIA-Datacom"),
    "field": Text(en="title"),
    "first": Text(en="courses/DB-A.yaml"),
    "framework": Text(en="HCIA-Datacom V1.0"),
    "ground": Text(en="estimated", zh="估计"),
    "item": _ITEM,
    "items": _ITEMS,
    "unknown": _ITEM,
    "kind": Text(en="job", zh="岗位"),
    "language": Text(en="Chinese", zh="英文"),
    "level": Text(en="understand", zh="理解"),
    "module": Text(en="Cloud services", zh="云服务"),
    "newer": Text(en="HCIA-Datacom V2.0"),
    "noun": Text(en="course", zh="课程"),
    "outcome": Text(en="Design tables for a small shop", zh="为小型商店设计数据表"),
    "placed": Text(en="starts in term 1 and is completed in term 2"),
    "placed_zh": Text(zh="在第 1 学期开始、第 2 学期才修完"),
    "plan": Text(en="Computer Networks", zh="计算机网络技术"),
    "plans": Text(en="Computer Networks", zh="计算机网络技术"),
    "pool": Text(en="Extended electives", zh="专业拓展选修"),
    "pools": Text(en="Extended electives, Free electives", zh="专业拓展选修、公共选修"),
    "program": Text(en="Computer Networks", zh="计算机网络技术"),
    "programs": Text(en="Computer Networks", zh="计算机网络技术"),
    "project": Text(en="A shop's database", zh="商店数据库"),
    "reasons": Text(en="Extended electives", zh="专业拓展选修"),
    "requisite": Text(en="Programming", zh="程序设计"),
    "rule": Text(en="“30 hours a week at most”", zh="“每周最多 30 学时”"),
    "sentence": Text(en="Each term has at most 30 hours a week."),
    "sentence_zh": Text(zh="每学期周学时不超过 30。"),
    "subject": Text(en="Computer Networks", zh="计算机网络技术"),
    "subject_zh": Text(zh="计算机网络技术"),
    "technology": Text(en="openEuler"),
    "text": Text(en="Databases"),
    "type": Text(en="theory", zh="理论课"),
    "training_type": Text(en="ordinary", zh="普通班"),
    "weights": Text(en="illustrative", zh="示例"),
    "when": Text(en="completed in an earlier term"),
    "when_zh": Text(zh="须在此前学期修完"),
}
_FIGURES = {
    "allowed": "3, 4",
    "available": "16",
    "date": "2026-09-30",
    "days": "121",
    "hours": "64",
    "left": "12",
    "limit": "1000",
    "linked": "70",
    "practice": "32",
    "retires": "2026-09-30",
    "sum": "110",
    "term": "2",
    "terms": "6",
    "theory": "32",
    "total": "100",
    "valid": "2027-01-01",
    "version": "V2.0",
    "weekly": "4",
    "weeks": "18",
}


def message(kind: ProblemKind) -> Text:
    """The message with sample values; an ellipsis stands for what has none.

    >>> from fourfold.domain.catalogue import CATALOGUE
    >>> message(CATALOGUE["Q006"]).en
    'Course Databases names its requisite Programming twice.'
    """
    return Text(
        en=_filled(kind.message.en or "", "en"),
        zh=closed_up(_filled(kind.message.zh or "", "zh")),
    )


def _filled(template: str, language: str) -> str:
    pieces = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        pieces.append(literal)
        if name:
            pieces.append(_sample(name, language))
    return "".join(pieces)


def _sample(name: str, language: str) -> str:
    words = _WORDS.get(name)
    if words is None:
        return _FIGURES.get(name, "…")
    return (words.zh if language == "zh" else words.en) or words.en or words.zh or "…"
