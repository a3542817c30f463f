"""What a page leads with: the most important thing in a sentence, and what to do about it."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.web.pages import rule, saying
from fourfold.web.pages.address import Address
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import SEVERITY_TONES, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence, how bad it is, what mends it, where its evidence is."""

    tone: str
    tag: Words
    sentence: Words | Text
    mend: Words | Text = ""
    evidence: str = ""
    href: str = ""
    link: Words = ""


def of_cluster(opened: Opened, address: Address) -> Finding:
    """The first of the worst problems: broken promises before all else; or that there is nothing to mend."""
    pressing = [each for each in opened.problems() if each.severity is not Severity.INFO]
    if not pressing:
        return _sound(opened, address)
    broken = next((row for row in rule.of_all(opened, address) if row.promise and row.tone == "bad"), None)
    if broken:
        return of_rule(broken, _counted(pressing))
    first = min(pressing, key=lambda each: (list(Severity).index(each.severity), each.rule is None))
    return of_problem(opened, address, first, _counted(pressing), address.to("problems"))


def of_rule(row: rule.Row, tag: Words) -> Finding:
    """A rule that is broken or not decided, with the electives that make the difference."""
    said = {"title": row.title_said, "value": row.value, "asked": row.asked}
    return Finding(
        tone=row.tone,
        tag=tag,
        sentence=_("%(title)s: %(value)s, asked %(asked)s.") % said,
        mend=row.witness_said,
        evidence=row.href,
        href=row.href,
        link=gettext_lazy("See the evidence and the cheapest repair") if row.href else "",
    )


def of_problem(opened: Opened, address: Address, problem: Problem, tag: str, href: str) -> Finding:
    """One problem as a finding, with the place it stands at."""
    said = saying.said(opened, address, problem)
    return Finding(
        tone=SEVERITY_TONES[problem.severity],
        tag=tag,
        sentence=said.sentence,
        mend=said.mend,
        evidence=said.where.href,
        href=href,
        link=gettext_lazy("All problems, and how to mend each"),
    )


def _counted(problems: list[Problem]) -> str:
    counts = Counter(each.severity for each in problems)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    said = []
    if errors:
        said.append(ngettext("%(count)d error", "%(count)d errors", errors) % {"count": errors})
    if warnings:
        said.append(ngettext("%(count)d warning", "%(count)d warnings", warnings) % {"count": warnings})
    return " · ".join(said)


def _sound(opened: Opened, address: Address) -> Finding:
    rules = len(opened.index.cluster.rules)
    sentence = ngettext(
        "Nothing is wrong: the cluster's %(rules)d rule is kept.",
        "Nothing is wrong: all of the cluster's %(rules)d rules are kept.",
        rules,
    )
    return Finding(
        tone="good",
        tag=_("sound"),
        sentence=sentence % {"rules": rules},
        href=address.to("problems"),
        link=gettext_lazy("See what was checked"),
    )
