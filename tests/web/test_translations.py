"""Every word that pages say has its Chinese, and nothing is translated that nobody says."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools.compile_messages import stale
from tools.translations import ROOT, catalogues, read, template

PLACES = re.compile(r"%\((\w+)\)[sd]")


def keys(catalogue: Catalog) -> set[tuple[str | None, object]]:
    return {(each.context, each.id) for each in catalogue if each.id}


@pytest.mark.parametrize("po", catalogues(), ids=lambda po: po.parent.parent.name)
def test_a_catalogue_has_exactly_what_pages_say(po: Path) -> None:
    assert keys(read(po)) == keys(template())


@pytest.mark.parametrize("po", catalogues(), ids=lambda po: po.parent.parent.name)
def test_everything_is_translated_and_keeps_its_places(po: Path) -> None:
    for message in read(po):
        said = [message.string] if isinstance(message.string, str) else list(message.string or ())
        asked = message.id if isinstance(message.id, str) else message.id[-1]
        if message.id:
            assert all(said), message.id
            assert {frozenset(PLACES.findall(each)) for each in said} == {frozenset(PLACES.findall(asked))}, message.id


def test_what_is_served_is_what_is_in_the_catalogues() -> None:
    assert stale(ROOT) == []
