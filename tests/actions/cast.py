"""The cast, on the small cluster: who they are and what they are granted."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from django.contrib.auth.hashers import get_hasher, make_password

from fourfold.canon.parts import split_dossier
from fourfold.domain.person import OPERATOR, Granted, Role, Viewer
from fourfold.domain.text import Text
from fourfold.store import institutions, people
from fourfold.store.models import Person
from fourfold.store.write import Authorship, replace_draft
from tests.web import small

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PASSWORD = "a long enough phrase"  # noqa: S105 - of nobody who exists
SZPU, OTHER = "szpu", "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody, as one who asks."""

    lin: Viewer
    program_lead: Viewer
    mei: Viewer
    coach: Viewer
    jun: Viewer
    bo: Viewer
    administrator: Viewer
    chen: Viewer
    operator: Viewer = OPERATOR


def asking(who: str, institution: str, *roles: tuple[Role, str | None]) -> Viewer:
    """Somebody who asks, without an account."""
    return Viewer(who=who, grants=tuple(Granted(role=role, institution=institution, key=key) for role, key in roles))


def mei(course: str) -> Viewer:
    """Mei, who teaches the course of this code in the small cluster."""
    return asking("mei", SZPU, (Role.TEACHER, small.key("course", course)))


def program_lead(program: str) -> Viewer:
    """Somebody who leads the program of this code in the small cluster."""
    return asking("program-lead", SZPU, (Role.PROGRAM_LEAD, small.key("program", program)))


LIN = asking("lin", SZPU, (Role.LEAD, None))
BO = asking("bo", SZPU, (Role.SUPPORT, None))
JUN = asking("jun", SZPU, (Role.STUDENT, None))
CHEN = asking("chen", OTHER, (Role.LEAD, None), (Role.ADMINISTRATOR, None))
ADMINISTRATOR = asking("administrator", SZPU, (Role.ADMINISTRATOR, None))


def gather() -> Cast:
    """Keep the small cluster, another college, and the people of both."""
    dossier = small.dossier()
    replace_draft(dossier.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)
    institutions.add_institution(OTHER, title=Text(en="Another college", zh="另一所学院"), zone="Asia/Shanghai")
    program, course = dossier.cluster.programs[0].key, dossier.cluster.courses[0].key
    return Cast(
        lin=person("lin", SZPU, (Role.LEAD, dossier.cluster.head.key)),
        program_lead=person("program-lead", SZPU, (Role.PROGRAM_LEAD, program)),
        mei=person("mei", SZPU, (Role.TEACHER, course)),
        coach=person("coach", SZPU, (Role.COACH, None)),
        jun=person("jun", SZPU, (Role.STUDENT, None)),
        bo=person("bo", SZPU, (Role.SUPPORT, None)),
        administrator=person("administrator", SZPU, (Role.ADMINISTRATOR, None)),
        chen=person("chen", OTHER, (Role.LEAD, None), (Role.ADMINISTRATOR, None)),
    )


@cache
def _hashed(algorithm: str) -> str:
    """Everybody has the same password, and to hash it as it is hashed in earnest takes a third of a second."""
    return make_password(PASSWORD, hasher=algorithm)


def person(name: str, institution: str, *roles: tuple[Role, str | None]) -> Viewer:
    """Somebody with an account, a password and roles."""
    email = f"{name}@{institution}.example"
    made = people.add_person(email=email, name=name.title(), password=None, language="en", at=NOW)
    Person.objects.filter(pk=made).update(password=_hashed(get_hasher().algorithm))
    for role, part in roles:
        people.give(made, Granted(role=role, institution=institution, key=part), at=NOW)
    return people.viewer_of(made)


__all__ = [
    "ADMINISTRATOR",
    "BO",
    "CHEN",
    "JUN",
    "LIN",
    "NOW",
    "OTHER",
    "PASSWORD",
    "SZPU",
    "Cast",
    "asking",
    "gather",
    "mei",
    "person",
    "program_lead",
]
