"""Deeds: what people did besides changing documents; and both together, the newest first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Lower

from fourfold.store.models import Change, Event
from fourfold.store.write import Turn, turn_of

CHANGED = "changed"
"""What a change of a document is called among deeds."""

_ORDER = ("-at", "kind", "-seq")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One deed or one change: when, who (an id), what, about what.

    A change is about the `key` of a part, in the document at `about`, with its digests `before` and `after`; `turn`
    says whether it takes back another one, or does that again.
    """

    at: datetime
    who: str
    deed: str
    about: str
    details: Mapping[str, object] = field(default_factory=dict)
    key: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    turn: Turn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which entries are asked for; what is `None` does not matter."""

    institution: str
    who: str | None = None
    deeds: frozenset[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    keys: frozenset[str] | None = None
    without: frozenset[str] = frozenset()


def record(
    *,
    who: str,
    at: datetime,
    deed: str,
    institution: str = "",
    about: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Remember a deed; called in the transaction that does it."""
    Event.objects.create(who=who, at=at, deed=deed, institution=institution, about=about, details=dict(details or {}))


def is_recorded(deed: str, about: str, *, since: datetime) -> bool:
    """Whether a deed about something was remembered since a moment."""
    return Event.objects.filter(deed=deed, about=about, at__gte=since).exists()


def count(sought: Sought) -> int:
    """How many entries there are."""
    return _events(sought).count() + _changes(sought).count()


def entries(sought: Sought, *, start: int, most: int) -> tuple[Entry, ...]:
    """Entries from `start` on, the newest first."""
    columns = ("at", "kind", "seq")
    both = _events(sought).values_list(*columns).union(_changes(sought).values_list(*columns), all=True)
    chosen = [(kind, seq) for _, kind, seq in both.order_by(*_ORDER)[start : start + most]]
    found = {**_told(chosen), **_moved(chosen)}
    return tuple(found[each] for each in chosen if each in found)


def doers(institution: str, *, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """Everybody who did something at an institution, these deeds `without`; who was not signed in is nobody."""
    sought = Sought(institution=institution, without=without)
    events, changes = _events(sought).exclude(who=""), _changes(sought)
    told = set(events.order_by().values_list("who", flat=True).distinct())
    return frozenset(told | set(changes.order_by().values_list("who", flat=True).distinct()))


def last_digests(institution: str) -> dict[str, str]:
    """Every part that was ever changed at an institution, with the last digest it had."""
    rows = _changes(Sought(institution=institution)).order_by("seq").values_list("key", "before", "after")
    return {str(key): after or before for key, before, after in rows}


def digests_of(keys: Collection[str]) -> dict[str, str]:
    """The last digest that each of these parts had, wherever they stand."""
    rows = Change.objects.filter(key__in=keys).order_by("seq").values_list("key", "before", "after")
    return {str(key): after or before for key, before, after in rows}


def deeds_of(person: str) -> list[dict[str, Any]]:
    """What a person did besides changing documents, as JSON."""
    rows = Event.objects.filter(who=person).values("at", "deed", "institution", "about", "details")
    return [{**row, "at": row["at"].isoformat()} for row in rows]


def changes_of(person: str) -> list[dict[str, Any]]:
    """What a person changed, as JSON."""
    return [
        {
            "at": row.at.isoformat(),
            "document": str(row.document_id),
            "key": str(row.key),
            "before": row.before,
            "after": row.after,
            "why": row.why,
        }
        for row in Change.objects.filter(who=person)
    ]


def _events(sought: Sought) -> QuerySet[Event]:
    rows = Event.objects.annotate(kind=Value("event", CharField()), place=Lower("institution"))
    rows = _within(rows.filter(place=sought.institution.lower()).exclude(deed__in=sought.without), sought)
    if sought.keys is not None:
        return rows.none()
    return rows if sought.deeds is None else rows.filter(deed__in=sought.deeds)


def _changes(sought: Sought) -> QuerySet[Change]:
    rows = Change.objects.annotate(kind=Value("change", CharField()), place=Lower("document__institution"))
    rows = _within(rows.filter(place=sought.institution.lower()), sought)
    if sought.deeds is not None and CHANGED not in sought.deeds:
        return rows.none()
    return rows if sought.keys is None else rows.filter(key__in=sought.keys)


def _within(rows: QuerySet[Any], sought: Sought) -> QuerySet[Any]:
    asked = {"who": sought.who, "at__gte": sought.since, "at__lt": sought.until}
    return rows.filter(**{name: wanted for name, wanted in asked.items() if wanted is not None}).order_by()


def _told(chosen: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Entry]:
    rows = Event.objects.filter(pk__in=_numbers(chosen, "event"))
    return {
        ("event", row.seq): Entry(at=row.at, who=row.who, deed=row.deed, about=row.about, details=row.details)
        for row in rows
    }


def _moved(chosen: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Entry]:
    rows = Change.objects.filter(pk__in=_numbers(chosen, "change")).select_related("document")
    return {("change", row.seq): _change(row) for row in rows}


def _change(row: Change) -> Entry:
    return Entry(
        at=row.at,
        who=row.who,
        deed=CHANGED,
        about=str(row.document),
        key=str(row.key),
        before=row.before,
        after=row.after,
        why=row.why,
        turn=turn_of(row.path)[0],
    )


def _numbers(chosen: Iterable[tuple[str, int]], kind: str) -> Collection[int]:
    return [seq for name, seq in chosen if name == kind]
