"""Reminders: one letter a person and day about what is theirs, in their language, if they want any.

A stage of a round is told of again and again until it is decided, and so is a proposal that waits for their review; a
stale course once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from fourfold.actions import radar_words
from fourfold.actions.asking import Waiting, waiting_for
from fourfold.actions.institutions import zone_of
from fourfold.actions.refused import Forbidden, Refused
from fourfold.actions.shelf import open_drafts
from fourfold.actions.stale import StaleCourse, owned, stale_courses
from fourfold.domain.person import OPERATOR, Viewer
from fourfold.domain.text import Language, Text
from fourfold.engine.reminding import worth_a_letter, worth_asking
from fourfold.engine.round import StageStanding, owed, standing, unowned
from fourfold.store import people, rounds, stale
from fourfold.store.people import KeptPerson
from fourfold.store.rounds import PlacedRound

_LANGUAGES: dict[str, tuple[Language, ...]] = {"en": ("en",), "zh-hans": ("zh",)}
_EITHER: tuple[Language, ...] = ("zh", "en")
"""Whoever has chosen no language is written to in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """A stage of a round that presses."""

    placed: PlacedRound
    stage: StageStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What somebody is to be told on a day."""

    person: KeptPerson
    day: date
    stages: tuple[Pressing, ...] = ()
    reviews: tuple[Waiting, ...] = ()
    stale: tuple[StaleCourse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """The letters that were sent, or would be, and those that the mail server did not take."""

    sent: tuple[Letter, ...]
    failed: tuple[Letter, ...] = ()


class NoMail(Refused):
    """There is no mail server to be reached."""


def letters(*, now: datetime, today: date | None = None) -> tuple[Letter, ...]:
    """Who is to be written to about what, `today` or on the day that it is where each institution is."""
    found: dict[tuple[str, date], _Owed] = {}
    for person, day, stage in _stages(now, today):
        found.setdefault((person.id, day), _Owed(person)).stages.append(stage)
    for person, day, waiting in waiting_for(now=now, today=today):
        found.setdefault((person.id, day), _Owed(person)).reviews.append(waiting)
    for person, day, course in _courses(now, today):
        found.setdefault((person.id, day), _Owed(person)).stale.append(course)
    every = (_letter(theirs, day) for (_who, day), theirs in sorted(found.items(), key=lambda each: each[0]))
    return tuple(each for each in every if each.stages or each.reviews or each.stale)


@dataclass(frozen=True, slots=True)
class _Owed:
    """What is somebody's on a day."""

    person: KeptPerson
    stages: list[Pressing] = field(default_factory=list)
    reviews: list[Waiting] = field(default_factory=list)
    stale: list[StaleCourse] = field(default_factory=list)


def _stages(now: datetime, today: date | None) -> Iterator[tuple[KeptPerson, date, Pressing]]:
    for placed in rounds.open_rounds():
        day = today or now.astimezone(zone_of(placed.institution)).date()
        yield from ((person, day, Pressing(placed=placed, stage=stage)) for person, stage in _theirs(placed, day))


def _courses(now: datetime, today: date | None) -> Iterator[tuple[KeptPerson, date, StaleCourse]]:
    """The stale courses of every draft, each with those of the institution's staff whose it is."""
    for opened in open_drafts(OPERATOR, today=today or now.date()):
        day = today or now.astimezone(zone_of(opened.institution)).date()
        found = stale_courses(opened)
        taught = people.taught_at(opened.institution) if found else frozenset()
        for person in people.staff_of(opened.institution) if found else ():
            if person.reminders:
                viewer = Viewer(who=person.id, grants=person.grants)
                yield from ((person, day, each) for each in owned(viewer, opened, found, taught=taught))


def remind(viewer: Viewer, *, now: datetime, site: str, today: date | None = None) -> Reminded:
    """Write to everybody to whom something is due; how often this is asked on one day makes no difference."""
    if not viewer.operator:
        raise Forbidden(Text(en="Only the operator sends reminders.", zh="只有运维人员可以发送提醒。"))
    waiting = letters(now=now, today=today)
    if not waiting:
        return Reminded(sent=())
    sent: list[Letter] = []
    failed: list[Letter] = []
    with _server() as server:
        for each in waiting:
            # Kept before it is sent: a letter that may have gone out is never sent twice.
            if rounds.remember_reminder(each.person.id, each.day):
                (sent if _sent(each, site, server) else failed).append(each)
    return Reminded(sent=tuple(sent), failed=tuple(failed))


def _theirs(placed: PlacedRound, today: date) -> Iterator[tuple[KeptPerson, StageStanding]]:
    """The stages of a round whose turn has come, each with those of the institution's staff whose it is."""
    found = standing(placed.round, today=today)
    nobody = unowned(found, today=today)
    for person in people.staff_of(placed.institution):
        if person.reminders:
            theirs = owed(found, person.id, today=today)
            yield from ((person, each) for each in (*theirs, *(nobody if _leads(person, placed) else ())))


def _leads(person: KeptPerson, placed: PlacedRound) -> bool:
    viewer = Viewer(who=person.id, grants=person.grants)
    return viewer.leads(placed.institution, placed.document)


