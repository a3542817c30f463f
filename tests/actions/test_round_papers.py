"""The papers of a round: old, new and why; one page for a committee; the same bytes for the same state."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from docx import Document

from fourfold.actions.papers import evidence_parts
from fourfold.actions.papers.evidence import bodies
from fourfold.actions.papers.round_papers import KINDS, Kind, paper_file, paper_of
from fourfold.actions.refused import Missing
from fourfold.actions.releasing import Request, publish
from fourfold.actions.rounds import MOST_STAGES, At, Planned, Seen, abandon, open_round, round_of
from fourfold.actions.shelf import open_cluster
from fourfold.actions.verdicts import Decision, record_verdict
from fourfold.canon.parts import split_dossier
from fourfold.domain.person import OPERATOR
from fourfold.domain.round import Outcome
from fourfold.domain.text import Text
from fourfold.exchange.folder import read_folder
from fourfold.exchange.plan_paper import Body, Grid, Note, Paper, Tongue
from fourfold.exchange.plan_paper_words import Speech
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import NOW, SZPU, Cast, gather
from tests.web import small

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
EXAMPLE = Path(__file__).parents[2] / "examples" / "ict-cluster"
AT = At(SZPU, "ict", "2026")
WHY = "蓝图增加了安全条目"


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    """Everybody."""
    return gather()


def revise() -> None:
    """Give a course more credits, take the links of another away, each for the same reason."""
    dossier = small.dossier()
    first, *others = dossier.cluster.courses
    courses = (replace(first, credits=first.credits + Decimal(2)), *others)
    changed = replace(dossier, cluster=replace(dossier.cluster, courses=courses, links=dossier.cluster.links[1:]))
    said = Authorship(who="local", at=NOW + timedelta(days=1), why=WHY)
    replace_draft(changed.cluster.head, split_dossier(changed), said, expected=None)


def seen(cast: Cast, bodies: int = 6) -> Seen:
    draft = open_cluster(SZPU, "ict", viewer=OPERATOR, today=TODAY)
    assert draft is not None
    publish(SZPU, "ict", Request(root=draft.root, name="2025", reason="as it is"), viewer=cast.lin, now=NOW)
    stages = tuple(Planned(body=Text(en=f"Body {number}", zh=f"机构{number}")) for number in range(bodies))
    found = open_round(AT, stages=stages, viewer=cast.lin, now=NOW, today=TODAY)
    revise()
    revised = open_cluster(SZPU, "ict", viewer=OPERATOR, today=TODAY)
    assert revised is not None
    decision = Decision(outcome=Outcome.APPROVED, digest=draft.root[:8], day=TODAY, number="2026-3")
    record_verdict(AT, found.stages[0].key, decision=decision, viewer=cast.lin, now=NOW, today=TODAY)
    return round_of(AT, viewer=cast.lin, today=TODAY)


def rows(paper: Paper, part: str) -> list[tuple[str, ...]]:
    return [row.cells for block in paper.parts[part] if isinstance(block, Grid) for row in block.rows]


def test_the_comparison_has_old_new_and_why(cast: Cast) -> None:
    paper = paper_of(seen(cast), kind="comparison", tongue="zh")
    course = small.dossier().cluster.courses[0]
    (row,) = rows(paper, "courses")
    assert row[0].startswith(f"课程 {course.code}\n")
    assert (row[1], row[2], row[3], row[4]) == ("学分", f"{course.credits:f}", f"{course.credits + 2:f}", WHY)
    (gone,) = rows(paper, "links")
    assert (gone[1], gone[4]) == ("删除", WHY)
    assert rows(paper, "programs") == rows(paper, "rules") == []
    figures = rows(paper, "figures")
    assert figures
    assert all(each[2] != each[3] for each in figures)


def test_the_brief_counts_and_tells_what_bodies_said_and_what_moved_since(cast: Cast) -> None:
    paper = paper_of(seen(cast), kind="brief", tongue="zh")
    (counts,) = paper.parts["counts"]
    assert counts == Body("课程更改 1；对接删除 1。")
    verdicts = rows(paper, "verdicts")
    assert verdicts[0][:4] == ("机构0", "通过\n此后改动 2 处", "2026-06-01", "2026-3")
    assert [each[1] for each in verdicts[1:]] == ["待审定", *["未开始"] * 4]


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", content))


def much_changed() -> Seen:
    """The example with courses other than in its release, before as many bodies as there can be."""
    dossier = read_folder(EXAMPLE).dossier
    assert dossier is not None
    at = At(SZPU, "large", "2026")
    head = replace(dossier.cluster.head, institution=SZPU, code="large")
    dossier = replace(dossier, cluster=replace(dossier.cluster, head=head))
    kept = Authorship(who="local", at=NOW)
    replace_draft(head, split_dossier(dossier), kept, expected=None)
    draft = open_cluster(SZPU, "large", viewer=OPERATOR, today=TODAY)
    assert draft is not None
    publish(SZPU, "large", Request(root=draft.root, name="2025", reason="as it is"), viewer=OPERATOR, now=NOW)
    stages = tuple(
        Planned(body=Text(en=f"Teaching committee of school {number}", zh=f"第{number}学院教学工作委员会"))
        for number in range(MOST_STAGES)
    )
    found = open_round(at, stages=stages, viewer=OPERATOR, now=NOW, today=TODAY)
    courses = tuple(
        replace(
            each, credits=each.credits + Decimal(2 - number % 3), theory_hours_per_week=each.theory_hours_per_week + 1
        )
        for number, each in enumerate(dossier.cluster.courses)
    )
    cluster = replace(dossier.cluster, courses=courses, links=dossier.cluster.links[8:])
    changed = replace(dossier, cluster=cluster)
    later = Authorship(who="local", at=NOW + timedelta(days=1), why=WHY)
    replace_draft(head, split_dossier(changed), later, expected=None)
    for stage in found.stages[:8]:
        said = Decision(
            outcome=Outcome.WITH_CONDITIONS, digest=draft.root[:8], day=TODAY, number="深职院教〔2026〕17号"
        )
        said = replace(said, minutes="原则通过，请按会议意见修改后再报。" * 20)
        record_verdict(at, stage.key, decision=said, viewer=OPERATOR, now=NOW, today=TODAY)
    return round_of(at, viewer=OPERATOR, today=TODAY)


@pytest.mark.slow
def test_the_brief_of_a_large_change_is_one_page_in_every_language() -> None:
    found, tongues = much_changed(), get_args(Tongue)
    for tongue in tongues:
        content = paper_file(found, kind="brief", tongue=tongue, suffix=".pdf")
        assert pages(content) == 1, tongue


@pytest.mark.parametrize("tongue", ["zh", "en", "both"])
def test_the_brief_is_one_page(cast: Cast, tongue: str) -> None:
    content = paper_file(seen(cast, 8), kind="brief", tongue=tongue, suffix=".pdf")  # type: ignore[arg-type] # one of three
    assert pages(content) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_state_gives_the_same_words_in_word_and_names_its_digest(cast: Cast, kind: Kind) -> None:
    found = seen(cast)
    content = paper_file(found, kind=kind, tongue="zh", suffix=".docx")
    assert content == paper_file(found, kind=kind, tongue="zh", suffix=".docx")
    words = "\n".join(each.text for each in Document(io.BytesIO(content)).paragraphs)
    assert f"送审稿 {found.opened.root[:8]}" in words
    assert "{{" not in words


def edited_after(cast: Cast) -> None:
    """Somebody goes on editing after the round has ended."""
    dossier = small.dossier()
    changed = replace(dossier, cluster=replace(dossier.cluster, courses=dossier.cluster.courses[1:], links=()))
    said = Authorship(who=cast.lin.who, at=NOW + timedelta(days=9), why="for the year after")
    replace_draft(changed.cluster.head, split_dossier(changed), said, expected=None)


def ended(cast: Cast, how: str) -> str:
    """The round of one stage ends with a release, or is abandoned; what the draft was then."""
    found, later = seen(cast, 1), NOW + timedelta(days=2)
    if how == "abandoned":
        abandon(AT, reason="another year", viewer=cast.lin, now=later, today=TODAY)
    else:
        said = Decision(outcome=Outcome.APPROVED, digest=found.opened.root, day=TODAY, number="8")
        record_verdict(AT, found.round.stages[0].key, decision=said, viewer=cast.lin, now=NOW, today=TODAY)
        publish(
            SZPU, "ict", Request(root=found.opened.root, name="2026", reason="as it is"), viewer=cast.lin, now=later
        )
    return found.opened.root[:8]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("how", "zh"), [("released", "2025 → 2026（{digest}）"), ("abandoned", "2025 → 终止时的草稿 {digest}")]
)
def test_papers_of_a_round_that_has_ended_stay_as_they_are(cast: Cast, kind: Kind, how: str, zh: str) -> None:
    digest = ended(cast, how)
    before = paper_of(round_of(AT, viewer=cast.lin, today=TODAY), kind=kind, tongue="zh")
    edited_after(cast)
    now = round_of(AT, viewer=cast.lin, today=TODAY)
    assert now.opened.root[:8] != digest
    assert paper_of(now, kind=kind, tongue="zh") == before
    assert before.facts["release"] == zh.format(digest=digest)


def test_before_the_first_release_there_is_nothing_to_compare(cast: Cast) -> None:
    open_round(AT, stages=(Planned(body=Text(en="A")),), viewer=cast.lin, now=NOW, today=TODAY)
    with pytest.raises(Missing):
        paper_of(round_of(AT, viewer=cast.lin, today=TODAY), kind="brief", tongue="zh")


def test_the_evidence_of_a_release_has_the_verdicts_that_led_to_it(cast: Cast) -> None:
    found = seen(cast, 1)
    decision = Decision(
        outcome=Outcome.APPROVED, digest=found.opened.root, day=TODAY, number="2026-8", minutes="照此办理"
    )
    record_verdict(AT, found.round.stages[0].key, decision=decision, viewer=cast.lin, now=NOW, today=TODAY)
    asked = Request(root=found.opened.root, name="2026", reason="as it is")
    publish(SZPU, "ict", asked, viewer=cast.lin, now=NOW + timedelta(days=2))
    released = open_cluster(SZPU, "ict", viewer=cast.lin, today=TODAY, state="2026")
    assert released is not None
    assert released.signed is not None
    blocks = evidence_parts.approvals(released.signed, bodies(released, released.signed, Speech("zh")), Speech("zh"))
    (_, told) = [[row.cells for row in block.rows] for block in blocks if isinstance(block, Grid)]
    assert [each[:5] for each in told] == [
        ("机构0", "通过", "2026-06-01", "2026-3", ""),
        ("机构0", "通过", "2026-06-01", "2026-8", "照此办理"),
    ]


def notes(paper: Paper, part: str) -> str:
    return "\n".join(each.words for each in paper.parts[part] if isinstance(each, Note))


def test_both_papers_say_why_figures_move(cast: Cast) -> None:
    shown = seen(cast)
    comparison, brief = (notes(paper_of(shown, kind=kind, tongue="zh"), "figures").splitlines() for kind in KINDS)
    assert (
        comparison[0] == "MC 网络工程师，第 4 学期末保证达成条目：1 → 0（共 2 项），原因是《路由交换技术》不再对接 J1。"
    )
    assert comparison[-1] == "IOT 学分 16 → 16–18，原因是《边缘计算技术》学分由 4 改为 6。"
    assert brief == ["另有 1 项变化，见修订对照表。", *comparison[:4], f"另有 {len(comparison) - 4} 项，见修订对照表。"]
