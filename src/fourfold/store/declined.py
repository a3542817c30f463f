"""The links of a cluster that somebody declined, as they are kept."""

from typing import Any
from uuid import UUID

from fourfold.domain.declined import DeclinedLink
from fourfold.domain.marks import Key
from fourfold.store.models import DeclinedLink as Row


def declined_of(document: Key, framework: Key) -> tuple[DeclinedLink, ...]:
    """The links of a document to one framework that were declined, the newest first."""
    rows = Row.objects.filter(document_id=UUID(document), framework=UUID(framework))
    return tuple(_value(row) for row in rows)


def declined_at(document: Key, place: tuple[Key, Key, Key]) -> DeclinedLink | None:
    """What was said where this link was declined."""
    row = Row.objects.filter(document_id=UUID(document), **_place(place)).first()
    return None if row is None else _value(row)


def decline(document: Key, link: DeclinedLink) -> None:
    """Remember that a link was declined; what was said of it before makes room."""
    said = {"who": link.who, "at": link.at, "reason": link.reason}
    Row.objects.update_or_create(defaults=said, document_id=UUID(document), **_place(link.place))


def offer_again(document: Key, place: tuple[Key, Key, Key]) -> bool:
    """Forget that a link was declined; whether it was."""
    return Row.objects.filter(document_id=UUID(document), **_place(place)).delete()[0] > 0


def said_by(person: str) -> list[dict[str, Any]]:
    """What a person declined, as JSON."""
    rows = Row.objects.filter(who=person).values("document", "outcome", "framework", "item", "reason")
    return [{name: str(value) for name, value in row.items()} for row in rows]


def _place(place: tuple[Key, Key, Key]) -> dict[str, Any]:
    return dict(zip(("outcome", "framework", "item"), map(UUID, place), strict=True))


def _value(row: Row) -> DeclinedLink:
    return DeclinedLink(
        outcome=str(row.outcome),
        framework=str(row.framework),
        item=str(row.item),
        who=row.who,
        at=row.at,
        reason=row.reason,
    )
