"""The watermark of a draft in a Word document: in every head of a page, whatever the template says."""

from docx.document import Document as WordDocument
from docx.oxml import parse_xml

_HEADS = ("header", "first_page_header", "even_page_header")
_MARK = """
<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
  <w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>
  <w:r><w:pict>
    <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
                 path="m@7,l@8,m@5,21600l@6,21600e">
      <v:formulas>
        <v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
        <v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
        <v:f eqn="if @0 @4 21600"/>
      </v:formulas>
      <v:path textpathok="t" o:connecttype="rect"/>
      <v:textpath on="t" fitshape="t"/>
    </v:shapetype>
    <v:shape id="FourfoldDraft{number}" type="#_x0000_t136" fillcolor="#c8c8c8" stroked="f"
             style="position:absolute;width:400pt;height:110pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin">
      <v:fill opacity=".5"/>
      <v:textpath style="font-family:&quot;SimHei&quot;;font-size:1pt" string="草稿 DRAFT"/>
    </v:shape>
  </w:pict></w:r>
</w:p>
"""


def mark_as_draft(document: WordDocument) -> None:
    """Lay the mark behind every page."""
    number = 0
    for section in document.sections:
        for name in _HEADS:
            head = getattr(section, name)
            if head.is_linked_to_previous and (section is not document.sections[0] or name != "header"):
                continue
            number += 1
            head._element.append(parse_xml(_MARK.replace("{number}", str(number))))  # noqa: SLF001 - python-docx has none
