"""The plans of the example, written as Word tables the way colleges write them, say nothing new."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fourfold.actions.papers.plan_of_folder import paper_of_folder
from fourfold.domain.cluster import Dossier
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind
from fourfold.engine.index import Index
from fourfold.exchange.plan_paper import Tongue
from fourfold.exchange.plan_tables import plan_from
from fourfold.exchange.plan_word import plan_word
from fourfold.exchange.plan_word_template import word_template
from fourfold.exchange.reading import read
from fourfold.exchange.table_draft import About, drafted
from fourfold.exchange.table_files import read_tables
from fourfold.exchange.table_result import Drafted
from tests.exchange.paper import document
from tests.exchange.understood import rows

EXAMPLE = Path("examples/ict-cluster")
ASKS = {PoolKind.COURSES: "任选{}门", PoolKind.MODULES: "任选{}个模块", PoolKind.CREDITS: "至少选修{}学分"}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    found = read(EXAMPLE).dossier
    assert found is not None
    return found


def table_of(plan: Plan, terms: int, dossier: Dossier) -> Iterator[list[str]]:
    """A plan as a table: a section for what is required, one for each pool, and a column for each term."""
    courses = {each.key: each for each in dossier.cluster.courses}
    yield ["课程代码", "课程名称", "学分", *[f"第{term}学期" for term in range(1, terms + 1)]]

    def line(placed: Placement) -> list[str]:
        course = courses[placed.course]
        first = placed.term or (course.terms[0] if len(course.terms) == 1 else 0)
        runs = range(first, first + course.span) if first else ()
        marks = ["√" if term in runs else "" for term in range(1, terms + 1)]
        return [course.code, course.title.zh or "", str(course.credits), *marks]

    yield ["一、必修课"]
    yield from map(line, plan.required)
    for pool in plan.pools:
        if pool.kind is PoolKind.UNLISTED:
            yield ["", f"{pool.title.zh}（至少选修{pool.credits}学分）", str(pool.credits)]
            continue
        yield [f"{pool.title.zh}（{ASKS[pool.kind].format(pool.choose or pool.credits)}）"]
        yield from map(line, listed(pool, dossier))
    yield ["", "合计", "120"]


def listed(pool: Pool, dossier: Dossier) -> Iterator[Placement]:
    yield from pool.electives
    named = {each.course for each in pool.electives}
    for course in dossier.cluster.courses:
        if course.module in pool.modules and not course.optional and course.key not in named:
            yield Placement(course=course.key)


@pytest.mark.parametrize("code", ["CN", "IOT", "MC", "MI"])
def test_a_plan_written_as_a_table_changes_nothing(code: str, dossier: Dossier, tmp_path: Path) -> None:
    program = next(each for each in dossier.cluster.programs if each.code == code)
    for plan in program.plans:
        path = document(tmp_path / f"{plan.code}.docx", list(table_of(plan, program.terms, dossier)))
        found = plan_from(read_tables(path), dossier, program=program.key, training_type=plan.training_type)
        assert [each for each in rows(found) if not each.endswith(" same")] == []
        assert [each.code for each in found.problems] == []
        assert found.dossier == dossier


def brought_back(written: Dossier, onto: Dossier, program: str, plan: Plan, path: Path, tongue: Tongue) -> Drafted:
    """The document of a plan, as we write it, read beside a cluster."""
    paper = paper_of_folder(Index(written), plan=plan.key, tongue=tongue)
    path.write_bytes(plan_word(paper, word_template(tongue)))
    return drafted(read_tables(path), onto, About(program=program, training_type=plan.training_type))


@pytest.mark.parametrize("tongue", ["zh", "en", "both"])
@pytest.mark.parametrize("code", ["CN", "IOT", "MC", "MI"])
def test_our_own_document_of_a_plan_brought_back_changes_nothing(
    code: str, tongue: Tongue, dossier: Dossier, tmp_path: Path
) -> None:
    program = next(each for each in dossier.cluster.programs if each.code == code)
    for plan in program.plans:
        found = brought_back(dossier, dossier, code, plan, tmp_path / f"{plan.code}.docx", tongue)
        assert [each for each in rows(found) if " same" not in each] == []
        assert found.dossier == dossier
        assert found.rows != ()


def test_what_was_written_into_our_own_document_is_taken_in_and_nothing_else(dossier: Dossier, tmp_path: Path) -> None:
    changed = tuple(
        replace(each, credits=each.credits + Decimal(1)) if each.code == "NT-A" else each
        for each in dossier.cluster.courses
    )
    written = replace(dossier, cluster=replace(dossier.cluster, courses=changed))
    plan = next(each for each in dossier.cluster.programs if each.code == "MC").plans[0]
    found = brought_back(written, dossier, "MC", plan, tmp_path / "mc.docx", "zh")
    assert found.dossier == written
