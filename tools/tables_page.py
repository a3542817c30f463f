"""The reference page on tables that colleges have: fields, the names they are known by, and limits, from the code."""

from collections.abc import Iterator

from fourfold.exchange import limits
from fourfold.exchange.table_fields import MEANINGS
from fourfold.exchange.table_mapping import SCHEMA

PAGE = """
# Tables that colleges have

`fourfold table` and the page `import` of a cluster read course tables and program plans from .xlsx, .docx and .csv
files. [Bring your course table](../guides/bring-your-course-table.md) and
[bring last year's plan](../guides/bring-last-years-plan.md) show how.

## Fields

A column is known by its heading, whatever its case, blanks and width; by a part of it, where a heading of several rows
or brackets say more; or by a name very like it. Where two columns seem to be one field, neither is taken (R709).
`by_term` needs the number of its term.

| field | says | known as |
|---|---|---|
{fields}

## A mapping

A mapping says what headings mean. It is JSON with the schema `{schema}`: `columns` is a list of objects with a
`heading`, a `field` of the table above or null, and for `by_term` a `term`. `fourfold table --json` prints the mapping
that it used.

## Limits

How large a file may be stands among the [limits of all files](formats.md#limits). Besides:

| of | at most |
|---|---|
{limits}
"""


def tables() -> str:
    """The page."""
    return PAGE.lstrip().format(schema=SCHEMA, fields="\n".join(_fields()), limits="\n".join(_limits()))


def _fields() -> Iterator[str]:
    for each in MEANINGS:
        names = ", ".join(each.names)
        says = each.says.replace("|", "\\|")
        yield f"| `{each.field.value}` | {says} | {names} |"


def _limits() -> Iterator[str]:
    said = (
        ("rows of a table", f"{limits.MOST_TABLE_ROWS:,}"),
        ("rows of a program plan", f"{limits.MOST_PLAN_ROWS:,}"),
        ("sets of electives of a plan", str(limits.MOST_PLAN_SETS)),
        ("columns", str(limits.MOST_TABLE_COLUMNS)),
        ("cells of all tables of a file", f"{limits.MOST_TABLE_CELLS:,}"),
        ("letters of a cell; the rest is not read", f"{limits.LONGEST_TABLE_CELL:,}"),
        ("merged ranges of a sheet", f"{limits.MOST_MERGES - 1:,}"),
        ("tables of a Word document", str(limits.MOST_TABLES)),
    )
    yield from (f"| {name} | {limit} |" for name, limit in said)
