"""Editing frameworks on pages: forms of a framework and of each item, the tree, two at once, undo, a new version."""

import re
from dataclasses import replace
from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from fourfold.actions.editing import Draft
from fourfold.actions.pinning import pin, root_of
from fourfold.canon.trees import tree_of
from fourfold.canon.validate import validate
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.store import read
from fourfold.store.models import Change
from fourfold.store.soundness import examine
from fourfold.store.values import frameworks_of
from fourfold.web.pages.editing.desk import codes_of
from fourfold.web.pages.editing.entries import Reader, entries_of
from fourfold.web.pages.editing.sent import MOST_ROWS, entries_sent, pruned
from fourfold.web.pages.editing.sheets import (
    FrameworkSheet,
    ItemSheet,
    copied,
    framework_sheet,
    item_of,
    item_sheet,
    with_item,
    with_sheet,
    without_item,
)
from tests import strategies
from tests.web import small
from tests.web.entering import Door, door, said
from tests.web.test_editing import AT, choices_of, filled, form_of, sent, words
from tests.web.test_editing_entries import sent_of

__all__ = ["door"]
HCIA = "edit/framework/hcia"
ITEMS = f"{HCIA}/items"
DATABASE = pytest.mark.django_db
SECONDS = 10


def dossier() -> Dossier:
    kept = read.draft_at("szpu", "ict", OPERATOR)
    assert kept is not None
    return read.dossier_of(kept)


def framework(code: str = "hcia") -> Framework:
    return next(each for each in dossier().frameworks if each.code == code)


def item(code: str) -> Item:
    return next(each for each in framework().walk() if each.code == code)


def post(client: Client, path: str, boxes: dict[str, Any], do: str = "save") -> HttpResponse:
    answer = client.post(AT + path, boxes | {"do": do})
    assert isinstance(answer, HttpResponse)
    return answer


def sheet_through_a_form(sheet: FrameworkSheet | ItemSheet, whole: Framework) -> Any:  # noqa: ANN401 - a sheet
    """The sheet that comes back from its own form."""
    cls, index = type(sheet), Index(Dossier(cluster=small.dossier().cluster, frameworks=(whole,)))
    names = {
        "item": {each.key: each.code for each in whole.walk()},
        "framework": {key: key for key in (whole.supersedes,) if key},
    }
    tree = tree_of(sheet)
    entries = pruned(cls, entries_sent(cls, sent_of(cls, entries_of(cls, tree, codes_of(index, cls, tree, names)))))
    reader = Reader(codes_of(index, cls, entries, names))
    back = validate(cls, reader.tree(cls, entries))
    assert (reader.wrong, isinstance(back, list)) == ([], False), back
    return back


@given(whole=strategies.frameworks())
def test_a_form_sent_back_unchanged_is_the_framework_that_stood_there(whole: Framework) -> None:
    sheet = sheet_through_a_form(framework_sheet(whole), whole)
    assert with_sheet(whole, sheet, institution="other") == whole
    for each in whole.walk():
        assert with_item(whole, sheet_through_a_form(item_sheet(whole, each), whole)) == whole


@given(whole=strategies.frameworks(), data=st.data())
def test_an_item_that_moves_takes_what_is_below_it_along_and_nothing_else_changes(
    whole: Framework, data: st.DataObject
) -> None:
    items = tuple(whole.walk())
    if not items:
        return
    moved = data.draw(st.sampled_from(items))
    inside = {each.key for each in moved.walk()}
    under = data.draw(st.sampled_from([None, *(each.key for each in items if each.key not in inside)]))
    after = with_item(whole, replace(item_sheet(whole, moved), under=under))
    assert item_of(after, moved.key) == moved
    assert sorted(each.key for each in after.walk()) == sorted(each.key for each in items)
    assert without_item(after, moved.key) == without_item(whole, moved.key)
    assert item_sheet(after, moved).under == under


