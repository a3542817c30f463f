"""Releases with what people want to know of them: by whom, on which day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

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
    return tuple(sign(each, names, zone) for each in releases)


def sign(release: Published, names: Mapping[str, str], zone: ZoneInfo) -> Signed:
    """A release with the name of its publisher among `names`, dated in a zone."""
    return Signed(release=release, name=names.get(release.who), day=release.published_at.astimezone(zone).date())
