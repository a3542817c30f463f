"""Sets of electives of a document beside the pools of a plan: which is which, and what changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from fourfold.canon.identity import noun_key
from fourfold.domain.marks import Key
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind
from fourfold.exchange.plan_rows import Group
from fourfold.exchange.plan_words import name_in
from fourfold.exchange.table_course import worded
from fourfold.exchange.table_names import Names, normal
from fourfold.exchange.table_result import Difference, Met, Understood, Verdict
from fourfold.exchange.table_shown import UNSAID, as_words


@dataclass(slots=True)
class Pools:
    """The pools of a plan while a document is taken in."""

    plan: Plan
    cluster: Key
    names: Names
    taken_codes: set[str]
    held: dict[Key, Pool] = field(default_factory=dict)
    of_group: dict[int, Key] = field(default_factory=dict)
    rows: list[Understood] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.held = {pool.key: pool for pool in self.plan.pools}

    def take(self, group: Group) -> bool:
        """Let a group be a pool of the plan; `False` where it cannot be one."""
        before, met_by = self._meet(group)
        made = self._made(group) if before is None else self._asking(before, group)
        if made is None:
            return False
        self.held[made.key] = made
        self.of_group[id(group)] = made.key
        self.rows.append(self._understood(group, before, made, met_by))
        return True

    def _meet(self, group: Group) -> tuple[Pool | None, Met]:
        free = [pool for pool in self.held.values() if pool.key not in self.of_group.values()]
        named = [(length, pool) for pool in free if (length := _named(pool, group.text))]
        if named:
            return max(named, key=lambda each: each[0])[1], Met.TITLE
        ours = self._listed(group)
        shared = [(len(ours & _listed_in(pool)), pool) for pool in free]
        most = max(shared, key=lambda each: each[0], default=(0, None))
        return (most[1], Met.OVERLAP) if most[0] else (None, Met.NOTHING)

    def _listed(self, group: Group) -> set[Key]:
        keys = {meeting.key for meeting in group.courses if meeting.key}
        return keys | {self.names.course[key].module for key in keys}

    def _asking(self, pool: Pool, group: Group) -> Pool:
        """The pool, asking for what the group asks for."""
        wanted, modules = group.wanted, self._modules(group, pool.modules)
        if wanted.kind is PoolKind.CREDITS:
            kind = PoolKind.CREDITS if group.courses else PoolKind.UNLISTED
            return replace(pool, kind=kind, credits=wanted.number, choose=None, modules=modules)
        return replace(pool, kind=wanted.kind, choose=int(wanted.number), credits=None, modules=modules)

    def _modules(self, group: Group, held: tuple[Key, ...] = ()) -> tuple[Key, ...]:
        if group.wanted.kind is not PoolKind.MODULES:
            return ()
        found = {self.names.course[each.key].module for each in group.courses if each.key}
        return tuple(sorted({*held, *found}))

    def _made(self, group: Group) -> Pool | None:
        categories = {
            self.names.category_of.get(self.names.course[each.key].module) for each in group.courses if each.key
        }
        category = group.category or (categories.pop() if len(categories) == 1 else None)
        title = worded(None, name_in(group.text))
        hopeless = bool(group.courses) and not any(each.key for each in group.courses)
        unlisted = not group.courses and group.wanted.kind is not PoolKind.CREDITS
        if category is None or title is None or hopeless or unlisted:
            return None
        code = self._free_code()
        key = noun_key(self.cluster, "pool", code)
        return self._asking(Pool(key=key, code=code, title=title, category=category, kind=PoolKind.COURSES), group)

    def _free_code(self) -> str:
        number = 1
        while f"{self.plan.code}-{number}".lower() in self.taken_codes:
            number += 1
        code = f"{self.plan.code}-{number}"
        self.taken_codes.add(code.lower())
        return code

    def _understood(self, group: Group, before: Pool | None, made: Pool, met_by: Met) -> Understood:
        changes = tuple(self._differences(before, made))
        verdict = Verdict.NEW if before is None else Verdict.CHANGED if changes else Verdict.SAME
        return Understood(
            table=group.at.table,
            row=group.at.row or 0,
            noun="pool",
            code=made.code,
            title=group.text,
            verdict=verdict,
            met_by=met_by,
            changes=changes,
        )

    def _differences(self, before: Pool | None, made: Pool) -> Iterable[Difference]:
        for name in ("title", "kind", "choose", "credits", "modules"):
            old, new = getattr(before, name, None), getattr(made, name)
            if old != new and (new or old):
                yield Difference(
                    field=name, old=as_words(old, self.names) if old else UNSAID, new=as_words(new, self.names)
                )

    def pool_of(self, course: Key) -> Pool | None:
        """The pool that lists a course, or the course's module."""
        module = self.names.course[course].module
        for pool in self.held.values():
            if any(each.course == course for each in pool.electives) or module in pool.modules:
                return pool
        return None

    def put(self, pool: Key, placement: Placement) -> None:
        held = self.held[pool]
        others = [placement if each.course == placement.course else each for each in held.electives]
        if placement.course not in {each.course for each in held.electives}:
            others.append(placement)
        self.held[pool] = replace(held, electives=tuple(others))

    def drop(self, course: Key) -> None:
        for key, pool in self.held.items():
            self.held[key] = replace(pool, electives=tuple(each for each in pool.electives if each.course != course))


def _named(pool: Pool, text: str) -> int:
    """How much of the pool's title, or of its code, stands in a text; the code alone says it all."""
    said = normal(text)
    titles = [normal(each) for each in (pool.title.zh, pool.title.en, pool.code) if each]
    return max((len(each) for each in titles if each in said), default=0)


def _listed_in(pool: Pool) -> set[Key]:
    return {each.course for each in pool.electives} | set(pool.modules)
