"""The layout of a cluster's folder: which folder holds which kind of file, and what each holds."""

from dataclasses import dataclass

from fourfold.canon.schemas import Schema
from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule

CLUSTER_FILE = "cluster.yaml"
SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: where it lies, the schema it names, the class it holds."""

    folder: str
    schema: Schema
    cls: type


KINDS = (
    Kind("", Schema("cluster", 1), Head),
    Kind("programs", Schema("program", 1), Program),
    Kind("modules", Schema("module", 1), Module),
    Kind("courses", Schema("course", 1), Course),
    Kind("links", Schema("links", 1), CourseLinks),
    Kind("rules", Schema("rule", 1), Rule),
    Kind("frameworks", Schema("framework", 1), Framework),
)
HEAD = KINDS[0]
FOLDERS = {kind.folder: kind for kind in KINDS if kind.folder}
