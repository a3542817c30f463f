"""The queue of links that are put forward: what stands in it, taking up, declining, and what two people do at once."""

from dataclasses import replace

import pytest

from fourfold.actions.aligning import align, propose_strokes
from fourfold.actions.audit import Asked, audit
from fourfold.actions.editing import Draft
from fourfold.actions.history import history
from fourfold.actions.proposing import open_up
from fourfold.actions.queueing import Queue, Taking, decline, offer_again, queue, take_up
from fourfold.actions.refused import Clash, Forbidden, Refused
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.actions.undoing import undo
from fourfold.domain.framework import Depth
from fourfold.domain.person import Viewer
from fourfold.engine.aligning import Stroke
from fourfold.engine.queue import Origin, Queued
from fourfold.store import proposals
from fourfold.store.models import Change, DeclinedLink
from tests.actions.cast import NOW, SZPU, Cast, gather
from tests.actions.test_aligning import links
from tests.actions.test_editing import now
from tests.web import small

pytestmark = pytest.mark.django_db
INTRODUCE, REINFORCE, MASTER = Depth.INTRODUCE, Depth.REINFORCE, Depth.MASTER
OUTCOMES = {each.key: each.code for held in small.COURSES for each in held.outcomes}
ITEMS = {each.key: each.code for each in small.HCIA.leaves()}


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    """Everybody; nothing in the cluster serves D2.2 any more."""
    cast = gather()
    align(draft(cast.lin), opened(cast.lin), [stroke("WLAN.1", "D2.2", None)], bases={})
    return cast


def opened(viewer: Viewer) -> Opened:
    found = open_cluster(SZPU, "ict", viewer=viewer, today=NOW.date())
    assert found is not None
    return found


def draft(viewer: Viewer, why: str = "a test") -> Draft:
    return Draft(institution=SZPU, cluster="ict", viewer=viewer, now=NOW, why=why)


def stroke(outcome: str, leaf: str, depth: Depth | None) -> Stroke:
    outcome_key, _framework, item = place(outcome, leaf)
    return Stroke(outcome=outcome_key, framework=small.HCIA.key, item=item, depth=depth)


def place(outcome: str, leaf: str) -> tuple[str, str, str]:
    return small.key("outcome", outcome), small.HCIA.key, small.key("item", leaf)


def seen(viewer: Viewer, course: str = "") -> Queue:
    found = opened(viewer)
    courses = [each for each in found.index.courses.values() if course in {"", each.code}]
    return queue(draft(viewer), found, small.HCIA, courses=courses)


def named(row: Queued) -> tuple[str, str, Origin]:
    return OUTCOMES[row.link.outcome], ITEMS[row.link.item], row.origin


def proposed(viewer: Viewer, *strokes: Stroke) -> int:
    number = propose_strokes(draft(viewer, "the board"), opened(viewer), strokes, bases={}, title="More of it")
    open_up(draft(viewer), number)
    return number


def taken(viewer: Viewer, row: Queued, depth: Depth | None = None, why: str = "a test") -> None:
    taking = Taking(place=row.place, depth=depth or row.depth, shown=row.now, proposal=row.proposal)
    take_up(draft(viewer, why), opened(viewer), taking)


def test_suggestions_that_close_a_hole_come_first_each_with_what_it_would_close(cast: Cast) -> None:
    found = seen(cast.lin)
    assert found.rows
    assert {row.origin for row in found.rows} == {Origin.SUGGESTED}
    assert found.rows[0].link.item == small.key("item", "D2.2")
    closing = [row.closes for row in found.rows]
    assert closing == sorted(closing, reverse=True)
    assert all(row.suggestion and row.suggestion.reasons for row in found.rows)
    assert {row.course for row in seen(cast.lin, "CS").rows} <= {small.key("course", "CS")}


def test_links_of_open_proposals_come_before_all_and_those_not_open_are_not_there(cast: Cast) -> None:
    propose_strokes(draft(cast.mei), opened(cast.mei), [stroke("CS.2", "D1.1", MASTER)], bases={}, title="Mine alone")
    number = proposed(cast.mei, stroke("CS.1", "D2.2", INTRODUCE), stroke("NT-B.1", "D1.2", None))
    rows = [row for row in seen(cast.lin).rows if row.origin is Origin.PROPOSED]
    assert {(*named(row)[:2], row.depth, row.now, row.proposal, row.why) for row in rows} == {
        ("CS.1", "D2.2", INTRODUCE, None, number, "the board"),
        ("NT-B.1", "D1.2", None, REINFORCE, number, "the board"),
    }
    assert seen(cast.lin).rows[: len(rows)] == tuple(rows)
    assert seen(cast.lin).names[cast.mei.who] == "Mei"


def test_a_suggestion_taken_up_is_one_change_with_its_reason_and_is_undone_as_one(cast: Cast) -> None:
    row, count = seen(cast.lin).rows[0], Change.objects.count()
    taken(cast.lin, row, MASTER, why="The board asked")
    assert Change.objects.count() == count + 1
    code, leaf, _origin = named(row)
    assert links(now(), code.split(".")[0])[code, leaf] is MASTER
    assert Change.objects.order_by("-seq")[0].why == "The board asked"
    assert row.place not in {each.place for each in seen(cast.lin).rows}
    undo(draft(cast.lin))
    assert row.place in {each.place for each in seen(cast.lin).rows}


