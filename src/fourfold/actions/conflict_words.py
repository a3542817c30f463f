"""Conflicts of a merge in words, in both languages: for the page that asks, and for the terminal that lists them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fourfold.actions.difference_words import NOUNS
from fourfold.actions.value_words import Name, Names, field_words, link_words, listed, names, words
from fourfold.canon.fields import Field, field_of
from fourfold.canon.parts import parts_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.marks import Key
from fourfold.domain.text import Language, Text
from fourfold.engine.difference import Member, Step
from fourfold.engine.merge import About, Conflict

ABSENT = Text(en="not there", zh="不存在")
_ABOUT = {
    About.VALUE: Text(en="both changed it", zh="双方均已修改"),
    About.PRESENCE: Text(en="one has it otherwise, the other not at all", zh="一方保留或修改，另一方没有"),
    About.ORDER: Text(en="both changed the order", zh="双方均已调整顺序"),
    About.PLACE: Text(en="both moved it, or where it was moved to is gone", zh="双方均已移动，或移入之处已不存在"),
}
_IN = {"en": Text(en="in English", zh="英文"), "zh": Text(en="in Chinese", zh="中文")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A conflict as people read it: of which noun, inside what (outermost first), which field, and the three values.

    `place` names it in choices; those with one place are decided together. `field` is `None` where it is about a part
    as a whole. `about` and `happened` say what kind of conflict it is.
    """

    place: str
    about: About
    happened: Text
    noun: str
    name: Name
    inside: tuple[Text, ...]
    field: Text | None
    base: Text
    ours: Text
    theirs: Text

    def where(self, language: Language) -> str:
        """What it is in and which field, outermost first; "" of a part as a whole."""
        told = [each.in_language(language) for each in self.inside]
        if self.field is not None and self.about is not About.PRESENCE and self.about is not About.PLACE:
            told.append(self.field.in_language(language))
        return " > ".join(told)

    def record(self, language: Language) -> dict[str, Any]:
        """As JSON."""
        return {
            "place": self.place,
            "about": self.about.value,
            "noun": self.noun,
            "code": self.name.code,
            "title": self.name.title.in_language(language),
            "where": self.where(language),
            "happened": self.happened.in_language(language),
            "base": self.base.in_language(language),
            "ours": self.ours.in_language(language),
            "theirs": self.theirs.in_language(language),
        }


def asked(conflicts: Iterable[Conflict], parts: Mapping[Key, Any], called: Names) -> tuple[Asked, ...]:
    """Conflicts in words; `parts` has the part of each conflict's key on any side, `called` what is called how."""
    return tuple(_asked(each, parts[each.key], called) for each in conflicts)


def asked_of_dossiers(conflicts: Iterable[Conflict], *sides: Dossier) -> tuple[Asked, ...]:
    """The same where the sides of the merge are dossiers in memory, the most important last."""
    parts: dict[Key, Any] = {}
    called: dict[Key, Name] = {}
    for side in sides:
        parts |= {framework.key: framework for framework in side.frameworks} | dict(parts_of(side.cluster))
        called |= names(side)
    return asked(conflicts, parts, called)


def _asked(each: Conflict, part: Any, called: Names) -> Asked:  # noqa: ANN401 - any part
    noun = NOUNS[type(part)]
    inside, field = _way(type(part), each.path, called)
    base, ours, theirs = (_value(each.about, side, called) for side in (each.base, each.ours, each.theirs))
    return Asked(
        place=each.place,
        about=each.about,
        happened=_ABOUT[each.about],
        noun=noun,
        name=called.get(each.key) or Name(noun, Text(en=each.key, zh=each.key), ""),
        inside=inside,
        field=field,
        base=base,
        ours=ours,
        theirs=theirs,
    )


def _way(cls: type, path: Sequence[Step], called: Names) -> tuple[tuple[Text, ...], Text | None]:
    """What a path goes through, and the field that it ends at."""
    inside, last = [], None
    for holder, field, step in _fields(cls, path):
        last = _field(holder, field, last)
        if step.member is not None:
            inside.append(_joined(last, _member(step.member, called)))
    return tuple(inside), last


def _fields(cls: type, path: Sequence[Step]) -> Iterator[tuple[type, Field, Step]]:
    for step in path:
        field = field_of(cls, step.name)
        if field is None:
            raise KeyError(step.name)
        yield cls, field, step
        cls = field.of


def _field(holder: type, field: Field, outer: Text | None) -> Text:
    if holder is Text and outer is not None:
        said = _IN[field.name]
        return Text(en=f"{outer.en} {said.en}", zh=f"{outer.zh}（{said.zh}）")
    try:
        return field_words(holder, field.name)
    except KeyError:
        name = field.name.replace("_", " ")
        return Text(en=name, zh=name)


def _member(member: Member, called: Names) -> Text:
    if len(member) > 1:
        return link_words(str(member[0]), str(member[-1]), called)
    return words(member[0], called)


def _value(about: About, value: Any, called: Names) -> Text:  # noqa: ANN401 - any value of a document
    if value is None and about is not About.VALUE:
        return ABSENT
    if about is About.ORDER:
        return listed(_member(each, called) for each in value)
    return words(value, called)


def _joined(field: Text, member: Text) -> Text:
    return Text(en=f"{field.en}: {member.in_language('en')}", zh=f"{field.zh}：{member.in_language('zh')}")
