"""The outcomes of a cluster's courses as a CASE package, with what each serves of the frameworks.

An outcome is related to an item (`isRelatedTo`), never an exact match of it: it treats the item to a depth, which CASE
has no field for and the extension `fourfold.depth` tells.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from fourfold.canon.trees import tree_of
from fourfold.domain.cluster import Dossier, Head
from fourfold.domain.course import Course, Outcome
from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import Link
from fourfold.domain.marks import Key
from fourfold.domain.text import Language
from fourfold.exchange.case_carried import put_back
from fourfold.exchange.case_framework import (
    SCHEMA,
    child,
    fact,
    item_type,
    main_language,
    objects_of,
    own,
    said,
    short,
    type_identifier,
)
from fourfold.exchange.case_names import (
    ASSOCIATIONS,
    CHILDREN,
    DOCUMENT,
    DOCUMENTS,
    ITEM_TYPES,
    ITEMS,
    Flat,
    Here,
    Name,
    Objects,
    identifier,
    link,
    minted,
    node,
)
from fourfold.exchange.case_write import Tree, raised, tree_of_package

OUTCOMES_SCHEMA = "outcomes/1"
_LINK_FACTS = ("depth", "hours", "assessment", "rationale", "footing")


def outcomes_package(dossier: Dossier, *, at: datetime, base: str = "", served: Collection[Key] = frozenset()) -> Tree:
    """The package of a cluster's outcomes; `served` are the keys of the frameworks that stand below `base` too."""
    return tree_of_package(_objects(dossier, served), at=at, base=base)


def outcomes_document(head: Head) -> Flat:
    """The document of a cluster's outcomes."""
    language = main_language(head.title)
    flat = {
        **own(DOCUMENTS, identifier(head.key)),
        "caseVersion": "1.1",
        "frameworkType": "course outcomes",
        "creator": head.institution,
        "language": language,
        SCHEMA: OUTCOMES_SCHEMA,
    }
    said(flat, "title", head.title, language)
    if head.note:
        said(flat, "description", head.note, language)
    for name in ("code", "institution", "footing"):
        fact(flat, name, tree_of(head)[name])
    return flat


def _objects(dossier: Dossier, served: Collection[Key]) -> Objects:
    head = dossier.cluster.head
    found: Objects = {DOCUMENT: outcomes_document(head)}
    language = main_language(head.title)
    document = identifier(head.key)
    for at, course in enumerate(dossier.cluster.courses, start=1):
        _place(found, course, (found[DOCUMENT]["title"], DOCUMENTS, document), at, language)
        above = found[Name(ITEMS, identifier(course.key))]["fullStatement"], ITEMS, identifier(course.key)
        for number, outcome in enumerate(course.outcomes, start=1):
            _place(found, outcome, above, number, language)
    _relate(found, dossier, served, language)
    for title in dict.fromkeys(each["CFItemType"] for name, each in found.items() if name.kind == ITEMS):
        found[Name(ITEM_TYPES, type_identifier(title))] = item_type(title)
    return found


def _place(found: Objects, noun: Course | Outcome, above: tuple[str, str, str], at: int, language: Language) -> None:
    of, title = identifier(noun.key), type(noun).__name__
    flat = {
        **own(ITEMS, of),
        "humanCodingScheme": noun.code,
        "CFItemType": title,
        "CFItemTypeURI": link(title, ITEM_TYPES, type_identifier(title)),
    }
    said(flat, "fullStatement", noun.text if isinstance(noun, Outcome) else noun.title, language)
    for name in ("level", "assessments") if isinstance(noun, Outcome) else ("credits",):
        if name in (tree := tree_of(noun)):
            fact(flat, name, tree[name])
    found[Name(ITEMS, of)] = flat
    found[Name(CHILDREN, of)] = child(found[DOCUMENT]["identifier"], (flat["fullStatement"], of), above, at)


def _relate(found: Objects, dossier: Dossier, served: Collection[Key], language: Language) -> None:
    frameworks = {each.key: each for each in dossier.frameworks}
    items = {(each.key, item.key): item for each in dossier.frameworks for item in each.walk()}
    addresses = {each.key: _addresses(each, served) for each in dossier.frameworks}
    for part in dossier.cluster.links:
        for each in part.links:
            item, framework = items.get((each.framework, each.item)), frameworks.get(each.framework)
            origin = found.get(Name(ITEMS, identifier(each.outcome)))
            if item is not None and framework is not None and origin is not None:
                name, flat = _related(each, origin, item, framework, language)
                flat["destinationNodeURI"]["uri"] = addresses[framework.key][item.key]
                found[Name(ASSOCIATIONS, name)] = flat


def _related(
    each: Link, origin: Flat, item: Item, framework: Framework, language: Language
) -> tuple[str, dict[str, Any]]:
    outcome = identifier(each.outcome)
    name = minted(outcome, f"isRelatedTo {each.framework} {each.item}")
    flat = {
        **own(ASSOCIATIONS, name),
        "associationType": "isRelatedTo",
        "originNodeURI": node(short(origin["fullStatement"]), ITEMS, outcome),
        "destinationNodeURI": node(short(item.title.in_language(language)), ITEMS, identifier(item.key)),
    }
    tree = tree_of(each)
    for fact_name in _LINK_FACTS:
        if fact_name in tree:
            fact(flat, fact_name, tree[fact_name])
    fact(flat, "framework", {"code": framework.code, "identifier": identifier(framework.key)})
    return name, flat


def _addresses(framework: Framework, served: Collection[Key]) -> Mapping[Key, Here | str]:
    """Where the items of a framework stand: where their own package says, here if it is served here, else nowhere."""
    objects = put_back(objects_of(framework), framework) if framework.carried else {}
    found: dict[Key, Here | str] = {}
    for item in framework.walk():
        of = identifier(item.key)
        told = objects.get(Name(ITEMS, of), {}).get("uri")
        here = Here(ITEMS, of)
        found[item.key] = told if isinstance(told, str) else here if framework.key in served else here.at("")
    return found


__all__ = ["outcomes_document", "outcomes_package", "raised"]
