"""Published frameworks that a draft does not have yet: later releases of what it pins, and what supersedes that."""

from collections.abc import Iterator
from dataclasses import dataclass

from fourfold.actions.editing import Draft
from fourfold.actions.pinning import pin
from fourfold.actions.refused import Missing, Refused
from fourfold.actions.releases import may_release
from fourfold.actions.shelf import Opened, Shelved
from fourfold.canon.kinds import FrameworkHead
from fourfold.canon.parts import Whole
from fourfold.domain.framework import Framework
from fourfold.domain.text import Text
from fourfold.store import read
from fourfold.store.read import Published
from fourfold.store.write import Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """The newest release of a framework, and what the draft has in its place.

    `same`: it is a later release of that very framework, by its key; else one that supersedes it. `framework` has no
    items.
    """

    pinned: Framework
    framework: Framework
    institution: str
    release: Published

    @property
    def same(self) -> bool:
        """Whether both are releases of one framework."""
        return self.pinned.key == self.framework.key


def newer_published(opened: Opened) -> tuple[Newer, ...]:
    """What is published on this installation and newer than what a draft pins; a release stays as it is."""
    if opened.release is not None:
        return ()
    shelved = [each for each in read.shelved(opened.viewer, Whole.FRAMEWORK) if each.releases]
    heads = read.heads_of({each.releases[0].root for each in shelved}) if shelved else {}
    return tuple(found for each in shelved for found in _newer(opened, each, heads[each.releases[0].root]))


def _newer(opened: Opened, each: Shelved, head: object) -> Iterator[Newer]:
    if not isinstance(head, FrameworkHead):
        raise TypeError(f"document {each.key} is no framework")
    pinned = _pinned(opened, each, head.framework)
    if pinned is not None:
        yield Newer(
            pinned=pinned,
            framework=head.framework,
            institution=each.address.institution,
            release=each.releases[0],
        )


def _pinned(opened: Opened, each: Shelved, framework: Framework) -> Framework | None:
    """What the draft has in the place of a published framework, if that is newer."""
    has = opened.digests.get(each.key)
    if has is None:
        return opened.index.frameworks.get(framework.supersedes or "")
    earlier = {release.root for release in each.releases[1:]}
    return opened.index.frameworks.get(each.key) if has in earlier else None


def may_take_in(opened: Opened) -> bool:
    """Whether somebody pins frameworks in a draft: who leads its cluster."""
    return may_release(opened.viewer, opened)


def newer_called(opened: Opened, institution: str, code: str) -> Newer:
    """One of them by the address at which it is published."""
    for each in newer_published(opened):
        if (each.institution.lower(), each.framework.code.lower()) == (institution.lower(), code.lower()):
            return each
    raise Missing(Text(en="This draft has it already.", zh="此草稿已包含该标准的最新发布版。"))


def whole(newer: Newer) -> Framework:
    """The published framework with its items."""
    return read.framework_of(newer.release.root)


def take_in(draft: Draft, opened: Opened, newer: Newer) -> Moved:
    """Pin a published framework in the draft, as it was published, on what was pinned when the draft was looked at."""
    if not draft.why.strip():
        raise Refused(Text(en="Say why: the reason is kept with every change.", zh="请填写理由：它将随每处更改保存。"))
    return pin(draft, whole(newer), expected=opened.digests.get(newer.framework.key))
