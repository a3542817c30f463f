"""What a draft holds at one moment: parts by digest and pinned frameworks by root."""

from collections.abc import Mapping
from dataclasses import dataclass

from fourfold.canon.parts import Manifest, Whole, root
from fourfold.store.models import Draft, DraftPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The keys of a draft: `parts` with their digests, `frameworks` with their roots."""

    parts: Mapping[str, str]
    frameworks: Mapping[str, str]

    def manifest(self, key: str) -> Manifest:
        """The manifest of the document `key` as the draft stands."""
        parts = {each: self.parts[each] for each in sorted(self.parts)}
        frameworks = {each: self.frameworks[each] for each in sorted(self.frameworks)}
        return Manifest(kind=Whole.CLUSTER, key=key, parts=parts, frameworks=frameworks)

    def root(self, key: str) -> str:
        """The root of the document `key` as the draft stands: computed when asked for."""
        return root(self.manifest(key))

    def digests(self) -> dict[str, str]:
        """Every key with its digest or root."""
        return {**self.parts, **self.frameworks}


def held_by(draft: Draft) -> Held:
    """What `draft` holds now."""
    # One query sees one moment; two could see a part from before a change and a framework from after it.
    rows = list(DraftPart.objects.filter(draft=draft).values_list("key", "part_id", "framework_id"))
    return Held(
        parts={str(key): digest for key, digest, _ in rows if digest},
        frameworks={str(key): name for key, _, name in rows if name},
    )
