"""Program-plan documents on paper: which file from which template."""

from functools import cache

from fourfold.exchange.plan_paper import Paper, Tongue
from fourfold.exchange.plan_paper_outline import PLAN, Outline
from fourfold.exchange.plan_template import TYPST_FILE, WORD_FILE, Template
from fourfold.exchange.plan_typst import plan_pdf
from fourfold.exchange.plan_typst_template import LOOK_FILE, look, typst_template
from fourfold.exchange.plan_word import plan_word
from fourfold.exchange.plan_word_template import word_template

WORD, PDF = ".docx", ".pdf"
SUFFIXES = (WORD, PDF)
"""How the files end that can be written."""

MEDIA = {
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PDF: "application/pdf",
    ".zip": "application/zip",
}
"""What each kind of paper is called on its way, and an evidence pack."""


@cache
def our_template(tongue: Tongue, outline: Outline = PLAN) -> Template:
    """Our own template of a document, with its fixed words in a language."""
    return Template(
        {
            WORD_FILE: word_template(tongue, outline),
            TYPST_FILE: typst_template(tongue, outline).encode(),
            LOOK_FILE: look(),
        }
    )


def plan_file(paper: Paper, template: Template, suffix: str) -> bytes:
    """The document as a file of one of `SUFFIXES`, or `CannotSet`."""
    return plan_pdf(paper, template) if suffix == PDF else plan_word(paper, template.needed(WORD_FILE))
