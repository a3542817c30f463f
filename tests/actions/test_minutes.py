"""Minutes as files: who adds and removes them, what is kept of them, and that they come along with everything."""

import io
import zipfile
from hashlib import sha256

import pytest

from fourfold.actions import rounds
from fourfold.actions.attaching import attach, detach, file_of
from fourfold.actions.minutes import MOST_FILES, Brought
from fourfold.actions.papers.evidence import evidence_pack
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.releasing import Request, publish
from fourfold.actions.rounds import At, Planned, abandon, mark, open_round, round_of
from fourfold.actions.shelf import open_cluster
from fourfold.actions.verdicts import Decision, RoundMoved, record_verdict
from fourfold.domain.person import OPERATOR, VISITOR, Viewer
from fourfold.domain.round import Outcome, Round, Verdict
from fourfold.domain.text import Text
from fourfold.exchange.minutes_file import LARGEST_BYTES
from fourfold.store.models import Event, MinutesFile
from fourfold.store.soundness import examine
from tests.actions.cast import NOW, SZPU, Cast, gather

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
WHERE = At(SZPU, "ict", "2026")
SIGNED = Brought(name="会议纪要.pdf", content=b"%PDF-1.7\n%%EOF")


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    """Everybody; Mei owns the first of two stages, and its body has approved the draft."""
    found = gather()
    stages = (Planned(body=Text(en="School"), owners=(found.mei.who,)), Planned(body=Text(en="Office")))
    opened = open_round(WHERE, stages=stages, viewer=found.lin, now=NOW, today=TODAY)
    decide(found.mei, opened, 0)
    return found


def root() -> str:
    found = open_cluster(SZPU, "ict", viewer=OPERATOR, today=TODAY)
    assert found is not None
    return found.root


def decide(viewer: Viewer, found: Round, at: int, file: Brought | None = None, read_at: str = "") -> None:
    decision = Decision(outcome=Outcome.APPROVED, digest=root(), day=TODAY, number="2026-3", file=file)
    record_verdict(WHERE, found.stages[at].key, decision=decision, viewer=viewer, now=NOW, today=TODAY, read_at=read_at)


def kept() -> Round:
    return round_of(WHERE, viewer=OPERATOR, today=TODAY).round


def verdict(at: int = 0) -> Verdict:
    return kept().verdicts[at]


def add(viewer: Viewer, brought: Brought = SIGNED, of: str = "") -> None:
    attach(WHERE, of or verdict().key, brought, viewer=viewer, now=NOW, today=TODAY)


def test_what_is_added_is_given_out_byte_by_byte_to_the_staff_and_to_nobody_else(cast: Cast) -> None:
    add(cast.mei)
    (file,) = verdict().files
    assert (file.name, file.size_bytes, file.who) == (SIGNED.name, len(SIGNED.content), cast.mei.who)
    assert file.digest == sha256(SIGNED.content).hexdigest()
    for staff in (cast.lin, cast.mei, cast.bo, cast.coach, OPERATOR):
        assert file_of(WHERE, file.key, viewer=staff, today=TODAY).content == SIGNED.content
    for other in (cast.chen, cast.jun, VISITOR):
        with pytest.raises(Missing):
            file_of(WHERE, file.key, viewer=other, today=TODAY)


def test_a_file_comes_with_its_verdict_or_neither_is_kept(cast: Cast) -> None:
    decide(cast.lin, kept(), 1, SIGNED)
    assert [each.name for each in verdict(1).files] == [SIGNED.name]
    with pytest.raises(Refused, match="none of them"):
        decide(cast.lin, kept(), 1, Brought(name="minutes.pdf", content=b"<html>"))
    assert len(kept().verdicts) == 2


def test_those_add_a_file_who_may_record_the_verdict_and_the_lead_alone_removes_it(cast: Cast) -> None:
    for other in (cast.bo, cast.program_lead, cast.administrator):
        with pytest.raises(Forbidden):
            add(other)
    for nobody in (cast.chen, cast.jun, VISITOR):
        with pytest.raises(Missing):
            add(nobody)
    add(cast.mei)
    with pytest.raises(Forbidden):
        detach(WHERE, verdict().files[0].key, viewer=cast.mei, now=NOW, today=TODAY)
    detach(WHERE, verdict().files[0].key, viewer=cast.lin, now=NOW, today=TODAY)
    assert (verdict().files, MinutesFile.objects.count()) == ((), 0)
    done = [each.deed for each in Event.objects.all()]
    assert done[-2:] == ["minutes-added", "minutes-removed"]


