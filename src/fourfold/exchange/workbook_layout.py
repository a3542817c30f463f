"""The sheets of a workbook and their columns, driven by the annotations of the domain.

A noun has a sheet. What it holds once (a text, a footing, a scope) are columns of its row; what it holds many of are
rows of a sheet of their own, which name the row that they belong to. Items name the item above them instead.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from fourfold.canon.fields import Field, fields_of
from fourfold.canon.identity import NOUNS
from fourfold.canon.schemas import Schema
from fourfold.domain.catalogue_entry import with_article
from fourfold.domain.cluster import Head
from fourfold.domain.course import Course, Requisite
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import CODE_PATTERN, KEY_PATTERN
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.exchange.excerpt import HELD
from fourfold.exchange.workbook_words import PARTS, words_of

SCHEMA = Schema("workbook", 1)
ABOUT, CHOICES, KNOWN = "about", "choices", "known codes"
_ROOTS: tuple[tuple[str, type], ...] = (
    ("cluster", Head),
    ("programs", Program),
    ("modules", Module),
    ("courses", Course),
    ("course links", CourseLinks),
    ("rules", Rule),
    ("frameworks", Framework),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in both languages, what it means, and the value that it holds.

    `path` leads to the value from the row's own; `role` tells the columns that hold none of the noun's fields: its
    `parent`, its `order`, the item `above` it, the code that it `was`.
    """

    name: str
    zh: str
    means: str
    means_zh: str
    path: tuple[str, ...] = ()
    field: Field | None = None
    role: str = "value"
    refers: str | None = None
    required: bool = False

    @property
    def heading(self) -> str:
        return f"{self.name}\n{self.zh}"

    @property
    def is_text(self) -> bool:
        """Whether cells hold text, so that what is typed stays as it was typed."""
        if self.role != "value":
            return self.role != "order"
        return self.field is None or self.field.many or self.field.nested or issubclass(self.field.of, str)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet: the class that its rows hold, and where those stand: in `field` of a row of `parent`."""

    name: str
    cls: type
    parent: "SheetLayout | None"
    field: str
    columns: tuple[Column, ...]
    ordered: bool
    recursive: str = ""

    @property
    def noun(self) -> str | None:
        return NOUNS.get(self.cls)

    def column(self, role: str) -> Column | None:
        return next((each for each in self.columns if each.role == role), None)

    def labelled(self) -> Column:
        """The column by which rows of other sheets name a row of this one."""
        return next(each for each in self.columns if each.path in {("code",), ("course",)})


@cache
def layouts() -> tuple[SheetLayout, ...]:
    """Every sheet of a workbook of a cluster, in order; each after the one that its rows belong to."""
    return tuple(sheet for name, cls in _ROOTS for sheet in _sheets(name, cls, None, ""))


@cache
def of_framework() -> tuple[SheetLayout, ...]:
    """The sheets of a workbook that holds one framework."""
    return tuple(sheet for sheet in layouts() if _root(sheet).cls is Framework)


@cache
def of_excerpt(noun: str) -> tuple[SheetLayout, ...]:
    """The sheets of a workbook that holds one program, or one course, of a cluster."""
    return tuple(sheet for sheet in layouts() if _root(sheet).cls in HELD[noun])


def _root(sheet: SheetLayout) -> SheetLayout:
    return sheet if sheet.parent is None else _root(sheet.parent)


@cache
def layout_of(name: str) -> SheetLayout:
    return next(sheet for sheet in layouts() if sheet.name == name)


def spoken(heading: str) -> str:
    """A heading or a sheet's name as it is compared: without regard to case, spaces and marks.

    >>> spoken(" Title_English ")
    'title english'
    """
    return " ".join(re.findall(r"\w+", heading.replace("_", " ").casefold()))


def _sheets(name: str, cls: type, parent: SheetLayout | None, field: str) -> list[SheetLayout]:
    below = [each for each in fields_of(cls) if each.many and each.nested]
    recursive = next((each.name for each in below if each.of is cls), "")
    ordered = parent is not None and parent.cls is not CourseLinks
    columns = tuple(_columns(cls, parent, ordered=ordered, recursive=recursive))
    sheet = SheetLayout(name, cls, parent, field, columns, ordered, recursive)
    return [
        sheet,
        *(deep for each in below if each.of is not cls for deep in _sheets(each.name, each.of, sheet, each.name)),
    ]


def _columns(cls: type, parent: SheetLayout | None, *, ordered: bool, recursive: str) -> list[Column]:
    own = [column for each in fields_of(cls) if not (each.many and each.nested) for column in _of(cls, each, ())]
    last = [column for column in own if column.path == ("key",)]
    first = [_parent(parent)] if parent is not None and parent.cls is not Head else []
    if recursive:
        first.append(_special(cls, "above", "above", refers=NOUNS[cls]))
    if ordered:
        first.append(_special(cls, "order", "order"))
    if last and cls is not CourseLinks:
        last = [_special(cls, "was", "was"), *last]
    return [*first, *(column for column in own if column.path != ("key",)), *last]


def _parent(parent: SheetLayout) -> Column:
    noun = "course" if parent.cls is CourseLinks else NOUNS[parent.cls]
    words = words_of(parent.cls, "parent")
    zh = {"program": "专业", "plan": "方案", "pool": "选修池", "course": "课程", "framework": "标准"}.get(
        noun, words.zh
    )
    means = f"The {noun} that this row belongs to."
    return Column(noun, zh, means, words.means_zh, role="parent", refers=noun, required=True)


def _special(cls: type, name: str, role: str, *, refers: str | None = None) -> Column:
    words = words_of(cls, name)
    return Column(name, words.zh, words.means, words.means_zh, role=role, refers=refers)


def _of(cls: type, field: Field, above: tuple[str, ...]) -> list[Column]:
    path = (*above, field.name)
    if not field.nested or field.of is Requisite:
        words, name = words_of(cls, field.name), " ".join(path).replace("_", " ")
        refers = field.refers.noun if field.refers else None
        return [
            Column(
                name,
                words.zh,
                words.means,
                words.means_zh,
                path,
                field,
                "value",
                refers,
                field.required and path != ("key",),
            )
        ]
    return [column for each in fields_of(field.of) for column in _part(cls, field, each, path)]


def _part(cls: type, field: Field, part: Field, path: tuple[str, ...]) -> list[Column]:
    said = PARTS.get(part.name)
    if said is None:
        return _of(field.of, part, path)
    words = words_of(cls, field.name)
    name = f"{' '.join(path)} {said[0]}".replace("_", " ")
    means, means_zh = (words.means, words.means_zh) if part.name in {"en", "zh"} else _footing(part.name)
    required = field.required and part.required
    return [
        Column(name, f"{words.zh}（{said[1]}）", means, means_zh, (*path, part.name), part, "value", None, required)
    ]


def _footing(name: str) -> tuple[str, str]:
    return {
        "ground": ("What the facts of this row stand on.", "此行内容的依据性质。"),
        "source": ("Where they come from; needed where they are sourced.", "来源；依据为 sourced 时必填。"),
        "confidence": ("How well the source supports them.", "来源的可信程度。"),
    }[name]


@cache
def holds(column: Column) -> str:
    """What a cell of the column holds, in English, as documentation and comments say it."""
    if column.refers and column.role in {"parent", "above", "value"}:
        many = column.field is not None and column.field.many
        said = f"codes of {_several(column.refers)}, separated by commas"
        return said if many else f"the code of {with_article(column.refers)}"
    if column.role == "order":
        return "a number"
    if column.field is None:
        return "a code"
    return _holds(column.field)


def _several(noun: str) -> str:
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def _holds(field: Field) -> str:
    if field.of is Requisite:
        return "codes of courses in `all(…)` and `any(…)`"
    one = _one(field)
    return f"{one}; several separated by commas" if field.many else one


def _one(field: Field) -> str:
    if issubclass(field.of, Enum):
        return "one of: " + ", ".join(str(each.value) for each in field.of)
    pattern = field.shape.pattern if field.shape else ""
    if pattern in {CODE_PATTERN, KEY_PATTERN}:
        return "a code" if pattern == CODE_PATTERN else "a UUID"
    return {"bool": "yes or no", "int": "a whole number", "Decimal": "a number of at most two places",
            "date": "a date, such as 2026-06-01"}.get(field.of.__name__, "text")  # fmt: skip
