"""References that dangle are named in the same round as the faults that keep a dossier from being made."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from fourfold.cli.check import problems_of
from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.catalogue_documents import DANGLING
from fourfold.domain.problem import Problem
from fourfold.exchange.reading import read
from tests.exchange.small_folder import FILES, put

NTA, NTB, NET, EXAM = "courses/NT-A.yaml", "courses/NT-B.yaml", "programs/NET.yaml", "frameworks/exam.yaml"
LINKS, BASICS, RULE, HEAD = "links/NT-A.yaml", "modules/BASICS.yaml", "rules/R1.yaml", "cluster.yaml"
CODES = {kind.code for kind in DANGLING.values()}
FAULT = (HEAD, "title: {en: ICT cluster, zh: 信息专业群}", "title: 7")
Edit = tuple[str, str, str]
Files = Mapping[str, str | bytes | None]
Seen = list[tuple[str, str | None, int | None, str]]

EVERYWHERE: dict[str, tuple[Edit, list[str], list[tuple[str, int, str]]]] = {
    "a course in a requisite": (
        (NTB, "nt-a", "NT-AA"), ["D001"], [(NTB, 7, "/requisite/all_of/0/course")],
    ),
    "a course in a plan": ((NET, "course: NT-A", "course: NT-X"), ["D001"], [(NET, 11, "/plans/0/required/0/course")]),
    "the course of links": ((LINKS, "course: NT-A", "course: gone"), ["D001"], [(LINKS, 2, "/course")]),
    "a module": ((NTB, "module: basics", "module: basic"), ["D002"], [(NTB, 4, "/module")]),
    "a program": (
        (BASICS, "common: true", "programs: [NET, NETS]"), ["D003"], [(BASICS, 5, "/programs/1")],
    ),
    "a category": ((BASICS, "category: core", "category: cor"), ["D004"], [(BASICS, 4, "/category")]),
    "a technology": (
        (NTA, "[openEuler]", "[zzz, openEuler, aaa]"),
        ["D005", "D005"], [(NTA, 8, "/technologies/0"), (NTA, 8, "/technologies/2")],
    ),
    "an outcome": ((LINKS, "NT-A.2, framework", "NT-A.9, framework"), ["D006"], [(LINKS, 4, "/links/0/outcome")]),
    "a framework, and with it the item": (
        (LINKS, "exam, item: D1.1, depth: master", "exams, item: D1.1, depth: master"),
        ["D007", "D008"], [(LINKS, 4, "/links/0/framework"), (LINKS, 4, "/links/0/item")],
    ),
    "the framework of a rule": (
        (RULE, "framework: exam", "framework: gone"), ["D007"], [(RULE, 6, "/scope/framework")],
    ),
    "an earlier version": (
        (EXAM, "family: exam", "family: exam\nsupersedes: exam-v0"), ["D007"], [(EXAM, 4, "/supersedes")],
    ),
    "an item": ((LINKS, "D1.1, depth: introduce", "D1.2, depth: introduce"), ["D008"], [(LINKS, 5, "/links/1/item")]),
}  # fmt: skip


def edited(*edits: Edit) -> dict[str, str | bytes | None]:
    files = dict(FILES)
    for name, old, new in edits:
        assert files[name].count(old) == 1, (name, old)
        files[name] = files[name].replace(old, new)
    return {**files}


def seen(folder: Path, files: Files) -> Seen:
    reading = read(put(folder, files))
    assert reading.unreadable
    return [(each.code, each.where.file, each.where.line, each.where.path) for each in reading.problems]


def dangling(problems: tuple[Problem, ...]) -> list[Problem]:
    found = [each for each in problems if each.code in CODES]
    return sorted(found, key=lambda each: (each.code, str(each.where)))


@pytest.mark.parametrize(("edit", "codes", "places"), EVERYWHERE.values(), ids=EVERYWHERE)
def test_what_dangles_is_said_beside_a_fault_as_the_checks_say_it(
    tmp_path: Path, edit: Edit, codes: list[str], places: list[tuple[str, int, str]]
) -> None:
    beside = read(put(tmp_path / "beside", edited(edit, FAULT))).problems
    alone = read(put(tmp_path / "alone", edited(edit)))
    found = dangling(beside)
    assert [each.code for each in found] == codes
    assert [(each.where.file, each.where.line, each.where.path) for each in found] == places
    assert found == dangling(problems_of(alone, date(2026, 6, 1)))
    assert [each.code for each in beside if each.code not in {*CODES, "R029"}] == ["R022"]


def test_what_was_meant_is_said_where_a_code_is_close_to_it(tmp_path: Path) -> None:
    edits = ((NTB, "nt-a", "NT-AA"), (BASICS, "category: core", "category: elsewhere"), FAULT)
    found = dangling(read(put(tmp_path, edited(*edits))).problems)
    assert [(CATALOGUE[each.code].sentence(each, "en"), each.expected) for each in found] == [
        ("`requisite/all_of/0/course` names the course NT-AA, which does not exist.", "did you mean NT-A?"),
        ("`category` names the category elsewhere, which does not exist.", None),
    ]


BROKEN: dict[str, tuple[Files, Seen]] = {
    "a course with a bad number keeps its code and outcomes": (
        edited((NTA, "credits: 4.50", "credits: x")), [("R022", NTA, 6, "/credits")],
    ),
    "a course with a bad number has its own references checked": (
        edited((NTA, "credits: 4.50", "credits: x"), (NTA, "module: BASICS", "module: BASE")),
        [("D002", NTA, 4, "/module"), ("R022", NTA, 6, "/credits")],
    ),
    "a course whose code is bad is known by its file": (
        edited((NTA, "code: NT-A\n", "code: NT A\n")), [("R024", NTA, 2, "/code")],
    ),
    "a course without a code is known by its file": (
        edited((NTA, "code: NT-A\n", "")), [("R021", NTA, 1, "/code")],
    ),
    "a course whose key is bad is known by its code": (
        edited((NTA, "code: NT-A\n", "code: NT-A\nkey: 1f\n")), [("R024", NTA, 3, "/key")],
    ),
    "a framework without a code is known by its file, and its items by theirs": (
        edited((EXAM, "code: exam\n", ""), (LINKS, "D1.1, depth: introduce", "D7, depth: introduce")),
        [("R021", EXAM, 1, "/code"), ("D008", LINKS, 5, "/links/1/item")],
    ),
    "an outcome whose code is bad may be any": (
        edited((NTA, "code: NT-A.1", "code: NT A.1")),
        [("R032", NTA, None, ""), ("R024", NTA, 13, "/outcomes/1/code")],
    ),
    "an outcome whose code is bad does no harm where all are found": (
        edited((NTA, "code: NT-A.1", "code: NT A.1"), (LINKS, "NT-A.1,", "NT-A.2,")),
        [("R024", NTA, 13, "/outcomes/1/code")],
    ),
    "outcomes under a misspelt name are still there": (
        edited((NTA, "outcomes:", "outcome:"), (LINKS, "NT-A.1,", "NT-A.9,")),
        [("R020", NTA, 9, "/outcome"), ("D006", LINKS, 5, "/links/1/outcome")],
    ),
    "outcomes that are no list may be any": (
        edited((NTB, "credits: 3", "credits: 3\noutcomes: some"), (LINKS, "NT-A.1,", "NT-B.1,")),
        [("R032", NTB, None, ""), ("R022", NTB, 7, "/outcomes")],
    ),
    "categories and technologies that are no lists may be any": (
        edited((HEAD, "  - {code: core, title: {en: Core}}\n", "")),
        [("R032", HEAD, None, ""), ("R022", HEAD, 5, "/categories")],
    ),
    "an old code that is bad may be any": (
        edited((NTA, "code: NT-A\n", "code: NT-A\nwas: [x]\n"), (NTB, "nt-a", "NT-O")),
        [("R032", NTA, None, ""), ("R024", NTA, 3, "/was")],
    ),
    "a file with broken syntax still shows its codes": (
        edited((NTA, "[2, 1]", "[2, 1"), (LINKS, "NT-A.1,", "NT-A.9,"), (NET, "course: NT-A,", "course: NT-C,")),
        [
            ("R008", NTA, 8, "/terms/2"),
            ("D006", LINKS, 5, "/links/1/outcome"),
            ("D001", NET, 11, "/plans/0/required/0/course"),
        ],
    ),
    "a head with broken syntax still shows its codes": (
        edited((HEAD, "institution: example", "institution: [example"), (BASICS, "category: core", "category: ore")),
        [("R008", HEAD, 4, "/institution/1"), ("D004", BASICS, 4, "/category")],
    ),
    "a framework with broken syntax still shows its items": (
        edited((EXAM, "weight: 60", "weight: [60"), (LINKS, "D1.1, depth: introduce", "D1.9, depth: introduce")),
        [("R008", EXAM, 13, "/items/0/weight/1"), ("D008", LINKS, 5, "/links/1/item")],
    ),
    "a file that is not text is known by its name": (
        {**FILES, NTB: b"\x00\x01"}, [("R017", NTB, None, "")],
    ),
    "a file that is not text may hold any outcome": (
        {**FILES, NTA: b"\x00\x01"}, [("R017", NTA, None, ""), ("R032", NTA, None, "")],
    ),
    "a framework that is not text may hold any item of its own, and none of others": (
        {
            **edited((LINKS, "exam, item: D1.1, depth: master", "other, item: D1.1, depth: master")),
            "frameworks/other.yaml": FILES[EXAM].replace("exam", "other").replace("D1.1", "E1"),
            EXAM: b"\x00",
        },
        [("R017", EXAM, None, ""), ("R032", EXAM, None, ""), ("D008", LINKS, 4, "/links/0/item")],
    ),
    "an empty file may hold any outcome": (
        {**FILES, NTA: ""}, [("R032", NTA, None, ""), ("R022", NTA, 1, "")],
    ),
    "a folder that cannot be read may hold any of its kind": (
        {name: text for name, text in FILES.items() if not name.startswith("courses/")} | {"courses": "x"},
        [("R002", "courses", None, ""), ("R032", "courses", None, "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), BROKEN.values(), ids=BROKEN)
def test_what_may_stand_in_a_broken_part_is_not_said_to_dangle(tmp_path: Path, files: Files, expected: Seen) -> None:
    assert seen(tmp_path, files) == expected


def test_references_that_could_not_be_checked_are_counted_where_they_may_lead(tmp_path: Path) -> None:
    (told,) = (each for each in read(put(tmp_path, {**FILES, NTA: ""})).problems if each.code == "R032")
    assert (CATALOGUE["R032"].sentence(told, "en"), told.severity.value) == (
        "2 references may mean what stands here and could not be read", "info",
    )  # fmt: skip


def test_of_very_many_that_dangle_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    many = ", ".join(f"X{number}" for number in range(2_000))
    problems = read(put(tmp_path, edited((NTA, "[openEuler]", f"[{many}]"), FAULT))).problems
    assert [sum(each.code == code for each in problems) for code in ("D005", "R019", "R022")] == [500, 1, 1]
