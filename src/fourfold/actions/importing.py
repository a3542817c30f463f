"""Importing: what a path holds becomes the draft of its cluster."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fourfold.actions.installation import usable
from fourfold.actions.refused import Refused
from fourfold.canon.parts import Split, root, split_dossier
from fourfold.domain.cluster import Head
from fourfold.domain.text import Language, Text
from fourfold.exchange.reading import Reading
from fourfold.store.tables import at_work
from fourfold.store.write import Authorship, Moved, StaleBase, TakenAddress, replace_draft

LOCAL = "local"
"""Who changes things while there are no accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: the root that the draft has now, and how many parts it added, changed and removed."""

    institution: str
    cluster: str
    root: str
    added: int
    changed: int
    removed: int

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def sentence(self, language: Language) -> str:
        """In words."""
        name, short = f"{self.institution}/{self.cluster}", self.root[:8]
        if not (self.added or self.changed or self.removed):
            return f"{name}：没有变化，草稿仍为 {short}。" if language == "zh" else f"{name}: no change, draft {short}."
        if language == "zh":
            return f"{name}：新增 {self.added}，修改 {self.changed}，删除 {self.removed}；草稿 {short}。"
        counts = f"{self.added} parts added, {self.changed} changed, {self.removed} removed"
        return f"{name}: {counts}; draft {short}."


def import_reading(reading: Reading, *, replace: bool = False, why: str = "", who: str = LOCAL) -> Imported:
    """Make the draft equal to what was read, in one transaction; a draft may hold problems.

    Refused where the draft exists and what was read was not made from it, unless told to `replace`.
    """
    if reading.dossier is None:
        raise Refused(Text(en="Nothing to import: the path could not be read.", zh="没有可导入的内容：路径无法读取。"))
    head, splits = reading.dossier.cluster.head, split_dossier(reading.dossier)
    authorship = Authorship(who=who, at=datetime.now(UTC), why=why)
    try:
        with usable():
            moved = _put_away(head, splits, authorship, None if replace else reading.base or "")
    except StaleBase as stale:
        raise Refused(_stale(reading.base, stale.root)) from stale
    except TakenAddress as taken:
        where = f"{head.institution}/{head.code}"
        raise Refused(
            Text(
                en=f"Another cluster lives at {where} already: choose another code.",
                zh=f"{where} 已有另一个专业群：请换用其他代码。",
            )
        ) from taken
    return Imported(institution=head.institution, cluster=head.code, root=root(splits[0].manifest), **_counts(moved))


def _put_away(head: Head, splits: tuple[Split, ...], authorship: Authorship, expected: str | None) -> dict[str, Moved]:
    with at_work():
        return replace_draft(head, splits, authorship, expected=expected)


def _stale(base: str | None, now: str) -> Text:
    made = f"made from draft {base[:8]}" if base else "not made from any draft"
    made_zh = f"基于草稿 {base[:8]}" if base else "并非基于任何草稿"
    return Text(
        en=f"The draft is {now[:8]}, and these files were {made}: say --replace to import them all the same.",
        zh=f"当前草稿为 {now[:8]}，而这些文件{made_zh}：如仍要导入，请加 --replace。",
    )


def _counts(moved: dict[str, Moved]) -> dict[str, int]:
    return {
        "added": sum(1 for each in moved.values() if not each.before),
        "changed": sum(1 for each in moved.values() if each.before and each.after),
        "removed": sum(1 for each in moved.values() if not each.after),
    }
