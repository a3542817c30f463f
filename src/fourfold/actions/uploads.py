"""Files brought through the browser: kept for a day for whoever brought them, and never given out again."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from django.db import transaction

from fourfold.actions.authority import edits_something
from fourfold.actions.excerpts import ExcerptFile
from fourfold.actions.importing import Imported
from fourfold.actions.installation import usable
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.tables import Brought
from fourfold.canon.parts import parts_of
from fourfold.domain.cluster import Cluster
from fourfold.domain.marks import CODE_PATTERN
from fourfold.domain.person import Viewer
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.exchange.case_file import is_package
from fourfold.exchange.case_read import read_case
from fourfold.exchange.excerpt_read import about_of, read_excerpt
from fourfold.exchange.files import in_mebibytes
from fourfold.exchange.limits import LARGEST_UPLOAD_BYTES
from fourfold.exchange.reading import Reading
from fourfold.exchange.reading import read as read_whole
from fourfold.exchange.table_draft import About
from fourfold.exchange.table_files import read_tables
from fourfold.exchange.workbook_known import is_ours
from fourfold.store import people, read, uploads
from fourfold.store.tables import at_work
from fourfold.store.uploads import Listed, Uploaded

__all__ = [
    "Desk",
    "Done",
    "Listed",
    "NotRead",
    "Uploaded",
    "Waiting",
    "bring",
    "brought",
    "choose",
    "document",
    "excerpt",
    "excerpt_in",
    "found",
    "holds_package",
    "may_bring",
    "mean",
    "take",
    "waiting",
    "withdraw",
]
T = TypeVar("T")
LONGEST_TABLE = 100
_LONGEST_NAME = 60
_UNFIT = re.compile(r"[^\w.()（）\- ]")
_WHOLE = frozenset({".json"})
"""How files end that are never a table."""


class NotRead(Refused):
    """A file of which nothing can be taken, with what is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(Text(en="This file cannot be read.", zh="无法读取此文件。"))
        self.problems = problems


