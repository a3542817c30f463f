"""The OpenAPI document: ninja's, and beside it the shapes that `canon` publishes and the one that errors have."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from fourfold.api.answering import answer
from fourfold.api.app import api
from fourfold.api.parts import OF_CLUSTER
from fourfold.api.refusals import KINDS
from fourfold.canon.kinds import FILES, PARTS
from fourfold.canon.publish import document_schema
from fourfold.canon.validate import adapter
from fourfold.domain.framework import Framework

Tree = dict[str, Any]
PREFIX = "/api/v1/"
_HERE = "#/components/schemas/"
_SIDE: Tree = {
    "type": "object",
    "properties": {"digest": {"type": ["string", "null"]}, "value": {"type": "object"}},
    "required": ["digest"],
}
_FAULT: Tree = {
    "type": "object",
    "properties": {
        "pointer": {"type": "string", "description": "Where in the body: a JSON pointer."},
        "parameter": {"type": "string", "description": "Which parameter of the address."},
        "code": {"type": "string", "description": "The permanent code of the problem, or `parameter`."},
        "detail": {"type": "string"},
        "found": {"type": "string"},
        "expected": {"type": "string"},
        "line": {"type": "integer"},
    },
    "required": ["code", "detail"],
}
PROBLEM: Tree = {
    "type": "object",
    "description": "A refusal (RFC 9457). `faults` are all there at once; `base`, `ours` and `theirs` go with `stale`.",
    "properties": {
        "type": {"type": "string", "enum": [f"/api/v1/docs#{kind.code}" for kind in KINDS]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "faults": {"type": "array", "items": _FAULT},
        "base": _SIDE,
        "ours": _SIDE,
        "theirs": _SIDE,
    },
    "required": ["type", "title", "status", "detail"],
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return answer(request, described())


@cache
def described() -> Tree:
    """All that the API is, as OpenAPI says it."""
    found: Tree = dict(api.get_openapi_schema(path_prefix=PREFIX))
    components = found["components"]
    components["schemas"] = {**components["schemas"], **canonical_shapes(), "Problem": PROBLEM}
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"] = {str(status): each for status, each in sorted(operation["responses"].items())}
    return found


def canonical_shapes() -> Tree:
    """The shapes of parts, frameworks and documents: as the API has them, with keys."""
    shapes: Tree = {}
    for cls in OF_CLUSTER:
        shapes |= _shape(cls, f"{cls.__name__}Part", str(PARTS[cls]))
    shapes |= _shape(Framework, "WholeFramework", str(FILES[Framework]))
    names = {f"{_HERE}{cls.__name__}Part": str(PARTS[cls]) for cls in OF_CLUSTER}
    shapes["Part"] = {
        "oneOf": [{"$ref": ref} for ref in names],
        "discriminator": {"propertyName": "schema", "mapping": {schema: ref for ref, schema in names.items()}},
    }
    whole = document_schema()
    written = {f"Written{name}": _pointed(each, "Written") for name, each in whole.pop("$defs").items()}
    del whole["$schema"], whole["title"]
    return shapes | written | {"Document": _pointed(whole, "Written")}


def _shape(cls: type, name: str, schema: str) -> Tree:
    found = adapter(cls).json_schema()
    defs = found.pop("$defs", {})
    top = defs[found["$ref"].rpartition("/")[2]] if "$ref" in found else found
    properties = {"schema": {"const": schema}} | top["properties"]
    required = ["schema", *top.get("required", [])]
    own = {**top, "title": schema, "properties": properties, "required": required}
    return {each: _pointed(shape, "") for each, shape in defs.items()} | {name: _pointed(own, "")}


def _pointed(tree: Any, prefix: str) -> Any:  # noqa: ANN401 - JSON is any tree
    """The same with its references pointing into the components."""
    if isinstance(tree, dict):
        return {
            name: f"{_HERE}{prefix}{each.rpartition('/')[2]}" if name == "$ref" else _pointed(each, prefix)
            for name, each in tree.items()
        }
    return [_pointed(each, prefix) for each in tree] if isinstance(tree, list) else tree
