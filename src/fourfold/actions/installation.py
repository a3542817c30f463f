"""Making the database ready."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from fourfold.actions.refused import Unavailable
from fourfold.domain.text import Text
from fourfold.store import indexing, tables
from fourfold.store.unusable import Unusable, out_of_work

_log = logging.getLogger(__name__)


@contextmanager
def usable() -> Iterator[None]:
    """Refuse, in words, what the database cannot do: a file that is none, read-only, locked for too long."""
    try:
        yield
    except Unusable as error:
        raise _unavailable(error) from error


def _unavailable(error: Unusable) -> Unavailable:
    en, zh = error.why.in_language("en"), error.why.in_language("zh")
    return Unavailable(
        Text(en=f"The database {error.name} cannot be used: {en}.", zh=f"无法使用数据库 {error.name}：{zh}。")
    )


def unavailable(fault: Exception) -> Unavailable | None:
    """The refusal where a database that cannot do its work is behind `fault`; the log has the details.

    `None` where it is a fault of ours.
    """
    unusable = out_of_work(fault.__cause__ if isinstance(fault, Unavailable) else fault)
    if unusable is None:
        return None
    found = _unavailable(unusable)
    _log.warning("%s", found.details.in_language("en"))
    return found


def prepare() -> None:
    """Make the database and bring its tables up to date, and make findable what an older Fourfold has kept."""
    with usable():
        tables.migrate()
        with tables.at_work():
            indexing.catch_up()


class Hindrance(StrEnum):
    """Why an installation cannot do its work, for the machines that watch it."""

    DATABASE = "the database cannot be used"
    OLDER = "the tables are older than this Fourfold: run fourfold prepare"
    NEWER = "the tables are newer than this Fourfold"


def hindrance() -> Hindrance | None:
    """What keeps the installation from its work, if anything does; the log has the details."""
    try:
        with tables.at_work():
            passed = tables.passed()
    except Unusable as error:
        unavailable(error)
        return Hindrance.DATABASE
    if tables.known() - passed:
        return Hindrance.OLDER
    return Hindrance.NEWER if passed - tables.known() else None


def let_go() -> None:
    """Close the connections of this process, so that the processes it starts share none with it."""
    tables.let_go()
