"""The log: lines for people or for programs, with a request's id, and without anybody's secrets."""

import logging as python
import re
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from fourfold.web.request_id import LOGGER, current

_HIDDEN = (
    # Addresses that open something by themselves: invitations, and links to a new password.
    (re.compile(r"(/invitation/|/account/password/)[^\s\"'<>,)]+"), r"\1…"),
    (re.compile(r"\bff_[\w-]{8,}"), "ff_…"),
    (re.compile(r"(?i)\b((?:proxy-)?authorization['\"]?\s*[:=]\s*['\"]?(?:\w+ )?)[^\s'\",}]+"), r"\1…"),
    (
        re.compile(
            r"(?i)\b(\w*(?:password|secret|token|sessionid|secret_key|api_key)['\"]?\s*[:=]\s*['\"]?)[^\s'\",;&}]+"
        ),
        r"\1…",
    ),
    (re.compile(r"(\w+://)[^\s/@:]*:[^\s/@]*@"), r"\1…@"),
    (re.compile(r"[^\s@\"'(<,;:=/]+@[^\s@\"')>,;:/]+\.[^\s@\"')>,;:/.]+"), "…@…"),
    (re.compile(r"(/[^\s?\"'<>]*)\?[^\s\"'<>]+"), r"\1?…"),
)
_CONTROL = dict.fromkeys([*range(9), *range(11, 32), 127], "�")
_STANDARD = frozenset(vars(python.makeLogRecord({}))) | {"message", "asctime", "request", "server_time", "status_code"}

_SAID = frozenset({"method", "path"})
"""What the words of a request's line say already."""


def hidden(said: str) -> str:
    """The words without secrets, questions of addresses, and people's addresses."""
    for pattern, instead in _HIDDEN:
        said = pattern.sub(instead, said)
    return said.translate(_CONTROL)


def facts(record: python.LogRecord) -> dict[str, Any]:
    """What a record carries beside its words."""
    return {name: value for name, value in vars(record).items() if name not in _STANDARD and value not in (None, "")}


def named(record: python.LogRecord) -> bool:
    """Every record carries the id of the request in which it was written."""
    if found := current.get():
        record.request_id = found
    return True


class Line(python.Formatter):
    """One line for people; a traceback follows below it."""

    def format(self, record: python.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = record.getMessage().replace("\n", " ")
        beside = " ".join(f"{name}={value}" for name, value in facts(record).items() if name not in _SAID)
        line = hidden(f"{at} {record.levelname} {record.name}: {said} {beside}".rstrip())
        return f"{line}\n{hidden(self.formatException(record.exc_info))}" if record.exc_info else line


class JsonLine(JsonFormatter):
    """One JSON object for programs; a traceback is one of its values."""

    def __init__(self) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "traceback"},
            reserved_attrs=sorted(_STANDARD),
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Every text of an object without what nobody may read in a log."""
        plain = (int, float, type(None))
        return {name: value if isinstance(value, plain) else hidden(str(value)) for name, value in log_data.items()}

    def add_fields(self, log_data: dict[str, Any], record: python.LogRecord, message_dict: dict[str, Any]) -> None:
        """Begin with when it was."""
        log_data["at"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        super().add_fields(log_data, record, message_dict)


def logging(*, style: str, requests: bool) -> dict[str, Any]:
    """Django's settings for the log: warnings, what went wrong, and a line a request where `requests`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"named": {"()": lambda: named}},
        "formatters": {"text": {"()": Line}, "json": {"()": JsonLine}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": style, "filters": ["named"]},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            LOGGER: {"level": "INFO" if requests else "WARNING"},
            # The line of a request says as much as these would of a request that was refused.
            "django.request": {"level": "ERROR"},
            # Anybody can send a wrong host: it is answered with 400, and is no fault to report.
            "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        },
    }
