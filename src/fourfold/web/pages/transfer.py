"""Changing programs: what carries over, what is still to be taken and when, and what of the new aims is met."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.domain.number import exact
from fourfold.domain.plan import Plan, PoolKind
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.transfer import Carried, PoolState, Reached, Remaining, Transfer
from fourfold.web.pages import facts, nouns, resolving, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.lens import Choice
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.shares import short
from fourfold.web.pages.wording import KINDS, Words
from fourfold.web.safe import require_safe

LONGEST_TERM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A course, its load, and how it counts in the new program."""

    course: Named
    credits: str
    hours: str
    how: Words | Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A course that is still to be taken."""

    course: Named
    credits: str
    hours: str
    tags: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What is still to be taken in a term; `over` where the term is over."""

    title: str
    over: bool
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """How far a pool is satisfied."""

    pool: Named
    figure: str
    tone: str
    verdict: Words
    courses: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A course that was taken and one of the same subject that is wanted."""

    taken: Named
    wanted: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What the carried courses meet of a framework, as a bar."""

    framework: Named
    kind: Words
    figure: str
    low_percent: str
    high_percent: str
    promised_percent: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferPage:
    """A transfer."""

    frame: Frame
    sources: tuple[Choice, ...]
    targets: tuple[Choice, ...]
    terms: tuple[Choice, ...]
    lead: str
    loads: tuple[tuple[Words, str, str], ...]
    carried: tuple[Taken, ...]
    open: tuple[Taken, ...]
    unused: tuple[Taken, ...]
    variants: tuple[Alike, ...]
    remaining: tuple[Term, ...]
    pools: tuple[Filled, ...]
    aims: tuple[Aim, ...]
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTransfer:
    """What stands here while no program has a plan."""

    frame: Frame


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show what carries over from the one program to the other; without a question, between the first two."""
    found, address = opened(request, institution, cluster, state=state), Address(institution, cluster, state)
    plans = tuple(found.index.plans.values())
    if not plans:
        return render(request, "transfer_none.html", {"page": NoTransfer(frame=frame(found, address, "transfer"))})
    source = _plan(found.index, request.GET.get("from", ""), plans[0])
    target = _plan(found.index, request.GET.get("to", ""), _other(found.index, source))
    after = _after(found.index.program_of_plan[source.key].terms, request.GET.get("after", ""))
    return render(request, "transfer.html", {"page": page(found, address, source, target, after)})


def _plan(index: Index, code: str, usual: Plan) -> Plan:
    """The plan of a code, its own or that of its program, whose first one it is then."""
    if not code:
        return usual
    named = {_code(index, plan).lower(): plan for plan in index.plans.values()}
    if code.lower() not in named:
        raise resolving.NotHere(_("There is no program or plan %(plan)s.") % {"plan": resolving.echoed(code)})
    return named[code.lower()]


def _code(index: Index, plan: Plan) -> str:
    program = index.program_of_plan[plan.key]
    return program.code if plan == program.plans[0] else plan.code


def _other(index: Index, source: Plan) -> Plan:
    of = index.program_of_plan[source.key]
    return next((each for key, each in index.plans.items() if index.program_of_plan[key] != of), source)


def _after(terms: int, asked: str) -> int:
    if not asked:
        return terms
    if len(asked) <= LONGEST_TERM and asked.isascii() and asked.isdecimal() and 1 <= int(asked) <= terms:
        return int(asked)
    raise resolving.NotHere(
        _("There is no term %(term)s: this program has terms 1 to %(last)d.")
        % {"term": resolving.echoed(asked), "last": terms}
    )


def page(opened: Opened, address: Address, source: Plan, target: Plan, after: int) -> TransferPage:
    """What the page of a transfer shows."""
    index = opened.index
    found = opened.transfer(source=source.key, target=target.key, after=after)
    sheet = _Sheet(index, address, found)
    return TransferPage(
        frame=frame(opened, address, "transfer"),
        sources=_choices(index, source),
        targets=_choices(index, target),
        terms=tuple(
            Choice(str(term), _("after term %(term)d") % {"term": term}, term == after)
            for term in range(1, index.program_of_plan[source.key].terms + 1)
        ),
        lead=_lead(found),
        loads=_loads(found),
        carried=tuple(sheet.carried(each) for each in found.carried),
        open=tuple(sheet.carried(each) for each in found.open),
        unused=tuple(sheet.taken(each) for each in found.unused),
        variants=tuple(Alike(sheet.named(each.taken), sheet.named(each.wanted)) for each in found.variants),
        remaining=sheet.terms(),
        pools=tuple(sheet.pool(each) for each in found.pools),
        aims=tuple(sheet.aim(each) for each in found.reached),
        back=address.to("transfer", query={"from": _code(index, target), "to": _code(index, source), "after": None}),
    )


def _choices(index: Index, chosen: Plan) -> tuple[Choice, ...]:
    return tuple(Choice(_code(index, plan), _name(index, plan), plan == chosen) for plan in index.plans.values())


def _name(index: Index, plan: Plan) -> Text | Words:
    """A program, and the plan where it has several."""
    program = index.program_of_plan[plan.key]
    named = taking.name_of(plan)
    if len(program.plans) == 1 or not isinstance(named, Text):
        return program.title
    return Text(
        en=f"{program.title.in_language('en')}, {named.in_language('en')}",
        zh=f"{program.title.in_language('zh')}，{named.in_language('zh')}",
    )


def _lead(found: Transfer) -> str:
    taken = ngettext("Of %(taken)d course taken", "Of %(taken)d courses taken", len(found.taken))
    counted = ngettext("%(carried)d counts", "%(carried)d count", len(found.carried))
    left = ngettext(
        "%(left)d required course is still to be taken",
        "%(left)d required courses are still to be taken",
        len(found.remaining),
    )
    late = sum(each.late for each in found.remaining)
    said = _("%(taken)s, %(counted)s; %(left)s") % {
        "taken": taken % {"taken": len(found.taken)},
        "counted": counted % {"carried": len(found.carried)},
        "left": left % {"left": len(found.remaining)},
    }
    if not late:
        return _("%(said)s.") % {"said": said}
    behind = ngettext("%(late)d of them from a term that is over", "%(late)d of them from terms that are over", late)
    return _("%(said)s, %(behind)s.") % {"said": said, "behind": behind % {"late": late}}


def _loads(found: Transfer) -> tuple[tuple[Words, str, str], ...]:
    loads = (
        (gettext_lazy("carried"), found.carried_load),
        (gettext_lazy("still missing"), found.missing),
        (gettext_lazy("required in all"), found.required),
    )
    return tuple((name, short(load.credits), short(load.hours)) for name, load in loads)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every part of the page is drawn from."""

    index: Index
    address: Address
    found: Transfer

    def named(self, key: str) -> Named:
        course = self.index.courses[key]
        return Named(course.title, self.address.to("course", course.code), code=course.code)

    def taken(self, key: str, how: Words | Text = "") -> Taken:
        course = self.index.courses[key]
        return Taken(
            course=self.named(key), credits=str(exact(course.credits)), hours=facts.hours(self.index, course), how=how
        )

    def carried(self, each: Carried) -> Taken:
        pool = self.index.pools.get(each.pool or "")
        return self.taken(each.course, pool.title if pool else gettext_lazy("required"))

    def terms(self) -> tuple[Term, ...]:
        """What remains, by term; courses whose term is open come last."""
        numbers = dict.fromkeys(each.term for each in self.found.remaining)
        return tuple(
            Term(
                _("Term %(term)d") % {"term": number} if number else _("in any term"),
                number is not None and number <= self.found.after,
                tuple(self.due(each) for each in self.found.remaining if each.term == number),
            )
            for number in numbers
        )

    def due(self, each: Remaining) -> Due:
        course = self.index.courses[each.course]
        tags: list[tuple[str, Words]] = []
        if each.begun:
            tags.append(("good", gettext_lazy("begun, goes on")))
        if course.requisite is not None:
            met = ("good", gettext_lazy("requisites met"))
            tags.append(met if each.ready else ("", gettext_lazy("needs other courses first")))
        return Due(
            course=self.named(each.course),
            credits=str(exact(course.credits)),
            hours=facts.hours(self.index, course),
            tags=tuple(tags),
        )

    def pool(self, each: PoolState) -> Filled:
        pool = self.index.pools[each.pool]
        program = self.index.program_of_plan[self.found.target]
        counted: dict[PoolKind, str] = {
            PoolKind.COURSES: _("%(got)s of %(asked)s courses"),
            PoolKind.MODULES: _("%(got)s of %(asked)s modules, each whole"),
            PoolKind.CREDITS: _("%(got)s of %(asked)s credits"),
            PoolKind.UNLISTED: _("%(asked)s credits of courses that the plan does not list"),
        }
        verdict = ("good", gettext_lazy("satisfied")) if each.satisfied else ("", gettext_lazy("not yet satisfied"))
        return Filled(
            Named(pool.title, self.address.to("program", program.code, anchor=f"pool-{pool.code}")),
            counted[each.kind] % {"got": short(each.got), "asked": short(each.asked)},
            *verdict,
            nouns.courses(self.index, self.address, each.courses),
        )

    def aim(self, each: Reached) -> Aim:
        framework, met = self.index.frameworks[each.framework], each.coverage
        share = Fraction(met.items_met, met.items) if met.items else Fraction(0)
        percent = f"{float(100 * share):.2f}"
        return Aim(
            framework=Named(framework.title, self.address.to("framework", framework.code)),
            kind=KINDS[framework.kind],
            figure=_("%(span)s of %(items)d") % {"span": met.items_met, "items": met.items}
            if met.items
            else _("unknown, 0 of 0"),
            low_percent=percent,
            high_percent=percent,
        )
