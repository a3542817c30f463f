"""JSON Schema of every kind of file, for editors and other programs: `python -m fourfold.canon.publish [FOLDER]`."""

import json
import sys
from pathlib import Path
from typing import Any

from fourfold.canon.fields import fields_of, has_key
from fourfold.canon.identity import NOUNS
from fourfold.canon.kinds import DOCUMENT, FILES
from fourfold.canon.schemas import Schema
from fourfold.canon.validate import adapter
from fourfold.domain.cluster import Cluster, Head
from fourfold.domain.framework import Framework

Tree = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BASE = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "The root that this was made from."}
_WAS = {"description": "The code that this noun had before it was renamed: it keeps the key that followed from it."}


def json_schemas() -> dict[str, Tree]:
    """The schema of every kind of file, by the name under which it is published."""
    schemas = {_name(schema): file_schema(cls) for cls, schema in FILES.items()}
    return schemas | {_name(DOCUMENT): document_schema()}


def file_schema(cls: type) -> Tree:
    """The schema of a file that holds one value of `cls`: keys may be left out, references may be codes."""
    schema, found = FILES[cls], adapter(cls).json_schema()
    defs = {name: _as_written(name, each) for name, each in found.pop("$defs", {}).items()}
    top = _as_written(cls.__name__, defs.pop(found["$ref"].rpartition("/")[2]) if "$ref" in found else found)
    extra = {"schema": {"const": str(schema)}} | ({"base": _BASE} if cls is Head else {})
    top["properties"] = extra | top["properties"]
    top["required"] = ["schema", *top.get("required", [])]
    return {"$schema": DIALECT, "title": str(schema), **{k: v for k, v in top.items() if k != "title"}, "$defs": defs}


def document_schema() -> Tree:
    """The schema of the JSON document."""
    cluster, framework = adapter(Cluster).json_schema(), adapter(Framework).json_schema()
    defs = {**cluster.pop("$defs"), **framework.pop("$defs"), "Cluster": cluster, "Framework": framework}
    return {
        "$schema": DIALECT,
        "title": str(DOCUMENT),
        "description": "A cluster with the frameworks it pins, as one JSON document.",
        "type": "object",
        "properties": {
            "schema": {"const": str(DOCUMENT)},
            "base": _BASE,
            "cluster": {"$ref": "#/$defs/Cluster"},
            "frameworks": {"type": "array", "items": {"$ref": "#/$defs/Framework"}},
        },
        "required": ["schema", "cluster"],
        "additionalProperties": False,
        "$defs": {name: _as_written(name, each) for name, each in sorted(defs.items())},
    }


_BY_NAME = {cls.__name__: cls for cls in (*NOUNS, *(field.of for noun in NOUNS for field in fields_of(noun)))}


def _as_written(name: str, schema: Tree) -> Tree:
    """The schema of a class as people write it: a noun's key may be left out, and its old code told."""
    cls = _BY_NAME.get(name)
    if cls is None or "properties" not in schema or not has_key(cls):
        return schema
    properties = schema["properties"]
    if "code" in properties:
        properties = {**properties, "was": {**properties["code"], **_WAS}}
    required = [each for each in schema.get("required", []) if each != "key"]
    return {**schema, "properties": properties, "required": required}


def _name(schema: Schema) -> str:
    return f"{schema.kind}-{schema.version}.schema.json"


def publish(folder: Path) -> None:
    """Write every schema to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in json_schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        (folder / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    publish(Path(sys.argv[1] if len(sys.argv) > 1 else "schemas"))
