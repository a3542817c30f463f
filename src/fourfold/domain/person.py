"""Who asks: people's roles as values. No document holds them; they say what somebody may read and write."""

from dataclasses import dataclass
from enum import StrEnum

from fourfold.domain.marks import Key


class Role(StrEnum):
    """What somebody is at an institution, in the order that lists show."""

    ADMINISTRATOR = "administrator"
    LEAD = "lead"
    PROGRAM_LEAD = "program_lead"
    TEACHER = "teacher"
    COACH = "coach"
    SUPPORT = "support"
    STUDENT = "student"


STAFF = frozenset(Role) - {Role.STUDENT}
"""The roles that see the drafts of their institution."""

KEYED = frozenset({Role.PROGRAM_LEAD, Role.TEACHER})
"""The roles that are held in programs or courses, each by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A role at an institution (its code): in all of it, or in the cluster, program or course with this key."""

    role: Role
    institution: str
    key: Key | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who asks: a contributor's id ("" for a visitor) and what is granted.

    An `operator` works on the machine itself and may do everything. Who asks through a token made for reading
    `may_write` nothing.

    >>> lin = Viewer(who="1", grants=(Granted(role=Role.LEAD, institution="szpu"),))
    >>> lin.sees_drafts_of("SZPU"), lin.sees_drafts_of("other")
    (True, False)
    """

    who: str = ""
    grants: tuple[Granted, ...] = ()
    operator: bool = False
    may_write: bool = True

    def roles_at(self, institution: str) -> frozenset[Role]:
        """Every role held at an institution, in all of it or in a part."""
        return frozenset(each.role for each in self._at(institution))

    def sees_drafts_of(self, institution: str) -> bool:
        """Whether the drafts of an institution may be read."""
        return self.operator or bool(self.roles_at(institution) & STAFF)

    def leads(self, institution: str, cluster: Key) -> bool:
        """Whether everything in a cluster may be edited, and released."""
        return self.operator or any(
            each.role is Role.LEAD and each.key in {None, cluster} for each in self._at(institution)
        )

    def leads_all(self, institution: str) -> bool:
        """Whether every cluster of an institution is theirs to lead, so that they may begin others."""
        return self.operator or any(each.role is Role.LEAD and each.key is None for each in self._at(institution))

    def administers(self, institution: str) -> bool:
        """Whether people may be invited, granted roles, and sent away."""
        return self.operator or Role.ADMINISTRATOR in self.roles_at(institution)

    def keys(self, institution: str, role: Role) -> frozenset[Key]:
        """The programs or courses in which a role is held."""
        return frozenset(each.key for each in self._at(institution) if each.role is role and each.key)

    def _at(self, institution: str) -> tuple[Granted, ...]:
        return tuple(each for each in self.grants if each.institution.lower() == institution.lower())


VISITOR = Viewer()
OPERATOR = Viewer(who="local", operator=True)
