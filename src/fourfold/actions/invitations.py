"""Invitations: a link, shown once, that lets somebody in with a role."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction

from fourfold.actions.deeds import Deed, record
from fourfold.actions.institutions import institution_at
from fourfold.actions.people import require_administrator
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.roles import checked
from fourfold.actions.tokens import digest_of
from fourfold.domain.person import Granted, Viewer
from fourfold.domain.text import Text
from fourfold.store import invitations, people, sessions
from fourfold.store.invitations import KeptInvitation
from fourfold.store.people import TakenEmail, is_id

__all__ = ["Invited", "KeptInvitation", "accept", "accept_as_new", "invite", "opened_by", "revoke", "waiting"]

LASTS = timedelta(days=14)
MOST_NAME = 100
LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A new invitation; nobody sees its `secret` again."""

    id: str
    secret: str
    email: str
    expires_at: datetime


class WeakPassword(Refused):
    """A password that is too easy to guess; `faults` say why in the reader's language."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        said = " ".join(faults)
        super().__init__(Text(en=said, zh=said))
        self.faults = faults


def invite(viewer: Viewer, *, email: str, granted: Granted) -> Invited:
    """Invite somebody by their address. Whether they have an account already makes no difference, and is not said."""
    require_administrator(viewer, granted.institution)
    kept, address = institution_at(granted.institution), _address(email)
    wanted = Granted(role=granted.role, institution=kept.code, key=granted.key)
    now, secret = datetime.now(UTC), secrets.token_urlsafe(32)
    with transaction.atomic():
        made = invitations.add(
            digest=digest_of(secret), email=address, granted=checked(viewer, wanted), at=now, expires_at=now + LASTS
        )
        record(viewer, Deed.INVITED, made, institution=kept.code, at=now, role=wanted.role.value, key=wanted.key)
    return Invited(id=made, secret=secret, email=address, expires_at=now + LASTS)


def waiting(viewer: Viewer, institution: str) -> tuple[KeptInvitation, ...]:
    """The invitations of an institution that nobody has accepted yet."""
    require_administrator(viewer, institution)
    return invitations.waiting_at(institution)


def revoke(viewer: Viewer, institution: str, invitation: str) -> None:
    """End an invitation: its link opens nothing any more."""
    if invitation not in {each.id for each in waiting(viewer, institution)}:
        raise Missing(Text(en="There is no such invitation.", zh="没有这份邀请。"))
    with transaction.atomic():
        if invitations.remove(invitation):
            record(viewer, Deed.INVITATION_REVOKED, invitation, institution=institution)


def opened_by(secret: str) -> KeptInvitation | None:
    """The invitation that a link opens; `None` where it is spent, revoked, too old, or never was."""
    with transaction.atomic():
        return invitations.opened_by(digest_of(secret), at=datetime.now(UTC))


def has_account(invitation: KeptInvitation) -> bool:
    """Whether whoever is invited should rather sign in."""
    return people.person_at(invitation.email) is not None


def accept(viewer: Viewer, secret: str) -> KeptInvitation:
    """Take what an invitation grants into the account that one is signed in with."""
    if not is_id(viewer.who) or not viewer.may_write:
        raise Forbidden(Text(en="Sign in to accept an invitation.", zh="请先登录再接受邀请。"))
    with transaction.atomic():
        return _accepted(secret, viewer.who)


def accept_as_new(secret: str, *, name: str, password: str, language: str) -> str:
    """Make an account for whoever is invited, with what is granted; the person's id."""
    with transaction.atomic():
        found = _opened(secret)
        _check(found.email, name.strip(), password)
        try:
            person = people.add_person(
                email=found.email, name=name.strip(), password=password, language=language, at=datetime.now(UTC)
            )
        except TakenEmail as taken:
            raise Clash(Text(en="You have an account: sign in to accept.", zh="您已有账户：请登录后接受。")) from taken
        _accepted(secret, person)
    return person


def _accepted(secret: str, person: str) -> KeptInvitation:
    found = _opened(secret)
    people.give(person, found.granted, at=datetime.now(UTC))
    invitations.remove(found.id)
    granted = found.granted
    record(
        Viewer(who=person),
        Deed.INVITATION_ACCEPTED,
        found.id,
        institution=granted.institution,
        role=granted.role.value,
        key=granted.key,
    )
    return found


def _opened(secret: str) -> KeptInvitation:
    found = opened_by(secret)
    if found is None:
        raise Missing(Text(en="This invitation is not valid any more.", zh="此邀请已失效。"))
    return found


def _check(email: str, name: str, password: str) -> None:
    if not 0 < len(name) <= MOST_NAME:
        raise Refused(Text(en="Say your name, in at most 100 characters.", zh="请填写姓名，不超过 100 个字符。"))
    if faults := sessions.password_faults(password, email=email, name=name):
        raise WeakPassword(faults)


def _address(email: str) -> str:
    address = email.strip()
    try:
        MaxLengthValidator(LONGEST_ADDRESS)(address)
        validate_email(address)
    except ValidationError as wrong:
        raise Refused(Text(en="This is no e-mail address.", zh="这不是电子邮件地址。")) from wrong
    return address
