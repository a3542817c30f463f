"""Tokens: a person's keys for programs. The secret is shown once; only its digest is kept."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from fourfold.actions.deeds import Deed, record_at_home
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.store import people, tokens
from fourfold.store.tokens import KeptToken

__all__ = ["KeptToken", "MadeToken", "make_token", "revoke_token", "tokens_of", "viewer_of_token"]

PREFIX = "ff_"
MOST_DAYS = 366
MOST_NAME = 100
MOST_TOKENS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeToken:
    """A new token; nobody sees its `secret` again."""

    id: str
    secret: str
    expires_at: datetime


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is long and random, so a plain digest cannot be turned back."""
    return hashlib.sha256(secret.encode("utf-8", errors="replace")).hexdigest()


def make_token(viewer: Viewer, *, name: str, may_write: bool, days: int) -> MadeToken:
    """Make a token that speaks for the viewer for so many days."""
    _check(viewer, name.strip(), days)
    now, secret = datetime.now(UTC), PREFIX + secrets.token_urlsafe(32)
    expires_at = now + timedelta(days=days)
    with transaction.atomic():
        made = tokens.add(
            person=viewer.who,
            digest=digest_of(secret),
            name=name.strip(),
            may_write=may_write,
            made_at=now,
            expires_at=expires_at,
        )
        record_at_home(viewer, Deed.TOKEN_MADE, made, at=now, may_write=may_write)
    return MadeToken(id=made, secret=secret, expires_at=expires_at)


def _check(viewer: Viewer, name: str, days: int) -> None:
    if not viewer.may_write:
        raise Forbidden(Text(en="A token that may only read makes no tokens.", zh="只读令牌不能创建令牌。"))
    if not viewer.who or viewer.operator:
        raise Forbidden(Text(en="Only somebody with an account has tokens.", zh="只有拥有账户的人才能有令牌。"))
    if not 0 < len(name) <= MOST_NAME:
        raise Refused(
            Text(en="A token needs a name of at most 100 characters.", zh="令牌需要名称，且不超过 100 个字符。")
        )
    if not 0 < days <= MOST_DAYS:
        raise Refused(Text(en="A token lasts from 1 to 366 days.", zh="令牌的有效期为 1 至 366 天。"))
    if sum(each.works(datetime.now(UTC)) for each in tokens.of_person(viewer.who)) >= MOST_TOKENS:
        raise Refused(Text(en="You have 50 tokens: revoke some first.", zh="您已有 50 个令牌：请先撤销一些。"))


def tokens_of(viewer: Viewer) -> tuple[KeptToken, ...]:
    """The viewer's tokens, the newest first."""
    return tokens.of_person(viewer.who) if viewer.who and not viewer.operator else ()


def revoke_token(viewer: Viewer, *, token: str) -> None:
    """End a token of the viewer at once."""
    now = datetime.now(UTC)
    with transaction.atomic():
        if not _is_id(token) or not _is_id(viewer.who) or not tokens.revoke(person=viewer.who, token=token, at=now):
            raise Missing(Text(en="There is no such token.", zh="没有这个令牌。"))
        record_at_home(viewer, Deed.TOKEN_REVOKED, token, at=now)


def viewer_of_token(secret: str, *, at: datetime | None = None) -> Viewer | None:
    """For whom a token speaks, with everything granted to that person; `None` where it opens nothing."""
    if not secret.startswith(PREFIX):
        return None
    found = tokens.bearer(digest_of(secret), at=at or datetime.now(UTC))
    if found is None:
        return None
    return replace(people.viewer_of(found.person), may_write=found.may_write)


def _is_id(said: str) -> bool:
    try:
        return str(UUID(said)) == said.lower()
    except ValueError:
        return False
