"""Files read with care: ordinary files only, inside the folder, within limits, as UTF-8."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from fourfold.domain.problem import Problem
from fourfold.exchange.faults import Unreadable, limited, problem
from fourfold.exchange.limits import (
    LARGEST_FILE_BYTES,
    LARGEST_FOLDER_BYTES,
    LONGEST_NAME,
    MOST_FILES,
    MOST_VALUES_IN_FOLDER,
)

_NOT_TEXT = b"\x00"
_PATIENTLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that takes a file's place just before it is opened must not hold us."""


class TooMuch(Unreadable):
    """The limit of a whole folder is reached: nothing more of it is read."""


def read_text(path: Path, name: str, largest_bytes: int) -> str:
    """The text of an ordinary file, or `Unreadable`; `name` is what problems call it."""
    content = read_bytes(path, name, largest_bytes)
    if _NOT_TEXT in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(problem("R017", name, found="binary content", expected="text"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            problem("R007", name, line=line, found=f"byte {content[error.start]:02X}", expected="UTF-8")
        ) from error


def read_bytes(path: Path, name: str, largest_bytes: int) -> bytes:
    """The bytes of an ordinary file; nothing else is ever opened, and never more than the limit is read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(problem("R002", name, found=kind_of(path), expected="a file"))
        with os.fdopen(os.open(path, _PATIENTLY), "rb") as file:
            content = file.read(largest_bytes + 1)
            size_bytes = os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise Unreadable(problem("R001", name)) from error
    except (OSError, ValueError) as error:
        raise Unreadable(problem("R002", name, found=_said(error))) from error
    if len(content) > largest_bytes:
        raise Unreadable(limited("R003", name, in_mebibytes(largest_bytes), found=f"{size_bytes} bytes"))
    return content


def kind_of(path: Path) -> str:
    """What stands at a path that is not an ordinary file."""
    mode = path.stat().st_mode
    kinds = (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket")
    return next((said for test, said in kinds if test(mode)), "a device")


def in_mebibytes(size_bytes: int) -> str:
    """A limit in words."""
    return f"{size_bytes // 1024 // 1024} MiB"


def _said(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def entries(folder: Path, name: str, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    """The visible entries of a folder, by name; hidden ones are nobody's business."""
    try:
        with os.scandir(folder) as scan:
            found = [entry for entry, _ in zip(scan, range(MOST_FILES + 1), strict=False)]
    except OSError as error:
        problems.append(problem("R002", name, found=_said(error)))
        return
    if len(found) > MOST_FILES:
        problems.append(limited("R004", name, str(MOST_FILES)))
        return
    yield from sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)


def inside(path: Path, root: Path) -> bool:
    """Whether a path, links followed, stays below `root` (which is itself resolved)."""
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def name_fits(name: str) -> bool:
    """Whether a file's name can be shown, stored and checked out anywhere."""
    return len(name) <= LONGEST_NAME and name.isprintable()


class Budget:
    """What may still be read of a folder."""

    def __init__(self) -> None:
        self._left_bytes = LARGEST_FOLDER_BYTES
        self._left_files = MOST_FILES
        self._left_values = MOST_VALUES_IN_FOLDER

    def largest_bytes(self, name: str) -> int:
        """How large the next file may be; `Unreadable` where nothing more of the folder is read."""
        self._left_files -= 1
        if self._left_bytes <= 0 or self._left_files < 0:
            limit = str(MOST_FILES) if self._left_files < 0 else in_mebibytes(LARGEST_FOLDER_BYTES)
            code = "R004" if self._left_files < 0 else "R003"
            raise TooMuch(limited(code, name, limit))
        return LARGEST_FILE_BYTES

    def spend(self, text: str) -> None:
        """Take away what was read."""
        self._left_bytes -= len(text)

    def hold(self, name: str, values: int) -> None:
        """Take away the values that a file turned out to hold; `TooMuch` where they are more than a folder may."""
        self._left_values -= values
        if self._left_values < 0:
            raise TooMuch(limited("R011", name, f"{MOST_VALUES_IN_FOLDER:,}"))


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in place of another in one step: whoever looks sees the old one or the new one, never a half."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
