"""Keeping an installation: looking whether it is sound, taking it along, making it anew."""

import os
import re
from contextlib import suppress
from datetime import datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from fourfold import __version__
from fourfold.actions.installation import prepare, usable
from fourfold.actions.refused import Refused
from fourfold.domain.text import Text
from fourfold.store import backup, indexing, soundness, tables
from fourfold.store.backup import Backup
from fourfold.store.snapshot import snapshot
from fourfold.store.soundness import Ailment, Examined
from fourfold.store.tables import at_work

__all__ = ["Ailment", "Backup", "Examined", "back_up", "clear", "examine", "restore"]

_PART = re.compile(r".+\.\d+\.part")
_BEGINNINGS = frozenset({b"", b"\x1f\x8b"})
"""How a backup begins that was not finished."""


def examine() -> Examined:
    """Look at everything that is kept, at one moment."""
    with usable(), at_work():
        _refuse_other_tables()
        with snapshot():
            return soundness.examine()


def _refuse_other_tables() -> None:
    """Refuse a database that is not there, and tables that an older or a newer Fourfold has made."""
    if tables.absent():
        raise Refused(
            Text(
                en="There is no database there: run `fourfold prepare`.",
                zh="该处没有数据库：请运行 `fourfold prepare`。",
            )
        )
    if newer := tables.unknown_migrations():
        raise Refused(
            Text(
                en=f"A newer Fourfold has changed the tables ({newer[-1]}): use that version, or a newer one.",
                zh=f"数据表已被更新版本的 Fourfold 修改（{newer[-1]}）：请使用该版本或更新版本。",
            )
        )
    missing = tables.missing_migrations()
    if missing and tables.hold_nothing():
        raise Refused(
            Text(
                en=f"The tables were never made to the end ({missing[0]} is missing), and hold nothing: `prepare` or "
                "`restore` was interrupted. Run it again.",
                zh=f"数据表尚未建完（缺少 {missing[0]}），其中没有任何数据：`prepare` 或 `restore` 曾被中断。"
                "请重新运行该命令。",
            )
        )
    if missing:
        raise Refused(
            Text(
                en=f"The tables are older than this Fourfold ({missing[0]} is missing): run `fourfold prepare`.",
                zh=f"数据表比此版本的 Fourfold 旧（缺少 {missing[0]}）：请运行 `fourfold prepare`。",
            )
        )


def back_up(path: Path, *, now: datetime) -> tuple[Backup, tuple[Ailment, ...]]:
    """Write everything to a new file that only this account can read; a file that is there already stays.

    What is not sound is written as it is, and told: such a backup cannot be restored.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    if path.exists():
        raise Refused(Text(en=f"{path} is there already: name another file.", zh=f"{path} 已存在：请另选文件名。"))
    try:
        with usable(), at_work():
            _refuse_other_tables()
            with os.fdopen(_opened(beside), "wb") as file, snapshot():
                ailments = soundness.examine().ailments
                done = backup.write(file, at=now, version=__version__)
                file.flush()
                os.fsync(file.fileno())
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)
    return done, ailments


def clear(folder: Path) -> tuple[Path, ...]:
    """Remove what backups that were killed have left in a folder; one that is being written stays."""
    found = (each for each in sorted(folder.glob("*.part")) if _PART.fullmatch(each.name))
    return tuple(each for each in found if _cleared(each))


def _cleared(path: Path) -> bool:
    """Whether a file was left by a backup, and is gone: whoever writes one holds it, and lets go by ending."""
    try:
        with path.open("rb") as file:
            if file.read(2) not in _BEGINNINGS:
                return False
            flock(file, LOCK_EX | LOCK_NB)
            path.unlink()
    except OSError:
        return False
    return True


def _opened(path: Path) -> int:
    """A new file that only this account can read, held while it is written."""
    while True:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with suppress(OSError):  # where files cannot be held, `clear` cannot hold them either, and leaves them alone
            flock(file, LOCK_EX)
        if path.exists():
            return file
        os.close(file)


def restore(path: Path) -> Backup:
    """Make an empty database what a backup says, or leave it empty."""
    if not path.is_file():
        raise Refused(Text(en=f"There is no file {path}.", zh=f"没有文件 {path}。"))
    prepare()
    try:
        with usable(), at_work(), path.open("rb") as file:
            done = backup.read(file)
            indexing.catch_up()
            return done
    except backup.NoBackup as broken:
        raise Refused(
            Text(
                en=f"{path} is no whole backup: it is damaged, cut off, or something else. Nothing was restored.",
                zh=f"{path} 不是完整的备份：可能已损坏、被截断或为其他文件。未恢复任何内容。",
            )
        ) from broken
    except backup.OtherTables as other:
        raise Refused(
            Text(
                en=f"{path} was made by Fourfold {other}, whose tables differ: restore it with that version, "
                "then upgrade.",
                zh=f"{path} 由 Fourfold {other} 生成，其数据表不同：请先用该版本恢复，再升级。",
            )
        ) from other
    except backup.NotEmpty as full:
        raise Refused(
            Text(
                en="This database holds something already: name an empty one to restore into.",
                zh="此数据库中已有内容：请指定一个空数据库用于恢复。",
            )
        ) from full