def test_a_file_stays_beside_its_verdict_once_the_round_has_ended(cast: Cast) -> None:
    add(cast.mei)
    abandon(WHERE, reason="So.", viewer=cast.lin, now=NOW, today=TODAY)
    with pytest.raises(Clash, match="has ended"):
        detach(WHERE, verdict().files[0].key, viewer=cast.lin, now=NOW, today=TODAY)
    assert len(verdict().files) == 1


def test_the_same_bytes_are_kept_once_and_a_verdict_has_few_files(cast: Cast) -> None:
    for _ in range(2):
        add(cast.lin)
    assert len(verdict().files) == 1
    for number in range(MOST_FILES - 1):
        add(cast.lin, Brought(name="more.txt", content=f"Page {number}".encode()))
    with pytest.raises(Clash, match="at most 5 files"):
        add(cast.lin, Brought(name="one-more.txt", content=b"Too many"))
    assert len(verdict().files) == MOST_FILES


@pytest.mark.parametrize(
    "wrong",
    [
        Brought(name="page.html", content=b"<script>alert(1)</script>"),
        Brought(name="minutes.pdf", content=b"<script>alert(1)</script>"),
        Brought(name="minutes.svg", content=b"<svg/>"),
        Brought(name="", content=b""),
        Brought(name="minutes.txt", content=b"x" * (LARGEST_BYTES + 1)),
    ],
    ids=lambda each: each.name,
)
def test_what_is_no_paper_is_refused(cast: Cast, wrong: Brought) -> None:
    with pytest.raises(Refused):
        add(cast.lin, wrong)
    assert not MinutesFile.objects.exists()


def test_a_file_of_another_verdict_or_round_is_not_there(cast: Cast) -> None:
    add(cast.lin)
    key = verdict().files[0].key
    rounds.abandon(WHERE, reason="Again.", viewer=cast.lin, now=NOW, today=TODAY)
    other = At(SZPU, "ict", "2027")
    open_round(other, stages=(Planned(body=Text(en="School")),), viewer=cast.lin, now=NOW, today=TODAY)
    with pytest.raises(Missing):
        file_of(other, key, viewer=cast.lin, today=TODAY)
    for nothing in ("", "0", "x", "9" * 30):
        with pytest.raises(Missing):
            attach(WHERE, nothing, SIGNED, viewer=cast.lin, now=NOW, today=TODAY)


def test_minutes_that_are_signed_later_come_to_an_ended_round(cast: Cast) -> None:
    rounds.abandon(WHERE, reason="Again.", viewer=cast.lin, now=NOW, today=TODAY)
    add(cast.lin)
    assert len(verdict().files) == 1


def test_the_mark_of_a_round_moves_with_every_verdict_file_and_name(cast: Cast) -> None:
    marks = [mark(kept())]
    add(cast.lin)
    marks.append(mark(kept()))
    decide(cast.lin, kept(), 1, read_at=marks[-1])
    marks.append(mark(kept()))
    assert mark(kept()) == marks[-1]
    assert len(set(marks)) == 3
    with pytest.raises(RoundMoved) as moved:
        decide(cast.lin, kept(), 1, read_at=marks[0])
    assert (moved.value.mark, len(kept().verdicts)) == (marks[-1], 2)


def test_a_file_that_changed_on_disk_is_found_out(cast: Cast) -> None:
    add(cast.lin)
    assert examine().ailments == ()
    MinutesFile.objects.update(content=SIGNED.content + b"!")
    assert [each.where for each in examine().ailments] == [f"minutes {verdict().files[0].key}"]


def test_the_evidence_pack_holds_the_minutes_and_its_table_and_index_name_them(cast: Cast) -> None:
    add(cast.mei)
    decide(cast.lin, kept(), 1, Brought(name="office <a>.txt", content="同意".encode()))
    publish(SZPU, "ict", Request(root=root(), name="2026.1", reason="The term begins."), viewer=cast.lin, now=NOW)
    found = open_cluster(SZPU, "ict", viewer=cast.lin, today=TODAY, state="2026.1")
    assert found is not None
    plan = next(iter(found.index.programs.values())).plans[0].key
    packs = [evidence_pack(cast.lin, found, plan=plan, tongue="en") for _ in range(2)]
    assert packs[0] == packs[1]
    with zipfile.ZipFile(io.BytesIO(packs[0])) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    named = [name for name in files if name.startswith("minutes/")]
    assert named == ["minutes/01-会议纪要.pdf", "minutes/02-office _a_.txt"]
    assert [files[name] for name in named] == [SIGNED.content, "同意".encode()]
    with zipfile.ZipFile(io.BytesIO(files["evidence.docx"])) as word:
        text = word.read("word/document.xml").decode()
    assert all(name in text for name in named)
    index = files["index.html"].decode()
    assert all(sha256(files[name]).hexdigest() in index and name in index for name in named)