class Done(Clash):
    """The file was applied to this very draft already: somebody pressed twice."""

    def __init__(self) -> None:
        super().__init__(Text(en="This file was applied already.", zh="此文件已应用。"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whose files are meant: somebody's, for one cluster."""

    institution: str
    cluster: str
    viewer: Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file of the last day: by whom (`None` where that person is gone), and whether it is the viewer's own."""

    file: Listed
    name: str | None
    own: bool


def bring(desk: Desk, name: str, content: bytes, about: About | None, *, now: datetime) -> str:
    """Keep a file for a day and give its id; what cannot be read is not kept.

    It is `about` a plan or a table of courses; `None`, and whatever says so itself, is the whole cluster, or a CASE
    package, which is known by what is in it.
    """
    document = _staff(desk)
    if len(content) > LARGEST_UPLOAD_BYTES:
        limit = in_mebibytes(LARGEST_UPLOAD_BYTES)
        raise Refused(
            Text(
                en=f"On this page a file has at most {limit}.",
                zh=f"在此页面上传的文件最大为 {limit}。",
            )
        )
    kept = _whole(name, content) if about is None or _says_so(name, content) else _table(name, content, about)
    with usable(), at_work():
        return uploads.keep(document, kept, who=desk.viewer.who, at=now)


def _package(name: str, content: bytes) -> Uploaded:
    reading = _at_path(name, content, read_case)
    if reading.framework is None:
        raise NotRead(reading.problems)
    return Uploaded(name=_fit(name), content=content, whole=True)


def _whole(name: str, content: bytes) -> Uploaded:
    if is_package(content):
        return _package(name, content)
    about = _at_path(name, content, about_of)
    if about is not None:
        return Uploaded(name=_fit(name), content=content, whole=True, program=_code(about.code))
    reading = _at_path(name, content, read_whole)
    if reading.dossier is None:
        raise NotRead(reading.problems)
    return Uploaded(name=_fit(name), content=content, whole=True)


def _table(name: str, content: bytes, about: About) -> Uploaded:
    file = _at_path(name, content, read_tables)
    if not file.readable:
        raise NotRead(file.problems)
    return Uploaded(name=file.file, content=content, program=about.program, training_type=about.training_type)


def _says_so(name: str, content: bytes) -> bool:
    """Whether a file is a whole cluster, whatever it is taken for."""
    return Path(name).suffix.lower() in _WHOLE or _at_path(name, content, is_ours)


def waiting(desk: Desk, *, now: datetime) -> tuple[Waiting, ...]:
    """The files of the last day: everybody's for a lead, else one's own."""
    document = _staff(desk)
    mine = None if desk.viewer.leads(desk.institution, document) else desk.viewer.who
    found = uploads.listed(document, now=now, who=mine)
    names = people.names_of({each.who for each in found})
    return tuple(Waiting(file=each, name=names.get(each.who), own=each.who == desk.viewer.who) for each in found)


def found(desk: Desk, upload: str) -> Uploaded:
    """A file that was brought, for whoever brought it."""
    kept = uploads.find(_staff(desk), upload, who=desk.viewer.who)
    if kept is None:
        raise Missing(Text(en="There is no such file any more.", zh="该文件已不存在。"))
    return kept


def brought(kept: Uploaded) -> Brought:
    """A table that was brought, read again."""
    about = About(program=kept.program, training_type=kept.training_type, table=kept.table)
    return Brought(file=_at_path(kept.name, kept.content, read_tables), about=about)


def holds_package(kept: Uploaded) -> bool:
    """Whether a file that was brought is a CASE package."""
    return kept.whole and is_package(kept.content)


def document(kept: Uploaded) -> Reading:
    """A whole cluster that was brought, read again."""
    return _at_path(kept.name, kept.content, read_whole)


def _code(said: str) -> str:
    """The code that a workbook says it is of, for the list of files; whatever is none is not shown."""
    return said if re.fullmatch(CODE_PATTERN, said) else ""


def excerpt(kept: Uploaded) -> ExcerptFile | None:
    """A workbook of one program or one course that was brought; `None` of any other file."""
    return excerpt_in(kept.name, kept.content)


def excerpt_in(name: str, content: bytes) -> ExcerptFile | None:
    """The same of a file that is not kept."""
    about = _at_path(name, content, about_of)
    if about is None:
        return None
    return ExcerptFile(about=about, read=lambda known: _at_path(name, content, lambda path: read_excerpt(path, known)))


def choose(desk: Desk, upload: str, table: str) -> None:
    """Mean one sheet of a file alone, or all of them again where `table` is ""."""
    names = {each.name for each in brought(found(desk, upload)).file.tables}
    with usable(), at_work():
        uploads.choose(upload, table if table in names and len(table) <= LONGEST_TABLE else "", who=desk.viewer.who)


def mean(desk: Desk, upload: str, about: About) -> None:
    """Take a file for the plan of a program, or for a table of courses after all."""
    found(desk, upload)
    with usable(), at_work():
        uploads.mean(upload, program=about.program, training_type=about.training_type, who=desk.viewer.who)


def take(desk: Desk, upload: str, root: str, apply: Callable[[], Imported], *, now: datetime) -> Imported:
    """Apply a file to the draft with this root and note that it was: both or neither, and once for each root."""
    found(desk, upload)
    with usable(), at_work(), transaction.atomic():
        first = uploads.mark_applied(upload, root, who=desk.viewer.who, at=now)
        if not first and not _stands_at(desk, root):
            raise Done
        return apply()


def _stands_at(desk: Desk, root: str) -> bool:
    """Whether the draft has this root: what was applied to it has been undone since."""
    kept = read.draft_at(desk.institution, desk.cluster, desk.viewer)
    return kept is not None and kept.root == root


def withdraw(desk: Desk, upload: str) -> None:
    """Let go of a file."""
    _staff(desk)
    with usable(), at_work():
        uploads.forget(upload, who=desk.viewer.who)


def may_bring(viewer: Viewer, institution: str, cluster: Cluster) -> bool:
    """Whether somebody edits any of a cluster, and so brings files; what is applied is judged by its difference."""
    keys = [key for key, _part in parts_of(cluster)]
    return edits_something(viewer, institution=institution, cluster=cluster.head.key, parts=keys)


def _staff(desk: Desk) -> str:
    """The key of the cluster, for whoever edits any of it."""
    kept = read.draft_at(desk.institution, desk.cluster, desk.viewer)
    if kept is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    if not edits_something(desk.viewer, institution=kept.address.institution, cluster=kept.key, parts=kept.held.parts):
        raise Forbidden(
            Text(en="Only who edits a cluster brings files to it.", zh="只有可编辑该专业群的人员可以导入文件。")
        )
    return kept.key


def _at_path(name: str, content: bytes, work: Callable[[Path], T]) -> T:
    """What comes of a file that is nowhere on disk but for as long as it is read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / _fit(name)
        path.write_bytes(content)
        return work(path)


def _fit(name: str) -> str:
    """A name that is a name on any disk, and still tells its kind."""
    plain = _UNFIT.sub("_", Path(name).name).lstrip(".")[-_LONGEST_NAME:]
    return plain or "file"
