"""People of an institution: who they are, what they are granted, whose accounts are open."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from fourfold.actions.deeds import Deed, record
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.actions.roles import checked
from fourfold.domain.person import Granted, Role, Viewer
from fourfold.domain.text import Text
from fourfold.store import people, sessions
from fourfold.store.people import KeptPerson

__all__ = ["KeptPerson", "PasswordKey"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordKey:
    """What a link to a new password is made of; it works once, and for three days."""

    account: str
    key: str


def viewer_of(person: str) -> Viewer:
    """The person with this id as somebody who asks."""
    return people.viewer_of(person)


def roster(viewer: Viewer, institution: str) -> tuple[KeptPerson, ...]:
    """Everybody who is granted something at an institution; each shows only what is granted there."""
    require_administrator(viewer, institution)
    return people.people_of(institution)


def member(viewer: Viewer, institution: str, person: str) -> KeptPerson:
    """One of the people of an institution."""
    require_administrator(viewer, institution)
    found = people.person_with(person)
    if found is None or not found.roles_at(institution):
        raise Missing(_nobody())
    return found


def give(viewer: Viewer, person: str, granted: Granted) -> None:
    """Grant a role to one of the people of the institution."""
    found = member(viewer, granted.institution, person)
    with transaction.atomic():
        if people.give(found.id, checked(viewer, granted), at=datetime.now(UTC)):
            _recorded(viewer, Deed.ROLE_GIVEN, found.id, granted)


def take(viewer: Viewer, person: str, granted: Granted) -> None:
    """Take a role back; the last administrator keeps theirs."""
    found = member(viewer, granted.institution, person)
    with transaction.atomic():
        if granted.role is Role.ADMINISTRATOR:
            _keep_one(found, granted.institution)
        if people.take(found.id, granted):
            _recorded(viewer, Deed.ROLE_TAKEN, found.id, granted)


def close_account(viewer: Viewer, institution: str, person: str) -> None:
    """Let somebody sign in no more; whatever is open is closed at once."""
    found = _own_member(viewer, institution, person)
    with transaction.atomic():
        _keep_one(found, institution)
        people.open_account(found.id, active=False)
        sessions.sign_out(found.id)
        record(viewer, Deed.ACCOUNT_CLOSED, found.id, institution=institution)


def open_account(viewer: Viewer, institution: str, person: str) -> None:
    """Let somebody sign in again."""
    found = _own_member(viewer, institution, person)
    with transaction.atomic():
        people.open_account(found.id, active=True)
        record(viewer, Deed.ACCOUNT_OPENED, found.id, institution=institution)


def erase(viewer: Viewer, institution: str, person: str) -> None:
    """Forget somebody: no table keeps the name, and what they did stays as done by an erased person."""
    erase_everywhere(viewer, _own_member(viewer, institution, person))


def password_key(viewer: Viewer, institution: str, person: str) -> PasswordKey:
    """What a link to a new password is made of, for somebody who lost theirs."""
    return key_for(viewer, _own_member(viewer, institution, person), institution)


def erase_everywhere(viewer: Viewer, person: KeptPerson) -> None:
    """Erase a person, unless an institution would be left without an administrator."""
    institutions = sorted({each.institution for each in person.grants})
    with transaction.atomic():
        for each in institutions:
            _keep_one(person, each)
        sessions.forget(person.id, person.email)
        people.erase_person(person.id)
        for each in institutions or [""]:
            record(viewer, Deed.PERSON_ERASED, person.id, institution=each)


def key_for(viewer: Viewer, person: KeptPerson, institution: str = "") -> PasswordKey:
    """As `password_key`, for whoever may give it."""
    if not person.active:
        raise Refused(Text(en="This account is closed: open it first.", zh="此账户已关闭：请先重新开放。"))
    with transaction.atomic():
        account, key = sessions.password_key(person.id)
        record(viewer, Deed.LINK_MADE, person.id, institution=institution)
    return PasswordKey(account=account, key=key)


def person_at(viewer: Viewer, email: str) -> KeptPerson:
    """Somebody by their address, for whoever runs the machine."""
    found = people.person_at(email) if viewer.operator else None
    if found is None:
        raise Missing(_nobody())
    return found


def require_administrator(viewer: Viewer, institution: str) -> None:
    """Whoever may not see the people of an institution is told of nobody."""
    if not (viewer.may_write and viewer.administers(institution)):
        raise Missing(_nobody())


def _own_member(viewer: Viewer, institution: str, person: str) -> KeptPerson:
    """Somebody whose account is this administrator's to close: who has roles elsewhere is not."""
    found = member(viewer, institution, person)
    if not all(viewer.administers(each.institution) for each in found.grants):
        raise Forbidden(
            Text(
                en="This person has roles elsewhere too, so the account is not yours to change: take the roles away.",
                zh="此人在其他机构也有角色，您不能更改其账户：可收回其在本机构的角色。",
            )
        )
    return found


def _keep_one(person: KeptPerson, institution: str) -> None:
    if people.administrators_of(institution) == {person.id}:
        raise Refused(
            Text(
                en="An institution keeps at least one administrator: make somebody else one first.",
                zh="机构至少保留一名管理员：请先指定另一名管理员。",
            )
        )


def _recorded(viewer: Viewer, deed: Deed, person: str, granted: Granted) -> None:
    record(viewer, deed, person, institution=granted.institution, role=granted.role.value, key=granted.key)


def _nobody() -> Text:
    return Text(en="There is no such person here.", zh="这里没有此人。")
