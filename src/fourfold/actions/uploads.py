"""Files that a lead brings through the browser: kept for a day for whoever brought them, and never given out again."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from fourfold.actions.installation import usable
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.actions.tables import Brought
from fourfold.domain.cluster import Cluster
from fourfold.domain.person import Viewer
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.exchange.files import in_mebibytes
from fourfold.exchange.table import TableFile
from fourfold.exchange.table_draft import About
from fourfold.exchange.table_files import read_tables
from fourfold.store import read, uploads
from fourfold.store.tables import at_work
from fourfold.store.uploads import Uploaded

LARGEST_UPLOAD_BYTES = 8 * 1024 * 1024
LONGEST_TABLE = 100
_LONGEST_NAME = 60
_UNFIT = re.compile(r"[^\w.()（）\- ]")


class NotRead(Refused):
    """A file of which nothing can be taken, with what is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(Text(en="This file cannot be read.", zh="无法读取此文件。"))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whose files are meant: somebody's, for one cluster."""

    institution: str
    cluster: str
    viewer: Viewer


def bring(desk: Desk, name: str, content: bytes, about: About, *, now: datetime) -> str:
    """Keep a file for a day and give its id; what cannot be read is not kept."""
    document = _led(desk)
    if len(content) > LARGEST_UPLOAD_BYTES:
        limit = in_mebibytes(LARGEST_UPLOAD_BYTES)
        raise Refused(Text(en=f"A file has at most {limit}.", zh=f"文件最大为 {limit}。"))
    file = _read(name, content)
    if not file.readable:
        raise NotRead(file.problems)
    kept = Uploaded(name=file.file, content=content, program=about.program, training_type=about.training_type)
    with usable(), at_work():
        return uploads.keep(document, kept, who=desk.viewer.who, at=now)


def brought(desk: Desk, upload: str) -> Brought:
    """A file that was brought, read again."""
    found = uploads.find(_led(desk), upload, who=desk.viewer.who)
    if found is None:
        raise Missing(Text(en="There is no such file any more.", zh="该文件已不存在。"))
    about = About(program=found.program, training_type=found.training_type, table=found.table)
    return Brought(file=_read(found.name, found.content), about=about)


def choose(desk: Desk, upload: str, table: str) -> None:
    """Mean one sheet of a file alone, or all of them again where `table` is ""."""
    names = {each.name for each in brought(desk, upload).file.tables}
    with usable(), at_work():
        uploads.choose(upload, table if table in names and len(table) <= LONGEST_TABLE else "", who=desk.viewer.who)


def withdraw(desk: Desk, upload: str) -> None:
    """Let go of a file."""
    _led(desk)
    with usable(), at_work():
        uploads.forget(upload, who=desk.viewer.who)


def may_bring(viewer: Viewer, institution: str, cluster: Cluster) -> bool:
    """Whether somebody brings tables to a cluster: whoever leads it."""
    return viewer.may_write and viewer.leads(institution, cluster.head.key)


def _led(desk: Desk) -> str:
    """The key of the cluster, for whoever leads it."""
    kept = read.draft_at(desk.institution, desk.cluster, desk.viewer)
    if kept is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    if not (desk.viewer.may_write and desk.viewer.leads(kept.address.institution, kept.key)):
        raise Forbidden(Text(en="Only a lead brings tables.", zh="只有负责人可以导入表格。"))
    return kept.key


def _read(name: str, content: bytes) -> TableFile:
    """The tables of a file that is nowhere on disk but for as long as it is read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / _fit(name)
        path.write_bytes(content)
        return read_tables(path)


def _fit(name: str) -> str:
    """A name that is a name on any disk, and still tells its kind."""
    plain = _UNFIT.sub("_", Path(name).name).lstrip(".")[-_LONGEST_NAME:]
    return plain or "file"
