"""What programs share, and what each teaches to mastery twice, as JSON."""

from fractions import Fraction
from typing import Any

from fourfold.actions.records.choice import number
from fourfold.domain.program import Program
from fourfold.engine.hours import total_hours
from fourfold.engine.index import Index
from fourfold.engine.sharing import redundancy, required_courses, sharing


def sharing_record(index: Index) -> dict[str, Any]:
    """Every program against every other."""
    return {"programs": [_program(index, each) for each in index.programs.values()]}


def _program(index: Index, program: Program) -> dict[str, Any]:
    own = [key for key in required_courses(index, program=program.key) if key in index.courses]
    return {
        "program": program.code,
        "sharing_per_cent": round(float(sharing(index, program=program.key) * 100), 2),
        "required_hours": _hours(index, own),
        "pairs": [_pair(index, own, other) for other in index.programs.values() if other.key != program.key],
        "redundant": [each for framework in index.frameworks for each in _redundant(index, program, framework)],
    }


def _pair(index: Index, own: list[str], other: Program) -> dict[str, Any]:
    theirs = set(required_courses(index, program=other.key))
    both = [key for key in own if key in theirs]
    return {"program": other.code, "hours": _hours(index, both), "courses": [index.courses[key].code for key in both]}


def _hours(index: Index, courses: list[str]) -> int | float:
    return number(sum((total_hours(index)[key] for key in courses), Fraction(0)))


def _redundant(index: Index, program: Program, framework: str) -> list[dict[str, Any]]:
    return [
        {
            "framework": index.frameworks[framework].code,
            "item": index.items[leaf].code,
            "courses": [index.courses[key].code for key in courses],
        }
        for leaf, courses in redundancy(index, program=program.key, framework=framework)
    ]
