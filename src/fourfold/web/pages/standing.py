"""How a program stands to a framework: guaranteed and reachable at the sitting, and what it promises."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.actions.due import SOON
from fourfold.domain.framework import Framework
from fourfold.domain.plan import Plan
from fourfold.domain.program import Certification, CertificationRole, Program
from fourfold.domain.text import Text
from fourfold.engine.guarantee import Assurance, When, route_of
from fourfold.engine.index import Index
from fourfold.engine.promises import COUNTED, asked, moment, promise
from fourfold.web.pages.address import Address
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import ROLES, Words, reading_language

__all__ = [
    "COUNTED",
    "Age",
    "Standing",
    "age",
    "asked",
    "at",
    "certification_of",
    "certifications",
    "evidence",
    "judged",
    "moment",
    "moment_in_words",
    "names",
    "of_plan",
    "of_program",
    "on_condition",
    "promise",
    "taking_words",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A program against a framework, as a bar: solid to `low`, lighter to `high`, a tick at `promised`; in items."""

    code: str
    title: Text
    href: str
    items: int
    low: int
    high: int
    promised: int | None
    decided: bool
    feasible: bool
    tone: str
    verdict: Words
    note: str
    recommended: bool = False
    retired: bool = False
    condition: str = ""

    @property
    def conditional(self) -> bool:
        """Whether the figures hold only for those who take a module, as `condition` says."""
        return bool(self.condition)

    @property
    def figure(self) -> str:
        """`12–14 of 16`, with what is not known said in words."""
        if not self.items:
            return _("unknown, 0 of 0")
        if not self.feasible:
            return _("no legal choice")
        span = str(self.low) if self.low == self.high else f"{self.low}–{self.high}"
        said = _("%(span)s of %(items)d") % {"span": span, "items": self.items}
        return said if self.decided else _("%(said)s, not decided") % {"said": said}

    @property
    def low_percent(self) -> str:
        """Where the solid part ends, as SVG writes it."""
        return _percent(self.low, self.items)

    @property
    def high_percent(self) -> str:
        """Where the lighter part ends."""
        return _percent(self.high, self.items)

    @property
    def promised_percent(self) -> str | None:
        """Where the tick stands, if there is one."""
        return None if self.promised is None else _percent(self.promised, self.items)


def _percent(count: int, items: int) -> str:
    return f"{100 * count / items:.2f}" if items else "0"


def certifications(opened: Opened, address: Address, program: Program) -> tuple[Standing, ...]:
    """A program against each of its certifications, by its first plan."""
    frameworks = opened.index.frameworks
    named = [frameworks[each.framework] for each in program.certifications if each.framework in frameworks]
    return tuple(found for framework in named if (found := of_program(opened, address, program, framework)) is not None)


def of_program(opened: Opened, address: Address, program: Program, framework: Framework) -> Standing | None:
    """A program against a framework, by its first plan; None where it has none."""
    return of_plan(opened, address, program.plans[0], framework) if program.plans else None


def of_plan(opened: Opened, address: Address, plan: Plan, framework: Framework) -> Standing:
    """A plan against a framework: at the promise's term, at the sitting, or at the end."""
    index = opened.index
    when = moment(index, plan, framework, promise(index, plan, framework))
    return at(opened, address, plan, framework, when)


def at(opened: Opened, address: Address, plan: Plan, framework: Framework, when: When) -> Standing:
    """A plan against a framework at a moment; a promise is judged at its own moment only."""
    index = opened.index
    program = index.program_of_plan[plan.key]
    rule = promise(index, plan, framework)
    if rule is not None and when != moment(index, plan, framework, rule):
        rule = None
    through = route_of(index, plan=plan.key, framework=framework.key)
    answer = opened.assure(plan=plan.key, framework=framework.key, when=when, taking=through)
    promised = asked(rule, answer.items) if rule else None
    tone, verdict = judged(answer, promised)
    module = index.modules.get(through or "")
    return Standing(
        code=framework.code,
        title=framework.title,
        href=evidence(address, index, plan, framework, when),
        items=answer.items,
        low=_count(answer, least=True),
        high=_count(answer, least=False),
        promised=promised,
        decided=answer.infeasible is not None or (answer.items_met is not None and answer.items_met.decided),
        feasible=answer.infeasible is None,
        tone=tone,
        verdict=on_condition(verdict, module.title) if module and verdict else verdict,
        condition=taking_words(index, through),
        note=" · ".join(_notes(index, program, framework, when, through)),
        recommended=_is_recommended(program, framework),
        retired=age(framework, opened.today).tone == "bad",
    )


