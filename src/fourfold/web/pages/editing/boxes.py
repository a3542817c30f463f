"""The boxes of a form: what each is called, holds and offers, and what is wrong with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from fourfold.actions.value_words import field_words, words
from fourfold.canon.fields import Field, fields_of
from fourfold.domain.course import Requisite
from fourfold.domain.marks import LONGEST_TEXT
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.exchange.workbook_words import SHEETS, words_of
from fourfold.web.pages.editing.entries import Entries, Path, Wrong, ticked
from fourfold.web.pages.editing.sent import name_of
from fourfold.web.pages.editing.sheets import SHOWS, Branch

_LONG = frozenset({"text", "note", "rationale"})
"""Texts that may run over several lines."""
_LINE = 1_000
_NOTHING = Text(en="–", zh="–")


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen."""

    value: str
    title: Text
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box: `kind` says which template shows it; `fixed` where it is not the reader's to change.

    In the `focused` one they go on.
    """

    name: str
    kind: str
    label: Text
    help: Text
    value: Any
    options: tuple[Option, ...] = ()
    listed: str = ""
    beside: Text | None = None
    longest: int = _LINE
    wrong: tuple[Text, ...] = ()
    fixed: bool = False
    needed: bool = False
    focused: bool = False

    @property
    def said(self) -> bool:
        """Whether anything is said or wrong inside a group."""
        return bool(self.wrong) or any(each.wrong or each.value for each in self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a list: its boxes, and how it can be told from the others."""

    name: str
    number: int
    key: str
    says: str
    boxes: "tuple[Box | Rows, ...]"
    wrong: tuple[Text, ...] = ()
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A list of rows; a `flat` one is a table of plain boxes. `ordered` where the order means something."""

    name: str
    label: Text
    help: Text
    rows: tuple[Row, ...]
    heads: tuple[Text, ...]
    flat: bool
    fixed: bool
    kind: str = "rows"
    wrong: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """What the boxes of a form are made from; `offered` are nouns by kind that only this form names, by their codes.

    `focus` names the row in which its reader goes on.
    """

    index: Index
    wrong: Sequence[Wrong] = ()
    mine: Collection[str] | None = None
    offered: Mapping[str, Sequence[tuple[str, Text]]] = field(default_factory=dict)
    focus: str = ""

    def boxes(self, cls: type, entries: Entries, names: Iterable[str]) -> tuple[Box | Rows, ...]:
        """The boxes of some fields of a class, at the top of the form."""
        known = {each.name: each for each in fields_of(cls)}
        return tuple(self._box(cls, known[name], entries[name], (name,)) for name in names)

    def above(self, path: Path = ()) -> tuple[Text, ...]:
        """What is wrong with a value as a whole."""
        return tuple(each.why for each in self.wrong if each.path == path)

    def _box(self, cls: type, each: Field, entry: Any, path: Path) -> Box | Rows:  # noqa: ANN401 - as entries are
        if each.nested and each.many and each.of is not Requisite:
            return self._rows(each, entry, path)
        label, aid = _words(cls, each.name)
        return Box(
            name=name_of(path),
            kind=_kind(cls, each) if not _over_lines(each, entry) else "texts",
            label=label,
            help=aid,
            value=self._inside(each, entry, path) if _kind(cls, each) == "group" else entry,
            options=self._options(each, entry),
            listed="courses" if _is_course(each) else "",
            beside=self._title(entry) if _is_course(each) and not each.many else None,
            longest=each.shape.longest if each.shape else LONGEST_TEXT if each.of in {Text, Requisite} else _LINE,
            wrong=self._wrong(each, path),
            fixed=self._fixed(path),
            needed=each.required,
        )

    def _title(self, code: str) -> Text | None:
        """What the course that a box names is called."""
        return self._courses().get(code.lower())

    def _courses(self) -> Mapping[str, Text]:
        return kept(
            self.index,
            "titles by code",
            lambda: {each.code.lower(): each.title for each in self.index.courses.values()},
        )

    def _inside(self, each: Field, entry: Entries, path: Path) -> tuple[Box | Rows, ...]:
        return tuple(self._box(each.of, below, entry[below.name], (*path, below.name)) for below in fields_of(each.of))

    def _rows(self, each: Field, entries: Sequence[Entries], path: Path) -> Rows:
        sheet = SHEETS.get(each.name)
        shown = [below for below in fields_of(each.of) if below.name != "key"]
        flat = not any(below.nested and below.of is not Text for below in shown)
        rows = [self._row(each.of, shown, entry, (*path, at), len(entries)) for at, entry in enumerate(entries)]
        return Rows(
            name=name_of(path),
            label=Text(en=each.name.replace("_", " "), zh=sheet.zh if sheet else each.name),
            help=_WEIGHED if each.of is Branch else Text(en=sheet.means, zh=sheet.means_zh) if sheet else _NOTHING,
            rows=tuple(rows),
            heads=tuple(_words(each.of, below.name)[0] for below in _short_first(each.of, shown)),
            flat=flat and len(shown) <= _MOST_HEADS,
            fixed=self._fixed(path),
            wrong=self.above(path),
        )

    def _row(self, cls: type, shown: Sequence[Field], entry: Entries, path: Path, many: int) -> Row:
        at = path[-1]
        number = at + 1 if isinstance(at, int) else 0
        boxes = [self._box(cls, each, entry[each.name], (*path, each.name)) for each in _short_first(cls, shown)]
        if name_of(path) == self.focus and isinstance(boxes[0], Box):
            boxes[0] = replace(boxes[0], focused=True)
        return Row(
            name=name_of(path),
            number=number,
            key=entry.get("key", ""),
            says=_says(entry) or str(number),
            boxes=tuple(boxes),
            wrong=self.above(path),
            first=number == 1,
            last=number == many,
        )

    def _wrong(self, each: Field, path: Path) -> tuple[Text, ...]:
        """What is wrong with a box: at its own path, and below it where it is shown as one."""
        return tuple(
            found.why
            for found in self.wrong
            if found.path == path
            or ((not each.nested or each.of in {Text, Requisite}) and found.path[: len(path)] == path)
        )

    def _fixed(self, path: Path) -> bool:
        return self.mine is not None and path[0] not in self.mine

    def _options(self, each: Field, entry: Any) -> tuple[Option, ...]:  # noqa: ANN401 - as above
        chosen = set(entry) if isinstance(entry, list) else {entry} if isinstance(entry, str) else set()
        offered = list(self._offered(each))
        offered += [
            (said, Text(en=said, zh=said)) for said in chosen - {value for value, _title in offered} if offered and said
        ]
        return tuple(Option(value, title, value in chosen) for value, title in offered)

    def _offered(self, each: Field) -> Iterable[tuple[str, Text]]:
        if issubclass(each.of, Enum):
            return ((str(member.value), words(member, {})) for member in each.of)
        if each.refers is None or each.refers.noun == "course":
            return ()
        if each.refers.noun in self.offered:
            return self.offered[each.refers.noun]
        return ((noun.code, _called(noun)) for noun in _nouns(self.index, each.refers.noun))


_MOST_HEADS = 6


def _nouns(index: Index, noun: str) -> Iterable[Any]:
    tables: Mapping[str, Mapping[str, Any]] = {
        "module": index.modules,
        "program": index.programs,
        "category": index.categories,
        "technology": index.technologies,
        "framework": index.frameworks,
    }
    return tables.get(noun, {}).values()


def _called(noun: Any) -> Text:  # noqa: ANN401 - a noun with a title
    return Text(en=f"{noun.title.in_language('en')} ({noun.code})", zh=f"{noun.title.in_language('zh')}（{noun.code}）")


def _over_lines(each: Field, entry: Any) -> bool:  # noqa: ANN401 - as entries are
    """Whether a text has several lines, which a box of one line would lose."""
    return each.of is Text and any("\n" in said for said in entry.values())


def _is_course(each: Field) -> bool:
    return each.refers is not None and each.refers.noun == "course"


def _short_first(cls: type, shown: Iterable[Field]) -> list[Field]:
    """The fields of a row, those that take a whole line after the others."""
    return sorted(
        shown, key=lambda each: _kind(cls, each) in {"text", "texts", "ticks", "group"} and each.name != "title"
    )


def _kind(cls: type, each: Field) -> str:
    if each.of is Text:
        return "texts" if each.name in _LONG else "text"
    if each.of is Requisite:
        return "line"
    if each.nested:
        return "group"
    if each.of is bool:
        return "flag"
    if each.many:
        return "ticks" if ticked(each) else "line"
    if issubclass(each.of, Enum) or (each.refers and each.refers.noun != "course"):
        return "choice"
    return "number" if each.of is not str and each.name not in {"valid_from_date", "retires_on_date"} else "line"


_WEIGHED = Text(
    en="Leave a weight empty where nobody knows it: unknown is never zero.", zh="权重未知时请留空：未知不等于 0。"
)
_UNDER = (
    Text(en="stands under", zh="上级条目"),
    Text(en="Empty: it is of the first level. Moved, it comes last.", zh="留空表示第一级；移动后排在末位。"),
)


def _words(cls: type, name: str) -> tuple[Text, Text]:
    """What a field is called, and what it is for."""
    if name == "under":
        return _UNDER
    cls = SHOWS.get(cls, cls)
    called = field_words(cls, name)
    try:
        found = words_of(cls, name)
    except KeyError:
        return called, Text(en="", zh="")
    return called, Text(en=found.means, zh=found.means_zh)


def _says(entry: Entries) -> str:
    """What tells a row from its siblings."""
    said = next((entry[name] for name in ("code", "course", "framework", "term") if entry.get(name)), "")
    return said if isinstance(said, str) else ""
