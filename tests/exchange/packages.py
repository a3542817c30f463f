"""CASE packages as somebody else may write them: whole, wild, and everything between."""

from typing import Any
from uuid import UUID, uuid5

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from fourfold.exchange.case_names import ASSOCIATION_TYPES, DEFINITIONS

_SPACE = UUID("6f0a0c38-54a5-4b0e-9e6d-2f6b8f7d4c11")
AT = "2020-02-03T04:05:06Z"
Tree = dict[str, Any]


def of(name: str) -> str:
    """The identifier that a name stands for."""
    return str(uuid5(_SPACE, name))


def own(name: str, kind: str) -> Tree:
    """What every object has."""
    return {"identifier": of(name), "uri": f"https://case.example/{kind}/{of(name)}", "lastChangeDateTime": AT}


def link(name: str, kind: str = "CFItems") -> Tree:
    """A reference."""
    return {"title": name, "identifier": of(name), "uri": f"https://case.example/{kind}/{of(name)}"}


def item(name: str, **more: Any) -> Tree:  # noqa: ANN401 - JSON
    """An item whose code and statement are its name."""
    return {**own(name, "CFItems"), "humanCodingScheme": name, "fullStatement": f"Does {name}", **more}


def association(name: str, kind: str, origin: str, destination: str, **more: Any) -> Tree:  # noqa: ANN401 - JSON
    """An association between two things by name."""
    ends = {"originNodeURI": link(origin), "destinationNodeURI": link(destination)}
    return {**own(name, "CFAssociations"), "associationType": kind, **ends, **more}


def child(origin: str, destination: str = "document", at: int | None = None) -> Tree:
    """The association that puts one item below another."""
    more = {} if at is None else {"sequenceNumber": at}
    return association(f"{origin} below {destination}", "isChildOf", origin, destination, **more)


def package(*items: Tree, associations: tuple[Tree, ...] = (), **document: Any) -> Tree:  # noqa: ANN401 - JSON
    """A package of these."""
    head = {**own("document", "CFDocuments"), "title": "Numeracy", "creator": "Somebody", **document}
    return {"CFDocument": head, "CFItems": list(items), "CFAssociations": list(associations)}


TEXTS = st.sampled_from(
    ["a", "", "  ", "<p>Explain <b>it</b></p>", "a &lt; b", "&amp;lt;b&amp;gt;", "二层交换", "e\u0301", "x\ty",
     "\u202ex", "a  b   c", "line\nline", "=1+1", "\x00", "😀"]
)  # fmt: skip
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**25), 10**25), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(TEXTS, inner, max_size=2)),
    max_leaves=4,
)
_NAMES = ("A", "B", "C", "D", "E")
_ENDS = st.sampled_from((*_NAMES, "document", "elsewhere"))
_OPTIONAL = {
    "humanCodingScheme": TEXTS,
    "CFItemType": TEXTS,
    "abbreviatedStatement": TEXTS,
    "language": st.sampled_from(["en", "zh-CN", "fr", ""]),
    "notes": TEXTS,
    "educationLevel": st.lists(TEXTS, max_size=2),
    "statusStartDate": st.sampled_from(["2020-01-01", "2020-02-30"]),
    "extensions": st.dictionaries(st.sampled_from(["x", "", "fourfold.weight", "fourfold.depth"]), JSON, max_size=3),
}


@st.composite
def _items(draw: DrawFn) -> list[Tree]:
    names = draw(st.lists(st.sampled_from(_NAMES), max_size=5, unique=True))
    more = st.fixed_dictionaries({}, optional=_OPTIONAL)
    return [item(name, fullStatement=draw(TEXTS), **draw(more)) for name in names]


@st.composite
def _associations(draw: DrawFn) -> list[Tree]:
    kinds = st.sampled_from((*ASSOCIATION_TYPES, "isChildOf", "isChildOf", "isChildOf", "ext:ours"))
    found = []
    for number in range(draw(st.integers(0, 8))):
        more = draw(st.fixed_dictionaries({}, optional={"sequenceNumber": st.integers(-1, 3), "notes": TEXTS}))
        found.append(association(f"association {number}", draw(kinds), draw(_ENDS), draw(_ENDS), **more))
    return found


_TITLED = {"title": st.just("Title"), "description": TEXTS, "hierarchyCode": TEXTS, "licenseText": TEXTS}
_HAS = {
    "CFConcepts": ("title", "hierarchyCode"),
    "CFSubjects": ("title", "hierarchyCode"),
    "CFLicenses": ("title", "licenseText"),
    "CFItemTypes": ("title", "hierarchyCode", "description"),
    "CFAssociationGroupings": ("title", "description"),
}


@st.composite
def _definitions(draw: DrawFn) -> Tree:
    kinds = draw(st.lists(st.sampled_from(DEFINITIONS), max_size=3, unique=True))
    return {kind: [{**own(kind, kind), **{name: draw(_TITLED[name]) for name in _HAS[kind]}}] for kind in kinds}


@st.composite
def _rubric(draw: DrawFn) -> Tree:
    level = {**own("level", "x"), "score": draw(st.integers(0, 3)), "position": 1}
    criterion = {**own("criterion", "x"), "CFItemURI": link("A"), "CFRubricCriterionLevels": [level]}
    return {**own("rubric", "CFRubrics"), "title": draw(TEXTS), "CFRubricCriteria": [criterion]}


@st.composite
def packages(draw: DrawFn) -> Tree:
    """A package whose every object is named properly; its tree, its texts and its extensions are anybody's."""
    tree = package(language=draw(st.sampled_from(["en", "zh", "fr-FR"])), publisher=draw(TEXTS))
    tree["CFItems"], tree["CFAssociations"] = draw(_items()), draw(_associations())
    tree["CFDefinitions"] = draw(_definitions())
    tree["CFRubrics"] = draw(st.lists(_rubric(), max_size=1))
    if draw(st.booleans()):
        tree["extensions"] = draw(st.dictionaries(TEXTS, JSON, max_size=2))
    return tree


@st.composite
def wild(draw: DrawFn) -> Tree:
    """A package in which anything may be missing, doubled, of another kind, or unknown."""
    tree = draw(packages())
    for _ in range(draw(st.integers(1, 6))):
        _spoil(draw, tree)
    return tree


def _spoil(draw: DrawFn, tree: Tree) -> None:
    holder: Any = draw(st.sampled_from([tree, tree["CFDocument"], *_objects(tree)]))
    name = draw(st.sampled_from([*(each for each in holder if each != "CFDocument"), "unknown"]))
    how = draw(st.sampled_from(["drop", "replace", "double", "upper"]))
    if how == "drop":
        holder.pop(name, None)
    elif how == "double" and isinstance(tree.get("CFItems"), list):
        tree["CFItems"] = [*tree["CFItems"], *tree["CFItems"][:1]]
    elif how == "upper" and isinstance(holder.get("identifier"), str):
        holder["identifier"] = holder["identifier"].upper()
    else:
        holder[name] = draw(JSON)


def _objects(tree: Tree) -> list[Tree]:
    lists = [tree.get("CFItems"), tree.get("CFAssociations"), tree.get("CFRubrics")]
    if isinstance(tree.get("CFDefinitions"), dict):
        lists += list(tree["CFDefinitions"].values())
    return [each for held in lists if isinstance(held, list) for each in held if isinstance(each, dict)]
