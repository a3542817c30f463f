"""A Curricular Analytics file as a dossier: one cluster with one category, one module, one program and its plan."""

import re
from collections.abc import Mapping

from fourfold.canon.identity import cluster_key, noun_key
from fourfold.domain.cluster import Category, Cluster, Dossier, Head
from fourfold.domain.course import Course, CourseType, Requisite
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.marks import CODE_PATTERN, Key
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Plan
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.exchange.curricular_terms import earliest_terms
from fourfold.exchange.curriculum import CurriculumCourse, CurriculumFile
from fourfold.exchange.places import Home, Places, Spot

LONGEST_CODE = 40
_CODE = re.compile(CODE_PATTERN)
_CJK = re.compile(r"[\u3400-\u9fff]")
_NOTE = Text(
    en="Read from a Curricular Analytics file, which does not say the type of a course (shown as mixed), its hours "
    "(shown as none) or, in a curriculum, the terms (shown are the earliest that the requisites allow).",
    zh="读自 Curricular Analytics 文件。文件未说明课程类型（按理论加实践显示）和学时（按零显示）；"
    "课程方案也未说明开课学期（按先修关系允许的最早学期显示）。",
)
_COURSES = Text(en="Courses", zh="课程")
_EARLIEST = Footing(
    ground=Ground.ESTIMATED, source="the file states no terms: these are the earliest that its requisites allow"
)


def dossier_of(curriculum: CurriculumFile, *, source: str) -> Dossier:
    """The dossier; requisites that name no course of the file, or their own, are left out: reading reports them."""
    institution = slug(curriculum.institution, "institution")
    code = slug(curriculum.name, "curriculum")
    key, footing = cluster_key(institution, code), Footing(ground=Ground.SOURCED, source=_line(source))
    category = Category(key=noun_key(key, "category", "courses"), code="courses", title=_told(curriculum, _COURSES))
    title = text_of(curriculum.name or code)
    module = Module(
        key=noun_key(key, "module", "curriculum"), code="curriculum", title=title, category=category.key, common=True
    )
    cluster = Cluster(
        head=Head(
            key=key,
            code=code,
            institution=institution,
            title=title,
            term_system=curriculum.system_type,
            categories=(category,),
            note=_told(curriculum, _NOTE),
            footing=footing,
        ),
        programs=(_program(curriculum, key, code, title),),
        modules=(module,),
        courses=_courses(curriculum, module.key),
    )
    return Dossier(cluster=cluster)


def _told(curriculum: CurriculumFile, text: Text) -> Text:
    """Our own words in the languages that the file itself speaks, so that none seems to be missing elsewhere."""
    said = [text_of(each.name) for each in curriculum.courses if each.name]
    chinese = any(each.zh for each in said)
    english = any(each.en for each in said) or not chinese
    return Text(en=text.en if english else None, zh=text.zh if chinese else None)


def codes_of(curriculum: CurriculumFile) -> dict[str, str]:
    """The code of each course, by its id: the id itself wherever it can be a code."""
    codes = {course.id: course.id for course in curriculum.courses if _CODE.match(course.id)}
    taken = {code.lower() for code in codes.values()}
    if len(taken) == len(curriculum.courses):
        return codes
    taken.clear()
    for course in sorted(curriculum.courses, key=lambda each: (each.id not in codes, each.id)):
        codes[course.id] = _untaken(slug(course.id, "course"), taken)
        taken.add(codes[course.id].lower())
    return codes


def keys_of(curriculum: CurriculumFile) -> dict[str, Key]:
    """The key of each course in the dossier, by its id."""
    key = cluster_key(slug(curriculum.institution, "institution"), slug(curriculum.name, "curriculum"))
    return {name: noun_key(key, "course", code) for name, code in codes_of(curriculum).items()}


