"""Importing: what a path holds becomes the draft of its cluster."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fourfold.actions import addresses, pinning
from fourfold.actions.authority import Touched, authorise
from fourfold.actions.installation import usable
from fourfold.actions.refused import Clash, Forbidden, Refused
from fourfold.actions.words import plain
from fourfold.canon.parts import Split, root, split_dossier
from fourfold.domain.cluster import Dossier, Head
from fourfold.domain.person import Viewer
from fourfold.domain.text import Language, Text
from fourfold.exchange.reading import Reading
from fourfold.store.read import parts_of
from fourfold.store.tables import at_work, undone
from fourfold.store.write import Authorship, Moved, StaleBase, TakenAddress, TakenKey, replace_draft


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


class StaleImport(Clash):
    """The draft is not the one that was imported from; `root` is what it is now."""

    def __init__(self, base: str | None, root: str) -> None:
        super().__init__(_stale(base, root))
        self.root = root


def rehearse(reading: Reading, *, viewer: Viewer, now: datetime, replace: bool = False, why: str = "") -> Imported:
    """What an import would do, asked and authorised as one, and then undone."""
    with undone():
        return import_reading(reading, viewer=viewer, now=now, replace=replace, why=why)


def import_reading(
    reading: Reading, *, viewer: Viewer, now: datetime, replace: bool = False, why: str = ""
) -> Imported:
    """Make the draft equal to what was read, in one transaction; a draft may hold problems.

    Refused where the draft exists and what was read was not made from it, unless told to `replace`; where the cluster
    is new and the viewer leads nothing at its institution; and where what differs is not the viewer's to change.
    """
    if reading.dossier is None:
        raise Refused(Text(en="Nothing to import: the path could not be read.", zh="没有可导入的内容：路径无法读取。"))
    welcome(viewer, reading.dossier)
    head, splits = reading.dossier.cluster.head, split_dossier(reading.dossier)
    return take_in(head, splits, expected=None if replace else reading.base or "", viewer=viewer, now=now, why=why)


def take_in(  # the write has this many sides
    head: Head, splits: tuple[Split, ...], *, expected: str | None, viewer: Viewer, now: datetime, why: str
) -> Imported:
    """Make the draft equal to `splits`, in one transaction, if its root is `expected`; `None` expects nothing."""
    authorship = Authorship(who=viewer.who, at=now, why=plain(why))
    try:
        with usable(), at_work():
            moved = replace_draft(
                head,
                splits,
                authorship,
                expected=expected,
                permit=lambda moved: permit(viewer, head, moved),
            )
    except StaleBase as stale:
        raise StaleImport(expected or None, stale.root) from stale
    except TakenAddress as taken:
        where = f"{head.institution}/{head.code}"
        raise Refused(
            Text(
                en=f"Another cluster lives at {where} already: choose another code.",
                zh=f"{where} 已有另一个专业群：请换用其他代码。",
            )
        ) from taken
    except TakenKey as taken:
        raise Refused(
            Text(
                en="Another institution keeps the document with this cluster's key: a copy needs a key of its own.",
                zh="已有其他院校保存了使用此专业群标识（key）的文档：副本需要自己的标识。",
            )
        ) from taken
    return Imported(institution=head.institution, cluster=head.code, root=root(splits[0].manifest), **counts(moved))


def welcome(viewer: Viewer, dossier: Dossier) -> None:
    """Nobody writes at an institution where they are nothing, nor under a name that pages need for themselves."""
    head = dossier.cluster.head
    if not viewer.sees_drafts_of(head.institution):
        raise Forbidden(
            Text(
                en=f"You have no role at {head.institution}: ask whoever administers it.",
                zh=f"您在 {head.institution} 没有任何角色：请联系其管理员。",
            )
        )
    addresses.refuse_reserved(head.institution, head.code)
    pinning.refuse_foreign(dossier.frameworks, owner=head.institution)


def permit(viewer: Viewer, head: Head, moved: Mapping[str, Moved]) -> None:
    """Let pass a change of many parts, or raise `Forbidden` with the first that is not the viewer's to change."""
    if viewer.leads(head.institution, head.key) and viewer.may_write:
        return
    held = parts_of({name for each in moved.values() for name in (each.before, each.after) if name})
    touched = [
        Touched(key=key, before=held.get(each.before), after=held.get(each.after)) for key, each in moved.items()
    ]
    authorise(viewer, institution=head.institution, cluster=head.key, touched=touched)


def _stale(base: str | None, now: str) -> Text:
    if base:
        return Text(
            en=f"The draft is {now[:8]}, and these files were made from draft {base[:8]}: say --merge to merge them, "
            "or --replace to import them all the same.",
            zh=f"当前草稿为 {now[:8]}，而这些文件基于草稿 {base[:8]}：合并请加 --merge，如仍要导入，请加 --replace。",
        )
    return Text(
        en=f"The draft is {now[:8]}, and these files do not tell which draft they were made from: say --merge --base "
        "FILE, with what they were made of, to take in only what was changed in them; or begin again from the draft, "
        "with `fourfold pull` or the workbook of its page. --replace makes the draft what they hold, and what others "
        "did since is lost.",
        zh=f"当前草稿为 {now[:8]}，而这些文件未注明基于哪个草稿：请加 --merge --base 文件（即修改前的原文件），"
        "只并入其中的改动；或从草稿重新开始（用 fourfold pull，或从其页面下载工作簿）。"
        "--replace 会使草稿与这些文件完全一致，他人此后的修改将丢失。",
    )


def counts(moved: dict[str, Moved]) -> dict[str, int]:
    return {
        "added": sum(1 for each in moved.values() if not each.before),
        "changed": sum(1 for each in moved.values() if each.before and each.after),
        "removed": sum(1 for each in moved.values() if not each.after),
    }
