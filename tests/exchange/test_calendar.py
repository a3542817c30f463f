"""Calendars hold to RFC 5545: lines, folds, escapes, and equal events give equal bytes."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from fourfold.exchange.calendar import Event, calendar_bytes, escaped, folded

AT = datetime(2026, 6, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=200)


def event(**more: str) -> Event:
    said = {"uid": "k-retires", "summary": "HCIA: last valid day", "description": "", "url": "https://x.example/a"}
    return Event(**said | more, day=date(2026, 9, 30), changed_at=AT)


def unfolded(content: bytes) -> list[str]:
    """The lines as a program of calendars reads them (section 3.1)."""
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(value: str) -> str:
    """A text as such a program reads it (section 3.3.11)."""
    read, rest = "", iter(value)
    for each in rest:
        read += _meant(next(rest)) if each == "\\" else each
    return read


def _meant(escape: str) -> str:
    return "\n" if escape in "nN" else escape


@given(TEXTS, TEXTS)
def test_whatever_is_said_reads_back_and_no_line_is_longer_than_75_octets(summary: str, description: str) -> None:
    content = calendar_bytes([event(summary=summary, description=description)], name="Radar", language="en")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    said = {name: value for name, _, value in (line.partition(":") for line in unfolded(content))}
    assert unescaped(said["SUMMARY;LANGUAGE=en"]) == summary
    assert unescaped(said["DESCRIPTION;LANGUAGE=en"]) == description


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_folding_cuts_no_character_and_loses_none(line: str) -> None:
    pieces = folded(line).removesuffix(b"\r\n").split(b"\r\n ")
    assert all(piece.decode() is not None for piece in pieces)
    assert "".join(piece.decode() for piece in pieces) == line


def test_a_day_is_whole_and_ends_with_the_next() -> None:
    lines = unfolded(calendar_bytes([event()], name="标准雷达", language="zh-Hans"))
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        lines[2],
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:标准雷达",
        "BEGIN:VEVENT",
        "UID:k-retires",
        "DTSTAMP:20260601T003000Z",
        "DTSTART;VALUE=DATE:20260930",
        "DTEND;VALUE=DATE:20261001",
        "SUMMARY;LANGUAGE=zh-Hans:HCIA: last valid day",
        "DESCRIPTION;LANGUAGE=zh-Hans:",
        "URL:https://x.example/a",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert lines[2].startswith("PRODID:-//Fourfold//")


def test_equal_events_give_equal_bytes_whatever_the_zone_of_their_instant() -> None:
    there = Event(uid="k", day=AT.date(), summary="s", description="d", url="u", changed_at=AT)
    here = Event(uid="k", day=AT.date(), summary="s", description="d", url="u", changed_at=AT.astimezone(UTC))
    assert calendar_bytes([there], name="n", language="en") == calendar_bytes([here], name="n", language="en")


def test_commas_semicolons_backslashes_and_lines_are_escaped() -> None:
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
