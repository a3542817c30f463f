"""Every problem code there is: permanent, each documented, in order."""

from fourfold.domain.catalogue_case import CASE
from fourfold.domain.catalogue_checks import CHECKS
from fourfold.domain.catalogue_curricular import CURRICULAR
from fourfold.domain.catalogue_excerpts import EXCERPTS
from fourfold.domain.catalogue_reading import READING
from fourfold.domain.catalogue_tables import TABLES
from fourfold.domain.catalogue_workbooks import WORKBOOKS
from fourfold.domain.problem import ProblemKind

CATALOGUE: dict[str, ProblemKind] = {
    kind.code: kind for kind in (*READING, *CURRICULAR, *WORKBOOKS, *EXCERPTS, *TABLES, *CASE, *CHECKS)
}
"""Kinds of problems by code: reading (R), then what the checks find."""
