"""Problems: everything that is wrong, the worst first, and how to mend each.

Of a kind with very many problems the page shows some, and leads to all of them, page by page.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.web.pages import saying
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.numbered import page_of
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.saying import Said
from fourfold.web.pages.wording import NOUNS, SEVERITIES_MANY, SEVERITY_TONES, Words, reading_language
from fourfold.web.safe import require_safe

SHOWN_AT_ONCE = 6
"""Of the number of a page: nobody has asked for a later one."""


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
    count: int
    all_href: str = ""
    folded: bool = True

    @property
    def first(self) -> tuple[Said, ...]:
        """The problems that are shown at once: all of a page of one kind."""
        return self.problems[:SHOWN_AT_ONCE] if self.folded else self.problems

    @property
    def rest(self) -> tuple[Said, ...]:
        """Those that open on demand."""
        return self.problems[SHOWN_AT_ONCE:] if self.folded else ()


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
    number: int = 1
    pages: int = 1
    earlier: str = ""
    later: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for: a severity, a noun, a code; empty for any. One code is shown page by page."""

    severity: str = ""
    noun: str = ""
    code: str = ""
    page: int = 1

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
    wanted = Filter(asked.get("severity", ""), asked.get("noun", ""), asked.get("code", ""), page_of(request))
    found = opened(request, institution, cluster, state=state)
    return render(request, "problems.html", {"page": page(found, Address(institution, cluster, state), wanted)})


def page(opened: Opened, address: Address, wanted: Filter) -> ProblemsPage:
    """What the page of problems shows."""
    everything = opened.problems()
    shown = [each for each in everything if wanted.keeps(each)]
    nouns = Counter(each.where.noun for each in everything if each.where.noun)
    codes = Counter(each.code for each in everything)
    severities = Counter(each.severity for each in everything)
    pages = max(1, -(-len(shown) // saying.PAGE)) if wanted.code else 1
    wanted = replace(wanted, page=min(max(wanted.page, 1), pages))
    return ProblemsPage(
        frame=frame(opened, address, "problems"),
        all=len(everything),
        shown=len(shown),
        severities=tuple(
            Choice(each.value, SEVERITIES_MANY[each], severities[each], wanted.severity == each.value)
            for each in Severity
        ),
        nouns=tuple(Choice(noun, NOUNS.get(noun, noun), count, wanted.noun == noun) for noun, count in nouns.items()),
        codes=tuple(Choice(code, _entitled(code), codes[code], wanted.code.upper() == code) for code in sorted(codes)),
        groups=tuple(group for each in Severity if (group := _group(opened, address, wanted, each, shown)).kinds),
        rules=len(opened.index.cluster.rules),
        rules_href=address.to("rules"),
        number=wanted.page,
        pages=pages,
        earlier=_to(address, wanted, wanted.page - 1) if wanted.page > 1 else "",
        later=_to(address, wanted, wanted.page + 1) if wanted.page < pages else "",
    )


def _to(address: Address, wanted: Filter, page: int) -> str:
    query: dict[str, str | int | None] = {"severity": wanted.severity, "noun": wanted.noun, "code": wanted.code}
    return address.to("problems", query=query | {"page": page if page > 1 else None})


def _entitled(code: str) -> str:
    kind = CATALOGUE.get(code)
    return f"{code} {kind.title.in_language(reading_language())}" if kind else code


def _group(opened: Opened, address: Address, wanted: Filter, severity: Severity, shown: Sequence[Problem]) -> Group:
    kinds: dict[str, list[Problem]] = {}
    first = (wanted.page - 1) * saying.PAGE
    for each in shown if not wanted.code else shown[first : first + saying.PAGE]:
        if each.severity is severity:
            kinds.setdefault(each.code, []).append(each)
    told = tuple(_kind(opened, address, wanted, problems) for problems in kinds.values())
    count = sum(each.severity is severity for each in shown)
    return Group(severity.value, SEVERITIES_MANY[severity], SEVERITY_TONES[severity], count, told)


def _kind(opened: Opened, address: Address, wanted: Filter, problems: Sequence[Problem]) -> Kind:
    told = tuple(saying.said(opened, address, each) for each in problems[: saying.PAGE])
    first = told[0]
    return Kind(
        code=first.code,
        title=first.title,
        href=first.kind_href,
        tone=first.tone,
        why=first.why,
        mend=first.mend,
        problems=told,
        count=len(problems),
        all_href=_to(address, replace(wanted, code=first.code), 1) if len(problems) > saying.PAGE else "",
        folded=not wanted.code,
    )
