"""What an edit would do, before it is made: the problems it heals and creates, the figures it moves."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from fourfold.actions.covering import Row, Wanted, rows_of
from fourfold.actions.difference_words import Line, told
from fourfold.actions.editing import HEAD_STAYS, OTHER_KIND
from fourfold.actions.reads import Reads
from fourfold.actions.refused import Refused
from fourfold.actions.shelf import Opened
from fourfold.actions.value_words import names_in
from fourfold.canon.encode import digest, encode
from fourfold.canon.kinds import Part
from fourfold.canon.parts import Manifest, Whole, parts_of, root, split
from fourfold.domain.cluster import Cluster, Dossier, Head
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.problem import Problem
from fourfold.domain.rule import Measure
from fourfold.engine.difference import of_one
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic
from fourfold.engine.plan.extreme import Range
from fourfold.engine.replacing import replaced
from fourfold.engine.rules import RuleResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure of a plan that an edit moves.

    `measure` is one of items met (of `framework`), hours, credits and complexity; `None` where there is no value: no
    legal choice, or requisites that go round.
    """

    plan: Key
    measure: Measure
    before: Range | Fraction | None
    after: Range | Fraction | None
    framework: Key | None = None
    items: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A rule whose verdict an edit changes, as it was and will be judged for one noun; `None` where it is not."""

    before: RuleResult | None
    after: RuleResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A draft as it stands and as it would stand, and what differs between the two."""

    before: Opened
    after: Opened
    healed: tuple[Problem, ...]
    created: tuple[Problem, ...]
    moved: tuple[Moved, ...]
    judged: tuple[Judged, ...]

    @property
    def still(self) -> bool:
        """Whether nothing that is checked or measured would differ."""
        return not (self.healed or self.created or self.moved or self.judged)


def rehearse(opened: Opened, key: Key, part: Part | None) -> Rehearsal:
    """What becomes of a draft if the part with this key is `part`, or is gone where that is `None`.

    Refused where the key belongs to a part of another kind, or the head of the cluster would go or be another.
    """
    refuse_impossible(opened, key, part)
    return between(opened, with_part(opened, key, part))


def refuse_impossible(opened: Opened, key: Key, part: Part | None) -> None:
    """Refuse what no saving can make of a draft: its head stays, and so does the kind of each part."""
    head = opened.index.cluster.head.key
    if (part is None and key == head) or (isinstance(part, Head) and key != head):
        raise Refused(HEAD_STAYS)
    held = _held(opened, key)
    if key in opened.index.cluster.frameworks or (held and part and type(held) is not type(part)):
        raise Refused(OTHER_KIND)


def rehearse_framework(opened: Opened, key: Key, framework: Framework | None) -> Rehearsal:
    """What becomes of a draft if it pins the framework with this key as it is given, or lets go of it."""
    return between(opened, with_framework(opened, key, framework))


def with_framework(opened: Opened, key: Key, framework: Framework | None) -> Opened:
    """A draft as it would stand with a framework pinned so, or without it; nothing is written."""
    dossier = opened.index.dossier
    others = tuple(each for each in dossier.frameworks if each.key != key)
    pinned = {each for each in dossier.cluster.frameworks if each != key} | ({key} if framework else set())
    index = Index(
        Dossier(
            cluster=replace(dossier.cluster, frameworks=tuple(pinned)),
            frameworks=(*others, framework) if framework else others,
        )
    )
    digests = {name: each for name, each in opened.digests.items() if name != key}
    digests |= {key: root(split(framework).manifest)} if framework else {}
    return replace(
        opened, index=index, digests=digests, root=_root(index.cluster, digests), reads=Reads(index, digests)
    )


def lines(run: Rehearsal, key: Key) -> tuple[Line, ...]:
    """How a part differs, field by field; of one that comes or goes, nothing, but of a course's first links each."""
    was, will = (_held(each, key) for each in (run.before, run.after))
    if was is None and isinstance(will, CourseLinks):
        was = replace(will, links=())
    if was is None or will is None:
        return ()
    parts = told(of_one(key, was, will), names_in(run.before.index), names_in(run.after.index))
    return tuple(line for part in parts for line in part.lines)


def _held(opened: Opened, key: Key) -> Part | Framework | None:
    return opened.index.frameworks.get(key) or dict(parts_of(opened.index.cluster)).get(key)


def between(before: Opened, after: Opened) -> Rehearsal:
    """What differs between two states of a cluster in what is checked and measured, figures plan by plan."""
    was, will = _near_what_differs(before.problems(), after.problems())
    return Rehearsal(
        before=before,
        after=after,
        healed=_beyond(was, will),
        created=_beyond(will, was),
        moved=tuple(_moved(before, after)),
        judged=tuple(_judged(before, after)),
    )


def with_part(opened: Opened, key: Key, part: Part | None) -> Opened:
    """A draft as it would stand with this part, without writing anything."""
    return with_parts(opened, {key: part})


