"""Bringing a table through the browser: the upload, the dry run, the columns, the change, and who may."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from fourfold.actions import editing
from fourfold.domain.person import OPERATOR
from fourfold.exchange.limits import LARGEST_FILE_BYTES, LARGEST_UPLOAD_BYTES
from fourfold.store import read
from fourfold.store.models import Change, Person, Upload
from tests.actions.cast import NOW, gather
from tests.exchange.paper import Rows, document, workbook
from tests.exchange.test_plan_tables import MERGED, PLAN
from tests.web import small

pytestmark = pytest.mark.django_db
IMPORT = "/szpu/ict/import"
COURSES: Rows = (
    ("课程代码", "课程名称", "学分"),
    ("RS", "路由交换技术", 5),
    ("FW", "防火墙技术", 4),
    ("X", "没有的课程", 2),
)


def sent(client: Client, path: Path, about: str = "") -> HttpResponse:
    """The answer to a file that was sent in the form."""
    answer = client.post(IMPORT, {"about": about, "file": SimpleUploadedFile(path.name, path.read_bytes())})
    assert isinstance(answer, HttpResponse)
    return answer


def courses_of(folder: Path, rows: Rows = COURSES) -> Path:
    return workbook(folder / "课程表.xlsx", rows)


def cells(html: str) -> list[str]:
    """The words of the first table's rows."""
    rows = re.findall(r"<tr>(.*?)</tr>", html.partition("<tbody>")[2].partition("</tbody>")[0], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in rows]


def root_in(html: str) -> str:
    found = re.search(r'name="root" value="([0-9a-f]+)"', html)
    assert found is not None
    return found[1]


def credits_of(code: str) -> int:
    kept = read.draft_at("szpu", "ict", OPERATOR)
    assert kept is not None
    return int(next(each.credits for each in read.dossier_of(kept).cluster.courses if each.code == code))


def test_a_table_is_brought_looked_at_and_applied(visitor: Client, tmp_path: Path) -> None:
    at = sent(visitor, courses_of(tmp_path)).headers["Location"]
    html = visitor.get(at).content.decode()
    assert cells(html) == ["2 RS 路由交换技术 changed credits 6 → 5"]
    assert "1 row changes the draft." in html
    assert "1 row was not understood and stays out." in html
    assert credits_of("RS") == 6
    answer = visitor.post(at, {"act": "apply", "root": root_in(html), "why": ""})
    assert (answer.status_code, answer.headers["Location"], credits_of("RS")) == (302, IMPORT, 5)
    assert [each.why for each in Change.objects.order_by("-seq")[:1]] == ["Imported from 课程表.xlsx"]
    html = visitor.get(IMPORT).content.decode()
    assert "课程表.xlsx is applied: 1 part changed." in html
    assert '<a href="/szpu/ict/draft/course/RS">' in html
    assert "This file was applied: the draft says what it says." in visitor.get(at).content.decode()


def test_what_is_not_understood_says_what_was_found_and_what_is_expected(visitor: Client, tmp_path: Path) -> None:
    rows = (COURSES[0], ("RS", "路由交换技术", "约六"))
    html = visitor.get(sent(visitor, courses_of(tmp_path, rows)).headers["Location"]).content.decode()
    mend = "Write what is expected, or leave the cell empty. Expected: a number of at most two decimal places"
    assert [each.partition(" “")[2] for each in cells(html)] == [f"学分” in row 2 is not understood : 约六 R718 {mend}"]


def test_a_plan_is_brought_for_its_program(visitor: Client, tmp_path: Path) -> None:
    path = document(tmp_path / "方案.docx", PLAN, merged=MERGED)
    html = visitor.get(sent(visitor, path, "MC/ordinary").headers["Location"]).content.decode()
    assert [each.split(" ", 1)[1] for each in cells(html)] == [
        "RS 路由交换技术 changed placement required, term 3 → required, term 4",
        "MC-EXT 专业拓展课（三选二） changed choose 1 → 2",
        "FW 防火墙技术 changed placement — → elective in MC-EXT, term 4",
        ("MC-ordinary-1 公共选修课（至少选修８学分） added title — → 公共选修课 kind — → unlisted credits — → 8"),
    ]


