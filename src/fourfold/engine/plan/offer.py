"""What a plan offers to choose from: its pools, windows and requisites, compiled once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from fourfold.domain.plan import Plan, Pool, PoolKind
from fourfold.domain.program import Program
from fourfold.engine.index import Index
from fourfold.engine.plan.tree import Branch, Setting, branches

CREDIT_UNITS = 100
"""Credits are counted in hundredths: documents carry at most two places."""


@dataclass(frozen=True, slots=True)
class Option:
    """What may be taken through one pool at once: a course, or a module's courses. `amount` counts to the pool."""

    number: int
    pool: int
    courses: tuple[str, ...]
    amount: int
    module: str | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """What one pool wants: exactly `need` where `exact`, else at least so much."""

    pool: Pool
    exact: bool
    need: int

    @property
    def of_credits(self) -> bool:
        """Whether its courses may be dropped as long as the credits suffice."""
        return self.pool.kind is PoolKind.CREDITS


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan's electives. `fixed` are the required courses with their first terms; `trees` those that decide.

    A tree decides on legality where its course is an elective candidate, or where it is a required course's and
    names one. Trees over required courses alone are left to the checks: a late requisite among required courses
    would otherwise leave no legal choice, and so no answer at all.
    `windows`: the terms in which a course may start, by the pool's number and the course's key.
    `impossible`: required courses whose trees no choice satisfies.
    """

    plan: Plan
    terms: int
    fixed: Mapping[str, int | None]
    spans: Mapping[str, int]
    counters: tuple[Counter, ...]
    options: tuple[Option, ...]
    windows: Mapping[tuple[int, str], tuple[int, ...]]
    trees: Mapping[str, tuple[Branch, ...]]
    impossible: tuple[str, ...]
    unlisted: tuple[str, ...]
    electives: frozenset[str]
    options_of: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def completion(self, course: str, start: int) -> int:
        """The term at whose end a course that starts in `start` is completed."""
        return start + self.spans[course] - 1

    def ends(self, course: str) -> int | None:
        """The term at whose end a required course is completed; `None` where it has no term."""
        start = self.fixed[course]
        return None if start is None else self.completion(course, start)

    def starts(self, course: str) -> tuple[int, ...]:
        """Every term in which an elective may start, through whichever pool."""
        found = {start for number in self.options_of.get(course, ()) for start in self.window(number, course)}
        return tuple(sorted(found))

    def window(self, option: int, course: str) -> tuple[int, ...]:
        """The terms in which a course may start when it is taken through an option."""
        return self.windows[self.options[option].pool, course]


def whole(index: Index, module: str) -> tuple[str, ...]:
    """The courses that taking a module takes: those that are not optional."""
    return tuple(each.key for each in index.courses_of_module.get(module, ()) if not each.optional)


def offer(
    index: Index, *, plan: Plan, program: Program, loose: Collection[str] = (), silent: Collection[str] = ()
) -> Offer:
    """Compile a plan's electives. Pools in `loose` want nothing and trees of courses in `silent` say nothing."""
    fixed = {each.course: each.term for each in plan.required if each.course in index.courses}
    pools = [pool for pool in plan.pools if pool.kind is not PoolKind.UNLISTED]
    options = _options(index, pools, fixed)
    windows = _windows(index, program, pools, options)
    electives = frozenset(course for option in options for course in option.courses)
    spans = {key: index.courses[key].span for key in (*fixed, *electives)}
    setting = Setting(fixed, spans, electives)
    trees = _trees(index, setting, windows, silent)
    _narrow(windows, trees)
    usable, trees = _takeable([each for each in options if all(windows[each.pool, key] for key in each.courses)], trees)
    return Offer(
        plan=plan,
        terms=program.terms,
        fixed=fixed,
        spans=spans,
        counters=tuple(_counter(pool, loose) for pool in pools),
        options=usable,
        windows=windows,
        trees={owner: found for owner, found in trees.items() if found},
        impossible=tuple(owner for owner, found in trees.items() if not found and owner in fixed),
        unlisted=tuple(pool.key for pool in plan.pools if pool.kind is PoolKind.UNLISTED),
        electives=electives,
        options_of=_options_of(usable),
    )


def _counter(pool: Pool, loose: Collection[str]) -> Counter:
    if pool.key in loose:
        return Counter(pool, exact=False, need=0)
    if pool.kind is PoolKind.CREDITS:
        return Counter(pool, exact=False, need=int((pool.credits or 0) * CREDIT_UNITS))
    return Counter(pool, exact=True, need=pool.choose or 0)


