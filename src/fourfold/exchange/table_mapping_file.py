"""A mapping of columns from the JSON file in which somebody keeps it."""

from pathlib import Path

from fourfold.exchange.bounded_json import parse
from fourfold.exchange.files import read_text
from fourfold.exchange.table_faults import At, unreadable
from fourfold.exchange.table_mapping import Mapping, NotAMapping, mapping_from_json

LARGEST_MAPPING_BYTES = 1024 * 1024


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file, or `Unreadable`; the output of `fourfold table --json` holds one."""
    tree = parse(read_text(path, path.name, LARGEST_MAPPING_BYTES), path.name)
    if isinstance(tree, dict) and isinstance(tree.get("mapping"), dict):
        tree = tree["mapping"]
    try:
        return mapping_from_json(tree)
    except NotAMapping as fault:
        raise unreadable("R746", At(file=path.name, column=fault.path), expected=fault.expected) from fault
