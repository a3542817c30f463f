"""The shelf: clusters that can be opened, and questions about them answered once for the same bytes."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from fourfold.actions.answers import Answers, Question, digest_of
from fourfold.actions.institutions import KeptInstitution, every_institution, institution_at
from fourfold.actions.reads import Reads
from fourfold.actions.signed import Signed, sign
from fourfold.actions.suggesting import PATIENCE_SECONDS, Sought, Suggested, suggest_for, unread
from fourfold.canon.kinds import Part
from fourfold.canon.parts import root, split
from fourfold.domain.framework import Framework
from fourfold.domain.person import Viewer
from fourfold.domain.problem import Problem
from fourfold.domain.rule import Measure, Rule
from fourfold.engine.checks import Memory, check
from fourfold.engine.choices import Infeasible, Limit
from fourfold.engine.gap import Gap, gaps
from fourfold.engine.guarantee import Assurance, When, assure
from fourfold.engine.hours import hours_range
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic, Evidence, PlanMetrics, plan_evidence, plan_metrics
from fourfold.engine.outlook import Outlook
from fourfold.engine.plan.extreme import Range
from fourfold.engine.plan_figures import count
from fourfold.engine.proof import PROVABLE
from fourfold.engine.radar import Blip, radar
from fourfold.engine.reach import Reach, reaches
from fourfold.engine.rules import RuleResult, judge_rule
from fourfold.engine.succession import Succession, succession
from fourfold.engine.succession_classes import class_outlook
from fourfold.engine.transfer import Transfer, transfer
from fourfold.store import read
from fourfold.store.past import kept_on
from fourfold.store.people import names_of
from fourfold.store.read import Kept, Published, Shelved, dossier_of

if TYPE_CHECKING:
    from fourfold.actions.meanings import Meanings

T = TypeVar("T")
_OPEN = Answers(most=8)
_ANSWERS = Answers()
_MEMORY = Memory()


__all__ = ["DRAFT", "Opened", "Published", "Shelved", "on_shelf", "open_cluster", "open_drafts"]

DRAFT = "draft"
"""The state in addresses that is no release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A cluster in one state: its values looked up, its address, its root, and the date it is judged by.

    `digests` are those of its parts and the roots it pins, by key. A draft has no `release`; a release is `signed`, and
    `newest` is the newest of the same cluster. `keeper` is the institution, `viewer` whoever it was opened for.
    """

    institution: str
    code: str
    keeper: KeptInstitution
    viewer: Viewer
    root: str
    changed_at: datetime
    today: date
    index: Index
    reads: Reads
    digests: Mapping[str, str] = field(default_factory=dict)
    release: Published | None = None
    newest: Published | None = None
    signed: Signed | None = None
    waiting: int = 0
    given: int = 0
    limit: Limit = field(default_factory=Limit)
    answers: Answers = _ANSWERS
    memory: Memory = _MEMORY

    def assure(self, *, plan: str, framework: str, when: When, taking: str | None = None) -> Assurance:
        """What a plan guarantees and can reach of a framework."""
        return self._ask(
            ("assure", plan, framework, when, taking),
            self.reads.of_plan(plan, framework),
            lambda: assure(self.index, plan=plan, framework=framework, when=when, taking=taking, limit=self.limit),
        )

    def by_term(self, *, plan: str, framework: str, taking: str | None = None) -> tuple[Assurance, ...]:
        """The same by the end of each term."""
        terms = range(1, self.index.program_of_plan[plan].terms + 1)
        return tuple(self.assure(plan=plan, framework=framework, when=When(term=term), taking=taking) for term in terms)

    def gaps(self, *, plan: str, framework: str, when: When, taking: str | None = None) -> tuple[Gap, ...] | Infeasible:
        """The leaves that some choice leaves unmet, with their cheapest ways; ways may lead through any course."""
        return self._ask(
            ("gaps", plan, framework, when, taking),
            self.root,
            lambda: gaps(self.index, plan=plan, framework=framework, when=when, taking=taking, limit=self.limit),
        )

    def reaches(
        self,
        *,
        plan: str,
        framework: str,
        when: When,
        taking: str | None = None,
        leaves: frozenset[str] | None = None,
    ) -> Mapping[str, Reach]:
        """How deeply a plan teaches each leaf, or some, at least and at most; nothing where no choice is legal."""
        asked = {"plan": plan, "framework": framework, "when": when, "taking": taking, "leaves": leaves}
        return self._ask(
            ("reaches", *asked.values()),
            self.reads.of_plan(plan, framework),
            lambda: reaches(self.index, **asked, limit=self.limit),  # type: ignore[arg-type]  # the same question
        )

    def metrics(self, *, plan: str) -> PlanMetrics | Cyclic:
        """Curricular complexity over the courses of a plan."""
        return self._ask(("metrics", plan), self.reads.of_plan(plan), lambda: plan_metrics(self.index, plan=plan))

    def hours(self, *, plan: str, measure: Measure, categories: tuple[str, ...] = ()) -> Range | None:
        """The hours, credits or shares of a plan over all its legal choices; `None` where there is none."""
        return self._ask(
            ("hours", plan, measure, categories),
            self.reads.of_plan(plan),
            lambda: hours_range(self.index, plan=plan, measure=measure, categories=categories, limit=self.limit),
        )

    def counted(self, *, plan: str, framework: str, when: When, taking: str | None = None) -> Range | None:
        """The items of a framework that a plan meets over all its legal choices, without what they weigh."""
        return self._ask(
            ("counted", plan, framework, when, taking),
            self.reads.of_plan(plan, framework),
            lambda: count(self.index, plan=plan, framework=framework, when=when, taking=taking, limit=self.limit),
        )

    def behind_metrics(self, *, plan: str, course: str) -> Evidence | Cyclic:
        """The courses and paths behind the figures of a course in a plan."""
        return self._ask(
            ("behind metrics", plan, course),
            self.reads.of_plan(plan),
            lambda: plan_evidence(self.index, plan=plan, course=course),
        )

    def transfer(self, *, source: str, target: str, after: int) -> Transfer:
        """What carries over from one plan to another after a term."""
        return self._ask(
            ("transfer", source, target, after),
            self.root,
            lambda: transfer(self.index, source=source, target=target, after=after),
        )

    def suggested(self, sought: Sought, *, meanings: "Meanings | None" = None) -> Suggested:
        """Items that the outcomes of a course may serve; a model that has texts left to read decides nothing yet."""
        left = unread(self.index, meanings=meanings, seconds=PATIENCE_SECONDS)
        return self._ask(
            ("suggested", sought, self.today, meanings is None, left),
            self.root,
            lambda: suggest_for(self.index, sought, today=self.today, meanings=meanings, left=left),
        )

    def radar(self) -> tuple[Blip, ...]:
        """Every framework as it stands on the date that the cluster is judged by, what presses first."""
        return self._ask(("radar", self.today), self.root, lambda: radar(self.index, today=self.today))

    def succession(self, old: Framework, new: Framework) -> Succession:
        """What became of each item of a framework in another.

        Kept only where both are in this state: of another nothing tells later whether it is still the same.
        """
        if not {old.key, new.key} <= self.digests.keys():
            return succession(old, new)
        read = digest_of(self.digests[each.key] for each in (old, new))
        return self._ask(("succession", old.key, new.key), read, lambda: succession(old, new))

    def class_outlook(self, beside: Index, *, old: Framework, new: Framework, least: int) -> Outlook:
        """What a version that is put `beside` this release does there: it needs not be in it."""
        read = digest_of((self.root, root(split(new).manifest)))
        return self._ask(
            ("class outlook", old.key, new.key, least),
            read,
            lambda: class_outlook(beside, found=self.succession(old, new), least=least),
        )

    def rules(self) -> tuple[RuleResult, ...]:
        """Every rule over its scope, kept or not."""
        return self._ask(("rules",), self.root, self._judged)

    def _judged(self) -> tuple[RuleResult, ...]:
        """Rule by rule, so that after an edit only those that read it are judged anew."""
        rules = sorted(self.index.cluster.rules, key=lambda rule: rule.code)
        return tuple(result for rule in rules for result in self.judge(rule))

    def judge(self, rule: Rule) -> tuple[RuleResult, ...]:
        """One rule over its scope."""
        return self._ask(
            ("rule", rule.key),
            self.reads.of_rule(rule) if rule.measure in PROVABLE else self.root,
            lambda: judge_rule(self.index, rule=rule, limit=self.limit),
        )

    def problems(self) -> tuple[Problem, ...]:
        """Everything that the checks find, by the date that the cluster is judged by."""
        return self._ask(
            ("problems", self.today),
            self.root,
            lambda: check(self.index, today=self.today, limit=self.limit, results=self.rules(), memory=self.memory),
        )

    def _ask(self, question: tuple[Hashable, ...], read: str, work: Callable[[], T]) -> T:
        name, *arguments = question
        asked = Question(name=str(name), arguments=(*arguments, self.limit), read=read)
        return self.answers.ask(asked, work)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPart:
    """A part as it stands somewhere, and the digest of its stored bytes."""

    part: Part
    digest: str


def on_shelf(viewer: Viewer) -> tuple[Shelved, ...]:
    """Every cluster that the viewer sees: its draft, its releases, or both."""
    return read.shelved(viewer)


def open_cluster(institution: str, cluster: str, *, viewer: Viewer, today: date, state: str = DRAFT) -> Opened | None:
    """A cluster in its draft or in the release of that name; `None` where the viewer sees no such thing."""
    kept = _kept(institution, cluster, state, viewer)
    return None if kept is None else _opened(kept, today, viewer, institution_at(kept.address.institution))


def open_draft_on(institution: str, cluster: str, at: datetime, *, viewer: Viewer, today: date) -> Opened | None:
    """A draft as it was at an instant; `None` where the viewer sees no such draft."""
    kept = read.draft_at(institution, cluster, viewer)
    keeper = institution_at(kept.address.institution) if kept else None
    return _opened(kept_on(kept, at), today, viewer, keeper) if kept and keeper else None


def open_drafts(viewer: Viewer, *, today: date) -> tuple[Opened, ...]:
    """Every draft that the viewer may read, in order of address."""
    keepers = {each.code: each for each in every_institution()}
    return tuple(_opened(kept, today, viewer, keepers[kept.address.institution]) for kept in read.drafts(viewer))


def has_draft(institution: str, cluster: str, *, viewer: Viewer) -> bool:
    """Whether the viewer sees a draft at an address."""
    return read.draft_at(institution, cluster, viewer) is not None


def part_in(institution: str, cluster: str, key: str, *, viewer: Viewer, state: str = DRAFT) -> HeldPart | None:
    """One part of a cluster in a state, without a look at the others; `None` where the viewer sees no such thing."""
    kept = _kept(institution, cluster, state, viewer)
    name = kept.held.parts.get(key) if kept else None
    return HeldPart(part=read.parts_of([name])[name], digest=name) if name else None


def _kept(institution: str, cluster: str, state: str, viewer: Viewer) -> Kept | None:
    if state.lower() == DRAFT:
        return read.draft_at(institution, cluster, viewer)
    return read.release_at(institution, cluster, state)


def _opened(kept: Kept, today: date, viewer: Viewer, keeper: KeptInstitution) -> Opened:
    index, reads = _OPEN.ask(Question(name="opened", arguments=(), read=kept.root), lambda: _look_up(kept))
    return Opened(
        institution=kept.address.institution,
        code=kept.address.code,
        keeper=keeper,
        viewer=viewer,
        root=kept.root,
        digests=kept.held.digests(),
        release=kept.release,
        newest=kept.newest,
        signed=_signed(kept, keeper),
        changed_at=kept.changed_at,
        waiting=kept.waiting,
        given=kept.given,
        today=today,
        index=index,
        reads=reads,
    )


def _signed(kept: Kept, keeper: KeptInstitution) -> Signed | None:
    if kept.release is None:
        return None
    return sign(kept.release, names_of({kept.release.who}), ZoneInfo(keeper.zone))


def _look_up(kept: Kept) -> tuple[Index, Reads]:
    index = Index(dossier_of(kept))
    return index, Reads(index, kept.held.digests())