def test_a_row_of_a_proposal_is_merged_alone_with_its_rationale_and_the_rest_waits_on(cast: Cast) -> None:
    number = proposed(cast.mei, stroke("CS.1", "D2.2", REINFORCE), stroke("CS.2", "D1.1", MASTER))
    rows = {named(row)[0]: row for row in seen(cast.lin).rows if row.proposal == number}
    taken(cast.lin, rows["CS.1"])
    assert links(now(), "CS") == {("CS.1", "D2.2"): REINFORCE}
    assert [named(row)[0] for row in seen(cast.lin).rows if row.proposal == number] == ["CS.2"]
    told = history(draft(cast.lin), opened(cast.lin), key="", start=0).entries[0]
    assert (told.why, told.name) == (f"#{number} More of it: a test", "Lin")


def test_a_proposal_to_take_a_link_away_is_taken_up_too(cast: Cast) -> None:
    proposed(cast.mei, stroke("NT-B.1", "D1.2", None))
    (row,) = [row for row in seen(cast.lin).rows if row.proposal]
    assert (row.depth, row.closes) == (None, False)
    taken(cast.lin, row)
    assert ("NT-B.1", "D1.2") not in links(now(), "NT-B")


def test_what_is_declined_is_remembered_with_the_reason_and_does_not_come_back(cast: Cast) -> None:
    row = seen(cast.lin).rows[0]
    decline(draft(cast.lin, "Too far off"), opened(cast.lin), row.place)
    found = seen(cast.lin)
    assert row.place not in {each.place for each in found.rows}
    assert [(each.place, each.who, each.reason, each.at) for each in found.declined] == [
        (row.place, cast.lin.who, "Too far off", NOW)
    ]
    (entry, *_others) = audit(cast.lin, SZPU, Asked(noun="queue"), start=0).entries
    code, leaf, _origin = named(row)
    assert (entry.deed, entry.why) == ("link-declined", f"{code} → {leaf}: Too far off")
    offer_again(draft(cast.lin), opened(cast.lin), row.place)
    assert seen(cast.lin).rows[0] == row
    assert seen(cast.lin).declined == ()


def test_declining_a_row_of_a_proposal_tells_its_author_and_a_proposal_changed_later_asks_again(cast: Cast) -> None:
    number = proposed(cast.mei, stroke("CS.1", "D2.2", INTRODUCE))
    (row,) = [row for row in seen(cast.lin).rows if row.proposal]
    decline(draft(cast.lin, "Too far off"), opened(cast.lin), row.place, number=number)
    assert row.place not in {each.place for each in seen(cast.lin).rows}
    document = small.dossier().cluster.head.key
    proposal = proposals.proposal_at(document, number, cast.lin)
    assert proposal is not None
    assert [(each.who, each.text) for each in proposal.remarks] == [(cast.lin.who, "CS CS.1 → D2.2: Too far off")]
    later = replace(draft(cast.mei), now=NOW.replace(year=2027))
    propose_strokes(later, opened(cast.mei), [stroke("CS.1", "D2.2", MASTER)], bases={}, number=number)
    (again,) = [row for row in seen(cast.lin).rows if row.proposal]
    assert (again.place, again.depth, again.declined and again.declined.reason) == (row.place, MASTER, "Too far off")


def test_declining_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(Refused, match="Say why"):
        decline(draft(cast.lin, "  "), opened(cast.lin), seen(cast.lin).rows[0].place)
    assert not DeclinedLink.objects.exists()


def test_of_two_at_once_the_second_is_told_what_the_first_did(cast: Cast) -> None:
    row, other = seen(cast.lin).rows[:2]
    taken(cast.lin, row, MASTER)
    with pytest.raises(Clash, match="Somebody changed this link"):
        taken(cast.operator, row)
    decline(draft(cast.lin, "Too far off"), opened(cast.lin), other.place)
    with pytest.raises(Clash, match="Too far off"):
        taken(cast.operator, other)
    with pytest.raises(Clash, match="Too far off"):
        decline(draft(cast.operator), opened(cast.operator), other.place)
    offer_again(draft(cast.operator), opened(cast.operator), other.place)
    with pytest.raises(Clash, match="not declined any more"):
        offer_again(draft(cast.lin), opened(cast.lin), other.place)


def test_a_link_taken_up_on_a_page_read_before_keeps_what_others_did_to_the_course(cast: Cast) -> None:
    before = opened(cast.lin)
    align(draft(cast.operator), opened(cast.operator), [stroke("CS.2", "D1.1", MASTER)], bases={})
    take_up(draft(cast.lin), before, Taking(place=place("CS.1", "D2.2"), depth=REINFORCE, shown=None))
    assert links(now(), "CS") == {("CS.1", "D2.2"): REINFORCE, ("CS.2", "D1.1"): MASTER}


def test_only_those_who_accept_links_decide_and_everybody_on_the_staff_looks(cast: Cast) -> None:
    row, before = seen(cast.lin).rows[0], now()
    for viewer in (cast.mei, cast.program_lead, cast.bo):
        assert seen(viewer).rows
        assert not seen(viewer).may
        with pytest.raises(Forbidden):
            taken(viewer, row)
        with pytest.raises(Forbidden):
            decline(draft(viewer), opened(viewer), row.place)
    assert now() == before
    assert not DeclinedLink.objects.exists()


def test_what_is_not_there_any_more_is_a_clash(cast: Cast) -> None:
    gone = ("0" * 8 + "-0000-4000-8000-" + "0" * 12, small.HCIA.key, small.key("item", "D2.2"))
    for where in (gone, (gone[0], gone[0], gone[2]), place("CS.1", "D2")):
        with pytest.raises(Clash, match="not there any more"):
            take_up(draft(cast.lin), opened(cast.lin), Taking(place=where, depth=MASTER, shown=None))
