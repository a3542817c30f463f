"""Making the database ready."""

from collections.abc import Iterator
from contextlib import contextmanager

from fourfold.actions.refused import Refused
from fourfold.domain.text import Text
from fourfold.store import tables
from fourfold.store.unusable import Unusable


@contextmanager
def usable() -> Iterator[None]:
    """Refuse, in words, what the database cannot do: a file that is none, read-only, locked for too long."""
    try:
        yield
    except Unusable as error:
        en, zh = error.why.in_language("en"), error.why.in_language("zh")
        raise Refused(
            Text(en=f"The database {error.name} cannot be used: {en}.", zh=f"无法使用数据库 {error.name}：{zh}。")
        ) from error


def prepare() -> None:
    """Make the database and bring its tables up to date."""
    with usable():
        tables.migrate()
