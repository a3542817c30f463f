"""Releases with what people want to know of them: by whom, on which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fourfold.actions.institutions import zone_of
from fourfold.store.people import names_of
from fourfold.store.read import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A release, the name of whoever published it as it is now, and the day of it where the institution is.

    The name is `None` where that person is here no more, or has no account.
    """

    release: Published
    name: str | None
    day: date


def signed(releases: Sequence[Published], institution: str) -> tuple[Signed, ...]:
    """Releases of one institution, signed and dated."""
    if not releases:
        return ()
    names, zone = names_of({each.who for each in releases}), zone_of(institution)
    return tuple(
        Signed(release=each, name=names.get(each.who), day=each.published_at.astimezone(zone).date())
        for each in releases
    )