def _letter(theirs: _Owed, day: date) -> Letter:
    """What is worth a letter today; once there is one, it says all that presses and all that waits.

    A course that they were not told of yet is worth one, unless they were written to today.
    """
    told = stale.told_of(theirs.person.id) if theirs.stale else frozenset()
    fresh = tuple(each for each in theirs.stale if each.pair not in told)
    last, stages = rounds.reminded_on(theirs.person.id), [each.stage for each in theirs.stages]
    asks = worth_asking([each.since for each in theirs.reviews], today=day, last=last)
    news = bool(fresh) and last != day
    worth = worth_a_letter(stages, today=day, last=None if asks or news else last)
    return Letter(
        person=theirs.person,
        day=day,
        stages=tuple(each for each in theirs.stages if each.stage in worth),
        reviews=tuple(theirs.reviews) if asks or news or worth else (),
        stale=fresh,
    )


def _server() -> BaseEmailBackend:
    server = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as error:
        raise NoMail(
            Text(
                en=f"The mail server of FOURFOLD_MAIL cannot be reached: {error}.",
                zh=f"无法连接 FOURFOLD_MAIL 指定的邮件服务器：{error}。",
            )
        ) from error
    return server


def _sent(letter: Letter, site: str, server: BaseEmailBackend) -> bool:
    who, pairs = letter.person.id, [each.pair for each in letter.stale]
    stale.remember(who, pairs, day=letter.day)
    try:
        message(letter, site=site, connection=server).send()
    except (OSError, SMTPException):
        rounds.forget_reminder(who, letter.day)
        stale.forget(who, pairs)
        return False
    return True


def message(letter: Letter, *, site: str, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """A letter in plain text; it says how to get no more of them."""
    languages = _LANGUAGES.get(letter.person.language, _EITHER)
    account = f"{site}/account"
    return EmailMessage(
        subject=" / ".join(_subject(letter, each) for each in languages),
        body="\n\n".join(_body(letter, site, account, each) for each in languages) + "\n",
        to=[letter.person.email],
        headers={"List-Unsubscribe": f"<{account}>", "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _subject(letter: Letter, language: Language) -> str:
    parts = (
        _of_stages(len(letter.stages), language),
        _of_reviews(len(letter.reviews), language),
        _of_courses(len(letter.stale), language),
    )
    return ("；" if language == "zh" else "; ").join(each for each in parts if each)


def _of_stages(count: int, language: Language) -> str:
    if not count:
        return ""
    if language == "zh":
        return f"年度修订：{count} 个环节待您推进"
    return "Revision round: 1 stage is due to you" if count == 1 else f"Revision round: {count} stages are due to you"


def _of_reviews(count: int, language: Language) -> str:
    if not count:
        return ""
    if language == "zh":
        return f"{count} 份提案待您审核"
    return f"{count} proposal{' waits' if count == 1 else 's wait'} for your review"


def _of_courses(count: int, language: Language) -> str:
    if not count:
        return ""
    if language == "zh":
        return f"{count} 门课程仍只支撑旧版标准"
    return f"Radar: {count} course{' stands' if count == 1 else 's stand'} on an old version"


def _body(letter: Letter, site: str, account: str, language: Language) -> str:
    stages = [_line(each, site, language) for each in letter.stages]
    reviews = [_review(each, site, language) for each in letter.reviews]
    lines = "\n\n".join((*stages, *reviews, *(_stale_line(each, site, language) for each in letter.stale)))
    if language == "zh":
        return f"{letter.person.name}：您好！\n\n{lines}\n\n如不再需要提醒，请在账户页面关闭：{account}"
    return (
        f"Dear {letter.person.name},\n\n{lines}\n\nTo get no more reminders, turn them off in your account: {account}"
    )


def _stale_line(each: StaleCourse, site: str, language: Language) -> str:
    """A course, what is the matter with it, and where to see what to do."""
    said = radar_words.stale(each.framework, each.newer, each.stage).in_language(language)
    where = f"{site}/{each.opened.institution}/{each.opened.code}/draft/radar"
    address = f"{where}/{each.newer.code}" if each.newer else where
    code = f"（{each.course.code}）" if language == "zh" else f" ({each.course.code}) "
    return f"{each.course.title.in_language(language)}{code}{said}\n{address}"


def _line(pressing: Pressing, site: str, language: Language) -> str:
    placed, stage = pressing.placed, pressing.stage
    address = f"{site}/{placed.institution}/{placed.cluster}/round/{placed.round.name}"
    body = stage.stage.body.in_language(language)
    return f"{body}{_when(stage, language)}\n{address}"


def _review(waiting: Waiting, site: str, language: Language) -> str:
    placed = waiting.placed
    number, title = placed.proposal.number, placed.proposal.title
    address = f"{site}/{placed.institution}/{placed.cluster}/proposal/{number}"
    if language == "zh":
        return f"提案 {number}“{title}”自 {waiting.since} 起待您审核\n{address}"
    return f"Proposal {number}, “{title}”: waits for your review since {waiting.since}\n{address}"


def _when(stage: StageStanding, language: Language) -> str:
    due, days, late = stage.stage.due_date, stage.days or 0, stage.late_days
    if language == "zh":
        return f"：{due} 截止，" + (f"已逾期 {late} 天" if late else "今天截止" if days == 0 else f"还有 {days} 天")
    counted = f"{late or days} day{'' if (late or days) == 1 else 's'}"
    return f": due on {due}, " + (f"{counted} late" if late else "today" if days == 0 else f"in {counted}")
