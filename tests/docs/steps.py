"""What a page of the tutorial or a guide asks its reader to do, read off the page, and a reader who does it.

- A block of `console`: commands after `$`, each with the very lines it prints. A line `…` stands for any lines,
  and `draft …` for the name of any draft.
- A block of another language below a line that ends in "`path`:" is a file to write; a `diff` is an edit of it.
- An address of the demo, and below it a quotation: each of its lines stands on that page.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from types import TracebackType

ELLIPSIS = "…"
DEMO = "http://127.0.0.1:8000"
DONE = "the command is done"
FENCE = re.compile(r"^```(\w+)$")
NAMED = re.compile(r"`([^`]+)`:$")
ADDRESS = re.compile(re.escape(DEMO) + r"[^\s)>`]*")


@dataclass(frozen=True, slots=True)
class Command:
    """A command, and the lines that the page says it prints."""

    line: int
    command: str
    prints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file to write."""

    line: int
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines of a file, and what to make of them."""

    line: int
    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that stand on a page of the demo."""

    line: int
    address: str
    words: str


Step = Command | File | Edit | Quotation


def steps(text: str) -> Iterator[Step]:
    """Every step of a page, in its order."""
    lines = text.splitlines()
    number, named, address = 0, "", ""
    while number < len(lines):
        line, number = lines[number], number + 1
        if fence := FENCE.match(line):
            end = lines.index("```", number)
            yield from _block(fence[1], named, number, lines[number:end])
            number = end + 1
        elif line.startswith("> "):
            yield Quotation(number, address, line.removeprefix("> "))
        else:
            address = ([address, *ADDRESS.findall(line)])[-1]
            named = found[1] if (found := NAMED.search(line)) else named if not line else ""


def _block(language: str, named: str, number: int, lines: list[str]) -> Iterator[Step]:
    if language == "console":
        yield from _commands(number, lines)
    elif named and language == "diff":
        old, new = (_side(lines, sign) for sign in "-+")
        yield Edit(number, named, old, new)
    elif named:
        yield File(number, named, "".join(f"{line}\n" for line in lines))