@given(whole=strategies.frameworks())
def test_a_copy_says_the_same_under_keys_of_its_own(whole: Framework) -> None:
    key = small.key("framework", "copy")
    copy = copied(whole, key=key, institution="szpu")
    assert copy == copied(whole, key=key, institution="szpu")
    assert {each.key for each in copy.walk()}.isdisjoint(each.key for each in whole.walk())
    assert [replace(each, key="", children=()) for each in copy.walk()] == [
        replace(each, key="", children=()) for each in whole.walk()
    ]
    assert (copy.key, copy.supersedes, copy.institution) == (key, whole.key, "szpu")


@DATABASE
@pytest.mark.parametrize("path", [HCIA, f"{ITEMS}/D1", f"{ITEMS}/D1.1", "edit/framework/track"])
def test_saving_what_a_form_shows_changes_nothing(visitor: Client, path: str) -> None:
    before, count = dossier(), Change.objects.count()
    answer = sent(visitor, path)
    assert (answer.status_code, dossier(), Change.objects.count()) == (302, before, count)


@DATABASE
def test_an_edit_of_an_item_is_one_change_with_its_reason_and_touches_nothing_else(visitor: Client) -> None:
    before, count = framework(), Change.objects.count()
    answer = sent(visitor, f"{ITEMS}/D1.1", title__en="Spanning trees", why="the issuer reworded it")
    assert answer.headers["Location"] == f"{AT}{ITEMS}?at=D1.1#item-D1.1"
    last = Change.objects.latest("seq")
    assert (Change.objects.count(), str(last.key), last.why) == (count + 1, before.key, "the issuer reworded it")
    after = framework()
    assert item("D1.1").title.en == "Spanning trees"
    named = replace(item_sheet(before, item_of(before, item("D1.1").key) or item("D1.1")), title=item("D1.1").title)
    assert after == with_item(before, named)
    assert "D1.1 is saved." in visitor.get(AT + ITEMS).content.decode()
    assert examine().ailments == ()


@DATABASE
def test_an_unknown_weight_stays_unknown_and_the_sum_is_said(visitor: Client) -> None:
    boxes = {"items__0__weight": "60", "items__1__weight": ""}
    looked = words(sent(visitor, HCIA, do="effect", **boxes).content.decode())
    assert "Known weights add up to 60 of 100; " in looked
    assert sent(visitor, HCIA, **boxes).status_code == 302
    assert [each.weight for each in framework().items][:2] == [Decimal(60), None]
    assert "weight unknown" in words(visitor.get(AT + ITEMS).content.decode())
    zero = words(sent(visitor, HCIA, do="effect", items__1__weight="0").content.decode())
    assert "F013" in zero


@DATABASE
def test_a_wrong_sum_is_told_as_the_checks_tell_it_before_it_is_saved(visitor: Client) -> None:
    many = len(framework().items)
    boxes = {f"items__{at}__weight": "90" for at in range(many)}
    looked = words(sent(visitor, HCIA, do="effect", **boxes).content.decode())
    assert f"Weights add up to {90 * many} of 100." in looked
    assert "F010" in looked
    sent(visitor, HCIA, **boxes)
    assert '<p class="weights off">' in visitor.get(AT + ITEMS).content.decode()


@DATABASE
def test_an_item_is_moved_below_another_one_and_history_says_so(visitor: Client) -> None:
    before = item("D1.1")
    other = framework().items[1]
    sent(visitor, f"{ITEMS}/D1.1", under=other.code)
    assert item(other.code).children[-1] == before
    told = words(visitor.get(f"{AT}history/framework/hcia?item=D1.1").content.decode())
    assert "2 changes, the newest first" in told
    assert "Models (D1.1) items moved here before Networks → after Switching" in told
    visitor.post(AT + "undo")
    assert framework() == small.HCIA


@DATABASE
def test_an_item_cannot_be_moved_into_itself(visitor: Client) -> None:
    answer = sent(visitor, f"{ITEMS}/D1", under="D1.1")
    assert (answer.status_code, framework()) == (422, small.HCIA)
    assert "Nothing has the code D1.1" in words(answer.content.decode())


