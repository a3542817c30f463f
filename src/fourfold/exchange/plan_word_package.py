"""Files packed so that the same files are the same bytes: a Word document, a folder."""

import io
import zipfile
from collections.abc import Mapping

from docx.document import Document

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def settled(document: Document) -> bytes:
    """The document's parts in one order, without the hour at which they were packed."""
    loose = io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    return packed({name: parts[name] for name in sorted(parts, key=lambda each: (each != _FIRST, each))})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as one zip, in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as settling:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            settling.writestr(entry, content)
    return target.getvalue()