def test_one_sheet_of_several_is_chosen(visitor: Client, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    this, last = book.active, book.create_sheet("去年")
    this.title = "今年"
    for sheet, points in ((this, 5), (last, 3)):
        sheet.append(COURSES[0])
        sheet.append(("RS", "路由交换技术", points))
    book.save(tmp_path / "a.xlsx")
    at = sent(visitor, tmp_path / "a.xlsx").headers["Location"]
    assert "1 row was not understood" in visitor.get(at).content.decode()
    visitor.post(at, {"act": "choose", "table": "去年"})
    html = visitor.get(at).content.decode()
    assert (cells(html), '<option value="去年" selected>' in html) == (
        ["2 RS 路由交换技术 changed credits 6 → 3"],
        True,
    )
    visitor.post(at, {"act": "choose", "table": "no such sheet"})
    assert "1 row was not understood" in visitor.get(at).content.decode()


def test_what_columns_mean_is_said_once(visitor: Client, tmp_path: Path) -> None:
    rows = (("科目号", "科目", "点数"), ("RS", "路由交换技术", 5))
    at = sent(visitor, courses_of(tmp_path, rows)).headers["Location"]
    assert "No table of courses was recognised" in visitor.get(at).content.decode()
    said = {"act": "columns", "column-0": "code", "column-1": "title", "column-2": "credits"}
    assert visitor.post(at, said).headers["Location"] == at + "#columns"
    assert cells(visitor.get(at).content.decode()) == ["2 RS 路由交换技术 changed credits 6 → 5"]
    again = sent(visitor, courses_of(tmp_path, rows)).headers["Location"]
    assert "1 row changes the draft." in visitor.get(again).content.decode()


def test_a_plan_of_a_program_that_is_not_there_leads_nowhere(visitor: Client, tmp_path: Path) -> None:
    at = sent(visitor, courses_of(tmp_path), "XX/ordinary").headers["Location"]
    assert (visitor.get(at).status_code, visitor.post(at, {"act": "apply", "root": ""}).status_code) == (404, 404)


@pytest.mark.parametrize("value", ["nonsense", "by_term", "by_term:99", "credits:2", "by_term:²"])
def test_a_column_cannot_mean_what_is_no_field(visitor: Client, tmp_path: Path, value: str) -> None:
    at = sent(visitor, courses_of(tmp_path)).headers["Location"]
    assert visitor.post(at, {"act": "columns", "column-2": value}).status_code == 302
    assert "1 row changes the draft." in visitor.get(at).content.decode()


def test_a_draft_that_moved_is_shown_anew_and_not_written_over(visitor: Client, tmp_path: Path) -> None:
    at = sent(visitor, courses_of(tmp_path)).headers["Location"]
    root = root_in(visitor.get(at).content.decode())
    kept = read.draft_at("szpu", "ict", OPERATOR)
    assert kept is not None
    draft = editing.Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW)
    rule = small.key("rule", "SHORT-TERMS")
    editing.remove_part(draft, rule, expected=kept.held.parts[rule])
    answer = visitor.post(at, {"act": "apply", "root": root})
    html = answer.content.decode()
    assert (answer.status_code, credits_of("RS"), root_in(html) != root) == (409, 6, True)
    assert "Somebody changed the draft since this dry run" in html
    assert visitor.post(at, {"act": "apply", "root": root_in(html)}).status_code == 302


