"""A program: what it promises and whether that holds, its terms, its electives, its hours."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.domain.framework import Framework
from fourfold.domain.person import VISITOR, Viewer
from fourfold.domain.plan import Plan
from fourfold.domain.program import CertificationRole, Program
from fourfold.domain.text import Text
from fourfold.engine.aims import aims
from fourfold.web.pages import (
    board,
    chart,
    concern,
    electives,
    finding,
    flags,
    footings,
    lens,
    plan_paper,
    pledge,
    resolving,
    rule,
    saying,
    shares,
    taking,
)
from fourfold.web.pages import complexity as complexities
from fourfold.web.pages import counted as countings
from fourfold.web.pages.address import Address
from fourfold.web.pages.course import Fact
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.lens import Group, Lens
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.saying import Said
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import KINDS_MANY, Words
from fourfold.web.pages.workbench import editing
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """A plan of the program that can be looked at."""

    name: Words | Text
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts of one kind; `short` names them where there is little room."""

    code: str
    short: Words
    name: Words
    charts: tuple[chart.Chart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramPage:
    """A program by one of its plans."""

    frame: Frame
    code: str
    title: Text
    facts: tuple[Fact, ...]
    stand: Stand | None
    plans: tuple[PlanChoice, ...]
    plan_code: str
    plan_name: Words | Text
    papers: tuple[Named, ...]
    pledges: tuple[pledge.Pledge, ...]
    finding: finding.Finding
    groups: tuple[Charts, ...]
    rules: tuple[rule.Row, ...]
    kept: tuple[rule.Row, ...]
    lens: Lens
    lenses: tuple[Group, ...]
    board: board.Board | None
    pools: tuple[electives.PoolRow, ...]
    shares: tuple[shares.Share, ...]
    counted: countings.Counted | None
    complexity: complexities.Complexity | None
    problems: tuple[Said, ...]

    @property
    def jumps(self) -> tuple[Named, ...]:
        """The parts of the page that are there, in their order."""
        groups = [(each.short, each.code, each.charts) for each in self.groups]
        parts: list[tuple[Words, str, object]] = [
            *groups[:1],
            (gettext_lazy("Promises and rules"), "rules", self.groups and self.rules),
            (gettext_lazy("Terms"), "terms", self.board),
            (gettext_lazy("Electives"), "electives", self.pools),
            *groups[1:],
            (gettext_lazy("Hours"), "hours", self.shares),
            (gettext_lazy("Complexity"), "complexity", self.complexity),
            (gettext_lazy("Problems"), "problems", self.problems),
        ]
        return tuple(Named(name, f"#{anchor}") for name, anchor, there in parts if there)


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Show a program by the plan asked for, or by its first."""
    found = opened(request, institution, cluster, state=state)
    program = resolving.by_code(found.index.programs.values(), code)
    plan = chosen(program, request.GET.get("plan", ""))
    lens.insist(found.index, request.GET.get("lens", ""))
    shown = page(
        found,
        Address(institution, cluster, state),
        program,
        plan,
        asked=request.GET.get("lens", ""),
        viewer=viewer_of(request),
    )
    deeds = editing(request, found, program, *([plan] if plan else []), new=("plan",))
    return render(request, "program.html", {"page": shown, "deeds": deeds})


def chosen(program: Program, code: str) -> Plan | None:
    """The plan with this code, ignoring case; the program's first where none is asked for."""
    return resolving.plan_of(program, code)


def page(
    opened: Opened, address: Address, program: Program, plan: Plan | None, *, asked: str = "", viewer: Viewer = VISITOR
) -> ProgramPage:
    """What the page of a program shows."""
    index = opened.index
    worn = _lens(opened, program, asked)
    own = {program.key}
    rows: tuple[rule.Row, ...] = ()
    if plan:
        own |= {plan.key, *(pool.key for pool in plan.pools)}
        rows = rule.of_plan(opened, address, plan)
    problems = _problems(opened, address, program, own)
    return ProgramPage(
        frame=frame(opened, address, "programs", Crumb(gettext_lazy("Programs"), address.to("programs"))),
        code=program.code,
        title=program.title,
        facts=_facts(program),
        stand=footings.inherited(plan.footing if plan else None, program.footing, index.cluster.head.footing),
        plans=_plans(address, program, plan),
        plan_code=plan.code if plan else "",
        plan_name=taking.name_of(plan) if plan else "",
        papers=plan_paper.links(opened, address, plan, viewer) if plan else (),
        pledges=pledge.of_plan(opened, address, plan) if plan else (),
        finding=_finding(rows, problems),
        groups=_charts(opened, address, plan) if plan else (),
        rules=tuple(row for row in rows if row.promise or row.tone != "good"),
        kept=tuple(row for row in rows if not row.promise and row.tone == "good"),
        lens=worn,
        lenses=lens.groups(index, worn.key),
        board=board.of_plan(index, address, plan, worn, flags.of_plan(opened, address, plan)) if plan else None,
        pools=electives.of_plan(index, address, plan) if plan else (),
        shares=shares.of_plan(opened, plan) if plan else (),
        counted=countings.of_plan(index, address, plan) if plan else None,
        complexity=complexities.of_plan(opened, address, plan) if plan else None,
        problems=problems,
    )


def _problems(opened: Opened, address: Address, program: Program, own: set[str]) -> tuple[Said, ...]:
    """What stands at the program or its plans, and what concerns it from elsewhere, the worst first."""
    return tuple(
        saying.said(opened, address, each)
        for each in opened.problems()
        if each.where.key in own or program.key in concern.programs(opened.index, each)
    )


def _lens(opened: Opened, program: Program, asked: str) -> Lens:
    """The lens asked for; else the certification that the program itself promises first."""
    index = opened.index
    promised = [
        each.framework
        for each in program.certifications
        if each.role is CertificationRole.RECOMMENDED and each.framework in index.frameworks
    ]
    if found := lens.find(opened, asked):
        return found
    return lens.of_framework(index, index.frameworks[promised[0]]) if promised else lens.sharing(index)


def _facts(program: Program) -> tuple[Fact, ...]:
    found = [Fact(gettext_lazy("Code"), program.code), Fact(gettext_lazy("Terms"), str(program.terms))]
    if program.catalogue_code:
        found.insert(1, Fact(gettext_lazy("Catalogue code"), program.catalogue_code))
    if program.level:
        found.append(Fact(gettext_lazy("Level"), program.level))
    return tuple(found)


def _plans(address: Address, program: Program, plan: Plan | None) -> tuple[PlanChoice, ...]:
    return tuple(
        PlanChoice(
            taking.name_of(each),
            address.to("program", program.code, query={"plan": each.code}),
            each == plan,
        )
        for each in program.plans
    )


def _charts(opened: Opened, address: Address, plan: Plan) -> tuple[Charts, ...]:
    """A chart for everything the program aims at: what it promises, then competitions, jobs, what is woven in."""
    index = opened.index
    aimed = aims(index, plan=plan.key)
    promised = [each.framework for each in aimed if each.role is CertificationRole.RECOMMENDED]
    woven = [each.framework for each in aimed if each.role is CertificationRole.INTEGRATED]
    others = {
        kind: [each.framework for each in aimed if each.role is None and each.kind is kind]
        for kind in dict.fromkeys(each.kind for each in aimed)
    }
    recommended = gettext_lazy("Recommended certifications")
    integrated = gettext_lazy("Integrated certifications: woven in, nothing promised")
    named: list[tuple[str, Words, Words, list[str]]] = [("recommended", recommended, recommended, promised)]
    named += [(f"aims-{kind.value}", KINDS_MANY[kind], KINDS_MANY[kind], keys) for kind, keys in others.items()]
    named.append(("integrated", gettext_lazy("Integrated certifications"), integrated, woven))
    return tuple(
        Charts(code, short, name, tuple(chart.of_plan(opened, address, plan, _framework(opened, key)) for key in keys))
        for code, short, name, keys in named
        if keys
    )


def _framework(opened: Opened, key: str) -> Framework:
    return opened.index.frameworks[key]


def _finding(rows: tuple[rule.Row, ...], problems: tuple[Said, ...]) -> finding.Finding:
    """The worst broken rule with its witness, else the worst problem, else that all is kept."""
    broken = next((row for tone in ("bad", "warn") for row in rows if row.tone == tone), None)
    if broken:
        return finding.of_rule(broken, broken.verdict)
    if problems and problems[0].pressing:
        first = problems[0]
        return finding.Finding(
            tone=first.tone,
            tag=first.severity,
            sentence=first.sentence,
            mend="" if first.repair else first.mend,
            repair=first.repair,
            evidence=first.where.href,
        )
    said = ngettext("Its %(count)d rule is kept.", "All %(count)d rules about it are kept.", len(rows))
    return finding.Finding(tone="good", tag=_("sound"), sentence=said % {"count": len(rows)})
