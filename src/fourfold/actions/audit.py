"""The audit: everything that people did at an institution, deeds and changes together, the newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from fourfold.actions.deeds import OF_SECURITY, Deed
from fourfold.actions.institutions import institution_at, zone_of
from fourfold.actions.refused import Missing
from fourfold.canon.kinds import Part
from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.module import Module
from fourfold.domain.person import Role, Viewer
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.domain.text import Text
from fourfold.store import deeds, invitations, people, read
from fourfold.store.deeds import CHANGED, Entry, Sought
from fourfold.store.write import Turn

__all__ = ["CHANGED", "Asked", "Audit", "Told", "Turn", "audit", "everything"]

PAGE = 50
MOST_ROWS = 20_000
NOUNS: dict[type, str] = {
    Head: "cluster",
    Program: "program",
    Module: "module",
    Course: "course",
    CourseLinks: "links",
    Rule: "rule",
}
FRAMEWORK = "framework"
OF_DEEDS: dict[str, frozenset[str]] = {
    "round": frozenset(
        {
            Deed.ROUND_OPENED,
            Deed.ROUND_PLANNED,
            Deed.ROUND_ABANDONED,
            Deed.VERDICT_RECORDED,
            Deed.AMENDMENT_RECORDED,
        }
    ),
    "hole": frozenset({Deed.HOLE_GIVEN, Deed.HOLE_TAKEN_BACK, Deed.HOLE_CLOSED}),
    "queue": frozenset({Deed.LINK_DECLINED, Deed.LINK_OFFERED}),
    "class": frozenset({Deed.CLASSES_BOUND, Deed.CLASS_LET_GO}),
    "institution": frozenset({Deed.INSTITUTION_ADDED, Deed.INSTITUTION_CHANGED}),
    "person": frozenset(
        {
            Deed.INVITED,
            Deed.INVITATION_REVOKED,
            Deed.INVITATION_ACCEPTED,
            Deed.ROLE_GIVEN,
            Deed.ROLE_TAKEN,
            Deed.ACCOUNT_CLOSED,
            Deed.ACCOUNT_OPENED,
            Deed.PERSON_ERASED,
            Deed.LINK_MADE,
        }
    )
    | OF_SECURITY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to see of the audit; "" and `None` ask for all."""

    who: str = ""
    deed: str = ""
    noun: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry as people read it: names are looked up now, so an erased person has none.

    `title` and `code` are those of the part, the person or the role that it is about. `turn` says whether a change
    takes back another one, or does that again.
    """

    at: datetime
    who: str
    name: str | None
    deed: str
    noun: str
    about: str
    code: str
    title: Text | None
    role: str
    why: str
    comes: bool
    goes: bool
    turn: Turn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Some of the audit, how many entries there are, and who could be asked for."""

    entries: tuple[Told, ...]
    count: int
    doers: tuple[tuple[str, str | None], ...]


def audit(viewer: Viewer, institution: str, asked: Asked, *, start: int, most: int = PAGE) -> Audit:
    """Some of the audit, for administrators and leads; anybody else is told that there is none."""
    sought = _sought(viewer, institution, asked)
    who = deeds.doers(institution, without=sought.without)
    names = people.names_of(who)
    doers = sorted(((each, names.get(each)) for each in who), key=lambda each: (each[1] is None, each[1] or each[0]))
    found = deeds.entries(sought, start=start, most=most)
    return Audit(entries=_told(found, _invited(viewer, institution)), count=deeds.count(sought), doers=tuple(doers))


def everything(viewer: Viewer, institution: str, asked: Asked) -> Iterator[Told]:
    """All entries that are asked for, at most 20,000 of them."""
    sought, invited = _sought(viewer, institution, asked), _invited(viewer, institution)
    for start in range(0, min(deeds.count(sought), MOST_ROWS), PAGE * 10):
        yield from _told(deeds.entries(sought, start=start, most=PAGE * 10), invited)


def trail(
    viewer: Viewer, institution: str, *, keys: frozenset[str], since: datetime | None, until: datetime
) -> tuple[Told, ...]:
    """What was changed in parts with these keys between two moments, the newest first; at most 20,000 changes."""
    if not may_audit(viewer, institution):
        raise Missing(Text(en="There is nothing here.", zh="这里没有内容。"))
    sought = Sought(institution=institution, since=since, until=until, keys=keys)
    return _told(deeds.entries(sought, start=0, most=MOST_ROWS), {})


