"""Whole clusters that come as a file, taken into their draft: a dry run first, then the draft made equal to them.

Nothing goes from a draft because a file does not name it: whoever applies the file says that too.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from fourfold.actions.comparing import Comparison, compare_dossiers, gone
from fourfold.actions.importing import Imported, import_reading
from fourfold.actions.outlook import Outlook, outlook
from fourfold.actions.refused import Clash, Refused
from fourfold.actions.shelf import Opened
from fourfold.canon.parts import root_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.exchange.places import Reading
from fourfold.store import read

LOST = frozenset({"R628", "R629"})
"""Problems that say that a column or a sheet of a workbook is gone, and that its values are read as empty."""


class Standing(StrEnum):
    """How a file stands to a draft: equal, made from it as it is, from another state of it, from none, elsewhere's."""

    SAME = "same"
    CURRENT = "current"
    MOVED = "moved"
    UNBASED = "unbased"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRun:
    """What a file would change of a draft, and how it stands to it; an `outlook` only where it can be applied.

    `gone` is what the file says no more; `hollow` tells that whole columns or sheets of it are missing.
    """

    reading: Reading
    standing: Standing
    outlook: Outlook | None = None
    gone: Comparison | None = None

    @property
    def hollow(self) -> bool:
        return any(each.code in LOST for each in self.reading.problems)

    @property
    def removes(self) -> bool:
        """Whether applying must be allowed to remove: something goes, or may go with a column that is missing."""
        return self.gone is not None and (not self.gone.same or self.hollow)


def dry_run(reading: Reading, onto: Opened, *, viewer: Viewer) -> DocumentRun:
    """What a file would change; nothing is written."""
    if reading.dossier is None:
        raise Refused(_UNREAD)
    standing = _standing(reading, reading.dossier, onto)
    if standing is not Standing.CURRENT:
        return DocumentRun(reading=reading, standing=standing)
    found = outlook(onto, reading.dossier, viewer=viewer, labels=reading.labels)
    return DocumentRun(reading=reading, standing=standing, outlook=found, gone=gone(found.found))


def _standing(reading: Reading, dossier: Dossier, onto: Opened) -> Standing:
    here, there = onto.index.cluster.head, dossier.cluster.head
    if (here.key, here.institution.lower()) != (there.key, there.institution.lower()):
        return Standing.ELSEWHERE
    if root_of(dossier) == onto.root:
        return Standing.SAME
    if reading.base is None:
        return Standing.UNBASED
    return Standing.CURRENT if reading.base == onto.root else Standing.MOVED


def apply(
    reading: Reading,
    onto: Opened,
    *,
    viewer: Viewer,
    now: datetime,
    expected: str,
    removing: bool,
    why: str = "",
) -> Imported:
    """Make the draft what a file says, in one transaction with a Change for each part.

    Refused where the draft is no longer the one of the dry run (`expected` is its root), where the file was not made
    from it, where something would go and nobody said so, and where what differs is not the viewer's to change.
    """
    if onto.root != expected:
        raise Clash(MOVED_ON)
    if reading.dossier is None:
        raise Refused(_UNREAD)
    if _standing(reading, reading.dossier, onto) is not Standing.CURRENT:
        raise Refused(_NOT_OF_IT)
    found = DocumentRun(
        reading=reading,
        standing=Standing.CURRENT,
        gone=gone(compare_dossiers(onto.index.dossier, reading.dossier)),
    )
    if found.removes and not removing:
        raise Refused(WOULD_GO)
    return import_reading(replace(reading, base=expected), viewer=viewer, now=now, why=why)


def would_go(reading: Reading, *, viewer: Viewer) -> Comparison | None:
    """What a file that was made from the draft as it stands says no more; `None` where it was not, or nothing goes."""
    if reading.dossier is None:
        return None
    head = reading.dossier.cluster.head
    kept = read.draft_at(head.institution, head.code, viewer)
    if kept is None or kept.key != head.key or reading.base != kept.root:
        return None
    found = gone(compare_dossiers(read.dossier_of(kept), reading.dossier))
    return None if found.same else found


MOVED_ON = Text(
    en="Somebody changed the draft since this dry run: look at what would change now, then apply it.",
    zh="在本次试运行之后，他人已修改草稿：请重新查看将发生的变更，再应用。",
)
WOULD_GO = Text(
    en="This would remove what the file does not name any more: say that it may, or put it back into the file.",
    zh="文件中不再提及的内容将被删除：请确认可以删除，或将其补回文件中。",
)
_UNREAD = Text(en="Nothing to apply: the file could not be read.", zh="没有可应用的内容：文件无法读取。")
_NOT_OF_IT = Text(
    en="This file was not made from the draft as it stands: nothing is applied.",
    zh="此文件并非基于当前草稿导出：不会应用任何内容。",
)
