"""A framework: its item tree against the programs, its weights, dates and versions, and what closes its gaps."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.actions import frameworks
from fourfold.domain.framework import Framework
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.outlook import pair_of
from fourfold.web.pages import footings, gap, matrix, resolving, saying, standing
from fourfold.web.pages.address import Address
from fourfold.web.pages.course import Fact
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.saying import Said
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import KINDS, Words, reading_language
from fourfold.web.pages.workbench import framework_edits
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a program's column."""

    title: Text
    code: str
    href: str
    named: bool
    standing: standing.Standing | None
    moment: str
    solid: int


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of the same framework."""

    name: Named
    version: str
    here: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A release of the framework on its own; `same` where it is equal to what this cluster pins."""

    name: Named
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkPage:
    """A framework."""

    frame: Frame
    code: str
    title: Text
    kind: Words
    summary: str
    note: Text | None
    facts: tuple[Fact, ...]
    stand: Stand | None
    lens_href: str
    versions: tuple[Version, ...]
    outlook: str
    state: standing.Age
    heads: tuple[Head, ...]
    rows: tuple[matrix.Row, ...]
    weighted: bool
    gaps: tuple[gap.ProgramGaps, ...]
    newer: gap.Newer | None
    problems: tuple[Said, ...]
    published: tuple[Published, ...]
    publish_href: str

    @property
    def width(self) -> int:
        """How many columns its table has."""
        return 2 + self.weighted + len(self.heads)


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Show a framework."""
    found = opened(request, institution, cluster, state=state, besides=partial(_releases, code))
    framework = resolving.by_code(found.index.frameworks.values(), code)
    shown = page(found, Address(institution, cluster, state), framework)
    return render(request, "framework.html", {"page": shown, "deeds": framework_edits(request, found, framework)})


def _releases(code: str, opened: Opened) -> str:
    """The releases of the framework, which come after those of the cluster."""
    framework = resolving.by_code(opened.index.frameworks.values(), code)
    return str([each.name for each in frameworks.own_framework(opened, framework).releases])


def page(opened: Opened, address: Address, framework: Framework) -> FrameworkPage:
    """What the page of a framework shows."""
    index = opened.index
    programs = tuple(index.programs.values())
    rows = matrix.rows(opened, address, framework, programs)
    own = {framework.key, *(item.key for item in framework.walk())}
    return FrameworkPage(
        frame=frame(opened, address, "frameworks", Crumb(gettext_lazy("Frameworks"), address.to("frameworks"))),
        code=framework.code,
        title=framework.title,
        kind=KINDS[framework.kind],
        summary=_summary(rows),
        note=framework.note,
        facts=facts_of(framework),
        stand=footings.inherited(framework.footing),
        lens_href=address.to("cluster", query={"lens": f"{framework.kind.value}:{framework.code}"}),
        versions=_versions(index, address, framework),
        outlook=address.to("outlook", framework.code) if pair_of(index, framework) else "",
        state=standing.age(framework, opened.today),
        heads=tuple(_head(opened, address, framework, program, rows) for program in programs),
        rows=rows,
        weighted=any(row.weight for row in rows),
        gaps=gap.of_framework(opened, address, framework),
        newer=gap.newer(index, address, framework),
        problems=saying.at(opened, address, own),
        published=_published(opened, framework),
        publish_href=_publish(address, framework) if frameworks.may_publish(opened, framework) else "",
    )


def _published(opened: Opened, framework: Framework) -> tuple[Published, ...]:
    own = frameworks.own_framework(opened, framework)
    return tuple(
        Published(
            Named(each.name, reverse("published-framework", args=(framework.institution, framework.code, each.name))),
            same=each == own.same_as,
        )
        for each in own.releases
    )


def _publish(address: Address, framework: Framework) -> str:
    return reverse("publish-framework", args=(address.institution, address.cluster, framework.code))


def _head(
    opened: Opened, address: Address, framework: Framework, program: Program, rows: tuple[matrix.Row, ...]
) -> Head:
    marks = [mark for row in rows for mark in row.marks if mark.code == program.code]
    moment = ""
    if program.plans:
        plan = program.plans[0]
        when = standing.moment(opened.index, plan, framework, standing.promise(opened.index, plan, framework))
        moment = standing.moment_in_words(opened.index, program, when)
    return Head(
        title=program.title,
        code=program.code,
        href=address.to("program", program.code),
        named=standing.names(program, framework),
        standing=standing.of_program(opened, address, program, framework),
        moment=moment,
        solid=sum(mark.tone == "met" for mark in marks),
    )


def _summary(rows: tuple[matrix.Row, ...]) -> str:
    leaves = [row for row in rows if row.leaf]
    untaught = [row for row in leaves if row.untaught]
    if not leaves:
        return _("This framework lists no items: what it asks is unknown, and it promises nothing.")
    if not untaught:
        said = ngettext(
            "Its %(items)d item is taught by some course.",
            "Each of its %(items)d items is taught by some course.",
            len(leaves),
        )
        return said % {"items": len(leaves)}
    said = ngettext(
        "%(untaught)d of its %(items)d items is taught by no course: %(codes)s.",
        "%(untaught)d of its %(items)d items are taught by no course: %(codes)s.",
        len(untaught),
    )
    return said % {"untaught": len(untaught), "items": len(leaves), "codes": _listed([_name(row) for row in untaught])}


MOST_CODES = 8


def _name(row: matrix.Row) -> str:
    return row.title.in_language(reading_language())


def _listed(codes: list[str]) -> str:
    shown = _(", ").join(codes[:MOST_CODES])
    return f"{shown}, …" if len(codes) > MOST_CODES else shown


def facts_of(framework: Framework) -> tuple[Fact, ...]:
    """What a framework says of itself: its code, its version, who provides it, its dates, its other numbers."""
    known: tuple[tuple[Words, Words | Text | None], ...] = (
        (gettext_lazy("Code"), framework.code),
        (gettext_lazy("Version"), framework.version),
        (gettext_lazy("Provider"), framework.provider),
        (gettext_lazy("Valid from"), _day(framework.valid_from_date)),
        (gettext_lazy("Last valid day"), _day(framework.retires_on_date)),
    )
    anchors = tuple(Fact(anchor.scheme, anchor.code) for anchor in framework.anchors)
    return (*(Fact(name, value) for name, value in known if value), *anchors)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _versions(index: Index, address: Address, framework: Framework) -> tuple[Version, ...]:
    family = [each for each in index.frameworks.values() if each.family == framework.family]
    if len(family) == 1:
        return ()
    return tuple(
        Version(Named(each.title, address.to("framework", each.code)), each.version or "", each.key == framework.key)
        for each in family
    )