def test_a_file_is_put_aside(visitor: Client, tmp_path: Path) -> None:
    at = sent(visitor, courses_of(tmp_path)).headers["Location"]
    assert visitor.post(at, {"act": "withdraw"}).headers["Location"] == IMPORT
    assert (Upload.objects.count(), credits_of("RS")) == (0, 6)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "R601"),
        ("a.xlsx", b"PK nonsense", "R603"),
        ("a.xlsm", b"PK", "R605"),
        ("a.exe", b"MZ", "R707"),
        ("a.csv", b"\xff\xff\x00", "R007"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_field(
    visitor: Client, name: str, content: bytes, said: str
) -> None:
    answer = visitor.post(IMPORT, {"about": "MC/ordinary", "file": SimpleUploadedFile(name, content)})
    html = answer.content.decode()
    assert (answer.status_code, Upload.objects.count()) == (422, 0)
    assert 'id="file-wrong"' in html
    assert '<option value="MC/ordinary" selected>' in html
    assert said in html


def test_nothing_sent_is_said_beside_the_field(visitor: Client) -> None:
    answer = visitor.post(IMPORT, {"about": ""})
    assert (answer.status_code, "Choose a file first." in answer.content.decode()) == (422, True)


def test_what_is_too_large_is_refused_before_it_is_read(visitor: Client) -> None:
    unread = BytesIO(b"x" * 10_000_000)
    answer = visitor.generic("POST", IMPORT, unread.getvalue(), content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 413
    assert f'<a href="{IMPORT}">Back to the page that you sent it from</a>' in answer.content.decode()


def test_a_file_is_never_given_out_again_and_its_name_is_text(visitor: Client, tmp_path: Path) -> None:
    path = courses_of(tmp_path)
    name = "<script>alert(1)</script>.xlsx"
    sending = {"about": "", "file": SimpleUploadedFile(name, path.read_bytes())}
    html = visitor.get(visitor.post(IMPORT, sending).headers["Location"]).content.decode()
    assert "<script>alert" not in html
    assert visitor.get(f"{IMPORT}/{quote(path.name)}").status_code == 404


ALLOWED = {"lin": 200, "administrator": 403, "program-lead": 200, "mei": 200, "coach": 403, "bo": 403}


@pytest.mark.parametrize("who", ["lin", "administrator", "program-lead", "mei", "coach", "bo", "jun", "chen", ""])
def test_who_edits_something_brings_files_and_others_of_elsewhere_find_nothing(
    client: Client, settings: LazySettings, tmp_path: Path, who: str
) -> None:
    gather()
    settings.LOCAL = False
    expected = ALLOWED.get(who, 404)
    if who:
        client.force_login(Person.objects.get(email__startswith=f"{who}@"))
    answers: Sequence[int] = (client.get(IMPORT).status_code, sent(client, courses_of(tmp_path)).status_code)
    assert list(answers) == [expected, 302 if expected == 200 else expected]


@pytest.mark.parametrize(("who", "led"), [("lin", True), ("mei", True), ("coach", False)])
def test_the_list_of_courses_leads_those_who_edit_to_it(
    client: Client, settings: LazySettings, who: str, *, led: bool
) -> None:
    gather()
    settings.LOCAL = False
    client.force_login(Person.objects.get(email__startswith=f"{who}@"))
    assert (f'href="{IMPORT}"' in client.get("/szpu/ict/draft/courses").content.decode()) is led


def test_a_file_is_its_owners_alone(client: Client, settings: LazySettings, tmp_path: Path) -> None:
    gather()
    settings.LOCAL = False
    client.force_login(Person.objects.get(email__startswith="lin@"))
    at = sent(client, courses_of(tmp_path)).headers["Location"]
    Upload.objects.update(who="somebody else")
    assert (client.get(at).status_code, client.post(at, {"act": "apply"}).status_code) == (404, 404)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_both_pages_stand_in_both_languages_without_script(visitor: Client, tmp_path: Path, language: str) -> None:
    visitor.cookies["fourfold_language"] = language
    for path in (IMPORT, sent(visitor, courses_of(tmp_path)).headers["Location"]):
        html = visitor.get(path).content.decode()
        assert f'<html lang="{language}">' in html
        assert (html.count("<h1"), html.count("<main")) == (1, 1)
        assert re.findall(r'<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+="', html) == []
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert sorted(ids) == sorted(set(ids))


def test_a_plan_that_was_taken_for_a_table_of_courses_is_hinted_at_and_read_as_one(
    visitor: Client, tmp_path: Path
) -> None:
    at = sent(visitor, document(tmp_path / "方案.docx", PLAN, merged=MERGED)).headers["Location"]
    hint = "This looks like a program plan"
    assert hint in visitor.get(at).content.decode()
    assert visitor.post(at, {"act": "about", "about": "MC/ordinary"}).headers["Location"] == at
    html = visitor.get(at).content.decode()
    assert (hint in html, "placement" in cells(html)[0]) == (False, True)
    assert visitor.post(at, {"act": "about", "about": "XX/ordinary"}).status_code == 404
    assert hint not in visitor.get(sent(visitor, courses_of(tmp_path)).headers["Location"]).content.decode()


def test_what_becomes_of_the_problems_is_told_before_applying(visitor: Client, tmp_path: Path) -> None:
    rows = (("课程代码", "课程名称", "先修课程"), ("NT-A", "网络技术A", "RS"))
    html = visitor.get(sent(visitor, courses_of(tmp_path, rows)).headers["Location"]).content.decode()
    told = html.partition('id="becomes"')[2].partition("</section>")[0]
    assert re.search(r"It brings \d+ problem", told)
    assert 'href="/help/problems/' in told


def test_a_program_lead_takes_in_the_plan_of_their_program(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    cast = gather()
    settings.LOCAL = False
    client.force_login(Person.objects.get(pk=cast.program_lead.who))
    led = next(iter(cast.program_lead.grants)).key
    program = next(each for each in small.dossier().cluster.programs if each.key == led)
    first = next(each for each in program.plans[0].required if each.term != 2)
    code = next(each.code for each in small.dossier().cluster.courses if each.key == first.course)
    rows = (("课程代码", "课程名称", "第一学期", "第二学期", "第三学期"), (code, "", "", "√", ""))
    at = sent(client, courses_of(tmp_path, rows), f"{program.code}/ordinary").headers["Location"]
    html = client.get(at).content.decode()
    assert ("not yours" in html, 'name="act" value="columns"' in html, "disabled" in html) == (False, True, True)
    assert client.post(at, {"act": "apply", "root": root_in(html)}).status_code == 302
    kept = read.draft_at("szpu", "ict", OPERATOR)
    assert kept is not None
    plan = next(each for each in read.dossier_of(kept).cluster.programs if each.key == led).plans[0]
    assert next(each.term for each in plan.required if each.course == first.course) == 2


def test_a_program_lead_is_told_what_of_a_table_is_not_theirs(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    cast = gather()
    settings.LOCAL = False
    client.force_login(Person.objects.get(pk=cast.program_lead.who))
    at = sent(client, courses_of(tmp_path)).headers["Location"]
    html = client.get(at).content.decode()
    assert ("credits of RS is not yours to change." in html, 'value="apply"' in html) == (True, False)
    root = read.draft_at("szpu", "ict", OPERATOR)
    assert root is not None
    assert client.post(at, {"act": "apply", "root": root.root}).status_code == 403
    assert (client.post(at, {"act": "columns", "column-2": ""}).status_code, credits_of("RS")) == (403, 6)


def test_what_new_courses_are_is_chosen_once(visitor: Client, tmp_path: Path) -> None:
    rows = (("课程代码", "课程名称", "学分", "总学时"), ("NEW-1", "自动化运维", 3, 48))
    at = sent(visitor, courses_of(tmp_path, rows)).headers["Location"]
    assert "Module, Type" in visitor.get(at).content.decode()
    said = {"act": "new", "module": small.key("module", "CLOUD"), "type": "practice", "weeks": "16"}
    assert visitor.post(at, said).headers["Location"] == at + "#new-courses"
    for way in (at, sent(visitor, courses_of(tmp_path, rows)).headers["Location"]):
        assert cells(visitor.get(way).content.decode())[0].startswith("2 NEW-1 自动化运维 added")
    nonsense = {"act": "new", "module": "none", "type": "none", "weeks": "9" * 50}
    assert visitor.post(at, nonsense).status_code == 302


def test_the_page_says_its_limits_before_anything_is_sent(visitor: Client) -> None:
    html = " ".join(visitor.get(IMPORT).content.decode().split())
    table = Path("docs/reference/formats.md").read_text(encoding="utf-8")
    largest, csv = (f"{each // 1024 // 1024} MiB" for each in (LARGEST_UPLOAD_BYTES, LARGEST_FILE_BYTES))
    assert f"Excel (.xlsx), Word (.docx) or JSON, at most {largest}; CSV, at most {csv}." in html
    assert f"| an Excel workbook or a Word document | 32 MiB | {largest} | – |" in table
    assert f"| a CSV file | {csv} | {csv} | – |" in table


def test_a_file_over_the_limit_is_refused_with_the_limit(visitor: Client) -> None:
    sending = {"about": "", "file": SimpleUploadedFile("a.csv", b"x" * (LARGEST_UPLOAD_BYTES + 1))}
    answer = visitor.post(IMPORT, sending)
    assert (answer.status_code, "On this page a file has at most 8 MiB." in answer.content.decode()) == (422, True)
