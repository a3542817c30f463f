"""The releases of a cluster as people read them: who published each, and where the draft stands."""

from dataclasses import dataclass
from datetime import date

from fourfold.actions.refused import Missing
from fourfold.actions.shelf import DRAFT, Opened, Shelved, open_cluster
from fourfold.actions.signed import Signed, signed
from fourfold.canon.moved import moved
from fourfold.domain.person import Viewer
from fourfold.domain.problem import Severity
from fourfold.domain.text import Text
from fourfold.store import read


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStanding:
    """Where a draft stands: how many parts differ from the newest release, and what the checks say of it.

    `moved` counts every part where there is no release yet.
    """

    opened: Opened
    moved: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A cluster through its releases, newest first; `opened` is its draft where that may be read, else the newest."""

    kept: Shelved
    opened: Opened
    draft: DraftStanding | None
    releases: tuple[Signed, ...]
    may_release: bool


def history(institution: str, cluster: str, *, viewer: Viewer, today: date) -> History:
    """The releases of a cluster, for whoever sees any of it."""
    kept = read.shelved_at(institution, cluster, viewer)
    if kept is None:
        raise Missing(Text(en="There is no such cluster.", zh="没有这样的专业群。"))
    state = DRAFT if kept.draft else kept.releases[0].name
    opened = open_cluster(institution, cluster, viewer=viewer, today=today, state=state)
    if opened is None:
        raise Missing(Text(en="There is no such cluster.", zh="没有这样的专业群。"))
    return History(
        kept=kept,
        opened=opened,
        draft=standing(opened, kept) if kept.draft else None,
        releases=signed(kept.releases, kept.address.institution),
        may_release=may_release(viewer, opened),
    )


def may_release(viewer: Viewer, draft: Opened) -> bool:
    """Whether somebody may release a draft."""
    return draft.release is None and viewer.may_write and viewer.leads(draft.institution, draft.index.cluster.head.key)


def standing(draft: Opened, kept: Shelved) -> DraftStanding:
    """Where an opened draft stands against the newest of its releases."""
    severities = [each.severity for each in draft.problems()]
    return DraftStanding(
        opened=draft,
        moved=_moved(draft, kept),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )


def _moved(draft: Opened, kept: Shelved) -> int:
    if kept.releases and kept.releases[0].root == draft.root:
        return 0
    return len(moved(read.digests_at(kept.releases[0].root) if kept.releases else {}, draft.digests))
