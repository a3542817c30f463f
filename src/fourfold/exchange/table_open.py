"""The tables of a file that are about courses, with their columns; the others are named."""

from fourfold.exchange.table import Table, TableFile
from fourfold.exchange.table_columns import Columns, columns_of
from fourfold.exchange.table_faults import At, TableFaults
from fourfold.exchange.table_header import Headed, headed
from fourfold.exchange.table_mapping import Column, Mapping, guess


def headings_of(file: TableFile, given: Mapping | None = None) -> tuple[str, ...]:
    """Every heading of the file's tables of courses, once: what a mapping maps."""
    found = [head for table in file.tables if (head := headed(table, given or Mapping()))]
    return tuple(dict.fromkeys(each for head in found for each in head.headings if each))


def mapping_for(file: TableFile, given: Mapping | None = None) -> Mapping:
    """The mapping of a file's columns: what was given, and guesses for the rest."""
    return (given or Mapping()).over(guess(headings_of(file, given)))


def tables_of(file: TableFile, given: Mapping, mapping: Mapping, faults: TableFaults) -> list[Columns]:
    """Every table of courses with its columns; a table without a head goes on with the one before."""
    found: list[Columns] = []
    for table in file.tables:
        at, head = At(file=file.file, table=table.name), headed(table, given)
        if head is None and found and table.width == found[-1].headed.table.width and table.rows:
            head = Headed(table=table, headings=found[-1].headed.headings, body=table.rows)
        columns = columns_of(head, mapping, at, faults) if head else None
        if columns is not None and columns.names_courses:
            found.append(columns)
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


def unsure(mapping: Mapping) -> tuple[Column, ...]:
    """The columns that nothing is known of."""
    return tuple(each for each in mapping.columns if each.field is None)