@DATABASE
def test_items_are_added_in_rows_and_by_a_form_of_their_own(visitor: Client) -> None:
    html = sent(visitor, f"{ITEMS}/D1", do="add:items").content.decode()
    boxes = form_of(html)
    at = max(int(name.split(".")[1]) for name in boxes if name.startswith("items."))
    assert (
        post(visitor, f"{ITEMS}/D1", boxes | {f"items.{at}.code": "D1.9", f"items.{at}.title.en": "More"}).status_code
        == 302
    )
    assert item("D1").children[-1].code == "D1.9"
    new = "new/framework/hcia/item?under=D1.9"
    assert sent(visitor, new, code="D1.9.1", title__zh="更多", depth="master").status_code == 302
    made = item("D1.9").children
    assert [(each.code, each.title, each.depth) for each in made] == [("D1.9.1", Text(zh="更多"), Depth.MASTER)]


@DATABASE
def test_a_code_that_another_item_has_is_refused(visitor: Client) -> None:
    answer = sent(visitor, f"{ITEMS}/D1.1", code="d1")
    assert (answer.status_code, framework()) == (422, small.HCIA)
    assert "another item with the code or key of" in answer.content.decode()
    assert sent(visitor, HCIA, code="TRACK").status_code == 422


@DATABASE
def test_removing_an_item_says_what_its_links_lose_and_is_undone(visitor: Client) -> None:
    page = visitor.get(AT + f"remove/framework/hcia/items/{framework().items[0].code}")
    html = page.content.decode()
    assert "New problems" in html
    base = re.findall(r'name="base" value="([0-9a-f]{64})"', html)[0]
    gone = visitor.post(AT + f"remove/framework/hcia/items/{framework().items[0].code}", {"base": base, "why": "a try"})
    assert gone.headers["Location"] == AT + ITEMS
    assert framework() == without_item(small.HCIA, small.HCIA.items[0].key)
    visitor.post(AT + "undo")
    assert framework() == small.HCIA


@DATABASE
def test_a_framework_is_begun_from_nothing_and_removed(visitor: Client) -> None:
    html = sent(visitor, "new/framework", do="add:items").content.decode()
    boxes = form_of(html) | {
        "code": "etl", "family": "etl", "kind": "job", "title.en": "Data engineer", "footing.ground": "estimated",
        "items.0.code": "E1", "items.0.title.en": "Pipelines",
    }  # fmt: skip
    assert post(visitor, "new/framework", boxes).headers["Location"] == f"{AT}draft/framework/etl"
    made = framework("etl")
    assert (made.institution, [each.code for each in made.items]) == ("szpu", ["E1"])
    page = visitor.get(AT + "remove/framework/etl").content.decode()
    base = re.findall(r'name="base" value="([0-9a-f]{64})"', page)[0]
    assert visitor.post(AT + "remove/framework/etl", {"base": base}).headers["Location"] == f"{AT}draft/frameworks"
    assert dossier() == small.dossier()


@DATABASE
def test_a_new_version_has_all_items_and_the_radar_takes_over(visitor: Client) -> None:
    answer = sent(visitor, "new/framework?from=hcia", code="hcia-v9", version="V9")
    assert answer.status_code == 302
    made = framework("hcia-v9")
    assert (made.supersedes, made.family) == (small.HCIA.key, small.HCIA.family)
    assert [each.code for each in made.walk()] == [each.code for each in small.HCIA.walk()]
    assert "hcia-v9" in visitor.get(AT + "draft/radar").content.decode()
    again = sent(visitor, "new/framework?from=hcia", code="HCIA-V9", version="V9")
    assert again.status_code == 422


