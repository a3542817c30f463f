"""People and what they are granted."""

from fourfold.domain.person import VISITOR, Granted, Role, Viewer
from fourfold.store.models import Grant, Person


def viewer_of(person: str) -> Viewer:
    """Somebody with an account as one who asks; a visitor where there is no such account, or it is closed."""
    if not Person.objects.filter(pk=person, is_active=True).exists():
        return VISITOR
    return Viewer(who=person, grants=grants_of(person))


def grants_of(person: str) -> tuple[Granted, ...]:
    """Everything that is granted to a person, in the order it was given."""
    rows = Grant.objects.filter(person_id=person).select_related("institution").order_by("given_at", "pk")
    return tuple(_granted(row) for row in rows)


def _granted(row: Grant) -> Granted:
    return Granted(role=Role(row.role), institution=row.institution.code, key=row.key or None)
