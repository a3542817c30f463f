"""The coverage matrix as JSON."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from fourfold.actions.across import Cell
from fourfold.actions.records.coverage import per_cent, when_record
from fourfold.domain.framework import Framework
from fourfold.domain.plan import Plan
from fourfold.domain.rule import Measure
from fourfold.engine.index import Index

Row = tuple[Plan, Iterable[tuple[Framework, Cell]]]


def matrix_record(index: Index, measure: Measure, term: int | None, rows: Iterable[Row]) -> dict[str, Any]:
    """Plan by plan, each with a cell for every framework: counts of items, or per cent of the weight."""
    return {
        "measure": measure.value,
        "after_term": term,
        "plans": [
            {
                "program": index.program_of_plan[plan.key].code,
                "plan": plan.code,
                "training_type": plan.training_type,
                "cells": [_cell(index, framework, cell) for framework, cell in cells],
            }
            for plan, cells in rows
        ],
    }


def _cell(index: Index, framework: Framework, cell: Cell) -> dict[str, Any]:
    found, infeasible = cell.found, cell.answer.infeasible
    return {
        "framework": framework.code,
        "kind": framework.kind.value,
        "named": cell.named,
        "when": when_record(index, cell.when),
        "taking": index.modules[cell.taking].code if cell.taking in index.modules else None,
        "items": cell.answer.items,
        "guaranteed": None if found is None else _number(cell, found.guaranteed.bound),
        "reachable": None if found is None else _number(cell, found.reachable.bound),
        "decided": found is not None and found.decided,
        "infeasible": infeasible.why.value if infeasible else None,
        "promised": None if cell.promised is None else _number(cell, cell.promised),
        "verdict": cell.verdict.value if cell.verdict else None,
    }


def _number(cell: Cell, value: Fraction) -> int | float:
    return int(value) if cell.measure is Measure.ITEMS_MET else per_cent(value)
