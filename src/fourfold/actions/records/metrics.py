"""Curricular complexity as JSON."""

from collections.abc import Mapping
from typing import Any

from fourfold.actions.records.choice import number
from fourfold.engine.index import Index
from fourfold.engine.metrics import CurriculumMetrics, Cyclic, Metrics, PlanMetrics

Answer = CurriculumMetrics | PlanMetrics | Cyclic


def metrics_record(index: Index, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """The figures of every plan, by its key."""
    codes = {course.key: course.code for course in index.courses.values()}
    return {
        "plans": [
            {
                "program": index.program_of_plan[plan].code,
                "plan": index.plans[plan].code,
                "training_type": index.plans[plan].training_type,
                **figures_record(index, answer, codes),
            }
            for plan, answer in answers.items()
        ]
    }


def figures_record(index: Index, answer: Answer, ids: Mapping[str, str]) -> dict[str, Any]:
    """One answer; `ids` are what courses are called in it, by their keys."""
    if isinstance(answer, Cyclic):
        return {"courses": [], "complexity": None, "cycle": [ids[key] for key in answer.cycle]}
    return {
        "courses": [_row(index, each, ids) for each in answer.courses],
        "complexity": number(answer.complexity),
    }


def _row(index: Index, figures: Metrics, ids: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": ids[figures.course],
        "name": index.courses[figures.course].title.in_language("en"),
        "blocking": figures.blocking,
        "delay": figures.delay,
        "centrality": figures.centrality,
        "complexity": number(figures.complexity),
    }
