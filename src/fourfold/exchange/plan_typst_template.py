"""Our own Typst template: the chapters with their places, and beside it how tables and pages look."""

import re
from importlib import resources

from fourfold.exchange.plan_paper import Tongue
from fourfold.exchange.plan_paper_outline import PLAN, Fixed, Outline, Part, Section
from fourfold.exchange.plan_paper_words import Speech

LOOK_FILE = "fourfold.typ"
_MARKUP = re.compile(r"[\\#$*_`<>@\[\]=+\-/~\"']")
_FACT = re.compile(r"\{\{([a-z_]+)\}\}")


def typst_template(tongue: Tongue, outline: Outline = PLAN) -> str:
    """The document with its fixed words in a language."""
    speech = Speech(tongue)
    title = "".join(
        f"#align(center, text(font: hei, size: {22 if number == 1 else 14}pt)[{_markup(line)}])\n\n"
        for number, each in enumerate(outline.cover)
        for line in speech.lines(each.text).split("\n")
    )
    chapters = "\n\n".join(
        "\n\n".join((f"= {_markup(speech.line(each.title))}", *(_piece(piece, speech) for piece in each.pieces)))
        for each in outline.chapters
    )
    page = ", one-page: true" if outline.one_page else ""
    return (
        "// The program plan. Write what is the college's to write; #part(…) and #fact(…) are filled in.\n"
        f'#import "{LOOK_FILE}": *\n\n'
        f"#show: dressed.with(running: [{_markup(speech.line(outline.running.text))}]{page})\n\n{title}{chapters}\n"
    )


def look() -> bytes:
    """The file that says how pages and tables look."""
    return (resources.files("fourfold.exchange") / "templates" / LOOK_FILE).read_bytes()


def _piece(piece: Part | Section | Fixed, speech: Speech) -> str:
    if isinstance(piece, Part):
        return f'#part("{piece.name}")'
    if isinstance(piece, Section):
        return f"== {_markup(speech.line(piece.title))}"
    return "\n\n".join(_markup(line) for line in speech.lines(piece.text).split("\n"))


def _markup(words: str) -> str:
    """Words as markup that says just them, with the facts that they name."""
    said, at = [], 0
    for found in _FACT.finditer(words):
        said += [_plain(words[at : found.start()]), f'#fact("{found[1]}");']
        at = found.end()
    return "".join((*said, _plain(words[at:])))


def _plain(words: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", words)
