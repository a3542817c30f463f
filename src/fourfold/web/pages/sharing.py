"""Sharing: the required courses that programs have in common, and what one program teaches to mastery twice."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.hours import total_hours
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.sharing import redundancy, required_courses, requiring, sharing
from fourfold.web.pages import nouns
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.shares import short, tenth
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Required courses of a program, or those that two programs both require, and their hours."""

    courses: tuple[Named, ...]
    hours: str
    own: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """An item that more than one required course of a program teaches to mastery."""

    item: Named
    courses: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A program against every program; `share` is the per cent of its required hours that another one requires too."""

    name: Named
    share: str
    shared: Common
    required: Common
    cells: tuple[Common, ...]
    repeated: tuple[tuple[Named, tuple[Repeated, ...]], ...]
    repetitions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two programs, and what both require."""

    titles: tuple[Text, Text]
    anchor: str
    common: Common


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingPage:
    """Programs against programs, the courses behind each number, and redundancy."""

    frame: Frame
    names: tuple[Named, ...]
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    transfer_href: str

    @property
    def repeats(self) -> bool:
        """Whether any program teaches an item to mastery more than once."""
        return any(row.repetitions for row in self.rows)


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show what programs share."""
    found = opened(request, institution, cluster, state=state)
    return render(request, "sharing.html", {"page": page(found, Address(institution, cluster, state))})


def page(opened: Opened, address: Address) -> SharingPage:
    """What the page of sharing shows."""
    index = opened.index
    programs = tuple(index.programs.values())
    return SharingPage(
        frame=frame(opened, address, "cluster"),
        transfer_href=address.to("transfer"),
        names=tuple(_name(address, program) for program in programs),
        rows=tuple(_row(index, address, program) for program in programs),
        pairs=tuple(
            Pair(
                titles=(one.title, other.title),
                anchor=_anchor(index, one, other),
                common=_common(index, address, one, other),
            )
            for place, one in enumerate(programs)
            for other in programs[place + 1 :]
        ),
    )


def of_program(index: Index, address: Address, program: Program) -> tuple[str, Common, Common]:
    """The per cent of a program's required hours that are shared, the shared courses, the required ones."""
    among = requiring(index)
    own = required_courses(index, program=program.key)
    share = tenth(sharing(index, program=program.key))
    return share, _of(index, address, [key for key in own if among[key] - {program.key}]), _of(index, address, own)


def _name(address: Address, program: Program) -> Named:
    return Named(program.title, address.to("program", program.code), code=program.code)


def _row(index: Index, address: Address, program: Program) -> Row:
    share, shared, required = of_program(index, address, program)
    repeated = _repeated(index, address, program)
    return Row(
        name=_name(address, program),
        share=share,
        shared=shared,
        required=required,
        cells=tuple(_common(index, address, program, other) for other in index.programs.values()),
        repeated=repeated,
        repetitions=sum(len(each) for _framework, each in repeated),
    )


def _anchor(index: Index, one: Program, other: Program) -> str:
    order = list(index.programs)
    first, second = sorted((one, other), key=lambda each: order.index(each.key))
    return f"{first.code}-and-{second.code}"


def _common(index: Index, address: Address, one: Program, other: Program) -> Common:
    """What both programs require; for one and the same, all that it requires."""
    there = set(required_courses(index, program=other.key))
    keys = [key for key in required_courses(index, program=one.key) if key in there]
    same = one.key == other.key
    return _of(index, address, keys, own=same, anchor="" if same else _anchor(index, one, other))


def _of(index: Index, address: Address, keys: Collection[str], *, own: bool = False, anchor: str = "") -> Common:
    known = [key for key in keys if key in index.courses]
    hours = sum((total_hours(index)[key] for key in known), Fraction(0))
    return Common(courses=nouns.courses(index, address, known), hours=short(hours), own=own, anchor=anchor)


def _repeated(index: Index, address: Address, program: Program) -> tuple[tuple[Named, tuple[Repeated, ...]], ...]:
    """By framework, the items mastered in more than one of the program's required courses."""
    found = []
    for framework in index.frameworks.values():
        twice = kept(
            index,
            ("mastered twice", program.key, framework.key),
            lambda key=framework.key: redundancy(index, program=program.key, framework=key),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        )
        items = tuple(
            Repeated(item=item, courses=nouns.courses(index, address, courses))
            for leaf, courses in twice
            if (item := nouns.of_key(index, address, leaf))
        )
        if items:
            found.append((Named(framework.title, address.to("framework", framework.code)), items))
    return tuple(found)
