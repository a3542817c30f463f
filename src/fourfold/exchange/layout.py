"""The layout of a cluster's folder: which folder holds which kind of file, and what each holds."""

import re
from dataclasses import dataclass
from typing import Any

from fourfold.canon.kinds import FILES
from fourfold.canon.schemas import Schema
from fourfold.canon.validate import shown
from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.module import Module
from fourfold.domain.problem import Problem
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.exchange.faults import problem

CLUSTER_FILE = "cluster.yaml"
SUFFIX = ".yaml"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ROOT = "a root: 64 digits from 0 to f"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: where it lies, the schema it names, the class it holds."""

    folder: str
    schema: Schema
    cls: type


_FOLDERS: dict[type, str] = {
    Head: "",
    Program: "programs",
    Module: "modules",
    Course: "courses",
    CourseLinks: "links",
    Rule: "rules",
    Framework: "frameworks",
}
KINDS = tuple(Kind(folder, FILES[cls], cls) for cls, folder in _FOLDERS.items())
HEAD = KINDS[0]
FOLDERS = {kind.folder: kind for kind in KINDS if kind.folder}


def base_of(tree: dict[str, Any], file: str, line: int | None, problems: list[Problem]) -> str | None:
    """The root that a file says it was made from, taken out of its tree."""
    held = tree.pop("base", None)
    if held is None:
        return None
    if not (isinstance(held, str) and _DIGEST.fullmatch(held)):
        details = (("field", "base"),)
        problems.append(
            problem("R024", file, line=line, path=("base",), found=shown(held), expected=_ROOT, details=details)
        )
        return None
    return held
