"""Lenses: ways to look at every course of the cluster, each on one sequential scale with a number beside it."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.domain.cluster import Technology
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, FrameworkKind
from fourfold.domain.problem import Severity
from fourfold.domain.program import CertificationRole
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.web.pages import concern, taking
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.resolving import NotHere, echoed
from fourfold.web.pages.wording import KINDS, KINDS_MANY, Words

STEPS = (Fraction(0), Fraction(1, 10), Fraction(1, 5), Fraction(7, 20), Fraction(1, 2))
"""From which share of a framework's items on the scale's steps 2 to 6 begin; step 1 serves items but meets none."""


@dataclass(frozen=True, slots=True)
class Shade:
    """How a course looks through a lens: a tone of the scale, a number, and the same in words."""

    tone: str
    value: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Swatch:
    """A step of the legend."""

    tone: str
    label: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A lens put on: its shades by course key, its legend, and the courses on the route, where there is one."""

    key: str
    group: Words
    name: Text | Words
    unit: Words
    legend: tuple[Swatch, ...]
    shades: dict[str, Shade]
    framework: Framework | None = None
    technology: Technology | None = None
    route: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Choice:
    """A lens that can be put on."""

    key: str
    name: Text | Words
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lenses of one kind."""

    name: Words
    choices: tuple[Choice, ...]


SHARING, PROBLEMS = "sharing", "problems"
TECHNOLOGY = "technology"


def groups(index: Index, chosen: str) -> tuple[Group, ...]:
    """Every lens, by kind: jobs, competitions, certifications, regulations, technologies, the cluster itself."""
    found = [
        Group(
            KINDS_MANY[kind],
            tuple(
                Choice(_key(kind, each.code), _name(each), _key(kind, each.code) == chosen)
                for each in index.frameworks.values()
                if each.kind is kind
            ),
        )
        for kind in FrameworkKind
    ]
    technologies = tuple(
        Choice(f"{TECHNOLOGY}:{each.code}", each.title, f"{TECHNOLOGY}:{each.code}" == chosen)
        for each in index.technologies.values()
    )
    found += [Group(gettext_lazy("Technologies"), technologies), Group(gettext_lazy("The cluster"), _own(chosen))]
    return tuple(group for group in found if group.choices)


def _own(chosen: str) -> tuple[Choice, ...]:
    return (
        Choice(SHARING, gettext_lazy("Sharing"), chosen == SHARING),
        Choice(PROBLEMS, gettext_lazy("Problems"), chosen == PROBLEMS),
    )


def _key(kind: FrameworkKind, code: str) -> str:
    return f"{kind.value}:{code}"


def _name(framework: Framework) -> Text:
    """Title and version, so that two versions of one framework can be told apart."""
    if not framework.version or framework.kind is FrameworkKind.JOB:
        return framework.title
    title = framework.title
    return Text(
        en=_versioned(title.en, framework.version),
        zh=_versioned(title.zh, framework.version),
    )


def _versioned(title: str | None, version: str) -> str | None:
    return title if title is None or version in title else f"{title} {version}"


def first(index: Index) -> str:
    """The lens that a reader sees first: the certification that most programs promise, or else sharing."""
    promised = Counter(
        certification.framework
        for program in index.programs.values()
        for certification in program.certifications
        if certification.role is CertificationRole.RECOMMENDED and certification.framework in index.frameworks
    )
    if not promised:
        return SHARING
    framework = index.frameworks[max(promised, key=lambda key: promised[key])]
    return _key(framework.kind, framework.code)


def usual(index: Index, chosen: str) -> tuple[Choice, ...]:
    """The lenses worth a button of their own: certifications that programs promise, sharing, problems."""
    promised = {
        certification.framework: None
        for program in index.programs.values()
        for certification in program.certifications
        if certification.role is CertificationRole.RECOMMENDED and certification.framework in index.frameworks
    }
    frameworks = [index.frameworks[key] for key in promised]
    named = tuple(
        Choice(_key(each.kind, each.code), _name(each), _key(each.kind, each.code) == chosen) for each in frameworks
    )
    return (*named, *_own(chosen))


def find(opened: Opened, key: str) -> Lens | None:
    """The lens that `key` names, or None."""
    noun, _colon, code = key.partition(":")
    index = opened.index
    if key == SHARING:
        return sharing(index)
    if key == PROBLEMS:
        return _problems(opened)
    if noun == TECHNOLOGY:
        technology = _by_code(index.technologies, code)
        return _technology(index, technology) if technology else None
    framework = _by_code(index.frameworks, code)
    return of_framework(index, framework) if framework and framework.kind.value == noun else None


def insist(index: Index, key: str) -> None:
    """Raises `NotHere` where a lens is asked for that does not exist."""
    if key and not _exists(index, key):
        raise NotHere(_("There is no lens %(lens)s.") % {"lens": echoed(key)})


def _exists(index: Index, key: str) -> bool:
    """What `find` finds, without looking through it."""
    noun, _colon, code = key.partition(":")
    if noun == TECHNOLOGY:
        return _by_code(index.technologies, code) is not None
    framework = _by_code(index.frameworks, code)
    return key in {SHARING, PROBLEMS} or (framework is not None and framework.kind.value == noun)


Named = TypeVar("Named", Technology, Framework)


def _by_code(named: dict[str, Named], code: str) -> Named | None:
    return next((each for each in named.values() if each.code.lower() == code.lower()), None)


def of_framework(index: Index, framework: Framework) -> Lens:
    """How many items of a framework each course meets at the depth they require."""
    required = {leaf.key: leaf.depth.rank for leaf in framework.leaves()}
    served = index.served.get(framework.key, {})
    shades = {key: _shade_of_items(course, served.get(key, {}), required) for key, course in index.courses.items()}
    return Lens(
        key=_key(framework.kind, framework.code),
        group=KINDS[framework.kind],
        name=_name(framework),
        unit=ngettext("of %(items)d item met by the course", "of %(items)d items met by the course", len(required))
        % {"items": len(required)},
        legend=_legend_of_items(len(required)),
        shades=shades,
        framework=framework,
        route=_route(index, framework, frozenset(served)),
    )


def _shade_of_items(course: Course, served: dict[str, int], required: dict[str, int]) -> Shade:
    if not course.outcomes:
        return Shade("su", "?", _("unknown: no outcomes are described yet"))
    met = sum(served.get(leaf, 0) >= rank for leaf, rank in required.items())
    touched = len(served.keys() & required.keys())
    if met or not touched:
        words = ngettext("meets %(met)d item", "meets %(met)d items", met) % {"met": met}
    else:
        words = ngettext("meets no item, touches %(touched)d", "meets no item, touches %(touched)d", touched) % {
            "touched": touched
        }
    return Shade(f"s{step_of(met, touched, len(required))}", str(met), words)


def step_of(met: int, touched: int, items: int) -> int:
    """The step of the scale, 0 to 6, for a course that meets `met` and touches `touched` of `items`.

    >>> [step_of(met, 9, 20) for met in (0, 1, 2, 4, 7, 10)], step_of(0, 0, 20)
    ([1, 2, 3, 4, 5, 6], 0)
    """
    if not met:
        return 1 if touched else 0
    share = Fraction(met, items)
    return max(step for step, least in enumerate(STEPS, 2) if share >= least)


def _legend_of_items(items: int) -> tuple[Swatch, ...]:
    """The legend in counts of this framework: only the steps that whole items can reach."""
    steps: dict[str, str] = {"s0": "0", "s1": _("touched")}
    for met in range(1, items + 1):
        steps.setdefault(f"s{step_of(met, met, items)}", f"≥ {met}")
    return tuple(Swatch(tone, label) for tone, label in (*steps.items(), ("su", _("unknown"))))


def _route(index: Index, framework: Framework, serving: frozenset[str]) -> frozenset[str]:
    """The courses by which programs that name a certification reach it: required, or of the module it is through."""
    through = {
        program.key: certification.through
        for program in index.programs.values()
        for certification in program.certifications
        if certification.framework == framework.key
    }
    takings = [each for key in serving for each in taking.by_course(index).get(key, ())]
    return frozenset(
        each.course.key
        for each in takings
        if each.program.key in through and (each.pool is None or each.course.module == through[each.program.key])
    )


def _technology(index: Index, technology: Technology) -> Lens:
    """Which courses name a technology, and how many items that ask for it each serves."""
    wanted = {key for key, item in index.items.items() if technology.code in item.technologies}
    shades = {}
    for key, course in index.courses.items():
        items = {link.item for link in index.links_of_course.get(key, ()) if link.item in wanted}
        named = technology.key in course.technologies
        words = ngettext("serves %(count)d item that asks for it", "serves %(count)d items that ask for it", len(items))
        shades[key] = Shade(
            "s5" if named else "s2" if items else "s0",
            f"● {len(items)}" if named else str(len(items)),
            (_("teaches it") + ", " if named else "") + words % {"count": len(items)},
        )
    return Lens(
        key=f"{TECHNOLOGY}:{technology.code}",
        group=gettext_lazy("Technology"),
        name=technology.title,
        technology=technology,
        unit=gettext_lazy("items that ask for it, served by the course"),
        legend=(
            Swatch("s0", gettext_lazy("neither")),
            Swatch("s2", gettext_lazy("serves such items")),
            Swatch("s5", gettext_lazy("● teaches it")),
        ),
        shades=shades,
    )


def sharing(index: Index) -> Lens:
    """In how many of the programs a course can be taken."""
    programs = len(index.programs)
    shades = {}
    for key, course in index.courses.items():
        count = len(taking.programs_of(index, course))
        words = ngettext("taken in %(count)d of %(all)d program", "taken in %(count)d of %(all)d programs", programs)
        shades[key] = Shade(
            _tone_of_sharing(count, programs), f"{count}/{programs}", words % {"count": count, "all": programs}
        )
    counts = range(programs + 1)
    return Lens(
        key=SHARING,
        group=gettext_lazy("The cluster"),
        name=gettext_lazy("Sharing"),
        unit=gettext_lazy("programs in which the course can be taken"),
        legend=tuple(Swatch(_tone_of_sharing(count, programs), str(count)) for count in counts),
        shades=shades,
    )


def _tone_of_sharing(count: int, programs: int) -> str:
    others = programs - 1
    return f"s{1 + 5 * (count - 1) // others}" if count and others else "s0"


def _problems(opened: Opened) -> Lens:
    """How many errors and warnings concern each course, by the worst of them; notes are not counted."""
    found: dict[str, list[Severity]] = {}
    for problem in opened.problems():
        if problem.severity is not Severity.INFO:
            for course in concern.courses(opened.index, problem):
                found.setdefault(course, []).append(problem.severity)
    return Lens(
        key=PROBLEMS,
        group=gettext_lazy("The cluster"),
        name=gettext_lazy("Problems"),
        unit=gettext_lazy("problems that concern the course"),
        legend=(
            Swatch("s0", gettext_lazy("none")),
            Swatch("warn", gettext_lazy("warnings")),
            Swatch("bad", gettext_lazy("errors")),
        ),
        shades={key: _shade_of_problems(found.get(key, [])) for key in opened.index.courses},
    )


_TONES: dict[Severity, str] = {Severity.ERROR: "bad", Severity.WARNING: "warn"}


def _shade_of_problems(severities: list[Severity]) -> Shade:
    worst = next((each for each in Severity if each in severities), None)
    words = ngettext("%(count)d problem", "%(count)d problems", len(severities)) % {"count": len(severities)}
    return Shade(_TONES[worst] if worst else "s0", str(len(severities)), words)
