"""CASE packages: what is written is valid and reads back the same; what others wrote keeps all that it says."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft201909Validator, FormatChecker

from fourfold.domain.framework import Framework
from fourfold.domain.problem import Problem, Severity
from fourfold.exchange.case_read import read_case_text
from fourfold.exchange.case_write import case_bytes, package_of
from tests.exchange.packages import package, packages, wild
from tests.strategies import frameworks

Tree = dict[str, Any]
AT = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
BASE = "https://college.example/ims/case/v1p1"


Faults = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def faults(case_standard: Path) -> Faults:
    """What the standard's schema finds wrong with a package."""
    schema = json.loads((case_standard / "case-v1p1-cfpackage.json").read_text("utf-8"))
    validator = Draft201909Validator(schema, format_checker=FormatChecker())

    def found(text: str) -> list[str]:
        return [f"{each.json_path}: {each.message[:200]}" for each in validator.iter_errors(json.loads(text))]

    return found


def written(framework: Framework, base: str = BASE) -> str:
    return case_bytes(package_of(framework, at=AT, base=base)).decode()


def read_back(text: str) -> Framework:
    reading = read_case_text(text, "package.json")
    assert reading.framework is not None, reading.problems
    return reading.framework


def taken_in(tree: Tree) -> tuple[Framework, tuple[Problem, ...]]:
    reading = read_case_text(json.dumps(tree), "package.json")
    assert reading.framework is not None, reading.problems
    assert all(each.severity is not Severity.ERROR for each in reading.problems)
    return reading.framework, reading.problems


def bare(framework: Framework) -> Framework:
    """What a generated framework carries comes from nowhere."""
    return replace(framework, carried=())


@given(framework=frameworks().map(bare))
def test_a_framework_written_as_a_package_reads_back_the_same(framework: Framework) -> None:
    for base in ("", BASE):
        reading = read_case_text(written(framework, base), "package.json")
        assert (reading.framework, reading.problems) == (framework, ())


@given(framework=frameworks())
def test_every_package_that_is_written_is_valid(faults: Faults, framework: Framework) -> None:
    assert faults(written(framework)) == []


@given(tree=packages())
def test_a_foreign_package_keeps_every_object_word_for_word(faults: Faults, tree: Tree) -> None:
    before, after = json.loads(json.dumps(tree)), json.loads(written(taken_in(tree)[0]))
    if not faults(json.dumps(tree)):
        assert missing(before, after) == Counter()
    assert identifiers(before) <= identifiers(after)


@given(tree=wild())
def test_whatever_a_package_holds_it_is_given_back_valid_and_reads_the_same(faults: Faults, tree: Tree) -> None:
    first = read_case_text(json.dumps(tree), "package.json")
    if first.framework is None:
        assert any(each.severity is Severity.ERROR for each in first.problems)
        return
    text = written(first.framework)
    assert faults(text) == []
    assert read_back(text) == first.framework
    assert written(read_back(text)) == text


def missing(before: Tree, after: Tree) -> Counter[str]:
    """Every fact of one package that the other does not say: our extensions may come, nothing may go."""
    return Counter(facts(before)) - Counter(facts(after))


def facts(tree: Tree) -> list[str]:
    found = [f"document {name} {json.dumps(held, sort_keys=True)}" for name, held in _flat(tree["CFDocument"])]
    found += [f"package {name} {json.dumps(held, sort_keys=True)}" for name, held in tree.get("extensions", {}).items()]
    definitions = tree.get("CFDefinitions", {})
    lists = {name: tree.get(name, []) for name in ("CFItems", "CFAssociations", "CFRubrics")} | definitions
    for kind, objects in lists.items():
        for each in objects:
            found += [
                f"{kind} {each['identifier']} {name} {json.dumps(held, sort_keys=True)}" for name, held in _flat(each)
            ]
    return found


def _flat(each: Tree) -> list[tuple[str, Any]]:
    extensions = each.get("extensions", {})
    own = [(name, held) for name, held in each.items() if name != "extensions"]
    return [*own, *((f"extensions.{name}", held) for name, held in extensions.items())]


def identifiers(tree: Tree) -> set[str]:
    return {each["identifier"] for name in ("CFItems", "CFAssociations", "CFRubrics") for each in tree.get(name, [])}


def test_what_is_no_package_is_told() -> None:
    for text in ("[]", "{}", '{"CFDocument": []}'):
        reading = read_case_text(text, "package.json")
        assert reading.framework is None
        assert [each.code for each in reading.problems] == ["R801"]
    assert taken_in(package())[0].items == ()
