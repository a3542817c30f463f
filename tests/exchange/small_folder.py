"""A small sound cluster as text, for tests that break one thing in it."""

from collections.abc import Mapping
from pathlib import Path

FILES = {
    "cluster.yaml": """schema: cluster/1
code: ict
institution: example
title: {en: ICT cluster, zh: 信息专业群}
categories:
  - {code: core, title: {en: Core}}
technologies:
  - {code: openEuler, title: {en: openEuler}, purpose: employment}
footing: {ground: illustrative}
""",
    "programs/NET.yaml": """schema: program/1
code: NET
title: {en: Networks}
terms: 6
certifications:
  - {framework: exam, role: recommended}
plans:
  - code: NET-ordinary
    training_type: ordinary
    required:
      - {course: NT-A, term: 1}
    pools:
      - {code: P1, title: {en: Choice}, category: core, kind: courses, choose: 1, electives: [{course: NT-B}]}
    sittings:
      - {framework: exam, term: 2}
""",
    "modules/BASICS.yaml": """schema: module/1
code: BASICS
title: {en: Basics}
category: core
common: true
""",
    "courses/NT-A.yaml": """schema: course/1
code: NT-A
title: {en: Network technology A}
module: BASICS
type: mixed
credits: 4.50
terms: [2, 1]
technologies: [openEuler]
outcomes:
  - code: NT-A.2
    text: {en: Route packets}
    level: apply
  - code: NT-A.1
    text: {en: Name layers}
    level: remember
    assessments: [quiz, lab]
""",
    "courses/NT-B.yaml": """schema: course/1
code: NT-B
title: {en: Network technology B}
module: basics
type: mixed
credits: 3
requisite: {all_of: [{course: nt-a}]}
""",
    "links/NT-A.yaml": """schema: links/1
course: NT-A
links:
  - {outcome: NT-A.2, framework: exam, item: D1.1, depth: master}
  - {outcome: NT-A.1, framework: exam, item: D1.1, depth: introduce}
""",
    "rules/R1.yaml": """schema: rule/1
code: R1
title: {en: Every item is met}
severity: error
measure: items-met
scope: {framework: exam}
comparator: at-least
value: 1
""",
    "frameworks/exam.yaml": """schema: framework/1
code: exam
family: exam
kind: certification
title: {en: Exam}
institution: example
retires_on_date: 2026-09-30
footing: {ground: sourced, source: The provider's outline}
items:
  - code: D1
    title: {en: Layers}
    weight: 60
    children:
      - {code: D1.1, title: {en: Routing}}
""",
}


def put(folder: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Write files below `folder`; `None` leaves one out."""
    for name, content in files.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """The small cluster with one passage of one file replaced."""
    assert FILES[name].count(old) == 1, (name, old)
    return {**FILES, name: FILES[name].replace(old, new)}
