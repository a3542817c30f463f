"""What a file would do to a draft: what differs, what of it is not the viewer's, and what becomes of soundness."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fourfold.actions.authority import Touched, not_granted
from fourfold.actions.comparing import Comparison, compare_dossiers
from fourfold.actions.reads import Reads
from fourfold.actions.shelf import Opened
from fourfold.actions.soundness import Soundness, soundness
from fourfold.canon.parts import digests_in, parts_of, root, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.engine.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A draft as it stands and as it would stand, what differs, and what of that is not the viewer's to change."""

    before: Opened
    after: Opened
    found: Comparison
    soundness: Soundness
    barred: tuple[Text, ...]


def outlook(before: Opened, would_be: Dossier, *, viewer: Viewer, labels: Mapping[Key, str] | None = None) -> Outlook:
    """What becomes of a draft that is made equal to a dossier; nothing is written.

    `labels` are the codes in it that nothing bears, by the key that they would have.
    """
    after = _as_if(before, would_be)
    return Outlook(
        before=before,
        after=after,
        found=compare_dossiers(before.index.dossier, would_be, labels),
        soundness=soundness(before.problems(), after.problems()),
        barred=not_granted(
            viewer,
            institution=before.institution,
            cluster=before.index.cluster.head.key,
            touched=_touched(before.index.dossier, would_be),
        ),
    )


def _as_if(before: Opened, would_be: Dossier) -> Opened:
    """The draft as it would stand."""
    manifest = split_dossier(would_be)[0].manifest
    if root(manifest) == before.root:
        return before
    index, digests = Index(would_be), digests_in(manifest)
    return replace(before, root=root(manifest), digests=digests, index=index, reads=Reads(index, digests))


def _touched(before: Dossier, after: Dossier) -> Iterator[Touched]:
    was, will = (dict(parts_of(each.cluster)) for each in (before, after))
    for key in {**was, **will}:
        if was.get(key) != will.get(key):
            yield Touched(key=key, before=was.get(key), after=will.get(key))
    frameworks, others = ({each.key: each for each in side.frameworks} for side in (before, after))
    yield from (Touched(key=key) for key in {**frameworks, **others} if frameworks.get(key) != others.get(key))
