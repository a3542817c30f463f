"""A mail server on this machine, so small that a test can read it: it takes letters and shows them."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass(slots=True)
class PostOffice:
    """What the server has taken, and whom it refuses to take letters for."""

    letters: list[EmailMessage] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    port: int = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation, by RFC 5321 as far as a client that behaves needs it."""
        writer.write(b"220 here\r\n")
        while line := await reader.readline():
            word = line.split(b" ", 1)[0].strip().upper()
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                content = (await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
                self.letters.append(message_from_bytes(content, policy=policy.default))
                writer.write(b"250 taken\r\n")
            elif word == b"RCPT" and any(each.encode() in line for each in self.refuses):
                writer.write(b"550 nobody\r\n")
            else:
                writer.write(b"221 bye\r\n" if word == b"QUIT" else b"250 yes\r\n")
            await writer.drain()
            if word == b"QUIT":
                break
        writer.close()
        await writer.wait_closed()

    def to(self) -> list[str]:
        """Whom the letters are for, in the order in which they came."""
        return [str(each["To"]) for each in self.letters]


class _Thread(threading.Thread):
    """The server, apart from the loop of the browser's driver."""

    def __init__(self, office: PostOffice) -> None:
        super().__init__(daemon=True)
        self.office, self.ready = office, threading.Event()

    def run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self.loop, self.over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self.office.talk, "127.0.0.1", 0)
        self.office.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        async with server:
            await self.over.wait()

    def begin(self) -> None:
        """Come back once it listens."""
        self.start()
        self.ready.wait()

    def end(self) -> None:
        """Come back once it listens no more."""
        self.loop.call_soon_threadsafe(self.over.set)
        self.join(5)


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A mail server while the block lasts."""
    office = PostOffice()
    thread = _Thread(office)
    thread.begin()
    try:
        yield office
    finally:
        thread.end()
