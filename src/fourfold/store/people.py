"""People and what they are granted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from fourfold.domain.person import STAFF, VISITOR, Granted, Role, Viewer
from fourfold.store.models import Grant, Institution, Invitation, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPerson:
    """Somebody with an account, and everything that is granted to them."""

    id: str
    email: str
    name: str
    language: str
    active: bool
    reminders: bool
    joined_at: datetime
    signed_in_at: datetime | None
    grants: tuple[Granted, ...]

    def roles_at(self, institution: str) -> tuple[Granted, ...]:
        """What is granted at one institution."""
        return tuple(each for each in self.grants if each.institution.lower() == institution.lower())


class TakenEmail(Exception):
    """Somebody has an account with this address already."""


def viewer_of(person: str) -> Viewer:
    """Somebody with an account as one who asks; a visitor where there is no such account, or it is closed."""
    if not is_id(person) or not Person.objects.filter(pk=person, is_active=True).exists():
        return VISITOR
    return Viewer(who=person, grants=grants_of(person))


def grants_of(person: str) -> tuple[Granted, ...]:
    """Everything that is granted to a person, in the order it was given."""
    rows = Grant.objects.filter(person_id=person).select_related("institution").order_by("given_at", "pk")
    return tuple(_granted(row) for row in rows)


def person_with(person: str) -> KeptPerson | None:
    """The person with this id."""
    return _first(Person.objects.filter(pk=person)) if is_id(person) else None


def person_at(email: str) -> KeptPerson | None:
    """The person with this address, ignoring case."""
    return _first(Person.objects.filter(email__iexact=email))


def people_of(institution: str) -> tuple[KeptPerson, ...]:
    """Everybody who is granted something at an institution, in order of name."""
    rows = Person.objects.filter(grants__institution__code__iexact=institution).distinct()
    return tuple(_kept(row) for row in rows.prefetch_related("grants__institution").order_by("name", "email"))


def staff_of(institution: str) -> tuple[KeptPerson, ...]:
    """Those of an institution who read its drafts and whose accounts are open, in order of name."""
    every = people_of(institution)
    return tuple(each for each in every if each.active and {one.role for one in each.roles_at(institution)} & STAFF)


def taught_at(institution: str) -> frozenset[str]:
    """The keys of the courses that somebody with an open account teaches at an institution."""
    return frozenset(teachers_at(institution))


def teachers_at(institution: str) -> dict[str, tuple[str, ...]]:
    """The names of those with an open account who teach a course at an institution, by the key of the course."""
    rows = Grant.objects.filter(institution__code__iexact=institution, role=Role.TEACHER, person__is_active=True)
    found: dict[str, tuple[str, ...]] = {}
    for key, name in rows.exclude(key="").order_by("person__name", "pk").values_list("key", "person__name"):
        found[key] = (*found.get(key, ()), name)
    return found


def names_of(people: Collection[str]) -> dict[str, str]:
    """The names of people by id; who is not here any more has none."""
    ids = [each for each in people if is_id(each)]
    return {str(key): name for key, name in Person.objects.filter(pk__in=ids).values_list("pk", "name")}


def add_person(*, email: str, name: str, password: str | None, language: str, at: datetime) -> str:
    """Make an account; without a password nobody can sign in by one. Its id."""
    person = Person(email=email, name=name, language=language, joined_at=at)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as taken:
        raise TakenEmail from taken
    return str(person.pk)


def change_person(person: str, *, name: str, language: str, reminders: bool) -> None:
    """Give somebody another name or another language; write to them when something is due, or do not."""
    Person.objects.filter(pk=person).update(name=name, language=language, reminders=reminders)


def open_account(person: str, *, active: bool) -> None:
    """Let somebody sign in, or not any more."""
    Person.objects.filter(pk=person).update(is_active=active)


def erase_person(person: str) -> None:
    """Remove a person with everything that names them: account, grants, tokens, invitations."""
    row = Person.objects.filter(pk=person).first()
    if row is not None:
        Invitation.objects.filter(email__iexact=row.email).delete()
        row.delete()


def give(person: str, granted: Granted, *, at: datetime) -> bool:
    """Grant something; whether it was not granted before."""
    institution = Institution.objects.get(code__iexact=granted.institution)
    named = {"role": granted.role, "key": granted.key or ""}
    _, made = Grant.objects.get_or_create(person_id=person, institution=institution, **named, defaults={"given_at": at})
    return made


def take(person: str, granted: Granted) -> bool:
    """Take back what was granted; whether it was."""
    named = {"institution__code__iexact": granted.institution, "role": granted.role, "key": granted.key or ""}
    return Grant.objects.filter(person_id=person, **named).delete()[0] > 0


def administrators_of(institution: str) -> frozenset[str]:
    """Who administers an institution now; nobody else changes that until this transaction ends."""
    list(Institution.objects.select_for_update().filter(code__iexact=institution).values_list("pk", flat=True))
    rows = Grant.objects.filter(institution__code__iexact=institution, role=Role.ADMINISTRATOR, person__is_active=True)
    return frozenset(str(each) for each in rows.values_list("person_id", flat=True))


def is_id(said: str) -> bool:
    """Whether this could be somebody's id."""
    try:
        return bool(UUID(said))
    except ValueError:
        return False


def _first(rows: QuerySet[Person]) -> KeptPerson | None:
    row = rows.prefetch_related("grants__institution").first()
    return None if row is None else _kept(row)


def _kept(row: Person) -> KeptPerson:
    grants = sorted(row.grants.all(), key=lambda each: (each.given_at, each.pk))
    return KeptPerson(
        id=str(row.pk),
        email=row.email,
        name=row.name,
        language=row.language,
        active=row.is_active,
        reminders=row.reminders,
        joined_at=row.joined_at,
        signed_in_at=row.last_login,
        grants=tuple(_granted(each) for each in grants),
    )


def _granted(row: Grant) -> Granted:
    return Granted(role=Role(row.role), institution=row.institution.code, key=row.key or None)
