"""Reminders: one letter a person and day, in their language, if they want any.

It is about the stages that are theirs, and about the proposals that wait for their review.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from fourfold.actions.asking import Waiting, waiting_for
from fourfold.actions.institutions import zone_of
from fourfold.actions.refused import Forbidden, Refused
from fourfold.domain.person import Viewer
from fourfold.domain.text import Language, Text
from fourfold.engine.reminding import worth_a_letter, worth_asking
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
    stages: tuple[Pressing, ...] = ()
    reviews: tuple[Waiting, ...] = ()


@dataclass(slots=True)
class _Theirs:
    """What may be worth a letter to somebody."""

    person: KeptPerson
    stages: list[Pressing] = field(default_factory=list)
    reviews: list[Waiting] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """The letters that were sent, or would be, and those that the mail server did not take."""

    sent: tuple[Letter, ...]
    failed: tuple[Letter, ...] = ()


class NoMail(Refused):
    """There is no mail server to be reached."""


def letters(*, now: datetime, today: date | None = None) -> tuple[Letter, ...]:
    """Who is to be written to about what, `today` or on the day that it is where each institution is."""
    found: dict[tuple[str, date], _Theirs] = {}
    for placed in rounds.open_rounds():
        day = today or now.astimezone(zone_of(placed.institution)).date()
        for person, stage in _theirs(placed, day):
            theirs = found.setdefault((person.id, day), _Theirs(person))
            theirs.stages.append(Pressing(placed=placed, stage=stage))
    for person, day, waiting in waiting_for(now=now, today=today):
        found.setdefault((person.id, day), _Theirs(person)).reviews.append(waiting)
    every = (_letter(theirs, day) for (_, day), theirs in sorted(found.items(), key=lambda each: each[0]))
    return tuple(each for each in every if each.stages or each.reviews)


def remind(viewer: Viewer, *, now: datetime, site: str, today: date | None = None) -> Reminded:
    """Write to whoever a stage or a review waits for; how often this is asked on one day makes no difference."""
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


def _letter(theirs: _Theirs, day: date) -> Letter:
    """What is worth a letter today; once there is one, it says all that presses and all that waits."""
    last, stages = rounds.reminded_on(theirs.person.id), [each.stage for each in theirs.stages]
    asks = worth_asking([each.since for each in theirs.reviews], today=day, last=last)
    worth = worth_a_letter(stages, today=day, last=None if asks else last)
    return Letter(
        person=theirs.person,
        day=day,
        stages=tuple(each for each in theirs.stages if each.stage in worth),
        reviews=tuple(theirs.reviews) if asks or worth else (),
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
    stages, reviews = len(letter.stages), len(letter.reviews)
    if language == "zh":
        said = (f"年度修订：{stages} 个环节待您推进" if stages else "", f"{reviews} 份提案待您审核" if reviews else "")
        return "；".join(filter(None, said))
    due = "1 stage is due" if stages == 1 else f"{stages} stages are due"
    waits = "1 proposal waits" if reviews == 1 else f"{reviews} proposals wait"
    return "; ".join(
        [*([f"Revision round: {due} to you"] if stages else []), *([f"{waits} for your review"] if reviews else [])]
    )


def _body(letter: Letter, site: str, account: str, language: Language) -> str:
    stages = [_line(each, site, language) for each in letter.stages]
    reviews = [_review(each, site, language) for each in letter.reviews]
    lines = "\n\n".join((*stages, *reviews))
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
