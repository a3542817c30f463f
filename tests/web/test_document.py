"""Bringing a whole cluster through the browser: the dry run, what goes, the change, and files that mean harm."""

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook

from fourfold.actions import editing
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR
from fourfold.exchange.document import document_of
from fourfold.exchange.workbook_write import workbook_bytes
from fourfold.store import read
from fourfold.store.models import Change, Person, Upload
from tests.actions.cast import NOW, gather
from tests.actions.test_documents import column, edited, put
from tests.web import small

pytestmark = pytest.mark.django_db
IMPORT = "/szpu/ict/import"


def kept() -> read.Kept:
    found = read.draft_at("szpu", "ict", OPERATOR)
    assert found is not None
    return found


def current() -> Dossier:
    return read.dossier_of(kept())


def book(change: Callable[[Workbook], object] | None = None) -> bytes:
    """The draft as a workbook that somebody opened and changed."""
    content = workbook_bytes(current(), base=kept().root)
    if change is None:
        return content
    opened = load_workbook(BytesIO(content))
    change(opened)
    saved = BytesIO()
    opened.save(saved)
    return saved.getvalue()


def sent(client: Client, content: bytes, name: str = "ict.xlsx", about: str = "cluster") -> HttpResponse:
    answer = client.post(IMPORT, {"about": about, "file": SimpleUploadedFile(name, content)})
    assert isinstance(answer, HttpResponse)
    return answer


def brought(client: Client, content: bytes, name: str = "ict.xlsx", about: str = "cluster") -> tuple[str, str]:
    """Where a file is looked at, and what stands there."""
    answer = sent(client, content, name, about)
    assert answer.status_code == 302, re.findall(r"<a class=\"code\".*?</a>", answer.content.decode())
    at = answer.headers["Location"]
    return at, client.get(at).content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def credits_of(code: str) -> int:
    return int(next(each.credits for each in current().cluster.courses if each.code == code))


def five(opened: Workbook) -> None:
    put(opened, "courses", "RS", "credits", 5)


def test_a_workbook_is_brought_looked_at_and_applied(visitor: Client) -> None:
    at, html = brought(visitor, book(five))
    assert "credits before 6 → after 5" in words(html)
    assert ("1 part changed" in html, 'name="remove"' in html, credits_of("RS")) == (True, False, 6)
    answer = visitor.post(at, {"act": "apply", "root": kept().root, "why": "reviewed"})
    assert (answer.status_code, answer.headers["Location"], credits_of("RS")) == (302, IMPORT, 5)
    assert [each.why for each in Change.objects.order_by("-seq")[:1]] == ["reviewed"]
    html = visitor.get(IMPORT).content.decode()
    assert "ict.xlsx is applied: 1 part changed." in html
    assert '<a href="/szpu/ict/draft/course/RS">' in html
    assert "This file was applied" in visitor.get(at).content.decode()


def test_a_json_document_and_a_workbook_are_known_whatever_they_are_called_in_the_form(visitor: Client) -> None:
    document = msgspec.json.encode(document_of(edited(current(), "RS", credits=Decimal(5)), kept().root))
    assert "credits before 6 → after 5" in words(brought(visitor, document, "ict.json", about="")[1])
    assert "credits before 6 → after 5" in words(brought(visitor, book(five), about="MC/ordinary")[1])


def test_what_would_go_is_listed_apart_and_needs_its_tick(visitor: Client) -> None:
    at, html = brought(visitor, book(lambda opened: opened.remove(opened["rules"])))
    gone = html.partition('id="gone"')[2].partition("</section>\n  <section")[0]
    assert ("SHORT-TERMS" in gone, 'name="remove"' in html, "R629" in html) == (True, True, True)
    before = kept().root
    refused = visitor.post(at, {"act": "apply", "root": before})
    assert (refused.status_code, kept().root) == (422, before)
    assert "This would remove what the file does not name any more" in refused.content.decode()
    assert visitor.post(at, {"act": "apply", "root": before, "remove": "yes"}).status_code == 302
    assert current().cluster.rules == ()


def test_problems_of_a_workbook_are_told_by_sheet_row_and_column(visitor: Client) -> None:
    answer = sent(visitor, book(lambda opened: put(opened, "courses", "RS", "credits", "six")))
    html = answer.content.decode()
    at = column(load_workbook(BytesIO(book())), "courses", "credits")
    assert (answer.status_code, Upload.objects.count()) == (422, 0)
    assert re.search(rf"<code>courses!{chr(64 + at)}\d+ \(credits\)</code>", html)


def test_new_problems_are_told_by_their_cell(visitor: Client) -> None:
    _at, html = brought(visitor, book(lambda opened: put(opened, "courses", "RS", "module", "NOWHERE")))
    section = html.partition('id="becomes"')[2].partition("</section>")[0]
    assert re.search(r"<code>courses!\w+ \(module\)</code>", section)
    assert "NOWHERE" in section


def test_a_workbook_of_another_state_is_told_so_and_cannot_be_applied(visitor: Client) -> None:
    content, before = book(five), kept()
    rule = small.key("rule", "SHORT-TERMS")
    draft = editing.Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW)
    editing.remove_part(draft, rule, expected=before.held.parts[rule])
    at, html = brought(visitor, content)
    assert f"made from the draft as it was at {before.root[:8]}" in html
    assert 'value="apply"' not in html
    assert visitor.post(at, {"act": "apply", "root": kept().root, "remove": "yes"}).status_code == 422
    assert credits_of("RS") == 6


