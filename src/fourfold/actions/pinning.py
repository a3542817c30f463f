"""Pinning frameworks: another institution's only as it has published them."""

from collections.abc import Iterable

from fourfold.actions.refused import Refused
from fourfold.canon.parts import root, split
from fourfold.domain.framework import Framework
from fourfold.domain.text import Text
from fourfold.store.frameworks import owner_of, published_roots


def refuse_foreign(frameworks: Iterable[Framework], *, owner: str) -> None:
    """Refuse a framework that another institution keeps here, unless it is one of its published versions, unchanged."""
    for framework in frameworks:
        keeper = owner_of(framework.key)
        if keeper is None or keeper.lower() == owner.lower():
            continue
        if root(split(framework).manifest) not in published_roots(framework.key):
            raise Refused(
                Text(
                    en=f"{framework.code} belongs to {keeper}: pin a published version as it is, or copy it under "
                    "a key of its own.",
                    zh=f"{framework.code} 属于 {keeper}：请原样引用其已发布版本，或使用新的标识（key）另建副本。",
                )
            )
