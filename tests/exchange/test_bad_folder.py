"""Whatever is wrong with a folder is said: permanent code, file, line and path, all at once, and never a traceback."""

import os
import resource
import time
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.course import Course
from fourfold.exchange.bounded_yaml import Loader, parse
from fourfold.exchange.faults import Unreadable
from fourfold.exchange.reading import read
from fourfold.exchange.stray import Stray
from tests.exchange.small_folder import FILES, changed, put

Files = Mapping[str, str | bytes | None]
Expected = list[tuple[str, str, int | None, str]]
NTA, NTB, NET, EXAM = "courses/NT-A.yaml", "courses/NT-B.yaml", "programs/NET.yaml", "frameworks/exam.yaml"
LINKS = "links/NT-A.yaml"


def added(name: str, content: str | bytes) -> Files:
    return {**FILES, name: content}


def seen(path: Path) -> Expected:
    return [(each.code, each.where.file or "", each.where.line, each.where.path) for each in read(path).problems]


ANY_LEVEL = "one of: remember, understand, apply, analyse, evaluate, create"
SYNTAX = {
    "a bracket that is not closed": (changed(NTA, "terms: [2, 1]", "terms: [2, 1"), [("R008", NTA, 8, "/terms/2")]),
    "a tab as indent": (changed(NTB, "type: mixed", "type:\n\tmixed"), [("R008", NTB, 6, "/type")]),
    "two documents": (added(NTB, FILES[NTB] + "---\na: 1\n"), [("R008", NTB, 8, "")]),
    "a list as a key": (changed(NTB, "credits: 3", "? [a, b]\n: 3"), [("R008", NTB, 6, "")]),
    "an anchor": (changed(NTB, "credits: 3", "credits: &three 3"), [("R009", NTB, 6, "/credits")]),
    "an alias": (changed(NTB, "credits: 3", "credits: *three"), [("R009", NTB, 6, "/credits")]),
    "a tag": (changed(NTB, "credits: 3", "credits: !!python/object:os.system 3"), [("R009", NTB, 6, "/credits")]),
    "a merge key": (changed(NTB, "credits: 3", "<<: {credits: 3}"), [("R009", NTB, 6, "")]),
    "a field given twice": (changed(NTB, "credits: 3", "credits: 3\ncredits: 4"), [("R012", NTB, 7, "/credits")]),
    "two fields given twice": (
        changed(NTB, "credits: 3", "credits: 3\ncode: X\ntype: mixed"),
        [("R012", NTB, 7, "/code"), ("R012", NTB, 8, "/type")],
    ),
    "nesting without end": (
        changed(NTB, "credits: 3", "credits: " + "[" * 5000),
        [("R010", NTB, 6, "/credits" + "/0" * 63)],
    ),
    "bytes that are not UTF-8": (added(NTB, b"schema: course/1\ntitle: \xff\xfe\n"), [("R007", NTB, 2, "")]),
    "UTF-16": (added(NTB, FILES[NTB].encode("utf-16")), [("R007", NTB, 1, "")]),
    "a picture named .yaml": (added(NTB, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), [("R017", NTB, None, "")]),
    "an empty file": (added(NTB, ""), [("R022", NTB, 1, "")]),
    "a list instead of a mapping": (added(NTB, "- a\n"), [("R022", NTB, 1, "")]),
    "a control character": (changed(NTB, "Network technology B", "bell\x07"), [("R008", NTB, None, "")]),
}

