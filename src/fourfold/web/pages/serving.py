"""What an outcome serves: by kind of framework, the versions of one framework folded into the current one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fourfold.domain.footing import Ground
from fourfold.domain.framework import Framework, FrameworkKind
from fourfold.domain.link import Link
from fourfold.domain.program import CertificationRole, Program
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.web.pages import footings, standing, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.wording import DEPTHS, KINDS_MANY, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An item that an outcome serves, and how deeply; `meets` where that is as deep as the item requires."""

    framework: Named
    item: Named
    named: bool
    depth: Words
    rank: int
    meets: bool
    required: Words
    stand: Stand | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Another version of a framework: what the outcome serves of it, and how that differs from the current one."""

    name: Named
    difference: str
    served: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """What an outcome serves of a framework: of every version that a program names, then of the others.

    Where no program names one, `served` is of the current version.
    """

    served: tuple[Service, ...]
    others: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Services:
    """What an outcome serves of one kind of framework."""

    kind: Words
    families: tuple[Family, ...]

    def all(self) -> Iterable[Service]:
        """Every item served, of every version."""
        for family in self.families:
            yield from family.served
            for version in family.others:
                yield from version.served


def of_links(index: Index, address: Address, links: Iterable[Link]) -> tuple[Services, ...]:
    """What links serve, by kind; what the programs that take the course name comes first."""
    by_framework: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.framework in index.frameworks and link.item in index.items:
            by_framework[link.framework].append(link)
    families: defaultdict[str, list[Framework]] = defaultdict(list)
    for key in by_framework:
        families[kin(index)[key]].append(index.frameworks[key])
    made = [_family(index, address, versions, by_framework) for versions in families.values()]
    order = {key: place for place, key in enumerate(index.frameworks)}
    made.sort(key=lambda pair: (not pair[1].served[0].named, order[pair[0].key]))
    groups = ((kind, tuple(family for current, family in made if current.kind is kind)) for kind in FrameworkKind)
    return tuple(Services(KINDS_MANY[kind], found) for kind, found in groups if found)


def kin(index: Index) -> dict[str, str]:
    """Which frameworks are versions of one: the key of the first of them, by key of each.

    Versions share their family; a copy that differs by its weights alone has the same leaves under another one.
    """
    return kept(index, "kin of frameworks", lambda: _kin(index))


def _kin(index: Index) -> dict[str, str]:
    found: dict[str, str] = {}
    first: dict[object, str] = {}
    for key, framework in index.frameworks.items():
        leaves = frozenset(leaf.title for leaf in framework.leaves())
        signs: list[object] = [(framework.kind, framework.family), *([(framework.kind, leaves)] if leaves else [])]
        known = next((first[sign] for sign in signs if sign in first), key)
        found[key] = known
        for sign in signs:
            first.setdefault(sign, known)
    return found


def _family(
    index: Index, address: Address, versions: list[Framework], links: dict[str, list[Link]]
) -> tuple[Framework, Family]:
    superseded = {each.supersedes for each in index.frameworks.values() if each.family in {v.family for v in versions}}

    places = list(index.frameworks)

    def lateness(each: Framework) -> tuple[bool, bool, bool, bool, int, int]:
        since, link = each.valid_from_date or date.min, links[each.key][0]
        named = _is_named(index, link)
        made_up = not named and each.footing.ground is Ground.ILLUSTRATIVE
        ranks = not _is_promised(index, link), not named, made_up, each.key in superseded
        return *ranks, -since.toordinal(), places.index(each.key)

    ordered = sorted(versions, key=lateness)
    shown = [each for each in ordered if _is_named(index, links[each.key][0])] or ordered[:1]
    served = [_served(index, address, links[each.key]) for each in shown]
    told = tuple(_version(index, address, each, links[each.key], served) for each in ordered[len(shown) :])
    return ordered[0], Family(tuple(chain(*served)), told)


def _version(
    index: Index, address: Address, framework: Framework, links: list[Link], shown: list[tuple[Service, ...]]
) -> Version:
    served = _served(index, address, links)
    nearest = max(shown, key=lambda each: (_same(each, served), -len(each)))
    return Version(
        name=Named(framework.title, address.to("framework", framework.code), code=framework.code),
        difference=difference(nearest, served),
        served=served,
    )


def difference(current: tuple[Service, ...], other: tuple[Service, ...]) -> str:
    """How the items served of another version differ from those of the current one: `the same 5 items and 2 more`.

    An item is the same where it has the same title or the same code.
    """
    same = _same(current, other)
    more, here = len(other) - same, len(current)
    if not same:
        return ngettext("%(count)d other item", "%(count)d other items", more) % {"count": more}
    if same >= here:
        said = ngettext("the same item", "the same %(count)d items", same) % {"count": same}
    else:
        said = _("%(count)d of the %(all)d items") % {"count": same, "all": here}
    if not more:
        return said
    return _("%(said)s and %(more)d more") % {"said": said, "more": more}


def _same(current: tuple[Service, ...], other: tuple[Service, ...]) -> int:
    known = {each.item.title for each in current} | {each.item.code for each in current}
    return sum(each.item.title in known or each.item.code in known for each in other)


def _served(index: Index, address: Address, links: list[Link]) -> tuple[Service, ...]:
    order = {item.key: place for place, item in enumerate(index.frameworks[links[0].framework].walk())}
    return tuple(_service(index, address, link) for link in sorted(links, key=lambda link: order.get(link.item, -1)))


def _is_named(index: Index, link: Link) -> bool:
    """Whether a program that takes the link's course names its framework."""
    framework = index.frameworks[link.framework]
    return any(standing.names(program, framework) for program in _takers(index, link))


def _is_promised(index: Index, link: Link) -> bool:
    """Whether a program that takes the link's course recommends its framework."""
    named = (standing.certification_of(each, index.frameworks[link.framework]) for each in _takers(index, link))
    return any(each is not None and each.role is CertificationRole.RECOMMENDED for each in named)


def _takers(index: Index, link: Link) -> tuple[Program, ...]:
    return taking.programs_of(index, index.course_of_outcome[link.outcome])


def _service(index: Index, address: Address, link: Link) -> Service:
    framework, item = index.frameworks[link.framework], index.items[link.item]
    href = address.to("framework", framework.code)
    return Service(
        framework=Named(framework.title, href, code=framework.code),
        item=Named(item.title, f"{href}#item-{item.code}", code=item.code),
        named=_is_named(index, link),
        depth=DEPTHS[link.depth],
        rank=link.depth.rank,
        meets=link.depth.rank >= item.depth.rank,
        required=DEPTHS[item.depth],
        stand=footings.inherited(link.footing) if link.footing else None,
    )
