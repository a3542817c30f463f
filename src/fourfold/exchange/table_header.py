"""Where a table's head is: one row, or several with merged cells; the rows below it are what it is about."""

from collections.abc import Iterator
from dataclasses import dataclass

from fourfold.exchange.table import Row, Table, in_one_line
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_mapping import SEVERAL, Ground, Mapping, guess

ROWS_SEARCHED = 60
DEEPEST_HEAD = 4
_NAMES = frozenset({Field.CODE, Field.TITLE})
_SURE = frozenset({Ground.GIVEN, Ground.NAME, Ground.PART})
_ENOUGH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A table with its headings, one a column (empty where there is none), and the rows below them."""

    table: Table
    headings: tuple[str, ...]
    body: tuple[Row, ...]


def headed(table: Table, given: Mapping) -> Headed | None:
    """The table with its head, if some row near its top names a course's code or title and one field more."""
    for place, row in enumerate(table.rows[:ROWS_SEARCHED]):
        named = _named(row, given)
        if _NAMES & set(named.values()) and len(set(named.values())) >= _ENOUGH:
            return _with_head(table, place, named)
    return None


def _named(row: Row, given: Mapping) -> dict[int, Field]:
    """The fields that the row's own cells name, by column."""
    texts = {at: in_one_line(cell.text) for at, cell in enumerate(row.cells) if cell.text and not cell.down}
    guessed = given.over(guess(tuple(texts.values()), closely=False))
    found = {at: guessed.of(text) for at, text in texts.items()}
    return {at: each.field for at, each in found.items() if each and each.field and each.ground in _SURE}


def _with_head(table: Table, place: int, named: dict[int, Field]) -> Headed:
    names = [at for at, field in named.items() if field in _NAMES]
    last = place
    while last + 1 < len(table.rows) and last - place < DEEPEST_HEAD and _goes_on(table.rows[last + 1], names):
        last += 1
    first = place - 1 if place and len(table.rows[place - 1].said()) >= _ENOUGH else place
    rows = table.rows[first : last + 1]
    headings = tuple(SEVERAL.join(_parts(rows, column)) for column in range(table.width))
    return Headed(table=table, headings=headings, body=table.rows[last + 1 :])


def _goes_on(row: Row, names: list[int]) -> bool:
    """Whether a row below the head still belongs to it: it names no course, and more than one thing."""
    cells = [row.cell(at) for at in names]
    bare = all(not cell.text or cell.down for cell in cells)
    own = {cell.text for cell in row.cells if cell.text and not cell.down}
    return bare and len(own) >= _ENOUGH


def _parts(rows: tuple[Row, ...], column: int) -> Iterator[str]:
    said = ""
    for number, row in enumerate(rows):
        cell = row.cell(column)
        text = cell.text if not cell.down else ""
        if not text and not cell.down and number + 1 < len(rows) and _own_below(rows[number + 1 :], column):
            text = _left(row, column)
        text = in_one_line(text)
        if text and text != said:
            said = text
            yield text


def _own_below(rows: tuple[Row, ...], column: int) -> bool:
    return any(row.cell(column).text and not row.cell(column).down for row in rows)


def _left(row: Row, column: int) -> str:
    """The heading that stands over this column too, where merging is lost: the nearest one at its left."""
    for at in range(column, -1, -1):
        if row.cell(at).text:
            return row.cell(at).text
    return ""
