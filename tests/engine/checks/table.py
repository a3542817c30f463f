"""The table: for every code a cluster that fails by it alone, and the same one mended."""

from tests.engine.checks import cases_documents, cases_links, cases_plans, cases_rules
from tests.engine.checks.case import Case

__all__ = ["CASES", "Case"]

CASES = (*cases_documents.CASES, *cases_plans.CASES, *cases_links.CASES, *cases_rules.CASES)