def both(client: Client, first: tuple[str, dict[str, str]], second: tuple[str, dict[str, str]]) -> HttpResponse:
    """Two windows show forms of one framework; the first is saved, then the second."""
    windows = [(path, filled(client, path, **changes)) for path, changes in (first, second)]
    assert post(client, *windows[0]).status_code == 302
    return post(client, *windows[1])


@DATABASE
def test_two_who_edit_different_items_both_stand(visitor: Client) -> None:
    answer = both(visitor, (f"{ITEMS}/D1.1", {"title__en": "One"}), (f"{ITEMS}/D1", {"title__en": "Two"}))
    assert (answer.status_code, item("D1.1").title.en, item("D1").title.en) == (302, "One", "Two")
    assert examine().ailments == ()


@DATABASE
def test_two_who_add_rows_in_one_place_both_keep_theirs(visitor: Client) -> None:
    windows = []
    for code in ("X1", "X2"):
        boxes = form_of(sent(visitor, HCIA, do="add:items").content.decode())
        at = max(int(name.split(".")[1]) for name in boxes if name.startswith("items."))
        windows.append(boxes | {f"items.{at}.code": code, f"items.{at}.title.en": code})
    assert [post(visitor, HCIA, each).status_code for each in windows] == [302, 302]
    assert {"X1", "X2"} <= {each.code for each in framework().items}


@DATABASE
def test_what_another_changed_meanwhile_is_no_part_of_what_an_edit_says_it_does(visitor: Client) -> None:
    window = filled(visitor, f"{ITEMS}/D1", title__en="Two")
    sent(visitor, f"{ITEMS}/D1.1", title__en="One")
    told = words(post(visitor, f"{ITEMS}/D1", window, do="effect").content.decode())
    assert "Two" in told
    assert "One" not in told


@DATABASE
@pytest.mark.parametrize(("side", "title"), [("ours", "Two"), ("theirs", "One")])
def test_two_who_edit_the_same_field_see_both_values_and_choose(visitor: Client, side: str, title: str) -> None:
    path = f"{ITEMS}/D1.1"
    answer = both(visitor, (path, {"title__en": "One"}), (path, {"title__en": "Two", "depth": "master"}))
    html = answer.content.decode()
    assert (answer.status_code, item("D1.1").title.en) == (409, "One")
    assert re.search(r"yours Two saved meanwhile One", words(html))
    boxes = form_of(html)
    (choice,) = choices_of(html)
    assert choice not in boxes
    assert post(visitor, path, boxes).status_code == 409
    assert post(visitor, path, boxes | {choice: side}).status_code == 302
    assert (item("D1.1").title.en, item("D1.1").depth) == (title, Depth.MASTER)


@DATABASE
def test_whoever_edits_what_another_removed_is_asked(visitor: Client) -> None:
    path = f"{ITEMS}/D1.1"
    window = filled(visitor, path, title__en="Kept")
    page = visitor.get(f"{AT}remove/framework/hcia/items/D1.1").content.decode()
    base = re.findall(r'name="base" value="([0-9a-f]{64})"', page)[0]
    visitor.post(f"{AT}remove/framework/hcia/items/D1.1", {"base": base})
    answer = post(visitor, path, window)
    assert answer.status_code == 409
    html = answer.content.decode()
    boxes = form_of(html)
    (choice,) = choices_of(html)
    assert post(visitor, path, boxes | {choice: "ours"}).status_code == 302
    assert item("D1.1").title.en == "Kept"


@DATABASE
def test_undo_and_redo_of_items_keep_what_was_done_to_others_since(visitor: Client) -> None:
    sent(visitor, f"{ITEMS}/D1.1", title__en="One", why="the issuer")
    kept = root_of(framework())
    visitor.post(AT + "undo")
    assert framework() == small.HCIA
    visitor.post(AT + "redo")
    assert root_of(framework()) == kept
    told = words(visitor.get(AT + "history/framework/hcia").content.decode())
    assert "done again the issuer" in told
    assert "→ after One" in told


