"""The part of the page on formats that speaks of workbooks: every sheet and column, from the code's own layout."""

from collections.abc import Iterator

from fourfold.domain.cluster import Head
from fourfold.exchange.workbook_layout import Column, SheetLayout, holds, layouts
from fourfold.exchange.workbook_words import SHEETS

WORKBOOK = """
## The workbook

`fourfold convert PATH cluster.xlsx` writes one. It holds a cluster with the frameworks that it pins, or one framework
alone (`--framework CODE`; then it has the last three sheets only), or one program or course with what belongs to it
(`--program CODE`, `--course CODE`). [Edit a cluster in Excel](../guides/edit-in-excel.md) and
[Edit one course or program in Excel](../guides/edit-one-course-in-excel.md) show how they are used.

- **A sheet for each noun.** What a noun has many of stands on a sheet of its own, whose rows name the one that they
  belong to: a row of `outcomes` names its `course`. Items name the `framework` and the item `above` them.
- **Sheets and columns are found by their names**, in English or Chinese, ignoring case; their order means nothing.
  Empty rows are skipped. A sheet that is absent holds nothing; where the workbook has a base this is said (R629).
- **A sheet of another name is not read**, and said (R612), unless its name is nearly that of a sheet that is missing:
  then it is an error (R630). A column of another name is always an error (R613).
- **The first row holds the headings.** Nothing may be merged (R617), nothing computed (R616): what a formula
  gave when the file was saved may be stale. A hidden sheet is read, and said (R618).
- **Codes are text**: `064` stays `064`. A number where a code belongs is read as it is written, with a warning (R621);
  a date where a code belongs is an error (R620), since what was typed is gone.
- **Several codes in one cell** are separated by commas, spaces or 、. A **requisite** is written
  `all(NT-A, any(NT-B co, NT-C))`; `co` and `strict-co` stand after the code that they speak of.
- **`order`** says where a row stands among its siblings, where that means something: a pool, an item, a category.
  Empty, it comes after the row above it.
- **`key`** says for good which noun a row is; leave it empty in new rows, and it follows from the code. After a change
  of code in a workbook without keys, `was` holds the code before.
- **The sheet `about`** names the schema (`workbook/1`), what the workbook holds, and the `base`: the root that it was
  made from. **The sheet `choices`** feeds the drop-downs; nothing on it is read.
- **Of one program or course**, `about` also names the cluster and the program or course, by key. There an absent
  sheet or column is not compared (R631, R632), rows of anything else are refused (R633), a row without a `key` is the
  one with its code, and a row that cannot be read stays as it was. The sheet `known codes` lists what rows may refer
  to; nothing on it is read.
- Every text is written as text, never as a formula, whatever it begins with.
- Files with macros (R605), with a password (R602), with entities (R606), damaged ones (R603) and those that are no
  `.xlsx` at all (R601) are refused.
"""


def workbook() -> str:
    """The section, from the sheets and columns of the code."""
    return WORKBOOK.lstrip() + "\n" + "\n".join(map(_sheet, layouts()))


def _sheet(layout: SheetLayout) -> str:
    words = SHEETS[layout.name]
    owner = layout.parent
    below = f" Rows belong to a row of `{owner.name}`." if owner is not None and owner.cls is not Head else ""
    rows = "\n".join(map(_row, layout.columns))
    head = f"### Sheet {layout.name} {words.zh}\n\n{words.means}{below}\n\n"
    return f"{head}| column | 列 | holds | |\n|---|---|---|---|\n{rows}\n"


def _row(column: Column) -> str:
    return f"| `{column.name}` | {column.zh} | {'. '.join(_said(column))} | {'required' if column.required else ''} |"


def _said(column: Column) -> Iterator[str]:
    held = holds(column)
    if not column.means.lower().startswith(held.lower()):
        yield held[0].upper() + held[1:]
    yield column.means.removesuffix(".")
