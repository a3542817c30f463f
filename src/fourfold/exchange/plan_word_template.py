"""Our own Word template: A4, 宋体 and 黑体, chapters with their places, a page number at the foot."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from fourfold.exchange.plan_paper import Tongue
from fourfold.exchange.plan_paper_outline import PLAN, Fixed, Outline, Part, Section
from fourfold.exchange.plan_paper_words import Speech
from fourfold.exchange.plan_word_package import settled
from fourfold.exchange.plan_word_xml import BODY, CELL, CELL_HEAD, NOTE, TABLE, element

_SONG, _HEI, _LATIN = "宋体", "黑体", "Times New Roman"
_BLACK = RGBColor(0, 0, 0)


def word_template(tongue: Tongue, outline: Outline = PLAN) -> bytes:
    """The template of a document with its fixed words in a language."""
    document, speech = Document(), Speech(tongue)
    _page(document)
    _styles(document)
    for number, line in enumerate(outline.cover):
        for words in speech.lines(line.text).split("\n"):
            made = document.add_paragraph(words, style="Title" if number == 1 else "Subtitle")
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for chapter in outline.chapters:
        document.add_paragraph(speech.line(chapter.title), style="Heading 1")
        for piece in chapter.pieces:
            _piece(document, piece, speech)
    _running(document, speech.line(outline.running.text))
    return settled(document)


def _piece(document: WordDocument, piece: Part | Section | Fixed, speech: Speech) -> None:
    if isinstance(piece, Part):
        document.add_paragraph(f"{{{{{piece.name}}}}}", style=BODY)
    elif isinstance(piece, Section):
        document.add_paragraph(speech.line(piece.title), style="Heading 2")
    else:
        for line in speech.lines(piece.text).split("\n"):
            document.add_paragraph(line, style=BODY)


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(25)
    section.header_distance = section.footer_distance = Mm(13)


def _styles(document: WordDocument) -> None:
    styles = document.styles
    _font(_existing(document, "Normal"), _SONG, 12)
    for name, size in (("Title", 22), ("Subtitle", 14), ("Heading 1", 16), ("Heading 2", 14), ("Heading 3", 12)):
        found = _existing(document, name)
        _font(found, _HEI, size)
        _without_line(found)
        found.font.italic, found.font.bold = False, False
        found.paragraph_format.space_before = Pt(12 if name.startswith("Heading") else 0)
        found.paragraph_format.space_after = Pt(6)
    for name, font, size in ((BODY, _SONG, 12), (CELL, _SONG, 9), (CELL_HEAD, _HEI, 9), (NOTE, _SONG, 9)):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _font(made, font, size)
        made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(0 if name != NOTE else 3)
    body = _existing(document, BODY)
    body.paragraph_format.line_spacing = 1.5
    indent = body.element.get_or_add_pPr().get_or_add_ind()
    # Two characters; programs that do not count in characters read the second.
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "480")
    _existing(document, CELL_HEAD).paragraph_format.keep_with_next = True
    _table_style(document)


def _existing(document: WordDocument, name: str) -> ParagraphStyle:
    found = document.styles[name]
    assert isinstance(found, ParagraphStyle)  # noqa: S101 - these are paragraph styles of python-docx's own template
    return found


def _font(style: ParagraphStyle, east: str, size: int) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _LATIN, Pt(size), _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), east)
    language = element("lang", val="en-US", eastAsia="zh-CN")
    style.element.get_or_add_rPr().append(language)


def _without_line(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for line in properties.findall(qn("w:pBdr")):
        properties.remove(line)


def _table_style(document: WordDocument) -> None:
    """Thin lines all around, and room at the sides of each cell."""
    made = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    properties, borders, margins = element("tblPr"), element("tblBorders"), element("tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color="808080"))
    for side in ("left", "right"):
        margins.append(element(side, w="60", type="dxa"))
    properties.append(borders)
    properties.append(margins)
    made.element.append(properties)


def _running(document: WordDocument, words: str) -> None:
    section = document.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.text = words
    head.alignment = foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.style = document.styles[NOTE]
    for kind, said in (("begin", ""), ("", "PAGE"), ("end", "")):
        one = foot.add_run()
        if kind:
            one._element.append(element("fldChar", fldCharType=kind))  # noqa: SLF001 - python-docx has no fields
        else:
            field = element("instrText")
            field.text = said
            one._element.append(field)  # noqa: SLF001 - as above
