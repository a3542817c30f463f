"""Dossiers rewritten for tests."""

from dataclasses import replace

from fourfold.domain.cluster import Dossier
from fourfold.domain.text import Text


def retitled(dossier: Dossier, title: str) -> Dossier:
    """The same with another title."""
    head = replace(dossier.cluster.head, title=Text(en=title))
    return replace(dossier, cluster=replace(dossier.cluster, head=head))


def at_home(dossier: Dossier, home: Dossier, *, same_key: bool = True) -> Dossier:
    """The same at the address of `home`, as the same document or as another."""
    there, head = home.cluster.head, dossier.cluster.head
    moved = replace(head, institution=there.institution, code=there.code, key=there.key if same_key else head.key)
    return replace(dossier, cluster=replace(dossier.cluster, head=moved))
