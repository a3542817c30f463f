"""Profiles: what legal choices serve of a framework by a term, as an antichain of masks.

Measures grow with the mask, so the least masks hold every minimum and the greatest masks every maximum, of all
measures at once. For the least a choice runs in its latest schedule, for the greatest in its earliest.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fourfold.engine.plan.block import Alternative, Demand
from fourfold.engine.plan.choice import Choice, Limit, Tally
from fourfold.engine.plan.compiled import Compiled
from fourfold.engine.plan.fold import Algebra, Entry, Trail, fold

Trails = tuple[Trail | None, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """What is asked of a plan: the masks of electives (only bits that count), by the end of `term`, under `demand`.

    `late`: the least is sought, so electives run as late as they may; else the greatest, as early as they may.
    """

    masks: Mapping[str, int]
    term: int
    demand: Demand
    late: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A mask, and the trail through each component that gives it."""

    mask: int
    trails: Trails

    def choice(self, plan: Compiled, *, late: bool) -> Choice:
        """The choice that has this profile."""
        return plan.choice(self.trails, late=late)


def gain(plan: Compiled, aim: Aim, alternative: Alternative) -> int:
    """The bits of the courses that an alternative completes in time."""
    found = 0
    for course, start in alternative.late if aim.late else alternative.early:
        if course in aim.masks and plan.offer.completion(course, start) <= aim.term:
            found |= aim.masks[course]
    return found


def thin(entries: list[Entry[int]], tally: Tally, *, late: bool) -> list[Entry[int]]:
    """The least masks where `late`, else the greatest; of equal ones the first."""
    distinct: dict[int, Entry[int]] = {}
    for entry in entries:
        distinct.setdefault(entry[0], entry)
    kept: list[int] = []
    for mask in sorted(distinct, key=int.bit_count, reverse=not late):
        tally.compare(len(kept) + 1)
        if late and any(other & mask == other for other in kept):
            continue
        if not late and any(other | mask == other for other in kept):
            continue
        kept.append(mask)
        tally.hold(len(kept))
    return [distinct[mask] for mask in kept]


def mask_algebra(plan: Compiled, aim: Aim, tally: Tally) -> Algebra[int]:
    """Masks joined by union, and thinned."""
    return Algebra(
        nothing=0,
        of=lambda alternative: gain(plan, aim, alternative),
        join=int.__or__,
        keep=lambda entries, _: thin(entries, tally, late=aim.late),
    )


def serves(plan: Compiled, aim: Aim, component: int) -> bool:
    """Whether any elective of a component can count."""
    return any(plan.component_of.get(course) == component for course in aim.masks)


def entries_of(plan: Compiled, aim: Aim, component: int, limit: Limit) -> list[Entry[int]]:
    """The extreme masks of one component; none where it has no legal choice."""
    if not serves(plan, aim, component):
        return [(0, trail) for _, trail in plan.first(component, aim.demand, limit)]
    tally = Tally(limit)
    ways = plan.ways(component, aim.demand, limit)
    return fold(plan.offer, plan.components[component], ways, mask_algebra(plan, aim, tally), tally)


def profiles(plan: Compiled, aim: Aim, limit: Limit) -> list[Profile]:
    """The extreme profiles over all legal choices; none where there is no legal choice.

    Raises `StruckError` where the limit strikes.
    """
    if plan.offer.impossible:
        return []
    found = [Profile(0, ())]
    tally = Tally(limit)
    for component in range(len(plan.components)):
        entries = entries_of(plan, aim, component, limit)
        tally.step(len(found) * len(entries))
        joined: dict[int, Profile] = {}
        for profile in found:
            for mask, trail in entries:
                joined.setdefault(profile.mask | mask, Profile(profile.mask | mask, (*profile.trails, trail)))
        kept = thin([(mask, None) for mask in joined], tally, late=aim.late)
        found = [joined[mask] for mask, _ in kept]
    return found