def _options(index: Index, pools: list[Pool], fixed: Mapping[str, int | None]) -> list[Option]:
    found: list[Option] = []
    for number, pool in enumerate(pools):
        if pool.kind is PoolKind.MODULES:
            modules = [key for key in pool.modules if key in index.modules]
            bundles = [(tuple(key for key in whole(index, module) if key not in fixed), module) for module in modules]
            found.extend(Option(len(found) + n, number, *bundle) for n, bundle in enumerate(_ones(bundles)))
            continue
        courses = dict.fromkeys(each.course for each in pool.electives)
        for course in courses:
            if course in index.courses and course not in fixed:
                credit = int(index.courses[course].credits * CREDIT_UNITS)
                amount = credit if pool.kind is PoolKind.CREDITS else 1
                found.append(Option(len(found), number, (course,), amount))
    return found


def _ones(bundles: list[tuple[tuple[str, ...], str]]) -> list[tuple[tuple[str, ...], int, str]]:
    return [(courses, 1, module) for courses, module in bundles]


def _windows(
    index: Index, program: Program, pools: list[Pool], options: list[Option]
) -> dict[tuple[int, str], tuple[int, ...]]:
    pinned: dict[tuple[int, str], set[int]] = {}
    for number, pool in enumerate(pools):
        for each in pool.electives:
            if each.term is not None:
                pinned.setdefault((number, each.course), set()).add(each.term)
    found = {}
    for option in options:
        for course in option.courses:
            span, own = index.courses[course].span, index.courses[course].terms
            wanted = pinned.get((option.pool, course)) or own or range(1, program.terms + 1)
            found[option.pool, course] = tuple(sorted(t for t in set(wanted) if t + span - 1 <= program.terms))
    return found


def _trees(
    index: Index, setting: Setting, windows: Mapping[tuple[int, str], tuple[int, ...]], silent: Collection[str]
) -> dict[str, tuple[Branch, ...]]:
    starts: dict[str, set[int]] = {course: set() for course in setting.electives}
    for (_, course), window in windows.items():
        starts[course].update(window)
    found = {}
    for owner in (*setting.required, *sorted(setting.electives)):
        tree = index.courses[owner].requisite
        if tree is None or owner in silent or not _decides(index, owner, setting):
            continue
        found[owner] = branches(tree, owner, _starts(owner, setting, starts), setting)
    return found


def _starts(owner: str, setting: Setting, windows: Mapping[str, Collection[int]]) -> frozenset[int] | None:
    if owner not in setting.required:
        return frozenset(windows[owner])
    first = setting.required[owner]
    return None if first is None else frozenset({first})


def _decides(index: Index, owner: str, setting: Setting) -> bool:
    return owner in setting.electives or any(
        leaf.course in setting.electives for leaf in index.courses[owner].requisites()
    )


def _narrow(windows: dict[tuple[int, str], tuple[int, ...]], trees: dict[str, tuple[Branch, ...]]) -> None:
    """Let windows say what trees say without other electives, and forget the trees that say no more than that."""
    for place, window in windows.items():
        found = trees.get(place[1])
        if found is not None:
            allowed = frozenset[int]().union(*(branch.starts or frozenset() for branch in found))
            windows[place] = tuple(start for start in window if start in allowed)
    for owner, found in list(trees.items()):
        everything = frozenset[int]().union(*(branch.starts or frozenset() for branch in found))
        if any(not branch.needs and (branch.starts or frozenset()) == everything for branch in found):
            del trees[owner]


def _takeable(
    options: list[Option], trees: dict[str, tuple[Branch, ...]]
) -> tuple[tuple[Option, ...], dict[str, tuple[Branch, ...]]]:
    """Without the branches that need what cannot be taken, and the options whose trees have no branch left."""
    left, kept, before = trees, options, None
    while before != len(kept):
        before = len(kept)
        courses = {course for option in kept for course in option.courses}
        left = {owner: tuple(each for each in found if each.needed() <= courses) for owner, found in left.items()}
        barred = {owner for owner, found in left.items() if not found}
        kept = [option for option in kept if not barred & set(option.courses)]
    return tuple(Option(n, o.pool, o.courses, o.amount, o.module) for n, o in enumerate(kept)), left


def _options_of(options: tuple[Option, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for option in options:
        for course in option.courses:
            found.setdefault(course, []).append(option.number)
    return {course: tuple(numbers) for course, numbers in found.items()}
