"""Sessions: where somebody is signed in, and the links that let a new password be chosen."""

import json
from collections.abc import Iterator

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth import SESSION_KEY, password_validation
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError

from fourfold.store.models import Person


def sessions_of(person: str) -> int:
    """In how many browsers somebody is signed in."""
    return sum(1 for _ in _sessions(person))


def sign_out(person: str, *, except_for: str = "") -> int:
    """End every session of a person but one; how many there were."""
    ended = [each.pk for each in _sessions(person) if each.pk != except_for]
    Session.objects.filter(pk__in=ended).delete()
    return len(ended)


def forget(person: str, email: str) -> None:
    """End every session that knows a person, also one that has only begun to sign in."""
    known = [each.pk for each in Session.objects.all().iterator() if _names(each, person, email)]
    Session.objects.filter(pk__in=known).delete()


def _names(session: Session, person: str, email: str) -> bool:
    said = json.dumps(session.get_decoded(), default=str, ensure_ascii=False).lower()
    return person in said or email.lower() in said


def _sessions(person: str) -> Iterator[Session]:
    # A session says whose it is only in what it holds, so each has to be looked into.
    for each in Session.objects.all().iterator():
        if each.get_decoded().get(SESSION_KEY) == person:
            yield each


def password_key(person: str) -> tuple[str, str]:
    """The two parts of a link that lets a person choose a new password once."""
    row = Person.objects.get(pk=person)
    return row.pk.hex, EmailAwarePasswordResetTokenGenerator().make_token(row)


def password_faults(password: str, *, email: str, name: str) -> tuple[str, ...]:
    """Why a password is too weak, in the reader's language."""
    try:
        password_validation.validate_password(password, Person(email=email, name=name))
    except ValidationError as weak:
        return tuple(weak.messages)
    return ()
