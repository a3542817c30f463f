"""Whatever a file's problem expects is said in Chinese too: every phrase that the code can say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from fourfold.canon.validate import _WANTED
from fourfold.domain.course import CourseType
from fourfold.exchange.workbook_layout import holds, layouts, of_framework
from fourfold.exchange.workbook_words import CHOICE_WORDS
from fourfold.web.pages.expected import SAID_BY_US, chinese, field_in_words, found_in_words
from fourfold.web.pages.wording import TYPES

ROOMS = ("canon", "exchange")
SAYING = {"NotUnderstood": 0, "Unclear": 0, "NotAMapping": 1, "refuse": 1, "OfficeKind": 0}
AS_IT_IS = re.compile(r'[\w.\-/]+|"?schema"?: .*')
"""Names, numbers and endings: the same in every language."""


def text_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(each.value if isinstance(each, ast.Constant) else "7" for each in node.values)  # type: ignore[misc]  # constants of a string are text


def phrases() -> Iterator[str]:
    for path in (each for room in ROOMS for each in Path("src/fourfold", room).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = SAYING.get(name)
                if place is not None and len(node.args) > place:
                    yield from text_of(node.args[place])
                for keyword in node.keywords:
                    if keyword.arg == "expected":
                        yield from text_of(keyword.value)
    yield from _WANTED.values()
    yield from (holds(column) for sheet in (*layouts(), *of_framework()) for column in sheet.columns)


@pytest.mark.parametrize("said", sorted(set(phrases())))
def test_every_phrase_has_its_chinese(said: str) -> None:
    with translation.override("zh-hans"):
        found = chinese(said)
    assert re.search(r"[\u3400-\u9fff]", found) or AS_IT_IS.fullmatch(said), said
    assert not re.search(r"\b(of|the|several|separated|meant)\b", found), found


def found_by_us() -> Iterator[tuple[str, str]]:
    """The problems of whole files with what is found, where that is said and not read."""
    for path in Path("src/fourfold/exchange").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and any(each in SAID_BY_US for arg in node.args for each in text_of(arg)):
                (code,) = (each for arg in node.args for each in text_of(arg) if each in SAID_BY_US)
                yield from (
                    (code, said) for each in node.keywords if each.arg == "found" for said in text_of(each.value)
                )


def test_what_is_found_of_a_whole_file_is_said_in_chinese_and_what_stands_in_it_stays() -> None:
    found = sorted(set(found_by_us()))
    assert {code for code, _ in found} == SAID_BY_US
    with translation.override("zh-hans"):
        assert [said for code, said in found if not re.search(r"[\u3400-\u9fff]", found_in_words(code, said))] == []
        assert found_in_words("R731", "7 rows") == "7 rows"
    with translation.override("en"):
        assert all(found_in_words(code, said) == said for code, said in found)


def test_fields_are_named_in_the_readers_language() -> None:
    said = "课程代码 (Course code)、模块 (Module)"
    with translation.override("en"):
        assert (field_in_words(said), field_in_words("credits")) == ("Course code, Module", "credits")
    with translation.override("zh-hans"):
        assert (field_in_words(said), field_in_words("credits")) == ("课程代码、模块", "学分")


def test_the_types_of_courses_have_one_word_in_each_language_on_pages_and_in_workbooks() -> None:
    for kind in CourseType:
        with translation.override("en"):
            assert str(TYPES[kind]) == kind.value
        with translation.override("zh-hans"):
            assert re.fullmatch(rf"{TYPES[kind]}（[ABC]）", CHOICE_WORDS[kind.value])
            assert str(TYPES[kind]) in chinese("A (theory), B (mixed) or C (practice)")
