"""A Word document packed so that the same document is the same bytes."""

import io
import zipfile

from docx.document import Document

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def settled(document: Document) -> bytes:
    """The document's parts in one order, without the hour at which they were packed."""
    packed, target = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as loose, zipfile.ZipFile(target, "w") as settling:
        for name in sorted(loose.namelist(), key=lambda each: (each != _FIRST, each)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            settling.writestr(entry, loose.read(name))
    return target.getvalue()
