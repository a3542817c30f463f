"""The releases of a cluster as people read them: who published each, and where the draft stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fourfold.actions.answers import Answers, Question
from fourfold.actions.comparing import Comparison, State, compare
from fourfold.actions.refused import Missing
from fourfold.actions.shelf import DRAFT, Opened, Shelved, open_cluster
from fourfold.actions.signed import Signed, signed
from fourfold.actions.value_words import names_in
from fourfold.canon.moved import moved
from fourfold.canon.parts import Manifest, Whole, digests_in
from fourfold.domain.person import Viewer
from fourfold.domain.problem import Severity
from fourfold.domain.text import Text
from fourfold.store import read
from fourfold.store.values import manifests_of

_COMPARISONS = Answers(most=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStanding:
    """Where a draft stands: how many parts differ from the newest release, and what the checks say of it.

    `moved` counts every part where nothing is `released` yet.
    """

    opened: Opened
    released: bool
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
        draft=standings([opened], [kept])[0] if kept.draft else None,
        releases=signed(kept.releases, kept.address.institution),
        may_release=may_release(viewer, opened),
    )


def may_release(viewer: Viewer, draft: Opened) -> bool:
    """Whether somebody may release a draft."""
    return draft.release is None and viewer.may_write and viewer.leads(draft.institution, draft.index.cluster.head.key)


def standings(drafts: Sequence[Opened], shelved: Sequence[Shelved]) -> tuple[DraftStanding, ...]:
    """Where each draft stands against the newest of its releases; `shelved` has them all, and maybe more."""
    newest = {each.key: each.releases[0].root for each in shelved if each.releases}
    roots = {each.index.cluster.head.key: each.root for each in drafts}
    wanted = {root for key, root in newest.items() if key in roots and root != roots[key]}
    digests = {root: digests_in(names) for root, names in manifests_of(wanted).items()}
    return tuple(_standing(each, newest.get(each.index.cluster.head.key, ""), digests) for each in drafts)


def _standing(draft: Opened, newest: str, digests: Mapping[str, Mapping[str, str]]) -> DraftStanding:
    severities = [each.severity for each in draft.problems()]
    differing = {} if newest == draft.root else moved(digests.get(newest, {}), draft.digests)
    return DraftStanding(
        opened=draft,
        released=bool(newest),
        moved=len(differing),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )


def between(before: Opened, after: Opened) -> Comparison:
    """What differs between two states of a cluster."""
    asked = Question(name="between", arguments=before.root, read=after.root)
    return _COMPARISONS.ask(
        asked,
        lambda: compare(_state(before), _state(after), load=read.parts_of, manifests=manifests_of),
    )


def _state(opened: Opened) -> State:
    head, pinned = opened.index.cluster.head, set(opened.index.cluster.frameworks)
    manifest = Manifest(
        kind=Whole.CLUSTER,
        key=head.key,
        parts={key: digest for key, digest in opened.digests.items() if key not in pinned},
        frameworks={key: digest for key, digest in opened.digests.items() if key in pinned},
    )
    return State(manifest=manifest, names=names_in(opened.index))
