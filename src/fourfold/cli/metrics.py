"""`fourfold metrics`: blocking, delay, centrality and complexity, course by course."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import typer

from fourfold.cli import voice


def number(value: Fraction | Decimal | int) -> int | float:
    """A number as JSON has it: whole where it is whole."""
    return int(value) if value == int(value) else float(value)
