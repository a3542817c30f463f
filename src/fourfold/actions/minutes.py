"""Minutes as files: what can be kept beside a verdict."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from fourfold.actions.refused import Refused
from fourfold.domain.round import MinutesFile
from fourfold.domain.text import Text
from fourfold.exchange.files import in_mebibytes
from fourfold.exchange.minutes_file import KINDS, LARGEST_BYTES, fit_name, is_what_it_says

MOST_FILES = 5
"""Beside one verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file as somebody sends it."""

    name: str
    content: bytes


def fit(brought: Brought, *, who: str, at: datetime) -> MinutesFile:
    """What is kept of a file; refused where it is too large, or not what its name says."""
    if len(brought.content) > LARGEST_BYTES:
        most = in_mebibytes(LARGEST_BYTES)
        raise Refused(Text(en=f"A file of minutes has at most {most}.", zh=f"纪要文件最大为 {most}。"))
    if not is_what_it_says(brought.name, brought.content):
        kinds = ", ".join(KINDS)
        raise Refused(
            Text(
                en=f"Minutes are kept as one of these kinds, as its name ends: {kinds}. This file is none of them.",
                zh=f"纪要文件须为以下类型之一，且内容与扩展名一致：{kinds}。此文件不符合。",
            )
        )
    name, digest = fit_name(brought.name), sha256(brought.content).hexdigest()
    return MinutesFile(key="", name=name, size_bytes=len(brought.content), digest=digest, who=who, at=at)
