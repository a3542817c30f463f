"""The id of the request that is being answered, for whatever is written about it. It imports nothing of ours."""

import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-ID"
LOGGER = "fourfold.request"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")
current: ContextVar[str] = ContextVar("fourfold_request", default="")


def chosen(asked: str) -> str:
    """The id that a proxy asks for, where it looks like one; else a new one."""
    return asked if WELL_FORMED.fullmatch(asked) else secrets.token_hex(8)
