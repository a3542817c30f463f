"""Files of minutes: what kind each is by its own bytes, never by what it is called alone."""

import io
import re
import zipfile
from pathlib import PurePath

from fourfold.exchange.limits import LARGEST_UPLOAD_BYTES, MOST_OFFICE_PARTS

KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".txt": "text/plain",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
"""How such a file may end, and as what it is given out."""
LARGEST_BYTES = LARGEST_UPLOAD_BYTES
_BEGINS = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNFIT = re.compile(r"[^\w.()（）\- ]")
_LONGEST_NAME = 100


def ending_of(name: str) -> str:
    """How a name ends, in lower case."""
    return PurePath(name).suffix.lower()


def is_what_it_says(name: str, content: bytes) -> bool:
    """Whether a file is one of the kinds, and of the one that its name ends with."""
    ending = ending_of(name)
    if ending in _BEGINS:
        return content.startswith(_BEGINS[ending])
    if ending == ".docx":
        return _is_word(content)
    return ending == ".txt" and _is_text(content)


def fit_name(name: str) -> str:
    """A name that is a name on any disk, and still tells its kind."""
    plain = _UNFIT.sub("_", PurePath(name.replace("\\", "/")).name).lstrip(". ")
    ending = ending_of(plain)
    return (PurePath(plain).stem[: _LONGEST_NAME - len(ending)] or "minutes") + ending


def _is_word(content: bytes) -> bool:
    """Whether it is a package with a Word document and without macros; nothing of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            names = opened.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    active = any(each.lower().endswith("vbaproject.bin") for each in names)
    return len(names) <= MOST_OFFICE_PARTS and "word/document.xml" in names and not active


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return not _CONTROL.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False
