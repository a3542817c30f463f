"""`fourfold import` and `fourfold serve`: what needs a database."""

import os
import socket
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated

import typer

from fourfold.cli import voice
from fourfold.cli.check import nameless
from fourfold.cli.connect import Database, granted, passing, start
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Text

LOOPBACK = "127.0.0.1"
FIRST_PORT, LAST_PORT, TRIES = 8000, 65535, 50


def import_(
    path: voice.Where,
    database: Database = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Import even though the draft has moved on since PATH was written.")
    ] = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with every change.")] = "",
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Take what PATH holds into the draft of its cluster, all of it or nothing."""
    words = voice.language(lang)
    reading = voice.reading_of(path, as_json=as_json, lang=words)
    with granted(as_json=as_json, lang=words):
        passing(database)
        from fourfold.actions import importing, installation  # noqa: PLC0415 - Django starts first

        installation.prepare()
        taken = partial(importing.import_reading, viewer=OPERATOR, now=datetime.now(UTC), replace=replace, why=why)
        done = voice.busy("Importing", lambda: taken(reading))
    lost = nameless(reading, today=date.today())  # noqa: DTZ011 - no check on references asks for it
    if as_json:
        voice.print_json(done.record() | {"problems": [voice.as_record(each, words) for each in lost]})
    else:
        voice.print_problems(lost, words)
        voice.out.print(done.sentence(words), markup=False)


def serve(
    database: Database = None,
    port: Annotated[int, typer.Option("--port", min=1, max=LAST_PORT, help="The first port to try.")] = FIRST_PORT,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Let people sign in, instead of showing everything to whoever is here.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the address as JSON.")] = False,
    lang: voice.Lang = None,
) -> None:
    """Serve the pages on this machine only, and print their address."""
    words = voice.language(lang)
    if not accounts:
        os.environ.setdefault("FOURFOLD_LOCAL", "1")
    with granted(as_json=as_json, lang=words):
        start(database)
        from fourfold.actions import installation  # noqa: PLC0415 - Django starts first

        installation.prepare()
    free = free_port(port)
    if free is None:
        last = min(port + TRIES, LAST_PORT + 1) - 1
        voice.refuse(
            Text(
                en=f"No free port from {port} to {last}: name another with --port.",
                zh=f"端口 {port} 至 {last} 均被占用：请用 --port 指定其他端口。",
            ),
            as_json=as_json,
            lang=words,
        )
    run(free, lambda: _announce(f"http://{LOOPBACK}:{free}/", as_json=as_json))


def _announce(address: str, *, as_json: bool) -> None:
    if as_json:
        voice.print_json({"address": address})
    else:
        voice.out.print(f"Fourfold is at {address}  (Ctrl+C stops it)", markup=False)


def free_port(first: int) -> int | None:
    """The first port from `first` on that nobody on this machine listens at, if there is one nearby."""
    for port in range(first, min(first + TRIES, LAST_PORT + 1)):
        with socket.socket() as trial:
            # As the server itself will: a port in its closing wait is free.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    return None


def run(port: int, announce: Callable[[], None]) -> None:
    """Serve until told to stop; `announce` is called once somebody listens."""
    from granian.constants import Interfaces  # noqa: PLC0415 - the server is heavy, and only this command needs it
    from granian.server import Server  # noqa: PLC0415 - as above

    server = Server(
        "fourfold.config.wsgi:application",
        address=LOOPBACK,
        port=port,
        interface=Interfaces.WSGI,
        log_enabled=False,
    )
    server.on_startup(announce)
    server.serve()
