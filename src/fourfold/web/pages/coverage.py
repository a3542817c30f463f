"""The evidence of a figure: every leaf, what the least and the best choice reach, and the links behind it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import Link
from fourfold.domain.plan import Plan
from fourfold.domain.text import Text
from fourfold.engine.choices import Choice, completed
from fourfold.engine.coverage import depths, leaf_weights
from fourfold.engine.guarantee import Assurance, Extreme, Range, When, route_of
from fourfold.engine.index import Index
from fourfold.web.pages import choice, footings, gap, resolving, standing, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.shares import short
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import DEPTHS, RANKS, Words
from fourfold.web.safe import require_safe

LONGEST_TERM = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """A link that serves a leaf: course, outcome, depth, term and footing.

    `counts`: whether it does under either choice; `aside` says where it does not under both.
    """

    course: Named
    outcome: Text
    depth: Words
    rank: int
    term: str
    counts: bool
    aside: Words
    stand: Stand | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A leaf: what it requires, what is reached under the least and the best choice, and by which links."""

    item: Named
    required: Words
    least: Words
    best: Words
    least_met: bool
    best_met: bool
    grounds: tuple[Ground, ...]

    @property
    def servers(self) -> tuple[Ground, ...]:
        """The deepest link of each course that serves the leaf."""
        first = {each.course.code: each for each in reversed(self.grounds)}
        return tuple(each for each in self.grounds if first[each.course.code] is each)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure: what it counts, guaranteed and reachable."""

    name: Words
    meaning: Words
    least: str
    best: str
    known: bool = True
    aside: str = ""


@dataclass(frozen=True, slots=True)
class TermLink:
    """The same question at the end of another term."""

    term: int
    href: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """The evidence for one plan, framework and moment."""

    frame: Frame
    title: Text
    program: Named
    framework: Named
    plan: Words | Text
    moment: str
    standing: standing.Standing
    condition: Text | None
    unlisted: tuple[Text, ...]
    measures: tuple[MeasureRow, ...]
    terms: tuple[TermLink, ...]
    least: choice.Told | None
    best: choice.Told | None
    leaves: tuple[Leaf, ...]
    gaps: tuple[gap.Row, ...]
    gaps_open: bool
    newer: gap.Newer | None


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str, code: str, framework: str) -> HttpResponse:
    """Show the evidence at the term or after the course asked for, or at the sitting."""
    found = opened(request, institution, cluster, state=state)
    index = found.index
    address = Address(institution, cluster, state)
    chosen = resolving.by_code(index.programs.values(), code)
    wanted = resolving.by_code(index.frameworks.values(), framework)
    plan = resolving.plan_of(chosen, request.GET.get("plan", ""))
    if plan is None:
        raise resolving.UnknownCode(code, ())
    when = _when(index, plan, request.GET.get("term", ""), request.GET.get("after", ""))
    shown = page(found, address, plan, wanted, when or _usual(index, plan, wanted))
    return render(request, "coverage.html", {"page": shown})


def _when(index: Index, plan: Plan, term: str, after: str) -> When | None:
    """The moment asked for, if any; one that the plan does not have is not there."""
    if term:
        return When(term=_term(index.program_of_plan[plan.key].terms, term))
    return When(course=_after(index, plan, after)) if after else None


def _term(terms: int, asked: str) -> int:
    if len(asked) <= LONGEST_TERM and asked.isascii() and asked.isdecimal() and 1 <= int(asked) <= terms:
        return int(asked)
    raise resolving.NotHere(
        _("There is no term %(term)s: this program has terms 1 to %(last)d.")
        % {"term": resolving.echoed(asked), "last": terms}
    )


def _after(index: Index, plan: Plan, asked: str) -> str:
    known = {each.course.code.lower(): each.course.key for each in taking.of_plan(index, plan)}
    if asked.lower() not in known:
        raise resolving.NotHere(
            _("This program does not have a course %(course)s.") % {"course": resolving.echoed(asked)}
        )
    return known[asked.lower()]


def _usual(index: Index, plan: Plan, framework: Framework) -> When:
    return standing.moment(index, plan, framework, standing.promise(index, plan, framework))


def page(opened: Opened, address: Address, plan: Plan, framework: Framework, when: When) -> CoveragePage:
    """What the page of evidence shows."""
    index = opened.index
    of = index.program_of_plan[plan.key]
    through = route_of(index, plan=plan.key, framework=framework.key)
    answer = opened.assure(plan=plan.key, framework=framework.key, when=when, taking=through)
    least, best = _extremes(answer)
    sets = (_courses(index, plan, least, when), _courses(index, plan, best, when))
    crumbs = (
        Crumb(gettext_lazy("Programs"), address.to("programs")),
        Crumb(of.title, address.to("program", of.code)),
    )
    return CoveragePage(
        frame=frame(opened, address, "programs", *crumbs),
        title=framework.title,
        program=Named(of.title, address.to("program", of.code)),
        framework=Named(framework.title, address.to("framework", framework.code)),
        plan=taking.name_of(plan),
        moment=standing.moment_in_words(index, of, when),
        standing=standing.at(opened, address, plan, framework, when),
        condition=index.modules[through].title if through and through in index.modules else None,
        unlisted=tuple(index.pools[key].title for key in answer.unlisted),
        measures=_measures(answer, framework),
        terms=tuple(
            TermLink(term, standing.evidence(address, index, plan, framework, When(term=term)), when.term == term)
            for term in range(1, of.terms + 1)
        ),
        least=choice.told(index, address, least, best),
        best=choice.told(index, address, best, least),
        leaves=_leaves(index, address, plan, framework, sets),
        gaps=gap.of_plan(opened, address, plan, framework, when),
        gaps_open=not gap.quiet(opened, of, framework),
        newer=gap.newer(index, address, framework),
    )


def _extremes(answer: Assurance) -> tuple[Choice | None, Choice | None]:
    found = answer.items_met
    return (found.guaranteed.choice, found.reachable.choice) if found else (None, None)


def _courses(index: Index, plan: Plan, made: Choice | None, when: When) -> frozenset[str]:
    """The courses completed by then under a choice; none where no choice is known."""
    if made is None:
        return frozenset()
    term = when.term
    if when.course is not None:
        starts = {each.course: each.term for each in plan.required}
        starts.update((each.course, each.term) for each in made.taken)
        term = (starts.get(when.course) or 0) + index.courses[when.course].span - 1
    return completed(index, plan=plan.key, choice=made, term=term or 0)


def _measures(answer: Assurance, framework: Framework) -> tuple[MeasureRow, ...]:
    weighed: tuple[tuple[Words, Words, Range | None], ...] = (
        (
            gettext_lazy("Met weight"),
            gettext_lazy("the same items, each counted by its weight"),
            answer.met_weight,
        ),
        (
            gettext_lazy("Partial"),
            gettext_lazy("how far each item got towards the depth it requires, by weight; a rough guide only"),
            answer.partial,
        ),
    )
    found = [_weighed(name, meaning, each, framework) for name, meaning, each in weighed if each is not None]
    if answer.items_met is None:
        return tuple(found)
    meaning = gettext_lazy("items taught at least as deeply as required; each counts one")
    unit = f" / {answer.items}"
    least, best = (_end(each, 1, unit) for each in (answer.items_met.guaranteed, answer.items_met.reachable))
    return (MeasureRow(gettext_lazy("Items met"), meaning, least, best), *found)


def _weighed(name: Words, meaning: Words, found: Range, framework: Framework) -> MeasureRow:
    """A measure by weight; nothing is claimed where nobody has published weights."""
    leaves = framework.leaves()
    known = [share for share in leaf_weights(framework).values() if share is not None and share.is_point]
    if len(leaves) > 1 and all(item.weight is None for item in framework.walk()):
        words = _("not known: no weights published")
        return MeasureRow(name, meaning, words, words, known=False)
    aside = "" if len(known) == len(leaves) else _open(framework)
    least = _between(found.guaranteed, found.least_upper)
    best = _between(found.most_lower, found.reachable)
    return MeasureRow(name, meaning, least, best, aside=aside)


def _open(framework: Framework) -> str:
    """Of which nodes the weights are known; the measure is an interval then."""
    leaves = framework.leaves()
    branches = [item for item in framework.walk() if item.children]
    return _(
        "Weights are known for %(branches)d of %(all)d branches and for %(known)d of %(items)d items below them: "
        "between these ends the measure lies, wherever the rest may fall."
    ) % {
        "branches": sum(item.weight is not None for item in branches),
        "all": len(branches),
        "known": sum(item.weight is not None for item in leaves),
        "items": len(leaves),
    }


def _between(low: Extreme, high: Extreme) -> str:
    """Both ends of a measure where its weights are not all known: `60–80 %`."""
    if low.decided and high.decided and low.bound != high.bound:
        return f"{short(low.bound * 100)}–{short(high.bound * 100)} %"
    return _end(low, 100, " %")


def _end(extreme: Extreme, times: int, unit: str) -> str:
    if extreme.decided:
        return f"{short(extreme.bound * times)}{unit}"
    low, high = sorted((extreme.bound, extreme.best))
    span = f"{short(low * times)}–{short(high * times)}{unit}"
    return _("%(span)s, not decided") % {"span": span}


def _leaves(
    index: Index, address: Address, plan: Plan, framework: Framework, sets: tuple[Collection[str], Collection[str]]
) -> tuple[Leaf, ...]:
    least, best = (depths(index, framework=framework.key, courses=courses) for courses in sets)
    takings = {each.course.key: each for each in taking.of_plan(index, plan)}
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for course, link in index.links():
        if link.framework == framework.key and course and course.key in takings:
            links[link.item].append(link)
    return tuple(
        Leaf(
            item=Named(leaf.title, f"{address.to('framework', framework.code)}#item-{leaf.code}", code=leaf.code),
            required=DEPTHS[leaf.depth],
            least=RANKS[least[leaf.key]],
            best=RANKS[best[leaf.key]],
            least_met=least[leaf.key] >= leaf.depth.rank,
            best_met=best[leaf.key] >= leaf.depth.rank,
            grounds=_grounds(index, address, leaf, links, takings, sets),
        )
        for leaf in framework.leaves()
    )


def _aside(least: bool, best: bool, *, required: bool) -> Words:  # noqa: FBT001 - one for each of the two choices
    """Where a course does not count under both choices, why."""
    if least and best:
        return ""
    if least or best:
        return gettext_lazy("most only") if best else gettext_lazy("least only")
    return gettext_lazy("later") if required else gettext_lazy("elected by neither, or later")


def _grounds(
    index: Index,
    address: Address,
    leaf: Item,
    links: dict[str, list[Link]],
    takings: dict[str, taking.Taking],
    sets: tuple[Collection[str], Collection[str]],
) -> tuple[Ground, ...]:
    found = []
    parts = {part.course: part.footing for part in index.cluster.links}
    for link in links.get(leaf.key, ()):
        taken = takings[index.course_of_outcome[link.outcome].key]
        course = taken.course
        found.append(
            Ground(
                Named(course.title, address.to("course", course.code), code=course.code),
                index.outcomes[link.outcome].text,
                DEPTHS[link.depth],
                link.depth.rank,
                _("T%(terms)s") % {"terms": taken.ends},
                course.key in sets[0] or course.key in sets[1],
                _aside(course.key in sets[0], course.key in sets[1], required=taken.pool is None),
                footings.inherited(link.footing, parts.get(course.key), course.footing, index.cluster.head.footing),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.rank, each.course.code)))