def _commands(number: int, lines: list[str]) -> Iterator[Command]:
    starts = [place for place, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Command(number + start + 1, lines[start].removeprefix("$ "), tuple(lines[start + 1 : end]))


def _side(lines: list[str], sign: str) -> str:
    """The text before (`-`) or after (`+`) an edit."""
    return "".join(f"{line[1:]}\n" for line in lines if line[:1] in {sign, " "})


def agrees(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether lines are as shown; a line `…` stands for any lines, none included, and `draft …` for any draft."""
    if not shown:
        return not printed
    if shown[0].strip() == ELLIPSIS:
        return any(agrees(shown[1:], printed[start:]) for start in range(len(printed) + 1))
    return bool(printed) and same(shown[0], printed[0]) and agrees(shown[1:], printed[1:])


def same(shown: str, printed: str) -> bool:
    """Whether a line is as shown, apart from the names of drafts: they change with every word of the example."""
    nameless = re.sub(r"\b(draft(?: is)?) [0-9a-f]{8}\b", r"\1 …", printed)
    return shown.rstrip() in {printed.rstrip(), nameless.rstrip()}


def without_blank_ends(lines: list[str]) -> tuple[str, ...]:
    """The lines without blank ones before and after: a page is easier to read without them."""
    return tuple("\n".join(line.rstrip() for line in lines).strip("\n").splitlines())


def free_port() -> int:
    """A port that tests running beside this one will hardly choose."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(address: str) -> None:
    """Wait until somebody listens at an address."""
    host, port = address.removeprefix("http://").split(":")
    for _ in range(300):
        with socket.socket() as trial:
            if trial.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"nobody listens at {address}")


@dataclass(slots=True)
class Reader(AbstractContextManager["Reader"]):
    """Somebody who sits at one terminal, in a copy of the checkout, and does what a page says."""

    folder: Path
    shell: subprocess.Popen[str] = field(init=False)
    server: subprocess.Popen[str] | None = None
    address: str = ""
    seen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shell = subprocess.Popen(
            ["sh"],
            cwd=self.folder,
            env=self.environment(),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def environment(self) -> dict[str, str]:
        """The variables of a terminal where nothing of Fourfold is set but where its commands are."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOURFOLD_", "DJANGO_"))}
        name = {"GIT_AUTHOR_NAME": "Lin", "GIT_AUTHOR_EMAIL": "lin@college.example"}
        return {
            **kept,
            **name,
            **{each.replace("AUTHOR", "COMMITTER"): value for each, value in name.items()},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder.parent),
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
            "PYTHONUNBUFFERED": "1",
        }

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (self.server, self.shell):
            if process is not None:
                os.killpg(process.pid, signal.SIGTERM)
                process.communicate()

    def type(self, command: str) -> tuple[str, ...]:
        """Type a command, and read what it prints up to its end."""
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        # The exit code is kept, so that the next command may ask for it.
        self.shell.stdin.write(f"{command}\n_code=$?; echo; echo '{DONE}'; (exit $_code)\n")
        self.shell.stdin.flush()
        printed: list[str] = []
        for line in self.shell.stdout:
            if line.rstrip("\n") == DONE:
                return without_blank_ends(printed)
            printed.append(line.rstrip("\n"))
        raise AssertionError(f"{command}: the shell ended\n" + "\n".join(printed))

    def ask(self, command: str) -> tuple[str, ...]:
        """Type a command that may name the demo, wherever that is this time."""
        here = self.address or DEMO
        return tuple(line.replace(here, DEMO) for line in self.type(command.replace(DEMO, here)))

    def demo(self, root: Path) -> tuple[str, ...]:
        """Do what `make demo` does: import the example, and serve it until the page is read."""
        makefile = (root / "Makefile").read_text("utf-8")
        target = makefile.partition("\ndemo:")[2].partition("\n\n")[0]
        recipe = re.findall(r"^\t@?(.*)\.venv/bin/(fourfold .*)$", target, re.MULTILINE)
        imports, serves = ("".join(line).replace("$$", "$") for line in recipe)
        printed = self.type(imports)
        self.server = subprocess.Popen(
            ["sh", "-c", f"{serves} --port {free_port()}"],
            cwd=self.folder,
            env=self.environment(),
            text=True,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self.server.stdout is not None
        said = self.server.stdout.readline().rstrip("\n")
        found = re.search(r"http://[\d.:]+", said)
        assert found, said
        self.address = found[0]
        wait_for(self.address)
        return (*printed, said.replace(self.address, DEMO))

    def write(self, path: str, text: str) -> None:
        """Write a file, below where the terminal stands."""
        target = Path(self.type("pwd")[0], path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def edit(self, step: Edit) -> None:
        """Replace lines that stand in the file exactly once."""
        target = Path(self.type("pwd")[0], step.path)
        text = target.read_text(encoding="utf-8")
        assert text.count(step.old) == 1, f"line {step.line}: {text.count(step.old)} times in {step.path}:\n{step.old}"
        target.write_text(text.replace(step.old, step.new), encoding="utf-8")

    def sees(self, address: str) -> str:
        """The words of a page, without any blanks; a page is loaded again after the next command."""
        if address not in self.seen:
            self.seen[address] = self.load(address)
        return self.seen[address]

    def load(self, address: str) -> str:
        """Load a page, and read its words."""
        with urllib.request.urlopen(address.replace(DEMO, self.address)) as answer:  # noqa: S310 - of this machine
            html = str(answer.read().decode())
        bare = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", " ", html))
        return "".join(unescape(bare).split())

    def do(self, step: Step, root: Path) -> str:
        """Do one step; what is not as the page says, in words, or nothing."""
        if isinstance(step, Command):
            self.seen.clear()
            printed = self.demo(root) if step.command == "make demo" else self.ask(step.command)
            shown = without_blank_ends(list(step.prints))
            told = "\n".join(printed)
            return "" if agrees(shown, printed) else f"line {step.line}: $ {step.command}\nprints\n{told}"
        if isinstance(step, File):
            self.write(step.path, step.text)
        elif isinstance(step, Edit):
            self.edit(step)
        elif "".join(step.words.split()) not in self.sees(step.address):
            return f"line {step.line}: {step.address} does not say\n{step.words}"
        return ""
