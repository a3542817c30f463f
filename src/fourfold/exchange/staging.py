"""A folder's files replaced as one: a write that is cut off leaves the old folder, or the new one, never a mixture.

New files are first written beside the old ones, in a hidden folder; then a journal says that they are complete;
then each takes its place. Until the journal is there a reader sees the old files. Once it is there a reader sees the
new ones, wherever they stand; the next write finishes the moves.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fourfold.domain.marks import CODE_PATTERN
from fourfold.exchange.files import inside, replace_file
from fourfold.exchange.layout import CLUSTER_FILE, FOLDERS, SUFFIX

STAGE = ".fourfold-write"
JOURNAL = "journal.json"
_LARGEST_JOURNAL_BYTES = 8 * 1024 * 1024
_CODE = re.compile(CODE_PATTERN)


class CannotWrite(ValueError):
    """The dossier has no faithful form in this place or layout."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Moves that a write was still to make: files that stand in the stage, and files that are to go."""

    staged: Mapping[str, Path] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


def pending(root: Path) -> Pending:
    """What a cut-off write left to do in a folder; nothing where there was none."""
    journal = root / STAGE / JOURNAL
    try:
        if not journal.is_file() or journal.stat().st_size > _LARGEST_JOURNAL_BYTES:
            return Pending()
        told = json.loads(journal.read_bytes())
        moves = [name for name in told["move"] if of_layout(name)]
        gone = frozenset(name for name in told["remove"] if of_layout(name))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Pending()
    staged = {name: root / STAGE / name for name in moves if (root / STAGE / name).is_file()}
    return Pending(staged, gone)


def of_layout(name: object) -> bool:
    """Whether a file's name, relative to the folder, is one of the layout's."""
    if not isinstance(name, str) or name == CLUSTER_FILE:
        return name == CLUSTER_FILE
    folder, _, file = name.partition("/")
    return folder in FOLDERS and file.endswith(SUFFIX) and bool(_CODE.fullmatch(file.removesuffix(SUFFIX)))


def replace_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Let a folder hold exactly these files of the layout; files that are not ours stay."""
    root.mkdir(parents=True, exist_ok=True)
    _refuse_links(root)
    _finish(root, pending(root))
    shutil.rmtree(root / STAGE, ignore_errors=True)
    moves = [name for name, content in files.items() if not _same(root / name, content)]
    gone = _stale(root, files)
    if moves or gone:
        for name in moves:
            (root / STAGE / name).parent.mkdir(parents=True, exist_ok=True)
            _write(root / STAGE / name, files[name])
        (root / STAGE).mkdir(exist_ok=True)
        replace_file(root / STAGE / JOURNAL, json.dumps({"move": moves, "remove": gone}).encode())
        _finish(root, pending(root))
        shutil.rmtree(root / STAGE)


def _refuse_links(root: Path) -> None:
    for folder in (STAGE, *FOLDERS):
        if not inside(root / folder, root.resolve()):
            raise CannotWrite(f"{folder} leads out of the folder")


def _finish(root: Path, left: Pending) -> None:
    for name in left.gone:
        (root / name).unlink(missing_ok=True)
    for name, staged in left.staged.items():
        (root / name).parent.mkdir(exist_ok=True)
        staged.replace(root / name)


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _stale(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Files of the layout that we could have written and that stand for nothing any more."""
    names = [f"{folder}/{path.name}" for folder in FOLDERS for path in sorted((root / folder).glob(f"*{SUFFIX}"))]
    return [name for name in names if name not in files and of_layout(name) and _ours(root / name, name)]


def _ours(path: Path, name: str) -> bool:
    kind = FOLDERS[name.partition("/")[0]].schema.kind
    try:
        with path.open("rb") as file:
            return file.read(200).startswith(f"schema: {kind}/".encode())
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
