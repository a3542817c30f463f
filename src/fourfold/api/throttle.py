"""How often one token, person or visitor may ask: counted in each process of the server by itself."""

import time
from dataclasses import dataclass
from threading import Lock

from django.conf import settings

from fourfold.api.refusals import TOO_MANY, Declined

WINDOW_SECONDS = 60
MOST_ASKERS = 10_000


@dataclass(slots=True)
class _Count:
    since: float
    number: int


_COUNTS: dict[str, _Count] = {}
_LOCK = Lock()


def admit(asker: str) -> None:
    """Let one more request of somebody in, or say how long to wait; `asker` names them and is kept nowhere else."""
    most: int = settings.API_RATE
    if most <= 0:
        return
    wait = _counted(asker, most, time.monotonic())
    if wait > 0:
        raise Declined(TOO_MANY).with_headers(Retry_After=str(int(wait) + 1))


def _counted(asker: str, most: int, now: float) -> float:
    with _LOCK:
        count = _COUNTS.get(asker)
        if count is None or now - count.since >= WINDOW_SECONDS:
            _forget(now)
            count = _COUNTS[asker] = _Count(since=now, number=0)
        count.number += 1
        return 0.0 if count.number <= most else count.since + WINDOW_SECONDS - now


def _forget(now: float) -> None:
    """Make room where very many have asked."""
    if len(_COUNTS) < MOST_ASKERS:
        return
    for asker in [each for each, count in _COUNTS.items() if now - count.since >= WINDOW_SECONDS]:
        del _COUNTS[asker]
    if len(_COUNTS) >= MOST_ASKERS:
        _COUNTS.clear()


def forget_all() -> None:
    """Begin to count anew."""
    with _LOCK:
        _COUNTS.clear()
