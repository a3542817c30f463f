"""`fourfold remind`: write to those for whom a stage, a review or a stale course waits. For a timer."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fourfold.cli import voice
from fourfold.cli.connect import Database, granted, passing
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Text

if TYPE_CHECKING:
    from fourfold.actions.asking import Waiting
    from fourfold.actions.reminding import Letter


_NO_SERVER = Text(en="There is no mail server: set FOURFOLD_MAIL.", zh="没有配置邮件服务器：请设置 FOURFOLD_MAIL。")


def remind(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say who would be written to, and write to nobody.")
    ] = False,
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Write to whoever a stage, a review or a stale course of theirs waits for: once a day at most."""
    words = voice.language(lang)
    with granted(as_json=as_json, lang=words):
        passing(database)
        from django.conf import settings  # noqa: PLC0415 - Django starts first

        from fourfold.actions import reminding  # noqa: PLC0415 - as above

        now = datetime.now(UTC)
        if dry_run:
            done = reminding.Reminded(sent=reminding.letters(now=now, today=settings.TODAY))
        else:
            if not settings.MAIL.host:
                raise reminding.NoMail(_NO_SERVER)
            done = reminding.remind(OPERATOR, now=now, site=settings.SITE, today=settings.TODAY)
    if as_json:
        lists = {"sent": done.sent, "failed": done.failed}
        voice.print_json(
            {"dry_run": dry_run}
            | {name: [_record(each, named=dry_run) for each in found] for name, found in lists.items()}
        )
    else:
        for each in (*done.sent, *done.failed):
            voice.out.print(_line(each, named=dry_run).in_language(words), markup=False)
        voice.out.print(_sum(len(done.sent), len(done.failed), dry_run=dry_run).in_language(words), markup=False)
    if done.failed:
        raise typer.Exit(voice.REFUSED)


def _record(letter: "Letter", *, named: bool) -> dict[str, Any]:
    return {
        "person": letter.person.id,
        **({"name": letter.person.name} if named else {}),
        "day": letter.day.isoformat(),
        "stages": [
            {
                "round": f"{each.placed.institution}/{each.placed.cluster}/{each.placed.round.name}",
                "body": {"en": each.stage.stage.body.en, "zh": each.stage.stage.body.zh},
                "days": each.stage.days,
            }
            for each in letter.stages
        ],
        "reviews": [
            {
                "proposal": _numbered(each),
                "title": each.placed.proposal.title,
                "since": each.since.isoformat(),
            }
            for each in letter.reviews
        ],
        "courses": [
            {
                "course": f"{each.opened.institution}/{each.opened.code}/{each.course.code}",
                "framework": each.framework.code,
            }
            for each in letter.stale
        ],
    }


def _line(letter: "Letter", *, named: bool) -> Text:
    """Who is told of what; a log, unlike whoever asks what would be done, is no place for names."""
    who = letter.person.name if named else letter.person.id
    bodies = [*(each.stage.stage.body for each in letter.stages), *(each.course.title for each in letter.stale)]
    reviews = [_numbered(each) for each in letter.reviews]
    return Text(
        en=f"{who}: {', '.join((*(each.in_language('en') for each in bodies), *reviews))}",
        zh=f"{who}：{'、'.join((*(each.in_language('zh') for each in bodies), *reviews))}",
    )


def _numbered(waiting: "Waiting") -> str:
    placed = waiting.placed
    return f"{placed.institution}/{placed.cluster}/{placed.proposal.number}"


def _sum(sent: int, failed: int, *, dry_run: bool) -> Text:
    if dry_run:
        return Text(en=f"{sent} would be written to.", zh=f"将提醒 {sent} 人。")
    if failed:
        return Text(
            en=f"{sent} written to; the mail server refused {failed}, who are tried again.",
            zh=f"已提醒 {sent} 人；邮件服务器拒收 {failed} 封，下次重试。",
        )
    return Text(en=f"{sent} written to.", zh=f"已提醒 {sent} 人。")
