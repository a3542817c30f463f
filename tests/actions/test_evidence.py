"""The evidence pack holds the plan, what was revised, who released it for which reason, and who changed what."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import LazySettings
from docx import Document
from docx.oxml.ns import qn

from fourfold.actions.papers.evidence import evidence_pack
from fourfold.actions.refused import Missing
from fourfold.actions.releasing import Request, publish
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.parts import root_of, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR, VISITOR
from fourfold.domain.text import Text
from fourfold.exchange.reading import read
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import NOW, Cast, gather
from tests.web import small

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def cast(settings: LazySettings) -> Cast:
    """Everybody; a release, and another one thirty days later in which a course has another title."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = gather()
    release("2026.1", reason="The first year is still being filled.")
    whole = small.dossier()
    courses = tuple(
        replace(each, title=Text(en="Renamed", zh="新名称<w:p/>")) if each.code == "NT-A" else each
        for each in whole.cluster.courses
    )
    put(replace(whole, cluster=replace(whole.cluster, courses=courses)), days=20)
    release("2026.2", days=30, reason="Agreed in the round.")
    return found


def put(dossier: Dossier, *, days: int) -> None:
    by = Authorship(who="local", at=NOW + timedelta(days=days), why="New syllabus")
    replace_draft(dossier.cluster.head, split_dossier(dossier), by, expected=None)


def release(name: str, *, reason: str, days: int = 0) -> None:
    draft = opened("draft")
    asked = Request(root=draft.root, name=name, reason=reason)
    publish("szpu", "ict", asked, viewer=OPERATOR, now=NOW + timedelta(days=days))


def opened(state: str) -> Opened:
    found = open_cluster("szpu", "ict", viewer=OPERATOR, today=small.TODAY, state=state)
    assert found is not None
    return found


def plan_of(found: Opened) -> str:
    return next(iter(found.index.programs.values())).plans[0].key


def pack(cast: Cast, state: str) -> dict[str, bytes]:
    found = opened(state)
    content = evidence_pack(cast.lin, found, plan=plan_of(found), tongue="zh")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def text_of(content: bytes) -> str:
    return "\n".join(each.text or "" for each in Document(io.BytesIO(content)).element.body.iter(qn("w:t")))


def test_the_index_names_every_file_with_its_digest(cast: Cast) -> None:
    files = pack(cast, "2026.2")
    index = files.pop("index.html").decode()
    told = dict(zip(re.findall(r'href="([^"]+)"', index), re.findall("[0-9a-f]{64}", index), strict=True))
    assert told == {name: sha256(content).hexdigest() for name, content in files.items()}


def test_what_was_revised_and_why_errors_were_let_pass_stand_in_the_report(cast: Cast) -> None:
    text = text_of(pack(cast, "2026.2")["evidence.docx"])
    assert "与上一版本 2026.1（" in text
    assert "新名称<w:p/>" in text
    assert "各项指标与承诺均无变化。" in text
    assert "Agreed in the round." in text
    assert "New syllabus" in text
    assert "这是首个版本，没有可对照的上一版本。" in text_of(pack(cast, "2026.1")["evidence.docx"])


def test_the_trail_is_that_of_the_time_between_the_releases(cast: Cast) -> None:
    rows = list(csv.DictReader(io.StringIO(pack(cast, "2026.2")["audit.csv"].decode("utf-8-sig"))))
    assert [(each["noun"], each["code"], each["why"]) for each in rows] == [("course", "NT-A", "New syllabus")]


def test_coverage_stands_item_by_item_with_its_footing(cast: Cast) -> None:
    rows = list(csv.DictReader(io.StringIO(pack(cast, "2026.2")["coverage.csv"].decode("utf-8-sig"))))
    found = opened("2026.2")
    program = found.index.program_of_plan[plan_of(found)]
    named = {found.index.frameworks[key].code for key in program.named()}
    assert {each["framework"] for each in rows} == named
    assert {each["footing"] for each in rows} <= {"sourced", "estimated", "illustrative"}


def test_the_release_reads_back_with_its_root(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "release.json"
    file.write_bytes(pack(cast, "2026.2")["release.json"])
    dossier = read(file).dossier
    assert dossier is not None
    assert root_of(dossier) == opened("2026.2").root


def test_the_same_release_gives_the_same_pack(cast: Cast) -> None:
    assert pack(cast, "2026.2") == pack(cast, "2026.2")


def test_a_draft_has_none_and_others_see_none(cast: Cast) -> None:
    draft, found = opened("draft"), opened("2026.2")
    for viewer, of in ((cast.lin, draft), (VISITOR, found), (cast.mei, found), (cast.chen, found)):
        with pytest.raises(Missing):
            evidence_pack(viewer, of, plan=plan_of(of), tongue="zh")
