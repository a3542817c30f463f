"""A program-plan document as a Word file, by a template: the same paper and template give the same bytes.

In the template `{{name}}` stands for a fact; a paragraph that is nothing but `{{part}}` for a part of the document.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from fourfold.exchange.faults import Unreadable
from fourfold.exchange.plan_paper import Block, Body, Grid, Heading, Note, Paper
from fourfold.exchange.plan_template import WORD_FILE, BadTemplate
from fourfold.exchange.plan_word_mark import mark_as_draft
from fourfold.exchange.plan_word_package import settled
from fourfold.exchange.plan_word_xml import (
    BODY,
    HEADING,
    NOTE,
    STYLES,
    TABLE,
    TEXT_WIDTH,
    element,
    paragraph,
    run,
    speakable,
    table,
)
from fourfold.exchange.zipped import DOCUMENT, office_of

_NAMED = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_NO_DAY = date(1980, 1, 1)
_LONGEST = 255
"""What a property of a Word document may hold."""
_TWIPS_TO_EMU = 635
_BROKEN = (KeyError, ValueError, SyntaxError, PackageNotFoundError, AttributeError)


def plan_word(paper: Paper, template: bytes) -> bytes:
    """The document as the bytes of a .docx file, or `BadTemplate`."""
    document = _opened(template)
    ids = _style_ids(document)
    width = _text_width(document)
    for where, each in list(_paragraphs(document)):
        _fill(each, paper, ids, width, where)
    if paper.draft:
        mark_as_draft(document)
    _date(document, paper)
    return settled(document)


def _opened(template: bytes) -> WordDocument:
    try:
        office_of(template, DOCUMENT, WORD_FILE)
        return Document(io.BytesIO(template))
    except Unreadable as error:
        found = "; ".join(str(each.found) for each in error.problems)
        raise BadTemplate(f"{WORD_FILE}: {found}", f"{WORD_FILE}：{found}") from error
    except _BROKEN as error:
        raise BadTemplate(f"{WORD_FILE} is damaged: {error}", f"{WORD_FILE} 已损坏：{error}") from error


def _style_ids(document: WordDocument) -> dict[str, str]:
    """The ids of the styles we write in; a table style may be missing, since a table can do without."""
    ids = {each.name: each.style_id for each in document.styles if each.name}
    missing = [name for name in STYLES if name not in ids]
    if missing:
        names = ", ".join(missing)
        raise BadTemplate(f"{WORD_FILE} has no style {names}.", f"{WORD_FILE} 中没有样式 {names}。")
    of_tables = {each.name for each in document.styles if each.type is WD_STYLE_TYPE.TABLE}
    return {name: ids[name] for name in (*STYLES, TABLE) if name != TABLE or name in of_tables}


def _text_width(document: WordDocument) -> int:
    section = document.sections[-1]
    sides = (section.page_width, section.left_margin, section.right_margin)
    if any(each is None for each in sides):
        return TEXT_WIDTH
    page, left, right = (int(each or 0) // _TWIPS_TO_EMU for each in sides)
    return max(page - left - right, 1000)


def _paragraphs(document: WordDocument) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph of the text, its tables, and the heads and feet of pages."""
    for found in document.element.body.iter(qn("w:p")):
        yield "", Paragraph(found, document._body)  # noqa: SLF001 - python-docx has no public way to nested paragraphs
    for section in document.sections:
        for name in ("header", "footer", "first_page_header", "first_page_footer", "even_page_header"):
            part = getattr(section, name)
            if not part.is_linked_to_previous:
                for found in part._element.iter(qn("w:p")):  # noqa: SLF001 - as above
                    yield name, Paragraph(found, part)


def _fill(each: Paragraph, paper: Paper, ids: dict[str, str], width: int, where: str) -> None:
    said = each.text
    names = _NAMED.findall(said)
    if not names:
        return
    part = paper.parts.get(names[0])
    if part is not None and not where and _NAMED.sub("", said).strip() == "":
        _put(each._element, part, ids, width)  # noqa: SLF001 - what replaces a paragraph goes before it in the tree
        return
    for name in names:
        if name not in paper.facts:
            _refuse(name, said, paper)
    _say(each, _NAMED.sub(lambda found: paper.facts[found[1]], said))


def _refuse(name: str, said: str, paper: Paper) -> None:
    short = said if len(said) < 60 else f"{said[:57]}…"  # noqa: PLR2004 - enough to find it by
    if name in paper.parts:
        raise BadTemplate(
            f"{WORD_FILE}: {{{{{name}}}}} needs a paragraph of its own in the text, not “{short}”.",
            f"{WORD_FILE}：{{{{{name}}}}} 须在正文中独占一段，而不是“{short}”。",
        )
    known = ", ".join((*paper.facts, *paper.parts))
    raise BadTemplate(
        f"{WORD_FILE}: there is no {{{{{name}}}}}, in “{short}”. There are: {known}.",
        f"{WORD_FILE}：“{short}”中的 {{{{{name}}}}} 不存在。可用：{known}。",
    )


def _say(each: Paragraph, words: str) -> None:
    """Say something else in a paragraph, in the look of its first run; Word cuts placeholders into runs as it likes."""
    first = next((one._element.rPr for one in each.runs if one.text.strip()), None)  # noqa: SLF001 - as above
    for one in list(each._element):  # noqa: SLF001 - as above
        if one.tag != qn("w:pPr"):
            each._element.remove(one)  # noqa: SLF001 - as above
    if words.strip():
        each._element.append(run(words, first))  # noqa: SLF001 - as above


def _put(place: BaseOxmlElement, blocks: tuple[Block, ...], ids: dict[str, str], width: int) -> None:
    """Put blocks where a paragraph stands; a paragraph closes the space after a table, as Word wants."""
    for block in blocks:
        for made in _elements(block, ids, width):
            place.addprevious(made)
    parent = place.getparent()
    if parent is not None:
        parent.remove(place)


def _elements(block: Block, ids: dict[str, str], width: int) -> Iterator[BaseOxmlElement]:
    if isinstance(block, Grid):
        yield table(block, ids, width)
        yield _gap(ids)
    elif isinstance(block, Heading):
        yield paragraph(block.words, ids[HEADING])
    elif isinstance(block, Body):
        yield from (paragraph(line, ids[BODY]) for line in block.words.split("\n"))
    elif isinstance(block, Note):
        yield from (paragraph(line, ids[NOTE]) for line in block.words.split("\n"))


def _gap(ids: dict[str, str]) -> BaseOxmlElement:
    """A low line below a table: two tables that touch are one to Word."""
    made = paragraph("", ids[NOTE])
    properties = made.find(qn("w:pPr"))
    if properties is not None:
        properties.append(element("spacing", before="0", after="0", line="120", lineRule="exact"))
    return made


def _date(document: WordDocument, paper: Paper) -> None:
    moment = datetime.combine(paper.day or _NO_DAY, time(), tzinfo=UTC).replace(tzinfo=None)
    own = document.core_properties
    own.created = own.modified = moment
    title, plan, author = (speakable(paper.facts[name])[:_LONGEST] for name in ("program", "plan", "institution"))
    own.title, own.subject, own.author, own.last_modified_by, own.revision = title, plan, author, "", 1
