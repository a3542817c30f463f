"""The cluster map: categories as bands, programs as columns, a shared module as one block."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.web.pages import arrangement, bands, facts, finding, lens, pledge, saved, standing, taking
from fourfold.web.pages import sharing as shared
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.lens import Choice, Group, Lens
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.wording import Words
from fourfold.web.pages.workbench import editing
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What a program shares: per cent of required hours, courses that are shared of those required."""

    hours: str
    courses: int
    required: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a program's column."""

    code: str
    title: Text
    href: str
    catalogue_code: str
    jobs: tuple[Named, ...]
    competitions: tuple[Named, ...]
    plan: Words | Text
    promised: tuple[pledge.Pledge, ...]
    seen: standing.Standing | None
    woven: tuple[standing.Standing, ...]
    sharing: Shares | None = None
    remark: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """A cluster that holds nothing yet: what fills it, and whether that is the reader's to do."""

    code: str
    leads: bool
    begins: tuple[Named, ...]
    workbook_href: str
    import_href: str
    tokens_href: str
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The cluster map."""

    frame: Frame
    finding: finding.Findings
    lens: Lens
    usual: tuple[Choice, ...]
    groups: tuple[Group, ...]
    shows: tuple[Choice, ...]
    show: str
    columns: tuple[Column, ...]
    bands: tuple[bands.Band, ...]
    sharing_href: str = ""
    noun: Named | None = None
    empty: Empty | None = None

    @property
    def jumps(self) -> tuple[Named, ...]:
        """The programs' heads, then the bands."""
        return (
            Named(gettext_lazy("Programs"), "#programs"),
            *(Named(band.title, f"#band-{band.code}") for band in self.bands),
        )


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show the map through the lens asked for."""
    found = opened(request, institution, cluster, state=state)
    lens.insist(found.index, request.GET.get("lens", ""))
    asked, fact = request.GET.get("lens", ""), request.GET.get("show", "")
    shown = page(found, Address(institution, cluster, state), asked=asked, show=fact)
    if not (found.index.programs or found.index.modules or found.index.courses):
        shown = replace(shown, empty=_empty(request, found, shown.frame))
    given = {
        "saved": saved.of(request, institution, cluster),
        "deeds": editing(request, found, found.index.cluster.head),
    }
    return render(request, "cluster.html", {"page": shown, **given})


def _empty(request: HttpRequest, opened: Opened, frame: Frame) -> Empty:
    return Empty(
        code=opened.code,
        leads=opened.viewer.may_write and opened.viewer.leads(opened.institution, opened.index.cluster.head.key),
        begins=editing(request, opened, new=("program", "module", "course")),
        workbook_href=frame.workbook_href,
        import_href=reverse("import", args=(opened.institution, opened.code)),
        tokens_href=reverse("tokens"),
        site=request.build_absolute_uri("/").rstrip("/"),
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
        sharing_href=address.to("sharing") if worn.key == lens.SHARING else "",
        noun=_noun(address, worn),
    )


def _noun(address: Address, worn: Lens) -> Named | None:
    """The page of what the lens looks through."""
    if worn.framework is not None:
        return Named(gettext_lazy("the framework"), address.to("framework", worn.framework.code))
    if worn.technology is not None:
        return Named(gettext_lazy("the technology"), address.to("technology", worn.technology.code))
    return None


def _column(opened: Opened, address: Address, program: Program, worn: Lens) -> Column:
    standings = standing.certifications(opened, address, program)
    plan = program.plans[0] if program.plans else None
    pledges = pledge.of_plan(opened, address, plan) if plan else ()
    return Column(
        code=program.code,
        title=program.title,
        href=address.to("program", program.code),
        catalogue_code=program.catalogue_code or "",
        jobs=_named(opened, address, program.jobs),
        competitions=_named(opened, address, program.competitions),
        plan=taking.name_of(plan) if plan else "",
        promised=pledges,
        seen=_seen(opened, address, program, worn),
        woven=tuple(each for each in standings if not each.recommended),
        sharing=_sharing(opened, address, program) if worn.key == lens.SHARING else None,
        remark=facts.problems_of_program(opened, program) if worn.key == lens.PROBLEMS else "",
    )


def _named(opened: Opened, address: Address, keys: Sequence[str]) -> tuple[Named, ...]:
    frameworks = [opened.index.frameworks[key] for key in keys if key in opened.index.frameworks]
    return tuple(Named(each.title, address.to("framework", each.code)) for each in frameworks)


def _seen(opened: Opened, address: Address, program: Program, worn: Lens) -> standing.Standing | None:
    """How the program stands to the framework of the lens, unless it recommends it, which is said anyway."""
    if worn.framework is None:
        return None
    found = standing.of_program(opened, address, program, worn.framework)
    return None if found is None or found.recommended else found


def _sharing(opened: Opened, address: Address, program: Program) -> Shares:
    share, common, required = shared.of_program(opened.index, address, program)
    return Shares(
        hours=share,
        courses=len(common.courses),
        required=len(required.courses),
        href=address.to("sharing", anchor=f"shared-{program.code}"),
    )
