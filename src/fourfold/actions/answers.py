"""Answers cached by what they read: the same question about the same bytes is asked once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock, RLock
from typing import TypeVar, cast

from fourfold import __version__

T = TypeVar("T")
MOST_ANSWERS = 20_000


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: its name, its arguments (date and limits among them), and a digest of all that it reads."""

    name: str
    arguments: Hashable
    read: str
    engine: str = __version__


@dataclass(slots=True)
class _Turn:
    """Those who ask one question: one of them works, under a lock that it may take again, and `waiting` counts all."""

    lock: RLock = field(default_factory=RLock)
    waiting: int = 0


class Answers:
    """The answers given most recently. Whoever asks has been let through to what is read before coming here."""

    def __init__(self, most: int = MOST_ANSWERS) -> None:
        self._most = most
        self._kept: OrderedDict[Question, object] = OrderedDict()
        self._turns: dict[Question, _Turn] = {}
        self._lock = Lock()

    def ask(self, question: Question, work: Callable[[], T]) -> T:
        """The kept answer, or the one that `work` finds now. Of those who ask at once one works, and the others wait.

        Nobody waits in a circle: what a question asks on its way reads less than it does.
        """
        found = self._found(question)
        if found:
            return cast("T", found[0])
        with self._turn(question):
            found = self._found(question)
            if not found:
                found = (work(),)
                self._keep(question, found[0])
            return cast("T", found[0])

    def _found(self, question: Question) -> tuple[object, ...]:
        """The kept answer, which may be `None`, if there is one."""
        with self._lock:
            if question not in self._kept:
                return ()
            self._kept.move_to_end(question)
            return (self._kept[question],)

    def _keep(self, question: Question, answer: object) -> None:
        with self._lock:
            self._kept[question] = answer
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    @contextmanager
    def _turn(self, question: Question) -> Iterator[None]:
        """One at a time for each question: four threads that find the same thing take four times as long."""
        with self._lock:
            turn = self._turns.setdefault(question, _Turn())
            turn.waiting += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.waiting -= 1
                if not turn.waiting:
                    del self._turns[question]

    def __contains__(self, question: Question) -> bool:
        return question in self._kept

    def __len__(self) -> int:
        return len(self._kept)


def digest_of(digests: Iterable[str]) -> str:
    """One digest for a set of digests, whatever their order."""
    return sha256("\n".join(sorted(digests)).encode()).hexdigest()
