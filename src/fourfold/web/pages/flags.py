"""Flags: where on the board of a plan an error or a warning stands, with the way to it on the page of problems."""

from collections import defaultdict
from dataclasses import dataclass, field

from fourfold.domain.plan import Plan
from fourfold.domain.problem import Problem, Severity
from fourfold.web.pages import concern, naming, saying
from fourfold.web.pages.address import Address
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import SEVERITIES, SEVERITY_TONES, Words


@dataclass(frozen=True, slots=True)
class Flag:
    """A problem in one word, with its sentence and the way to it."""

    tone: str
    severity: Words
    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags of a plan: by the course's key, and by the term that a problem speaks of and no course."""

    of_course: dict[str, tuple[Flag, ...]] = field(default_factory=dict)
    of_term: dict[int, tuple[Flag, ...]] = field(default_factory=dict)


def of_plan(opened: Opened, address: Address, plan: Plan) -> Flags:
    """Every error and warning that concerns the plan's courses or terms; one of another plan is left to that one."""
    courses: defaultdict[str, list[Flag]] = defaultdict(list)
    terms: defaultdict[int, list[Flag]] = defaultdict(list)
    for problem in opened.problems():
        if problem.severity is Severity.INFO or _is_of_another(opened, problem, plan):
            continue
        named, term = concern.courses(opened.index, problem) & opened.index.courses.keys(), _term(problem)
        if not named and term is None:
            continue
        flag = _flag(opened, address, problem)
        for key in named:
            courses[key].append(flag)
        if term is not None and not named:
            terms[term].append(flag)
    return Flags({key: tuple(each) for key, each in courses.items()}, {key: tuple(each) for key, each in terms.items()})


def _is_of_another(opened: Opened, problem: Problem, plan: Plan) -> bool:
    """Whether a problem names plans or programs, and this plan is not among them."""
    plans = concern.plans(opened.index, problem)
    if plans:
        return plan.key not in plans
    programs = concern.programs(opened.index, problem)
    return bool(programs) and opened.index.program_of_plan[plan.key].key not in programs


def _term(problem: Problem) -> int | None:
    """The term that a problem about a whole plan speaks of: `MC-ordinary, term 4`."""
    subject = naming.codes_in(dict(problem.details).get("subject", ""))
    words = next((each for each in subject[1:] if each.startswith("term ")), "")
    number = words.removeprefix("term ")
    return int(number) if number.isdecimal() else None


def _flag(opened: Opened, address: Address, problem: Problem) -> Flag:
    return Flag(
        SEVERITY_TONES[problem.severity],
        SEVERITIES[problem.severity],
        saying.said(opened, address, problem).sentence,
        saying.way(opened, address, problem),
    )
