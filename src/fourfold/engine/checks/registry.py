"""What a check is: a small function per permanent code, which finds the places where that code holds."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from fourfold.domain.catalogue_checks import CHECKS
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.problem import Place, Problem, Severity
from fourfold.domain.program import Program
from fourfold.engine.checks.linked import Ends, outcomes_of
from fourfold.engine.checks.memory import Memory
from fourfold.engine.checks.places import head_place
from fourfold.engine.checks.portion import Portion
from fourfold.engine.checks.study import Study, courses_read, study
from fourfold.engine.choices import Limit
from fourfold.engine.index import Index, Library
from fourfold.engine.rules import RuleResult, judge_rules

T = TypeVar("T")
KINDS = {kind.code: kind for kind in CHECKS}


class Scene:
    """What every check may ask: the dossier, the date, how early a retirement is announced, how hard to look.

    What it is made of, part by part, is found again in the `memory` where nothing that it reads has changed.
    """

    def __init__(
        self,
        index: Index,
        *,
        today: date,
        notice_days: int,
        limit: Limit | None = None,
        results: tuple[RuleResult, ...] | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.index = index
        self.limit = limit
        self.today = today
        self.notice_days = notice_days
        self.memory = Memory() if memory is None else memory
        self._results = results

    @cached_property
    def library(self) -> Library:
        """The frameworks, the very same library for as long as none of them changes."""
        return self.memory.ask(Library, *self.index.dossier.frameworks)

    @cached_property
    def portions(self) -> tuple[Portion, ...]:
        """Every part by itself, links last."""
        cluster, courses = self.index.cluster, self.index.courses
        named = (*cluster.programs, *cluster.modules, *cluster.courses, *cluster.rules, *self.index.dossier.frameworks)
        alone = (self.memory.ask(Portion, part) for part in (cluster.head, *named))
        return (*alone, *(self.memory.ask(Portion, part, courses.get(part.course)) for part in cluster.links))

    @cached_property
    def ends(self) -> tuple[Ends, ...]:
        """The links of each course with what they name."""
        return tuple(map(self._ends, self.index.cluster.links))

    def _ends(self, part: CourseLinks) -> Ends:
        owners = map(self.index.course_of_outcome.get, self.memory.ask(outcomes_of, part))
        course = self.index.courses.get(part.course)
        return self.memory.ask(Ends, part, self.index.cluster.head, self.library, course, *owners)

    @cached_property
    def studies(self) -> tuple[Study, ...]:
        """Each program with what its plans read, in the order of the programs."""
        ends: dict[str, list[Ends]] = {}
        for each in self.ends:
            ends.setdefault(each.part.course, []).append(each)
        return tuple(self._study(program, ends) for program in self.index.programs.values())

    def _study(self, program: Program, ends: dict[str, list[Ends]]) -> Study:
        cluster, read = self.index.cluster, set(courses_read(self.index, program))
        courses = [course for course in cluster.courses if course.key in read]
        links = [each for key in sorted(read) for each in ends.get(key, ())]
        return self.memory.ask(study, cluster.head, self.library, program, *cluster.modules, *courses, *links)

    @cached_property
    def dangling(self) -> dict[str, tuple[tuple[Place, str], ...]]:
        """The references to what does not exist, by the noun that they mean: place and key."""
        found: dict[str, list[tuple[Place, str]]] = {}
        for noun, place, key in _dangling(self):
            found.setdefault(noun, []).append((place, key))
        return {noun: tuple(places) for noun, places in found.items()}

    @cached_property
    def results(self) -> tuple[RuleResult, ...]:
        """Every rule judged over its scope."""
        return judge_rules(self.index, limit=self.limit) if self._results is None else self._results

    @cached_property
    def naming(self) -> dict[str, tuple[str, ...]]:
        """The codes of the programs that name each framework, by the framework's key."""
        found: dict[str, list[str]] = {}
        for program in self.index.programs.values():
            for key in named_by(program):
                found.setdefault(key, []).append(program.code)
        return {key: tuple(sorted(codes)) for key, codes in found.items()}


def named_by(program: Program) -> tuple[str, ...]:
    """The keys of the frameworks that a program names, each once."""
    certified = (each.framework for each in program.certifications)
    return tuple(dict.fromkeys((*program.jobs, *program.competitions, *certified, *program.regulations)))


def known(index: Index) -> dict[str, frozenset[str]]:
    """The keys that exist, by noun."""
    return {
        "course": frozenset(index.courses),
        "module": frozenset(index.modules),
        "program": frozenset(index.programs),
        "category": frozenset(index.categories),
        "technology": frozenset(index.technologies),
        "outcome": frozenset(index.course_of_outcome),
        "framework": frozenset(index.frameworks),
        "item": frozenset(index.items),
    }