SHAPE = {
    "no schema": (changed(NTB, "schema: course/1\n", ""), [("R013", NTB, 1, "/schema")]),
    "the schema of another kind": (changed(NTB, "course/1", "module/1"), [("R013", NTB, 1, "/schema")]),
    "a newer schema": (changed(NTB, "course/1", "course/2"), [("R014", NTB, 1, "/schema")]),
    "a misspelt field": (changed(NTB, "title:", "titel:"), [("R021", NTB, 1, "/title"), ("R020", NTB, 3, "/titel")]),
    "a missing field": (changed(NTB, "credits: 3\n", ""), [("R021", NTB, 1, "/credits")]),
    "a missing field of an inner noun": (
        changed(NTA, "    level: remember\n", ""),
        [("R021", NTA, 13, "/outcomes/1/level")],
    ),
    "text where a number belongs": (changed(NTB, "credits: 3", "credits: three"), [("R022", NTB, 6, "/credits")]),
    "leading zeros": (changed(NTB, "credits: 3", "credits: 03"), [("R022", NTB, 6, "/credits")]),
    "yes for true": (changed("modules/BASICS.yaml", "true", "yes"), [("R022", "modules/BASICS.yaml", 5, "/common")]),
    "a number for text": (changed(NTB, "Network technology B", "12"), [("R022", NTB, 3, "/title/en")]),
    "a fraction for a whole number": (changed(NET, "terms: 6", "terms: 6.0"), [("R022", NET, 4, "/terms")]),
    "one thing where a list belongs": (changed(NTA, "[2, 1]", "2"), [("R022", NTA, 7, "/terms")]),
    "a date that is none": (changed(EXAM, "2026-09-30", "2026-09-31"), [("R022", EXAM, 7, "/retires_on_date")]),
    "nothing for a needed value": (changed(NTB, "type: mixed", "type:"), [("R023", NTB, 5, "/type")]),
    "a word that is no choice": (changed(NTB, "type: mixed", "type: mixd"), [("R023", NTB, 5, "/type")]),
    "a code with a space": (changed(NTB, "code: NT-B", "code: NT B"), [("R024", NTB, 2, "/code")]),
    "a key that is none": (changed(NTB, "code: NT-B", "code: NT-B\nkey: 1f"), [("R024", NTB, 3, "/key")]),
    "an old code that is none": (changed(NTB, "code: NT-B", "code: NT-B\nwas: [x]"), [("R024", NTB, 3, "/was")]),
    "an old code of what has no code": (
        changed("links/NT-A.yaml", "course: NT-A", "course: NT-A\nwas: X"),
        [("R020", "links/NT-A.yaml", 3, "/was")],
    ),
    "a base that is no root": (
        changed("cluster.yaml", "code: ict", "code: ict\nbase: abc"),
        [("R024", "cluster.yaml", 3, "/base")],
    ),
    "a negative number": (changed(NTB, "credits: 3", "credits: -3"), [("R025", NTB, 6, "/credits")]),
    "an enormous number": (changed(NTB, "credits: 3", f"credits: {'9' * 29}"), [("R025", NTB, 6, "/credits")]),
    "a number that goes on for ever": (
        changed(NTB, "credits: 3", "credits: " + "9" * 9999),
        [("R022", NTB, 6, "/credits")],
    ),
    "three decimal places": (changed(NTB, "credits: 3", "credits: 3.125"), [("R026", NTB, 6, "/credits")]),
    "a text without end": (changed(NTB, "Network technology B", "x" * 10_001), [("R027", NTB, 3, "/title/en")]),
    "a blank text": (changed(NTB, "Network technology B", '"  "'), [("R027", NTB, 3, "/title/en")]),
    "a text that shows nothing": (
        changed(NTB, "Network technology B", '"\\u200b\\u00a0"'),
        [("R027", NTB, 3, "/title/en")],
    ),
    "a field without a name": (changed(NTB, "credits: 3", 'credits: 3\n"": 1'), [("R020", NTB, 7, "/")]),
    "a reference of two words": (changed(NTB, "module: basics", "module: two words"), [("R024", NTB, 4, "/module")]),
    "a title in no language": (changed(NTB, "{en: Network technology B}", "{}"), [("R028", NTB, 3, "/title")]),
    "a requisite of two kinds": (
        changed(NTB, "{all_of: [{course: nt-a}]}", "{course: NT-A, any_of: [{course: NT-A}]}"),
        [("R028", NTB, 7, "/requisite")],
    ),
    "a sitting without a time": (
        changed(NET, "framework: exam, term: 2", "framework: exam"),
        [("R028", NET, 15, "/plans/0/sittings/0")],
    ),
    "a pool without a number": (changed(NET, "choose: 1, ", ""), [("R028", NET, 13, "/plans/0/pools/0")]),
    "sourced without a source": (
        changed(EXAM, ", source: The provider's outline", ""),
        [("R028", EXAM, 8, "/footing")],
    ),
    "an upper bound without between": (
        changed("rules/R1.yaml", "value: 1", "value: 1\nupper: 2"),
        [("R028", "rules/R1.yaml", 1, "")],
    ),
    "faults in two files at once": (
        {**changed(NTB, "credits: 3", "credits: x"), NTA: FILES[NTA].replace("level: apply", "level: do")},
        [("R023", NTA, 12, "/outcomes/0/level"), ("R022", NTB, 6, "/credits")],
    ),
}

