"""What is published here as CASE: frameworks, and the outcomes of clusters, each in its newest release."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fourfold.actions.answers import Answers, Question, digest_of
from fourfold.canon.parts import Whole
from fourfold.domain.person import VISITOR
from fourfold.exchange.case_names import ASSOCIATIONS, DEFINITIONS, ITEMS, RUBRICS
from fourfold.exchange.case_outcomes import outcomes_package
from fourfold.exchange.case_write import case_bytes, package_of
from fourfold.store import read
from fourfold.store.read import Shelved

Tree = dict[str, Any]
_PACKAGES = Answers(most=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provided:
    """A published document as it is provided: its package, and each object in it by its kind and identifier."""

    identifier: str
    tree: Tree
    objects: Mapping[str, Mapping[str, Tree]]
    joined: Mapping[str, tuple[Tree, ...]]
    content: bytes = field(repr=False)


def provided(base: str) -> tuple[Provided, ...]:
    """Everything that is published, in order of address, below `base`: whoever asks sees what everybody sees."""
    frameworks = [each for each in read.shelved(VISITOR, Whole.FRAMEWORK) if each.releases]
    clusters = [each for each in read.shelved(VISITOR) if each.releases]
    served = frozenset(each.key for each in frameworks)
    return (
        *(_asked(each, base, frozenset(), _framework) for each in frameworks),
        *(_asked(each, base, served, _outcomes) for each in clusters),
    )


def _asked(kept: Shelved, base: str, served: frozenset[str], make: Any) -> Provided:  # noqa: ANN401 - one of two functions
    newest = kept.releases[0]
    asked = Question(name=make.__name__, arguments=(base, newest.published_at, digest_of(served)), read=newest.root)
    return _PACKAGES.ask(asked, lambda: _provided(make(kept, newest.published_at, base, served)))


def _framework(kept: Shelved, at: datetime, base: str, _served: frozenset[str]) -> Tree:
    return package_of(read.framework_of(kept.releases[0].root), at=at, base=base)


def _outcomes(kept: Shelved, at: datetime, base: str, served: frozenset[str]) -> Tree:
    address = kept.address
    release = read.release_at(address.institution, address.code, kept.releases[0].name)
    if release is None:
        raise LookupError(f"{address.institution}/{address.code} has lost its release")
    return outcomes_package(read.dossier_of(release), at=at, base=base, served=served)


def _provided(tree: Tree) -> Provided:
    definitions = tree.get("CFDefinitions", {})
    lists = {kind: tree.get(kind, ()) for kind in (ITEMS, ASSOCIATIONS, RUBRICS)}
    lists |= {kind: definitions.get(kind, ()) for kind in DEFINITIONS}
    joined: dict[str, list[Tree]] = {}
    for each in lists[ASSOCIATIONS]:
        for end in _ends(each):
            joined.setdefault(end, []).append(each)
    return Provided(
        identifier=tree["CFDocument"]["identifier"],
        tree=tree,
        objects={kind: {each["identifier"]: each for each in held} for kind, held in lists.items()},
        joined={end: tuple(held) for end, held in joined.items()},
        content=case_bytes(tree),
    )


def _ends(association: Tree) -> Iterator[str]:
    ends = (association[name]["identifier"].lower() for name in ("originNodeURI", "destinationNodeURI"))
    yield from dict.fromkeys(ends)
