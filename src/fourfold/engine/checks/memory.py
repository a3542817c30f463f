"""Answers remembered by the very values that they were worked out from: what stayed the same is not asked again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")
MOST = 50_000
"""How many answers are remembered: those about a cluster of two thousand courses, in two states and more."""


class Memory:
    """The answers given most recently, each with all that it was worked out from.

    An answer is found again where its work reads the very same objects: parts are frozen, and those that an edit does
    not touch are not made anew. Each entry holds what it read, so that no other object takes its identity.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[tuple[object, ...], object]] = OrderedDict()
        self._lock = Lock()

    def ask(self, work: Callable[..., T], *read: object, by: Hashable = None) -> T:
        """What `work` makes of the values that it reads, and of what is told apart `by` its value.

        `work` depends on nothing else, and its answer never changes; with `by` that is its last argument.

        >>> Memory().ask(len, "ab")
        2
        """
        name = (work, by, *map(id, read))
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return cast("T", self._kept[name][1])
        answer = work(*read) if by is None else work(*read, by)
        with self._lock:
            self._kept[name] = read, answer
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer

    def __len__(self) -> int:
        return len(self._kept)
