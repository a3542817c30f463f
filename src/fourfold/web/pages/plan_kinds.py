"""What a college's file can be about: courses, or the plan of a program for a training type."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.exchange.table_draft import ORDINARY, About
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import TRAINING_TYPES, Words, reading_language


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file can be: its value in forms, its name, and whether it is chosen."""

    value: str
    name: Words | Text
    chosen: bool


def kinds(found: Opened, chosen: str) -> tuple[Kind, ...]:
    """A table of courses first, then every plan."""
    plans = (
        (f"{program.code}/{training_type}", _plan(program, training_type))
        for program in found.index.cluster.programs
        for training_type in sorted({ORDINARY, *(plan.training_type for plan in program.plans)})
    )
    return (
        Kind("", _("A table of courses"), chosen == ""),
        *(Kind(value, name, value == chosen) for value, name in plans),
    )


def named(found: Opened, program: str, training_type: str) -> str:
    """What a file is about, in words."""
    owner = next((each for each in found.index.cluster.programs if each.code.lower() == program.lower()), None)
    return _plan(owner, training_type) if owner else _("A table of courses")


def about(value: str) -> About:
    """What a form says that a file is about."""
    program, _slash, training_type = value.partition("/")
    return About(program=program, training_type=training_type or ORDINARY)


def _plan(program: Program, training_type: str) -> str:
    said = {
        "program": program.title.in_language(reading_language()),
        "type": TRAINING_TYPES.get(training_type, training_type),
    }
    return _("The plan of %(program)s, %(type)s") % said
