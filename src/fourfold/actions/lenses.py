"""Saved lenses: views that somebody with an account keeps under a name.

An address is a page's own, and opens no more to whoever saved it than to anybody else.
"""

from datetime import datetime

from django.db import transaction

from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.store import lenses
from fourfold.store.lenses import KeptLens
from fourfold.store.people import is_id

__all__ = ["MOST_ADDRESS", "MOST_NAME", "KeptLens", "forget_lens", "lenses_of", "may_save", "save_lens"]

MOST_NAME = 100
MOST_ADDRESS = 2000
MOST_LENSES = 200


def may_save(viewer: Viewer) -> bool:
    """Whether somebody has an account to keep lenses in."""
    return viewer.may_write and not viewer.operator and is_id(viewer.who)


def lenses_of(viewer: Viewer) -> tuple[KeptLens, ...]:
    """The viewer's lenses, by name."""
    return lenses.of_person(viewer.who) if may_save(viewer) else ()


def save_lens(viewer: Viewer, *, name: str, address: str, now: datetime) -> None:
    """Keep an address of ours under a name; one that had this name gives way."""
    if not may_save(viewer):
        raise Forbidden(Text(en="Only somebody with an account saves lenses.", zh="只有拥有账户的人才能保存视角。"))
    said = " ".join(name.split())
    if not 0 < len(said) <= MOST_NAME or not said.isprintable():
        raise Refused(
            Text(en="Name the lens, in at most 100 characters.", zh="请为视角命名，不超过 100 个字符。"),
        )
    if not _is_ours(address):
        raise Refused(Text(en="This is no address of a page here.", zh="这不是本站页面的地址。"))
    with transaction.atomic():
        known = {each.name.lower() for each in lenses.of_person(viewer.who)}
        if said.lower() not in known and len(known) >= MOST_LENSES:
            raise Refused(Text(en="You have 200 lenses: forget some first.", zh="您已有 200 个视角：请先删除一些。"))
        lenses.save(viewer.who, name=said, address=address, at=now)


def forget_lens(viewer: Viewer, lens: str) -> None:
    """Forget one of the viewer's lenses."""
    known = may_save(viewer) and lens.isascii() and lens.isdecimal() and len(lens) < 19  # noqa: PLR2004 - as long as a row's number
    if not known or not lenses.forget(viewer.who, lens):
        raise Missing(Text(en="There is no such lens.", zh="没有这个视角。"))


def _is_ours(address: str) -> bool:
    """Whether an address can only lead to a page of this site."""
    plain = address.isprintable() and " " not in address and "\\" not in address
    return plain and len(address) <= MOST_ADDRESS and address.startswith("/") and not address.startswith("//")
