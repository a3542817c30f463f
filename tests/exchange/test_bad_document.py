"""Whatever is wrong with a JSON document is said: permanent code, file, line where JSON has one, and path."""

import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fourfold.exchange.document import document_of
from fourfold.exchange.reading import read
from tests.exchange.small_folder import FILES, put

Expected = list[tuple[str, int | None, str]]
Tree = dict[str, Any]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    dossier = read(put(tmp_path / "small", {**FILES})).dossier
    assert dossier is not None
    found: Tree = json.loads(json.dumps(document_of(dossier)))
    found["cluster"]["courses"].sort(key=lambda course: course["code"])
    return found


def seen(path: Path) -> Expected:
    problems = read(path).problems
    assert {each.where.file for each in problems} <= {path.name}
    return [(each.code, each.where.line, each.where.path) for each in problems]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "cluster.json"
    path.write_bytes(content)
    return path


TEXTS: dict[str, tuple[bytes, Expected]] = {
    "an empty file": (b"", [("R017", None, "")]),
    "a workbook named .json": (b"PK\x03\x04" + b"\x00" * 100, [("R017", None, "")]),
    "YAML named .json": (b"schema: fourfold/1\n", [("R017", None, "")]),
    "a comment": (b'{\n  // no\n  "schema": "fourfold/1"}', [("R018", 2, "")]),
    "a comma too many": (b'{"schema": "fourfold/1",\n}', [("R018", 2, "")]),
    "text after the end": (b"{}\n{}", [("R018", 2, "")]),
    "a string that does not end": (b'{"schema": "fourfold', [("R018", 1, "")]),
    "not a number": (b'{"schema": NaN}', [("R018", None, "")]),
    "infinity": (b'{"schema": -Infinity}', [("R018", None, "")]),
    "bytes that are not UTF-8": (b'{"schema": "\xff"}', [("R007", 1, "")]),
    "UTF-16": ('{"schema": "fourfold/1"}'.encode("utf-16"), [("R007", 1, "")]),
    "a field given twice": (b'{"cluster": {"head": 1, "head": 2}}', [("R012", None, "/cluster/head")]),
    "a list": (b"[]", [("R022", None, "")]),
    "text": (b'"fourfold"', [("R022", None, "")]),
    "no schema": (b"{}", [("R013", None, "/schema")]),
    "another schema": (b'{"schema": "course/1"}', [("R013", None, "/schema")]),
    "a newer schema": (b'{"schema": "fourfold/9"}', [("R014", None, "/schema")]),
    "nothing but a schema": (b'{"schema": "fourfold/1"}', [("R021", None, "/cluster")]),
    "no head": (b'{"schema": "fourfold/1", "cluster": {}}', [("R021", None, "/cluster/head")]),
}


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_file_that_is_no_document_is_refused(tmp_path: Path, content: bytes, expected: Expected) -> None:
    path = written(tmp_path, content)
    assert seen(path) == expected
    assert read(path).unreadable


HALVES: dict[str, tuple[Callable[[Tree], object], str]] = {
    "a name of a field": (lambda tree: tree["cluster"]["courses"][0].update({"a\ud800": 1}), "/cluster/courses/0/a"),
    "a name beside the document": (lambda tree: tree.update({"a\ud800": 1}), "/a"),
    "a name in the cluster": (lambda tree: tree["cluster"].update({"a\ud800": []}), "/cluster/a"),
    "a name in the head": (lambda tree: tree["cluster"]["head"].update({"a\ud800": 1}), "/cluster/head/a"),
}


@pytest.mark.parametrize(("edit", "path"), HALVES.values(), ids=HALVES)
def test_half_a_character_in_a_name_is_refused_where_it_stands(
    tmp_path: Path, tree: Tree, edit: Callable[[Tree], object], path: str
) -> None:
    edit(tree)
    assert seen(written(tmp_path, json.dumps(tree).encode())) == [("R027", None, path + "\\ud800")]


@pytest.mark.parametrize("name", ["code", "institution", "key", "was"])
def test_half_a_character_in_what_keys_are_made_from_is_refused(tmp_path: Path, tree: Tree, name: str) -> None:
    tree["cluster"]["head"][name] = "\udfff"
    assert seen(written(tmp_path, json.dumps(tree).encode())) == [("R027", None, f"/cluster/head/{name}")]


def test_whole_characters_beyond_the_first_plane_are_read(tmp_path: Path, tree: Tree) -> None:
    tree["cluster"]["courses"][0]["title"]["en"] = "\U0001f600 and \\ud800"
    assert not read(written(tmp_path, json.dumps(tree).encode())).unreadable


def test_a_control_character_in_a_name_is_shown_escaped(tmp_path: Path, tree: Tree) -> None:
    tree["cluster"]["courses"][0]["a\x1b[2J"] = 1
    problem = read(written(tmp_path, json.dumps(tree).encode())).problems[0]
    assert (problem.code, problem.where.path, problem.found) == (
        "R020", "/cluster/courses/0/a\\x1b[2J", "a\\x1b[2J",
    )  # fmt: skip