def with_parts(opened: Opened, parts: Mapping[Key, Part | None]) -> Opened:
    """The same with several parts, `None` where one is gone."""
    dossier = opened.index.dossier
    changed = Dossier(cluster=replaced(dossier.cluster, parts), frameworks=dossier.frameworks)
    index = Index(changed, opened.index.library)
    digests = {name: each for name, each in opened.digests.items() if name not in parts}
    digests |= {key: digest(encode(part)) for key, part in parts.items() if part is not None}
    return replace(
        opened, index=index, digests=digests, root=_root(index.cluster, digests), reads=Reads(index, digests)
    )


def _root(cluster: Cluster, digests: dict[Key, str]) -> str:
    pinned = {each: digests.get(each) for each in cluster.frameworks}
    parts = {each: name for each, name in digests.items() if each not in pinned}
    return root(Manifest(kind=Whole.CLUSTER, key=cluster.head.key, parts=parts, frameworks=pinned))


def _near_what_differs(*sides: tuple[Problem, ...]) -> Iterator[tuple[Problem, ...]]:
    """The problems of either side of those codes and parts where the two are not the very same."""
    was, will = (Counter(map(id, side)) for side in sides)
    touched = {(each.code, each.where.key) for side in sides for each in side if was[id(each)] != will[id(each)]}
    return (tuple(each for each in side if (each.code, each.where.key) in touched) for side in sides)


def _beyond(mine: Iterable[Problem], others: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems on one side that the other does not have; one that only tells of other figures is the same."""
    left = Counter(map(_identity, others))
    found = []
    for each in mine:
        left[_identity(each)] -= 1
        if left[_identity(each)] < 0:
            found.append(each)
    return tuple(found)


def _identity(problem: Problem) -> tuple[Hashable, ...]:
    where, said = problem.where, dict(problem.details)
    return problem.code, where.key, where.path, problem.rule, said.get("subject", "")


def _moved(before: Opened, after: Opened) -> Iterator[Moved]:
    for plan in dict.fromkeys((*before.index.plans, *after.index.plans)):
        if _touched(before, after, plan):
            yield from _of_plan(before, after, plan)


def _touched(before: Opened, after: Opened, plan: Key) -> bool:
    """Whether anything that the figures of a plan read differs."""
    if _pinned(before) != _pinned(after):
        return True
    sides = [each.reads.of_plan(plan) for each in (before, after) if plan in each.index.plans]
    return len(set(sides)) + (2 - len(sides)) > 1


def _pinned(opened: Opened) -> Mapping[Key, str | None]:
    return {key: opened.digests.get(key) for key in opened.index.cluster.frameworks}


def _of_plan(before: Opened, after: Opened, plan: Key) -> Iterator[Moved]:
    covered = [_coverage(each, plan) for each in (before, after)]
    for aim in dict.fromkeys((*covered[0], *covered[1])):
        was, will = (each.get(aim) for each in covered)
        found = [row.assured.items_met if row else None for row in (was, will)]
        if not _same(*found):
            items = max(row.assured.items for row in (was, will) if row)
            yield Moved(
                plan=plan, measure=Measure.ITEMS_MET, framework=aim[0], items=items, before=found[0], after=found[1]
            )
    for measure in (Measure.HOURS, Measure.CREDITS, Measure.COMPLEXITY):
        sides = [_figure(each, plan, measure) for each in (before, after)]
        if not _same(*sides):
            yield Moved(plan=plan, measure=measure, before=sides[0], after=sides[1])


def _coverage(opened: Opened, plan: Key) -> dict[tuple[Key, Hashable], Row]:
    """What a plan assures, by framework and time."""
    if plan not in opened.index.plans:
        return {}
    wanted = Wanted(programs=(opened.index.program_of_plan[plan].code,))
    rows = rows_of(opened.index, wanted, assure=opened.assure)
    return {(row.aim.framework, row.assured.when): row for row in rows if row.plan == plan}


def _figure(opened: Opened, plan: Key, measure: Measure) -> Range | Fraction | None:
    if plan not in opened.index.plans:
        return None
    if measure is not Measure.COMPLEXITY:
        return opened.hours(plan=plan, measure=measure)
    found = opened.metrics(plan=plan)
    return None if isinstance(found, Cyclic) else Fraction(found.complexity)


def _same(was: Range | Fraction | None, will: Range | Fraction | None) -> bool:
    return _ends(was) == _ends(will)


def _ends(found: Range | Fraction | None) -> Hashable:
    """What a figure says, whichever choices attain it."""
    if isinstance(found, Range):
        return found.guaranteed.bound, found.guaranteed.best, found.reachable.bound, found.reachable.best
    return found


def _judged(before: Opened, after: Opened) -> Iterator[Judged]:
    was, will = _results(before), _results(after)
    for name in dict.fromkeys((*was, *will)):
        sides = was.get(name), will.get(name)
        if len({each.verdict if each else None for each in sides}) > 1:
            yield Judged(before=sides[0], after=sides[1])


def _results(opened: Opened) -> dict[tuple[Key, Key], RuleResult]:
    return {(each.rule.key, each.subject.key): each for each in opened.rules()}
