"""How an entry of the catalogue of problems is written down."""

from fourfold.domain.problem import ProblemKind, Severity
from fourfold.domain.text import Text

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
Pair = tuple[str, str]
"""What people read: English, 简体中文."""


def with_article(noun: str) -> str:
    """A noun with its article.

    >>> with_article("course"), with_article("outcome")
    ('a course', 'an outcome')
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def entry(
    code: str, name: str, severity: Severity, *, title: Pair, message: Pair, why: Pair, mend: Pair
) -> ProblemKind:
    """The kind of problem that `code` names, in both languages.

    >>> entry(
    ...     "X001",
    ...     "odd",
    ...     INFO,
    ...     title=("Odd", "不寻常"),
    ...     message=("{a} is odd", "{a}不寻常"),
    ...     why=("-", "-"),
    ...     mend=("-", "-"),
    ... ).message.zh
    '{a}不寻常'
    """
    return ProblemKind(
        code=code,
        name=name,
        title=_text(title),
        severity=severity,
        message=_text(message),
        why=_text(why),
        mend=_text(mend),
    )


def kind(
    code: str,
    name: str,
    title: Pair,
    en: tuple[str, str, str],
    zh: tuple[str, str, str],
    *,
    severity: Severity = Severity.ERROR,
) -> ProblemKind:
    """The kind of problem that `code` names, language by language: message, why it matters, how to mend it.

    >>> kind("X001", "odd", ("Odd", "不寻常"), ("{a} is odd", "-", "-"), ("{a}不寻常", "-", "-")).message.en
    '{a} is odd'
    """
    (message, why, mend), (message_zh, why_zh, mend_zh) = en, zh
    return ProblemKind(
        code=code,
        name=name,
        title=Text(en=title[0], zh=title[1]),
        severity=severity,
        message=Text(en=message, zh=message_zh),
        why=Text(en=why, zh=why_zh),
        mend=Text(en=mend, zh=mend_zh),
    )  # fmt: skip


def _text(pair: Pair) -> Text:
    return Text(en=pair[0], zh=pair[1])
