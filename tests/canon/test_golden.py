"""Bytes that were shipped once keep their digest and are read for good."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from fourfold.canon.decode import UPCASTERS, NewerSchema, NotAPart, decode
from fourfold.canon.encode import digest, encode
from fourfold.canon.fields import field_names, fields_of
from fourfold.canon.kinds import PARTS
from fourfold.canon.parts import manifest_bytes, read_manifest
from fourfold.canon.schemas import Schema
from fourfold.domain.course import Course

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
DIGESTS: dict[str, str] = json.loads((GOLDEN / "digests.json").read_text(encoding="utf-8"))
PART_FILES = sorted(name for name in DIGESTS if not name.startswith("manifest"))


@pytest.mark.parametrize("name", DIGESTS)
def test_shipped_bytes_keep_their_digest(name: str) -> None:
    assert digest((GOLDEN / name).read_bytes()) == DIGESTS[name]


@pytest.mark.parametrize("name", PART_FILES)
def test_shipped_parts_of_the_present_schema_are_written_as_they_were(name: str) -> None:
    content = (GOLDEN / name).read_bytes()
    part = decode(content)
    if name.partition(".")[0] == f"{PARTS[type(part)].kind}-{PARTS[type(part)].version}":
        assert encode(part) == content


@pytest.mark.parametrize("name", ["manifest-1-cluster.json", "manifest-1-framework.json"])
def test_shipped_manifests_are_written_as_they_were(name: str) -> None:
    content = (GOLDEN / name).read_bytes()
    assert manifest_bytes(read_manifest(content)) == content


def test_every_schema_ever_shipped_is_kept() -> None:
    every = {f"{kind}-{version}" for kind, top in PARTS.values() for version in range(1, top + 1)}
    assert {name.partition(".")[0] for name in PART_FILES} == every


def test_the_golden_parts_use_every_field_there_is() -> None:
    told = "".join((GOLDEN / name).read_text(encoding="utf-8") for name in PART_FILES)
    named = set(re.findall(r'"([a-z_]+)":', told))
    todo: list[type] = list(PARTS)
    known: set[type] = set()
    while todo:
        cls = todo.pop()
        if cls not in known:
            known.add(cls)
            todo += [field.of for field in fields_of(cls) if field.nested]
    # The items of a framework are parts of their own.
    assert {name for cls in known for name in field_names(cls)} - {"items"} == named - {"schema"}


def test_a_part_of_an_older_schema_is_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (GOLDEN / "course-1.json").read_bytes()
    present = decode(content)
    monkeypatch.setitem(PARTS, Course, Schema("course", 3))
    monkeypatch.setitem(UPCASTERS, Schema("course", 1), lambda tree: {**tree, "weeks": tree["weeks"] + 1})
    monkeypatch.setitem(UPCASTERS, Schema("course", 2), lambda tree: {**tree, "span": tree["span"] + 1})
    assert isinstance(present, Course)
    assert decode(content) == replace(present, weeks=present.weeks + 1, span=present.span + 1)


def test_a_newer_schema_is_refused_by_name() -> None:
    with pytest.raises(NewerSchema, match="course/2 was written by a newer Fourfold"):
        decode(b'{"schema":"course/2","anything":[]}')


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"schema":"song/1"}', b'{"schema":3}', b'{"schema":"course/1"}', b"\xff"]
)
def test_bytes_that_are_no_part_are_refused(content: bytes) -> None:
    with pytest.raises(NotAPart):
        decode(content)
