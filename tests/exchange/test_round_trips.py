"""What is written is read back as the very same value, whatever the format and the order of things."""

import json
import random
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from fourfold.canon.parts import root_of
from fourfold.domain.cluster import Dossier
from fourfold.exchange.document import document_of, write_json
from fourfold.exchange.folder_write import files_of, write_folder
from fourfold.exchange.reading import read
from tests.strategies import dossiers

BASE = "0123456789abcdef" * 4


def shuffled(tree: Any, rng: random.Random) -> Any:  # noqa: ANN401  # a tree of JSON, as it is walked
    """The same tree with the fields of every mapping in another order."""
    if isinstance(tree, dict):
        return {name: shuffled(tree[name], rng) for name in rng.sample(list(tree), len(tree))}
    return [shuffled(each, rng) for each in tree] if isinstance(tree, list) else tree


@given(dossiers())
def test_a_folder_reads_back_as_the_same_dossier(dossier: Dossier) -> None:
    with TemporaryDirectory() as folder:
        write_folder(dossier, Path(folder) / "cluster", base=BASE)
        reading = read(Path(folder) / "cluster")
    assert (reading.problems, reading.dossier, reading.base, reading.labels) == ((), dossier, BASE, {})


@given(dossiers())
def test_a_document_reads_back_as_the_same_dossier(dossier: Dossier) -> None:
    with TemporaryDirectory() as folder:
        write_json(dossier, Path(folder) / "cluster.json", base=BASE)
        reading = read(Path(folder) / "cluster.json")
    assert (reading.problems, reading.dossier, reading.base) == ((), dossier, BASE)


@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_fields_and_rows_changes_no_root(dossier: Dossier, rng: random.Random) -> None:
    tree = shuffled(document_of(dossier), rng)
    for name in ("programs", "modules", "courses", "links", "rules", "frameworks"):
        rng.shuffle(tree["cluster"].get(name, []))
    for part in tree["cluster"].get("links", []):
        rng.shuffle(part.get("links", []))
    rng.shuffle(tree["frameworks"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cluster.json"
        path.write_text(json.dumps(tree), encoding="utf-8")
        read_back = read(path).dossier
    assert read_back == dossier
    assert root_of(read_back) == root_of(dossier)


@given(dossiers())
def test_other_yaml_readers_see_the_same_text(dossier: Dossier) -> None:
    """What we write means the same to a reader of YAML 1.1, but for dates and for numbers with a point."""
    for text in files_of(dossier).values():
        ours = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # the base loader makes text of everything
        theirs = yaml.safe_load(text)
        assert _as_text(theirs) == _as_text(ours)


def _as_text(tree: object) -> object:
    if isinstance(tree, dict):
        return {name: _as_text(each) for name, each in tree.items()}
    if isinstance(tree, list):
        return [_as_text(each) for each in tree]
    if isinstance(tree, bool):
        return str(tree).lower()
    return float(tree) if isinstance(tree, int | float) else _number(str(tree))


def _number(text: str) -> float | str:
    return float(text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else text
