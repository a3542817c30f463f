"""A framework as the objects of a CASE package, as we would write it had nobody else written one before.

What CASE has a field for stands there: statements, codes, versions, dates, the tree. What it has none for (weights,
required depths, footing, the other language) stands in extensions whose names begin with `fourfold.`.
"""

from typing import Any

from fourfold.canon.identity import NAMESPACE_FOURFOLD
from fourfold.canon.trees import tree_of
from fourfold.domain.framework import Framework, Item
from fourfold.domain.text import Language, Text
from fourfold.exchange.case_names import (
    ASSOCIATIONS,
    CHILD,
    CHILDREN,
    DOCUMENT,
    DOCUMENTS,
    EXTRA,
    ITEM_TYPES,
    ITEMS,
    OURS,
    STAMP,
    Flat,
    Here,
    Name,
    Objects,
    identifier,
    link,
    minted,
    node,
)
from fourfold.exchange.case_text import plain

SCHEMA = f"{EXTRA}{OURS}schema"
FRAMEWORK_SCHEMA = "framework/1"
DOCUMENT_FACTS = (
    "key",
    "code",
    "family",
    "kind",
    "institution",
    "provider",
    "supersedes",
    "total",
    "anchors",
    "footing",
)
ITEM_FACTS = ("key", "weight", "total", "depth", "technologies", "footing")
"""What of a framework and of an item stands in extensions, as it stands in our own files."""
_LONGEST_TITLE = 200


def objects_of(framework: Framework) -> Objects:
    """Every object of a framework's package."""
    language = main_language(framework.title)
    found: Objects = {DOCUMENT: _document(framework, language)}
    place_below(found, framework.items, identifier(framework.key), language)
    if framework.supersedes is not None:
        _replaced(found, framework, language)
    for title in dict.fromkeys(each["CFItemType"] for name, each in found.items() if name.kind == ITEMS):
        found[Name(ITEM_TYPES, type_identifier(title))] = item_type(title)
    return found


def main_language(title: Text) -> Language:
    """The language that a document is in: English, unless its title has none."""
    return "en" if title.en else "zh"


def said(flat: Flat, field: str, text: Text, language: Language) -> None:
    """Put a text into a field in the language of its document, and what it says in the other into an extension.

    A text that would be read as markup stands in the extension as well, where it is taken for its letters.
    """
    flat[field] = text.in_language(language)
    other: Language = "zh" if language == "en" else "en"
    spoken = language if getattr(text, language) else other
    if spoken != language and field == "fullStatement":
        flat["language"] = spoken
    elif spoken != language:
        flat[f"{EXTRA}{OURS}{field}.language"] = spoken
    if plain(flat[field]) != flat[field]:
        flat[f"{EXTRA}{OURS}{field}"] = tree_of(text)
    elif spoken == language and getattr(text, other):
        flat[f"{EXTRA}{OURS}{field}"] = {other: getattr(text, other)}


def fact(flat: Flat, name: str, held: Any) -> None:
    """Put what CASE has no field for into an extension."""
    flat[f"{EXTRA}{OURS}{name}"] = held


def own(kind: str, of: str) -> Flat:
    """What every object has."""
    return {"identifier": of, "uri": Here(kind, of), "lastChangeDateTime": STAMP}


def _document(framework: Framework, language: Language) -> Flat:
    tree = tree_of(framework)
    flat = {
        **own(DOCUMENTS, identifier(framework.key)),
        "caseVersion": "1.1",
        "frameworkType": framework.kind.value,
        "creator": framework.provider.in_language(language) if framework.provider else framework.institution,
        "language": language,
        SCHEMA: FRAMEWORK_SCHEMA,
    }
    said(flat, "title", framework.title, language)
    if framework.note:
        said(flat, "description", framework.note, language)
    names = (("version", "version"), ("statusStartDate", "valid_from_date"), ("statusEndDate", "retires_on_date"))
    flat |= {field: tree[name] for field, name in names if name in tree}
    for name in DOCUMENT_FACTS:
        if name in tree and (name != "key" or identifier(tree[name]) != tree[name]):
            fact(flat, name, tree[name])
    return flat


def place_below(found: Objects, items: tuple[Item, ...], document: str, language: Language) -> None:
    """Add items, parents first, each with the association that puts it below its parent."""
    above: list[tuple[Item, str, str, str, int]] = [
        (item, document, DOCUMENTS, found[DOCUMENT]["title"], at) for at, item in enumerate(items, start=1)
    ]
    above.reverse()
    while above:
        item, parent, kind, title, at = above.pop()
        of = identifier(item.key)
        flat = _item(item, of, language)
        found[Name(ITEMS, of)] = flat
        statement = flat["fullStatement"]
        found[Name(CHILDREN, of)] = child(document, (statement, of), (title, kind, parent), at)
        below = [(each, of, ITEMS, statement, n) for n, each in enumerate(item.children, start=1)]
        above += reversed(below)


def child(document: str, of: tuple[str, str], parent: tuple[str, str, str], at: int) -> Flat:
    """The association that puts an item (its title and identifier) below a parent (title, kind, identifier)."""
    (title, item), (above, kind, key) = of, parent
    name = minted(document, f"{CHILD} {item} {key}")
    return {
        **own(ASSOCIATIONS, name),
        "associationType": CHILD,
        "sequenceNumber": at,
        "originNodeURI": node(short(title), ITEMS, item),
        "destinationNodeURI": node(short(above), kind, key),
    }


def short(title: str) -> str:
    """A title for a reference: one line, not too long."""
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + "…"


def _item(item: Item, of: str, language: Language) -> Flat:
    tree = tree_of(item)
    title = "Area" if item.children else "Item"
    flat = {
        **own(ITEMS, of),
        "humanCodingScheme": item.code,
        "CFItemType": title,
        "CFItemTypeURI": link(title, ITEM_TYPES, type_identifier(title)),
    }
    said(flat, "fullStatement", item.title, language)
    if not item.children:
        tree["depth"] = item.depth.value
    for name in ITEM_FACTS:
        if name in tree and (name != "key" or of != tree[name]):
            fact(flat, name, tree[name])
    return flat


def _replaced(found: Objects, framework: Framework, language: Language) -> None:
    old, new = identifier(str(framework.supersedes)), identifier(framework.key)
    name = minted(new, f"replacedBy {old}")
    found[Name(ASSOCIATIONS, name)] = {
        **own(ASSOCIATIONS, name),
        "associationType": "replacedBy",
        "originNodeURI": node(old, DOCUMENTS, old),
        "destinationNodeURI": node(short(framework.title.in_language(language)), DOCUMENTS, new),
    }


TYPES = {
    "Area": "A group of items; what it asks for is what the items below it ask for.",
    "Item": "What a framework asks for: the leaf that outcomes are linked to.",
    "Course": "A course; its outcomes stand below it.",
    "Outcome": "What a student can do after the course.",
}
"""The types of items that we write, the higher first."""


def type_identifier(title: str) -> str:
    """The identifier of a type of items: the same in every package."""
    return minted(NAMESPACE_FOURFOLD, f"case item type: {title}")


def item_type(title: str) -> Flat:
    """The definition of a type of items."""
    of = type_identifier(title)
    return {
        **own(ITEM_TYPES, of),
        "title": title,
        "description": TYPES[title],
        "hierarchyCode": str(1 + list(TYPES).index(title) % 2),
        "typeCode": title.lower(),
    }
