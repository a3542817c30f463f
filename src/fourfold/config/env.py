"""Settings from the environment: each named once, with its default and what it is for.

`docs/reference/settings.md` is tested against this table.
"""

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from fourfold.domain.text import Text

Network = IPv4Network | IPv6Network
MOST_REPEATED = 40
"""How much of what was misread is said again."""


class Misread(ImproperlyConfigured):
    """A setting that cannot be understood; `why` says so in both languages, and never repeats a password."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.in_language("en"))
        self.why = why


@dataclass(frozen=True, slots=True)
class Setting:
    """An environment variable: its name, its default as people read it, and its meaning."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("FOURFOLD_VAR", "var", "Folder for what the installation keeps: the database and the secret key."),
    Setting(
        "DATABASE_URL",
        "none",
        "Address of the database: `postgres://USER:PASSWORD@HOST:PORT/NAME` or `sqlite:////PATH`. It goes before "
        "`FOURFOLD_DATABASE`. Options of libpq may follow, as in `?sslmode=verify-full`.",
    ),
    Setting("FOURFOLD_DATABASE", "FOURFOLD_VAR/fourfold.sqlite3", "Path of the SQLite database."),
    Setting("FOURFOLD_SECRET_KEY", "made once in FOURFOLD_VAR/secret-key", "Key that signs cookies."),
    Setting("FOURFOLD_DEBUG", "0", "1 shows technical pages for errors. Never on a machine that others reach."),
    Setting("FOURFOLD_HOSTS", "this machine only", "Names that the site is reached by, with commas between."),
    Setting("FOURFOLD_BIND", "127.0.0.1", "Address that `fourfold serve` listens at; another needs `--accounts`."),
    Setting(
        "FOURFOLD_PORT", "8000, or the next free one", "Port that `fourfold serve --accounts` listens at, and no other."
    ),
    Setting("FOURFOLD_WORKERS", "1", "How many processes answer requests."),
    Setting(
        "FOURFOLD_THREADS",
        "4",
        "How many requests each process answers at once. Each of them may hold one connection to the database.",
    ),
    Setting("FOURFOLD_TLS", "0", "1 where the site is reached by https: cookies and browsers then keep to it."),
    Setting("FOURFOLD_TLS_REDIRECT", "0", "1 sends requests by http to https, where the proxy in front does not."),
    Setting(
        "FOURFOLD_PROXY",
        "none",
        "Addresses or networks of the proxy in front, with commas between. `X-Forwarded-For`, `-Proto` and `-Host` and "
        "`X-Request-ID` are believed from there, and are taken away from everybody else's requests.",
    ),
    Setting(
        "FOURFOLD_COLLECTED",
        "1 with `serve --accounts`, else 0",
        "1 serves the files of pages as `fourfold prepare` collected them in `FOURFOLD_VAR/static`, compressed and "
        "named by their content; 0 serves them from the package.",
    ),
    Setting("FOURFOLD_LOG", "text", "How lines of the log are written: `text` for people, `json` for programs."),
    Setting("FOURFOLD_LOCAL", "0", "1 lets whoever reaches the site read everything, unsigned; this machine only."),
    Setting("FOURFOLD_DEMO", "0", "1 offers a page to enter as each role; this machine only."),
    Setting(
        "FOURFOLD_API_RATE",
        "600",
        "Requests a minute that one token, signed-in person or address may send to the API; 0 sets no limit. Each "
        "process counts by itself, so `FOURFOLD_WORKERS` processes may let through up to that many times as many: the "
        "limit keeps one asker from taking every thread, and a count in the database would make of every reading a "
        "write, and of readers and writers a queue.",
    ),
    Setting(
        "FOURFOLD_TOKEN",
        "none",
        "For commands with `--server`: the token that they speak with. The installation itself does not read it.",
    ),
    Setting(
        "FOURFOLD_PLAN_TEMPLATE",
        "ours",
        "Folder with the template of program-plan documents that pages give, as "
        "`fourfold document --write-template FOLDER` writes it.",
    ),
    Setting(
        "FOURFOLD_MAIL",
        "none",
        "The server that takes mail for `fourfold remind`: `smtp://HOST:PORT`, `smtps://` where it speaks TLS from the "
        "start, `smtp+starttls://` where TLS begins later; `USER:PASSWORD@` before the host where it asks for them.",
    ),
    Setting("FOURFOLD_MAIL_FROM", "fourfold@localhost", "The address that reminders come from."),
    Setting("FOURFOLD_SITE", "http://127.0.0.1:8000", "Where people reach the site; links in reminders begin with it."),
    Setting(
        "FOURFOLD_TODAY",
        "the machine's date",
        "The date that retirements are judged by, as YYYY-MM-DD: on pages, by the API, and by `check` and `compare` "
        "without `--today`.",
    ),
)


