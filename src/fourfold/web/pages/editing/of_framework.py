"""A framework that is edited, or one item of it: a form at a time, merged with what others made of the framework."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fourfold.actions.editing import Draft, Saved
from fourfold.actions.pinning import Reframing, merged, past_framework, reframe
from fourfold.actions.rehearsing import Rehearsal, rehearse_framework
from fourfold.canon.trees import tree_of
from fourfold.domain.framework import Framework, Item
from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.engine.checks.weights import Siblings, siblings
from fourfold.engine.merge import Side
from fourfold.web.pages import resolving
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.editing.sent import MOST_ROWS
from fourfold.web.pages.editing.sheets import (
    FrameworkSheet,
    ItemSheet,
    copied,
    framework_sheet,
    item_sheet,
    with_item,
    with_sheet,
    without_item,
)
from fourfold.web.pages.editing.target import FOOTING, Foreseen, Noun, Target
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import Words
from fourfold.web.pages.workbench import NEW

_DATES = ("valid_from_date", "retires_on_date")
FRAMEWORK = Noun(
    page="framework",
    remove=_("Remove this framework"),
    sections=(
        ("", ("code", "kind", "title", "family", "version", "provider", "supersedes", *_DATES, "note")),
        (_("First-level items and their weights"), ("total", "items")),
        (_("Numbers elsewhere"), ("anchors",)),
        FOOTING,
    ),
)
ITEM = Noun(
    page="framework",
    remove=_("Remove this item"),
    sections=(
        ("", ("code", "weight", "title", "under", "depth", "technologies")),
        (_("Items below it and their weights"), ("total", "items")),
        FOOTING,
    ),
)
NEW_ITEM: Words = _("New item")
NEW_VERSION: Words = _("New version")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfFramework(Target):
    """A framework; `whole` is what its form was made from, `None` of a new one, and `stands` what the draft has.

    What is saved is made of `whole`, not of what stands: so what others have done since is theirs and stays.
    """

    institution: str
    whole: Framework | None
    stands: Framework | None
    followed: Framework | None = None

    @property
    def cls(self) -> type:
        """The form has a class of its own: of the items it shows the first level."""
        return FrameworkSheet

    @property
    def title(self) -> Text | Words:
        """What it is called."""
        if self.value is None:
            return NEW_VERSION if self.followed else NEW["framework"]
        return self.value.title  # type: ignore[no-any-return]  # a sheet has one

    @property
    def proposable(self) -> bool:
        """Proposals hold parts of a cluster, and a framework is none."""
        return False

    def called(self, key: Key) -> "OfFramework":
        """The same with the key that its form has had since it was first shown; a copy has all its keys from that."""
        return replace(self, tree=self.tree | {"key": key}, key=key, whole=self._copy(key))

    def _copy(self, key: Key) -> Framework | None:
        return self.followed and copied(self.followed, key=key, institution=self.institution)

    def part_with(self, value: Any) -> Framework:  # type: ignore[override]  # noqa: ANN401 - a sheet; a framework is no part
        """The framework with what the form says."""
        return with_sheet(self.whole, value, institution=self.institution)

    def without(self) -> Framework | None:  # type: ignore[override]  # a framework is pinned, and no part
        """What is left when it goes."""
        return None

    def rehearse(self, found: Opened, part: Any) -> Rehearsal:  # noqa: ANN401 - a framework, or nothing
        """What becomes of the draft."""
        return rehearse_framework(found, self.key, self.foresee(part).part)

    def value_in(self, part: Any) -> Any:  # noqa: ANN401, ARG002 - a framework
        """Nothing: its form is made of what its reader found, and so are the rows that they send."""
        return None

    def foresee(self, part: Any, *, was: Any = None, choices: Mapping[str, Side] | None = None) -> Foreseen:  # noqa: ANN401, ARG002 - `whole` is what the form was made from
        """What becomes of the framework, with what others have made of it since."""
        base = self.whole if self.stands else None
        both, conflicts = merged(base, part, self.stands)
        if conflicts:
            sides = {each.place: Side.OURS for each in conflicts} | dict(choices or {})
            both, _left = merged(base, part, self.stands, choices=sides)
        return Foreseen(both, conflicts)

    def save(  # type: ignore[override]  # as above
        self,
        draft: Draft,
        part: Framework | None,
        *,
        base: str | None,
        shown: str | None = None,
        choices: Mapping[str, Side] | None = None,
    ) -> Saved:
        """Pin the framework as it is edited."""
        asked = Reframing(key=self.key, base=base, ours=part, shown=shown, choices=choices or {})
        return reframe(draft, asked)

    def take_away(self, draft: Draft, *, base: str) -> None:
        """Save the framework without it."""
        self.save(draft, self.without(), base=base)

    def ways(self, found: Opened) -> tuple[Named, ...]:
        """The way to all of its items."""
        return () if self.stands is None else (Named(_("All items"), items_href(found, self.stands)),)

    def weighed(self, part: Any) -> Siblings | None:  # noqa: ANN401 - a framework
        """The rows of the form, as they are weighed."""
        return _below(part, self.tree["key"])

    def removal(self, found: Opened) -> str:
        """Where it is removed."""
        return reverse("remove", args=(found.institution, found.code, "framework", self.value.code))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfItem(OfFramework):
    """One item of a framework; a new one has no value."""

    whole: Framework

    @property
    def cls(self) -> type:
        """The form has a class of its own: of what stands below it shows one level."""
        return ItemSheet

    @property
    def title(self) -> Text | Words:
        """What it is called."""
        return self.value.title if self.value else NEW_ITEM

    @property
    def inside(self) -> bool:
        """It stands inside a framework."""
        return True

    def called(self, key: Key) -> "OfItem":
        """The same with the key that its form has had since it was first shown."""
        return replace(self, tree=self.tree | {"key": key})

    def names(self) -> Mapping[str, Mapping[Key, str]]:
        """What it can stand under, by key: any item but itself and what is below it."""
        return {"item": {each.key: each.code for each in self._above()}}

    def offered(self) -> Mapping[str, tuple[tuple[str, Text], ...]]:
        """The same as a form offers it."""
        return {"item": tuple((each.code, _called(each)) for each in self._above())}

    def _above(self) -> Iterator[Item]:
        mine = next((each for each in self.whole.walk() if each.key == self.tree["key"]), None)
        below = {each.key for each in mine.walk()} if mine else set()
        return (each for each in self.whole.walk() if each.key not in below)

    def around(self, address: Address) -> tuple[Crumb, ...]:
        """The framework that it is of."""
        return (Crumb(self.whole.title, address.to("framework", self.whole.code)),)

    def ways(self, found: Opened) -> tuple[Named, ...]:
        """The way to its own history."""
        if self.value is None:
            return ()
        where = (found.institution, found.code, "framework", self.whole.code)
        return (Named(_("History"), f"{reverse('history-of', args=where)}?item={self.value.code}"),)

    def part_with(self, value: Any) -> Framework:  # type: ignore[override]  # noqa: ANN401 - a sheet; a framework is no part
        """The framework with what the form says of the item."""
        return with_item(self.whole, value)

    def without(self) -> Framework | None:  # type: ignore[override]  # as above
        """The framework without the item and what stands below it."""
        return without_item(self.whole, self.value.key)

    def way(self, address: Address, value: Any) -> str:  # noqa: ANN401 - a sheet
        """Back among the others, where it stands."""
        here = f"?at={value.code}#item-{value.code}" if value else ""
        return _items(address.institution, address.cluster, self.whole.code) + here

    def above(self, address: Address) -> str:
        """The page that listed it."""
        return self.way(address, None)

    def removal(self, found: Opened) -> str:
        """Where it is removed."""
        return reverse("remove-item", args=(found.institution, found.code, self.whole.code, self.value.code))


def framework_at(request: HttpRequest, found: Opened, code: str) -> OfFramework:
    """The framework at an address, as whoever sends a form found it; raises `Http404` where there is none."""
    stands, whole = _both(request, found, code)
    sheet = framework_sheet(whole)
    return OfFramework(
        name="framework",
        noun=_with_rows(FRAMEWORK, sheet),
        key=stands.key,
        part=None,
        value=sheet,
        tree=tree_of(sheet),
        digest=found.digests[stands.key],
        institution=found.institution,
        whole=whole,
        stands=stands,
    )


def _both(request: HttpRequest, found: Opened, code: str) -> tuple[Framework, Framework]:
    """A framework as the draft has it, and as it was when the form that is sent was made."""
    stands = resolving.by_code(found.index.frameworks.values(), code)
    base = request.POST.get("base", "")
    if base in {"", found.digests[stands.key]}:
        return stands, stands
    return stands, past_framework(draft_of(request, found), stands.key, base) or stands


def new_framework(found: Opened, given: Mapping[str, str]) -> OfFramework:
    """A framework that is to come: from nothing, or all that the one with the code in `from` says, to follow it."""
    key, code = str(uuid4()), given.get("from", "")
    followed = resolving.by_code(found.index.frameworks.values(), code) if code else None
    whole = followed and copied(followed, key=key, institution=found.institution)
    return OfFramework(
        name="framework",
        noun=_with_rows(FRAMEWORK, framework_sheet(whole) if whole else None),
        key=key,
        part=None,
        value=None,
        tree=_begun(whole) if whole else {"key": key},
        digest="",
        institution=found.institution,
        whole=whole,
        stands=None,
        followed=followed,
    )


def _begun(whole: Framework) -> dict[str, Any]:
    """What a new version has of the one before: all but what tells the two apart."""
    tree = tree_of(framework_sheet(whole))
    return {name: each for name, each in tree.items() if name not in {"code", "version", *_DATES}}


def item_at(request: HttpRequest, found: Opened, code: str, item: str) -> OfItem:
    """An item of a framework, as whoever sends a form found it; raises `Http404` where there is none."""
    stands, whole = _both(request, found, code)
    held = resolving.by_code(whole.walk(), item)
    sheet = item_sheet(whole, held)
    return _item(found, stands, whole, sheet, tree_of(sheet))


def new_item(request: HttpRequest, found: Opened, code: str, under: str) -> OfItem:
    """An item that is to come, below the one with the code `under`, or of the first level."""
    stands, whole = _both(request, found, code)
    above = resolving.by_code(whole.walk(), under).key if under else None
    return _item(found, stands, whole, None, {"key": str(uuid4())} | ({"under": above} if above else {}))


def _item(found: Opened, stands: Framework, whole: Framework, sheet: ItemSheet | None, tree: dict[str, Any]) -> OfItem:
    return OfItem(
        name="item",
        noun=_with_rows(ITEM, sheet),
        key=stands.key,
        part=None,
        value=sheet,
        tree=tree,
        digest=found.digests[stands.key],
        institution=found.institution,
        whole=whole,
        stands=stands,
    )


def _with_rows(noun: Noun, sheet: FrameworkSheet | ItemSheet | None) -> Noun:
    """The form with a row for each item, unless they are more than a form takes: then they stay as they are."""
    if sheet is None or len(sheet.items) <= MOST_ROWS:
        return noun
    kept = tuple((title, tuple(name for name in names if name != "items")) for title, names in noun.sections)
    return replace(noun, sections=kept)


def items_href(found: Opened, framework: Framework) -> str:
    """The page of all items of a framework of the draft."""
    return _items(found.institution, found.code, framework.code)


def _items(institution: str, cluster: str, framework: str) -> str:
    return reverse("edit-items", args=(institution, cluster, framework))


def _called(item: Item) -> Text:
    return Text(en=f"{item.code} {item.title.in_language('en')}", zh=f"{item.code} {item.title.in_language('zh')}")


def _below(framework: Framework, key: Key) -> Siblings | None:
    """What stands below a framework or an item, as it is weighed; `None` where nothing does."""
    return next((each for each in siblings(framework) if each.key == key and each.items), None)
