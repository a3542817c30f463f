"""A module: its courses, who has it, where it leads."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from fourfold.domain.module import Module
from fourfold.domain.text import Text
from fourfold.engine import takings
from fourfold.web.pages import footings, lists, resolving, saying
from fourfold.web.pages.address import Address
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.saying import Said
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.workbench import editing
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePage:
    """A module."""

    frame: Frame
    code: str
    title: Text
    category: Text | None
    direction: Text | None
    programs: tuple[Named, ...]
    certifications: tuple[tuple[Named, Named], ...]
    rows: tuple[lists.CourseRow, ...]
    stand: Stand | None
    problems: tuple[Said, ...]


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Show a module."""
    found = opened(request, institution, cluster, state=state)
    module = resolving.by_code(found.index.modules.values(), code)
    shown = page(found, Address(institution, cluster, state), module)
    deeds = editing(request, found, module, new=("course",))
    return render(request, "module.html", {"page": shown, "deeds": deeds})


def page(opened: Opened, address: Address, module: Module) -> ModulePage:
    """What the page of a module shows."""
    index = opened.index
    offered = takings.offered(index, module)
    category = index.categories.get(module.category)
    return ModulePage(
        frame=frame(opened, address, "modules", Crumb(gettext_lazy("Modules"), address.to("modules"))),
        code=module.code,
        title=module.title,
        category=category.title if category else None,
        direction=module.direction,
        programs=tuple(
            Named(program.title, address.to("program", program.code))
            for key, program in index.programs.items()
            if key in offered
        ),
        certifications=_certifications(opened, address, module),
        rows=tuple(lists.course_row(index, address, each) for each in index.courses_of_module.get(module.key, ())),
        stand=footings.inherited(module.footing, index.cluster.head.footing),
        problems=saying.at(opened, address, {module.key}),
    )


def _certifications(opened: Opened, address: Address, module: Module) -> tuple[tuple[Named, Named], ...]:
    """The certifications that programs reach through this module, each with its program."""
    index = opened.index
    return tuple(
        (
            Named(
                index.frameworks[each.framework].title, address.to("framework", index.frameworks[each.framework].code)
            ),
            Named(program.title, address.to("program", program.code)),
        )
        for program in index.programs.values()
        for each in program.certifications
        if each.through == module.key and each.framework in index.frameworks
    )