def may_audit(viewer: Viewer, institution: str) -> bool:
    """Whether somebody sees what was done at an institution."""
    return viewer.administers(institution) or Role.LEAD in viewer.roles_at(institution)


def _sought(viewer: Viewer, institution: str, asked: Asked) -> Sought:
    if not may_audit(viewer, institution):
        raise Missing(Text(en="There is nothing here.", zh="这里没有内容。"))
    since, until = _bounds(asked.day, zone_of(institution_at(institution).code))
    return Sought(
        institution=institution,
        who=asked.who or None,
        deeds=_deeds(asked),
        since=since,
        until=until,
        keys=_keys(institution, asked.noun),
        without=frozenset() if viewer.administers(institution) else OF_SECURITY,
    )


def _bounds(day: date | None, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    if day is None or day >= date.max:
        return None, None
    begin = datetime.combine(day, time.min, tzinfo=zone)
    return begin, datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)


def _deeds(asked: Asked) -> frozenset[str] | None:
    named = frozenset({asked.deed}) if asked.deed else None
    of_noun = OF_DEEDS.get(asked.noun)
    if named is None or of_noun is None:
        return named or of_noun
    return named & of_noun


def _keys(institution: str, noun: str) -> frozenset[str] | None:
    if not noun or noun in OF_DEEDS:
        return None
    known = deeds.last_digests(institution)
    parts = read.parts_of(known.values())
    return frozenset(key for key, digest in known.items() if _noun(parts.get(digest)) == noun)


def _noun(part: Part | None) -> str:
    return FRAMEWORK if part is None else NOUNS.get(type(part), "part")


def _invited(viewer: Viewer, institution: str) -> dict[str, str]:
    """The addresses of invitations that are open, for those who see them anyway; nothing keeps any other address."""
    if not viewer.administers(institution):
        return {}
    now = datetime.now(UTC)
    return {each.id: each.email for each in invitations.waiting_at(institution) if each.expires_at > now}


def _told(found: tuple[Entry, ...], invited: Mapping[str, str]) -> tuple[Told, ...]:
    names = {**people.names_of({each.who for each in found} | {each.about for each in found}), **invited}
    parts = read.parts_of([_digest(each) for each in found if each.key])
    keyed = _keyed(found, parts)
    return tuple(_entry(each, names, parts.get(_digest(each)), keyed) for each in found)


def _digest(entry: Entry) -> str:
    return entry.after or entry.before


def _keyed(found: tuple[Entry, ...], parts: Mapping[str, Part]) -> dict[str, Part]:
    """The parts in which roles were given, and the courses whose links were changed, as they were last."""
    held = {str(each.details["key"]) for each in found if each.details.get("key")}
    digests = deeds.digests_of(held | {each.course for each in parts.values() if isinstance(each, CourseLinks)})
    last = read.parts_of(digests.values())
    return {key: last[digest] for key, digest in digests.items() if digest in last}


def _entry(entry: Entry, names: Mapping[str, str], part: Part | None, keyed: Mapping[str, Part]) -> Told:
    said, person = _named(entry, part, keyed), names.get(entry.about)
    return Told(
        at=entry.at,
        who=entry.who,
        name=names.get(entry.who),
        deed=entry.deed,
        noun=_noun(part) if entry.key else "",
        about=person or ("" if people.is_id(entry.about) else entry.about),
        code=getattr(said, "code", ""),
        title=getattr(said, "title", None),
        role=str(entry.details.get("role", "")),
        why=entry.why or str(entry.details.get("reason", "")),
        comes=bool(entry.key) and not entry.before,
        goes=bool(entry.key) and not entry.after,
        turn=entry.turn,
    )


def _named(entry: Entry, part: Part | None, keyed: Mapping[str, Part]) -> Part | Framework | None:
    """What an entry goes by: links by their course, a role by where it is held, a pin by its framework."""
    if isinstance(part, CourseLinks):
        return keyed.get(part.course, part)
    if entry.key:
        return part or _framework(_digest(entry))
    return keyed.get(str(entry.details.get("key", "")))


@lru_cache(maxsize=256)
def _framework(root: str) -> Framework | None:
    """The framework that a pin names; what a root names never changes."""
    try:
        return read.framework_of(root)
    except KeyError:
        return None