def test_a_draft_that_moves_between_the_dry_run_and_apply_is_not_written_over(visitor: Client) -> None:
    before = kept()
    at, _html = brought(visitor, book(five))
    rule = small.key("rule", "SHORT-TERMS")
    draft = editing.Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW)
    editing.remove_part(draft, rule, expected=before.held.parts[rule])
    assert visitor.post(at, {"act": "apply", "root": before.root}).status_code == 409
    assert (credits_of("RS"), Upload.objects.get().applied_at) == (6, None)


def test_pressing_twice_applies_once(visitor: Client) -> None:
    at, _html = brought(visitor, book(five))
    root, sending = kept().root, {"act": "apply"}
    answers = [visitor.post(at, sending | {"root": root}).status_code for _ in range(2)]
    assert (answers, Change.objects.filter(key=small.key("course", "RS")).count()) == ([302, 302], 2)
    assert "was applied already; nothing was done twice" in visitor.get(IMPORT).content.decode()


def test_what_was_applied_and_undone_can_be_applied_again(visitor: Client) -> None:
    at, _html = brought(visitor, book(five))
    before = kept()
    assert visitor.post(at, {"act": "apply", "root": before.root}).status_code == 302
    draft = editing.Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW)
    course = small.key("course", "RS")
    was = editing.past_part(draft, course, before.held.parts[course])
    assert was is not None
    editing.put_part(draft, was, expected=kept().held.parts[course])
    assert (kept().root, credits_of("RS")) == (before.root, 6)
    assert visitor.post(at, {"act": "apply", "root": before.root}).status_code == 302
    assert credits_of("RS") == 5


def bomb() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"<x>" + b" " * 300_000_000 + b"</x>")
    return packed.getvalue()


def with_macros(content: bytes) -> bytes:
    made = BytesIO(content)
    with ZipFile(made, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    return made.getvalue()


def test_files_that_mean_harm_are_refused_and_not_kept(visitor: Client) -> None:
    formula = book(lambda opened: put(opened, "courses", "RS", "credits", "=1+1"))
    dated = book(lambda opened: put(opened, "courses", "RS", "code", NOW.date()))
    for content, name, code in (
        (bomb(), "a.xlsx", "R60"),
        (with_macros(book()), "a.xlsx", "R605"),
        (with_macros(book()), "a.xlsm", "R605"),
        (formula, "a.xlsx", "R616"),
        (dated, "a.xlsx", "R620"),
        (b"{" * 100_000, "a.json", "R0"),
        (b"PK nonsense", "a.xlsx", "R603"),
    ):
        answer = sent(visitor, content, name)
        assert (answer.status_code, code in answer.content.decode()) == (422, True), (name, code)
    assert (Upload.objects.count(), Change.objects.exclude(before="").count()) == (0, 0)


def test_a_hidden_sheet_is_told_and_a_hundred_megabytes_are_not_read(visitor: Client) -> None:
    def hide(opened: Workbook) -> None:
        five(opened)
        opened["rules"].sheet_state = "hidden"

    assert "R618" in brought(visitor, book(hide))[1]
    large = visitor.generic("POST", IMPORT, b"x" * 100_000_000, content_type="multipart/form-data; boundary=b")
    assert large.status_code == 413


def test_the_files_of_the_last_day_are_listed_opened_again_and_forgotten(visitor: Client) -> None:
    at, _html = brought(visitor, book(five))
    html = visitor.get(IMPORT).content.decode()
    assert (f'href="{at}"' in html, "The whole cluster" in html) == (True, True)
    assert visitor.post(IMPORT, {"act": "forget", "upload": at.rpartition("/")[2]}).status_code == 302
    assert (Upload.objects.count(), visitor.get(at).status_code) == (0, 404)
    assert visitor.post(IMPORT, {"act": "forget", "upload": "nonsense"}).status_code == 404


def test_a_lead_sees_who_brought_what_and_others_their_own(client: Client, settings: LazySettings) -> None:
    gather()
    settings.LOCAL = False
    for who, name in (("mei", "mei.xlsx"), ("lin", "lin.xlsx")):
        client.force_login(Person.objects.get(email__startswith=f"{who}@"))
        brought(client, book(five), name)
    html = client.get(IMPORT).content.decode()
    assert ("mei.xlsx" in html, "Mei" in html, html.count('value="forget"')) == (True, True, 1)
    client.force_login(Person.objects.get(email__startswith="mei@"))
    assert "lin.xlsx" not in client.get(IMPORT).content.decode()


def test_a_teacher_is_told_before_applying_what_is_not_theirs(client: Client, settings: LazySettings) -> None:
    gather()
    settings.LOCAL = False
    client.force_login(Person.objects.get(email__startswith="mei@"))
    at, html = brought(client, book(five))
    assert ("credits of RS is not yours to change." in html, 'value="apply"' in html) == (True, False)
    assert client.post(at, {"act": "apply", "root": kept().root}).status_code == 422
    assert credits_of("RS") == 6


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_dry_run_stands_in_both_languages_without_script(visitor: Client, language: str) -> None:
    visitor.cookies["fourfold_language"] = language
    for change in (five, lambda opened: opened.remove(opened["rules"])):
        html = brought(visitor, book(change))[1]
        assert f'<html lang="{language}">' in html
        assert (html.count("<h1"), html.count("<main")) == (1, 1)
        assert re.findall(r'<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+="', html) == []
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert sorted(ids) == sorted(set(ids))


def test_a_file_is_kept_under_a_name_that_is_only_text(visitor: Client, tmp_path: Path) -> None:
    del tmp_path
    _at, html = brought(visitor, book(five), "<script>alert(1)</script>.xlsx")
    assert "<script>alert" not in html
