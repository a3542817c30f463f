"""Rules that are not kept, in sentences: what was promised, who misses what, and the smallest repair."""

from django.utils.translation import gettext as _

from fourfold.domain.text import Text, closed_up
from fourfold.engine.breaking import Breaking, breaking
from fourfold.engine.guarantee import Assurance
from fourfold.engine.kept import kept
from fourfold.engine.proof import Verdict
from fourfold.engine.rules import RuleResult
from fourfold.web.pages import found, gap, standing
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import reading_language


def sentence(opened: Opened, result: RuleResult) -> str:
    """What a rule that is not kept asks, and what was found instead."""
    counted = _counted(opened, result)
    if counted is not None:
        return counted
    said = {
        "title": result.rule.title.in_language(reading_language()),
        "subject": subject(opened, result),
        "value": found.value(opened, result),
        "asked": found.asked(result.rule),
    }
    if result.verdict is Verdict.NOT_DECIDED:
        said["value"] = found.between(opened, result)
        return closed_up(_("Not decided: %(title)s. %(subject)s: found %(value)s, asked %(asked)s.") % said)
    return closed_up(_("Broken rule: %(title)s. %(subject)s: found %(value)s, asked %(asked)s.") % said)


def subject(opened: Opened, result: RuleResult) -> str:
    """What a rule was judged for, by its title: of a plan, its program's."""
    index, key = opened.index, result.subject.key
    named = index.program_of_plan.get(key) or index.programs.get(key) or index.courses.get(key)
    return named.title.in_language(reading_language()) if named else result.subject.code


def _counted(opened: Opened, result: RuleResult) -> str | None:
    """Of a broken promise of items: how many are promised, how many of them are guaranteed."""
    rule, proof, index = result.rule, result.proof, opened.index
    if rule.measure not in standing.COUNTED or result.verdict is not Verdict.BROKEN or proof is None:
        return None
    answer = _answer(opened, result)
    if answer is None or answer.items_met is None or proof.when is None:
        return None
    program = index.program_of_plan[proof.plan]
    said = {
        "program": program.title.in_language(reading_language()),
        "items": answer.items,
        "asked": standing.asked(rule, answer.items),
        "framework": index.frameworks[rule.scope.framework or ""].title.in_language(reading_language()),
        "when": standing.moment_in_words(index, program, proof.when),
        "found": found.least(answer.items_met.guaranteed),
    }
    if said["asked"] == answer.items:
        words = _(
            "Broken promise: %(program)s promises all %(items)d items of %(framework)s %(when)s; "
            "only %(found)s are guaranteed."
        )
    else:
        words = _(
            "Broken promise: %(program)s promises %(asked)d of the %(items)d items of %(framework)s %(when)s; "
            "only %(found)s are guaranteed."
        )
    return closed_up(words % said)


def _answer(opened: Opened, result: RuleResult) -> Assurance | None:
    proof, framework = result.proof, result.rule.scope.framework
    if proof is None or proof.when is None or framework not in opened.index.frameworks or framework is None:
        return None
    return opened.assure(plan=proof.plan, framework=framework, when=proof.when, taking=proof.taking)


def _breaking(opened: Opened, result: RuleResult) -> Breaking | None:
    proof = result.proof
    if proof is None or result.verdict is not Verdict.BROKEN:
        return None
    name = ("breaking of pages", result.rule.key, proof.plan)
    return kept(opened.index, name, lambda: breaking(opened.index, rule=result.rule, proof=proof, limit=opened.limit))


def witness(opened: Opened, result: RuleResult) -> str:
    """The electives that make the difference, and the items that those who take them miss."""
    difference = _breaking(opened, result)
    if difference is None:
        return ""
    said = {
        "elected": _titles([opened.index.courses[key].title for key in difference.elected]),
        "instead": _titles([opened.index.courses[key].title for key in difference.instead]),
        "missed": _titles([opened.index.items[key].title for key in difference.missed], quoted=True),
    }
    if not difference.elected:
        return _("A student who does not elect %(instead)s misses %(missed)s.") % said
    return _("A student who elects %(elected)s, not %(instead)s, misses %(missed)s.") % said


def _titles(titles: list[Text], *, quoted: bool = False) -> str:
    shape = _("“%(title)s”") if quoted else "%(title)s"
    return _(", ").join(shape % {"title": each.in_language(reading_language())} for each in titles)


def repair(opened: Opened, address: Address, result: RuleResult) -> Named | None:
    """The cheapest single change that closes a gap of a broken promise, with the way to all of them."""
    proof, framework = result.proof, opened.index.frameworks.get(result.rule.scope.framework or "")
    broken = result.verdict is Verdict.BROKEN and result.rule.is_promise
    if not broken or proof is None or proof.when is None or framework is None:
        return None
    rows = [
        row for row in gap.of_plan(opened, address, opened.index.plans[proof.plan], framework, proof.when) if row.ways
    ]
    if not rows:
        return None
    difference = _breaking(opened, result)
    missed = {opened.index.items[key].code for key in difference.missed} if difference else set()
    row = min(rows, key=lambda row: (row.item.code not in missed, row.ways[0].cost))
    return Named(way_in_words(row.ways[0]), f"{found.evidence(opened, address, result)}#gaps")


def way_in_words(way: gap.WayRow) -> str:
    """A way in one line: what to do, with which course and outcome, and what changes."""
    pieces = [f"{way.words} {_plainly(way.course)}"]
    if way.outcome is not None:
        pieces.append(_plainly(way.outcome))
    if way.change:
        pieces.append(way.change)
    return _(": ").join(pieces)


def _plainly(named: Named) -> str:
    return named.title.in_language(reading_language()) if isinstance(named.title, Text) else str(named.title)
