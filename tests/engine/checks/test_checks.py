import re
from dataclasses import is_dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from random import Random
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fourfold import domain
from fourfold.domain.catalogue_checks import CHECKS
from fourfold.domain.catalogue_documents import DANGLING
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Requisite
from fourfold.domain.framework import FrameworkKind
from fourfold.domain.marks import Refers
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.program import CertificationRole
from fourfold.domain.text import Language
from fourfold.engine.checks import NOTICE_DAYS, REGISTERED, check
from fourfold.engine.checks.registry import KINDS, order
from fourfold.engine.index import Index
from tests import factories as make
from tests.engine.checks.table import CASES, Case
from tests.engine.checks.tiny import changed, sound, with_parts
from tests.factories import TODAY

CODE = re.compile(r'"([DQPLFUT]\d{3})"')


def found(whole: Dossier, today: date = TODAY) -> tuple[Problem, ...]:
    return check(Index(whole), today=today)


def problems(whole: Dossier) -> list[tuple[str, str, str]]:
    return [(each.code, place(each), KINDS[each.code].sentence(each, "en")) for each in found(whole)]


def place(problem: Problem) -> str:
    where = problem.where
    return f"{where.noun}:{where.code}{where.path}"


def test_a_clean_small_cluster_has_no_problems() -> None:
    assert problems(sound()) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_each_code_is_raised_alone_by_its_fault_and_not_once_it_is_mended(case: Case) -> None:
    assert problems(case.faulty) == [(case.code, case.place, case.sentence)]
    assert problems(case.mended) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_each_place_is_a_pointer_into_its_part_and_each_sentence_is_whole(case: Case) -> None:
    (problem,) = found(case.faulty)
    assert resolves(case.faulty, problem)
    for language in get_args(Language):
        assert "{" not in KINDS[case.code].sentence(problem, language)


def resolves(whole: Dossier, problem: Problem) -> bool:
    """Whether the pointer leads through the part to something that is there, or to a field that could be."""
    value: Any = next(part for part in parts(whole) if part.key == problem.where.key)
    if problem.where.path.startswith("/frameworks"):
        value = whole.cluster
    for step in problem.where.path.split("/")[1:]:
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    return True


def parts(whole: Dossier) -> list[Any]:
    cluster = whole.cluster
    return [
        cluster.head,
        *cluster.programs,
        *cluster.modules,
        *cluster.courses,
        *cluster.links,
        *cluster.rules,
        *whole.frameworks,
    ]


def test_every_code_of_the_catalogue_is_raised_and_shown_and_no_other_is() -> None:
    codes = {kind.code for kind in CHECKS}
    assert len(codes) == len(CHECKS) == len({kind.name for kind in CHECKS})
    assert set(REGISTERED) == codes
    assert sorted(case.code for case in CASES) == sorted(codes)


def test_every_code_that_the_source_names_is_in_the_catalogue(root: Path) -> None:
    named = {
        code
        for path in (root / "src").rglob("*.py")
        if not path.name.startswith("catalogue_")
        for code in CODE.findall(path.read_text("utf-8"))
    }
    assert named - set(KINDS) == set()


def test_every_entry_speaks_both_languages_about_the_same_details() -> None:
    for kind in CHECKS:
        assert [text.missing() for text in (kind.message, kind.why, kind.mend)] == [(), (), ()]
        english, chinese = (set(re.findall(r"{(\w+)}", said or "")) for said in (kind.message.en, kind.message.zh))
        assert {name.removesuffix("_zh") for name in chinese} == english, kind.code


@given(seed=some.integers(0, 10_000), number=some.integers(0, len(CASES) - 1))
def test_the_order_of_what_is_a_set_changes_nothing(seed: int, number: int) -> None:
    whole = CASES[number].faulty
    assert found(shuffled(whole, Random(seed))) == found(whole)


def shuffled(whole: Dossier, chance: Random) -> Dossier:
    """The same parts, handed over in another order."""
    cluster = whole.cluster
    lists: dict[str, Any] = {
        name: mixed(getattr(cluster, name), chance) for name in ("programs", "modules", "courses", "links", "rules")
    }
    return Dossier(cluster=replace(cluster, **lists), frameworks=mixed(whole.frameworks, chance))


def mixed(values: tuple[Any, ...], chance: Random) -> tuple[Any, ...]:
    return tuple(chance.sample(values, len(values)))


@given(seed=some.integers(0, 10_000), case=some.sampled_from([case for case in CASES if case.code.startswith("L")]))
def test_the_order_of_links_changes_only_pointers(seed: int, case: Case) -> None:
    chance = Random(seed)
    given_links = tuple(replace(part, links=mixed(part.links, chance)) for part in case.faulty.cluster.links)
    other = replace(case.faulty, cluster=replace(case.faulty.cluster, links=given_links))
    assert [unpointed(each) for each in found(other)] == [unpointed(each) for each in found(case.faulty)]


def unpointed(problem: Problem) -> tuple[str, str | None, str | None]:
    return problem.code, problem.where.noun, problem.where.code


