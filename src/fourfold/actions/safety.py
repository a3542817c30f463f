"""The safety of accounts: what was done with a password or with codes, and sign-ins that were refused, remembered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fourfold.actions.deeds import Deed, record_at_home
from fourfold.domain.person import VISITOR, Viewer
from fourfold.store import deeds, people

__all__ = ["Deed", "secured", "sign_in_refused"]

REFUSALS_ARE_ONE_WITHIN = timedelta(minutes=5)


def secured(person: str, deed: Deed) -> None:
    """Remember what somebody did for the safety of their own account."""
    record_at_home(Viewer(who=person, grants=people.grants_of(person)), deed, person)


def sign_in_refused(email: str) -> None:
    """Remember that sign-ins to an account failed so often that it is shut for a while; no address is kept.

    Who tried is not known. An address without an account leaves nothing, and going on trying adds nothing.
    """
    found, now = people.person_at(email), datetime.now(UTC)
    if found is None or deeds.is_recorded(Deed.SIGN_IN_REFUSED, found.id, since=now - REFUSALS_ARE_ONE_WITHIN):
        return
    record_at_home(replace(VISITOR, grants=found.grants), Deed.SIGN_IN_REFUSED, found.id, at=now)
