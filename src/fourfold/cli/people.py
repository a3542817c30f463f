"""`fourfold institution` and `fourfold person`: letting the first administrator in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from fourfold.cli import voice
from fourfold.cli.connect import Database, granted, start
from fourfold.domain.person import OPERATOR, Granted, Role
from fourfold.domain.text import Language, Text

institution = typer.Typer(no_args_is_help=True, help="Add the colleges that keep clusters here.")
person = typer.Typer(no_args_is_help=True, help="Let people in: an invitation, a link to a new password.")

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The person's e-mail address.")]
Site = Annotated[str, typer.Option("--site", help="Where people reach the site; the printed link begins with it.")]
HERE = "http://127.0.0.1:8000"


@institution.command("add")
def add_institution(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The first step of its addresses, such as szpu.")],
    en: Annotated[str, typer.Option("--en", help="Its name in English.")] = "",
    zh: Annotated[str, typer.Option("--zh", help="Its name in Chinese.")] = "",
    zone: Annotated[str, typer.Option("--zone", help="The time zone that dates its days.")] = "Asia/Shanghai",
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Add an institution."""
    words = voice.language(lang)
    with _ready(database, as_json=as_json, lang=words):
        from fourfold.actions import institutions  # noqa: PLC0415 - Django starts first

        described = institutions.Described(title=Text(en=en, zh=zh), zone=zone)
        kept = institutions.add_institution(OPERATOR, code, described)
    if as_json:
        voice.print_json({"institution": kept.code})
    else:
        done = Text(en=f"{kept.code} is added.", zh=f"已添加 {kept.code}。")
        voice.out.print(done.in_language(words), markup=False)


@person.command("invite")
def invite(
    email: Email,
    at: Annotated[str, typer.Option("--institution", metavar="CODE", help="At which institution.")],
    site: Site = HERE,
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Invite an administrator, who invites everybody else; print the link to send them. It works once, for 14 days."""

    def made() -> str:
        from fourfold.actions import invitations  # noqa: PLC0415 - Django starts first

        wanted = Granted(role=Role.ADMINISTRATOR, institution=at)
        return f"invitation/{invitations.invite(OPERATOR, email=email, granted=wanted).secret}"

    _print_link(made, site, database, as_json=as_json, lang=voice.language(lang))


@person.command("link")
def link(
    email: Email,
    site: Site = HERE,
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Print a link by which somebody chooses a new password: it works once, and for three days."""

    def made() -> str:
        from fourfold.actions import people  # noqa: PLC0415 - Django starts first

        key = people.key_for(OPERATOR, people.person_at(OPERATOR, email))
        return f"account/password/{key.account}/{key.key}"

    _print_link(made, site, database, as_json=as_json, lang=voice.language(lang))


def _print_link(make: Callable[[], str], site: str, database: str | None, *, as_json: bool, lang: Language) -> None:
    with _ready(database, as_json=as_json, lang=lang):
        address = f"{site.rstrip('/')}/{make()}"
    if as_json:
        voice.print_json({"link": address})
    else:
        voice.out.print(address, markup=False)


@contextmanager
def _ready(database: str | None, *, as_json: bool, lang: Language) -> Iterator[None]:
    """The database as it should be; what it or an action refuses is said in words."""
    with granted(as_json=as_json, lang=lang):
        start(database)
        from fourfold.actions import installation  # noqa: PLC0415 - Django starts first

        installation.prepare()
        yield
