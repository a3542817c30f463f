"""The reference page on problems: every code of the catalogue, with an example that fails.

The examples are those that the tests check: a tiny cluster that has exactly this problem, beside the same one mended.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from difflib import SequenceMatcher
from enum import Enum

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.cluster import Dossier
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import KEY_PATTERN
from fourfold.domain.problem import ProblemKind
from fourfold.domain.text import Text
from fourfold.engine.checks.places import Part
from tests.engine.checks.table import CASES, Case

INTRODUCTION = """# Problems

Every problem has a permanent code, a severity and a place. `error` makes a cluster unsound (exit code 1 of
`fourfold check`), `warning` is worth a look, `info` is worth knowing. Rules that a college writes are as severe as they
say. The letters: R reading and files, D documents and references, Q requisites, P programs, plans, pools and modules,
L links and depth, F frameworks, U the college's own rules, T text and footing. Codes are never reused.

In the examples a line with `+` makes the cluster fail; a line with `-` is what stands there in the sound one.
"""
CONTEXT = 2
Lines = list[str]


def problems() -> str:
    """The page on problems, from the catalogue and the table of the tests."""
    examples = {case.code: case for case in CASES}
    ordered = sorted(CATALOGUE.values(), key=lambda kind: kind.code)
    index = [f"| [{kind.code}](#{_anchor(kind)}) | {_heading(kind)} | {kind.severity.value} |" for kind in ordered]
    table = "\n".join(["| code | problem | severity |", "|---|---|---|", *index])
    entries = (_entry(kind, examples.get(kind.code)) for kind in ordered)
    return "\n".join([INTRODUCTION, table, "", *entries])


def _anchor(kind: ProblemKind) -> str:
    """The anchor that a forge gives to the heading of a kind."""
    return re.sub(r"[^\w\- ]", "", f"{kind.code} {_heading(kind)}".lower()).replace(" ", "-")


def _heading(kind: ProblemKind) -> str:
    return kind.title.in_language("en")


def _entry(kind: ProblemKind, case: Case | None) -> str:
    rows = (
        ("What it means", kind.message),
        ("Why it matters", kind.why),
        ("How to mend it", kind.mend),
    )
    said = [f"- **{name}.** {_bilingual(text)}" for name, text in rows]
    example = ["", *_example(case)] if case else []
    about = f"{kind.title.in_language('zh')} · {kind.severity.value} · `{kind.name}`"
    return "\n".join([f"## {kind.code} {_heading(kind)}", "", about, "", *said, *example, ""])


def _bilingual(text: Text) -> str:
    return f"{text.in_language('en')}\n  {text.in_language('zh')}"


def _example(case: Case) -> Iterator[str]:
    yield f"At `{case.place}`: {case.sentence}"
    yield ""
    yield "```diff"
    yield from difference(case.mended, case.faulty)
    yield "```"


def difference(sound: Dossier, faulty: Dossier) -> Iterator[str]:
    """What differs between two dossiers, part by part, with codes in place of keys."""
    names = _names(sound) | _names(faulty)
    before, after = _parts(sound, names), _parts(faulty, names)
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, ("", [])), after.get(key, ("", []))
        if old[1] != new[1]:
            yield f"  # {old[0] or new[0]}"
            yield from _changes(old[1], new[1])


def _changes(before: Lines, after: Lines) -> Iterator[str]:
    groups = SequenceMatcher(a=before, b=after, autojunk=False).get_grouped_opcodes(CONTEXT)
    for number, group in enumerate(groups):
        if number:
            yield "  …"
        for what, i1, i2, j1, j2 in group:
            if what == "equal":
                yield from (f"  {line}" for line in before[i1:i2])
                continue
            yield from (f"- {line}" for line in before[i1:i2])
            yield from (f"+ {line}" for line in after[j1:j2])


def _walk(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for each in value:
            yield from _walk(each)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from _walk(getattr(value, field.name))


def _names(dossier: Dossier) -> dict[str, str]:
    """Codes by key, in quotes where two nouns share the key."""
    found = [(getattr(each, "key", ""), getattr(each, "code", "")) for each in _walk(dossier)]
    return {key: code for key, code in found if key and code}


def _parts(dossier: Dossier, names: dict[str, str]) -> dict[str, tuple[str, Lines]]:
    """Every part by key: its name and its lines."""
    cluster = dossier.cluster
    keys = Counter(getattr(each, "key", "") for each in _walk(dossier))
    writer = _Writer(names, {key for key, count in keys.items() if count > 1})
    pinned = f"frameworks: {writer.plain(cluster.frameworks)}"
    found = {cluster.head.key: ("cluster", [*writer.lines(cluster.head), pinned])}
    named: tuple[Part, ...] = (*cluster.programs, *cluster.modules, *cluster.courses, *cluster.rules)
    for part in (*named, *dossier.frameworks):
        found[part.key] = (f"{type(part).__name__.lower()} {part.code}", writer.lines(part))
    for links in cluster.links:
        found[links.key] = (f"links of {names.get(links.course, '?')}", writer.lines(links))
    return found


class _Writer:
    """Values as lines in the manner of YAML."""

    def __init__(self, names: dict[str, str], shared: set[str]) -> None:
        self.names = names
        self.shared = shared

    def lines(self, value: object) -> Lines:
        assert is_dataclass(value)
        found: Lines = []
        for field in fields(value):
            child = getattr(value, field.name)
            if self._is_said(value, field, child):
                found.extend(self._field(field.name, child))
        return found

    def _is_said(self, value: object, field: "Field[object]", child: object) -> bool:
        if field.name == "key":
            return child in self.shared and not isinstance(value, CourseLinks)
        return field.default is MISSING or child != field.default

    def _field(self, name: str, child: object) -> Lines:
        if isinstance(child, tuple) and child and all(is_dataclass(each) for each in child):
            below = [self._bulleted(self.lines(each)) for each in child]
            return [f"{name}:", *(line for lines in below for line in lines)]
        if is_dataclass(child) and not isinstance(child, Text):
            return [f"{name}:", *(f"  {line}" for line in self.lines(child))]
        return [f"{name}: {self.plain(child)}"]

    def _bulleted(self, lines: Lines) -> Lines:
        return [f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(lines)]

    def plain(self, value: object) -> str:
        if isinstance(value, tuple):
            return f"[{', '.join(self.plain(each) for each in value)}]"
        if isinstance(value, Text):
            said = [f"{name}: {text}" for name, text in (("en", value.en), ("zh", value.zh)) if text]
            return f"{{{', '.join(said)}}}"
        if isinstance(value, Enum):
            return str(value.value)
        if isinstance(value, bool):
            return str(value).lower()
        text = str(value)
        return self.names.get(text, "NOWHERE" if re.match(KEY_PATTERN, text) else text)
