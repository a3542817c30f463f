"""Roles in words, each with the part it is held in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fourfold.actions.roles import Holding
from fourfold.domain.person import Granted, Role
from fourfold.domain.text import Text
from fourfold.web.pages.wording import Words

ROLES: dict[Role, Words] = {
    Role.ADMINISTRATOR: _("administrator"),
    Role.LEAD: _("curriculum lead"),
    Role.PROGRAM_LEAD: _("program lead"),
    Role.TEACHER: _("teacher"),
    Role.COACH: _("coach"),
    Role.SUPPORT: _("support centre"),
    Role.STUDENT: _("student"),
}
USUAL = Role.STUDENT
"""The role that is offered where none is chosen: the one that shows the least."""


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role that can be granted: the way to the form that grants it, and whether it is the one at hand."""

    name: Words
    value: str
    chosen: bool


def asked_role(request: HttpRequest) -> Role:
    """The role that is to be granted: as sent, else as the address says."""
    said = request.POST.get("role", "") or request.GET.get("role", "")
    return Role(said) if said in set(Role) else USUAL


def choices(chosen: Role) -> tuple[RoleChoice, ...]:
    """Every role, to choose from."""
    return tuple(RoleChoice(name, role.value, role is chosen) for role, name in ROLES.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHeld:
    """A role that somebody has: where, in which part, and the value by which a form takes it back."""

    role: Words
    institution: str
    title: Text | None
    code: str
    value: str


def held(grants: Iterable[Granted], parts: Mapping[str, Holding]) -> tuple[RoleHeld, ...]:
    """What is granted, in words; a part that is no more goes by nothing."""
    return tuple(_held(each, parts.get(each.key or "")) for each in grants)


def _held(granted: Granted, part: Holding | None) -> RoleHeld:
    return RoleHeld(
        role=ROLES[granted.role],
        institution=granted.institution,
        title=part.title if part else None,
        code=part.code if part else "",
        value=value_of(granted),
    )


def value_of(granted: Granted) -> str:
    """A grant within its institution, as a form sends it."""
    return f"{granted.role}:{granted.key or ''}"


def grant_in(institution: str, value: str) -> Granted | None:
    """The grant that a form sent; `None` where it is none."""
    role, _colon, key = value.partition(":")
    return Granted(role=Role(role), institution=institution, key=key or None) if role in set(Role) else None
