"""Program-plan documents on paper: which file from which template."""

from fourfold.exchange.plan_paper import Paper, Tongue
from fourfold.exchange.plan_template import WORD_FILE, Template
from fourfold.exchange.plan_word import plan_word
from fourfold.exchange.plan_word_template import word_template

WORD = ".docx"
SUFFIXES = (WORD,)
"""How the files end that can be written."""


def our_template(tongue: Tongue) -> Template:
    """Our own template, with its fixed words in a language."""
    return Template({WORD_FILE: word_template(tongue)})


def plan_file(paper: Paper, template: Template, suffix: str) -> bytes:  # noqa: ARG001 - one kind so far
    """The document as a file of one of `SUFFIXES`, or `BadTemplate`."""
    return plan_word(paper, template.needed(WORD_FILE))
