"""The tables of a file that are about courses, with their columns; the others are named."""

from fourfold.exchange.limits import MOST_HEADINGS
from fourfold.exchange.table import Table, TableFile
from fourfold.exchange.table_columns import Columns, columns_of
from fourfold.exchange.table_faults import At, TableFaults
from fourfold.exchange.table_header import Headed, headed
from fourfold.exchange.table_mapping import Mapping, guess


def headings_of(file: TableFile, given: Mapping | None = None) -> tuple[str, ...]:
    """Every heading of the file's tables of courses, once: what a mapping maps.

    Where no table has headings that are known, those that look like some, so that somebody can say what they mean.
    """
    found = [head.headings for table in file.tables if (head := headed(table, given or Mapping()))]
    found = found or [_looks_like_headings(table) for table in file.tables]
    return tuple(dict.fromkeys(each for headings in found for each in headings if each))


def _looks_like_headings(table: Table) -> tuple[str, ...]:
    """The first row with several texts."""
    return next((said for row in table.rows if len(said := row.said()) > 1), ())


def mapping_for(file: TableFile, given: Mapping | None = None) -> Mapping:
    """The mapping of a file's columns: what was given, and guesses for the rest."""
    headings = headings_of(file, given)
    return (given or Mapping()).over(guess(headings, closely=len(headings) <= MOST_HEADINGS))


def tables_of(file: TableFile, given: Mapping, mapping: Mapping, faults: TableFaults) -> list[Columns]:
    """Every table of courses with its columns; a table without a head goes on with the one before."""
    found: list[Columns] = []
    for table in file.tables:
        at, head = At(file=file.file, table=table.name), headed(table, given)
        if head is None and found and table.width == found[-1].headed.table.width and table.rows:
            head = Headed(table=table, headings=found[-1].headed.headings, body=table.rows)
        told = TableFaults()
        columns = columns_of(head, mapping, at, told) if head else None
        if columns is not None and columns.about_courses:
            found.append(columns)
            faults.found += told.found
        elif table.rows:
            faults.add("R712", at, found=_begins(table))
    _tell(file, given, mapping, found, faults)
    return found


def _tell(file: TableFile, given: Mapping, mapping: Mapping, found: list[Columns], faults: TableFaults) -> None:
    if not found and file.readable:
        faults.add("R711", At(file=file.file))
    for column in given.columns:
        if mapping.of(column.heading) is None:
            faults.add("R713", At(file=file.file, column=column.heading), found=column.heading)


def _begins(table: Table) -> str:
    return " | ".join(table.rows[0].said())
