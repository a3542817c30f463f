"""What came of a table, in few words: one line a row, one a problem."""

from pathlib import Path

from fourfold.domain.cluster import Dossier
from fourfold.domain.problem import Problem
from fourfold.exchange.plan_tables import plan_from
from fourfold.exchange.table_courses import courses_from
from fourfold.exchange.table_files import read_tables
from fourfold.exchange.table_mapping import Mapping
from fourfold.exchange.table_result import Drafted, Understood
from tests.web import small


def taken(path: Path, onto: Dossier | None = None, mapping: Mapping | None = None) -> Drafted:
    """What a course table says beside the small cluster."""
    return courses_from(read_tables(path), onto or small.dossier(), mapping)


def planned(path: Path, program: str, training_type: str = "ordinary", onto: Dossier | None = None) -> Drafted:
    """What a document says of the plan of a program of the small cluster."""
    key = small.key("program", program)
    return plan_from(read_tables(path), onto or small.dossier(), program=key, training_type=training_type)


def rows(drafted: Drafted) -> list[str]:
    """`5 RS changed: credits 6 → 5`."""
    return [_row(each) for each in drafted.rows]


def _row(row: Understood) -> str:
    changes = ", ".join(f"{each.field} {each.old.en} → {each.new.en}" for each in row.changes)
    faults = f" [{' '.join(row.problems)}]" if row.problems else ""
    said = f"{row.row} {row.code or row.title} {row.verdict.value}{faults}"
    return f"{said}: {changes}" if changes else said


def problems(drafted: Drafted) -> list[str]:
    """`R718 row 5, 学分: about six`; where there is neither row nor column, the code and what was found."""
    return [_problem(each) for each in drafted.problems]


def _problem(problem: Problem) -> str:
    said = dict(problem.details)
    where = ", ".join(each for each in (f"row {said['row']}" if "row" in said else "", said.get("column", "")) if each)
    found = f": {problem.found}" if problem.found is not None else ""
    return f"{problem.code} {where}".strip() + found
