"""The page of a course: what it serves, version by version, and what could be closed here."""

from django.test import Client
from django.utils import translation

from fourfold.actions.shelf import Opened
from fourfold.domain.course import Course
from fourfold.engine.choices import Infeasible
from fourfold.engine.guarantee import route_of
from fourfold.web.pages import closing, gap, serving, standing, taking
from fourfold.web.pages import course as pages
from fourfold.web.pages.course import CoursePage
from fourfold.web.pages.nouns import Named
from tests.web.test_problem import ADDRESS, HERE, planted

__all__ = ["planted"]


def course(planted: Opened, code: str) -> Course:
    return next(each for each in planted.index.courses.values() if each.code == code)


def shown(planted: Opened, code: str) -> CoursePage:
    return pages.page(planted, ADDRESS, course(planted, code))


def test_what_is_missing_is_said_with_its_program_its_depth_its_way_and_its_evidence(planted: Opened) -> None:
    (row,) = shown(planted, "MC-D2").closing.rows
    assert (row.program.code, row.framework.code, row.item.code) == ("MC", "hcia-datacom-v2", "automation")
    assert (row.missing, row.moment) == ("1 step of depth, to reinforce", "after term 4")
    assert (str(row.way.words), row.way.change, row.first) == (
        "Deepen what this teaches:",
        "from introduce to reinforce",
        True,
    )
    assert row.evidence == f"{HERE}/program/MC/coverage/hcia-datacom-v2?term=4#gap-automation"
    with translation.override("zh-hans"):
        assert shown(planted, "MC-D2").closing.rows[0].missing == "差 1 级深度，应达到“强化”"


def test_every_gap_of_what_programs_promise_or_train_for_that_leads_here_is_said_and_no_other(planted: Opened) -> None:
    index = planted.index
    for each in index.courses.values():
        rows = closing.of_course(planted, ADDRESS, each).rows
        found = {(row.program.code, row.framework.code, row.item.code) for row in rows}
        assert found == ways_through(planted, each)
        assert [row.way.cost for row in rows if row.first] == sorted(row.way.cost for row in rows if row.first)
    assert sum(len(closing.of_course(planted, ADDRESS, each).rows) for each in index.courses.values()) > 0


def ways_through(planted: Opened, wanted: Course) -> set[tuple[str, str, str]]:
    index, found = planted.index, set()
    for program in taking.programs_of(index, wanted):
        plan = next(
            plan for plan in program.plans if wanted.key in {each.course.key for each in taking.of_plan(index, plan)}
        )
        named = [each.framework for each in program.certifications if each.role.value == "recommended"]
        for key in (*named, *program.jobs):
            framework = index.frameworks[key]
            when = standing.moment(index, plan, framework, standing.promise(index, plan, framework))
            through = route_of(index, plan=plan.key, framework=key)
            gaps = planted.gaps(plan=plan.key, framework=key, when=when, taking=through)
            assert not isinstance(gaps, Infeasible)
            found |= {
                (program.code, framework.code, index.items[each.item].code)
                for each in gaps
                if wanted.key in {way.course for way in each.ways}
            }
    return found


def test_a_course_that_closes_nothing_says_so_in_words(visitor: Client) -> None:
    page = visitor.get("/szpu/ict/draft/course/ENG").content.decode()
    assert "What could be closed here" in page
    assert "has one of its cheapest ways here." in page


def test_nearness_is_said_where_words_were_compared_alone(planted: Opened) -> None:
    rows = shown(planted, "PD-A").closing.rows
    assert [(row.way.cost, row.way.nearness) for row in rows] == [
        (1, ""),
        (1, ""),
        (1, ""),
        (2, "nearness: 80 %"),
        (2, "nearness: 80 %"),
    ]
    assert all(isinstance(row.way, gap.WayRow) for row in rows)


def test_versions_of_one_framework_fold_into_the_current_one(planted: Opened) -> None:
    outcome = next(each for each in shown(planted, "PR-CTP").outcomes if each.code == "PR-CTP.1")
    (family,) = [
        family
        for group in outcome.services
        for family in group.families
        if family.served[0].framework.code == "hcia-datacom-v2"
    ]
    assert [(version.name.code, version.difference) for version in family.others] == [
        ("hcia-datacom-v1", "1 of the 2 items and 1 more"),
        ("hcia-datacom-v1-weighted", "1 of the 2 items and 1 more"),
    ]


def test_what_a_version_serves_besides_or_not_at_all_is_counted() -> None:
    one, two, three = (service(code) for code in ("one", "two", "three"))
    assert serving.difference((one, two), (one, two)) == "the same 2 items"
    assert serving.difference((one, two), (one, two, three)) == "the same 2 items and 1 more"
    assert serving.difference((one, two), (one,)) == "1 of the 2 items"
    assert serving.difference((one, two), (one, three)) == "1 of the 2 items and 1 more"
    assert serving.difference((one,), (two, three)) == "2 other items"


def service(code: str) -> serving.Service:
    return serving.Service(
        framework=Named("F"),
        item=Named(code.title(), code=code),
        named=True,
        depth="",
        rank=1,
        meets=True,
        required="",
        stand=None,
    )


def test_no_framework_stands_twice_side_by_side_in_an_outcome_and_none_is_lost(planted: Opened) -> None:
    index = planted.index
    for each in index.courses.values():
        for row in shown(planted, each.code).outcomes:
            families = [family for group in row.services for family in group.families]
            kin = [serving.kin(index)[key_of(planted, family.served[0])] for family in families]
            assert len(kin) == len(set(kin))
            served = sum(len(list(group.all())) for group in row.services)
            outcome = next(found.key for found in each.outcomes if found.code == row.code)
            links = index.links_of_course.get(each.key, ())
            assert served == sum(link.outcome == outcome for link in links)


def key_of(planted: Opened, found: serving.Service) -> str:
    return next(key for key, each in planted.index.frameworks.items() if each.code == found.framework.code)
