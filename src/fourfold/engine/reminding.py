"""When somebody is to be reminded of the stages that are theirs, and of the proposals that wait for their review."""

from collections.abc import Sequence
from datetime import date

from fourfold.engine.round import StageStanding, pressing

SOON_DAYS = 7
EVERY_DAYS = 3
REVIEW_EVERY_DAYS = 7


def worth_a_letter(stages: Sequence[StageStanding], *, today: date, last: date | None) -> tuple[StageStanding, ...]:
    """The stages that somebody is to be written to about today; none where it is not yet time for another letter.

    A stage presses from 7 days before it is due until it is decided. Whoever was written to (`last`) is left in peace
    for 3 days, except on the very day on which a stage is due; nobody is written to twice on one day.

    >>> from fourfold.domain.round import Stage
    >>> from fourfold.domain.text import Text
    >>> from fourfold.engine.round import Turn
    >>> stage = StageStanding(stage=Stage(key="s", body=Text(en="School")), turn=Turn.OPEN, days=5)
    >>> today = date(2026, 6, 10)
    >>> [len(worth_a_letter([stage], today=today, last=each)) for each in (None, date(2026, 6, 8), date(2026, 6, 7))]
    [1, 0, 1]
    """
    found = tuple(each for each in stages if pressing(each, within_days=SOON_DAYS))
    if last is None or not found:
        return found
    since = (today - last).days
    due_today = any(each.days == 0 for each in found)
    return found if since >= EVERY_DAYS or (due_today and since > 0) else ()


def worth_asking(since: Sequence[date], *, today: date, last: date | None) -> bool:
    """Whether somebody is to be asked today for the reviews that wait for them since these days.

    They are asked once for each, on a day after the last letter (`last`) at the earliest, and again every 7 days. What
    began to wait on the very day of that letter may have come after it, and is asked for once more.

    >>> opened, letter = date(2026, 6, 1), date(2026, 6, 2)
    >>> [worth_asking([opened], today=date(2026, 6, day), last=letter) for day in (2, 3, 8, 9)]
    [False, False, False, True]
    >>> worth_asking([opened], today=letter, last=opened), worth_asking([], today=letter, last=None)
    (True, False)
    """
    if not since or last is None:
        return bool(since)
    due = max(since) >= last or (today - last).days >= REVIEW_EVERY_DAYS
    return due and today > last
