"""Deeds: what people do besides changing documents, each remembered in the transaction that does it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

from fourfold.domain.person import Viewer
from fourfold.store import deeds


class Deed(StrEnum):
    """What can be done, by the name that is kept for ever."""

    INSTITUTION_ADDED = "institution-added"
    INSTITUTION_CHANGED = "institution-changed"
    INVITED = "invited"
    INVITATION_REVOKED = "invitation-revoked"
    INVITATION_ACCEPTED = "invitation-accepted"
    ROLE_GIVEN = "role-given"
    ROLE_TAKEN = "role-taken"
    ACCOUNT_CLOSED = "account-closed"
    ACCOUNT_OPENED = "account-opened"
    PERSON_ERASED = "person-erased"
    LINK_MADE = "link-made"
    TOKEN_MADE = "token-made"  # noqa: S105 - the name of a deed
    TOKEN_REVOKED = "token-revoked"  # noqa: S105 - as above
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - as above
    CODES_ON = "codes-on"
    CODES_OFF = "codes-off"
    RECOVERY_CODES_MADE = "recovery-codes-made"
    SIGN_IN_REFUSED = "sign-in-refused"
    PUBLISHED = "published"
    ROUND_OPENED = "round-opened"
    ROUND_PLANNED = "round-planned"
    ROUND_ABANDONED = "round-abandoned"
    VERDICT_RECORDED = "verdict-recorded"
    MINUTES_ADDED = "minutes-added"
    MINUTES_REMOVED = "minutes-removed"
    AMENDMENT_RECORDED = "amendment-recorded"
    CLASSES_BOUND = "classes-bound"
    CLASS_LET_GO = "class-let-go"
    PROPOSAL_OPENED = "proposal-opened"
    PROPOSAL_MERGED = "proposal-merged"
    PROPOSAL_DECLINED = "proposal-declined"
    PROPOSAL_WITHDRAWN = "proposal-withdrawn"
    LINK_DECLINED = "link-declined"
    LINK_OFFERED = "link-offered-again"
    HOLE_GIVEN = "hole-given"
    HOLE_TAKEN_BACK = "hole-taken-back"
    HOLE_CLOSED = "hole-closed"


OF_SECURITY = frozenset(
    {
        Deed.TOKEN_MADE,
        Deed.TOKEN_REVOKED,
        Deed.PASSWORD_CHANGED,
        Deed.CODES_ON,
        Deed.CODES_OFF,
        Deed.RECOVERY_CODES_MADE,
        Deed.SIGN_IN_REFUSED,
    }
)
"""What concerns the safety of an account: administrators alone see it."""


def record(
    viewer: Viewer,
    deed: str,
    about: str = "",
    *,
    institution: str = "",
    at: datetime | None = None,
    **details: object,
) -> None:
    """Remember that somebody did something; never say a name or an address here, only ids, codes and keys."""
    kept: Mapping[str, object] = {name: fact for name, fact in details.items() if fact not in {None, ""}}
    deeds.record(
        who=viewer.who, at=at or datetime.now(UTC), deed=deed, institution=institution, about=about, details=kept
    )


def record_at_home(
    viewer: Viewer, deed: str, about: str = "", *, at: datetime | None = None, **details: object
) -> None:
    """Remember what somebody did with their account, wherever they have a role: the administrators there see it."""
    for institution in sorted({each.institution for each in viewer.grants}) or [""]:
        record(viewer, deed, about, institution=institution, at=at, **details)
