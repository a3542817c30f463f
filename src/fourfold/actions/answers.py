"""Answers cached by what they read: the same question about the same bytes is asked once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
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


class Answers:
    """The answers given most recently. Whoever asks has been let through to what is read before coming here."""

    def __init__(self, most: int = MOST_ANSWERS) -> None:
        self._most = most
        self._kept: OrderedDict[Question, object] = OrderedDict()
        self._lock = Lock()

    def ask(self, question: Question, work: Callable[[], T]) -> T:
        """The kept answer, or the one that `work` finds now. Two who ask at once may both work: they agree."""
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return cast("T", self._kept[question])
        answer = work()
        with self._lock:
            self._kept[question] = answer
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer

    def __contains__(self, question: Question) -> bool:
        return question in self._kept

    def __len__(self) -> int:
        return len(self._kept)


def digest_of(digests: Iterable[str]) -> str:
    """One digest for a set of digests, whatever their order."""
    return sha256("\n".join(sorted(digests)).encode()).hexdigest()
