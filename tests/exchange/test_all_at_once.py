"""One reading names every fault of shape and every reference that dangles, and nothing else."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from fourfold.canon.fields import fields_of
from fourfold.cli.check import problems_of
from fourfold.domain.catalogue_documents import DANGLING
from fourfold.domain.cluster import Dossier, Head
from fourfold.domain.framework import Framework
from fourfold.domain.problem import Problem
from fourfold.exchange.bounded_yaml import parse
from fourfold.exchange.document import LISTS, document_of
from fourfold.exchange.folder_write import files_of
from fourfold.exchange.layout import FOLDERS, HEAD
from fourfold.exchange.places import pointer_of
from fourfold.exchange.reading import read
from fourfold.exchange.yaml_text import yaml_text
from tests.strategies import dossiers

CODES = {kind.code for kind in DANGLING.values()}
IDENTITY = {"key", "code", "institution"}
Write = Callable[[], Path]


class Slot(NamedTuple):
    """A place in a file where one value can be put in place of another."""

    file: str
    path: tuple[str | int, ...]
    holder: Any
    step: str | int
    wrong: Any = None

    def where(self) -> tuple[str, str]:
        return self.file, pointer_of(self.path)


class Sheet(NamedTuple):
    """A part as it stands in a file."""

    cls: type
    file: str
    path: tuple[str | int, ...]
    tree: Any


def references(sheet: Sheet) -> Iterator[Slot]:
    """Where a part refers to something."""
    for field in fields_of(sheet.cls):
        held = sheet.tree.get(field.name)
        at = (*sheet.path, field.name)
        if field.nested:
            yield from (slot for below in inside(sheet, field.name, field.of) for slot in references(below))
        elif field.refers is not None and isinstance(held, list):
            yield from (Slot(sheet.file, (*at, step), held, step) for step in range(len(held)))
        elif field.refers is not None and held is not None:
            yield Slot(sheet.file, at, sheet.tree, field.name)


def shapes(sheet: Sheet) -> Iterator[Slot]:
    """Where a part can be misshapen without hiding what it is called or what it refers to."""
    yield Slot(sheet.file, (*sheet.path, "nonsense"), sheet.tree, "nonsense", 1)
    for field in fields_of(sheet.cls):
        if field.nested:
            yield from (slot for below in inside(sheet, field.name, field.of) for slot in shapes(below))
        elif field.refers is None and field.name in sheet.tree.keys() - IDENTITY:
            yield Slot(sheet.file, (*sheet.path, field.name), sheet.tree, field.name, {"a": 1})


def inside(sheet: Sheet, name: str, cls: type) -> Iterator[Sheet]:
    held, at = sheet.tree.get(name), (*sheet.path, name)
    if isinstance(held, list):
        yield from (Sheet(cls, sheet.file, (*at, step), each) for step, each in enumerate(held))
    elif held is not None:
        yield Sheet(cls, sheet.file, at, held)


def folder_of(dossier: Dossier, folder: Path) -> tuple[list[Sheet], list[Slot], Write]:
    """The parts of the dossier as files of a folder, and what writes them as they are then."""
    sheets = []
    for name, text in files_of(dossier).items():
        kind = FOLDERS.get(name.partition("/")[0], HEAD)
        sheets.append(Sheet(kind.cls, name, (), parse(text, name)[0]))

    def write() -> Path:
        for sheet in sheets:
            path = folder / sheet.file
            path.parent.mkdir(exist_ok=True)
            path.write_text(yaml_text(sheet.tree), encoding="utf-8")
        return folder

    return sheets, [], write


def document(dossier: Dossier, folder: Path) -> tuple[list[Sheet], list[Slot], Write]:
    """The parts of the dossier in a JSON document, its pins, and what writes it as it is then."""
    file = folder / "cluster.json"
    tree = json.loads(text_of(document_of(dossier)))
    cluster = tree["cluster"]
    sheets = [Sheet(Head, file.name, ("cluster", "head"), cluster["head"])]
    for name, cls in LISTS.items():
        sheets += [Sheet(cls, file.name, ("cluster", name, at), each) for at, each in enumerate(cluster.get(name, []))]
    sheets += [Sheet(Framework, file.name, ("frameworks", at), each) for at, each in enumerate(tree["frameworks"])]
    pins = cluster.get("frameworks", [])
    slots = [Slot(file.name, ("cluster", "frameworks", at), pins, at) for at in range(len(pins))]

    def write() -> Path:
        file.write_text(text_of(tree), encoding="utf-8")
        return file

    return sheets, slots, write


def text_of(tree: Any) -> str:  # noqa: ANN401  # a tree of JSON
    return json.dumps(tree, default=lambda number: str(number) if isinstance(number, Decimal) else number)


@given(dossiers(), st.sampled_from([folder_of, document]), st.data())
def test_every_fault_of_shape_and_every_dangling_reference_is_named_at_once(
    dossier: Dossier, paper: Callable[[Dossier, Path], tuple[list[Sheet], list[Slot], Write]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        sheets, pins, write = paper(dossier, Path(folder))
        refers = [*pins, *(slot for sheet in sheets for slot in references(sheet))]
        put(chosen(refers, data, least=0), data.draw(st.sampled_from(["gone-{}", "00000000-0000-4000-8000-{:012}"])))
        understood = read(write())
        assert understood.dossier is not None
        dangling = [each for each in problems_of(understood, date(2026, 6, 1)) if each.code in CODES]

        faults = chosen([slot for sheet in sheets for slot in shapes(sheet)], data, least=1)
        for slot in faults:
            slot.holder[slot.step] = slot.wrong
        path = write()
        broken = read(path)
        texts = {each.file: (path / each.file).read_text("utf-8").split("\n") for each in sheets if path.is_dir()}

    assert broken.dossier is None
    others = [each for each in broken.problems if each.code not in CODES]
    assert lines_apart([each for each in broken.problems if each.code in CODES]) == lines_apart(dangling)
    assert sorted((each.where.file, each.where.path) for each in others if each not in understood.problems) == sorted(
        slot.where() for slot in faults
    )
    assert [each for each in others if each in understood.problems] == list(understood.problems)
    assert [each for each in broken.problems if each.code in CODES and not stands_there(each, texts)] == []


def stands_there(problem: Problem, texts: dict[str, list[str]]) -> bool:
    """Whether the line that a problem names holds what dangles; a document of one line names none."""
    file, line = problem.where.file, problem.where.line
    if line is None or file is None:
        return not texts
    return dict(problem.details)["target"] in texts[file][line - 1]


def chosen(slots: Sequence[Slot], data: st.DataObject, *, least: int) -> list[Slot]:
    if not slots:
        return []
    numbers = st.lists(st.integers(0, len(slots) - 1), min_size=least, max_size=6, unique=True)
    return [slots[number] for number in data.draw(numbers)]


def put(slots: list[Slot], pattern: str) -> None:
    for number, slot in enumerate(slots):
        slot.holder[slot.step] = pattern.format(number)


def lines_apart(problems: list[Problem]) -> list[Problem]:
    """In order, and without their lines: a wrong value may take fewer or more of them than the right one."""
    return sorted((replace(each, where=replace(each.where, line=None)) for each in problems), key=str)
