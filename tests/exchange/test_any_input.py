"""Reading never fails with an exception, whatever stands in a file."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fourfold.canon.validate import validate
from fourfold.domain.catalogue_documents import DANGLING
from fourfold.domain.catalogue_reading import READING
from fourfold.exchange.bounded_yaml import parse
from fourfold.exchange.document import document_of
from fourfold.exchange.layout import FOLDERS, HEAD
from fourfold.exchange.places import Reading
from fourfold.exchange.reading import read
from tests.exchange.small_folder import FILES, put

CODES = {kind.code for kind in (*READING, *DANGLING.values())}
SCRAPS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        ("\n", "\n  ", ": ", "- ", "[", "]", "{", "}", "null", "true", "1.5", "-1", "''", '"', "#", "&a ", "*a", "!!x ")
    ),
    st.sampled_from(("key", "code", "was", "schema", "[[]]", "{}", "999", "\x00", "\ud800", "NT-A", "exam", "? ")),
)
TEXTS = st.one_of(st.text(max_size=3), st.text(st.characters(), max_size=3), st.sampled_from(("a\ud800", "\x1b[2J")))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, st.just("NT-A")),
    lambda below: st.one_of(st.lists(below, max_size=2), st.dictionaries(TEXTS, below, max_size=2)),
    max_leaves=4,
)


def told(reading: Reading) -> None:
    """Whatever was read, everything said about it is of the catalogue and has a file."""
    assert {each.code for each in reading.problems} <= CODES
    assert all(each.where.file for each in reading.problems)
    assert reading.unreadable == (not reading.sound)
    said = [(each.where.file, each.where.path, each.found, each.details) for each in reading.problems]
    assert str(said).isprintable()
    assert json.dumps(said, ensure_ascii=False).encode()


@given(st.sampled_from(sorted(FILES)), st.floats(0, 1), st.integers(0, 12), SCRAPS)
def test_a_folder_with_any_passage_replaced_is_read_or_refused(name: str, where: float, cut: int, scrap: str) -> None:
    text = FILES[name]
    at = int(where * len(text))
    content = (text[:at] + scrap + text[at + cut :]).encode("utf-8", "surrogatepass")
    with TemporaryDirectory() as folder:
        told(read(put(Path(folder), {**FILES, name: content})))


@given(st.data())
def test_a_document_with_any_value_replaced_is_read_or_refused(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        dossier = read(put(Path(folder) / "small", FILES)).dossier
        assert dossier is not None
        tree = json.loads(json.dumps(document_of(dossier)))
        replace_somewhere(tree, data)
        path = Path(folder) / "cluster.json"
        path.write_text(json.dumps(tree), encoding="utf-8")
        told(read(path))


def replace_somewhere(tree: Any, data: st.DataObject) -> None:  # noqa: ANN401  # a tree of JSON, as it is walked
    """Go down a random path and put another value there."""
    steps = sorted(tree) if isinstance(tree, dict) else range(len(tree))
    step = data.draw(st.sampled_from(steps))
    if isinstance(tree[step], dict | list) and tree[step] and data.draw(st.integers(0, 4)):
        replace_somewhere(tree[step], data)
    else:
        tree[step] = data.draw(VALUES)
        if isinstance(tree, dict) and data.draw(st.booleans()):
            tree[data.draw(TEXTS)] = tree.pop(step)


@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_tree_of_any_names_and_values_becomes_a_value_or_has_a_fault(name: str, data: st.DataObject) -> None:
    tree = parse(FILES[name], name)[0]
    del tree["schema"]
    kind = FOLDERS.get(name.partition("/")[0], HEAD)
    replace_somewhere(tree, data)
    found = validate(kind.cls, tree)
    assert isinstance(found, kind.cls) or found != []


@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_readable_folder_loses_no_file(name: str, data: st.DataObject) -> None:
    tree = parse(FILES[name], name)[0]
    replace_somewhere(tree, data)
    content = json.dumps(tree, default=str).encode()
    with TemporaryDirectory() as folder:
        reading = read(put(Path(folder), {**FILES, name: content}))
    told(reading)
    cluster = reading.dossier and reading.dossier.cluster
    assert not cluster or [len(cluster.programs), len(cluster.modules), len(cluster.courses)] == [1, 1, 2]
    assert not cluster or [len(cluster.links), len(cluster.rules), len(cluster.frameworks)] == [1, 1, 1]
