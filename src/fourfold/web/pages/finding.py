"""What a page leads with: the most important thing in a sentence, and what to do about it."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.web.pages import saying
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
    first = min(pressing, key=lambda each: (list(Severity).index(each.severity), each.rule is None))
    return of_problem(opened, address, first, _counted(pressing), address.to("problems"))


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
