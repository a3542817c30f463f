"""Problems: everything that is wrong, the worst first, and how to mend each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.web.pages import saying
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.saying import Said
from fourfold.web.pages.wording import NOUNS, SEVERITIES_MANY, SEVERITY_TONES, Words, reading_language
from fourfold.web.safe import require_safe

SHOWN_AT_ONCE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The problems of one code: why they matter and how to mend them is said once."""

    code: str
    title: Text | Words
    href: str
    tone: str
    why: Text | Words
    mend: Text | Words
    problems: tuple[Said, ...]

    @property
    def first(self) -> tuple[Said, ...]:
        """The problems that are shown at once."""
        return self.problems[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> tuple[Said, ...]:
        """Those that open on demand."""
        return self.problems[SHOWN_AT_ONCE:]


@dataclass(frozen=True, slots=True)
class Group:
    """The problems of one severity."""

    severity: str
    title: Words
    tone: str
    count: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, with how many problems it has."""

    value: str
    name: Words
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsPage:
    """The problems that the filters leave."""

    frame: Frame
    all: int
    shown: int
    severities: tuple[Choice, ...]
    nouns: tuple[Choice, ...]
    codes: tuple[Choice, ...]
    groups: tuple[Group, ...]
    rules: int
    rules_href: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for: a severity, a noun, a code; empty for any."""

    severity: str = ""
    noun: str = ""
    code: str = ""

    def keeps(self, problem: Problem) -> bool:
        """Whether a problem is asked for."""
        return (
            self.severity in ("", problem.severity.value)
            and self.noun in ("", problem.where.noun)
            and self.code.upper() in ("", problem.code)
        )


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show the problems asked for."""
    asked = request.GET
    wanted = Filter(asked.get("severity", ""), asked.get("noun", ""), asked.get("code", ""))
    found = opened(request, institution, cluster, state=state)
    return render(request, "problems.html", {"page": page(found, Address(institution, cluster, state), wanted)})


def page(opened: Opened, address: Address, wanted: Filter) -> ProblemsPage:
    """What the page of problems shows."""
    everything = opened.problems()
    shown = [each for each in everything if wanted.keeps(each)]
    nouns = Counter(each.where.noun for each in everything if each.where.noun)
    codes = sorted({each.code for each in everything})
    return ProblemsPage(
        frame=frame(opened, address, "problems"),
        all=len(everything),
        shown=len(shown),
        severities=tuple(
            Choice(
                each.value,
                SEVERITIES_MANY[each],
                sum(problem.severity is each for problem in everything),
                wanted.severity == each.value,
            )
            for each in Severity
        ),
        nouns=tuple(
            Choice(
                noun, NOUNS.get(noun, noun), sum(each.where.noun == noun for each in everything), wanted.noun == noun
            )
            for noun in nouns
        ),
        codes=tuple(
            Choice(code, _entitled(code), sum(each.code == code for each in everything), wanted.code.upper() == code)
            for code in codes
        ),
        groups=tuple(group for each in Severity if (group := _group(opened, address, each, shown)).count),
        rules=len(opened.index.cluster.rules),
        rules_href=address.to("rules"),
    )


def _entitled(code: str) -> str:
    kind = CATALOGUE.get(code)
    return f"{code} {kind.title.in_language(reading_language())}" if kind else code


def _group(opened: Opened, address: Address, severity: Severity, shown: Sequence[Problem]) -> Group:
    mine = [each for each in shown if each.severity is severity]
    codes = dict.fromkeys(each.code for each in mine)
    kinds = tuple(_kind(opened, address, [each for each in mine if each.code == code]) for code in codes)
    return Group(severity.value, SEVERITIES_MANY[severity], SEVERITY_TONES[severity], len(mine), kinds)


def _kind(opened: Opened, address: Address, problems: Sequence[Problem]) -> Kind:
    told = tuple(saying.said(opened, address, each) for each in problems)
    first = told[0]
    return Kind(
        code=first.code,
        title=first.title,
        href=first.kind_href,
        tone=first.tone,
        why=first.why,
        mend=first.mend,
        problems=told,
    )
