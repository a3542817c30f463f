"""The cluster map: categories as bands, programs as columns, a shared module as one block."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.web.pages import arrangement, bands, facts, finding, lens, standing
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.lens import Choice, Group, Lens
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a program's column."""

    code: str
    title: Text
    href: str
    catalogue_code: str
    jobs: tuple[Named, ...]
    competitions: tuple[Named, ...]
    promised: tuple[standing.Standing, ...]
    woven: tuple[standing.Standing, ...]
    through_lens: standing.Standing | None
    remark: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The cluster map."""

    frame: Frame
    finding: finding.Finding
    lens: Lens
    usual: tuple[Choice, ...]
    groups: tuple[Group, ...]
    shows: tuple[Choice, ...]
    show: str
    columns: tuple[Column, ...]
    bands: tuple[bands.Band, ...]


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show the map through the lens asked for."""
    found = opened(institution, cluster, state=state)
    address = Address(institution, cluster, state)
    return render(
        request,
        "cluster.html",
        {"page": page(found, address, asked=request.GET.get("lens", ""), show=request.GET.get("show", ""))},
    )


def page(opened: Opened, address: Address, *, asked: str = "", show: str = "") -> MapPage:
    """What the map shows; an unknown lens or fact falls back to the usual one."""
    index = opened.index
    worn = lens.find(opened, asked) or lens.find(opened, lens.first(index)) or lens.sharing(index)
    shown = show if show in facts.SHOWS else ""
    programs = arrangement.columns(index)
    return MapPage(
        frame=frame(opened, address, "cluster"),
        finding=finding.of_cluster(opened, address),
        lens=worn,
        usual=lens.usual(index, worn.key),
        groups=lens.groups(index, worn.key),
        shows=tuple(Choice(key, name, key == shown) for key, name in facts.SHOWS.items()),
        show=shown,
        columns=tuple(_column(opened, address, program, worn) for program in programs),
        bands=bands.of_cluster(bands.Sheet(opened, address, programs, worn, shown)),
    )


def _column(opened: Opened, address: Address, program: Program, worn: Lens) -> Column:
    standings = standing.certifications(opened, address, program)
    seen = worn.framework.code if worn.framework else ""
    return Column(
        code=program.code,
        title=program.title,
        href=address.to("program", program.code),
        catalogue_code=program.catalogue_code or "",
        jobs=_named(opened, address, program.jobs),
        competitions=_named(opened, address, program.competitions),
        promised=tuple(each for each in standings if each.recommended or each.code == seen),
        woven=tuple(each for each in standings if not each.recommended and each.code != seen),
        through_lens=_through(opened, address, program, worn, standings),
        remark=_remark(opened, program, worn),
    )


def _named(opened: Opened, address: Address, keys: Sequence[str]) -> tuple[Named, ...]:
    frameworks = [opened.index.frameworks[key] for key in keys if key in opened.index.frameworks]
    return tuple(Named(each.title, address.to("framework", each.code)) for each in frameworks)


def _through(
    opened: Opened, address: Address, program: Program, worn: Lens, known: Sequence[standing.Standing]
) -> standing.Standing | None:
    """How the program stands to the framework of the lens, unless its certifications say so already."""
    if worn.framework is None or any(each.code == worn.framework.code for each in known):
        return None
    return standing.of_program(opened, address, program, worn.framework)


def _remark(opened: Opened, program: Program, worn: Lens) -> Words:
    if worn.key == lens.SHARING:
        return facts.shared_hours(opened, program)
    if worn.key == lens.PROBLEMS:
        return facts.problems_of_program(opened, program)
    return ""