EDITS: dict[str, tuple[Callable[[Tree], object], Expected]] = {
    "a misspelt field": (
        lambda tree: tree["cluster"]["courses"][0].update(titel=tree["cluster"]["courses"][0].pop("title")),
        [("R020", None, "/cluster/courses/0/titel"), ("R021", None, "/cluster/courses/0/title")],
    ),
    "a misspelt list": (
        lambda tree: tree["cluster"].update(course=tree["cluster"].pop("rules")),
        [("R020", None, "/cluster/course")],
    ),
    "a mapping for a list": (lambda tree: tree["cluster"].update(rules={}), [("R022", None, "/cluster/rules")]),
    "text for a part": (lambda tree: tree["cluster"].update(rules=["x"]), [("R022", None, "/cluster/rules/0")]),
    "a float for a whole number": (
        lambda tree: tree["cluster"]["programs"][0].update(terms=6.0),
        [("R022", None, "/cluster/programs/0/terms")],
    ),
    "true for one": (
        lambda tree: tree["cluster"]["programs"][0].update(terms=True),
        [("R022", None, "/cluster/programs/0/terms")],
    ),
    "half a letter": (
        lambda tree: tree["cluster"]["courses"][1]["title"].update(en="\ud83d"),
        [("R027", None, "/cluster/courses/1/title/en")],
    ),
    "a control character": (
        lambda tree: tree["cluster"]["courses"][1]["title"].update(en="a\x07"),
        [("R024", None, "/cluster/courses/1/title/en")],
    ),
    "a mark that turns the direction of text": (
        lambda tree: tree["cluster"]["courses"][1]["title"].update(en="a\u202eb"),
        [("R024", None, "/cluster/courses/1/title/en")],
    ),
    "a mark that sets text apart in another direction": (
        lambda tree: tree["cluster"]["head"]["footing"].update(source="a\u2067b"),
        [("R024", None, "/cluster/head/footing/source")],
    ),
    "a pin that names nothing": (
        lambda tree: tree["cluster"].update(frameworks=[7, {"a": 1}, "two words"]),
        [("R024", None, f"/cluster/frameworks/{at}") for at in range(3)],
    ),
    "a base that is no root": (lambda tree: tree.update(base=7), [("R024", None, "/base")]),
    "the same framework twice": (
        lambda tree: tree["frameworks"].append(tree["frameworks"][0]),
        [("R030", None, f"/frameworks/1{where}/code") for where in ("", "/items/0", "/items/0/children/0")],
    ),
}


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS)
def test_every_fault_of_a_document_is_named_with_its_path(
    tmp_path: Path, tree: Tree, edit: Callable[[Tree], object], expected: Expected
) -> None:
    edit(tree)
    assert sorted(seen(written(tmp_path, json.dumps(tree).encode()))) == sorted(expected)


def test_the_name_of_a_document_cannot_control_a_terminal(tmp_path: Path, tree: Tree) -> None:
    path = tmp_path / "a\x1b[2J\nb.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    reading = read(path)
    assert reading.dossier is not None
    assert reading.places.of("cluster", reading.dossier.cluster.head.key).file == "a\\x1b[2J\\nb.json"


def test_two_nouns_may_not_share_a_key_of_zeros(tmp_path: Path, tree: Tree) -> None:
    for course in tree["cluster"]["courses"]:
        course["key"] = "00000000-0000-0000-0000-000000000000"
    assert ("R031", None, "/cluster/courses/1/key") in seen(written(tmp_path, json.dumps(tree).encode()))


def test_a_pin_that_dangles_is_named_where_it_stands(tmp_path: Path, tree: Tree) -> None:
    tree["cluster"]["frameworks"].append("gone")
    tree["cluster"]["head"]["title"] = 7
    assert seen(written(tmp_path, json.dumps(tree).encode())) == [
        ("D007", None, "/cluster/frameworks/1"),
        ("R022", None, "/cluster/head/title"),
    ]


def test_parts_that_are_no_list_may_be_any(tmp_path: Path, tree: Tree) -> None:
    tree["cluster"]["courses"] = None
    assert seen(written(tmp_path, json.dumps(tree).encode())) == [
        ("R022", None, "/cluster/courses"),
        ("R032", None, ""),
    ]


def test_parts_under_a_misspelt_name_are_still_there(tmp_path: Path, tree: Tree) -> None:
    tree["cluster"]["course"] = tree["cluster"].pop("courses")
    assert seen(written(tmp_path, json.dumps(tree).encode())) == [("R020", None, "/cluster/course")]


def test_a_code_used_twice_tells_where_it_was_used_first(tmp_path: Path, tree: Tree) -> None:
    tree["cluster"]["courses"][1]["code"] = "nt-a"
    problem = read(written(tmp_path, json.dumps(tree).encode())).problems[0]
    assert dict(problem.details)["first"] == "cluster.json /cluster/courses/0/code"


def test_a_document_may_name_codes_and_leave_out_keys(tmp_path: Path, tree: Tree) -> None:
    before = read(written(tmp_path, json.dumps(tree).encode())).dossier
    for course in tree["cluster"]["courses"]:
        del course["key"]
        course["module"] = "BASICS"
    tree["cluster"]["frameworks"] = ["exam"]
    assert read(written(tmp_path, json.dumps(tree).encode())).dossier == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" * 2_000_000, "R010"),
        (b'{"a":' * 2_000_000, "R010"),
        (b"[" + b"[]," * 3_000_000 + b"[]]", "R011"),
        (b'"' + b"\\" * 5_000_001, "R018"),
        (b'{"schema": ' + b"9" * 5_000_000 + b"}", "R013"),
        (b"[" + b'"a' * 2_000_001, "R018"),
    ],
    ids=["deep lists", "deep mappings", "many lists", "backslashes", "a long number", "quotes"],
)
def test_hostile_documents_are_refused_in_bounded_time_and_memory(tmp_path: Path, content: bytes, code: str) -> None:
    path = written(tmp_path, content)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    assert [each.code for each in read(path).problems] == [code]
    assert time.process_time() - started < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_a_document_larger_than_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "cluster.json"
    with path.open("wb") as file:
        file.truncate(10 * 1024**4)
    started = time.process_time()
    assert seen(path) == [("R003", None, "")]
    assert time.process_time() - started < 5
