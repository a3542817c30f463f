"""One program or one course, taken along and brought back: chosen change by change, merged, nothing lost by absence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from fourfold.actions import editing, excerpts, undoing, uploads
from fourfold.actions.documents import Standing
from fourfold.actions.excerpt_proposing import propose_file
from fourfold.actions.excerpts import ExcerptFile, ExcerptRun, Picked
from fourfold.actions.importing import Imported
from fourfold.actions.merging import MergeClash
from fourfold.actions.proposing import Into, mine, open_up
from fourfold.actions.refused import Clash, Refused
from fourfold.actions.reviewing import Choosing, merge_proposal, review
from fourfold.actions.shelf import Opened
from fourfold.canon.parts import root_of
from fourfold.domain.course import Course
from fourfold.domain.person import OPERATOR, Viewer
from fourfold.domain.text import Text
from fourfold.engine.merge import Side
from fourfold.exchange.excerpt import excerpt_of
from fourfold.exchange.workbook_write import excerpt_workbook_bytes
from fourfold.store.models import Change, Upload
from fourfold.store.uploads import Uploaded
from tests.actions.cast import JUN, LIN, NOW, SZPU, gather, mei, program_lead
from tests.actions.test_documents import draft, dropped, edited, put
from tests.web import small

pytestmark = pytest.mark.django_db
Edit = Callable[[Workbook], object]
DESK = uploads.Desk(institution=SZPU, cluster="ict", viewer=LIN)


@pytest.fixture
def here() -> Opened:
    gather()
    return draft()


def changed(content: bytes, change: Edit | None = None) -> bytes:
    """A workbook that somebody opened, changed and saved."""
    if change is None:
        return content
    book, saved = load_workbook(BytesIO(content)), BytesIO()
    change(book)
    book.save(saved)
    return saved.getvalue()


def file(here: Opened, change: Edit | None = None, noun: str = "course", code: str = "RS") -> ExcerptFile:
    content = changed(excerpts.workbook_of(here, noun, small.key(noun, code)), change)
    found = uploads.excerpt(Uploaded(name="excerpt.xlsx", content=content, whole=True))
    assert found is not None
    return found


def course(code: str = "RS") -> Course:
    return next(each for each in draft().index.cluster.courses if each.code == code)


def lines(run: ExcerptRun) -> list[tuple[str, ...]]:
    return [
        (part.name.code, *(text.in_language("en") if text else "" for text in (line.field, line.before, line.after)))
        for each in run.offers
        for part in each.told
        for line in part.lines
    ]


def taken(brought: ExcerptFile, onto: Opened, *, viewer: Viewer = LIN, picked: Picked | None = None) -> Imported:
    return excerpts.apply(
        brought, onto, viewer=viewer, now=NOW, expected=onto.root, picked=picked or Picked(), why="by file"
    )


def both(book: Workbook) -> None:
    put(book, "courses", "RS", "credits", 5)
    put(book, "courses", "RS", "unit English", "Networks")


def saved(code: str, **fields: object) -> None:
    """A colleague's edit of a course."""
    now = draft()
    part = replace(course(code), **fields)  # type: ignore[arg-type]  # any field
    editing.save_part(
        editing.Draft(institution=SZPU, cluster="ict", viewer=OPERATOR, now=NOW + timedelta(hours=1)),
        part,
        base=now.digests[part.key],
    )


def test_what_nobody_edited_changes_nothing(here: Opened) -> None:
    run = excerpts.look(file(here), here, viewer=LIN)
    assert (run.standing, run.offers, run.code) == (Standing.SAME, (), "RS")


@pytest.mark.parametrize(("noun", "code"), [("course", "RS"), ("program", "MC")])
def test_the_fields_that_were_edited_are_offered_one_by_one_and_only_they_change(
    here: Opened, noun: str, code: str
) -> None:
    brought = file(here, both, noun, code)
    run = excerpts.look(brought, here, viewer=LIN)
    assert run.standing is Standing.CURRENT
    assert lines(run) == [("RS", "credits", "6", "5"), ("RS", "unit", "nothing", "Networks")]
    assert [each.taken for each in run.offers] == [True, True]
    taken(brought, here)
    expected = edited(small.dossier(), "RS", credits=Decimal(5), unit=Text(en="Networks"))
    assert draft().root == root_of(expected)


def test_what_is_left_stays_as_it_is(here: Opened) -> None:
    brought = file(here, both)
    places = [each.place for each in excerpts.look(brought, here, viewer=LIN).offers]
    taken(brought, here, picked=Picked(places=frozenset(places[1:])))
    assert (course().credits, course().unit) == (Decimal(6), Text(en="Networks"))