ACROSS = {
    "a code used twice, in another case": (
        {**FILES, "courses/NT-C.yaml": FILES[NTB].replace("NT-B", "nt-b")},
        [("R029", "courses/NT-C.yaml", 2, "/code"), ("R030", "courses/NT-C.yaml", 2, "/code")],
    ),
    "an outcome's code used twice": (
        changed(NTA, "NT-A.1", "nt-a.2"),
        [("R030", NTA, 13, "/outcomes/1/code"), ("D006", LINKS, 5, "/links/1/outcome")],
    ),
    "an item's code used twice": (
        changed(EXAM, "D1.1", "d1"),
        [
            ("R030", EXAM, 14, "/items/0/children/0/code"),
            ("D008", LINKS, 4, "/links/0/item"),
            ("D008", LINKS, 5, "/links/1/item"),
        ],
    ),
    "a key used twice": (
        {
            name: text.replace("code: NT-", "key: 6f0a0c38-54a5-4b0e-9e6d-2f6b8f7d4c11\ncode: NT-", 1)
            if name in (NTA, NTB)
            else text
            for name, text in FILES.items()
        },
        [("R031", NTB, 2, "/key")],
    ),
    "the links of a course in two files": (
        added("links/other.yaml", FILES["links/NT-A.yaml"]),
        [("R031", "links/other.yaml", 1, "/key"), ("R029", "links/other.yaml", 2, "/course")],
    ),
}

NAMES = {
    "no cluster.yaml": (
        {**FILES, "cluster.yaml": None},
        [("R016", "cluster.yaml", None, ""), ("R032", "cluster.yaml", None, "")],
    ),
    "names that differ only in case": (
        added("courses/nt-b.yaml", FILES[NTB]),
        [("R005", "courses/nt-b.yaml", None, "")],
    ),
    "a name with a line break": (added("courses/a\nb.yaml", "x"), [("R005", "courses/a\\nb.yaml", None, "")]),
    "a name that begins with a dash": (added("courses/-x.yaml", "x"), [("R005", "courses/-x.yaml", None, "")]),
    "a name that is too long": (
        added(f"courses/{'x' * 41}.yaml", "x"),
        [("R005", f"courses/{'x' * 41}.yaml", None, "")],
    ),
}


@pytest.mark.parametrize(
    ("files", "expected"),
    {**SYNTAX, **SHAPE, **ACROSS, **NAMES}.values(),
    ids={**SYNTAX, **SHAPE, **ACROSS, **NAMES}.keys(),
)
def test_every_fault_is_named_with_its_place(tmp_path: Path, files: Files, expected: Expected) -> None:
    put(tmp_path, files)
    assert seen(tmp_path) == expected
    assert read(tmp_path).unreadable is bool(expected)


@pytest.mark.parametrize("files", [files for files, _ in SYNTAX.values()], ids=SYNTAX)
def test_yaml_without_its_c_library_reads_the_same(files: Files) -> None:
    for text in files.values():
        if isinstance(text, str):
            assert _parsed(text, yaml.SafeLoader) == _parsed(text, yaml.CSafeLoader)


def _parsed(text: str, loader: Loader) -> object:
    try:
        return parse(text, NTB, loader)
    except Unreadable as unreadable:
        return [(each.code, each.where.path) for each in unreadable.problems]


def test_the_small_cluster_itself_is_sound(tmp_path: Path) -> None:
    reading = read(put(tmp_path, {**FILES}))
    assert (reading.problems, reading.unreadable, reading.labels) == ((), False, {})


def test_a_misspelt_field_suggests_the_right_one(tmp_path: Path) -> None:
    put(tmp_path, changed(NTB, "title:", "titel:"))
    assert [(each.found, each.expected) for each in read(tmp_path).problems] == [
        ("nothing", "a mapping"),
        ("titel", "did you mean title?"),
    ]


