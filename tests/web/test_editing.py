"""Editing on pages: the form, what an edit would do, saving, what cannot be saved, and who may."""

import re
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client

from fourfold.domain.cluster import Cluster
from fourfold.domain.course import Course
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Text
from fourfold.store import read
from fourfold.store.models import Change
from tests.web import small
from tests.web.entering import Door, door, said

__all__ = ["door"]
pytestmark = pytest.mark.django_db
AT = "/szpu/ict/"
EVERY = ("cluster/ict", "program/MC", "plan/MC-ordinary", "module/CLOUD", "course/NT-B", "course/ENG")


class _Form(HTMLParser):
    """What a browser would send of the form of a noun; or, of the `closed` boxes, what they show."""

    def __init__(self, *, closed: bool = False) -> None:
        super().__init__()
        self._closed = closed
        self.sent: list[tuple[str, str]] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag != "option" and ("disabled" in found) is not self._closed:
            return
        if tag == "select":
            self._select = name
        if tag == "option" and "selected" in found and self._select:
            self.sent.append((self._select, found.get("value") or ""))
        if tag == "textarea":
            self._area = name
            self.sent.append((name, ""))
        if tag == "input" and name and (found.get("type") not in {"checkbox", "radio"} or "checked" in found):
            self.sent.append((name, found.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            name, so_far = self.sent[-1]
            self.sent[-1] = name, so_far + data


def closed(html: str) -> dict[str, list[str]]:
    """The boxes that a reader of the form cannot change, with what they hold."""
    return form_of(html, closed=True)


def form_of(html: str, *, closed: bool = False) -> dict[str, list[str]]:
    """The boxes of the form on a page, with what they hold."""
    parser = _Form(closed=closed)
    begin = html.index('<form class="editing"')
    parser.feed(html[begin : html.index("</form>", begin)])
    boxes: dict[str, list[str]] = {}
    for name, value in parser.sent:
        boxes.setdefault(name, []).append(value)
    return boxes


def choices_of(html: str) -> list[str]:
    """The names of what a page lets its reader choose between."""
    return list(dict.fromkeys(re.findall(r'name="(choice:[^"]+)"', html)))


def filled(client: Client, path: str, **changes: str | list[str]) -> dict[str, list[str]]:
    """The form at an address with other values in some of its boxes; `__` stands for the dot."""
    boxes = form_of(client.get(AT + path).content.decode())
    said = {name.replace("__", "."): [each] if isinstance(each, str) else each for name, each in changes.items()}
    return boxes | said


def sent(client: Client, path: str, do: str = "save", **changes: str | list[str]) -> HttpResponse:
    answer = client.post(AT + path, filled(client, path, **changes) | {"do": [do]})
    assert isinstance(answer, HttpResponse)
    return answer


def cluster() -> Cluster:
    kept = read.draft_at("szpu", "ict", OPERATOR)
    assert kept is not None
    return read.dossier_of(kept).cluster


def course(code: str) -> Course:
    return next(each for each in cluster().courses if each.code == code)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("noun", EVERY)
def test_saving_what_the_form_shows_changes_nothing(visitor: Client, noun: str) -> None:
    before = cluster()
    answer = sent(visitor, f"edit/{noun}")
    assert (answer.status_code, cluster(), Change.objects.filter(why="").count()) == (
        302, before, Change.objects.count(),
    )  # fmt: skip


def test_an_edit_is_one_change_with_its_reason(visitor: Client) -> None:
    before, count = course("NT-B"), Change.objects.count()
    answer = sent(visitor, "edit/course/NT-B", credits="5.5", why="The board asked for it")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/szpu/ict/draft/course/NT-B")
    last = Change.objects.latest("seq")
    assert (Change.objects.count(), str(last.key), last.why) == (count + 1, before.key, "The board asked for it")
    after = course("NT-B")
    assert (str(after.credits), after.title, after.outcomes) == ("5.5", before.title, before.outcomes)
    assert "NT-B is saved." in visitor.get(answer.headers["Location"]).content.decode()


def test_an_edit_says_what_it_would_do_and_writes_nothing(visitor: Client) -> None:
    before = cluster()
    html = sent(visitor, "edit/course/NT-B", do="look", requisite="").content.decode()
    assert "requisite" in words(html)
    assert cluster() == before
    fragment = words(sent(visitor, "edit/course/NT-B", do="effect", credits="9").content.decode())
    assert fragment.startswith("What changes credits 4 before → after 9") or "credits" in fragment
    assert "<html" not in fragment


def test_what_an_edit_breaks_and_what_it_heals_is_named(visitor: Client) -> None:
    broken = words(sent(visitor, "edit/course/NT-A", do="effect", requisite="NT-B").content.decode())
    assert "New problems" in broken
    assert "Q0" in broken
    sent(visitor, "edit/course/NT-A", requisite="NT-B")
    healed = words(sent(visitor, "edit/course/NT-A", do="effect", requisite="").content.decode())
    assert "Problems healed" in healed


@pytest.mark.parametrize(
    ("box", "value", "wrong"),
    [
        ("credits", "four", "This is not a number, such as 4 or 4.5."),
        ("credits", "-1", "This number is too small or too large."),
        ("credits", "1.234", "At most two decimal places."),
        ("credits", "", "Fill this in."),
        ("weeks", "1.5", "This is not a number, such as 4 or 4.5."),
        ("weeks", "99999999999999999999", "This is not a number, such as 4 or 4.5."),
        ("code", "no spaces", "A code: letters, digits"),
        ("title__en", "", "Fill this in."),
        ("title__en", "a\x07b", "signs in it that nobody can see"),
        ("module", "NOWHERE", "Nothing has the code NOWHERE."),
        ("requisite", "NT-X", "did you mean"),
        ("requisite", "all(NT-A", "expected a closing bracket"),
        ("type", "other", "Choose one of the words of the list."),
        ("outcomes__0__code", "", "Fill this in."),
        ("outcomes__0__text__en", "", "Fill this in."),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_box_and_nothing_is_lost(
    visitor: Client, box: str, value: str, wrong: str
) -> None:
    before = cluster()
    changes = {box: value} | ({box.replace("en", "zh"): ""} if box.endswith("__en") and not value else {})
    answer = sent(visitor, "edit/course/NT-B", subject="nets", **changes)
    html = answer.content.decode()
    assert (answer.status_code, cluster()) == (422, before)
    assert wrong in html
    assert form_of(html)["subject"] == ["nets"]
    if box not in {"module", "type"}:  # what is not in the list cannot be chosen again
        assert form_of(html)[box.replace("__", ".")] == [value]


def test_a_course_is_begun_filled_in_and_taken_away_again(visitor: Client) -> None:
    answer = sent(
        visitor, "new/course?module=NT", code="IPV6", title__zh="IPv6 技术", type="mixed", credits="2", weeks="16"
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/szpu/ict/draft/course/IPV6")
    made = course("IPV6")
    assert (made.title, made.module) == (Text(zh="IPv6 技术"), course("NT-A").module)
    page = visitor.get(AT + "remove/course/IPV6").content.decode()
    base = re.search(r'name="base" value="([0-9a-f]{64})"', page)
    assert base is not None
    gone = visitor.post(AT + "remove/course/IPV6", {"base": base[1], "why": "a try"})
    assert (gone.status_code, gone.headers["Location"]) == (302, "/szpu/ict/draft/courses")
    assert "IPV6" not in {each.code for each in cluster().courses}


def test_a_code_that_is_taken_is_refused_and_the_form_keeps_what_was_said(visitor: Client) -> None:
    answer = sent(visitor, "edit/course/NT-B", code="nt-a", credits="7")
    html = answer.content.decode()
    assert (answer.status_code, form_of(html)["credits"]) == (422, ["7"])
    assert "another course with the code or key of nt-a" in html


def test_a_plan_is_edited_inside_its_program(visitor: Client) -> None:
    before = next(each for each in cluster().programs if each.code == "MC")
    answer = sent(visitor, "edit/plan/MC-ordinary", required__0__term="2")
    assert answer.headers["Location"] == "/szpu/ict/draft/program/MC?plan=MC-ordinary"
    after = next(each for each in cluster().programs if each.code == "MC")
    assert after.plans[0].required[0].term == 2
    assert after.plans[0].required[1:] == before.plans[0].required[1:]
    assert (after.title, after.certifications) == (before.title, before.certifications)


def test_a_new_plan_and_its_removal_touch_nothing_else(visitor: Client) -> None:
    before = cluster()
    answer = sent(visitor, "new/plan?program=MC", code="MC-3-2", training_type="3-2")
    assert answer.status_code == 302
    plans = next(each for each in cluster().programs if each.code == "MC").plans
    assert [each.code for each in plans] == ["MC-ordinary", "MC-3-2"]
    page = visitor.get(AT + "remove/plan/MC-3-2").content.decode()
    base = re.findall(r'name="base" value="([0-9a-f]{64})"', page)[0]
    assert visitor.post(AT + "remove/plan/MC-3-2", {"base": base}).status_code == 302
    assert cluster() == before


def test_a_rule_is_begun_and_judged_at_once(visitor: Client) -> None:
    form = {"code": "few", "title__en": "Few credits", "severity": "warning", "measure": "credits"}
    looked = sent(visitor, "new/rule", do="effect", comparator="at-most", value="1", **form)
    assert "New problems" in looked.content.decode()
    assert sent(visitor, "new/rule", comparator="at-most", value="1", **form).status_code == 302
    assert "few" in {each.code for each in cluster().rules}


def test_rows_are_added_without_losing_what_was_typed(visitor: Client) -> None:
    html = sent(visitor, "edit/course/NT-B", do="add:outcomes", credits="8").content.decode()
    boxes = form_of(html)
    assert boxes["credits"] == ["8"]
    assert boxes["outcomes.2.code"] == [""]
    saved = visitor.post(
        AT + "edit/course/NT-B",
        boxes | {"do": "save", "outcomes.2.code": "NT-B.9", "outcomes.2.text.en": "Do it", "outcomes.2.level": "apply"},
    )
    assert saved.status_code == 302
    assert [each.code for each in course("NT-B").outcomes] == ["NT-B.1", "NT-B.2", "NT-B.9"]


def focused(html: str) -> list[str]:
    """The boxes and buttons in which a browser puts its reader."""
    tags = (each for each in re.findall(r"<[^>]+>", html) if re.search(r"\sautofocus\b", each))
    return [(re.findall(r'value="(\w+:[^"]*)"', each) or re.findall(r'name="([^"]*)"', each))[0] for each in tags]


@pytest.mark.parametrize(
    ("button", "goes_on"),
    [
        ("add:outcomes", "outcomes.2.code"),
        ("down:outcomes.0", "up:outcomes.1"),
        ("up:outcomes.1", "down:outcomes.0"),
        ("remove:outcomes.1", "outcomes.0.code"),
        ("add:projects", "projects.0.code"),
        ("save:outcomes.0", None),
        ("remove:", None),
    ],
)
def test_a_button_of_a_row_leaves_its_reader_in_that_row(visitor: Client, button: str, goes_on: str | None) -> None:
    html = sent(visitor, "edit/course/NT-B", do=button).content.decode()
    assert focused(html) == ([goes_on] if goes_on else [])


def test_where_the_last_row_is_gone_its_reader_may_add_one(visitor: Client) -> None:
    html = sent(visitor, "edit/course/NT-B", do="remove:outcomes.0").content.decode()
    last = visitor.post(AT + "edit/course/NT-B", form_of(html) | {"do": "remove:outcomes.0"}).content.decode()
    assert focused(last) == ["add:outcomes"]


def test_a_button_of_a_row_tells_again_what_the_edit_would_do(visitor: Client) -> None:
    where = AT + "edit/course/NT-B"
    moved = sent(visitor, "edit/course/NT-B", do="down:outcomes.0").content.decode()
    assert "What changes" in changed_by(moved)
    assert "Nothing is changed yet." in changed_by(
        sent(visitor, "edit/course/NT-B", do="add:outcomes").content.decode()
    )
    html = sent(visitor, "edit/course/NT-B", do="add:outcomes", credits="8").content.decode()
    for _again in range(2):
        assert "before 4 → after 8" in changed_by(html)
        assert "cannot be taken yet" not in html
        html = visitor.post(where, form_of(html) | {"do": "add:outcomes"}).content.decode()
    assert "before 4 → after 8" in words(visitor.post(where, form_of(html) | {"do": "effect"}).content.decode())
    assert visitor.post(where, form_of(html) | {"do": "save"}).status_code == 422


def test_a_row_that_was_emptied_is_not_told_as_taken_away(visitor: Client) -> None:
    empty = {f"outcomes.1.{each}": "" for each in ("code", "text.en", "text.zh", "level")}
    told = sent(visitor, "edit/course/NT-B", do="effect", **empty).content.decode()
    assert "What changes" not in told


@pytest.mark.parametrize(
    "path", ["edit/course/NOPE", "edit/link/NT-A", "edit/item/D1", "new/cluster", "new/plan?program=XX"]
)
def test_what_is_not_there_cannot_be_edited(visitor: Client, path: str) -> None:
    assert visitor.get(AT + path).status_code == 404


def test_the_head_of_a_cluster_cannot_be_removed(visitor: Client) -> None:
    assert visitor.get(AT + "remove/cluster/ict").status_code == 404


def test_a_teacher_edits_what_a_course_teaches_and_not_where_it_stands(door: Door) -> None:
    mei = door.as_("mei")
    code = door.cast_course()
    html = said(mei.get(f"{AT}edit/course/{code}"))
    assert re.search(r'id="module"[^>]*disabled', html)
    before = course(code)
    boxes = form_of(html) | {"credits": ["9"], "module": ["CLOUD"], "code": ["MINE"], "do": ["save"]}
    assert mei.post(f"{AT}edit/course/{code}", boxes).status_code == 302
    after = course(code)
    assert (str(after.credits), after.module, after.code) == ("9", before.module, before.code)


@pytest.mark.parametrize(
    ("do", "changes", "status"),
    [
        ("add:outcomes", {}, 200),
        ("look", {}, 200),
        ("save", {"credits": ["many"]}, 422),
    ],
)
def test_the_fields_that_are_not_a_teachers_stay_shown_after_every_button(
    door: Door, do: str, changes: dict[str, list[str]], status: int
) -> None:
    mei, where = door.as_("mei"), f"{AT}edit/course/{door.cast_course()}"
    html = said(mei.get(where))
    answer = mei.post(where, form_of(html) | changes | {"do": [do]})
    assert answer.status_code == status
    assert closed(html)["code"] == [door.cast_course()]
    assert closed(html)["module"]
    assert closed(said(answer)) == closed(html)


def both_edit(client: Client, first: dict[str, str], second: dict[str, str]) -> HttpResponse:
    """Two windows show the same form; the first is saved, then the second."""
    windows = [filled(client, "edit/course/NT-B", **each) | {"do": ["save"]} for each in (first, second)]
    client.post(AT + "edit/course/NT-B", windows[0])
    answer = client.post(AT + "edit/course/NT-B", windows[1])
    assert isinstance(answer, HttpResponse)
    return answer


def test_two_who_edit_different_fields_both_stand(visitor: Client) -> None:
    answer = both_edit(visitor, {"credits": "5"}, {"weeks": "12"})
    assert (answer.status_code, str(course("NT-B").credits), course("NT-B").weeks) == (302, "5", 12)


@pytest.mark.parametrize(("side", "credits_"), [("ours", "6"), ("theirs", "5")])
def test_two_who_edit_the_same_field_see_both_values_and_choose(visitor: Client, side: str, credits_: str) -> None:
    answer = both_edit(visitor, {"credits": "5"}, {"credits": "6", "weeks": "12"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Credits before: 4 yours 6 saved meanwhile 5" in words(html)
    assert str(course("NT-B").credits) == "5"
    boxes = form_of(html)
    (choice,) = choices_of(html)
    assert visitor.post(AT + "edit/course/NT-B", boxes | {choice: side, "do": "save"}).status_code == 302
    assert (str(course("NT-B").credits), course("NT-B").weeks) == (credits_, 12)


THEIRS = {"outcomes.1.text.en": "Lin says", "unit.en": "Lin unit", "practice_hours_per_week": "3", "credits": "5"}
OURS = {"outcomes.1.text.en": "Mei says", "outcomes.0.text.en": "Mei alone", "credits": "6"}


def changed_by(html: str) -> str:
    """What the page says that the edit would change."""
    effect = html[html.index('id="effect"') :]
    return words(effect[: effect.index("</aside>")])


def test_in_a_conflict_the_form_and_its_effect_are_those_of_what_saving_would_make(visitor: Client) -> None:
    html = both_edit(visitor, THEIRS, OURS).content.decode()
    boxes = form_of(html)
    assert {name: boxes[name] for name in THEIRS | OURS} == {
        "outcomes.1.text.en": ["Mei says"],
        "outcomes.0.text.en": ["Mei alone"],
        "credits": ["6"],
        "unit.en": ["Lin unit"],
        "practice_hours_per_week": ["3"],
    }
    told = changed_by(html)
    assert "Mei alone" in told
    assert "before Lin says → after Mei says" in told
    assert "Lin unit" not in told
    assert "practice hours" not in told
    looked = visitor.post(AT + "edit/course/NT-B", boxes | dict.fromkeys(choices_of(html), "theirs") | {"do": "effect"})
    assert "Mei alone" in words(looked.content.decode())
    assert "Mei says" not in words(looked.content.decode())


def test_in_a_conflict_about_a_plan_the_form_has_what_stands_in_its_other_fields(visitor: Client) -> None:
    where = "edit/plan/MC-ordinary"
    mine = filled(visitor, where, title__en="Mei says") | {"do": ["save"]}
    assert sent(visitor, where, title__en="Lin says", required__0__term="4").status_code == 302
    html = visitor.post(AT + where, mine).content.decode()
    boxes = form_of(html)
    assert (boxes["title.en"], boxes["required.0.term"], len(choices_of(html))) == (["Mei says"], ["4"], 1)
    (choice,) = choices_of(html)
    assert visitor.post(AT + where, boxes | {choice: "ours", "do": "save"}).status_code == 302
    plan = next(each for each in cluster().programs if each.code == "MC").plans[0]
    assert (plan.title, plan.required[0].term) == (Text(en="Mei says"), 4)


def test_what_another_changed_meanwhile_is_no_part_of_what_an_edit_does(visitor: Client) -> None:
    window = filled(visitor, "edit/course/NT-B", weeks="12")
    sent(visitor, "edit/course/NT-B", unit__en="Lin unit")
    told = words(visitor.post(AT + "edit/course/NT-B", window | {"do": "effect"}).content.decode())
    assert "weeks" in told
    assert "Lin unit" not in told


def test_nothing_is_chosen_for_the_reader_and_nothing_saved_before_all_is(visitor: Client) -> None:
    where = AT + "edit/course/NT-B"
    html = both_edit(visitor, THEIRS, OURS).content.decode()
    first, second = choices_of(html)
    stands, boxes = course("NT-B"), form_of(html)
    assert not boxes.keys() & {first, second}
    for some in ({}, {first: ["theirs"]}):
        again = visitor.post(where, form_of(html) | some | {"do": "save"})
        html = again.content.decode()
        assert (again.status_code, course("NT-B"), choices_of(html)) == (409, stands, [first, second])
        assert {name: each for name, each in form_of(html).items() if name.startswith("choice:")} == some
    html = visitor.post(where, form_of(html) | {"do": "look"}).content.decode()
    assert form_of(html)[first] == ["theirs"]
    saved = visitor.post(where, form_of(html) | {first: "ours", second: "ours", "do": "save"})
    assert saved.status_code == 302
    after = course("NT-B")
    assert [each.text.en for each in after.outcomes] == ["Mei alone", "Mei says"]
    assert (str(after.credits), str(after.practice_hours_per_week)) == ("6", "3")
    assert after.unit == Text(en="Lin unit")


def test_a_choice_holds_only_against_what_was_shown(visitor: Client) -> None:
    where = AT + "edit/course/NT-B"
    html = both_edit(visitor, {"credits": "5"}, {"credits": "6"}).content.decode()
    sent(visitor, "edit/course/NT-B", credits="7")
    (choice,) = choices_of(html)
    again = visitor.post(where, form_of(html) | {choice: "ours", "do": "save"})
    assert (again.status_code, str(course("NT-B").credits)) == (409, "7")
    assert "yours 6 saved meanwhile 7" in words(again.content.decode())
    assert choice not in form_of(again.content.decode())


def test_an_edit_is_undone_and_done_again(visitor: Client) -> None:
    before = course("NT-B")
    sent(visitor, "edit/course/NT-B", credits="5", why="The board asked for it")
    page = visitor.get(AT + "history").content.decode()
    assert "Undo your last edit: NT-B" in page
    assert visitor.post(AT + "undo").headers["Location"] == AT + "history"
    assert course("NT-B") == before
    assert "Redo: NT-B" in visitor.get(AT + "history").content.decode()
    visitor.post(AT + "redo")
    assert str(course("NT-B").credits) == "5"
    told = words(visitor.get(AT + "history").content.decode())
    assert "NT-B done again The board asked for it credits before 4 → after 5" in told
    assert "NT-B taken back credits before 5 → after 4" in told
    audit = words(visitor.get("/szpu/audit").content.decode())
    assert "taken back: course" in audit
    assert "done again: course" in audit


def test_with_nothing_to_undo_it_says_so(visitor: Client) -> None:
    visitor.post(AT + "undo")
    assert "There is nothing of yours to undo." in visitor.get(AT + "history").content.decode()


def test_the_history_of_a_course_says_who_changed_what_and_why(visitor: Client) -> None:
    sent(visitor, "edit/course/NT-B", credits="5", why="asked for")
    sent(visitor, "edit/course/NT-A", credits="6")
    html = visitor.get(AT + "history/course/NT-B").content.decode()
    told = words(html)
    assert "2 changes, the newest first" in told
    assert "asked for credits before 4 → after 5" in told
    assert re.search(r"Credits</th>\s*<td>the operator</td>", html)


def test_a_card_of_the_board_moves_a_term_and_says_what_that_does(visitor: Client) -> None:
    html = visitor.get(AT + "edit/plan/MC-ordinary").content.decode()
    board = html[html.index('class="term-board"') : html.index('id="list-required"')]
    assert re.findall(r'data-term="(\d+)"', board) == ["1", "2", "3", "4"]
    row = re.search(r'value="later:(required\.\d+)"\s+aria-label="NT-B', html)
    assert row is not None
    moved = sent(visitor, "edit/plan/MC-ordinary", do=f"later:{row[1]}").content.decode()
    before = form_of(html)[f"{row[1]}.term"]
    assert form_of(moved)[f"{row[1]}.term"] == [str(int(before[0]) + 1)]
    assert focused(moved) == [f"later:{row[1]}"]
    assert cluster() == small.dossier().cluster
    first = sent(visitor, "edit/plan/MC-ordinary", do=f"earlier:{row[1]}", **{f"{row[1]}.term": "1"}).content.decode()
    assert form_of(first)[f"{row[1]}.term"] == ["1"]
