"""Tables: documents as parts by digest, drafts as rows of keys and digests, changes as a chain."""

from fourfold.store.models.change import Change
from fourfold.store.models.document import Document, Draft, DraftPart
from fourfold.store.models.part import Manifest, Part

__all__ = ["Change", "Document", "Draft", "DraftPart", "Manifest", "Part"]
