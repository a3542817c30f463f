"""The page on formats and the published schemas say what the code does."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from fourfold.canon.kinds import FILES
from fourfold.canon.publish import json_schemas
from fourfold.domain.cluster import Dossier
from fourfold.exchange.bounded_yaml import parse
from fourfold.exchange.document import document_of
from fourfold.exchange.folder_write import files_of
from tests.exchange.small_folder import FILES as SMALL
from tests.strategies import dossiers
from tools.formats_page import formats

VALIDATORS = {
    name.removesuffix("-1.schema.json"): jsonschema.Draft202012Validator(schema)
    for name, schema in json_schemas().items()
}


def plain(tree: Any) -> Any:  # noqa: ANN401  # a tree of YAML, as it is walked
    """A tree with the numbers that JSON knows."""
    if isinstance(tree, dict):
        return {name: plain(each) for name, each in tree.items()}
    if isinstance(tree, list):
        return [plain(each) for each in tree]
    return float(tree) if isinstance(tree, Decimal) else tree


def faults(text: str) -> list[str]:
    tree = plain(parse(text, "a.yaml")[0])
    return [error.message for error in VALIDATORS[tree["schema"].partition("/")[0]].iter_errors(tree)]


def test_the_page_on_formats_is_current(root: Path) -> None:
    assert (root / "docs/reference/formats.md").read_text(encoding="utf-8") == formats()


@pytest.mark.parametrize("name", json_schemas())
def test_the_published_schemas_are_current_and_well_formed(root: Path, name: str) -> None:
    published = json.loads((root / "schemas" / name).read_text(encoding="utf-8"))
    assert published == json_schemas()[name]
    jsonschema.Draft202012Validator.check_schema(published)


def test_no_schema_is_published_that_is_no_longer_made(root: Path) -> None:
    assert {path.name for path in (root / "schemas").iterdir()} == set(json_schemas())
    assert len(json_schemas()) == len(FILES) + 1


@given(dossiers())
@settings(max_examples=10)
def test_the_schemas_accept_what_we_write(dossier: Dossier) -> None:
    assert [faults(text) for text in files_of(dossier).values()] == [[]] * len(files_of(dossier))
    assert list(VALIDATORS["fourfold"].iter_errors(document_of(dossier))) == []


@pytest.mark.parametrize("name", SMALL)
def test_the_schemas_accept_what_people_write(name: str) -> None:
    assert faults(SMALL[name]) == []


def test_the_schemas_refuse_what_the_reader_refuses() -> None:
    course = SMALL["courses/NT-B.yaml"]
    for old, new in (("title:", "titel:"), ("credits: 3", "credits: x"), ("type: mixed", "type: x"), ("NT-B", "a b")):
        assert len(faults(course.replace(old, new))) >= 1