def test_nothing_is_applied_where_nothing_is_taken(here: Opened) -> None:
    with pytest.raises(Refused, match="Nothing is taken"):
        taken(file(here, both), here, picked=Picked(places=frozenset()))
    assert draft().root == here.root


def test_the_effect_is_that_of_what_is_picked(here: Opened) -> None:
    def odd(book: Workbook) -> None:
        put(book, "courses", "RS", "module", "SEC")
        put(book, "courses", "RS", "credits", 5)

    brought = file(here, odd)
    run = excerpts.look(brought, here, viewer=LIN)
    assert run.outlook is not None
    places = {each.told[0].lines[0].field.en: each.place for each in run.offers}
    alone = excerpts.look(brought, here, viewer=LIN, picked=Picked(places=frozenset({places["credits"]})))
    assert alone.outlook is not None
    assert alone.outlook.after.index.courses[small.key("course", "RS")].module == small.key("module", "DC")
    assert len(alone.outlook.soundness.brought) < len(run.outlook.soundness.brought)


def test_a_row_that_was_deleted_goes_only_where_that_is_said(here: Opened) -> None:
    brought = file(here, lambda book: dropped(book, "outcomes", "RS.2"))
    run = excerpts.look(brought, here, viewer=LIN)
    gone = [each for each in run.offers if each.removes]
    assert ([each.taken for each in gone], run.outlook and run.outlook.found.same) == ([False], True)
    taken(brought, here, picked=Picked(places=frozenset(each.place for each in gone)))
    assert [each.code for each in course().outcomes] == ["RS.1"]


def test_a_program_is_not_emptied_by_a_file_that_names_less(here: Opened) -> None:
    def lose(book: Workbook) -> None:
        for sheet in ("courses", "modules", "rules"):
            book[sheet].delete_rows(2, book[sheet].max_row)
        del book["calendar"]

    run = excerpts.look(file(here, lose, "program", "MC"), here, viewer=LIN)
    assert not any(each.taken for each in run.offers)
    assert all(each.removes for each in run.offers)


def test_an_edit_made_meanwhile_is_kept_and_the_file_is_merged_into_it(here: Opened) -> None:
    brought = file(here, both)
    saved("RS", title=Text(en="Routing", zh="路由"))
    saved("NT-A", credits=Decimal(3))
    run = excerpts.look(brought, draft(), viewer=LIN)
    assert (run.standing, run.asked) == (Standing.MOVED, ())
    taken(brought, draft())
    expected = edited(
        small.dossier(), "RS", credits=Decimal(5), unit=Text(en="Networks"), title=Text(en="Routing", zh="路由")
    )
    assert draft().root == root_of(edited(expected, "NT-A", credits=Decimal(3)))


def test_of_a_file_that_comes_again_only_that_is_offered_which_the_draft_has_not_yet(here: Opened) -> None:
    def more(book: Workbook) -> None:
        both(book)
        put(book, "outcomes", "RS.2", "code", "RS.9")
        book["outcomes"].append(("RS", None, "RS.3", *(each.value for each in book["outcomes"][2][3:])))
        dropped(book, "outcomes", "RS.1")

    brought = file(here, more)
    first = excerpts.look(brought, here, viewer=LIN)
    kept = next(each for each in first.offers if each.place.endswith("/unit"))
    taken(brought, here, picked=Picked(places=frozenset(each.place for each in first.offers) - {kept.place}))
    again = excerpts.look(brought, draft(), viewer=LIN)
    assert (again.standing, again.offers) == (Standing.MOVED, (kept,))
    taken(brought, draft())
    assert [each.code for each in course().outcomes] == ["RS.9", "RS.3"]
    last = excerpts.look(brought, draft(), viewer=LIN)
    assert (last.standing, last.offers, last.asked) == (Standing.SAME, (), ())


def test_what_a_colleague_did_just_so_is_not_offered_and_before_is_what_the_draft_has(here: Opened) -> None:
    brought = file(here, both)
    saved("RS", credits=Decimal(5))
    assert lines(excerpts.look(brought, draft(), viewer=LIN)) == [("RS", "unit", "nothing", "Networks")]
    saved("RS", credits=Decimal(4))
    run = excerpts.look(brought, draft(), viewer=LIN)
    assert lines(run) == [("RS", "credits", "4", "5"), ("RS", "unit", "nothing", "Networks")]
    assert [each.base.en for each in run.asked] == ["6"]


