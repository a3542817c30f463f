"""What a draft holds at one moment: parts by digest and pinned frameworks by root."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

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
    return held_by_each([draft])[draft.pk]


def held_by_each(drafts: Collection[Draft]) -> dict[UUID, Held]:
    """What each of these drafts holds now, by the key of its document."""
    parts: dict[UUID, dict[str, str]] = {draft.pk: {} for draft in drafts}
    frameworks: dict[UUID, dict[str, str]] = {draft.pk: {} for draft in drafts}
    # One query sees one moment; two could see a part from before a change and a framework from after it.
    rows = DraftPart.objects.filter(draft__in=list(parts)).values_list("draft_id", "key", "part_id", "framework_id")
    for document, key, digest, name in rows:
        if digest:
            parts[document][str(key)] = digest
        elif name:
            frameworks[document][str(key)] = name
    return {key: Held(parts=parts[key], frameworks=frameworks[key]) for key in parts}
