"""Classes: bound by the lead, taught by their release whatever the draft says, and what a new version means."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fourfold.actions import classes
from fourfold.actions.amending import Amended, amend
from fourfold.actions.classes import OfClass, class_outlooks, left_behind, standing_on, taught
from fourfold.actions.deeds import Deed
from fourfold.actions.editing import Draft, put_part
from fourfold.actions.radar import Wish, ahead, parts_for
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.actions.releasing import Request, publish
from fourfold.actions.rounds import At, Planned, abandon, open_round
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.encode import digest, encode
from fourfold.canon.parts import split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.engine.succession_classes import Sits
from fourfold.engine.succession_impact import guaranteed
from fourfold.store import deeds
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import BO, CHEN, JUN, LIN, mei, program_lead
from tests.actions.test_radar import NEXT
from tests.web import small
from tests.web.small import HCIA

pytestmark = pytest.mark.django_db
NOW, TODAY = datetime(2026, 6, 1, tzinfo=UTC), date(2026, 6, 1)
GOING = replace(HCIA, retires_on_date=date(2026, 9, 30))
ROWS = "24-MC, MC-ordinary, 2024, 2024-09\n25-MC\tmc-ordinary\t2024\t2025-09\n25-CN，CN-ordinary，2024，2025-9\n"

KEPT = "25-MC MC-ordinary 2024 2025-09"
SLIP = f"it is bound already as {KEPT}: if that was a slip, remove it from the list of classes first"


def opened(viewer: Viewer = LIN, state: str = "draft") -> Opened:
    found = open_cluster("szpu", "ict", viewer=viewer, today=TODAY, state=state)
    assert found is not None
    return found


def kept(dossier: Dossier, before: str | None) -> None:
    at = Authorship(who="local", at=NOW)
    replace_draft(dossier.cluster.head, split_dossier(dossier), at, expected=before)


def moved_on() -> None:
    """The draft is released as 2024; then the next version came, and the old one got its last day."""
    dossier = small.dossier()
    publish("szpu", "ict", Request(root=opened().root, name="2024", reason="as it is"), viewer=LIN, now=NOW)
    cluster = replace(dossier.cluster, frameworks=(*dossier.cluster.frameworks, NEXT.key))
    others = tuple(each for each in dossier.frameworks if each.key != HCIA.key)
    kept(Dossier(cluster=cluster, frameworks=(*others, GOING, NEXT)), opened().root)


@pytest.fixture
def here() -> Opened:
    """The small cluster with a release, before and after the next version."""
    kept(small.dossier(), None)
    moved_on()
    return opened()


def bind(rows: str = ROWS, viewer: Viewer = LIN) -> int:
    return classes.bind("szpu", "ict", rows, viewer=viewer, now=NOW, today=TODAY)


def listed(viewer: Viewer = LIN) -> dict[str, tuple[str, str, int]]:
    found = classes.classes_of("szpu", "ict", viewer=viewer, today=TODAY)
    return {each.study_class.code: (each.plan, each.study_class.release, each.term) for each in found.classes}


def outlooks(found: Opened) -> dict[str, OfClass]:
    told = class_outlooks(found, old=GOING, new=NEXT)
    return {each.impact.study_class.code: each for each in told}


@pytest.mark.usefixtures("here")
def test_lines_with_tabs_and_commas_of_either_kind_are_bound() -> None:
    assert bind() == 3
    assert listed() == {
        "24-MC": ("MC-ordinary", "2024", 4),
        "25-CN": ("CN-ordinary", "2024", 2),
        "25-MC": ("MC-ordinary", "2024", 2),
    }


def release_anew(name: str) -> None:
    publish("szpu", "ict", Request(root=opened().root, name=name, reason="for those to come"), viewer=LIN, now=NOW)


def audited(deed: Deed) -> list[str]:
    sought = deeds.Sought(institution="szpu", deeds=frozenset({deed}))
    return [str(each.details["reason"]) for each in deeds.entries(sought, start=0, most=10)]


@pytest.mark.usefixtures("here")
def test_the_same_line_again_changes_nothing_and_is_not_in_the_audit() -> None:
    bind()
    assert bind(f"25-mc, mc-ordinary, 2024, 2025-09\n{ROWS.splitlines()[0]}") == 0
    assert bind("25-mc, MC-ordinary, 2024, 2025-09\n26-MC, MC-ordinary, 2024, 2026-09") == 1
    assert set(listed()) == {"24-MC", "25-CN", "25-MC", "26-MC"}
    assert audited(Deed.CLASSES_BOUND) == [
        "26-MC MC-ordinary 2024 2026-09",
        "24-MC MC-ordinary 2024 2024-09, 25-MC MC-ordinary 2024 2025-09, 25-CN CN-ordinary 2024 2025-09",
    ]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("25-mc, MC-ordinary, 2025, 2025-09", "25-mc is bound already to 2024: record an amendment"),
        ("25-mc, MC-ordinary, 2024, 2025-10", SLIP),
        ("25-mc, CN-ordinary, 2024, 2025-09", SLIP),
    ],
)
def test_a_class_that_is_bound_is_not_moved_by_another_line(line: str, said: str) -> None:
    bind()
    release_anew("2025")
    before = listed()
    with pytest.raises(Refused) as refused:
        bind(f"26-MC, MC-ordinary, 2025, 2026-09\n{line}")
    assert refused.value.why.en == f"Line 2: {said}."
    assert listed() == before
    assert len(audited(Deed.CLASSES_BOUND)) == 1


@pytest.mark.usefixtures("here")
def test_a_class_twice_in_a_list_is_told_with_both_lines() -> None:
    with pytest.raises(Refused) as refused:
        bind("A-1, MC-ordinary, 2024, 2024-09\n\na-1, MC-ordinary, 2024, 2024-09")
    assert refused.value.why == Text(en="Line 3: a-1 is in line 1 already.", zh="第 3 行：a-1 与第 1 行重复。")
    assert listed() == {}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("heading", ["class,plan,release,began", "班级代码，方案，发布版，入学年月"])
def test_the_heading_of_a_list_is_no_class(heading: str) -> None:
    assert bind(f"{heading}\n{ROWS}") == 3
    with pytest.raises(Refused):
        bind(heading)


@pytest.mark.usefixtures("here")
def test_every_line_that_cannot_be_read_is_told_and_none_is_bound() -> None:
    rows = (
        "A, MC-ordinary, 2024, 2024-09\nB, XX, 2024, 2024-09\nC, MC-ordinary, 1999, 2024-09\n"
        "D\nE, MC-ordinary, 2024, 24/13"
    )
    with pytest.raises(Refused) as refused:
        bind(rows)
    said = refused.value.why
    assert said.en == (
        "Line 2: 2024 has no plan XX. Line 3: there is no release 1999. Line 4: write code, plan, release, month. "
        "Line 5: write the month as 2024-09."
    )
    assert said.zh is not None
    assert said.zh.count("第") == 4
    assert listed() == {}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("viewer", [mei("NT-B"), program_lead("MC"), BO])
def test_the_staff_see_classes_and_the_lead_alone_binds_them(viewer: Viewer) -> None:
    bind()
    assert len(listed(viewer)) == 3
    with pytest.raises(Forbidden):
        bind(viewer=viewer)
    with pytest.raises(Forbidden):
        classes.let_go("szpu", "ict", "24-MC", viewer=viewer, now=NOW, today=TODAY)
    assert len(listed()) == 3


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("viewer", [JUN, CHEN])
def test_to_students_and_other_colleges_there_are_none(viewer: Viewer) -> None:
    bind()
    with pytest.raises(Missing):
        listed(viewer)
    release = opened(viewer, "2024")
    assert taught(release) == ()
    assert class_outlooks(release, old=HCIA, new=NEXT) == ()


@pytest.mark.usefixtures("here")
def test_one_is_let_go_by_its_code_and_what_is_not_there_is_missing() -> None:
    bind()
    classes.let_go("szpu", "ict", "24-mc", viewer=LIN, now=NOW, today=TODAY)
    assert set(listed()) == {"25-CN", "25-MC"}
    assert audited(Deed.CLASS_LET_GO) == ["24-MC MC-ordinary 2024 2024-09"]
    with pytest.raises(Missing):
        classes.let_go("szpu", "ict", "24-mc", viewer=LIN, now=NOW, today=TODAY)


def test_figures_are_those_of_the_release_in_the_term_that_a_class_is_in(here: Opened) -> None:
    bind()
    found = outlooks(here)
    assert set(found) == {"24-MC", "25-CN", "25-MC"}
    alike = ahead(here, old=GOING, new=NEXT)
    for each in found.values():
        (draft,) = [impact for impact in alike.impacts if impact.plan == each.impact.study_class.plan]
        assert guaranteed(each.impact.impact.before) == guaranteed(draft.before)
        assert guaranteed(each.impact.impact.carried) == guaranteed(draft.carried)
    assert {code: each.impact.sits for code, each in found.items()} == {
        "24-MC": Sits.OLD,
        "25-MC": Sits.NEW,
        "25-CN": Sits.NEW,
    }
    assert [each.code for each in found["25-CN"].impact.lost] == ["CN-HCIA"]
    assert found["24-MC"].impact.lost == ()


def test_what_is_not_guaranteed_is_within_reach_or_late_and_later_never_more_is_within_reach(here: Opened) -> None:
    months = [f"{year}-{month:02}" for year in (2024, 2025, 2026) for month in (9, 3)]
    bind("\n".join(f"{month}, CN-ordinary, 2024, {month}" for month in months))
    found = outlooks(here)
    by_term = sorted((each.impact for each in found.values()), key=lambda each: each.term)
    assert len({each.term for each in by_term}) > 3
    for each in by_term:
        wanted = {one.gap.item for one in each.impact.wanted}
        assert set(each.open) | set(each.late) == wanted
        assert not set(each.open) & set(each.late)
    for earlier, later in pairwise(by_term):
        assert set(later.open) <= set(earlier.open)
    assert by_term[0].open
    assert by_term[-1].open == ()


def test_a_class_that_has_finished_or_whose_release_names_the_new_version_is_not_asked_about(here: Opened) -> None:
    bind("22-CN, CN-ordinary, 2024, 2022-09")
    assert outlooks(here) == {}
    assert standing_on(here, taught(here), GOING) == ()


def test_a_release_in_force_is_not_moved_by_the_draft_and_an_amendment_moves_a_class(here: Opened) -> None:
    bind()
    program = here.index.programs[small.key("program", "CN")]
    wish = Wish(old=GOING, new=NEXT, programs=frozenset({program.key}))
    parts = parts_for(here, wish)
    draft = Draft(institution="szpu", cluster="ict", viewer=LIN, now=NOW, why="V2")
    for key, part in parts.items():
        put_part(draft, part, expected=here.digests[key])
    assert {each.code for each in standing_on(opened(), taught(opened()), GOING)} == {"24-MC", "25-CN", "25-MC"}
    open_round(At("szpu", "ict", "r"), stages=(Planned(body=Text(en="B")),), viewer=LIN, now=NOW, today=TODAY)
    abandon(At("szpu", "ict", "r"), reason="not now", viewer=LIN, now=NOW, today=TODAY)
    amended = Amended(
        classes=("25-cn",), from_date=TODAY, reason="V2", body="B", digest=opened().root[:8], day=TODAY, number="1"
    )
    amend("szpu", "ict", amended, viewer=LIN, now=NOW, today=TODAY)
    assert listed()["25-CN"][1] == "2024"
    publish("szpu", "ict", Request(root=opened().root, name="2026", reason="so"), viewer=LIN, now=NOW)
    assert {code: name for code, (_, name, _) in listed().items()} == {
        "24-MC": "2024",
        "25-CN": "2026",
        "25-MC": "2024",
    }
    assert set(outlooks(opened())) == {"24-MC", "25-MC"}


def test_a_change_leaves_behind_the_classes_whose_plans_it_is_about(here: Opened) -> None:
    bind()
    index = here.index
    only_mc = replace(index.programs[small.key("program", "MC")], terms=5)
    wlan = replace(index.courses[small.key("course", "FW")], title=Text(en="Other"))
    everybody = index.courses[small.key("course", "ENG")]
    for part, codes in ((only_mc, {"24-MC", "25-MC"}), (wlan, {"25-CN"}), (everybody, {"24-MC", "25-CN", "25-MC"})):
        assert {each.code for each in left_behind(here, {part.key: part})} == codes
        assert {each.code for each in left_behind(here, {part.key: None})} == codes
    assert digest(encode(everybody)) == here.digests[everybody.key]


@pytest.mark.usefixtures("here")
def test_a_release_is_opened_once_however_many_classes_it_teaches() -> None:
    asked: list[int] = []
    for more in range(2):
        bind("".join(f"2{number}-MC, MC-ordinary, 2024, 2025-09\n" for number in range(3 + 6 * more)))
        with CaptureQueriesContext(connection) as queries:
            now = opened()
            assert len(standing_on(now, taught(now), HCIA)) == 3 + 6 * more
            classes.classes_of("szpu", "ict", viewer=LIN, today=TODAY)
        asked.append(len(queries))
    assert asked[0] == asked[1]
