"""Answers in words: choices, moments, percentages."""

from fractions import Fraction

from fourfold.domain.framework import FrameworkKind
from fourfold.domain.program import CertificationRole
from fourfold.domain.text import Language
from fourfold.engine.aims import Aim
from fourfold.engine.guarantee import When
from fourfold.engine.index import Index


def per_cent(share: Fraction) -> str:
    """A share as per cent with at most one decimal place, rounded half to even.

    >>> per_cent(Fraction(7, 8)), per_cent(Fraction(1))
    ('87.5', '100')
    """
    return f"{float(share * 100):.1f}".removesuffix(".0")


_ASKS_IN_CHINESE = {
    FrameworkKind.JOB: "岗位",
    FrameworkKind.COMPETITION: "竞赛",
    FrameworkKind.CERTIFICATION: "证书",
    FrameworkKind.REGULATION: "规定",
    CertificationRole.RECOMMENDED: "推荐证书",
    CertificationRole.INTEGRATED: "融入证书",
}


def asks_in_words(aim: Aim, lang: Language) -> str:
    """What sort of demand it is: a certification's role, else the framework's kind."""
    sort = aim.role or aim.kind
    return _ASKS_IN_CHINESE[sort] if lang == "zh" else sort.value


def when_in_words(index: Index, when: When, lang: Language) -> str:
    """`after term 4`, or `after NT-A`."""
    if when.course:
        code = index.courses[when.course].code if when.course in index.courses else when.course
        return f"{code} 之后" if lang == "zh" else f"after {code}"
    return f"第 {when.term} 学期后" if lang == "zh" else f"after term {when.term}"