def test_the_worst_comes_first_then_code_then_noun_then_path() -> None:
    both = changed(changed(sound(), "E2", credits=0), "C2", requisite=None, title=lambda old: replace(old, zh=None))
    worse = changed(both, "NET-ORD", required=lambda old: (*old, old[0]))
    ordered = found(worse)
    assert [(each.severity, each.code) for each in ordered] == [
        (Severity.ERROR, "P007"),
        (Severity.WARNING, "T001"),
        (Severity.INFO, "P028"),
    ]
    assert sorted(ordered, key=order) == list(ordered)


def test_a_version_is_announced_in_time_and_valid_on_its_last_day() -> None:
    last = TODAY + timedelta(days=NOTICE_DAYS)
    retiring = changed(sound(), "JOB", retires_on_date=last)
    days = [TODAY - timedelta(days=1), TODAY, last, last + timedelta(days=1)]
    assert [[each.code for each in found(retiring, day)] for day in days] == [[], ["F003"], ["F003"], ["F001"]]
    assert check(Index(retiring), today=TODAY, notice_days=NOTICE_DAYS - 1) == ()


def test_a_regulation_asks_no_course_to_teach_it() -> None:
    law = make.framework("LAW", make.item("LAW", "hours"), kind=FrameworkKind.REGULATION)
    named = changed(with_parts(sound(), law), "NET", regulations=(law.key,))
    assert problems(named) == []


def test_an_integrated_certification_may_have_leaves_that_nobody_teaches() -> None:
    partly = changed(sound(), "CERT", items=lambda old: (*old, make.item("CERT", "C")))
    assert [code for code, _, _ in problems(partly)] == ["L007"]
    woven = make.certification("CERT", CertificationRole.INTEGRATED)
    assert problems(changed(partly, "NET", certifications=(woven,))) == []


def test_an_elective_counts_where_it_suits_a_requisite_and_variants_stand_for_each_other() -> None:
    chosen = changed(sound(), "NET-EXT", electives=(make.placed("E1"), make.placed("E2", 3)))
    assert problems(changed(chosen, "E2", requisite=make.pre("E1"))) == []
    fixed = changed(sound(), "E2", requisite=make.pre("E1"))
    assert [code for code, _, _ in problems(fixed)] == ["Q005"]


def test_courses_that_require_each_other_together_are_no_cycle_and_one_before_the_other_is() -> None:
    together = changed(changed(sound(), "C1", requisite=make.co("C2")), "NET-ORD", required=make.places(C1=1, C2=1))
    assert problems(changed(together, "C2", requisite=make.co("C1"))) == []
    assert [code for code, _, _ in problems(changed(together, "C2", requisite=make.pre("C1")))] == ["Q001", "Q003"]


@pytest.mark.parametrize(
    ("tree", "first", "placed", "placed_zh"),
    [
        (make.pre("C1"), 1, "starts in term 1 and is completed in term 2", "在第 1 学期开始、第 2 学期才修完"),
        (make.co("C1"), 3, "starts in term 3", "在第 3 学期才开始"),
        (make.together("C1"), 1, "starts in term 1", "在第 1 学期开始"),
    ],
)
def test_a_late_requisite_of_several_terms_says_where_it_starts_and_in_which_term_it_is_completed(
    tree: Requisite, first: int, placed: str, placed_zh: str
) -> None:
    long = changed(changed(sound(), "C1", span=2), "C2", requisite=tree)
    late = [
        dict(each.details)
        for each in found(changed(long, "NET-ORD", required=make.places(C1=first, C2=2)))
        if each.code == "Q003"
    ]
    assert [(each["placed"], each["placed_zh"]) for each in late] == [(placed, placed_zh)]
    assert [(each["requisite_term"], each["completed_term"]) for each in late] == [(str(first), str(first + 1))]


def test_an_elective_that_comes_late_wherever_it_starts_is_said_to_come_at_the_earliest_then() -> None:
    late = changed(changed(sound(), "C2", requisite=make.pre("E1")), "NET-EXT", electives=(make.placed("E1"),))
    said = [dict(each.details)["placed"] for each in found(late) if each.code == "Q003"]
    assert said == []
    later = changed(changed(late, "E1", terms=(2, 3)), "C2", requisite=make.pre("E1"))
    said = [dict(each.details)["placed"] for each in found(later) if each.code == "Q003"]
    assert said == ["is completed in term 2 at the earliest"]


def test_every_kind_of_reference_that_the_domain_marks_has_a_code() -> None:
    marked = {mark.noun for cls in dataclasses_of_the_domain() for hint in hints(cls) for mark in marks(hint)}
    assert marked == set(DANGLING)


def dataclasses_of_the_domain() -> list[type]:
    modules = [import_module(f"fourfold.domain.{found.name}") for found in iter_modules(domain.__path__)]
    return [
        each for module in modules for each in vars(module).values() if isinstance(each, type) and is_dataclass(each)
    ]


def hints(cls: type) -> list[Any]:
    return list(get_type_hints(cls, include_extras=True).values())


def marks(hint: Any) -> list[Refers]:  # noqa: ANN401 - a type hint has no type of its own
    inner = get_args(hint)
    return [each for each in inner if isinstance(each, Refers)] + [mark for each in inner for mark in marks(each)]
