"""What CASE 1.1 calls things, and how our keys stand for its identifiers."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from fourfold.canon.identity import NAMESPACE_FOURFOLD
from fourfold.domain.marks import Key

DOCUMENTS, ITEMS, ASSOCIATIONS, RUBRICS, PACKAGES = (
    "CFDocuments",
    "CFItems",
    "CFAssociations",
    "CFRubrics",
    "CFPackages",
)
ITEM_TYPES = "CFItemTypes"
DEFINITIONS = ("CFConcepts", "CFSubjects", "CFLicenses", ITEM_TYPES, "CFAssociationGroupings")
CHILD, CHILDREN = "isChildOf", "child"
"""An association that puts an item below another; each item's own one is named by the item."""
ASSOCIATION_TYPES = (
    CHILD,
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    "isTranslationOf",
)
OTHER_TYPE = re.compile(r"ext:[a-zA-Z0-9._-]+")
EXTRA = "+"
"""An extension is held as a field of this sign and its name."""
OURS = "fourfold."
"""How the names of our own extensions begin."""
KEPT = f"{EXTRA}{OURS}kept"
"""What CASE has no place for either: fields that it does not know, values of another kind."""
_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

Flat = dict[str, Any]
"""An object of CASE: its fields, and its extensions among them."""


class Name(NamedTuple):
    """What an object of a package is called: its kind and its identifier; there is one document and one package."""

    kind: str
    of: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.of}".strip()


DOCUMENT, PACKAGE, DEFINITION = Name("document"), Name("package"), Name("definitions")
Objects = dict[Name, Flat]
"""Every object of a package."""


@dataclass(frozen=True, slots=True)
class Here:
    """The address of one of our own objects, wherever the package will be served."""

    kind: str
    of: str

    def at(self, base: str) -> str:
        """The address below `base`; without one, a name that leads nowhere."""
        return f"{base}/{self.kind}/{self.of}" if base else f"urn:uuid:{self.of}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The moment of the last change of one of our own objects, whenever the package will be written."""


STAMP = Stamp()


def is_identifier(said: object) -> bool:
    """Whether this is a UUID as CASE 1.1 has them: in lower case, of version 1 to 5."""
    return isinstance(said, str) and _IDENTIFIER.fullmatch(said) is not None


def identifier(key: Key) -> str:
    """The identifier of what has a key: the key itself, unless it is of a version that CASE does not allow.

    >>> identifier("f696cb22-db71-5cc7-bf21-46f2bba4737b")
    'f696cb22-db71-5cc7-bf21-46f2bba4737b'
    """
    return key if is_identifier(key) else minted(NAMESPACE_FOURFOLD, f"case:{key}")


def minted(space: str | UUID, name: str) -> str:
    """An identifier that is the same whenever the same name in the same space asks for one."""
    return str(uuid5(UUID(str(space)), name))


def link(title: str, kind: str, of: str) -> Flat:
    """A reference to one of our own objects."""
    return {"title": title, "identifier": of, "uri": Here(kind, of)}


def node(title: str, kind: str, of: str) -> Flat:
    """A reference to one of our own objects from an association."""
    return {**link(title, kind, of), "targetType": "CASE"}
