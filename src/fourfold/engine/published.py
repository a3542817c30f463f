"""Published figures of curricular complexity, held against those that the requisites give."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from fourfold.domain.catalogue_curricular import CURRICULAR
from fourfold.domain.marks import Key
from fourfold.domain.problem import Place, Problem
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic, Metrics, curriculum_metrics

_DIFFERS = next(kind for kind in CURRICULAR if kind.name == "curricular-figure-differs")


def differences(index: Index, *, published: Mapping[Key, Mapping[str, Decimal]]) -> tuple[Problem, ...]:
    """A warning for each published figure that is not the one `curriculum_metrics` answers, to the digit.

    `published` has course key → "blocking", "delay", "centrality" or "complexity" → figure. Where the requisites
    are cyclic nothing can be compared, and the cycle itself is a problem of its own.
    """
    found = curriculum_metrics(index)
    if isinstance(found, Cyclic):
        return ()
    return tuple(
        _differs(index, figures, name, figure)
        for figures in found.courses
        for name, figure in published.get(figures.course, {}).items()
        if getattr(figures, name) != Fraction(figure)
    )


def _differs(index: Index, figures: Metrics, name: str, figure: Decimal) -> Problem:
    code = index.courses[figures.course].code
    return Problem(
        code=_DIFFERS.code,
        severity=_DIFFERS.severity,
        where=Place(noun="course", key=figures.course, code=code, path=f"/{name.capitalize()}"),
        details=(("column", name.capitalize()), ("id", code)),
        found=str(figure),
        expected=_written(getattr(figures, name)),
    )


def _written(figure: int | Fraction) -> str:
    tenths = int(figure * 10)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
