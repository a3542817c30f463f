"""Proposals: whoever reads a draft may propose, who may make the changes merges or declines, and nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from fourfold.actions.account import personal_data
from fourfold.actions.audit import Asked as Sought
from fourfold.actions.audit import audit
from fourfold.actions.editing import FieldClash, Intent, remove_part, save_part
from fourfold.actions.history import history
from fourfold.actions.people import erase
from fourfold.actions.proposing import (
    Done,
    begin,
    open_up,
    propose,
    put,
    rename,
    say,
    take_out,
    withdraw,
)
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.actions.reviewing import Choosing, Review, decline, listing, merge_proposal, review, waiting
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.actions.undoing import undo
from fourfold.canon.identity import links_key
from fourfold.canon.kinds import Part
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course
from fourfold.domain.framework import Depth
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.person import OPERATOR, Viewer
from fourfold.domain.proposal import LONGEST_TITLE, Answer, Stage
from fourfold.engine.merge import Side
from fourfold.store.models import Change, Person, Proposal
from fourfold.store.read import digests_of, parts_of
from fourfold.store.soundness import examine
from tests.actions.cast import BO, CHEN, JUN, LIN, SZPU, Cast, gather, mei, program_lead
from tests.actions.test_editing import NEW_TITLE, course, draft, here, now, of
from tests.web import small

__all__ = ["here"]
pytestmark = pytest.mark.django_db
MEI = mei("RS")
DOCUMENT = small.dossier().cluster.head.key


def rs() -> Course:
    return course(now(), "RS")


def changed(code: str = "RS", /, **fields: object) -> Intent:
    """An edit of a course, from the state that it has now."""
    before = course(now(), code)
    return Intent(key=before.key, base=of(before), ours=replace(before, **fields))  # type: ignore[arg-type]  # fields of a course


def linked(code: str, outcome: int = 0, depth: Depth = Depth.MASTER) -> Intent:
    """A link of a course more, where it had none to this item."""
    found = course(now(), code)
    key = links_key(found.key)
    name = digests_of(DOCUMENT).get(key)
    links = parts_of([name])[name] if name else CourseLinks(key=key, course=found.key)
    assert isinstance(links, CourseLinks)
    item = small.HCIA.items[0].children[0]
    link = Link(outcome=found.outcomes[outcome].key, framework=small.HCIA.key, item=item.key, depth=depth)
    others = tuple(each for each in links.links if (each.outcome, each.item) != (link.outcome, link.item))
    made = tuple(sorted((*others, link), key=lambda each: (each.outcome, each.framework, each.item)))
    return Intent(key=key, base=name, ours=replace(links, links=made))


def opened_for(viewer: Viewer) -> Opened:
    found = open_cluster(SZPU, "ict", viewer=viewer, today=small.TODAY)
    assert found is not None
    return found


def seen(number: int, viewer: Viewer = LIN, choosing: Choosing | None = None) -> Review:
    return review(draft(viewer), opened_for(viewer), number, choosing=choosing)


def open_proposal(*intents: Intent, by: Viewer = MEI, title: str = "Deeper routing") -> int:
    number = begin(draft(by), title=title)
    for each in intents:
        put(draft(by), number, each)
    open_up(draft(by), number)
    return number


def standing(key: str) -> Part | None:
    name = digests_of(DOCUMENT).get(key)
    return parts_of([name])[name] if name else None


def shown(number: int) -> dict[str, str]:
    return {each.proposed.key: each.standing for each in seen(number).changes}


def test_what_is_proposed_changes_nothing_until_it_is_merged(here: Dossier) -> None:
    before, root = rs(), opened_for(LIN).root
    number = open_proposal(changed(credits=Decimal(9)))
    assert (rs(), opened_for(LIN).root) == (before, root)
    merge_proposal(draft(LIN), number, choosing=Choosing())
    assert rs() == replace(before, credits=Decimal(9))
    told = Change.objects.latest("seq")
    assert (told.who, told.path, told.why) == ("lin", f"proposal/{number}", f"#{number} Deeper routing: a test")
    assert seen(number).proposal.stage is Stage.MERGED
    assert examine().ailments == ()
    del here


def test_the_history_says_who_merged_and_who_proposed(here: Dossier) -> None:
    number = open_proposal(changed(credits=Decimal(9)))
    merge_proposal(draft(LIN), number, choosing=Choosing())
    entry = history(draft(LIN), opened_for(LIN), key=rs().key).entries[0]
    assert entry.proposal is not None
    assert (entry.who, entry.proposal.number, entry.proposal.title, entry.proposal.who) == (
        "lin",
        number,
        "Deeper routing",
        "mei",
    )
    del here


def test_some_changes_are_taken_and_others_left(here: Dossier) -> None:
    edit, link = changed(credits=Decimal(9)), linked("RS")
    before = standing(link.key)
    number = open_proposal(edit, link)
    merge_proposal(draft(LIN), number, choosing=Choosing(taken=[edit.key]))
    assert rs().credits == Decimal(9)
    assert standing(link.key) == before
    answers = {each.proposed.key: each.proposed.answer for each in seen(number).changes}
    assert answers == {edit.key: Answer.TAKEN, link.key: Answer.LEFT}
    del here


def test_a_proposal_is_its_authors_alone_until_it_is_open(here: Dossier) -> None:
    number = propose(draft(MEI), changed(credits=Decimal(9)), title="Mine")
    assert seen(number, MEI).proposal.stage is Stage.DRAFT
    for other in (LIN, BO):
        with pytest.raises(Missing):
            seen(number, other)
        with pytest.raises(Missing):
            say(draft(other), number, "What is this?")
    assert [listing(draft(each), done=False).count for each in (MEI, LIN)] == [1, 0]
    assert waiting(LIN) == {}
    open_up(draft(MEI), number)
    assert [listing(draft(each), done=False).count for each in (MEI, LIN, BO)] == [1, 1, 1]
    assert waiting(LIN) == {DOCUMENT: 1}
    del here


@pytest.mark.parametrize("viewer", [CHEN, JUN, Viewer()])
def test_whoever_does_not_read_the_draft_sees_no_proposal_of_it(here: Dossier, viewer: Viewer) -> None:
    number = open_proposal(changed(credits=Decimal(9)))
    acts: tuple[Callable[[], object], ...] = (
        lambda: listing(draft(viewer), done=False),
        lambda: seen_by(viewer, number),
        lambda: say(draft(viewer), number, "Hello"),
        lambda: propose(draft(viewer), changed(credits=Decimal(8)), title="Another"),
        lambda: merge_proposal(draft(viewer), number, choosing=Choosing()),
        lambda: decline(draft(viewer), number),
        lambda: withdraw(draft(viewer), number),
    )
    for act in acts:
        with pytest.raises(Missing):
            act()
    assert waiting(viewer) == {}
    del here


def seen_by(viewer: Viewer, number: int) -> Review:
    """What somebody sees who has the draft of somebody else open before them."""
    return review(draft(viewer), opened_for(OPERATOR), number)


def test_every_reader_of_the_draft_may_propose_anything_in_it(here: Dossier) -> None:
    for viewer in (MEI, BO, program_lead("MC"), LIN):
        number = propose(draft(viewer), changed("ENG", credits=Decimal(7)), title="English")
        assert seen(number, viewer).own
    reader = replace(MEI, may_write=False)
    with pytest.raises(Forbidden):
        propose(draft(reader), changed(credits=Decimal(7)), title="By a token for reading")
    del here


@pytest.mark.parametrize(
    ("viewer", "intent", "may"),
    [
        (LIN, lambda: linked("RS"), True),
        (MEI, lambda: linked("RS"), False),
        (MEI, lambda: changed("RS", credits=Decimal(7)), True),
        (MEI, lambda: changed("RS", code="RS2"), False),
        (MEI, lambda: changed("ENG", credits=Decimal(7)), False),
        (BO, lambda: changed("RS", credits=Decimal(7)), False),
        (program_lead("MC"), lambda: changed("RS", credits=Decimal(7)), False),
    ],
)
def test_who_may_make_the_change_may_merge_and_decline_it(
    here: Dossier, viewer: Viewer, intent: Callable[[], Intent], *, may: bool
) -> None:
    del here
    number = open_proposal(intent(), by=LIN)
    assert seen(number, viewer).reviewable is may
    if may:
        merge_proposal(draft(viewer), number, choosing=Choosing())
        assert seen(number).proposal.stage is Stage.MERGED
        return
    before = opened_for(LIN).root
    with pytest.raises(Forbidden):
        merge_proposal(draft(viewer), number, choosing=Choosing())
    with pytest.raises(Forbidden):
        decline(draft(viewer), number)
    assert (opened_for(LIN).root, seen(number).proposal.stage) == (before, Stage.OPEN)


def test_whoever_may_make_one_change_only_does_not_decide_about_the_others(here: Dossier) -> None:
    edit, link = changed(credits=Decimal(9)), linked("RS")
    number = open_proposal(edit, link)
    with pytest.raises(Forbidden):
        merge_proposal(draft(MEI), number, choosing=Choosing(taken=[edit.key]))
    del here


def test_only_the_author_changes_a_proposal_and_takes_it_back(here: Dossier) -> None:
    number = open_proposal(changed(credits=Decimal(9)))
    acts: tuple[Callable[[], object], ...] = (
        lambda: put(draft(LIN), number, changed("ENG", credits=Decimal(2))),
        lambda: take_out(draft(LIN), number, rs().key),
        lambda: rename(draft(LIN), number, title="Mine", note=""),
        lambda: withdraw(draft(LIN), number),
    )
    for act in acts:
        with pytest.raises(Forbidden):
            act()
    withdraw(draft(MEI), number)
    with pytest.raises(Done):
        merge_proposal(draft(LIN), number, choosing=Choosing())
    del here


def test_a_base_that_has_moved_is_merged_with_what_stands(here: Dossier) -> None:
    before = rs()
    number = open_proposal(changed(credits=Decimal(9)))
    save_part(draft(LIN), replace(before, title=NEW_TITLE), base=of(before))
    assert not seen(number).changes[0].conflicts
    merge_proposal(draft(LIN), number, choosing=Choosing(shown=shown(number)))
    assert rs() == replace(before, credits=Decimal(9), title=NEW_TITLE)
    del here


def test_the_same_field_changed_by_both_is_shown_with_three_values_and_chosen(here: Dossier) -> None:
    before = rs()
    number = open_proposal(changed(credits=Decimal(9), weeks=3))
    save_part(draft(LIN), replace(before, credits=Decimal(5)), base=of(before))
    conflict = seen(number).changes[0].conflicts[0]
    assert [each.en for each in (conflict.base, conflict.ours, conflict.theirs)] == [f"{before.credits}", "9", "5"]
    with pytest.raises(FieldClash):
        merge_proposal(draft(LIN), number, choosing=Choosing(shown=shown(number)))
    assert seen(number).proposal.stage is Stage.OPEN
    chosen = Choosing(choices={conflict.place: Side.THEIRS}, shown=shown(number))
    merge_proposal(draft(LIN), number, choosing=chosen)
    assert rs() == replace(before, credits=Decimal(5), weeks=3)
    del here


def test_a_choice_does_not_hold_for_what_was_changed_after_it_was_shown(here: Dossier) -> None:
    before = rs()
    number = open_proposal(changed(credits=Decimal(9)))
    save_part(draft(LIN), replace(before, credits=Decimal(5)), base=of(before))
    old, place = shown(number), seen(number).changes[0].conflicts[0].place
    save_part(draft(LIN), replace(rs(), credits=Decimal(6)), base=of(rs()))
    with pytest.raises(FieldClash):
        merge_proposal(draft(LIN), number, choosing=Choosing(choices={place: Side.OURS}, shown=old))
    assert rs().credits == Decimal(6)
    del here


@pytest.mark.parametrize(("side", "there"), [(Side.OURS, True), (Side.THEIRS, False)])
def test_a_part_that_was_removed_meanwhile_comes_back_only_by_choice(here: Dossier, side: Side, *, there: bool) -> None:
    intent = changed(credits=Decimal(9))
    number = open_proposal(intent)
    remove_part(draft(LIN), intent.key, expected=intent.base or "")
    conflict = seen(number).changes[0].conflicts[0]
    assert (conflict.theirs.en, conflict.field) == ("not there", None)
    with pytest.raises(FieldClash):
        merge_proposal(draft(LIN), number, choosing=Choosing(shown=shown(number)))
    merge_proposal(draft(LIN), number, choosing=Choosing(choices={conflict.place: side}, shown=shown(number)))
    assert (standing(intent.key) is not None) is there
    assert examine().ailments == ()
    del here


def test_a_removal_and_a_new_part_can_be_proposed(here: Dossier) -> None:
    gone = course(here, "ENG")
    new = replace(gone, key=small.key("course", "NEW"), code="NEW", outcomes=(), projects=())
    number = open_proposal(Intent(key=gone.key, base=of(gone), ours=None), Intent(key=new.key, base=None, ours=new))
    assert [(each.told.before, each.told.after) for each in seen(number).changes] == [(True, False), (False, True)]
    merge_proposal(draft(LIN), number, choosing=Choosing())
    assert (standing(gone.key), standing(new.key)) == (None, new)
    assert [(each.told.before, each.told.after) for each in seen(number).changes] == [(True, False), (False, True)]


def test_a_new_part_may_take_the_code_of_one_that_the_same_proposal_removes(here: Dossier) -> None:
    gone = course(here, "ENG")
    new = replace(gone, key=small.key("course", "NEW"), outcomes=(), projects=())
    begun = Intent(key=new.key, base=None, ours=new)
    with pytest.raises(Refused, match="There is another"):
        propose(draft(LIN), begun, title="Too early")
    number = open_proposal(Intent(key=gone.key, base=of(gone), ours=None), begun)
    with pytest.raises(Refused, match="There is another"):
        merge_proposal(draft(LIN), number, choosing=Choosing(taken=[new.key]))
    assert standing(gone.key) == gone
    merge_proposal(draft(LIN), number, choosing=Choosing())
    assert (standing(gone.key), standing(new.key)) == (None, new)


def test_two_edits_of_one_part_both_stand_in_one_proposal_the_later_deciding(here: Dossier) -> None:
    before = rs()
    number = begin(draft(MEI), title="Twice")
    put(draft(MEI), number, changed(credits=Decimal(9), weeks=3))
    put(draft(MEI), number, changed(credits=Decimal(8), title=NEW_TITLE))
    put(draft(MEI), number, linked("RS", 0))
    put(draft(MEI), number, linked("RS", 1))
    open_up(draft(MEI), number)
    merge_proposal(draft(LIN), number, choosing=Choosing())
    assert rs() == replace(before, credits=Decimal(8), weeks=3, title=NEW_TITLE)
    links = standing(links_key(before.key))
    assert isinstance(links, CourseLinks)
    assert {before.outcomes[0].key, before.outcomes[1].key} <= {each.outcome for each in links.links}
    del here


def test_links_that_two_proposals_begin_for_a_course_both_stand(here: Dossier) -> None:
    bare = next(
        each
        for each in here.cluster.courses
        if len(each.outcomes) > 1 and not any(links.course == each.key for links in here.cluster.links)
    )
    first, second = linked(bare.code, 0), linked(bare.code, 1)
    numbers = [open_proposal(each) for each in (first, second)]
    for number in numbers:
        merge_proposal(draft(LIN), number, choosing=Choosing())
    links = standing(first.key)
    assert isinstance(links, CourseLinks)
    assert {each.outcome for each in links.links} == {each.key for each in bare.outcomes[:2]}


def test_the_impact_is_that_of_all_that_is_taken_on_the_draft_as_it_stands(here: Dossier) -> None:
    edit, other = changed(credits=Decimal(9)), changed("ENG", credits=Decimal(8))
    number = open_proposal(edit, other)
    whole, part = seen(number), seen(number, choosing=Choosing(taken=[edit.key]))
    assert whole.rehearsal is not None
    assert part.rehearsal is not None
    assert part.rehearsal.after.index.courses[other.key] == course(here, "ENG")
    assert whole.rehearsal.after.index.courses[other.key].credits == Decimal(8)
    merge_proposal(draft(LIN), number, choosing=Choosing())
    assert opened_for(LIN).root == whole.rehearsal.after.root
    assert opened_for(LIN).problems() == whole.rehearsal.after.problems()


def test_what_stands_already_is_said_to_and_merging_it_changes_nothing(here: Dossier) -> None:
    number = open_proposal(changed(credits=Decimal(9)))
    save_part(draft(LIN), replace(rs(), credits=Decimal(9)), base=of(rs()))
    assert seen(number).changes[0].moot
    count = Change.objects.count()
    merge_proposal(draft(LIN), number, choosing=Choosing())
    assert Change.objects.count() == count
    del here


@pytest.mark.parametrize("act", ["merge", "decline", "withdraw", "put", "open"])
def test_what_is_done_with_stays_as_it_is(here: Dossier, act: str) -> None:
    number = open_proposal(changed(credits=Decimal(9)))
    merge_proposal(draft(LIN), number, choosing=Choosing())
    acts: dict[str, Callable[[], object]] = {
        "merge": lambda: merge_proposal(draft(LIN), number, choosing=Choosing()),
        "decline": lambda: decline(draft(LIN), number),
        "withdraw": lambda: withdraw(draft(MEI), number),
        "put": lambda: put(draft(MEI), number, changed("ENG", credits=Decimal(2))),
        "open": lambda: open_up(draft(MEI), number),
    }
    with pytest.raises(Done):
        acts[act]()
    say(draft(MEI), number, "Thank you.")
    assert seen(number).proposal.remarks[-1].text == "Thank you."
    del here


def test_a_proposal_is_declined_for_a_reason_that_its_author_reads(here: Dossier) -> None:
    number = open_proposal(changed(credits=Decimal(9)))
    with pytest.raises(Refused, match="Say why"):
        decline(replace(draft(LIN), why=" "), number)
    decline(replace(draft(LIN), why="Nine credits are too many."), number)
    found = seen(number, MEI).proposal
    assert (found.stage, found.reason, found.decided_by) == (Stage.DECLINED, "Nine credits are too many.", "lin")
    assert rs() == course(here, "RS")


def test_what_no_edit_could_do_is_not_proposed_either(here: Dossier) -> None:
    head = here.cluster.head
    number = begin(draft(LIN), title="Wrong")
    wrong = {
        "There is another": changed("RS", code="ENG"),
        "head of a cluster stays": Intent(key=head.key, base=of(head), ours=None),
        "stays with its institution": Intent(key=head.key, base=of(head), ours=replace(head, institution="other")),
        "never as you say": replace(changed(credits=Decimal(9)), base="0" * 64),
        "another kind": replace(changed(), ours=replace(here.cluster.modules[0], key=rs().key)),
        "Nothing was changed": changed(),
    }
    for why, intent in wrong.items():
        with pytest.raises(Refused, match=why):
            put(draft(LIN), number, intent)
    with pytest.raises(Refused, match="changes nothing yet"):
        open_up(draft(LIN), number)
    for title in ("", "  ", "x" * (LONGEST_TITLE + 1), "\u202ex"):
        with pytest.raises(Refused):
            begin(draft(LIN), title=title)


def test_a_proposal_that_cannot_take_the_edit_is_not_begun(here: Dossier) -> None:
    with pytest.raises(Refused):
        propose(draft(MEI), changed("RS", code="ENG"), title="Wrong")
    assert not Proposal.objects.exists()
    del here


def test_a_change_is_taken_out_and_the_last_one_only_by_withdrawing(here: Dossier) -> None:
    edit, link = changed(credits=Decimal(9)), linked("RS")
    number = open_proposal(edit, link)
    take_out(draft(MEI), number, link.key)
    assert [each.proposed.key for each in seen(number).changes] == [edit.key]
    with pytest.raises(Missing):
        take_out(draft(MEI), number, link.key)
    with pytest.raises(Refused, match="withdraw"):
        take_out(draft(MEI), number, edit.key)
    del here


def test_numbers_count_the_proposals_of_a_cluster(here: Dossier) -> None:
    assert [begin(draft(MEI), title=f"Number {each}") for each in range(3)] == [1, 2, 3]
    del here


def test_whoever_merged_may_undo_what_came_of_it(here: Dossier) -> None:
    number = open_proposal(changed(credits=Decimal(9)))
    merge_proposal(draft(LIN), number, choosing=Choosing())
    undo(draft(LIN))
    assert rs() == course(here, "RS")


def test_the_audit_tells_what_became_of_proposals(here: Dossier) -> None:
    del here
    merged, declined, withdrawn = (open_proposal(changed(credits=Decimal(each))) for each in (7, 8, 9))
    merge_proposal(draft(LIN), merged, choosing=Choosing())
    decline(draft(LIN), declined)
    withdraw(draft(MEI), withdrawn)
    told = audit(LIN, SZPU, Sought(), start=0).entries
    deeds = [(each.deed, each.who, each.about) for each in told if each.deed.startswith("proposal")]
    at = "szpu/ict/proposal/"
    assert set(deeds) == {
        *(("proposal-opened", "mei", f"{at}{each}") for each in (merged, declined, withdrawn)),
        ("proposal-merged", "lin", f"{at}{merged}"),
        ("proposal-declined", "lin", f"{at}{declined}"),
        ("proposal-withdrawn", "mei", f"{at}{withdrawn}"),
    }


def test_an_erased_author_leaves_the_proposal_without_a_name(db: None) -> None:
    cast: Cast = gather()
    del db
    number = open_proposal(changed(credits=Decimal(9)), by=cast.mei)
    say(draft(cast.mei), number, "Please look.")
    assert personal_data(cast.mei)["remarks"][0]["text"] == "Please look."
    assert personal_data(cast.mei)["proposals"][0]["title"] == "Deeper routing"
    root = opened_for(cast.lin).root
    assert seen(number, cast.lin).names[cast.mei.who] == Person.objects.get(pk=cast.mei.who).name
    erase(cast.administrator, SZPU, cast.mei.who)
    found = seen(number, cast.lin)
    assert (found.proposal.who, dict(found.names)) == (cast.mei.who, {})
    assert opened_for(cast.lin).root == root
    merge_proposal(draft(cast.lin), number, choosing=Choosing())


def test_the_text_of_a_title_is_one_line(here: Dossier) -> None:
    number = begin(draft(MEI), title="  Two\nlines ")
    assert seen(number, MEI).proposal.title == "Two lines"
    del here
