"""Whatever is taken out of a draft, every page still shows: what dangles is named, and never breaks a page."""

import pytest
from django.test import Client

from fourfold.actions.editing import Draft, remove_part
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.parts import parts_of
from fourfold.domain.course import Course
from fourfold.domain.module import Module
from fourfold.domain.person import OPERATOR
from fourfold.domain.program import Program
from tests.actions.cast import NOW
from tests.web import small

PARTS = [
    (type(part).__name__, key)
    for key, part in parts_of(small.dossier().cluster)
    if isinstance(part, Program | Module | Course)
]


def addresses(found: Opened) -> list[str]:
    """Every page of the draft as it stands."""
    index = found.index
    pages = ["", "programs", "courses", "modules", "frameworks", "matrix", "technologies", "problems", "rules"]
    pages += ["sharing", "transfer", "workbook.xlsx"]
    pages += [f"course/{each.code}" for each in index.courses.values()]
    pages += [f"module/{each.code}" for each in index.modules.values()]
    pages += [f"framework/{each.code}" for each in index.frameworks.values()]
    for program in index.programs.values():
        pages.append(f"program/{program.code}")
        pages += [f"program/{program.code}/coverage/{index.frameworks[key].code}" for key in program.named()]
    edits = [f"edit/program/{each.code}" for each in index.programs.values()]
    edits += [f"edit/plan/{each.code}" for each in index.plans.values()]
    edits += [f"edit/course/{each.code}" for each in index.courses.values()]
    return [f"/szpu/ict/draft/{each}" for each in pages] + [f"/szpu/ict/{each}" for each in edits]


@pytest.mark.slow
@pytest.mark.parametrize(("noun", "key"), PARTS, ids=lambda value: str(value)[:12])
def test_every_page_shows_without_any_one_part(visitor: Client, opened: Opened, noun: str, key: str) -> None:
    draft = Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW)
    remove_part(draft, key, expected=opened.digests[key])
    found = open_cluster("szpu", "ict", viewer=OPERATOR, today=small.TODAY)
    assert found is not None, noun
    answers = {at: visitor.get(at).status_code for at in addresses(found)}
    assert {at: status for at, status in answers.items() if status != 200} == {}
