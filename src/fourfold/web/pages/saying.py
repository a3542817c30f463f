"""Problems in words: what is wrong, where, why it matters, how to mend it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.framework import Framework
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.engine.kept import kept
from fourfold.engine.rules import RuleResult
from fourfold.web.pages import found, mending, naming, promise
from fourfold.web.pages.address import Address
from fourfold.web.pages.expected import in_words
from fourfold.web.pages.nouns import Named, of_place
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import SEVERITIES, SEVERITY_TONES, Words

_AGEING = frozenset({"F001", "F002", "F003", "F005"})
"""Problems of versions that have had their day."""


PAGE = 100
"""How many problems of one kind are shown together."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What to do first, in words, and the way to it."""

    words: Words
    way: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A problem as people read it: the sentence also in `pieces` that lead to what they name, and what mends it.

    `evidence` is the exact place; `more` says who is concerned; `repair` is the first thing to do, where it is known.
    """

    code: str
    title: Text | Words
    severity: Words
    tone: str
    sentence: str
    pieces: tuple[Named, ...]
    more: str
    repair: Repair | None
    why: Text | Words
    mend: Text | Words
    where: Named
    evidence: str
    line: str
    found: str
    expected: str
    kind_href: str
    anchor: str = ""
    pressing: bool = True

    @property
    def elsewhere(self) -> bool:
        """Whether the problem stands at something that its sentence does not lead to."""
        pages = {each.href.partition("#")[0].partition("?")[0] for each in self.pieces}
        return self.where.href.partition("#")[0] not in pages


def said(opened: Opened, address: Address, problem: Problem) -> Said:
    """The problem in the reader's language."""
    kind = CATALOGUE.get(problem.code)
    place = problem.where
    where = of_place(opened.index, address, place)
    result = judged(opened, problem)
    pieces = _pieces(opened, address, problem, result)
    return Said(
        code=problem.code,
        title=kind.title if kind else problem.code,
        severity=SEVERITIES[problem.severity],
        tone=SEVERITY_TONES[problem.severity],
        sentence=naming.in_words(pieces),
        pieces=pieces,
        more=promise.witness(opened, result) if result else "",
        repair=_repair(opened, address, problem, result),
        why=kind.why if kind else "",
        mend=kind.mend if kind else "",
        where=where,
        evidence=_evidence(pieces, where),
        line=f"{place.file}:{place.line}" if place.file and place.line else place.file or "",
        found=problem.found or "",
        expected=in_words(problem.expected or ""),
        kind_href=reverse("problem-kind", args=(problem.code,)) if kind else "",
        anchor=anchor(opened, problem),
        pressing=problem.severity is not Severity.INFO,
    )


def anchor(opened: Opened, problem: Problem) -> str:
    """Where a problem stands on the page of problems: `Q003-1`, the first of its kind."""
    found = kept(opened.index, ("anchors of problems", opened.today), lambda: _anchors(opened.problems()))
    return found.get(problem, problem.code)


def way(opened: Opened, address: Address, problem: Problem) -> str:
    """The way to a problem on the page of problems, or on a later page of its kind."""
    here = anchor(opened, problem)
    number = here.removeprefix(f"{problem.code}-")
    page = -(-int(number) // PAGE) if number.isdecimal() else 1
    return address.to("problems", query={"code": problem.code, "page": page} if page > 1 else None, anchor=here)


def _anchors(problems: tuple[Problem, ...]) -> dict[Problem, str]:
    counts: Counter[str] = Counter()
    found = {}
    for problem in problems:
        counts[problem.code] += 1
        found[problem] = f"{problem.code}-{counts[problem.code]}"
    return found


def judged(opened: Opened, problem: Problem) -> RuleResult | None:
    """What was judged, of a problem that says that a rule is broken or not decided."""
    if problem.rule is None:
        return None
    subject = dict(problem.details).get("subject", "").partition(",")[0]
    mine = [each for each in opened.rules() if each.rule.code == problem.rule and each.subject.code == subject]
    return mine[0] if mine else None


def _pieces(opened: Opened, address: Address, problem: Problem, result: RuleResult | None) -> tuple[Named, ...]:
    kind = CATALOGUE.get(problem.code)
    if result is not None:
        return (Named(promise.sentence(opened, result), found.evidence(opened, address, result)),)
    return naming.parts(opened.index, address, problem, kind) if kind else (Named(problem.code),)


def _evidence(pieces: Sequence[Named], where: Named) -> str:
    """The exact place: where the sentence names an item or a term of a plan, that; else what the problem stands at."""
    exact = [each.href for each in pieces if "#" in each.href]
    alone = [each.href for each in pieces if each.href] if len(pieces) == 1 else []
    return next(iter([*alone, *exact]), where.href)


def _repair(opened: Opened, address: Address, problem: Problem, result: RuleResult | None) -> Repair | None:
    if result is not None:
        way = promise.repair(opened, address, result)
        return Repair(gettext_lazy("Smallest repair:"), way) if way else None
    newer = _successor(opened, problem)
    if newer is not None:
        named = Named(newer.title, address.to("framework", newer.code), code=newer.code)
        return Repair(gettext_lazy("First repair: name its successor instead:"), named)
    way = mending.way(opened, address, problem)
    return Repair(gettext_lazy("Smallest repair:"), way) if way else None


def _successor(opened: Opened, problem: Problem) -> Framework | None:
    """The version that supersedes the one a problem speaks of, where the cluster has it."""
    if problem.code not in _AGEING:
        return None
    return next((each for each in opened.index.frameworks.values() if each.supersedes == problem.where.key), None)


def at(opened: Opened, address: Address, keys: Iterable[str]) -> tuple[Said, ...]:
    """The problems that stand at any of these keys, the worst first."""
    wanted = set(keys)
    return tuple(said(opened, address, each) for each in opened.problems() if each.where.key in wanted)


def worst(problems: Iterable[Problem]) -> Severity | None:
    """The worst severity among problems."""
    severities = {each.severity for each in problems}
    return next((each for each in Severity if each in severities), None)
