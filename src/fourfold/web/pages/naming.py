"""Messages of problems in words: codes become titles with the way to each, the code behind."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from string import Formatter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.domain.problem import Problem, ProblemKind
from fourfold.domain.text import Text, closed_up
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.web.pages import nouns
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.wording import ASSESSMENTS, GROUNDS, KINDS, LEVELS, NOUNS, TYPES, Words, reading_language

NOUNS_OF: dict[str, tuple[str, ...]] = {
    "course": ("course",),
    "courses": ("course",),
    "requisite": ("course",),
    "cycle": ("course", "framework"),
    "owner": ("course", "framework"),
    "other": ("framework", "course"),
    "newer": ("framework",),
    "framework": ("framework",),
    "plan": ("plan",),
    "plans": ("plan",),
    "subject": ("plan", "program", "course"),
    "program": ("program",),
    "programs": ("program",),
    "module": ("module",),
    "item": ("item", "framework"),
    "items": ("item",),
    "unknown": ("item",),
    "outcome": ("outcome",),
    "project": ("project",),
    "pool": ("pool",),
    "pools": ("pool",),
    "technology": ("technology",),
    "category": ("category",),
    "rule": ("rule",),
    "reasons": ("pool", "course"),
}
"""Which nouns a detail of a message may name by code, the likeliest first."""
WORDS_OF: dict[str, dict[str, Words]] = {
    "noun": NOUNS,
    "level": {each.value: words for each, words in LEVELS.items()},
    "ground": {each.value: words for each, words in GROUNDS.items()},
    "type": {each.value: words for each, words in TYPES.items()},
    "assessment": {each.value: words for each, words in ASSESSMENTS.items()},
    "kind": {each.value: words for each, words in KINDS.items()},
    "language": {"en": gettext_lazy("English"), "zh": gettext_lazy("Chinese")},
}
"""Which details are words of the vocabulary."""
_BETWEEN = re.compile(r"( / | → |, |，)")
_LONG = frozenset({"outcome", "project"})


def parts(index: Index, address: Address, problem: Problem, kind: ProblemKind) -> tuple[Named, ...]:
    """The message of a problem in pieces: those that name a noun lead to it."""
    details = dict(problem.details) | {"found": problem.found or "", "expected": problem.expected or ""}
    found: list[Named] = []
    for literal, name, _spec, _conversion in Formatter().parse(kind.message.in_language(reading_language())):
        found += [Named(literal)] if literal else []
        if name:
            found += _detail(index, address, name, details)
    return tuple(found)


def codes_in(value: str) -> tuple[str, ...]:
    """The codes that a detail lists.

    >>> codes_in("NT-A, NT-B"), codes_in("MC-ordinary, term 4")
    (('NT-A', 'NT-B'), ('MC-ordinary', 'term 4'))
    """
    return tuple(each for each in _BETWEEN.split(value)[::2] if each)


def in_words(pieces: Iterable[Named], *, codes: bool = True) -> str:
    """The pieces as one sentence: `Databases (DB-A)`, or without the codes."""
    return closed_up("".join(_with_code(each if codes else replace(each, code="")) for each in pieces))


def _with_code(piece: Named) -> str:
    title = piece.title.in_language(reading_language()) if isinstance(piece.title, Text) else str(piece.title)
    return _("%(title)s (%(code)s)") % {"title": title, "code": piece.code} if piece.code else title


def _detail(index: Index, address: Address, name: str, details: Mapping[str, str]) -> Iterator[Named]:
    value = details.get(name, "…")
    if name in WORDS_OF:
        yield Named(WORDS_OF[name].get(value, value))
        return
    wanted = NOUNS_OF.get(name, ())
    for piece in _BETWEEN.split(value) if wanted else (value,):
        yield _named(index, address, wanted, piece, details) or Named(piece)


def _named(
    index: Index, address: Address, wanted: Iterable[str], code: str, details: Mapping[str, str]
) -> Named | None:
    for noun in wanted:
        key = key_of(index, noun, code, framework=details.get("framework", ""))
        if key is None:
            continue
        if noun == "plan":
            return _plan(index, address, key, details.get("term", ""))
        found = nouns.of_key(index, address, key)
        return Named(code, found.href) if found and noun in _LONG else found
    return None


def _plan(index: Index, address: Address, key: str, term: str) -> Named:
    """A plan by its program's title, with the way to the term of its board that is spoken of."""
    plan, program = index.plans[key], index.program_of_plan[key]
    query: dict[str, str | int | None] = {"plan": None if plan == program.plans[0] else plan.code}
    anchor = f"term-{term}" if term.isdecimal() and int(term) <= program.terms else ""
    return Named(
        program.title, address.to("program", program.code, query=query, anchor=anchor), NOUNS["plan"], plan.code
    )


def key_of(index: Index, noun: str, code: str, *, framework: str = "") -> str | None:
    """The key of the noun with a code; of an item, within the framework with that code."""
    codes = kept(index, "keys by noun and code", lambda: _codes(index))
    return codes.get((noun, f"{framework}/{code}".lower() if noun == "item" else code.lower()))


def _codes(index: Index) -> dict[tuple[str, str], str]:
    tables: dict[str, Iterable[tuple[str, str]]] = {
        "course": ((each.code, each.key) for each in index.courses.values()),
        "plan": ((each.code, each.key) for each in index.plans.values()),
        "program": ((each.code, each.key) for each in index.programs.values()),
        "module": ((each.code, each.key) for each in index.modules.values()),
        "framework": ((each.code, each.key) for each in index.frameworks.values()),
        "outcome": ((each.code, each.key) for each in index.outcomes.values()),
        "project": ((each.code, each.key) for course in index.courses.values() for each in course.projects),
        "pool": ((each.code, each.key) for each in index.pools.values()),
        "technology": ((each.code, each.key) for each in index.technologies.values()),
        "category": ((each.code, each.key) for each in index.categories.values()),
        "rule": ((each.code, each.key) for each in index.cluster.rules),
        "item": ((f"{of.code}/{each.code}", each.key) for of in index.frameworks.values() for each in of.walk()),
    }
    return {(noun, code.lower()): key for noun, table in tables.items() for code, key in table}