def _dangling(scene: Scene) -> Iterator[tuple[str, Place, str]]:
    """Every reference whose key nobody has: the noun that it means, its place, and the key."""
    exist = known(scene.index)
    for portion in scene.portions:
        if all(keys <= exist[noun] for noun, keys in portion.mentions.items()):
            continue
        for path, noun, key in portion.references:
            if key not in exist[noun]:
                yield noun, portion.below(path), key
    for number, key in enumerate(scene.index.cluster.frameworks):
        if key not in exist["framework"]:
            yield "framework", head_place(scene.index.cluster.head, f"/frameworks/{number}"), key


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a check's code holds, and what fills its message; a rule's is as severe as the rule says."""

    where: Place
    details: tuple[tuple[str, str], ...]
    severity: Severity | None = None
    found: str | None = None
    expected: str | None = None
    rule: str | None = None


Check = Callable[[T], Iterator[Finding]]
Ranked = tuple["Rank", Problem]
Rank = tuple[int, str, str, str, tuple[tuple[str, str], ...]]


class Sight(Generic[T]):
    """What some checks are shown of a scene, one value at a time, and those checks by their permanent codes.

    A check sees nothing but the value: what it finds there stays true wherever that very value is shown again.
    """

    def __init__(self, show: Callable[[Scene], Iterable[T]]) -> None:
        self.show = show
        self.checks: dict[str, Check[T]] = {}

    def registered(self, code: str) -> Callable[[Check[T]], Check[T]]:
        """Register a check under its permanent code, which the catalogue explains.

        Raises:
            ValueError: the catalogue does not know the code, or another check has it.
        """

        def keep(function: Check[T]) -> Check[T]:
            if code not in KINDS or code in REGISTERED:
                raise ValueError(f"{code} is unknown to the catalogue or taken")
            REGISTERED.add(code)
            self.checks[code] = function
            return function

        return keep

    def problems(self, shown: T) -> tuple[Ranked, ...]:
        """What its checks find in a value, each problem with its rank."""
        found = (_problem(code, each) for code, check in self.checks.items() for each in check(shown))
        return tuple((order(problem), problem) for problem in found)


REGISTERED: set[str] = set()
EACH_PART = Sight[Portion](lambda scene: scene.portions)
EACH_PROGRAM = Sight[Study](lambda scene: scene.studies)
EACH_COURSE = Sight[Course](lambda scene: scene.index.cluster.courses)
EACH_LINKS = Sight[Ends](lambda scene: scene.ends)
EACH_FRAMEWORK = Sight[Framework](lambda scene: scene.index.frameworks.values())
WHOLE = Sight[Scene](lambda scene: (scene,))
registered = WHOLE.registered
"""Register a check that reads one part with an eye on all the others."""


def at(where: Place, **details: object) -> Finding:
    """A finding at a place; the details' names are those in the braces of the catalogue's message.

    >>> at(Place(noun="course", code="NT-A"), course="NT-A", hours=64).details
    (('course', 'NT-A'), ('hours', '64'))
    """
    return Finding(where, tuple((name, str(value)) for name, value in details.items()))


def run(scene: Scene) -> Iterator[Ranked]:
    """Every problem that the registered checks find, in no particular order but that of the parts."""
    yield from WHOLE.problems(scene)
    for sight in (EACH_PART, EACH_PROGRAM, EACH_COURSE, EACH_LINKS, EACH_FRAMEWORK):
        yield from _remembered(scene, sight)


def _remembered(scene: Scene, sight: Sight[Any]) -> Iterator[Ranked]:
    for shown in sight.show(scene):
        yield from scene.memory.ask(sight.problems, shown)


def _problem(code: str, finding: Finding) -> Problem:
    return Problem(
        code=code,
        severity=finding.severity or KINDS[code].severity,
        where=finding.where,
        details=finding.details,
        found=finding.found,
        expected=finding.expected,
        rule=finding.rule,
    )


def order(problem: Problem) -> Rank:
    """Where a problem stands in a list: worst first, then by code, noun's code, path and details."""
    where = problem.where
    path = _NUMBER.sub(lambda digits: digits.group().zfill(_DIGITS), where.path)
    return (_SEVERITIES.index(problem.severity), problem.code, where.code or "", path, problem.details)


_SEVERITIES = tuple(Severity)
_NUMBER = re.compile(r"\d+")
_DIGITS = 6
