"""Releasing: a draft becomes an immutable, approved root with a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from fourfold.actions.addresses import refuse_reserved
from fourfold.actions.approval import conclude
from fourfold.actions.installation import usable
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.releases import may_release
from fourfold.actions.shelf import DRAFT, Opened, open_cluster
from fourfold.actions.words import plain
from fourfold.domain.framework import Framework
from fourfold.domain.marks import CODE_PATTERN
from fourfold.domain.person import Viewer
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.store import releases
from fourfold.store.read import Published
from fourfold.store.releases import Notice, StaleDraft, TakenName
from fourfold.store.tables import at_work


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether a draft can be released: what stops it, and whether a release is equal to it already."""

    root: str
    errors: tuple[Problem, ...]
    same_as: Published | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked: a release of the draft with this `root`, under a `name`, with a `note`.

    A `reason` lets errors pass; it is shown with the release for ever, and so is who gave it.
    """

    root: str
    name: str
    note: str = ""
    reason: str = ""


class BadName(Refused):
    """No address can have this name."""


class NameTaken(Clash):
    """There is a release of this name."""


class Unexplained(Refused):
    """Errors stop the release, and no reason was given."""


class DraftMoved(Clash):
    """The draft is not the one that was looked at any more."""


def readiness(draft: Opened, published: Sequence[Published]) -> Readiness:
    """What the checks say of a draft that is to be released; `published` are the releases there are."""
    errors = tuple(each for each in draft.problems() if each.severity is Severity.ERROR)
    same = next((each for each in published if each.root == draft.root), None)
    return Readiness(root=draft.root, errors=errors, same_as=same)


def publish(
    institution: str, cluster: str, request: Request, *, viewer: Viewer, now: datetime, today: date | None = None
) -> Published:
    """Release the draft of a cluster, if it is still the one that was looked at and nothing stops it.

    The checks judge by `today`, else by the day in `now`. A reason lets errors pass, but replaces no body: in a cluster
    that has had a revision round, `Unapproved` says which of them are missing.
    """
    draft = open_cluster(institution, cluster, viewer=viewer, today=today or now.date(), state=DRAFT)
    if draft is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    _insist(viewer, draft)
    name = _named(request.name)
    errors = sum(each.severity is Severity.ERROR for each in draft.problems())
    _unstopped(errors, request.reason)
    notice = Notice(
        name=name,
        who=viewer.who,
        at=now,
        note=plain(request.note),
        overridden=errors,
        reason=plain(request.reason) if errors else "",
    )
    document = draft.index.cluster.head.key
    try:
        with usable(), at_work(), transaction.atomic():
            done = releases.publish(document, expected=request.root, notice=notice)
            conclude(document, done, now=now)
            return done
    except StaleDraft as stale:
        raise DraftMoved(_moved_on(request.root, stale.root)) from stale
    except TakenName as taken:
        raise NameTaken(
            Text(en=f"There is a release {name} already: choose another name.", zh=f"已有发布版 {name}：请另选名称。")
        ) from taken


def may_publish_framework(viewer: Viewer, framework: Framework) -> bool:
    """Whether somebody may publish a framework: it belongs to all of an institution, so who leads all of it does."""
    return viewer.may_write and viewer.leads(framework.institution, framework.key)


def publish_framework(framework: Framework, name: str, *, viewer: Viewer, now: datetime, note: str = "") -> Published:
    """Publish a version of a framework on its own, so that others may pin it."""
    if not may_publish_framework(viewer, framework):
        raise Forbidden(_not_lead())
    notice = Notice(name=_named(name), who=viewer.who, at=now, note=plain(note))
    try:
        with usable(), at_work():
            return releases.publish_framework(framework, notice)
    except TakenName as taken:
        raise NameTaken(
            Text(en=f"{name} is published already: choose another name.", zh=f"{name} 已发布：请另选名称。")
        ) from taken


def _insist(viewer: Viewer, draft: Opened) -> None:
    if not may_release(viewer, draft):
        raise Forbidden(_not_lead())


def _not_lead() -> Text:
    return Text(en="Releasing is the lead's.", zh="只有负责人可以发布。")


def _named(name: str) -> str:
    if not re.fullmatch(CODE_PATTERN, name):
        raise BadName(
            Text(
                en="A release's name has up to 40 letters, digits, dots, hyphens and underscores, such as 2026.1.",
                zh="发布版名称最多 40 个字符，可用字母、数字、点、连字符和下划线，例如 2026.1。",
            )
        )
    try:
        refuse_reserved("", release=name)
    except Refused as reserved:
        raise BadName(reserved.why) from reserved
    return name


def _unstopped(errors: int, reason: str) -> None:
    if errors and not reason.strip():
        counted = "1 error stops" if errors == 1 else f"{errors} errors stop"
        raise Unexplained(
            Text(
                en=f"{counted} this release: mend them, or give the reason why it is released all the same.",
                zh=f"有 {errors} 个错误阻止发布：请先改正，或写明仍要发布的理由。",
            )
        )


def _moved_on(before: str, now: str) -> Text:
    return Text(
        en=f"The draft has moved on from {before[:8]} to {now[:8]} since you looked: look again, then release.",
        zh=f"在您查看之后，草稿已由 {before[:8]} 变为 {now[:8]}：请重新查看后再发布。",
    )