def places_of(dossier: Dossier, curriculum: CurriculumFile, *, file: str, lines: Mapping[str, int]) -> Places:
    """Where each course stands in the file; everything else stands in its head."""
    codes, keys = codes_of(curriculum), keys_of(curriculum)
    homes = {
        ("course", keys[course.id]): Home(
            file, ("Courses", course.id), Spot(line=lines.get(course.id)), codes[course.id]
        )
        for course in curriculum.courses
    }
    cluster = dossier.cluster
    homes["cluster", cluster.head.key] = Home(file, (), Spot(line=1), cluster.head.code)
    for program in cluster.programs:
        homes["program", program.key] = Home(file, (), _spot(program, keys, lines), program.code)
        homes |= {("plan", plan.key): Home(file, (), Spot(line=1), plan.code) for plan in program.plans}
    for module in cluster.modules:
        homes["module", module.key] = Home(file, ("Courses",), Spot(), module.code)
    return Places(homes)


def _spot(program: Program, keys: Mapping[str, Key], lines: Mapping[str, int]) -> Spot:
    """The head's line, and below it the line of each course that a plan requires."""
    row = {key: lines.get(name) for name, key in keys.items()}
    head = Spot(line=1)
    for number, plan in enumerate(program.plans):
        required = head.at("plans").at(number).at("required")
        for place, placement in enumerate(plan.required):
            required.inside[place] = Spot(place, row.get(placement.course))
    return head


def slug(name: str, otherwise: str) -> str:
    """`name` as a code, or `otherwise` where none of its characters can stand in one.

    >>> slug("University of Hawaii - Manoa", "institution"), slug("信息学院", "institution")
    ('University-of-Hawaii-Manoa', 'institution')
    """
    plain = re.sub(r"-{2,}", "-", re.sub(r"[^A-Za-z0-9._-]+", "-", name)).lstrip("._-")[:LONGEST_CODE].rstrip("._-")
    return plain or otherwise


def text_of(name: str) -> Text:
    """`name` on one line, in the language that it seems to be in."""
    line = _line(name)
    return Text(zh=line) if _CJK.search(line) else Text(en=line)


def _line(name: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in name).split()) or "-"


def _untaken(code: str, taken: set[str]) -> str:
    number, free = 2, code
    while free.lower() in taken:
        ending = f"-{number}"
        free, number = code[: LONGEST_CODE - len(ending)] + ending, number + 1
    return free


def _program(curriculum: CurriculumFile, key: Key, code: str, title: Text) -> Program:
    keys = keys_of(curriculum)
    stated = {course.id: course.term for course in curriculum.courses}
    terms: Mapping[str, int | None] = stated if curriculum.degree_plan is not None else earliest_terms(curriculum)
    plan = Plan(
        key=noun_key(key, "plan", code),
        code=code,
        training_type="ordinary",
        title=text_of(curriculum.degree_plan) if curriculum.degree_plan else None,
        required=tuple(Placement(course=keys[course.id], term=terms.get(course.id)) for course in curriculum.courses),
        footing=None if curriculum.degree_plan is not None else _EARLIEST,
    )
    return Program(
        key=noun_key(key, "program", code),
        code=code,
        title=title,
        catalogue_code=_line(curriculum.cip) if curriculum.cip else None,
        level=text_of(curriculum.degree_type) if curriculum.degree_type else None,
        terms=max((term or 1 for term in terms.values()), default=1),
        plans=(plan,),
    )


def _courses(curriculum: CurriculumFile, module: Key) -> tuple[Course, ...]:
    codes, keys = codes_of(curriculum), keys_of(curriculum)
    return tuple(
        Course(
            key=keys[course.id],
            code=codes[course.id],
            title=text_of(course.name or f"{course.prefix} {course.number}".strip() or course.id),
            module=module,
            type=CourseType.MIXED,
            credits=course.credit_hours,
            requisite=_requisite(course, keys),
        )
        for course in curriculum.courses
    )


def _requisite(course: CurriculumCourse, keys: Mapping[str, Key]) -> Requisite | None:
    named = dict.fromkeys((name, kind) for name, kind in course.requisites() if name in keys and name != course.id)
    leaves = tuple(Requisite(course=keys[name], kind=kind) for name, kind in named)
    if len(leaves) > 1:
        return Requisite(all_of=leaves)
    return leaves[0] if leaves else None
