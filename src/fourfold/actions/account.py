"""One's own account: name and language, where one is signed in, what is kept about one, the way out."""

from typing import Any

from fourfold.actions.people import erase_everywhere
from fourfold.actions.refused import Missing, Refused
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.store import declined, deeds, holes, lenses, people, proposals, rounds, sessions, stale, tokens
from fourfold.store.people import KeptPerson

__all__ = ["KeptPerson", "change_account", "erase_me", "myself", "personal_data", "sessions_of", "sign_out_elsewhere"]

MOST_NAME = 100
LANGUAGES = frozenset({"", "en", "zh-hans"})


def myself(viewer: Viewer) -> KeptPerson:
    """The person who asks."""
    found = people.person_with(viewer.who)
    if found is None or not viewer.may_write:
        raise Missing(Text(en="There is no account here.", zh="这里没有账户。"))
    return found


def change_account(viewer: Viewer, *, name: str, language: str, reminders: bool) -> None:
    """Go by another name, read in another language, be written to when something is due or not."""
    found = myself(viewer)
    if not 0 < len(name.strip()) <= MOST_NAME:
        raise Refused(Text(en="Say your name, in at most 100 characters.", zh="请填写姓名，不超过 100 个字符。"))
    if language not in LANGUAGES:
        raise Refused(Text(en="This language is not spoken here.", zh="这里不支持该语言。"))
    people.change_person(found.id, name=name.strip(), language=language, reminders=reminders)


def sessions_of(viewer: Viewer) -> int:
    """In how many browsers one is signed in."""
    return sessions.sessions_of(myself(viewer).id)


def sign_out_elsewhere(viewer: Viewer, *, here: str) -> int:
    """End every session but the one that is used now; how many there were."""
    return sessions.sign_out(myself(viewer).id, except_for=here)


def erase_me(viewer: Viewer) -> None:
    """Forget whoever asks."""
    erase_everywhere(viewer, myself(viewer))


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """Everything that is kept about whoever asks, for them to take along."""
    person = myself(viewer)
    return {
        "person": {
            "id": person.id,
            "email": person.email,
            "name": person.name,
            "language": person.language,
            "reminders": person.reminders,
            "joined_at": person.joined_at.isoformat(),
            "signed_in_at": person.signed_in_at.isoformat() if person.signed_in_at else None,
        },
        "roles": [
            {"role": each.role.value, "institution": each.institution, "key": each.key} for each in person.grants
        ],
        "tokens": [
            {"name": each.name, "may_write": each.may_write, "made_at": each.made_at.isoformat()}
            for each in tokens.of_person(person.id)
        ],
        "lenses": [
            {"name": each.name, "address": each.address, "saved_at": each.saved_at.isoformat()}
            for each in lenses.of_person(person.id)
        ],
        "rounds": rounds.kept_of(person.id),
        "holes": holes.kept_of(person.id),
        "declined": declined.said_by(person.id),
        "stale_courses": stale.kept_of(person.id),
        "deeds": deeds.deeds_of(person.id),
        "changes": deeds.changes_of(person.id),
        **proposals.said_by(person.id),
    }
