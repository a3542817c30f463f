"""Classes (行政班): who studies by which plan of which release, since when."""

from dataclasses import dataclass
from datetime import date

from fourfold.domain.marks import Key

LONGEST_CLASS = 40
"""Letters of the code of a class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyClass:
    """A class of a cluster, called by its code as the college calls it.

    It is taught by the plan with this key as the release has it, whatever becomes of the draft, from `began_date`, the
    first day of its first term, on.
    """

    code: str
    plan: Key
    release: str
    began_date: date
