"""The sound folder is sound; the planted one has exactly the faults that were planted, and is current."""

from collections import Counter
from datetime import date

import pytest

from fourfold.domain.cluster import Dossier
from fourfold.domain.problem import Problem, Severity
from fourfold.engine.checks import check
from fourfold.engine.index import Index
from tools.plant import FAULTS, PLANTED, README, SOUND, TODAY, CannotPlantError, plant, read

ON = date.fromisoformat(TODAY)
NOTES = [
    ("F014", "framework", "ict-cloud-2026-preliminary"),
    ("F014", "framework", "ict-computing-2026-preliminary"),
    ("F014", "framework", "ict-network-2021-regional"),
    ("F014", "framework", "ict-network-2026-preliminary"),
    ("L009", "program", "MC"),
]
"""Four tracks whose outlines weigh directions only; two items that cloud services leave to the platform course."""


def found_in(dossier: Dossier) -> tuple[Problem, ...]:
    return check(Index(dossier), today=ON)


def named(problems: tuple[Problem, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(each.code, each.where.noun, each.where.code) for each in problems]


def test_the_sound_folder_has_no_error_no_warning_and_five_notes(sound: Dossier) -> None:
    problems = found_in(sound)
    assert named(problems) == NOTES
    assert {each.severity for each in problems} == {Severity.INFO}
    assert dict(problems[-1].details) == {
        "plan": "MC-ordinary",
        "framework": "hcia-cloud-computing-v5.5",
        "items": "platform-use, desktop-features",
    }


def test_the_planted_folder_has_four_faults_more_and_nothing_else(sound: Dossier, planted: Dossier) -> None:
    problems = found_in(planted)
    assert [(each.code, each.severity, each.where.noun, each.where.code) for each in problems[:4]] == [
        ("Q003", Severity.ERROR, "program", "CN"),
        ("U001", Severity.ERROR, "program", "MC"),
        ("F003", Severity.WARNING, "framework", "hcia-datacom-v1"),
        ("L007", Severity.WARNING, "framework", "job-iot-dev"),
    ]
    assert named(problems[4:]) == named(found_in(sound))


def test_each_fault_says_what_it_is(planted: Dossier) -> None:
    late, promise, retiring, untaught = found_in(planted)[:4]
    assert dict(late.details) == {
        "plan": "CN-ordinary",
        "course": "DB-A",
        "term": "2",
        "requisite": "PD-A",
        "kind": "pre",
        "when": "completed in an earlier term",
        "when_zh": "须在此前学期修完",
        "requisite_term": "2",
        "completed_term": "2",
        "placed": "is completed in term 2",
        "placed_zh": "在第 2 学期才修完",
    }
    assert (promise.rule, promise.found, promise.expected) == ("promise-mc-datacom", "15", "≥ 16")
    assert dict(retiring.details) == {
        "framework": "hcia-datacom-v1",
        "date": "2026-09-30",
        "days": "121",
        "programs": "MI",
    }
    assert dict(untaught.details) == {"framework": "job-iot-dev", "item": "cloud-rules"}


def test_the_codes_in_the_readme_are_those_found(planted: Dossier) -> None:
    grave = (each.code for each in found_in(planted) if each.severity is not Severity.INFO)
    assert Counter(grave) == Counter(fault.code for fault in FAULTS)


def test_the_planted_folder_is_the_sound_one_planted_anew() -> None:
    assert read(PLANTED) == plant(read(SOUND))


def test_the_two_folders_differ_in_the_faults_alone() -> None:
    sound, planted = read(SOUND), read(PLANTED)
    assert sound.keys() == planted.keys()
    assert {path for path in sound if sound[path] != planted[path]} == {
        README,
        "cluster.yaml",
        *(edit.file for fault in FAULTS for edit in fault.edits),
    }


def test_the_two_can_be_kept_side_by_side(sound: Dossier, planted: Dossier) -> None:
    assert (sound.cluster.head.code, planted.cluster.head.code) == ("ict", "ict-planted")
    assert not {each.key for each in sound.cluster.courses} & {each.key for each in planted.cluster.courses}
    assert sound.frameworks == planted.frameworks


def test_planting_in_a_folder_that_has_changed_says_what_is_gone() -> None:
    changed = {**read(SOUND), "links/IOT-A1.yaml": ""}
    with pytest.raises(CannotPlantError, match=r"links/IOT-A1\.yaml has no longer: - \{outcome: IOT-A1\.5"):
        plant(changed)
