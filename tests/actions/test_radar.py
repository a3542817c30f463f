"""Taking a new version over into a draft: what is written, by whom, with which reason, and all of it or nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fourfold.actions import radar_words
from fourfold.actions.editing import Draft, put_part
from fourfold.actions.proposing import Into, open_up
from fourfold.actions.radar import Wish, ahead, names_of, parts_for, propose_over, take_over
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.rehearsing import between, with_parts
from fourfold.actions.reviewing import Choosing, listing, merge_proposal
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.encode import digest, encode
from fourfold.canon.parts import split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Depth, Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.person import Viewer
from fourfold.store.models import Change
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import BO, LIN, mei, program_lead
from tests.actions.cast import CHEN as OUTSIDER
from tests.web import small
from tests.web.small import HCIA, item

pytestmark = pytest.mark.django_db
NOW, TODAY = datetime(2026, 6, 1, tzinfo=UTC), date(2026, 6, 1)
WHY = "V2.0 replaces V1.0"
NEXT = replace(
    small.framework(
        "hcia-v2",
        HCIA.kind,
        "HCIA-Datacom V2|HCIA-Datacom V2 认证",
        item("E1", "Models|模型"),
        item("E2", "IP addresses|IP 地址"),
        item("E3", "VLAN and WLAN|虚拟局域网与无线"),
        item("E4", "Automation|自动化"),
    ),
    family=HCIA.family,
    version="V2.0",
    supersedes=HCIA.key,
)


def opened(viewer: Viewer = LIN) -> Opened:
    found = open_cluster("szpu", "ict", viewer=viewer, today=TODAY)
    assert found is not None
    return found


@pytest.fixture
def here() -> Opened:
    """The small cluster on the day that a new version of its certification was pinned."""
    dossier = small.dossier()
    cluster = replace(dossier.cluster, frameworks=(*dossier.cluster.frameworks, NEXT.key))
    whole = Dossier(cluster=cluster, frameworks=(*dossier.frameworks, NEXT))
    replace_draft(cluster.head, split_dossier(whole), Authorship(who="local", at=NOW), expected=None)
    return opened()


def draft(viewer: Viewer = LIN, why: str = WHY) -> Draft:
    return Draft(institution="szpu", cluster="ict", viewer=viewer, now=NOW, why=why)


def everything(found: Opened) -> Wish:
    told = ahead(found, old=HCIA, new=NEXT)
    return Wish(old=HCIA, new=NEXT, programs=frozenset(told.behind), links=frozenset(each.name for each in told.taken))


def test_what_was_rehearsed_is_what_the_draft_becomes(here: Opened) -> None:
    wish = everything(here)
    rehearsed = with_parts(here, parts_for(here, wish))
    saved = take_over(draft(), here, wish)
    assert saved
    assert (opened().root, opened().index.cluster) == (rehearsed.root, rehearsed.index.cluster)
    assert not between(here, opened()).still


def test_each_part_is_one_change_with_the_one_reason(here: Opened) -> None:
    before = Change.objects.count()
    saved = take_over(draft(), here, everything(here))
    changes = list(Change.objects.order_by("-seq")[: len(saved)])
    assert Change.objects.count() - before == len(saved)
    assert {(change.why, change.who) for change in changes} == {(WHY, "lin")}
    assert {str(change.key) for change in changes} == {each.key for each in saved}


def test_figures_of_the_page_are_those_of_the_draft_afterwards(here: Opened) -> None:
    told = ahead(here, old=HCIA, new=NEXT)
    take_over(draft(), here, everything(here))
    after = ahead(opened(), old=HCIA, new=NEXT)
    assert [each.carried for each in told.impacts] == [each.carried for each in after.impacts]
    assert after.behind == ()
    assert after.taken == ()


def test_only_the_programs_and_links_that_were_ticked_are_touched(here: Opened) -> None:
    told = ahead(here, old=HCIA, new=NEXT)
    one = told.taken[0]
    (saved,) = take_over(draft(), here, Wish(old=HCIA, new=NEXT, links=frozenset({one.name})))
    assert isinstance(saved.part, CourseLinks)
    assert one.link in saved.part.links
    assert [each.key for each in opened().index.programs.values() if NEXT.key in each.named()] == []


@pytest.mark.parametrize("viewer", [LIN, mei("NT-B"), BO])
def test_merged_a_proposal_makes_of_the_draft_what_taking_it_over_would(here: Opened, viewer: Viewer) -> None:
    wish = everything(here)
    rehearsed = with_parts(here, parts_for(here, wish))
    number = propose_over(draft(viewer), here, wish, into=Into(title=WHY), language="en")
    assert opened().root == here.root
    open_up(draft(viewer), number)
    merge_proposal(draft(LIN), number, choosing=Choosing())
    assert opened().root == rehearsed.root


def test_a_reason_has_room_for_what_is_least_sure_and_counts_the_rest(here: Opened) -> None:
    found = ahead(here, old=HCIA, new=NEXT)
    many = (*found.taken, *(replace(found.taken[-1], confidence=99) for _ in range(200)))
    told = radar_words.carries(here.index, found.found, many)
    for said, more in ((told.en, "more"), (told.zh, "另有")):
        assert said is not None
        lines = said.splitlines()
        assert len(said) <= radar_words.ROOM + 40
        assert f"{min(each.confidence for each in found.taken)} %" in lines[0]
        assert more in lines[-1]
        assert str(len(many) - len(lines) + 1) in lines[-1]


def test_a_proposal_of_nothing_or_by_whom_nothing_is_shown_to_is_refused(here: Opened) -> None:
    into = Into(title=WHY)
    with pytest.raises(Refused):
        propose_over(draft(), here, Wish(old=HCIA, new=NEXT), into=into, language="en")
    with pytest.raises(Missing):
        propose_over(draft(OUTSIDER), here, everything(here), into=into, language="en")
    with pytest.raises(Forbidden):
        propose_over(draft(replace(LIN, may_write=False)), here, everything(here), into=into, language="en")
    assert listing(draft(), done=False).count == 0


@pytest.mark.parametrize("viewer", [mei("NT-B"), program_lead("MC"), BO])
def test_whoever_may_not_accept_links_changes_nothing(here: Opened, viewer: Viewer) -> None:
    root, count = here.root, Change.objects.count()
    with pytest.raises(Forbidden):
        take_over(draft(viewer), here, everything(here))
    assert (opened().root, Change.objects.count()) == (root, count)


def test_another_college_finds_no_draft(here: Opened) -> None:
    with pytest.raises(Refused):
        take_over(draft(OUTSIDER), here, everything(here))


def test_without_a_reason_or_with_nothing_to_change_nothing_is_done(here: Opened) -> None:
    count = Change.objects.count()
    for why, wish in (("  ", everything(here)), (WHY, Wish(old=HCIA, new=NEXT))):
        with pytest.raises(Refused):
            take_over(draft(why=why), here, wish)
    assert Change.objects.count() == count


def test_a_link_that_is_no_longer_offered_is_told_and_not_passed_over(here: Opened) -> None:
    with pytest.raises(Clash):
        parts_for(here, Wish(old=HCIA, new=NEXT, links=frozenset({("nothing", "nowhere")})))


def test_what_others_changed_meanwhile_stays_and_where_they_clash_all_of_it_is_refused(here: Opened) -> None:
    wish = everything(here)
    program = next(each for each in here.index.programs.values() if each.key in wish.programs)
    put_part(draft(why="longer"), replace(program, terms=7), expected=digest(encode(program)))
    take_over(draft(), here, wish)
    now = opened().index.programs[program.key]
    assert now.terms == 7
    assert NEXT.key in now.named()


def test_names_of_links_are_read_as_they_are_written() -> None:
    assert names_of(["a:b", "nothing", ""]) == {("a", "b")}


def test_a_clash_in_one_part_leaves_the_others_as_they_were(here: Opened) -> None:
    wish = everything(here)
    parts = parts_for(here, wish)
    key, part = next((key, each) for key, each in parts.items() if isinstance(each, CourseLinks))
    gone = here.index.cluster.links
    was = next(each for each in gone if each.key == key)
    other = replace(part, links=tuple(replace(each, hours=None, depth=_other(each.depth)) for each in part.links))
    put_part(draft(why="otherwise"), other, expected=digest(encode(was)))
    root, count = opened().root, Change.objects.count()
    with pytest.raises(Clash):
        take_over(draft(), here, wish)
    assert (opened().root, Change.objects.count()) == (root, count)


def _other(depth: Depth) -> Depth:
    return next(each for each in Depth if each is not depth)


def test_frameworks_that_are_not_linked_have_nothing_to_carry(here: Opened) -> None:
    empty: Framework = replace(NEXT, items=())
    told = ahead(here, old=empty, new=HCIA)
    assert told.carried.candidates == ()
