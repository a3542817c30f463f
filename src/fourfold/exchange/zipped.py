"""Office files (.xlsx, .docx) opened with care: bounded before any of their XML is believed, and never run.

`open_office(path, WORKBOOK)` or `open_office(path, DOCUMENT)` gives an `Office`, or raises `Unreadable` with its
problem: too large, too much when unpacked, damaged, encrypted, with macros, with entities, or no such file at all.
What reads the bytes of an `Office` through `zipfile` (python-docx does) stays within the same bounds, since
`zipfile` never gives more of a part than its declared size, and the declared sizes have been added up here.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from fourfold.domain.problem import Problem
from fourfold.exchange.faults import Unreadable, limited, problem
from fourfold.exchange.files import in_mebibytes, read_bytes
from fourfold.exchange.limits import (
    LARGEST_OFFICE_BYTES,
    LARGEST_UNPACKED_BYTES,
    LARGEST_UNPACKED_TIMES,
    MOST_OFFICE_PARTS,
)

_ENTRY = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK_BYTES = 64 * 1024
_SMALL_BYTES = 8 * 1024 * 1024
"""Below this much the ratio does not matter: a sheet of equal rows packs very well."""
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A kind of office file: how it is called, how it ends, and the part that makes it one."""

    said: str
    suffix: str
    main: str


WORKBOOK = OfficeKind("an Excel workbook (.xlsx)", ".xlsx", "xl/workbook.xml")
DOCUMENT = OfficeKind("a Word document (.docx)", ".docx", "word/document.xml")


class Office:
    """An office file whose parts may be read; `file` is what problems call it, `problems` what was noticed."""

    def __init__(self, file: str, content: bytes, packed: zipfile.ZipFile, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.content = content
        self.problems = problems
        self._packed = packed
        self.parts = frozenset(packed.namelist())

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, a little at a time; nothing where there is no such part."""
        if part not in self.parts:
            return
        try:
            with self._packed.open(part) as opened:
                while chunk := opened.read(_CHUNK_BYTES):
                    yield chunk
        except _BROKEN as error:
            raise _damaged(self.file, part) from error

    def feed(self, part: str, parser: expat.XMLParserType) -> Iterator[None]:
        """Give a part to an XML parser piece by piece, pausing after each so that what it found can be taken."""
        fed = False
        try:
            for chunk in self.chunks(part):
                fed = True
                parser.Parse(chunk)
                yield
            if fed:
                parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
        except expat.ExpatError as error:
            raise _damaged(self.file, f"{part}: {error}") from error


def open_office(path: Path, kind: OfficeKind, file: str | None = None) -> Office:
    """The office file at `path`, or `Unreadable` with what is wrong with it."""
    name = file or path.name
    return office_of(read_bytes(path, name, LARGEST_OFFICE_BYTES), kind, name)


def office_of(content: bytes, kind: OfficeKind, file: str) -> Office:
    """The office file that these bytes are, or `Unreadable` with what is wrong with it."""
    if len(content) > LARGEST_OFFICE_BYTES:
        raise Unreadable(limited("R003", file, in_mebibytes(LARGEST_OFFICE_BYTES), found=f"{len(content)} bytes"))
    packed = _unzipped(content, kind, file)
    _bounded(content, packed, file)
    names = packed.namelist()
    _refuse_doubles(names, file)
    _refuse_macros(names, kind, file)
    if kind.main not in names:
        raise Unreadable(problem("R601", file, found=_other(names), expected=kind.said))
    office = Office(file, content, packed, tuple(_links(names, file)))
    for part in names:
        if part.endswith((".xml", ".rels", ".vml")):
            _refuse_doctype(office, part)
    return office


def _unzipped(content: bytes, kind: OfficeKind, file: str) -> zipfile.ZipFile:
    if content.startswith(_OLE):
        old = _ENCRYPTED not in content
        raise Unreadable(
            problem("R601", file, found="a file of Office 97 to 2003, such as .xls or .doc", expected=kind.said)
            if old
            else problem("R602", file, found="an encrypted file")
        )
    if not content.startswith(b"PK"):
        found = "no content at all" if not content else "something other than an Office file"
        raise Unreadable(problem("R601", file, found=found, expected=kind.said))
    parts = content.count(_ENTRY)
    if parts > MOST_OFFICE_PARTS:
        raise Unreadable(limited("R604", file, f"{MOST_OFFICE_PARTS} parts", found=f"{parts} parts"))
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN as error:
        raise _damaged(file, str(error)) from error


def _bounded(content: bytes, packed: zipfile.ZipFile, file: str) -> None:
    entries = packed.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(problem("R602", file, found="an encrypted part"))
    unpacked = sum(entry.file_size for entry in entries)
    times = unpacked // max(len(content), 1)
    if unpacked > LARGEST_UNPACKED_BYTES:
        limit = f"{in_mebibytes(LARGEST_UNPACKED_BYTES)} unpacked"
        raise Unreadable(limited("R604", file, limit, found=f"{unpacked} bytes unpacked"))
    if unpacked > _SMALL_BYTES and times > LARGEST_UNPACKED_TIMES:
        limit = f"{LARGEST_UNPACKED_TIMES} times its packed size"
        raise Unreadable(limited("R604", file, limit, found=f"{times} times"))


def _refuse_doubles(names: list[str], file: str) -> None:
    """Two parts of one name: one reader would see this, another that."""
    low = [name.lower() for name in names]
    if len(set(low)) < len(low):
        raise _damaged(file, "two parts have the same name")


def _refuse_macros(names: list[str], kind: OfficeKind, file: str) -> None:
    for name in names:
        low = name.lower()
        if low.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in low:
            raise Unreadable(problem("R605", file, found=name, expected=f"{kind.said} without macros"))


def _links(names: list[str], file: str) -> Iterator[Problem]:
    if any("/externallinks/" in name.lower() for name in names):
        yield problem("R607", file)


def _other(names: list[str]) -> str:
    if "xl/workbook.bin" in names:
        return "a binary workbook (.xlsb)"
    for kind in (WORKBOOK, DOCUMENT):
        if kind.main in names:
            return kind.said
    return "an OpenDocument file" if "content.xml" in names and "mimetype" in names else "another zip file"


class _Begun(Exception):
    """The root element has come: no document type can follow."""


def _refuse_doctype(office: Office, part: str) -> None:
    parser = expat.ParserCreate()

    def begin(*_: object) -> None:
        raise _Begun

    def refuse(*_: object) -> None:
        raise Unreadable(problem("R606", office.file, found=part))

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    try:
        for _ in office.feed(part, parser):
            pass
    except _Begun:
        return


def _damaged(file: str, found: str) -> Unreadable:
    return Unreadable(problem("R603", file, found=found))
