"""What a new version does to each plan, as pages show it: figures before and after, promises, what is not met."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.domain.plan import Plan
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.guarantee import Assurance
from fourfold.engine.outlook import Outlook
from fourfold.engine.proof import Verdict
from fourfold.engine.succession_impact import PlanImpact, PromiseImpact, Want, guaranteed
from fourfold.web.pages import standing, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.rule import VERDICTS
from fourfold.web.pages.wording import Words

WANTS: dict[Want, Words] = {
    Want.LOST: gettext_lazy("lost"),
    Want.ASKED: gettext_lazy("newly asked"),
    Want.MISSING: gettext_lazy("not met before either"),
}
_TONES = {Verdict.KEPT: "good", Verdict.BROKEN: "bad", Verdict.NOT_DECIDED: "warn"}


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """A promise before and after."""

    rule: Named
    before: Words
    after: Words
    tone: str


@dataclass(frozen=True, slots=True)
class WantShown:
    """Items that a plan does not meet, for one reason."""

    want: Words
    items: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShown:
    """A plan: what it guarantees of the old version, of the new one today, and with the links carried over."""

    program: Named
    plan: Words | Text
    when: str
    already: bool
    before: str
    linked: str
    carried: str
    tone: str
    rules: tuple[VerdictShown, ...]
    wanted: tuple[WantShown, ...]


def plans(found: Opened, address: Address, told: Outlook) -> tuple[PlanShown, ...]:
    """Every plan of the programs that name either version."""
    return tuple(_plan(found, address, each) for each in told.impacts)


def _plan(found: Opened, address: Address, impact: PlanImpact) -> PlanShown:
    index = found.index
    program, plan = index.program_of_plan[impact.plan], index.plans[impact.plan]
    return PlanShown(
        program=Named(program.title, address.to("program", program.code, query={"plan": plan.code}), code=program.code),
        plan=_name(program, plan),
        when=standing.moment_in_words(index, program, impact.when),
        already=impact.already,
        before=figure(impact.before),
        linked=figure(impact.linked),
        carried=figure(impact.carried),
        tone="bad" if impact.drops else "good",
        rules=tuple(_verdict(found, address, each) for each in impact.rules),
        wanted=tuple(_wanted(found, address, impact)),
    )


def _name(program: Program, plan: Plan) -> Words | Text:
    return taking.name_of(plan) if len(program.plans) > 1 else ""


def figure(found: Assurance) -> str:
    """The items that are guaranteed, of how many."""
    return counted(guaranteed(found), found.items)


def counted(count: int | None, items: int) -> str:
    """So many of so many."""
    return _("no legal choice") if count is None else _("%(span)s of %(items)d") % {"span": count, "items": items}


def _verdict(found: Opened, address: Address, each: PromiseImpact) -> VerdictShown:
    rule = of_key(found.index, address, each.rule.key) or Named(each.rule.title)
    return VerdictShown(rule, _said(each.before), _said(each.carried), _TONES[each.carried] if each.carried else "")


def _said(verdict: Verdict | None) -> Words:
    return VERDICTS[verdict] if verdict else gettext_lazy("not judged")


def _wanted(found: Opened, address: Address, impact: PlanImpact) -> list[WantShown]:
    shown = []
    for want, words in WANTS.items():
        keys = [each.gap.item for each in impact.wanted if each.want is want]
        items = tuple(item for key in keys if (item := of_key(found.index, address, key)))
        if items:
            shown.append(WantShown(words, items))
    return shown