@pytest.mark.parametrize(("side", "credits_"), [(Side.OURS, 5), (Side.THEIRS, 4)])
def test_what_both_changed_is_asked_about(here: Opened, side: Side, credits_: int) -> None:
    brought = file(here, both)
    saved("RS", credits=Decimal(4))
    onto = draft()
    run = excerpts.look(brought, onto, viewer=LIN)
    assert [(each.base.en, each.ours.en, each.theirs.en) for each in run.open] == [("6", "5", "4")]
    with pytest.raises(MergeClash):
        taken(brought, onto)
    assert draft().root == onto.root
    taken(brought, onto, picked=Picked(sides={run.open[0].place: side}))
    assert (course().credits, course().unit) == (Decimal(credits_), Text(en="Networks"))


def test_what_is_left_is_not_asked_about(here: Opened) -> None:
    brought = file(here, both)
    saved("RS", credits=Decimal(4))
    places = [each.place for each in excerpts.look(brought, draft(), viewer=LIN).offers]
    taken(brought, draft(), picked=Picked(places=frozenset(places[1:])))
    assert (course().credits, course().unit) == (Decimal(4), Text(en="Networks"))


def test_a_file_of_a_state_that_nobody_knows_is_laid_beside_the_draft_and_taken_only_where_that_is_said(
    here: Opened,
) -> None:
    strange = excerpt_workbook_bytes(
        here.index.dossier, excerpt_of(here.index.cluster, "course", small.key("course", "RS")), base="ab" * 32
    )
    brought = uploads.excerpt(Uploaded(name="a.xlsx", content=changed(strange, both), whole=True))
    assert brought is not None
    run = excerpts.look(brought, here, viewer=LIN)
    assert (run.standing, [each.taken for each in run.offers]) == (Standing.UNBASED, [False, False])
    for picked in (Picked(), Picked(places=frozenset(each.place for each in run.offers))):
        with pytest.raises(Refused, match="Nobody knows the state"):
            taken(brought, here, picked=picked)
    assert draft().root == here.root
    taken(brought, here, picked=Picked(unbased=True))
    assert course().credits == Decimal(5)


def test_a_file_of_another_cluster_is_refused_as_a_whole(here: Opened) -> None:
    cluster = here.index.cluster
    elsewhere = replace(cluster, head=replace(cluster.head, key=small.key("cluster", "other")))
    other = replace(here.index.dossier, cluster=elsewhere)
    content = excerpt_workbook_bytes(other, excerpt_of(other.cluster, "course", small.key("course", "RS")))
    brought = uploads.excerpt(Uploaded(name="a.xlsx", content=content, whole=True))
    assert brought is not None
    assert excerpts.look(brought, here, viewer=LIN).standing is Standing.ELSEWHERE
    with pytest.raises(Refused):
        taken(brought, here)


def test_a_file_of_what_is_not_there_is_refused(here: Opened) -> None:
    def point(book: Workbook) -> None:
        at = next(row for row in book["about"].iter_rows() if row[0].value == "of key")
        at[1].value = small.key("course", "nowhere")

    with pytest.raises(Refused, match="not in the cluster"):
        excerpts.look(file(here, point), here, viewer=LIN)


def test_the_good_rows_are_taken_where_a_bad_one_is_left_out(here: Opened) -> None:
    def odd(book: Workbook) -> None:
        both(book)
        put(book, "outcomes", "RS.1", "level", "walk on water")

    brought = file(here, odd)
    run = excerpts.look(brought, here, viewer=LIN)
    assert run.reading is not None
    assert [(each.code, each.where.cell and each.where.cell.row) for each in run.reading.problems] == [("R023", 2)]
    assert run.reading.left == 1
    taken(brought, here)
    assert draft().root == root_of(edited(small.dossier(), "RS", credits=Decimal(5), unit=Text(en="Networks")))


def test_a_teacher_takes_what_is_theirs_and_is_told_what_is_not(here: Opened) -> None:
    def more(book: Workbook) -> None:
        both(book)
        put(book, "courses", "RS", "module", "SEC")

    brought, viewer = file(here, more), mei("RS")
    run = excerpts.look(brought, draft(viewer), viewer=viewer)
    barred = {each.told[0].lines[0].field.en: (bool(each.barred), each.taken) for each in run.offers}
    assert barred == {"module": (True, False), "credits": (False, True), "unit": (False, True)}
    assert run.outlook is not None
    assert run.outlook.barred == ()
    every = Picked(places=frozenset(each.place for each in run.offers))
    taken(brought, draft(viewer), viewer=viewer, picked=every)
    assert draft().root == root_of(edited(small.dossier(), "RS", credits=Decimal(5), unit=Text(en="Networks")))


