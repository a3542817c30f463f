"""Replacing one version of a framework by the next: the programs that name it, the rules about it, the links carried.

The parts that this changes are all that it gives: who wants them in a draft writes them there, who wants them in a
proposal puts them there. What stands of the old version otherwise, its links above all, stays: classes that began with
it still sit it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fourfold.canon.kinds import Part
from fourfold.domain.cluster import Dossier
from fourfold.domain.marks import Key
from fourfold.domain.plan import Plan, Sitting
from fourfold.domain.program import Certification, Program
from fourfold.domain.rule import Rule
from fourfold.engine.index import Index
from fourfold.engine.rule_scope import plans_of
from fourfold.engine.succession_links import Candidate, carry_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What is to be replaced: in which programs, and the links that are accepted for the new version."""

    old: Key
    new: Key
    programs: frozenset[Key] = frozenset()
    accepted: tuple[Candidate, ...] = ()


def edited_parts(index: Index, asked: Replacement) -> Mapping[Key, Part]:
    """The parts that a replacement changes, by their keys: programs, rules, the links of courses."""
    programs = {key: renamed(index.programs[key], asked) for key in sorted(asked.programs) if key in index.programs}
    changed: dict[Key, Part] = {key: each for key, each in programs.items() if each != index.programs[key]}
    rules = (rule for rule in index.cluster.rules if moves(index, rule, asked))
    changed |= {rule.key: replace(rule, scope=replace(rule.scope, framework=asked.new)) for rule in rules}
    return changed | dict(carry_all(index.cluster.links, asked.accepted))


def applied(index: Index, parts: Mapping[Key, Part]) -> Index:
    """The dossier with these parts in the place of those with their keys."""
    lists: dict[str, Any] = {
        name: tuple(parts.get(part.key, part) for part in getattr(index.cluster, name))
        for name in ("programs", "rules", "links")
    }
    cluster = replace(index.cluster, **lists)
    return Index(Dossier(cluster=cluster, frameworks=index.dossier.frameworks))


def naming(index: Index, framework: Key) -> tuple[Program, ...]:
    """The programs that name a framework, as whatever or at a sitting."""
    return tuple(each for each in index.programs.values() if framework in each.named() or _sits(each, framework))


def _sits(program: Program, framework: Key) -> bool:
    return any(sitting.framework == framework for plan in program.plans for sitting in plan.sittings)


def moves(index: Index, rule: Rule, asked: Replacement) -> bool:
    """Whether a rule goes over to the new version: it speaks of the old one, and of programs replaced here alone."""
    if rule.scope.framework != asked.old:
        return False
    concerned = {index.program_of_plan[plan.key].key for plan in plans_of(index, rule)}
    return bool(concerned) and concerned <= asked.programs


def staying(index: Index, asked: Replacement) -> tuple[Rule, ...]:
    """The rules about the old version that stay with it, though they speak of a program replaced here."""
    return tuple(
        rule
        for rule in index.cluster.rules
        if rule.scope.framework == asked.old
        and not moves(index, rule, asked)
        and any(index.program_of_plan[plan.key].key in asked.programs for plan in plans_of(index, rule))
    )


def renamed(program: Program, asked: Replacement) -> Program:
    """A program that names the new version wherever it named the old one, once each.

    >>> from fourfold.domain.text import Text
    >>> program = Program(key="p", code="P", title=Text(en="P"), terms=6, jobs=("v1", "other"))
    >>> renamed(program, Replacement(old="v1", new="v2", programs=frozenset({"p"}))).jobs
    ('v2', 'other')
    """
    return replace(
        program,
        jobs=_keys(program.jobs, asked),
        competitions=_keys(program.competitions, asked),
        regulations=_keys(program.regulations, asked),
        certifications=_certifications(program.certifications, asked),
        plans=tuple(replace(plan, sittings=_sittings(plan, asked)) for plan in program.plans),
    )


def _keys(keys: Iterable[Key], asked: Replacement) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(_key(each, asked) for each in keys))


def _key(key: Key, asked: Replacement) -> Key:
    return asked.new if key == asked.old else key


def _certifications(named: Collection[Certification], asked: Replacement) -> tuple[Certification, ...]:
    """Where the new version is named already, what is said of it there stands."""
    there = {each.framework for each in named}
    kept = [each for each in named if each.framework != asked.old or asked.new not in there]
    return tuple(replace(each, framework=_key(each.framework, asked)) for each in kept)


def _sittings(plan: Plan, asked: Replacement) -> tuple[Sitting, ...]:
    there = {each.framework for each in plan.sittings}
    kept = [each for each in plan.sittings if each.framework != asked.old or asked.new not in there]
    return tuple(replace(each, framework=_key(each.framework, asked)) for each in kept)
