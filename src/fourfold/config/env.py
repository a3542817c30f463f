"""Settings from the environment: each named once, with its default and what it is for.

`docs/reference/settings.md` is tested against this table.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


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
    Setting("FOURFOLD_LOCAL", "0", "1 lets whoever reaches the site read everything, unsigned; this machine only."),
    Setting("FOURFOLD_DEMO", "0", "1 offers a page to enter as each role; this machine only."),
    Setting(
        "FOURFOLD_API_RATE",
        "600",
        "Requests a minute that one token, signed-in person or address may send to the API, in each process of the "
        "server; 0 sets no limit.",
    ),
    Setting(
        "FOURFOLD_TOKEN",
        "none",
        "For commands with `--server`: the token that they speak with. The installation itself does not read it.",
    ),
    Setting("FOURFOLD_TODAY", "the machine's date", "The date that retirements are judged by, as YYYY-MM-DD."),
)


def path(name: str, default: Path) -> Path:
    """The path in the variable `name`, or `default`."""
    return Path(os.environ.get(name) or default).expanduser().resolve()


def flag(name: str) -> bool:
    """Whether the variable `name` is set to 1."""
    return os.environ.get(name, "0") == "1"


def number(name: str, default: int) -> int:
    """The whole number in the variable `name`, or `default`."""
    said = os.environ.get(name, "").strip() or str(default)
    if not (said.isascii() and said.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, such as {default}")
    return int(said)


LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]


def hosts(name: str, *, alone: bool) -> list[str]:
    """The hosts in the variable `name`, or this machine; `alone` refuses any other."""
    named = [each.strip() for each in os.environ.get(name, "").split(",") if each.strip()]
    if alone and set(named) - set(LOOPBACK):
        raise ValueError(f"{name} names other machines, but FOURFOLD_LOCAL and FOURFOLD_DEMO are for this one alone")
    return named or LOOPBACK


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
    return file.read_text(encoding="ascii").strip()