WORDS: dict[str, tuple[Files, str, str | None, str | None]] = {
    "a value inside a list": (
        changed(NTA, "[2, 1]", "[2, x]"),
        "“terms[1]” is not the kind of value that belongs here", "x", "a whole number",
    ),
    "a field of a noun in a list": (
        changed(NTA, "    level: remember\n", ""),
        "The field “outcomes[1].level” is missing", "nothing", ANY_LEVEL,
    ),
    "a number in quotes": (
        changed(NET, "terms: 6", 'terms: "6"'),
        "“terms” is not the kind of value that belongs here", "“6” in quotes", "a whole number",
    ),
    "a field without a name": (
        changed(NTB, "credits: 3", 'credits: 3\n"" : 1'),
        'There is no field “""” here', "", f"one of: {', '.join(each.name for each in fields(Course))}",
    ),
    "a reference of two words": (
        changed(NTB, "module: basics", "module: two words"),
        "“module” is not written as it must be", "two words", "the code or key of the module that is meant",
    ),
    "a byte that is not UTF-8": (
        added(NTB, b"title: \xb1"), "This file is not UTF-8 text", "byte B1", "UTF-8",
    ),
    "a sign that begins nothing": (
        changed(NTB, "credits: 3", "credits: @3"),
        "This is not well-formed YAML", "character that cannot start any token", None,
    ),
    "a bracket that is not closed": (
        changed(NTA, "terms: [2, 1]", "terms: [2, 1"), "This is not well-formed YAML", None, "',' or ']'",
    ),
    "an alias": (
        changed(NTB, "credits: 3", "credits: *three"),
        "Anchors, aliases, tags and merge keys are not read", "*three", "the value written out",
    ),
    "nesting without end": (
        changed(NTB, "credits: 3", "credits: " + "[" * 99),
        "Values are nested more than 64 deep", None, "at most 64",
    ),
    "a file without end": (
        added(NTB, b"x" * (4 * 1024 * 1024 + 1)),
        "This is larger than the limit of 4 MiB", "4194305 bytes", "at most 4 MiB",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "said", "found", "expected"), WORDS.values(), ids=WORDS)
def test_a_problem_says_which_value_what_was_found_and_what_was_expected(
    tmp_path: Path, files: Files, said: str, found: str | None, expected: str | None
) -> None:
    problem = read(put(tmp_path, files)).problems[0]
    assert (CATALOGUE[problem.code].sentence(problem, "en"), problem.found, problem.expected) == (
        said, found, expected,
    )  # fmt: skip


def test_files_that_are_not_read_are_named_and_do_no_harm(tmp_path: Path) -> None:
    put(
        tmp_path,
        {**FILES, "course/X.yaml": "x", "extra.yml": "x", "courses/NT-C.yml": "x", "README.md": "x", ".git/a": "x"},
    )
    names = ("course/X.yaml", "courses/NT-C.yml", "extra.yml")
    assert seen(tmp_path) == [("R015", name, None, "") for name in names]
    assert not read(tmp_path).unreadable
    assert [each.expected for each in read(tmp_path).problems] == [
        "did you mean courses?",
        "courses/CODE.yaml",
        "one of: programs, modules, courses, links, rules, frameworks",
    ]


def test_files_in_deeper_folders_are_named_each(tmp_path: Path) -> None:
    deep = "courses/year1/term2/NT-D.yaml"
    put(tmp_path, {**FILES, "courses/year1/NT-C.yaml": "x", deep: "x", "courses/notes/README.md": "x"})
    assert seen(tmp_path) == [("R015", "courses/year1/NT-C.yaml", None, ""), ("R015", deep, None, "")]


def test_a_cluster_within_a_cluster_is_named_as_one(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, **{f"copies/old/{name}": text for name, text in FILES.items()}})
    assert seen(tmp_path) == [("R015", "copies/old/", None, "")]


def test_a_folder_with_very_many_other_files_is_named_itself(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, **{f"other/{at}.yaml": "x" for at in range(101)}})
    assert seen(tmp_path) == [("R015", "other/", None, "")]


def test_links_to_folders_that_are_not_read_are_named_and_not_followed(tmp_path: Path) -> None:
    folder = put(tmp_path / "cluster", {**FILES, "courses/old/NT-C.yaml": "x"})
    put(tmp_path / "elsewhere", {"NT-D.yaml": "x"})
    for name in ("spare", "courses/year1", "courses/old/older"):
        (folder / name).symlink_to(tmp_path / "elsewhere")
    (folder / "round").symlink_to(folder)
    (folder / "loop").symlink_to("loop")
    names = ("courses/old/NT-C.yaml", "courses/old/older/", "courses/year1/", "round/", "spare/")
    assert seen(folder) == [("R015", name, None, "") for name in names]
    assert not read(folder).unreadable


def test_folders_without_end_are_followed_only_so_far(tmp_path: Path) -> None:
    folder = put(tmp_path, FILES)
    for _ in range(100):
        folder /= "a"
        folder.mkdir()
    assert seen(tmp_path) == [("R015", "a/" * 64, None, "")]