def path(name: str, default: Path) -> Path:
    """The path in the variable `name`, or `default`."""
    try:
        return Path(os.environ.get(name) or default).expanduser().resolve()
    except RuntimeError as error:
        raise Misread(
            Text(
                en=f"{name} leads nowhere: there is no such account, or its links go round.",
                zh=f"{name} 所指路径无效：没有该账户，或其符号链接成环。",
            )
        ) from error


def flag(name: str) -> bool:
    """Whether the variable `name` is set to 1."""
    said = os.environ.get(name) or "0"
    if said not in {"0", "1"}:
        raise Misread(Text(en=f"{name} is 1 or 0, and not “{said}”.", zh=f"{name} 应为 1 或 0，而不是“{said}”。"))
    return said == "1"


def day(name: str) -> date | None:
    """The date in the variable `name`, if any."""
    said = os.environ.get(name)
    if not said:
        return None
    try:
        return datetime.strptime(said, "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no zone
    except ValueError as error:
        raise Misread(
            Text(
                en=f"{name} is a date such as 2026-06-01, and not “{said[:MOST_REPEATED]}”.",
                zh=f"{name} 应为 2026-06-01 之类的日期，而不是“{said[:MOST_REPEATED]}”。",
            )
        ) from error


def number(name: str, default: int) -> int:
    """The whole number in the variable `name`, or `default`."""
    said = os.environ.get(name, "").strip() or str(default)
    if not re.fullmatch(r"[0-9]{1,9}", said):
        raise Misread(Text(en=f"{name} is a whole number, such as {default}.", zh=f"{name} 应为整数，例如 {default}。"))
    return int(said)


LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
_HOST = re.compile(r"\*|\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
"""A name or an address; everything below a name that begins with a dot; or anything at all."""


def hosts(name: str, *, alone: bool) -> list[str]:
    """The hosts in the variable `name`, or this machine; `alone` refuses any other."""
    named = [each.strip() for each in os.environ.get(name, "").split(",") if each.strip()]
    if wrong := next((each for each in named if not _HOST.fullmatch(each)), None):
        raise Misread(
            Text(
                en=f"{name} holds names such as fourfold.example, without https:// and port: “{wrong}” is none.",
                zh=f"{name} 应为 fourfold.example 之类的名称，不含 https:// 和端口：“{wrong}”不是。",
            )
        )
    if alone and set(named) - set(LOOPBACK):
        raise Misread(
            Text(
                en=f"{name} names other machines, but FOURFOLD_LOCAL and FOURFOLD_DEMO are for this one alone: "
                "serve with --accounts.",
                zh=f"{name} 包含其他机器，但 FOURFOLD_LOCAL 与 FOURFOLD_DEMO 只用于本机：请使用 serve --accounts。",
            )
        )
    return named or LOOPBACK


def networks(name: str) -> tuple[Network, ...]:
    """The addresses and networks in the variable `name`."""
    named = [each.strip() for each in os.environ.get(name, "").split(",") if each.strip()]
    try:
        return tuple(ip_network(each) for each in named)
    except ValueError as error:
        raise Misread(
            Text(
                en=f"{name} holds addresses such as 127.0.0.1 or networks such as 10.1.0.0/16: {error}.",
                zh=f"{name} 应为 127.0.0.1 之类的地址或 10.1.0.0/16 之类的网段：{error}。",
            )
        ) from error


def one_of(name: str, *choices: str) -> str:
    """The word in the variable `name`: the first of `choices` where nothing is set."""
    said = os.environ.get(name) or choices[0]
    if said not in choices:
        raise Misread(
            Text(
                en=f"{name} is {' or '.join(choices)}, and not “{said}”.",
                zh=f"{name} 应为 {' 或 '.join(choices)}，而不是“{said}”。",
            )
        )
    return said


def kept_secret(file: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(48)) -> str:
    """The secret in `file`, made at first use so that only this account can read it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        beside.touch(mode=0o600)
        beside.write_text(make(), encoding="ascii")
        # A hard link fails where another process was first, and then its secret is the one to read.
        try:
            os.link(beside, file)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return _read_secret(file)


def _read_secret(file: Path) -> str:
    try:
        found = file.read_text(encoding="ascii").strip()
    except UnicodeDecodeError:
        found = ""
    if not found:
        raise Misread(
            Text(
                en=f"{file} holds no key: remove it and another is made; whoever is signed in then signs in again.",
                zh=f"{file} 中没有密钥：请删除该文件，系统会重新生成；已登录的人员需重新登录。",
            )
        )
    return found
