"""The ways that stand around a page: the path to it, the pages beside it, and every page there is."""

from dataclasses import dataclass

from fourfold.domain.text import Text
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the main navigation."""

    name: Words
    href: str
    here: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the path to this page; `state` where it is the draft or the release that is read."""

    name: Text | Words
    href: str
    state: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of one kind, in the list of all pages at the foot."""

    title: Text | Words
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around a page; instants on it are told in `zone`, which the foot names.

    `groups` are empty where the ways are all there is.
    """

    crumbs: tuple[Crumb, ...]
    ways: tuple[Way, ...]
    groups: tuple[Group, ...]
    zone: str
