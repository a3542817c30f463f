"""What of a part can be searched for: each noun in it with its code and its texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fourfold.canon.fields import fields_of, has_key
from fourfold.canon.identity import NOUNS
from fourfold.canon.kinds import Part
from fourfold.domain.course import Course, Outcome, Project
from fourfold.domain.framework import Anchor, Framework
from fourfold.domain.marks import Code, Key
from fourfold.domain.program import Program
from fourfold.domain.text import Text

SOUGHT = (
    "cluster",
    "program",
    "module",
    "course",
    "outcome",
    "project",
    "technology",
    "framework",
    "item",
    "rule",
)
"""The nouns that can be searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A noun as search sees it. `of` is the code of the course that an outcome or a project belongs to."""

    noun: str
    key: Key
    code: Code
    of: Code = ""
    title: Text
    more: tuple[Text, ...] = ()


def passages(part: Part) -> tuple[Passage, ...]:
    """Every noun of a part that can be searched for."""
    of = part.code if isinstance(part, Course) else ""
    return tuple(_passage(value, of) for value in _nouns(part) if NOUNS[type(value)] in SOUGHT)


def _nouns(value: Any) -> Iterator[Any]:
    cls: type = type(value)
    if has_key(cls):
        yield value
    for held in _held(value):
        yield from _nouns(held)


def _held(value: Any) -> Iterator[Any]:
    cls: type = type(value)
    for field in fields_of(cls):
        held = getattr(value, field.name)
        if field.nested and held is not None:
            yield from held if field.many else (held,)


def _passage(noun: Any, of: Code) -> Passage:
    return Passage(
        noun=NOUNS[type(noun)],
        key=noun.key,
        code=noun.code,
        of=of if isinstance(noun, Outcome | Project) else "",
        title=noun.text if isinstance(noun, Outcome) else noun.title,
        more=tuple(_more(noun)),
    )


def _more(noun: Any) -> Iterator[Text]:
    """Other texts of a noun itself: notes, providers, units, levels, and what other registers call it."""
    cls: type = type(noun)
    for field in fields_of(cls):
        if field.name not in {"title", "text"}:
            held = getattr(noun, field.name)
            yield from (each for each in (held if field.many else (held,)) if isinstance(each, Text))
    said = _lines(noun)
    if said:
        yield Text(en=" ".join(said))


def _lines(noun: Any) -> list[str]:
    """What is the same in every language: versions, families, catalogue codes, the numbers of exams."""
    if isinstance(noun, Framework):
        return [each for each in (noun.version, noun.family, *map(_anchor, noun.anchors)) if each]
    if isinstance(noun, Program) and noun.catalogue_code:
        return [noun.catalogue_code]
    return []


def _anchor(anchor: Anchor) -> str:
    label = anchor.label or Text()
    return " ".join(each for each in (anchor.scheme, anchor.code, label.en, label.zh) if each)
