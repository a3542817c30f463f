"""Which database: SQLite in a file, or PostgreSQL at an address.

Both wait equally long for another writer, and neither lets a page hold a transaction open.
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from fourfold.config import env
from fourfold.config.env import Misread
from fourfold.domain.text import Text

PATIENCE_SECONDS = 20
"""How long a writer waits for another one, on either database."""
_IDLE_SECONDS = 300
_KEEP_SECONDS = 600
_CONNECT_SECONDS = 10
_LONGEST_NAME = 63


def database(var: Path) -> dict[str, Any]:
    """Django's settings for the database that `DATABASE_URL`, or else `FOURFOLD_DATABASE`, names."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        return _sqlite(env.path("FOURFOLD_DATABASE", var / "fourfold.sqlite3"))
    scheme = url.partition(":")[0]
    if scheme == "sqlite":
        return _sqlite_of(url)
    if scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise Misread(
        Text(
            en="DATABASE_URL must begin with postgres:// or sqlite:///.",
            zh="DATABASE_URL 必须以 postgres:// 或 sqlite:/// 开头。",
        )
    )


def _sqlite_of(url: str) -> dict[str, Any]:
    try:
        name = str(dj_database_url.parse(url)["NAME"])
    except ValueError:
        name = ""
    if name in {"", ":memory:"}:
        raise Misread(
            Text(
                en="DATABASE_URL names no file: a database in memory would keep nothing.",
                zh="DATABASE_URL 未指定文件：内存数据库不会保存任何内容。",
            )
        )
    return _sqlite(Path(name).expanduser().resolve())


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            # A transaction that will write says so at once, so that two of them queue instead of failing.
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = {
            **dj_database_url.parse(url, conn_max_age=_KEEP_SECONDS, conn_health_checks=True),
        }
    except ValueError:
        # The parser's own words could repeat the password.
        raise Misread(
            Text(
                en="DATABASE_URL is no address of a database: characters such as @ / : # in a password are written "
                "%40 %2F %3A %23.",
                zh="DATABASE_URL 不是数据库地址：密码中的 @ / : # 等字符应写作 %40 %2F %3A %23。",
            )
        ) from None
    if not 1 <= len(str(found["NAME"]).encode()) <= _LONGEST_NAME:
        raise Misread(
            Text(
                en="DATABASE_URL names no database of PostgreSQL: a name of at most 63 bytes stands at its end.",
                zh="DATABASE_URL 未指定 PostgreSQL 数据库：末尾应为不超过 63 字节的数据库名称。",
            )
        )
    waits = f"-c lock_timeout={PATIENCE_SECONDS}s -c idle_in_transaction_session_timeout={_IDLE_SECONDS}s"
    ours = {"application_name": "fourfold", "connect_timeout": _CONNECT_SECONDS, "options": waits}
    return found | {"OPTIONS": ours | found.get("OPTIONS", {})}
