"""Writing the Curricular Analytics CSV layouts: what `read_curricular_csv` reads, it reads again to the same value."""

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Protocol

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, RequisiteKind
from fourfold.domain.marks import Key
from fourfold.domain.number import exact
from fourfold.domain.plan import Plan
from fourfold.domain.program import Program
from fourfold.exchange.curricular_table import COLUMNS, FIGURES, TERM
from fourfold.exchange.curriculum import CurriculumCourse, CurriculumFile

WITH_A_PLACE = frozenset({"Complexity", "Delay"})
_Figures = dict[str, dict[str, Fraction]]
"""Column → course id → figure."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


class Figures(Protocol):
    """The complexity metrics of one course, as the engine answers them."""

    @property
    def blocking(self) -> int: ...
    @property
    def delay(self) -> int: ...
    @property
    def centrality(self) -> int: ...
    @property
    def complexity(self) -> Fraction: ...


def write_curricular_csv(
    curriculum: CurriculumFile, path: Path, *, figures: Mapping[str, Figures] | None = None
) -> None:
    """Write the layout that `curriculum` has, with `figures` by course id, or else those that it states itself."""
    columns = _measured(figures) if figures else _stated(curriculum)
    text = "".join(_lines(curriculum, columns))
    data = text.encode("utf-8" if text.isascii() else "utf-8-sig")  # spreadsheets tell UTF-8 by its mark
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
        beside.write(data)
    try:
        Path(beside.name).chmod(0o666 & ~_umask())
        Path(beside.name).replace(path)
    except OSError:
        Path(beside.name).unlink(missing_ok=True)
        raise


def curriculum_of(dossier: Dossier, *, plan: Key | None = None) -> CurriculumFile:
    """`plan` as a degree plan, or without one every course of the cluster as a curriculum.

    What the layout has no room for is left out: an any-of becomes a list, and a degree plan names only its own
    required courses.
    """
    head = dossier.cluster.head
    chosen = next(((p, each) for p in dossier.cluster.programs for each in p.plans if each.key == plan), None)
    courses = {course.key: course for course in sorted(dossier.cluster.courses, key=lambda each: each.code)}
    codes = {key: course.code for key, course in courses.items()}
    if chosen is None:
        return CurriculumFile(
            name=_said(head.title.in_language("en")),
            institution=head.institution,
            system_type=head.term_system,
            courses=tuple(_row(course, codes, None) for course in courses.values()),
        )
    program, taken = chosen
    terms = _terms(program, taken)
    codes = {key: code for key, code in codes.items() if key in terms}
    return CurriculumFile(
        name=_said(program.title.in_language("en")),
        institution=head.institution,
        system_type=head.term_system,
        degree_type=_said(program.level.in_language("en") if program.level else ""),
        cip=_said(program.catalogue_code or ""),
        degree_plan=taken.code,
        courses=tuple(_row(courses[key], codes, term) for key, term in terms.items() if key in courses),
    )


def _terms(program: Program, plan: Plan) -> dict[Key, int]:
    """The term of each required course; one without a term is put at the program's end."""
    placed = sorted(plan.required, key=lambda each: each.term or program.terms)
    return {placement.course: placement.term or program.terms for placement in placed}


def _row(course: Course, codes: Mapping[Key, str], term: int | None) -> CurriculumCourse:
    named: dict[RequisiteKind, list[str]] = {kind: [] for kind in RequisiteKind}
    for leaf in course.requisites():
        code = codes.get(leaf.course or "")
        if code and code not in named[leaf.kind]:
            named[leaf.kind].append(code)
    return CurriculumCourse(
        id=course.code,
        name=_said(course.title.in_language("en")),
        prefix="",
        number="",
        prerequisites=tuple(named[RequisiteKind.PRE]),
        corequisites=tuple(named[RequisiteKind.CO]),
        strict_corequisites=tuple(named[RequisiteKind.STRICT_CO]),
        credit_hours=course.credits,
        term=term,
    )


def _said(text: str) -> str:
    return " ".join(text.split())


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _measured(figures: Mapping[str, Figures]) -> _Figures:
    return {
        name: {course: Fraction(getattr(found, name.lower())) for course, found in figures.items()} for name in FIGURES
    }


def _stated(curriculum: CurriculumFile) -> _Figures:
    names = {name.lower(): name for name in FIGURES}
    return {
        names[column.figure]: {course: Fraction(figure) for course, figure in column.of if figure is not None}
        for column in curriculum.published
    }


def _lines(curriculum: CurriculumFile, figures: _Figures) -> Iterator[str]:
    columns = [*COLUMNS, *([TERM] if curriculum.degree_plan is not None else []), *figures]
    head = [*_head(curriculum), *curriculum.other_head, ("Courses",)]
    yield from (_line(_padded(row, len(columns))) for row in head)
    yield _line(columns)
    plain = [course for course in curriculum.courses if not course.additional]
    extra = [course for course in curriculum.courses if course.additional]
    yield from (_line(_cells(course, curriculum, figures)) for course in plain)
    if extra:
        yield _line(_padded(("Additional Courses",), len(columns)))
        yield _line(columns)
        yield from (_line(_cells(course, curriculum, figures)) for course in extra)
    yield from (_line(row) for row in curriculum.appendix)


def _head(curriculum: CurriculumFile) -> Iterator[tuple[str, ...]]:
    yield "Curriculum", curriculum.name
    if curriculum.degree_plan is not None:
        yield "Degree Plan", curriculum.degree_plan
    yield "Institution", curriculum.institution
    yield "Degree Type", curriculum.degree_type
    yield "System Type", curriculum.system_type
    yield "CIP", curriculum.cip


def _cells(course: CurriculumCourse, curriculum: CurriculumFile, figures: _Figures) -> list[str]:
    cells = [
        course.id,
        course.name,
        course.prefix,
        course.number,
        ";".join(course.prerequisites),
        ";".join(course.corequisites),
        ";".join(course.strict_corequisites),
        str(exact(course.credit_hours)),
        course.institution,
        course.canonical_name,
    ]
    if curriculum.degree_plan is not None:
        cells.append("" if course.term is None else str(course.term))
    return [*cells, *(_figure(name, of.get(course.id)) for name, of in figures.items())]


def _figure(name: str, figure: Fraction | None) -> str:
    """As published: complexity and delay with a decimal place even where they are whole."""
    if figure is None:
        return ""
    if figure.denominator == 1:
        return f"{figure}.0" if name in WITH_A_PLACE else str(figure)
    return str(exact(Decimal(figure.numerator) / Decimal(figure.denominator)))


def _padded(row: tuple[str, ...], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells])
    return out.getvalue()
