"""`fourfold serve` and `fourfold prepare`: an installation made ready, and its pages served."""

import os
import socket
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from threading import Thread
from time import sleep
from typing import Annotated, Any

import typer

from fourfold.cli import voice
from fourfold.cli.connect import Database, granted, start
from fourfold.domain.text import Language, Text

LOOPBACK = "127.0.0.1"
FIRST_PORT, LAST_PORT, TRIES = 8000, 65535, 50
GRACE_SECONDS = 30
"""How long requests that are being answered may take to end once the server is told to stop."""
PAUSE_SECONDS, PATIENCE_SECONDS = 0.1, 5
"""Between two looks whether somebody answers yet, and how long each waits."""

Bind = Annotated[str, typer.Option("--bind", envvar="FOURFOLD_BIND", help="The address to listen at.")]
Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        envvar="FOURFOLD_PORT",
        min=1,
        max=LAST_PORT,
        help="The first port to try, 8000 where not given; with --accounts the only one.",
        show_default=False,
    ),
]
Workers = Annotated[
    int, typer.Option("--workers", envvar="FOURFOLD_WORKERS", min=1, max=64, help="How many processes answer.")
]
Threads = Annotated[
    int,
    typer.Option(
        "--threads",
        envvar="FOURFOLD_THREADS",
        min=1,
        max=64,
        help="How many requests each answers at once; each may hold a connection to the database.",
    ),
]
Accounts = Annotated[
    bool, typer.Option("--accounts", help="Let people sign in, instead of showing everything to whoever is here.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where and how a server listens."""

    bind: str = LOOPBACK
    port: int
    workers: int = 1
    threads: int = 4
    accounts: bool = False

    @property
    def address(self) -> str:
        """What a browser on this machine is told."""
        return f"http://{f'[{self.bind}]' if ':' in self.bind else self.bind}:{self.port}/"


def prepare(database: Database = None, as_json: voice.Json = False, lang: voice.Lang = None) -> None:
    """Make the tables, or bring them up to date, and put the static files where a server finds them."""
    words = voice.language(lang)
    with granted(as_json=as_json, lang=words):
        made_ready(database, collected=True)
    if as_json:
        voice.print_json({"ready": True})
    else:
        voice.out.print(Text(en="Ready.", zh="已就绪。").in_language(words), markup=False)


def serve(
    database: Database = None,
    bind: Bind = LOOPBACK,
    port: Port = None,
    workers: Workers = 1,
    threads: Threads = 4,
    accounts: Accounts = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the address as JSON.")] = False,
    lang: voice.Lang = None,
) -> None:
    """Serve the pages and print their address: to this machine only, or with --accounts to whoever signs in."""
    words = voice.language(lang)
    with granted(as_json=as_json, lang=words):
        if not accounts:
            os.environ.setdefault("FOURFOLD_LOCAL", "1")
        made_ready(database, collected=accounts)
        _refuse_others(bind)
    with ExitStack() as held:
        found = _port(bind, port, held, alone=accounts, as_json=as_json, words=words)
        run(
            Listening(bind=bind, port=found, workers=workers, threads=threads, accounts=accounts),
            lambda address: _announce(address, as_json=as_json),
        )


def made_ready(database: str | None, *, collected: bool) -> None:
    """Start Django, bring the tables up to date and, where they are to be `collected`, the files of pages too."""
    if collected:
        os.environ.setdefault("FOURFOLD_COLLECTED", "1")
    start(database)
    from django.conf import settings  # noqa: PLC0415 - Django starts first
    from django.core.management import call_command  # noqa: PLC0415 - as above

    from fourfold.actions import demo, installation  # noqa: PLC0415 - as above

    voice.busy("Preparing", installation.prepare)
    if settings.DEMO:
        demo.name_example()
    if settings.COLLECTED:
        call_command("collectstatic", interactive=False, verbosity=0)
    installation.let_go()


def _refuse_others(bind: str) -> None:
    """Where nobody signs in, nobody else may come."""
    from django.conf import settings  # noqa: PLC0415 - Django starts first

    from fourfold.actions.refused import Refused  # noqa: PLC0415 - as above

    if (settings.LOCAL or settings.DEMO) and not _loopback(bind):
        raise Refused(
            Text(
                en=f"Without --accounts, or as a demonstration, only this machine is served: {bind} is for others too.",
                zh=f"未使用 --accounts 或处于演示模式时只对本机提供服务：{bind} 对其他机器也开放。",
            )
        )


def _loopback(bind: str) -> bool:
    try:
        return ip_address(bind).is_loopback
    except ValueError:
        return bind == "localhost"


def _port(bind: str, asked: int | None, held: ExitStack, *, alone: bool, as_json: bool, words: Language) -> int:
    """A port to listen at. A proxy in front knows one port only, so with accounts the one asked for is the one."""
    first = asked or FIRST_PORT
    found = _only(first, bind) if alone and asked else held_port(first, held, bind)
    if found is None:
        last = first if alone and asked else min(first + TRIES, LAST_PORT + 1) - 1
        voice.refuse(_taken(first, last), as_json=as_json, lang=words)
    return found


def _only(port: int, bind: str) -> int | None:
    return port if _free(port, bind) else None


def _taken(first: int, last: int) -> Text:
    if first == last:
        return Text(
            en=f"Port {first} is taken, or its address is not one of this machine's.",
            zh=f"端口 {first} 已被占用，或该地址不属于本机。",
        )
    return Text(
        en=f"No free port from {first} to {last}: name another with --port.",
        zh=f"端口 {first} 至 {last} 均被占用：请用 --port 指定其他端口。",
    )


def _announce(address: str, *, as_json: bool) -> None:
    if as_json:
        voice.print_json({"address": address})
    else:
        voice.out.print(f"Fourfold is at {address}  (Ctrl+C stops it)", markup=False)


def held_port(first: int, held: ExitStack, bind: str = LOOPBACK) -> int | None:
    """The first port from `first` on that nobody here listens at, if there is one nearby; `held` keeps it for us.

    Processes of one server share a port, so the system lets a second server share it, too: two that start together
    would both find it free, and both be listened to. The datagram socket of the same number is nobody's but its
    holder's, and goes with the process.
    """
    for port in range(first, min(first + TRIES, LAST_PORT + 1)):
        holder = socket.socket(_family(bind), socket.SOCK_DGRAM)
        if _bound(holder, port, bind) and _free(port, bind):
            held.enter_context(holder)
            return port
        holder.close()
    return None


def _free(port: int, bind: str) -> bool:
    with socket.socket(_family(bind)) as trial:
        # As the server itself will: a port in its closing wait is free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return _bound(trial, port, bind)


def _bound(trial: socket.socket, port: int, bind: str) -> bool:
    try:
        trial.bind((bind, port))
    except OSError:
        return False
    return True


def _family(bind: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in bind else socket.AF_INET


def run(listening: Listening, announce: Callable[[str], None]) -> None:
    """Serve until told to stop; `announce` is called with the address once somebody listens."""
    from granian.constants import Interfaces  # noqa: PLC0415 - the server is heavy, and only this command needs it
    from granian.log import LogLevels  # noqa: PLC0415 - as above
    from granian.server import Server  # noqa: PLC0415 - as above

    server = Server(
        "fourfold.config.wsgi:application",
        address=listening.bind,
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=listening.workers,
        blocking_threads=listening.threads,
        respawn_failed_workers=listening.accounts,
        workers_kill_timeout=GRACE_SECONDS,
        log_enabled=listening.accounts,
        log_level=LogLevels.warning,
        log_dictconfig=_OURS,
    )
    answered = Thread(target=_once_answered, args=(listening, announce), daemon=True)
    server.on_startup(answered.start)
    server.serve()


def _once_answered(listening: Listening, announce: Callable[[str], None]) -> None:
    """Announce the address when somebody answers there, and not before."""
    host = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(listening.bind, listening.bind)  # noqa: S104 - nothing is bound here
    while True:
        asking = HTTPConnection(host, listening.port, timeout=PATIENCE_SECONDS)
        try:
            asking.request("GET", "/health")
            asking.getresponse()
        except (OSError, HTTPException):
            sleep(PAUSE_SECONDS)
        else:
            announce(listening.address)
            return
        finally:
            asking.close()


# What the server has to say goes where everything else goes.
_OURS: dict[str, Any] = {"formatters": {}, "handlers": {}, "loggers": {"_granian": {"propagate": True}}}
