"""Edits of a draft: authorised on what they change, refused in words, told once each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fourfold.actions.editing import Draft, PartClash, put_part, remove_part
from fourfold.actions.pinning import pin, unpin
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.canon.encode import digest, encode
from fourfold.canon.kinds import Part
from fourfold.canon.parts import root, split, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course
from fourfold.domain.link import CourseLinks
from fourfold.domain.person import OPERATOR, Viewer
from fourfold.domain.text import Text
from fourfold.store.models import Change
from fourfold.store.read import dossier_of, draft_at
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import ADMINISTRATOR, BO, CHEN, JUN, LIN, mei, program_lead
from tests.web import small

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, tzinfo=UTC)
NEW_TITLE = Text(en="Another title", zh="另一个标题")


@pytest.fixture
def here() -> Dossier:
    dossier = small.dossier()
    replace_draft(dossier.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)
    return dossier


def draft(viewer: Viewer, cluster: str = "ict") -> Draft:
    return Draft(institution="szpu", cluster=cluster, viewer=viewer, now=NOW, why="a test")


def now() -> Dossier:
    kept = draft_at("szpu", "ict", OPERATOR)
    assert kept is not None
    return dossier_of(kept)


def course(dossier: Dossier, code: str) -> Course:
    return next(each for each in dossier.cluster.courses if each.code == code)


def of(part: Part) -> str:
    return digest(encode(part))


def parts(dossier: Dossier) -> dict[str, tuple[Part, Part]]:
    """One part of every kind, and the same with something changed."""
    cluster = dossier.cluster
    program, module, links, rule = cluster.programs[0], cluster.modules[0], cluster.links[0], cluster.rules[0]
    rs = course(dossier, "RS")
    sec = next(each for each in cluster.modules if each.code == "SEC")
    cn = next(each for each in cluster.programs if each.code == "CN")
    return {
        "the head": (cluster.head, replace(cluster.head, title=NEW_TITLE)),
        "a program's title": (program, replace(program, title=NEW_TITLE)),
        "the plans of CN": (cn, replace(cn, plans=cn.plans[:-1])),
        "a shared module": (module, replace(module, title=NEW_TITLE)),
        "the module of CN alone": (sec, replace(sec, title=NEW_TITLE)),
        "what RS teaches": (rs, replace(rs, outcomes=rs.outcomes[:1])),
        "where RS stands": (rs, replace(rs, module=sec.key)),
        "links": (links, CourseLinks(key=links.key, course=links.course, links=links.links[:-1])),
        "a rule": (rule, replace(rule, title=NEW_TITLE)),
    }


EVERYTHING = frozenset(
    {
        "the head",
        "a program's title",
        "the plans of CN",
        "a shared module",
        "the module of CN alone",
        "what RS teaches",
        "where RS stands",
        "links",
        "a rule",
    }
)
MAY = [
    ("the operator", OPERATOR, EVERYTHING),
    ("Lin", LIN, EVERYTHING),
    ("Lin with a token to read", replace(LIN, may_write=False), frozenset()),
    ("who leads CN", program_lead("CN"), {"the plans of CN", "the module of CN alone"}),
    ("who leads MC", program_lead("MC"), frozenset()),
    ("Mei, who teaches RS", mei("RS"), {"what RS teaches"}),
    ("Mei, who teaches English", mei("ENG"), frozenset()),
    ("Bo", BO, frozenset()),
    ("an administrator", ADMINISTRATOR, frozenset()),
]


@pytest.mark.parametrize(("viewer", "granted"), [each[1:] for each in MAY], ids=[each[0] for each in MAY])
def test_everybody_changes_what_is_theirs_and_nothing_else(
    here: Dossier, viewer: Viewer, granted: frozenset[str]
) -> None:
    done = set()
    for what, (before, after) in parts(here).items():
        try:
            put_part(draft(viewer), after, expected=of(before))
        except Forbidden:
            continue
        done.add(what)
        put_part(draft(OPERATOR), before, expected=of(after))
    assert done == granted
    assert now() == here


@pytest.mark.parametrize("viewer", [JUN, CHEN, Viewer()], ids=["Jun", "Chen", "a visitor"])
def test_a_draft_that_may_not_be_read_is_not_there(here: Dossier, viewer: Viewer) -> None:
    before = course(here, "RS")
    works: tuple[Callable[[], object], ...] = (
        lambda: put_part(draft(viewer), before, expected=of(before)),
        lambda: remove_part(draft(viewer), before.key, expected=of(before)),
        lambda: pin(draft(viewer), here.frameworks[0], expected=None),
    )
    for work in works:
        with pytest.raises(Missing) as refused:
            work()
        assert refused.value.why.en == "There is no such draft."
    with pytest.raises(Missing):
        put_part(draft(LIN, "nothing"), before, expected=of(before))


def test_an_edit_is_one_change_with_who_when_and_why(here: Dossier) -> None:
    before = course(here, "RS")
    after = replace(before, title=NEW_TITLE)
    put_part(draft(mei("RS")), after, expected=of(before))
    last = Change.objects.last()
    assert last is not None
    told = (last.who, last.at, last.why, str(last.key), last.before, last.after)
    assert told == ("mei", NOW, "a test", before.key, of(before), of(after))
    assert course(now(), "RS") == after


def test_who_comes_second_is_told_what_stands_now(here: Dossier) -> None:
    before = course(here, "RS")
    first, second = replace(before, title=NEW_TITLE), replace(before, credits=before.credits + 1)
    put_part(draft(LIN), first, expected=of(before))
    with pytest.raises(PartClash) as clash:
        put_part(draft(LIN), second, expected=of(before))
    assert clash.value.theirs == of(first)
    with pytest.raises(PartClash) as clash:
        remove_part(draft(LIN), before.key, expected=of(before))
    assert clash.value.theirs == of(first)
    with pytest.raises(PartClash):
        put_part(draft(LIN), second, expected=None)
    assert course(now(), "RS") == first


def test_a_part_comes_and_goes(here: Dossier) -> None:
    made = replace(course(here, "ENG"), key=small.key("course", "LATIN"), code="LATIN")
    put_part(draft(LIN), made, expected=None)
    assert course(now(), "LATIN") == made
    remove_part(draft(LIN), made.key, expected=of(made))
    assert now() == here


def test_the_head_stays(here: Dossier) -> None:
    head = here.cluster.head
    with pytest.raises(Refused, match="head of a cluster stays"):
        remove_part(draft(LIN), head.key, expected=of(head))
    with pytest.raises(Refused, match="stays with its institution"):
        put_part(draft(LIN), replace(head, institution="elsewhere"), expected=of(head))
    assert now() == here


def test_codes_and_keys_name_one_noun_each(here: Dossier) -> None:
    eng, rs = course(here, "ENG"), course(here, "RS")
    with pytest.raises(Refused, match="another course with the code or key of rs"):
        put_part(draft(LIN), replace(eng, code="rs"), expected=of(eng))
    with pytest.raises(Refused, match="another outcome with the code or key of RS"):
        put_part(draft(LIN), replace(eng, outcomes=rs.outcomes), expected=of(eng))
    with pytest.raises(Refused, match="part of another kind"):
        put_part(draft(LIN), replace(here.cluster.modules[0], key=eng.key, code="NEW"), expected=of(eng))
    assert now() == here


def test_frameworks_are_pinned_and_let_go_by_the_lead_alone(here: Dossier) -> None:
    before = here.frameworks[0]
    after = replace(before, title=NEW_TITLE)
    old, new = (root(split(each).manifest) for each in (before, after))
    with pytest.raises(Forbidden):
        pin(draft(mei("RS")), after, expected=old)
    pin(draft(LIN), after, expected=old)
    assert {each.key: each for each in now().frameworks}[before.key] == after
    with pytest.raises(PartClash):
        pin(draft(LIN), before, expected=old)
    with pytest.raises(Forbidden):
        unpin(draft(BO), before.key, expected=new)
    unpin(draft(LIN), before.key, expected=new)
    assert before.key not in {each.key for each in now().frameworks}


@pytest.mark.parametrize("why", ["a\x00b", "\x1b[31m", "\u202eback", "x" * 2001])
def test_a_reason_that_cannot_be_shown_is_refused_on_every_database(here: Dossier, why: str) -> None:
    before = course(here, "RS")
    with pytest.raises(Refused, match="A note"):
        put_part(replace(draft(LIN), why=why), replace(before, title=NEW_TITLE), expected=of(before))
    assert now() == here
