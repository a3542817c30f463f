"""Tables and paragraphs of a Word document as XML; text is always text, never markup."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from fourfold.exchange.plan_paper import Grid, Row

BODY, CELL, CELL_HEAD, NOTE, TABLE = "Plan Body", "Plan Cell", "Plan Cell Head", "Plan Note", "Plan Table"
HEADING = "Heading 3"
STYLES = (BODY, CELL, CELL_HEAD, NOTE, HEADING)
"""The paragraph styles that a template has to have."""
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TEXT_WIDTH = 9400
"""The width of the text in twentieths of a point where a template does not say."""


def speakable(words: str) -> str:
    """Words without the characters that XML cannot hold."""
    return _UNSPEAKABLE.sub("�", words)


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element with attributes of Word's own namespace."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def paragraph(words: str, style: str, *, align: str = "") -> BaseOxmlElement:
    """A paragraph in a style, by its id; line breaks stay."""
    made, properties = element("p"), element("pPr")
    properties.append(element("pStyle", val=style))
    if align:
        properties.append(element("jc", val=align))
    made.append(properties)
    if words:
        made.append(run(words))
    return made


def run(words: str, properties: BaseOxmlElement | None = None) -> BaseOxmlElement:
    """A run of text; line breaks stay."""
    made = element("r")
    if properties is not None:
        made.append(properties)
    for number, line in enumerate(speakable(words).split("\n")):
        if number:
            made.append(element("br"))
        text = element("t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(text)
    return made


def table(grid: Grid, ids: dict[str, str], width: int) -> BaseOxmlElement:
    """A table whose headings stand again on every page, and whose lines do not break over pages."""
    made = element("tbl")
    made.append(_table_properties(ids, width))
    widths = _widths(grid, width)
    columns = element("tblGrid")
    for each in widths:
        columns.append(element("gridCol", w=str(each)))
    made.append(columns)
    if grid.headed:
        heads = Row(tuple(column.head for column in grid.columns))
        made.append(_line(grid, heads, ids[CELL_HEAD], widths, head=True))
    for row in grid.rows:
        made.append(_line(grid, row, ids[CELL_HEAD] if row.strong else ids[CELL], widths))
    return made


def _table_properties(ids: dict[str, str], width: int) -> BaseOxmlElement:
    properties = element("tblPr")
    if TABLE in ids:
        properties.append(element("tblStyle", val=ids[TABLE]))
    properties.append(element("tblW", w=str(width), type="dxa"))
    properties.append(element("jc", val="center"))
    properties.append(element("tblLayout", type="fixed"))
    return properties


def _widths(grid: Grid, width: int) -> list[int]:
    total = sum(column.width for column in grid.columns)
    return [width * column.width // total for column in grid.columns]


def _line(grid: Grid, row: Row, style: str, widths: list[int], *, head: bool = False) -> BaseOxmlElement:
    made, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))
    made.append(properties)
    for column, words, width in zip(grid.columns, row.cells, widths, strict=True):
        cell, own = element("tc"), element("tcPr")
        own.append(element("tcW", w=str(width), type="dxa"))
        own.append(element("vAlign", val="center"))
        cell.append(own)
        cell.append(paragraph(words, style, align="center" if head else "right" if column.number else ""))
        made.append(cell)
    return made
