"""Whose review the open proposals wait for: those who may merge them, but never their own authors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from fourfold.actions.institutions import zone_of
from fourfold.actions.reviewing import may_review
from fourfold.domain.person import Viewer
from fourfold.store import people, proposals
from fourfold.store.people import KeptPerson
from fourfold.store.proposals import PlacedProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A proposal that waits for somebody's review since a day."""

    placed: PlacedProposal
    since: date


def waiting_for(*, now: datetime, today: date | None = None) -> Iterator[tuple[KeptPerson, date, Waiting]]:
    """Each open proposal with each who may review it and wants letters, and the day that it is where they are."""
    staff_of = cache(people.staff_of)
    for placed in proposals.open_everywhere():
        zone = zone_of(placed.institution)
        day, since = today or now.astimezone(zone).date(), placed.proposal.changed_at.astimezone(zone).date()
        for person in staff_of(placed.institution):
            if person.reminders and person.id != placed.proposal.who and _reviews(person, placed):
                yield person, day, Waiting(placed=placed, since=since)


def _reviews(person: KeptPerson, placed: PlacedProposal) -> bool:
    viewer = Viewer(who=person.id, grants=person.grants)
    return may_review(viewer, (placed.institution, placed.document), placed.proposal)