@DATABASE
def test_the_history_of_an_item_tells_its_own_changes_only(visitor: Client) -> None:
    sent(visitor, f"{ITEMS}/D1.1", title__en="One")
    sent(visitor, f"{ITEMS}/D1", title__en="Two")
    sent(visitor, HCIA, version="V9")
    told = words(visitor.get(f"{AT}history/framework/hcia?item=D1").content.decode())
    assert "2 changes, the newest first" in told
    assert "Two" in told
    assert "V9" not in told
    assert "One" not in told


@DATABASE
def test_a_release_of_the_framework_stays_as_it_is_when_the_draft_moves_on(door: Door) -> None:
    lin = door.as_("lin")
    name = root_of(framework())
    form = {"digest": name, "name": "1", "confirmed": "yes"}
    lin.post(f"{AT}publish/hcia", form)
    assert sent(lin, f"{ITEMS}/D1.1", title__en="Later").status_code == 302
    assert frameworks_of([name])[name] == small.HCIA


@DATABASE
@pytest.mark.parametrize("path", [HCIA, ITEMS, f"{ITEMS}/D1", "new/framework", "new/framework/hcia/item"])
def test_frameworks_are_the_leads_to_edit(door: Door, path: str) -> None:
    assert door.as_("lin").get(AT + path).status_code == 200
    for who in ("mei", "bo"):
        assert door.as_(who).get(AT + path).status_code == 403
    for who in ("jun", "chen"):
        assert door.as_(who).get(AT + path).status_code == 404
    assert "edit/framework" not in said(door.as_("mei").get(f"{AT}draft/framework/hcia"))


@pytest.mark.parametrize(
    "path",
    [f"{ITEMS}/NOPE", "edit/framework/NOPE", "edit/framework/NOPE/items", "new/framework/hcia/item?under=NOPE",
     "new/framework?from=NOPE", "remove/framework/hcia/items/NOPE", "history/framework/hcia?item=NOPE"],
)  # fmt: skip
@DATABASE
def test_what_is_not_there_cannot_be_edited(visitor: Client, path: str) -> None:
    assert visitor.get(AT + path).status_code == 404


@DATABASE
def test_a_framework_of_four_hundred_items_is_edited_an_item_at_a_time(visitor: Client) -> None:
    areas = tuple(
        small.item(
            f"A{area}", f"Area {area}|领域 {area}", *(small.item(f"A{area}.{at}", "Item|条目") for at in range(20))
        )
        for area in range(20)
    )
    big = replace(small.HCIA, items=areas)
    draft = Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=Change.objects.latest("seq").at)
    pin(draft, big, expected=root_of(framework()))
    began = perf_counter()
    tree = visitor.get(AT + ITEMS).content.decode()
    form = visitor.get(AT + f"{ITEMS}/A7").content.decode()
    assert sent(visitor, f"{ITEMS}/A7.3", title__en="Reworded").status_code == 302
    assert perf_counter() - began < SECONDS
    assert (tree.count("<details "), tree.count("<details open>")) == (20, 0)
    assert len({name.split(".")[1] for name in form_of(form) if name.startswith("items.")}) == 20
    assert item("A7.3").title.en == "Reworded"
    assert visitor.get(AT + f"{ITEMS}?at=A7.3").content.decode().count("<details open>") == 1


@DATABASE
def test_more_items_than_a_form_has_rows_for_stay_where_they_are(visitor: Client) -> None:
    flat = tuple(small.item(f"F{at}", "Item|条目") for at in range(MOST_ROWS + 1))
    draft = Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=Change.objects.latest("seq").at)
    pin(draft, replace(small.HCIA, items=flat), expected=root_of(framework()))
    assert sent(visitor, HCIA, version="V9").status_code == 302
    assert framework() == replace(small.HCIA, items=flat, version="V9")
    assert sent(visitor, f"{ITEMS}/F500", title__en="Reworded").status_code == 302
    assert item("F500").title.en == "Reworded"
    assert len(framework().items) == MOST_ROWS + 1