def test_folders_are_looked_through_within_a_budget(tmp_path: Path) -> None:
    put(tmp_path, {"a/1.yaml": "x", "a/2.yaml": "x", "b/3.yaml": "x", "b/4.yaml": "x"})
    assert Stray(left_entries=5).files(tmp_path, "other/") == ["other/a/1.yaml", "other/a/2.yaml", "other/b/"]


def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password", encoding="utf-8")
    folder = put(tmp_path / "cluster", {**FILES, NTB: None, NET: None})
    (folder / NTB).symlink_to(secret)
    (folder / "programs").symlink_to("/etc")
    assert seen(folder) == [("R006", NTB, None, ""), ("R006", "programs", None, "")]


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, NTB: None})
    (tmp_path / NTB).mkdir()
    os.mkfifo(tmp_path / "courses/PIPE.yaml")
    (tmp_path / "courses/LOOP.yaml").symlink_to("LOOP.yaml")
    assert [(code, file) for code, file, _, _ in seen(tmp_path)] == [
        ("R006", "courses/LOOP.yaml"),
        ("R002", NTB),
        ("R002", "courses/PIPE.yaml"),
    ]


@pytest.mark.parametrize(
    ("path", "code"),
    [("absent", "R001"), ("nul\x00byte", "R001"), ("x" * 5000, "R002"), ("/dev/null", "R017"), ("/dev/zero", "R017")],
)
def test_a_path_that_is_no_cluster_is_refused(tmp_path: Path, path: str, code: str) -> None:
    assert [each.code for each in read(tmp_path / path).problems] == [code]


def test_names_that_are_not_text_are_refused(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    (tmp_path / "courses" / os.fsdecode(b"\xff.yaml")).touch()
    assert seen(tmp_path) == [("R005", "courses/\\udcff.yaml", None, "")]


def test_a_file_where_a_folder_belongs_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"cluster.yaml": FILES["cluster.yaml"], "courses": "x"})
    assert seen(tmp_path) == [("R002", "courses", None, "")]


def test_an_empty_folder_says_what_is_missing(tmp_path: Path) -> None:
    assert seen(tmp_path) == [("R016", "cluster.yaml", None, "")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a: [" + b"[]," * 300_000 + b"]", "R011"),
        (b"x" * (4 * 1024 * 1024 + 1), "R003"),
        (b"{a: " * 300_000, "R010"),
        (b"{" * 1_000_000, "R008"),
        (b"- " * 1_000_000, "R010"),
        (b"a: &a [x]\nb: &b [" + b"*a," * 100_000 + b"]", "R009"),
        (b"? " * 500_000, "R008"),
        (b"'" * 1_000_001, "R008"),
    ],
    ids=[
        "many values",
        "large",
        "deep braces",
        "bare braces",
        "deep dashes",
        "exploding aliases",
        "keys of keys",
        "quotes",
    ],
)
def test_hostile_files_are_refused_in_bounded_time_and_memory(tmp_path: Path, content: bytes, code: str) -> None:
    put(tmp_path, added(NTB, content))
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    assert [each[0] for each in seen(tmp_path)] == [code]
    assert time.process_time() - started < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_a_folder_larger_than_the_limit_is_refused_early(tmp_path: Path) -> None:
    filler = ("# " + "x" * 1_000 + "\n") * 4_000
    put(tmp_path, {**FILES, **{f"courses/X{n}.yaml": filler for n in range(20)}})
    problems = read(tmp_path).problems
    assert [each.details for each in problems if each.code == "R003"] == [(("limit", "64 MiB"),)]


def test_a_file_with_thousands_of_faults_names_the_first_and_counts_the_rest(tmp_path: Path) -> None:
    put(tmp_path, changed(NTA, "[2, 1]", "[" + "x, " * 2_000 + "]"))
    problems = read(tmp_path).problems
    assert [sum(each.code == code for each in problems) for code in ("R022", "R019")] == [500, 1]
    assert problems[-1].details == (("left", "1500"),) or problems[0].details == (("left", "1500"),)


def test_a_folder_holds_no_more_values_than_reading_can_bear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    values = sum(parse(text, name)[1].values() for name, text in FILES.items())
    monkeypatch.setattr("fourfold.exchange.files.MOST_VALUES_IN_FOLDER", values)
    assert read(put(tmp_path / "fits", FILES)).problems == ()
    monkeypatch.setattr("fourfold.exchange.files.MOST_VALUES_IN_FOLDER", values - 1)
    assert [each.code for each in read(put(tmp_path / "not", FILES)).problems] == ["R011"]
