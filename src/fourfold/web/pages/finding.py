"""What a page leads with: the most important thing in a sentence, and what to do about it."""

from collections import Counter
from dataclasses import dataclass

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.web.pages import naming, rule, saying
from fourfold.web.pages.address import Address
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.saying import Repair
from fourfold.web.pages.wording import SEVERITY_TONES, Words

MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence, how bad it is, what mends it, where its evidence is."""

    tone: str
    tag: Words
    sentence: Words | Text
    mend: Words | Text = ""
    repair: Repair | None = None
    evidence: str = ""
    href: str = ""
    link: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Whether a cluster is sound, and the worst that is wrong with it."""

    tone: str
    verdict: Words
    lines: tuple[Finding, ...]
    href: str
    link: Words


def of_cluster(opened: Opened, address: Address) -> Findings:
    """The worst problems, broken promises before all else; or that there is nothing to mend."""
    pressing = [each for each in opened.problems() if each.severity is not Severity.INFO]
    shown = sorted(pressing, key=lambda each: (list(Severity).index(each.severity), each.rule is None))[:MOST]
    worst = shown[0].severity if shown else None
    more = len(pressing) - len(shown)
    all_said = ngettext(
        "%(count)d more problem, and how to mend each", "%(count)d more problems, and how to mend each", more
    )
    return Findings(
        tone=SEVERITY_TONES[worst] if worst else "good",
        verdict=_verdict(opened, pressing),
        lines=tuple(of_problem(opened, address, each) for each in shown),
        href=address.to("problems"),
        link=all_said % {"count": more} if more else gettext_lazy("All problems, and how to mend each"),
    )


def of_rule(row: rule.Row, tag: Words) -> Finding:
    """A rule that is broken or not decided, with the electives that make the difference and the smallest repair."""
    return Finding(
        tone=row.tone,
        tag=tag,
        sentence=row.said,
        mend=row.witness_said,
        repair=Repair(gettext_lazy("Smallest repair:"), row.repair) if row.repair else None,
        evidence=row.href,
    )


def of_problem(opened: Opened, address: Address, problem: Problem) -> Finding:
    """One problem as a finding, with the exact place it stands at."""
    said = saying.said(opened, address, problem)
    return Finding(
        tone=said.tone,
        tag=said.severity,
        sentence=naming.in_words(said.pieces, codes=False),
        mend=said.more,
        repair=said.repair,
        evidence=said.evidence,
    )


def _verdict(opened: Opened, pressing: list[Problem]) -> str:
    """`Not sound: 2 errors, 2 warnings, judged as of 1 June 2026`."""
    counts = Counter(each.severity for each in pressing)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    said = [_("Not sound") if errors else _("Sound")]
    counted = []
    if errors:
        counted.append(ngettext("%(count)d error", "%(count)d errors", errors) % {"count": errors})
    if warnings:
        counted.append(ngettext("%(count)d warning", "%(count)d warnings", warnings) % {"count": warnings})
    if not pressing:
        rules = len(opened.index.cluster.rules)
        counted.append(
            ngettext("its %(rules)d rule is kept", "all of its %(rules)d rules are kept", rules) % {"rules": rules}
        )
    said.append(_(", ").join(counted))
    today = date_format(opened.today, _("j F Y"))
    return _("%(said)s, judged as of %(today)s") % {"said": _(": ").join(said), "today": today}
