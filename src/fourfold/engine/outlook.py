"""The outlook on a new version: what became of each item, which links carry over, what it does, what repairs it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from fourfold.canon.kinds import Part
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.rule import Rule
from fourfold.engine.index import Index
from fourfold.engine.succession import Succession
from fourfold.engine.succession_impact import PlanImpact, View, impacts
from fourfold.engine.succession_links import SURE, Candidate, Carried, carried
from fourfold.engine.succession_programs import Replacement, edited_parts, naming, staying
from fourfold.engine.succession_repair import Repair, repairs, unclosed


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Everything that follows from a new version, if links from `least` per cent on were carried over.

    `programs` name either version, those that name the old one first; `staying` are rules that would stay with the old
    version if all of them were replaced.
    """

    found: Succession
    carried: Carried
    least: int
    programs: tuple[Key, ...]
    behind: tuple[Key, ...]
    impacts: tuple[PlanImpact, ...]
    repairs: tuple[Repair, ...]
    unclosed: tuple[Key, ...]
    staying: tuple[Rule, ...]

    @property
    def taken(self) -> tuple[Candidate, ...]:
        """The links that the figures count as carried over."""
        return tuple(each for each in self.carried.at_least(self.least) if each.stands is None)


def outlook(
    now: View,
    *,
    found: Succession,
    applied: Callable[[Mapping[Key, Part]], View],
    least: int = SURE,
) -> Outlook:
    """What follows from a succession; `applied` is the cluster with other parts than it has now."""
    index, old, new = now.index, found.old, found.new
    links = carried(index, found)
    behind = tuple(program.key for program in naming(index, old.key))
    programs = tuple(dict.fromkeys((*behind, *(program.key for program in naming(index, new.key)))))
    bare = Replacement(old=old.key, new=new.key, programs=frozenset(behind))
    taken = tuple(each for each in links.at_least(least) if each.stands is None)
    linked, full = (applied(edited_parts(index, asked)) for asked in (bare, replace(bare, accepted=taken)))
    told = impacts(found, now=now, linked=linked, carried=full, programs=programs)
    return Outlook(
        found=found,
        carried=links,
        least=least,
        programs=programs,
        behind=behind,
        impacts=told,
        repairs=repairs(told),
        unclosed=unclosed(told),
        staying=staying(index, bare),
    )


Pair = tuple[Framework, Framework]
"""An old version and the one that takes its place."""


def pair_of(index: Index, framework: Framework, *, since: Framework | None = None) -> Pair | None:
    """From `since` to a version, else from what it supersedes, else to what supersedes it; `None` without either."""
    if since is not None and since.key != framework.key:
        return since, framework
    before = index.frameworks.get(framework.supersedes or "")
    if before is not None and before.key != framework.key:
        return before, framework
    after = [each for each in index.frameworks.values() if each.supersedes == framework.key and each is not framework]
    return (framework, after[0]) if after else None
