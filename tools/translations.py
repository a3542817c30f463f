"""Collect what pages say, from templates and Python alike, into the catalogues (.po) that people translate.

`python -m tools.translations` brings every catalogue up to date: new words are added untranslated, words that no
page says any more are dropped. `tools.compile_messages` turns the catalogues into what Django reads. Django's own
makemessages needs the system's gettext; Babel does not.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "fourfold" / "web"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
Message = tuple[str | tuple[str, ...], str | None]


def catalogues(web: Path = WEB) -> list[Path]:
    """Return every catalogue."""
    return sorted((web / "locale").rglob("*.po"))


def messages(web: Path = WEB) -> Iterator[Message]:
    """Yield every message with its context: from Python first, then from templates."""
    for path in sorted(web.rglob("*.py")):
        yield from _found("python", path.read_bytes())
    for path in sorted((web / "templates").rglob("*.html")):
        # What templatize returns is blanked-out text around calls: no language's grammar, so the laxest lexer reads it.
        yield from _found("javascript", templatize(path.read_text("utf-8")).encode())


def _found(method: str, source: bytes) -> Iterator[Message]:
    options = {"encoding": "utf-8"}
    for _line, message, _comments, context in extract(method, BytesIO(source), KEYWORDS, options=options):
        yield (message if isinstance(message, str) else tuple(message)), context


def template(web: Path = WEB) -> Catalog:
    """Return a catalogue of everything that pages say, without translations."""
    found = Catalog()
    for message, context in messages(web):
        found.add(message, context=context)
    return found


def update(po: Path, said: Catalog) -> None:
    """Bring one catalogue up to date: what is new has no translation yet."""
    known = read(po)
    known.update(said, no_fuzzy_matching=True)
    with po.open("wb") as target:
        write_po(target, known, width=120, sort_output=True, ignore_obsolete=True, no_location=True)


def read(po: Path) -> Catalog:
    """Return the catalogue in a file."""
    with po.open("rb") as source:
        return read_po(source, locale=po.parent.parent.name, abort_invalid=True)


def main() -> int:
    """Bring every catalogue up to date, and say what is still untranslated."""
    said = template()
    for po in catalogues():
        update(po, said)
        missing = [message.id for message in read(po) if message.id and not message.string]
        sys.stderr.write(f"{po.relative_to(ROOT)}: {len(missing)} to translate\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
