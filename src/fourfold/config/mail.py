"""The server that takes our mail, and who writes from where."""

import os
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from fourfold.config.env import Misread
from fourfold.domain.text import Text

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
"""How a server can be spoken to, and the port that is usual for it."""
_SENDER = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
_SITE = re.compile(r"https?://[^\s/?#<>]+(/[^\s?#<>]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail server; without a `host` there is none. It speaks TLS from the start, or begins it later, or never."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False


def mail(name: str) -> Mail:
    """The server in the variable `name`, if any. What is misread is not said again: a password may stand in it."""
    said = os.environ.get(name, "").strip()
    if not said:
        return Mail()
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError as error:
        raise _misread(name) from error
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise _misread(name)
    return Mail(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+starttls",
    )


def sender(name: str) -> str:
    """The address that letters come from, in the variable `name`."""
    said = os.environ.get(name, "").strip() or "fourfold@localhost"
    if not _SENDER.fullmatch(said):
        raise Misread(
            Text(
                en=f"{name} is an e-mail address such as fourfold@college.example.",
                zh=f"{name} 应为电子邮件地址，例如 fourfold@college.example。",
            )
        )
    return said


def site(name: str) -> str:
    """Where people reach the site, in the variable `name`, without a slash at the end."""
    said = os.environ.get(name, "").strip() or "http://127.0.0.1:8000"
    if not _SITE.fullmatch(said):
        raise Misread(
            Text(
                en=f"{name} is an address such as https://fourfold.college.example.",
                zh=f"{name} 应为网址，例如 https://fourfold.college.example。",
            )
        )
    return said.rstrip("/")


def _misread(name: str) -> Misread:
    return Misread(
        Text(
            en=f"{name} is an address such as smtp://mail.college.example:25, smtps:// or smtp+starttls://.",
            zh=f"{name} 应为 smtp://mail.college.example:25 之类的地址，也可用 smtps:// 或 smtp+starttls://。",
        )
    )
