"""Calendars as iCalendar (RFC 5545): days that programs of calendars show and remind of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fourfold import __version__

MOST_OCTETS = 75
"""Octets of a line, without its end, before it is folded (RFC 5545, section 3.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A whole day. `uid` stays the same for ever; `changed_at` tells when what is said of the day was last changed."""

    uid: str
    day: date
    summary: str
    description: str
    url: str
    changed_at: datetime


def calendar_bytes(events: Iterable[Event], *, name: str, language: str) -> bytes:
    """A calendar of whole days: equal events give equal bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Fourfold//Fourfold {__version__}//{language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event, language)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _event(event: Event, language: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{event.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{escaped(event.summary)}"
    yield f"DESCRIPTION;LANGUAGE={language}:{escaped(event.description)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    r"""A text as the value of a property (RFC 5545, section 3.3.11).

    >>> print(escaped("ACL, AAA; NAT\nC:\\"))
    ACL\, AAA\; NAT\nC:\\
    """
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(line: str) -> bytes:
    r"""A line with its end, in pieces of at most 75 octets; no character is cut in two.

    >>> folded("A" * 80)[73:80]
    b'AA\r\n AA'
    """
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > MOST_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