def test_what_is_ticked_is_proposed_from_the_state_of_the_file_whoever_may_change_it_and_merged_with_newer_work(
    here: Opened,
) -> None:
    def more(book: Workbook) -> None:
        both(book)
        put(book, "courses", "RS", "module", "SEC")

    brought, viewer = file(here, more), mei("RS")
    saved("RS", weeks=15)
    onto = draft(viewer)
    places = {
        each.place
        for each in excerpts.look(brought, onto, viewer=viewer).offers
        if each.told[0].lines[0].field.en in {"module", "credits"}
    }
    proposing = editing.Draft(institution=SZPU, cluster="ict", viewer=viewer, now=NOW + timedelta(hours=2), why="file")
    number = propose_file(brought, onto, proposing, places=places, into=Into(title="From Excel"))
    open_up(proposing, number)
    (row,) = review(replace(proposing, viewer=LIN), draft(), number).changes
    change = row.proposed
    assert (change.key, change.before, change.why) == (small.key("course", "RS"), here.digests[change.key], "file")
    assert (course().credits, course().weeks) == (Decimal(6), 15)
    merge_proposal(replace(proposing, viewer=LIN), number, choosing=Choosing())
    now = course()
    assert (now.credits, now.weeks, now.module, now.unit) == (Decimal(5), 15, small.key("module", "SEC"), None)


def test_nothing_is_proposed_where_nothing_is_ticked(here: Opened) -> None:
    proposing = editing.Draft(institution=SZPU, cluster="ict", viewer=LIN, now=NOW)
    with pytest.raises(Refused, match="Nothing is taken"):
        propose_file(file(here, both), here, proposing, places=(), into=Into(title="From Excel"))
    assert mine(proposing) == ()


@pytest.mark.parametrize("viewer", [mei("NT-A"), program_lead("MC"), JUN])
def test_who_edits_other_things_takes_nothing_of_it(here: Opened, viewer: Viewer) -> None:
    brought, onto = file(here, both), draft()
    run = excerpts.look(brought, onto, viewer=viewer)
    assert [(bool(each.barred), each.taken) for each in run.offers] == [(True, False), (True, False)]
    with pytest.raises(Refused):
        taken(brought, onto, viewer=viewer, picked=Picked(places=frozenset(each.place for each in run.offers)))
    assert draft().root == here.root


def test_a_draft_that_moved_since_the_dry_run_is_looked_at_again(here: Opened) -> None:
    brought = file(here, both)
    saved("NT-A", credits=Decimal(3))
    with pytest.raises(Clash):
        excerpts.apply(brought, draft(), viewer=LIN, now=NOW, expected=here.root, picked=Picked())
    with pytest.raises(Clash):
        taken(brought, here)
    assert course().credits == Decimal(6)


def test_it_is_one_edit_and_goes_back_as_one(here: Opened) -> None:
    def more(book: Workbook) -> None:
        both(book)
        put(book, "courses", "NT-B", "credits", 2)

    done = taken(file(here, more, "program", "MC"), here)
    assert (done.changed, Change.objects.filter(why="by file").count()) == (2, 2)
    undoing.undo(editing.Draft(institution=SZPU, cluster="ict", viewer=LIN, now=NOW))
    assert draft().root == here.root
    assert draft().index.dossier == small.dossier()


def test_a_workbook_that_cannot_be_opened_is_not_kept(here: Opened) -> None:
    assert here.root
    with pytest.raises(Refused):
        uploads.bring(DESK, "../../evil\n.xlsx", b"PK nothing", None, now=NOW)
    assert Upload.objects.count() == 0


def test_a_name_is_no_way_out_of_its_folder(here: Opened) -> None:
    content = excerpts.workbook_of(here, "course", small.key("course", "RS"))
    kept = uploads.bring(DESK, "../../../<img src=x>.xlsx", content, None, now=NOW)
    assert uploads.found(DESK, kept).name == "_img src_x_.xlsx"
    assert Upload.objects.count() == 1


def test_a_file_that_changes_too_much_to_choose_from_is_refused(here: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "MOST_CHANGES", 1)
    with pytest.raises(Refused, match="too many to choose from"):
        excerpts.look(file(here, both), here, viewer=LIN)


def test_a_row_that_is_gone_is_offered_beside_a_bad_row_that_is_known_and_not_beside_one_that_is_not(
    here: Opened,
) -> None:
    def known(book: Workbook) -> None:
        dropped(book, "outcomes", "RS.2")
        put(book, "outcomes", "RS.1", "level", "odd")

    def unknown(book: Workbook) -> None:
        put(book, "outcomes", "RS.2", "level", "odd")
        put(book, "outcomes", "RS.2", "key", None)
        put(book, "outcomes", "RS.2", "code", "what-was-it")

    found = [excerpts.look(file(here, each), here, viewer=LIN) for each in (known, unknown)]
    assert [([each.removes for each in run.offers], run.hushed) for run in found] == [([True], False), ([], True)]
