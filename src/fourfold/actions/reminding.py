"""Reminders: one letter a person and day about the stages that are theirs, in their language, if they want any."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from fourfold.actions.institutions import zone_of
from fourfold.actions.refused import Forbidden, Refused
from fourfold.domain.person import Viewer
from fourfold.domain.text import Language, Text
from fourfold.engine.reminding import worth_a_letter
from fourfold.engine.round import StageStanding, owed, standing, unowned
from fourfold.store import people, rounds
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
    stages: tuple[Pressing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """The letters that were sent, or would be, and those that the mail server did not take."""

    sent: tuple[Letter, ...]
    failed: tuple[Letter, ...] = ()


class NoMail(Refused):
    """There is no mail server to be reached."""


def letters(*, now: datetime, today: date | None = None) -> tuple[Letter, ...]:
    """Who is to be written to about what, `today` or on the day that it is where each institution is."""
    found: dict[tuple[str, date], list[Pressing]] = {}
    persons: dict[str, KeptPerson] = {}
    for placed in rounds.open_rounds():
        day = today or now.astimezone(zone_of(placed.institution)).date()
        for person, stage in _theirs(placed, day):
            persons[person.id] = person
            found.setdefault((person.id, day), []).append(Pressing(placed=placed, stage=stage))
    every = (
        _letter(persons[who], day, stages) for (who, day), stages in sorted(found.items(), key=lambda each: each[0])
    )
    return tuple(each for each in every if each.stages)


def remind(viewer: Viewer, *, now: datetime, site: str, today: date | None = None) -> Reminded:
    """Write to everybody whose stages press; how often this is asked on one day makes no difference."""
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


def _letter(person: KeptPerson, day: date, stages: list[Pressing]) -> Letter:
    last = rounds.reminded_on(person.id)
    worth = worth_a_letter([each.stage for each in stages], today=day, last=last)
    return Letter(person=person, day=day, stages=tuple(each for each in stages if each.stage in worth))


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
    try:
        message(letter, site=site, connection=server).send()
    except (OSError, SMTPException):
        rounds.forget_reminder(letter.person.id, letter.day)
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
    count = len(letter.stages)
    if language == "zh":
        return f"年度修订：{count} 个环节待您推进"
    return "Revision round: 1 stage is due to you" if count == 1 else f"Revision round: {count} stages are due to you"


def _body(letter: Letter, site: str, account: str, language: Language) -> str:
    lines = "\n\n".join(_line(each, site, language) for each in letter.stages)
    if language == "zh":
        return f"{letter.person.name}：您好！\n\n{lines}\n\n如不再需要提醒，请在账户页面关闭：{account}"
    return (
        f"Dear {letter.person.name},\n\n{lines}\n\nTo get no more reminders, turn them off in your account: {account}"
    )


def _line(pressing: Pressing, site: str, language: Language) -> str:
    placed, stage = pressing.placed, pressing.stage
    address = f"{site}/{placed.institution}/{placed.cluster}/round/{placed.round.name}"
    body = stage.stage.body.in_language(language)
    return f"{body}{_when(stage, language)}\n{address}"


def _when(stage: StageStanding, language: Language) -> str:
    due, days, late = stage.stage.due_date, stage.days or 0, stage.late_days
    if language == "zh":
        return f"：{due} 截止，" + (f"已逾期 {late} 天" if late else "今天截止" if days == 0 else f"还有 {days} 天")
    counted = f"{late or days} day{'' if (late or days) == 1 else 's'}"
    return f": due on {due}, " + (f"{counted} late" if late else "today" if days == 0 else f"in {counted}")
