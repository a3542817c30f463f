"""What is removed keeps its name and its history; what its removal would break is named before it goes."""

import re

import pytest
from django.test import Client

from tests.web.entering import Door, door
from tests.web.test_editing import AT, course, sent, words

__all__ = ["door"]

pytestmark = pytest.mark.django_db
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def remove(client: Client, path: str) -> None:
    page = client.get(f"{AT}remove/{path}").content.decode()
    base = re.findall(r'name="base" value="([0-9a-f]{64})"', page)[0]
    assert client.post(f"{AT}remove/{path}", {"base": base, "why": "not taught any more"}).status_code == 302


def begun(client: Client) -> None:
    """A course ZZ-1, that came and went."""
    answer = sent(client, "new/course?module=NT", code="ZZ-1", title__en="Last things", credits="2", type="theory")
    assert answer.status_code == 302
    remove(client, "course/ZZ-1")


def test_the_history_names_what_came_and_went_by_title_and_code(visitor: Client) -> None:
    begun(visitor)
    html = visitor.get(AT + "history").content.decode()
    told = words(html)
    assert "Last things ZZ-1 removed not taught any more" in told
    assert "Last things ZZ-1 added" in told
    assert "Undo your last edit: ZZ-1" in told
    assert UUID.findall(told) == []
    assert f'href="{AT}history/course/ZZ-1"' in html


def test_undoing_what_came_names_it_in_the_redo(visitor: Client) -> None:
    begun(visitor)
    for _ in range(2):
        visitor.post(AT + "undo")
    told = words(visitor.get(AT + "history").content.decode())
    assert "Redo: ZZ-1" in told
    assert UUID.findall(told) == []


def test_what_is_removed_shows_its_history_to_its_last_day(visitor: Client) -> None:
    begun(visitor)
    answer = visitor.get(AT + "history/course/zz-1")
    told = words(answer.content.decode())
    assert "Last things removed" in told
    assert "2 changes, the newest first" in told
    assert "Last things ZZ-1 removed not taught any more" in told
    for never in ("course/ZZ-2", "rule/ZZ-1", "nothing/ZZ-1"):
        assert visitor.get(AT + "history/" + never).status_code == 404


def test_a_code_that_is_taken_again_shows_the_history_of_what_has_it_now(visitor: Client) -> None:
    begun(visitor)
    sent(visitor, "new/course?module=NT", code="ZZ-1", title__en="First things", credits="2", type="theory")
    assert "1 change, the newest first" in words(visitor.get(AT + "history/course/ZZ-1").content.decode())


def test_links_and_plans_that_named_what_is_gone_name_it_still(visitor: Client) -> None:
    remove(visitor, "course/NT-A")
    sent(visitor, "edit/course/NT-B", requisite="")
    told = words(visitor.get(AT + "history").content.decode())
    assert UUID.findall(told) == []
    assert "requisite before Network Technology A → after nothing" in told


def test_a_framework_that_is_gone_has_its_name_and_its_history(visitor: Client) -> None:
    remove(visitor, "framework/track")
    told = words(visitor.get(AT + "history").content.decode())
    assert "Network track track removed not taught any more" in told
    assert "Network track" in words(visitor.get(AT + "history/framework/track").content.decode())


def test_the_audit_names_it_likewise(visitor: Client) -> None:
    begun(visitor)
    told = words(visitor.get("/szpu/audit").content.decode())
    assert UUID.findall(told) == []
    assert told.count("Last things ZZ-1") == 2


def referring(client: Client, path: str) -> str:
    """What the page of a removal says, from who refers to it on."""
    html = client.get(f"{AT}remove/{path}").content.decode()
    return html[html.index("What refers to it") : html.index('<form method="post"')]


def test_a_removal_says_who_refers_to_what_goes_and_how(visitor: Client) -> None:
    html = referring(visitor, "course/NT-A")
    told = words(html)
    assert "Network Technology B NT-B course needs NT-A" in told
    assert "Computer Networks CN program plan CN-ordinary, term 1, takes NT-A" in told
    assert f'href="{AT}draft/program/CN?plan=CN-ordinary#term-1"' in html
    assert "Network Technology A NT-A links its own links, which would lead from nothing 3" in told
    assert "does not exist" not in told
    assert UUID.findall(told) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("module/NT", "Network Technology A NT-A course module: NT"),
        ("program/CN", "module programs: CN"),
        ("framework/hcia", "framework: hcia"),
        ("framework/hcia/items/D1.1", "item: D1.1"),
    ],
)
def test_whatever_goes_is_named_by_code_to_those_that_name_it(visitor: Client, path: str, said: str) -> None:
    told = words(referring(visitor, path))
    assert said in told
    assert "does not exist" not in told
    assert UUID.findall(told) == []


def test_what_nothing_refers_to_goes_without_a_word_of_that(visitor: Client) -> None:
    assert "What refers to it" not in visitor.get(AT + "remove/rule/MC-HCIA").content.decode()


def clashing(door: Door) -> Client:
    """Lin has edited two courses, and Mei has changed the same of the later one since."""
    lin, mei = door.as_("lin"), door.as_("mei")
    hers = door.cast_course()
    assert sent(lin, "edit/course/RS", credits="7").status_code == 302
    assert sent(lin, f"edit/course/{hers}", credits="5").status_code == 302
    assert sent(mei, f"edit/course/{hers}", credits="6", why="more labs").status_code == 302
    return lin


def form_with(html: str, button: str) -> dict[str, str]:
    """What the form with this button sends as it stands."""
    form = next(each for each in re.findall(r"<form.*?</form>", html, re.DOTALL) if button in each)
    hidden = dict(re.findall(r'type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', form))
    return hidden | dict(re.findall(r'type="radio"\s+name="([^"]+)"\s+value="([^"]*)"\s+checked', form))


def test_an_undo_that_clashes_says_who_did_what_since_and_asks(door: Door) -> None:
    lin = clashing(door)
    answer = lin.post(AT + "undo")
    html, told = answer.content.decode(), words(answer.content.decode())
    assert answer.status_code == 409
    since = told[told.index("Changed since your edit:") : told.index("Take back what is chosen")]
    assert "· Mei" in since
    assert "more labs credits before 5 → after 6" in since
    assert "your edit made it: 5" in since
    assert f'href="{AT}edit/course/{door.cast_course()}"' in html
    sending = form_with(html, "Take back what is chosen")
    assert "theirs" in sending.values()
    assert lin.post(AT + "undo", sending).status_code == 302
    assert str(course(door.cast_course()).credits) == "6"
    assert "by this choice nothing is taken back" in words(lin.get(AT + "history").content.decode())
    chosen = {name: "ours" if name.startswith("choice:") else each for name, each in sending.items()}
    assert lin.post(AT + "undo", chosen).status_code == 302
    assert str(course(door.cast_course()).credits) == "4"


def test_an_undo_that_clashes_can_be_passed_over(door: Door) -> None:
    lin = clashing(door)
    html = lin.post(AT + "undo").content.decode()
    assert "take back the edit before it: RS" in words(html)
    assert lin.post(AT + "undo", form_with(html, "Pass over it")).status_code == 302
    assert (str(course("RS").credits), str(course(door.cast_course()).credits)) == ("6", "6")
    last = lin.post(AT + "undo")
    assert last.status_code == 409
    assert "Pass over it" not in last.content.decode()
