"""The bands of the map: what stands where, the most specific above, the common ground below."""

from dataclasses import dataclass

from fourfold.domain.cluster import Category
from fourfold.domain.course import Course
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine import takings
from fourfold.web.pages import arrangement, facts, lens, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.arrangement import Spot, Stretch
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A course on the map, as it looks through the lens."""

    code: str
    title: Text
    href: str
    shade: lens.Shade
    facts: tuple[Words, ...]
    takers: tuple[bool, ...] = ()
    on_route: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A module on the map with its courses; `beside` names the other programs that have it too."""

    code: str
    title: Text
    href: str
    cells: tuple[Cell, ...]
    direction: Text | None = None
    beside: tuple[Text, ...] = ()
    on_route: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A quiet word, in a column that is not adjacent, about a module that stands elsewhere."""

    title: Text
    href: str
    home: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Columns of a lane, and what stands on them."""

    span: int
    names: tuple[Text, ...]
    blocks: tuple[Block, ...] = ()
    references: tuple[Reference, ...] = ()
    shared_by_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A category: lanes of places, the most specific on top."""

    code: str
    title: Text
    href: str
    modules: int
    courses: int
    on_route: int
    lanes: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the map is drawn from: an opened cluster, its columns, the lens, the facts that cells show."""

    opened: Opened
    address: Address
    programs: tuple[Program, ...]
    lens: lens.Lens
    show: str


def of_cluster(sheet: Sheet) -> tuple[Band, ...]:
    """Every category as a band, the last one on top."""
    return tuple(_band(sheet, category) for category in reversed(sheet.opened.index.categories.values()))


def _band(sheet: Sheet, category: Category) -> Band:
    index = sheet.opened.index
    modules = [module for module in index.modules.values() if module.category == category.key]
    courses = [course.key for module in modules for course in index.courses_of_module.get(module.key, ())]
    spots = tuple(_spot(sheet, module) for module in modules)
    stretches = [spot.stretch for spot in spots]
    stretches += [Stretch(place, place + 1) for spot in spots for place in spot.elsewhere]
    return Band(
        code=category.code,
        title=category.title,
        href=sheet.address.to("courses", query={"category": category.code}),
        modules=len(modules),
        courses=len(courses),
        on_route=sum(key in sheet.lens.route for key in courses),
        lanes=tuple(_lane(sheet, lane, spots) for lane in arrangement.lanes(stretches)),
    )


def _spot(sheet: Sheet, module: Module) -> Spot:
    programs = takings.offered(sheet.opened.index, module)
    return arrangement.spot(module, [program.key in programs for program in sheet.programs])


def _lane(sheet: Sheet, lane: tuple[Stretch, ...], spots: tuple[Spot, ...]) -> tuple[Place, ...]:
    """The places of a lane, with empty columns between them filled."""
    filled: list[Place] = []
    at = 0
    for stretch in (*lane, Stretch(len(sheet.programs), len(sheet.programs))):
        filled += [_place(sheet, Stretch(column, column + 1), ()) for column in range(at, stretch.start)]
        if stretch.span:
            filled.append(_place(sheet, stretch, spots))
        at = stretch.end
    return tuple(filled)


def _place(sheet: Sheet, stretch: Stretch, spots: tuple[Spot, ...]) -> Place:
    covered = sheet.programs[stretch.start : stretch.end]
    return Place(
        span=stretch.span,
        names=tuple(program.title for program in covered),
        blocks=tuple(_block(sheet, spot) for spot in spots if spot.stretch == stretch),
        references=tuple(
            _reference(sheet, spot) for spot in spots if stretch.span == 1 and stretch.start in spot.elsewhere
        ),
        shared_by_all=stretch.span == len(sheet.programs) > 1,
    )


def _reference(sheet: Sheet, spot: Spot) -> Reference:
    home = sheet.programs[spot.stretch.start]
    return Reference(spot.module.title, f"#module-{spot.module.code}", home.title)


def _block(sheet: Sheet, spot: Spot) -> Block:
    module = spot.module
    courses = sheet.opened.index.courses_of_module.get(module.key, ())
    held = sheet.programs[spot.stretch.start : spot.stretch.end]
    return Block(
        code=module.code,
        title=module.title,
        href=sheet.address.to("module", module.code),
        cells=tuple(_cell(sheet, course, held) for course in courses),
        direction=module.direction,
        beside=tuple(sheet.programs[place].title for place in spot.elsewhere),
        on_route=any(course.key in sheet.lens.route for course in courses),
    )


def _cell(sheet: Sheet, course: Course, held: tuple[Program, ...]) -> Cell:
    index = sheet.opened.index
    takers = {program.key for program in taking.programs_of(index, course)}
    among = tuple(program.key in takers for program in held)
    return Cell(
        code=course.code,
        title=course.title,
        href=sheet.address.to("course", course.code),
        shade=sheet.lens.shades[course.key],
        facts=facts.of_course(index, course, sheet.show),
        takers=() if all(among) else among,
        on_route=course.key in sheet.lens.route,
    )
