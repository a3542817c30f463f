"""What somebody edits at the moment: the draft, the noun, what they sent of it, and what that means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from fourfold.actions import authority
from fourfold.actions.editing import Draft, past_part
from fourfold.canon.kinds import Part
from fourfold.canon.trees import tree_of
from fourfold.canon.validate import validate
from fourfold.domain.course import Course
from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.merge import Side
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing import faults, sent
from fourfold.web.pages.editing.clash import choices
from fourfold.web.pages.editing.entries import Codes, Entries, Reader, Tree, Wrong, entries_of
from fourfold.web.pages.editing.target import Foreseen, Target
from fourfold.web.pages.opened import DRAFT, Opened
from fourfold.web.pages.wording import reading_language
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True)
class Read:
    """What was sent, as a value of the noun's class, or everything wrong with it."""

    value: Any
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The draft as it is opened, what is edited, and the entries of its form.

    `base` is the digest they began from and `was` the part that had it; `chosen` are sides of what two have changed.
    `focus` is where its reader goes on.
    """

    found: Opened
    target: Target
    mine: frozenset[str]
    entries: Entries
    base: str
    was: Part | None = None
    chosen: Mapping[str, Side] = field(default_factory=dict)
    focus: str = ""

    @property
    def address(self) -> Address:
        """Where the pages of the draft live."""
        return Address(self.found.institution, self.found.code, DRAFT)

    @cached_property
    def read(self) -> Read:
        """What the entries mean."""
        cls, reader = (
            self.target.cls,
            Reader(codes_of(self.found.index, self.target.cls, self.entries, self.target.names())),
        )
        said = reader.tree(cls, {name: each for name, each in self._said().items() if name in self._open})
        kept = {name: each for name, each in self.target.tree.items() if name not in self._open}
        value = validate(cls, kept | said)
        wrong = list(reader.wrong)
        if isinstance(value, list):
            known = {each.path for each in wrong}
            wrong += [Wrong(each.path, faults.sentence(each)) for each in value if each.path not in known]
        return Read(None if wrong else value, tuple(wrong))

    @property
    def title(self) -> str:
        """What the noun is called in the reader's language, by its code."""
        value = self.target.value
        name = self.target.title
        said = name.in_language(reading_language()) if isinstance(name, Text) else str(name)
        return f"{value.code} {said}" if value and value.code != said else said

    @property
    def part(self) -> Part:
        """The part with what was sent in it; only where nothing is wrong."""
        return self.target.part_with(self.read.value)

    @property
    def begun(self) -> "Desk":
        """The same without the rows that were only added yet."""
        known = frozenset(_keys(self.target.tree))
        return replace(self, entries=sent.begun(self.target.cls, self.entries, known))

    @cached_property
    def foreseen(self) -> Foreseen:
        """What saving would make of what stands; only where nothing is wrong."""
        return self.target.foresee(self.part, was=self.was, choices=self.chosen)

    @property
    def caught_up(self) -> Entries:
        """The entries with what others have changed meanwhile, except where both have; only where nothing is wrong."""
        aim = self.target
        value = aim.value_in(aim.foresee(self.part, was=self.was, choices={}).part)
        return self.entries if value is None else _entries(self.found, aim, tree_of(value))

    @property
    def _open(self) -> frozenset[str]:
        """The fields that are taken from the form."""
        shown = {name for _title, names in self.target.noun.sections for name in names}
        return self.mine & shown

    def _said(self) -> Entries:
        return sent.pruned(self.target.cls, self.entries)


def mine(request: HttpRequest, found: Opened, aim: Target) -> frozenset[str]:
    """The fields of a noun that are the reader's to change."""
    head = found.index.cluster.head
    return authority.own_fields(
        viewer_of(request), institution=found.institution, cluster=head.key, part=aim.part, cls=aim.cls
    )


def every_field(aim: Target) -> frozenset[str]:
    """All fields of a noun: whoever reads the draft may propose to change any."""
    return frozenset(each.name for each in fields(aim.cls))


def desk(request: HttpRequest, found: Opened, aim: Target, *, mine: frozenset[str]) -> Desk:
    """The form as it was sent, or as the draft has the noun, with the fields of `mine` open."""
    stands = request.method != "POST"
    entries = _standing(found, aim) if stands else _sent(request, found, aim, mine)
    if aim.value is None and not stands and sent.is_key(entries["key"]):
        aim = aim.called(entries["key"])
    base = aim.digest if stands else request.POST.get("base", aim.digest)
    was = aim.part if base == aim.digest else past_part(draft_of(request, found), aim.key, base) or aim.part
    chosen = choices(request.POST) if request.POST.get("shown") == aim.digest else {}
    return Desk(found=found, target=aim, mine=mine, entries=entries, base=base, was=was, chosen=chosen)


def _sent(request: HttpRequest, found: Opened, aim: Target, mine: frozenset[str]) -> Entries:
    """What was sent; the fields that are not the reader's, which a browser does not send, as they stand."""
    entries = sent.entries_sent(aim.cls, request.POST)
    if aim.value is None:
        return entries
    standing = _standing(found, aim)
    return {name: each if name in mine or name == "key" else standing[name] for name, each in entries.items()}


def draft_of(request: HttpRequest, found: Opened) -> Draft:
    """The draft that is edited, by whom, when and why."""
    return Draft(
        institution=found.institution,
        cluster=found.code,
        viewer=viewer_of(request),
        now=timezone.now(),
        why=request.POST.get("why", ""),
    )


def codes_of(index: Index, cls: type, entries: Entries, names: Mapping[str, Mapping[Key, str]] | None = None) -> Codes:
    """The codes that a form may name, those in `names` among them; a course's outcomes are those of the form itself."""
    rows = entries.get("outcomes", ()) if cls is Course else ()
    outcomes = {each["key"]: each["code"] for each in rows if each.get("code")}
    return Codes(index, {"outcome": outcomes, **(names or {})})


def _standing(found: Opened, aim: Target) -> Entries:
    said = _entries(found, aim, aim.tree)
    if aim.value is not None:
        return said
    blank = sent.blank(aim.cls)
    return {name: each or blank.get(name, each) for name, each in said.items()}


def _keys(tree: Any) -> Iterator[str]:  # noqa: ANN401 - a value as JSON has it, at any depth
    if isinstance(tree, dict) and "key" in tree:
        yield tree["key"]
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _keys(each)


def _entries(found: Opened, aim: Target, tree: Tree) -> Entries:
    return entries_of(aim.cls, tree, codes_of(found.index, aim.cls, tree, aim.names()))


def same(aim: Target, value: Any) -> bool:  # noqa: ANN401 - a value of the noun's class
    """Whether a value says what the draft says already."""
    return aim.value is not None and tree_of(value) == tree_of(aim.value)


def told_with_way(found: Opened, words: str) -> str:
    """What was done, with the way to undo it."""
    return format_html(
        '{} <a href="{}">{}</a>', words, reverse("history", args=(found.institution, found.code)), _("History and undo")
    )
