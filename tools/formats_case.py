"""The part of the reference page on formats that tells of CASE packages."""

from fourfold.exchange.case_objects import MOST_ASSOCIATIONS, MOST_ITEMS
from fourfold.exchange.case_tree import MOST_LEVELS

EXTENSIONS = (
    ("schema", "document", "`framework/1` or `outcomes/1`: Fourfold wrote this"),
    ("base, at", "document", "where addresses of ours begin, and when it was last changed"),
    ("code, family, kind, institution", "document", "as [Framework](#framework) has them"),
    ("provider, anchors, supersedes", "document", "as [Framework](#framework) has them"),
    (
        "weight",
        "item",
        "its share among its siblings, as text; **absent where nobody knows it**: neither zero nor an equal share",
    ),
    ("total", "document, item", "what the weights below it add up to, where stated"),
    ("depth", "item", "the depth that a leaf requires: `introduce`, `reinforce` or `master`"),
    ("technologies", "item", "codes of technologies"),
    ("footing", "document, item, link", "what it stands on: `ground`, `source`, `confidence`"),
    (
        "title, description, fullStatement",
        "document, item",
        "the text in the other language; also a text that would be read as markup",
    ),
    ("description.language", "document", "the language of the description, where it is not the document's"),
    ("key", "document, item", "the key, where it is a UUID of a version that CASE does not allow"),
    (
        "depth, hours, assessment, rationale, framework",
        "link",
        "as [Link](#link) has them, and the framework that the item belongs to",
    ),
    ("level, assessments, credits", "outcome, course", "as [Outcome](#outcome) and [Course](#course) have them"),
    ("kept", "anything", "what stood there and CASE does not allow"),
)
"""Our extensions, without what their names begin with: of what, and what they hold."""


def _rows() -> str:
    """The table of extensions."""
    head = ["| extension | of | holds |", "|---|---|---|"]
    return "\n".join([*head, *(f"| {_named(names)} | {of} | {holds} |" for names, of, holds in EXTENSIONS)])


def _named(names: str) -> str:
    return ", ".join(f"`fourfold.{name}`" for name in names.split(", "))


CASE = f"""
## The CASE package

One framework as a CFPackage of [1EdTech CASE 1.1](https://www.imsglobal.org/spec/case/v1p1).
`fourfold convert PATH framework.json --framework CODE` writes one, the page of a published framework offers one, and
the provider at `/ims/case/v1p1` answers with one.
[Exchange frameworks by CASE](../guides/exchange-frameworks-by-case.md) shows how.

| of a framework | in CASE |
|---|---|
| key | `CFDocument.identifier` |
| title, note | `title`, `description`, in `language`; the other language in `fourfold.title`, `fourfold.description` |
| kind | `frameworkType`: `job`, `competition`, `certification` or `regulation`; `fourfold.kind` |
| version, provider | `version`, `creator` (the code of the institution where no provider is known) |
| first and last valid day | `statusStartDate`, `statusEndDate` |
| the framework that it replaces | an association `replacedBy` from that one; `fourfold.supersedes` |
| an item: key, code, title | `CFItem` with `identifier`, `humanCodingScheme`, `fullStatement` |
| its place | an association `isChildOf` to the item above it, or to the document, with a `sequenceNumber` |
| whether it is a leaf | `CFItemType`: `Item`; `Area` where there are items below it |

{_rows()}

**Outcomes.** The outcomes of a published cluster are a document under the key of the cluster: courses, and below each
its outcomes. A link is an association `isRelatedTo` from the outcome to the item, with its depth in `fourfold.depth`.
The item's address is that of its own package where it came from one, or ours where the framework is published here;
else it is `urn:uuid:…`, which names it and leads nowhere.

**Reading** takes in whatever can be taken in. Every fault is a problem (R801 to R817) with its JSON pointer; only
what is no package at all, and more than {MOST_ITEMS:,} items or {MOST_ASSOCIATIONS:,} associations, is refused.
Markup is read as plain text. Each item stands once: under the first of its parents; an orphan, an item in a cycle and
one whose parent is missing stand at the first level, one below level {MOST_LEVELS} stands higher.

**Nothing is lost.** What a package says and a framework has no field for is kept in `carried` and given back on
export, unless what it belongs to was changed or removed here meanwhile:
[why so](../decisions/0010-what-a-package-says-beyond-us-is-carried.md).

**Writing** gives packages that are valid against the schema of CASE 1.1, always.

### The provider

All calls of the CASE 1.1 REST binding answer below `/ims/case/v1p1`, to everybody, read-only: `CFDocuments`,
`CFDocuments/ID`, `CFPackages/ID`, `CFItems/ID`, `CFItemAssociations/ID`, `CFAssociations/ID`, `CFConcepts/ID`,
`CFSubjects/ID`, `CFLicenses/ID`, `CFItemTypes/ID`, `CFAssociationGroupings/ID` and `CFRubrics/ID`. They know
published frameworks and published clusters in their newest release; drafts are not there. Answers have an ETag.

`CFDocuments` takes `limit` (100 unless said, at most 500), `offset`, `sort` and `orderBy` (a field of CFDocument;
`asc` or `desc`), `fields` (required ones always come), and `filter`: `field='value'` with `=`, `!=`, `>`, `>=`, `<`,
`<=` or `~` (contains), joined by ` AND ` or ` OR ` from left to right, ignoring case. `X-Total-Count` counts all;
`Link` leads to the first, previous, next and last page. CASE has no empty set of documents: where none is left, the
answer is 404.

Refusals are `imsx_StatusInfo` with the codes `invalid_uuid`, `invalid_selection_field`, `invalid_sort_field` (400),
`unknownobject` (404), `forbidden` (405), `server_busy` (429) and `internal_server_error` (500).
"""
