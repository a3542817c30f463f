"""What a database cannot do, in words: which one, why, and what to do about it. No password is ever repeated."""

import re
from dataclasses import dataclass

from django.db import Error, InterfaceError, OperationalError, connection

from fourfold.domain.text import Text


class Unusable(Exception):
    """The database cannot do its work; `name` is its file or its address without account and password."""

    def __init__(self, name: str, why: Text) -> None:
        super().__init__(why.in_language("en"))
        self.name = name
        self.why = why


@dataclass(frozen=True, slots=True)
class _Trouble:
    """A known trouble: by the codes that PostgreSQL gives, or by what either database or the network says."""

    codes: frozenset[str]
    said: re.Pattern[str]
    why: Text


def _trouble(codes: str, said: str, en: str, zh: str) -> _Trouble:
    return _Trouble(frozenset(codes.split()), re.compile(said or r"(?!)", re.IGNORECASE), Text(en=en, zh=zh))


_TROUBLES = (
    _trouble(
        "28P01",
        "password authentication failed|no password supplied|role .* does not exist",
        "the server does not accept this account with this password",
        "服务器不接受该账户或密码",
    ),
    _trouble(
        "28000",
        r"pg_hba\.conf|not permitted to log in|authentication failed",
        "the server does not let this account in from here; its pg_hba.conf decides",
        "服务器不允许该账户从此处登录；由其 pg_hba.conf 决定",
    ),
    _trouble(
        "3D000",
        "database .* does not exist",
        "the server has no database of this name; make it with createdb",
        "服务器上没有该名称的数据库；请用 createdb 创建",
    ),
    _trouble(
        "",
        "connection refused|no such file or directory.*server|server running|could not connect",
        "nobody answers there; look whether the server is running, and whether host and port are right",
        "该地址无响应；请确认服务器正在运行，主机和端口无误",
    ),
    _trouble(
        "",
        "could not translate host name|name or service not known|failed to resolve|nodename nor servname",
        "there is no host of this name",
        "没有该名称的主机",
    ),
    _trouble(
        "",
        "timeout expired|connection timeout|timed out",
        "the server did not answer in time",
        "服务器未在限定时间内响应",
    ),
    _trouble(
        "", "SSL", "the connection cannot be encrypted as asked; look at sslmode", "无法按要求加密连接；请检查 sslmode"
    ),
    _trouble(
        "55P03 57014 40P01",
        "database is locked|database table is locked|lock timeout|deadlock detected",
        "somebody else has been writing for too long; try again",
        "其他人写入时间过长；请重试",
    ),
    _trouble(
        "42501",
        "permission denied",
        "this account may not do what is needed; let it own the database",
        "该账户权限不足；请使其成为数据库的所有者",
    ),
    _trouble(
        "25006",
        "attempt to write a readonly database|read-only transaction",
        "it can only be read",
        "该数据库只能读取",
    ),
    _trouble("53100", "disk is full|no space left", "the disk is full", "磁盘已满"),
    _trouble(
        "53300",
        "too many (clients|connections)|remaining connection slots",
        "the server has no connection left for us",
        "服务器没有可用的连接",
    ),
    _trouble(
        "57P01 57P02 57P03 08006 25P03",
        "server closed the connection|terminating connection|starting up|shutting down|connection is (lost|closed)",
        "the server ended the connection; try again when it is up",
        "服务器中断了连接；请在其恢复后重试",
    ),
    _trouble(
        "42P01",
        "no such table",
        "its tables are missing; fourfold import or fourfold serve makes them",
        "缺少数据表；fourfold import 或 fourfold serve 会创建",
    ),
    _trouble("", "file is not a database", "the file is not a database", "该文件不是数据库"),
    _trouble("", "unable to open database file", "the file cannot be opened", "无法打开该文件"),
    _trouble(
        "XX001 XX002",
        "malformed|disk image",
        "the file is damaged; restore a backup",
        "文件已损坏；请恢复备份",
    ),
)


def unusable(error: Error) -> Unusable:
    """What `error` says of the database that we use."""
    if known := _known(error):
        return Unusable(name(), known)
    first = _without_secrets(str(error))
    return Unusable(name(), Text(en=first, zh=first))


def out_of_work(error: BaseException | None) -> Unusable | None:
    """The same where the database is at fault; `None` where what was asked of it is."""
    if isinstance(error, Unusable):
        ours = isinstance(error.__cause__, Error) and out_of_work(error.__cause__) is None
        return None if ours else error
    if not isinstance(error, Error):
        return None
    # SQLite says "operational" of a wrong question too.
    at_fault = connection.vendor != "sqlite" and isinstance(error, OperationalError | InterfaceError)
    return unusable(error) if at_fault or _known(error) else None


def _known(error: Error) -> Text | None:
    code, said = getattr(error.__cause__, "sqlstate", None) or "", str(error)
    return next(
        (each.why for each in _TROUBLES if code in each.codes or (not code and each.said.search(said))),
        None,
    )


def name() -> str:
    """The file of the database, or its address without account and password."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(settings["NAME"])
    host = settings.get("HOST") or (settings.get("OPTIONS") or {}).get("host") or "localhost"
    port = f":{settings['PORT']}" if settings.get("PORT") else ""
    return f"postgresql://{host}{port}/{settings['NAME']}"


def _without_secrets(said: str) -> str:
    settings = connection.settings_dict
    line = (said.strip().splitlines() or ["unknown"])[0]
    for secret in (settings.get("PASSWORD"), (settings.get("OPTIONS") or {}).get("password")):
        line = line.replace(str(secret), "…") if secret else line
    return line.rstrip(".")
