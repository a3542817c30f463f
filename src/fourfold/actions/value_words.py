"""Any value of a document in words, in both languages; keys become the titles of what they name."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from fourfold.canon.fields import Field, fields_of
from fourfold.canon.identity import NOUNS
from fourfold.canon.kinds import FrameworkHead, Part
from fourfold.canon.parts import parts_of
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.course import Requisite, RequisiteKind
from fourfold.domain.framework import Carried, Framework
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.plan import Placement
from fourfold.domain.text import Text
from fourfold.engine.difference import places
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.exchange.workbook_words import CHOICE_WORDS, SHEETS, words_of

NOTHING = Text(en="nothing", zh="无")
_ALL = Text(en="all of", zh="全部")
_ANY = Text(en="one of", zh="任一")
_TOGETHER = {
    RequisiteKind.PRE: Text(en="", zh=""),
    RequisiteKind.CO: Text(en=" in the same term or earlier", zh="（可同学期）"),
    RequisiteKind.STRICT_CO: Text(en=" in the same term", zh="（须同学期）"),
}
_FIELDS = {
    "framework": Text(en="framework", zh="标准"),
    "branches": Text(en="first-level items", zh="第一级条目"),
    "children": Text(en="items", zh="下级条目"),
    "scope": Text(en="scope", zh="适用范围"),
    "ground": Text(en="ground", zh="性质"),
    "source": Text(en="source", zh="来源"),
    "confidence": Text(en="confidence", zh="可信度"),
}
"""Fields that no sheet of a workbook has a name for."""


@dataclass(frozen=True, slots=True)
class Name:
    """A noun as it is called."""

    noun: str
    title: Text
    code: str


Names = Mapping[str, Name]
"""What is called how, by key."""


def names_in(index: Index) -> Names:
    """The same of what is looked up already: found once."""
    return kept(index, "what is called how", lambda: names(index.dossier))


def names(dossier: Dossier) -> dict[str, Name]:
    """Everything with a key in a cluster and the frameworks it pins, as it is called."""
    wholes: tuple[Cluster | Framework, ...] = (dossier.cluster, *dossier.frameworks)
    return names_of(part for whole in wholes for _key, part in parts_of(whole))


def names_of(parts: Iterable[Part | Framework], *, beside: Names = MappingProxyType({})) -> dict[str, Name]:
    """Everything with a key in these parts, as it is called, and what is called so beside them, which goes first."""
    held = tuple(parts)
    found = {
        value.key: _name(value)
        for part in held
        for _member, value, _above in places(part, "")
        if type(value) in NOUNS and not isinstance(value, CourseLinks)
    }
    found |= beside
    return found | {
        each.key: found[each.course] for each in held if isinstance(each, CourseLinks) and each.course in found
    }


def _name(value: Any) -> Name:  # noqa: ANN401 - any noun of the domain
    code = getattr(value, "code", "")
    title = getattr(value, "title", None) or getattr(value, "text", None) or Text(en=code, zh=code)
    return Name(NOUNS[type(value)], title, code)


def field_words(cls: type, name: str) -> Text:
    """What a field is called."""
    if name in _FIELDS and cls is not Link:
        return _FIELDS[name]
    try:
        zh = words_of(cls, name).zh
    except KeyError:
        zh = SHEETS[name].zh
    return Text(en=name.replace("_", " "), zh=zh)


def words(value: Any, called: Names) -> Text:  # noqa: ANN401 - any value of a document
    """A value in words."""
    if isinstance(value, tuple):
        return listed([words(each, called) for each in value])
    if is_dataclass(value) and not isinstance(value, type):
        return _of_class(value, called)
    if isinstance(value, str) and not isinstance(value, Enum):
        return called[value].title if value in called else Text(en=value, zh=value)
    return _plain(value)


def listed(texts: Iterable[Text]) -> Text:
    """Several texts, one after the other."""
    found = tuple(texts)
    if not found:
        return NOTHING
    return Text(
        en=", ".join(each.in_language("en") for each in found), zh="、".join(each.in_language("zh") for each in found)
    )


def _plain(value: Any) -> Text:  # noqa: ANN401 - as above
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return Text(en="yes", zh="是") if value else Text(en="no", zh="否")
    if isinstance(value, Enum):
        return Text(en=str(value.value).replace("-", " "), zh=CHOICE_WORDS.get(str(value.value), str(value.value)))
    said = f"{value:f}" if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else str(value)
    return Text(en=said, zh=said)


def _of_class(value: Any, called: Names) -> Text:  # noqa: ANN401 - as above
    if isinstance(value, Text):
        return value
    if isinstance(value, Requisite):
        return requisite_words(value, called)
    if isinstance(value, Link):
        return _link(value, called)
    if isinstance(value, Placement):
        return _placement(value, called)
    if isinstance(value, Carried):
        return Text(en=value.of, zh=value.of)
    if isinstance(value, FrameworkHead):
        return value.framework.title
    if type(value) in NOUNS:
        name = _name(value)
        return _joined(name.title, Text(en=f" ({name.code})", zh=f"（{name.code}）"))
    return _by_field(value, called)


def requisite_words(value: Requisite, called: Names) -> Text:
    """A requisite tree in words."""
    if value.course is not None:
        return _joined(words(value.course, called), _TOGETHER[value.kind])
    branches = listed([requisite_words(each, called) for each in value.all_of or value.any_of])
    head = _ANY if value.any_of else _ALL
    return Text(en=f"{head.en} ({branches.en})", zh=f"{head.zh}（{branches.zh}）")


def _joined(first: Text, second: Text) -> Text:
    return Text(
        en=first.in_language("en") + (second.en or ""),
        zh=first.in_language("zh") + (second.zh or ""),
    )


def _link(value: Link, called: Names) -> Text:
    return _joined(link_words(value.outcome, value.item, called), _after_colon(words(value.depth, called)))


def link_words(outcome: str, item: str, called: Names) -> Text:
    """What a link joins: an outcome and an item."""
    ends = words(outcome, called), words(item, called)
    return Text(
        en=" → ".join(each.in_language("en") for each in ends), zh=" → ".join(each.in_language("zh") for each in ends)
    )


def _placement(value: Placement, called: Names) -> Text:
    course = words(value.course, called)
    if value.term is None:
        return course
    return _joined(course, Text(en=f", term {value.term}", zh=f"，第 {value.term} 学期"))


def _after_colon(text: Text) -> Text:
    return Text(en=f": {text.en}", zh=f"：{text.zh}")


def _by_field(value: Any, called: Names) -> Text:  # noqa: ANN401 - any class without a key
    """What differs from the defaults, field by field."""
    cls: type = type(value)
    said = [_field(value, each, called) for each in fields_of(cls) if _is_said(value, each)]
    return Text(en="; ".join(each.en or "" for each in said), zh="；".join(each.zh or "" for each in said))


def _is_said(value: Any, each: Field) -> bool:  # noqa: ANN401 - as above
    held = getattr(value, each.name)
    return held not in (None, ()) and (each.default is MISSING or held != each.default)


def _field(value: Any, each: Field, called: Names) -> Text:  # noqa: ANN401 - as above
    cls: type = type(value)
    held = words(getattr(value, each.name), called)
    if isinstance(getattr(value, each.name), Enum):
        return held
    name = field_words(cls, each.name)
    return Text(en=f"{name.en} {held.in_language('en')}", zh=f"{name.zh} {held.in_language('zh')}")
