"""What is edited: a part of the draft, or a plan inside one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fourfold.actions.editing import Draft, Saved, put_part, remove_part, save_part
from fourfold.actions.rehearsing import Rehearsal, rehearse
from fourfold.canon.fields import field_of
from fourfold.canon.kinds import Part
from fourfold.canon.trees import tree_of
from fourfold.domain.marks import Key
from fourfold.domain.plan import Plan
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.checks.weights import Siblings
from fourfold.engine.index import Index
from fourfold.engine.merge import Conflict, Side
from fourfold.engine.review import Row, reviewed
from fourfold.web.pages import resolving
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing.entries import Tree
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import Words
from fourfold.web.pages.workbench import CLASSES, NEW

Sections = tuple[tuple[Words, tuple[str, ...]], ...]
FOOTING = (_("What this stands on"), ("footing",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What the form of a noun shows in which sections, and the page that shows the noun."""

    page: str
    sections: Sections
    remove: Words = ""


NOUNS: dict[str, Noun] = {
    "cluster": Noun(
        page="cluster",
        sections=(
            ("", ("title", "note", "hours_per_credit", "hours_per_concentrated_week", "term_system")),
            (_("Categories"), ("categories",)),
            (_("Technologies"), ("technologies",)),
            FOOTING,
        ),
    ),
    "program": Noun(
        page="program",
        remove=_("Remove this program"),
        sections=(
            ("", ("code", "title", "catalogue_code", "level", "terms", "position")),
            (_("Certifications"), ("certifications",)),
            (_("Jobs"), ("jobs",)),
            (_("Competitions"), ("competitions",)),
            (_("Regulations"), ("regulations",)),
            FOOTING,
        ),
    ),
    "plan": Noun(
        page="program",
        remove=_("Remove this plan"),
        sections=(
            ("", ("code", "training_type", "title")),
            (_("Required courses"), ("required",)),
            (_("Electives"), ("pools",)),
            (_("Sittings"), ("sittings",)),
            (_("Calendar"), ("calendar",)),
            FOOTING,
        ),
    ),
    "module": Noun(
        page="module",
        remove=_("Remove this module"),
        sections=(("", ("code", "title", "category", "common", "programs", "direction", "position")), FOOTING),
    ),
    "course": Noun(
        page="course",
        remove=_("Remove this course"),
        sections=(
            ("", ("code", "credits", "title", "module", "type", "unit", "subject", "optional")),
            (
                _("Hours"),
                ("weeks", "theory_hours_per_week", "practice_hours_per_week", "concentrated_weeks", "span", "terms"),
            ),
            (_("Requisites"), ("requisite",)),
            (_("Outcomes"), ("outcomes",)),
            (_("Projects"), ("projects",)),
            (_("Technologies"), ("technologies",)),
            FOOTING,
        ),
    ),
    "rule": Noun(
        page="rules",
        remove=_("Remove this rule"),
        sections=(
            ("", ("code", "title", "severity", "measure", "comparator", "value", "upper")),
            (_("Scope"), ("scope",)),
            FOOTING,
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What saving would make of what stands, and everything that two have changed, each in their own way."""

    part: Any
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A noun of a draft that is edited: its part and that part's key, and its own value; a new one has no value."""

    name: str
    noun: Noun
    key: Key
    part: Part | None
    value: Any
    tree: Tree
    digest: str

    @property
    def cls(self) -> type:
        """The class of its values."""
        return CLASSES[self.name]

    @property
    def title(self) -> Text | Words:
        """What it is called: a plan without a title by its training type."""
        if self.value is None:
            return NEW[self.name]
        return getattr(self.value, "title", None) or Text(en=self.value.code, zh=self.value.code)

    @property
    def inside(self) -> bool:
        """Whether it stands inside a part that is not its own: a plan in its program."""
        return isinstance(self.part, Program) and self.cls is not Program

    def called(self, key: Key) -> "Target":
        """The same with the key that its form has had since it was first shown."""
        return replace(self, tree=self.tree | {"key": key}, key=self.key if self.inside else key)

    def part_with(self, value: Any) -> Part:  # noqa: ANN401 - a value of the noun's class
        """The part with this value in its place; a plan goes into its program, where `None` takes it out."""
        if not isinstance(self.part, Program) or not self.inside:
            return value  # type: ignore[no-any-return]  # the class is the noun's
        return replace(self.part, plans=_among(self.part.plans, self.value, value))

    def value_in(self, part: Any) -> Any:  # noqa: ANN401 - a part, and a value of the noun's class
        """Its value in a part; `None` where the form is not to be made from that."""
        if isinstance(part, Program) and self.inside:
            return next((each for each in part.plans if each.key == self.tree["key"]), None)
        return part

    def foresee(self, part: Any, *, was: Any, choices: Mapping[str, Side]) -> Foreseen:  # noqa: ANN401 - as above
        """What becomes of a part that was made of `was`; where nobody has chosen, it has what the form says."""
        found = reviewed([Row(key=self.key, base=was, ours=part, theirs=self.part)], choices=choices)
        return Foreseen(found.parts[self.key], found.conflicts)

    def without(self) -> Part | None:
        """What is left of the part when the noun goes; `None` where the part goes with it."""
        return self.part_with(None) if self.inside else None

    @property
    def proposable(self) -> bool:
        """Whether an edit of it can be put into a proposal."""
        return True

    def names(self) -> Mapping[str, Mapping[Key, str]]:
        """Nouns of its own that its form may name: their codes by kind and key."""
        return {}

    def offered(self) -> Mapping[str, tuple[tuple[str, Text], ...]]:
        """The same as a form offers them to choose from."""
        return {}

    def ways(self, found: Opened) -> tuple[Named, ...]:  # noqa: ARG002 - others lead somewhere
        """Where its form leads to."""
        return ()

    def weighed(self, part: Any) -> Siblings | None:  # noqa: ANN401, ARG002 - others have rows that are weighed
        """The rows of its form, where they are weighed, as a part would have them."""
        return None

    def rehearse(self, found: Opened, part: Any) -> Rehearsal:  # noqa: ANN401 - a part, or nothing
        """What becomes of the draft with a part."""
        return rehearse(found, self.key, part)

    def save(
        self,
        draft: Draft,
        part: Part,
        *,
        base: str | None,
        shown: str | None = None,
        choices: Mapping[str, Side] | None = None,
    ) -> Saved:
        """Save a part."""
        return save_part(draft, part, base=base, shown=shown, choices=choices)

    def take_away(self, draft: Draft, *, base: str) -> None:
        """Remove it from the draft."""
        if self.inside:
            put_part(draft, self.part_with(None), expected=base)
        else:
            remove_part(draft, self.key, expected=base)

    def way(self, address: Address, value: Any) -> str:  # noqa: ANN401 - a value of the noun's class
        """The page that shows it; of a new one the map."""
        return _WAYS.get(self.name, _own)(address, self, value) if value else address.to("cluster")

    def above(self, address: Address) -> str:
        """The page that lists it among others."""
        if self.inside and isinstance(self.part, Program):
            return address.to("program", self.part.code)
        return address.to({"rule": "rules"}.get(self.name, f"{self.name}s"))

    def around(self, address: Address) -> tuple[Crumb, ...]:  # noqa: ARG002 - an item is inside a framework
        """What it is inside, on the way to it."""
        return ()

    def removal(self, found: Opened) -> str:
        """Where it is removed."""
        return reverse("remove", args=(found.institution, found.code, self.name, self.value.code))


def _among(plans: tuple[Plan, ...], old: Plan | None, new: Plan | None) -> tuple[Plan, ...]:
    if old is None:
        return (*plans, new) if new else plans
    return tuple(kept for each in plans if (kept := new if each.key == old.key else each) is not None)


def target_at(found: Opened, name: str, code: str) -> Target:
    """The noun at an address; raises `Http404` where there is none."""
    noun = _noun(name)
    value = resolving.by_code(_every(found.index, name), code)
    part = found.index.program_of_plan[value.key] if name == "plan" else value
    return Target(
        name=name,
        noun=noun,
        key=part.key,
        part=part,
        value=value,
        tree=tree_of(value),
        digest=found.digests[part.key],
    )


def new_target(found: Opened, name: str, given: Mapping[str, str]) -> Target:
    """A noun that is to come; a plan belongs to the `program` that is given by its code."""
    noun = _noun(name)
    if name not in NEW:
        raise Http404
    key, part = str(uuid4()), None
    if name == "plan":
        part = resolving.by_code(found.index.programs.values(), given.get("program", ""))
    return Target(
        name=name,
        noun=noun,
        key=part.key if part else key,
        part=part,
        value=None,
        tree={"key": key, **_begun(found.index, CLASSES[name], given)},
        digest=found.digests[part.key] if part else "",
    )


def _begun(index: Index, cls: type, given: Mapping[str, str]) -> Tree:
    """What the way to the form has said of a new noun already: the module or category that it belongs to."""
    tables: Mapping[str, Iterable[Any]] = {"module": index.modules.values(), "category": index.categories.values()}
    return {
        name: each.key
        for name, table in tables.items()
        if field_of(cls, name)
        for each in table
        if each.code.lower() == given.get(name, "").lower()
    }


def _own(address: Address, target: Target, value: Any) -> str:  # noqa: ANN401 - as above
    return address.to(target.noun.page, value.code)


def _of_plan(address: Address, target: Target, value: Any) -> str:  # noqa: ANN401 - as above
    program = getattr(target.part, "code", "")
    return address.to("program", program, query={"plan": value.code})


_WAYS: dict[str, Callable[[Address, Target, Any], str]] = {
    "cluster": lambda address, _target, _value: address.to("cluster"),
    "plan": _of_plan,
    "rule": lambda address, _target, value: address.to("rules", anchor=f"rule-{value.code}"),
}


def _noun(name: str) -> Noun:
    if name not in NOUNS:
        raise Http404
    return NOUNS[name]


def _every(index: Index, name: str) -> Iterable[Any]:
    tables: Mapping[str, Iterable[Any]] = {
        "cluster": (index.cluster.head,),
        "program": index.programs.values(),
        "plan": index.plans.values(),
        "module": index.modules.values(),
        "course": index.courses.values(),
        "rule": index.cluster.rules,
    }
    return tables[name]