def on_condition(verdict: Words, module: Text) -> str:
    """A verdict that holds for those who take a module."""
    return _("%(verdict)s for %(module)s") % {"verdict": verdict, "module": module.in_language(reading_language())}


def taking_words(index: Index, module: str | None) -> str:
    """For whom a figure holds, where that is not everybody: `for those who take Cloud services`."""
    found = index.modules.get(module or "")
    if found is None:
        return ""
    return _("for those who take %(module)s") % {"module": found.title.in_language(reading_language())}


def evidence(address: Address, index: Index, plan: Plan, framework: Framework, when: When) -> str:
    """The page of evidence for a plan and a framework at a moment."""
    program = index.program_of_plan[plan.key]
    course = index.courses.get(when.course or "")
    return address.to(
        "coverage",
        program.code,
        framework.code,
        query={
            "plan": None if plan == program.plans[0] else plan.code,
            "term": when.term,
            "after": course.code if course else None,
        },
    )


def _count(answer: Assurance, *, least: bool) -> int:
    if answer.items_met is None:
        return 0
    return int(answer.items_met.guaranteed.bound if least else answer.items_met.reachable.bound)


def _notes(index: Index, program: Program, framework: Framework, when: When, through: str | None) -> list[str]:
    named = certification_of(program, framework)
    said = [str(ROLES[named.role])] if named else []
    said.append(moment_in_words(index, program, when))
    if condition := taking_words(index, through):
        said.append(condition)
    return said


def certification_of(program: Program, framework: Framework) -> Certification | None:
    """The program's certification by this framework, if it names it as one."""
    return next((each for each in program.certifications if each.framework == framework.key), None)


def _is_recommended(program: Program, framework: Framework) -> bool:
    named = certification_of(program, framework)
    return named is not None and named.role is CertificationRole.RECOMMENDED


def names(program: Program, framework: Framework) -> bool:
    """Whether a program names a framework at all."""
    return framework.key in program.named()


def moment_in_words(index: Index, program: Program, when: When) -> str:
    """`after term 4`, `after Routing and Switching`, `at the end`."""
    if when.course is not None:
        course = index.courses.get(when.course)
        return _("after %(course)s") % {"course": course.title.in_language(reading_language()) if course else "?"}
    if when.term == program.terms:
        return _("at the end")
    return _("after term %(term)d") % {"term": when.term}


def judged(answer: Assurance, promised: int | None) -> tuple[str, Words]:
    """A promise's tone and verdict: kept, broken or not decided; nothing where nothing is promised."""
    if promised is None or answer.items_met is None:
        return "", ""
    if answer.items and answer.items_met.guaranteed.bound >= promised:
        return "good", gettext_lazy("kept")
    if answer.items_met.least_upper.best < promised:
        return "bad", gettext_lazy("broken")
    return "warn", gettext_lazy("not decided")


@dataclass(frozen=True, slots=True)
class Age:
    """Whether a framework version is retired, retires soon, or is not yet valid."""

    tone: str
    words: str


def age(framework: Framework, today: date) -> Age:
    """How a version stands in time."""
    if framework.retires_on_date and framework.retires_on_date < today:
        return Age("bad", _("retired on %(date)s") % {"date": framework.retires_on_date.isoformat()})
    if framework.valid_from_date and framework.valid_from_date > today:
        return Age("", _("valid from %(date)s") % {"date": framework.valid_from_date.isoformat()})
    if framework.retires_on_date and framework.retires_on_date - today <= SOON:
        days = (framework.retires_on_date - today).days
        said = ngettext("retires on %(date)s, in %(days)d day", "retires on %(date)s, in %(days)d days", days)
        return Age("warn", said % {"date": framework.retires_on_date.isoformat(), "days": days})
    return Age("", "")
