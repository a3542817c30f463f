"""`fourfold radar`: what presses, what a new version does, in both languages and as JSON."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fourfold.cli.main import app

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANTED, SOUND = (str(EXAMPLES / name) for name in ("ict-cluster-planted", "ict-cluster"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["radar", *arguments])


def test_what_presses_is_told_first_and_marked() -> None:
    done = run(PLANTED, "--today", "2026-06-01", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:2] == [
        (
            "! hcia-datacom-v1 [retires soon] Retires on 2026-09-30, in 121 days; "
            "HCIA-Datacom V2.0 replaces it; named by MI."
        ),
        "      CN-I2 serves this version and none that follows it (1)",
    ]


def test_a_new_version_is_told_in_one_sentence_item_by_item_and_with_its_repair() -> None:
    lines = run(SOUND, "--framework", "hcia-datacom-v2", "--lang", "en").stdout.splitlines()
    assert lines[0] == (
        "HCIA-Datacom V2.0 replaces HCIA-Datacom V1.0: 3 programs drop: MC from 16 to 15, CN from 16 to 15, "
        "MI from 7 to 6 of 16 items; the smallest repair is 1 change."
    )
    assert "   64 %  split: acl-aaa-nat → acl-nat, aaa-access" in lines
    assert "  MC-ordinary 16/16 → 15/16 → 15/16; newly asked automation" in lines
    assert lines[-1] == "  + automation: deepen NT-B.8 (MC-ordinary, CN-ordinary, CN-order)"


def test_it_says_the_same_in_chinese() -> None:
    said = run(SOUND, "--framework", "hcia-datacom-v2", "--lang", "zh").stdout
    assert "3 个专业达成的条目减少：MC 由 16 项降至 15 项" in said
    assert "  + automation: 加深 NT-B.8" in said


def test_json_has_every_step_link_figure_and_repair() -> None:
    found = json.loads(run(SOUND, "--framework", "hcia-datacom-v2", "--json").stdout)
    assert [step["fate"] for step in found["items"]].count("kept") == 7
    assert (len(found["links"]), len(found["left"])) == (83, 10)
    assert {plan["plan"]: (plan["before"], plan["carried"]) for plan in found["plans"]} == {
        "MC-ordinary": (16, 15),
        "CN-ordinary": (16, 15),
        "CN-order": (16, 15),
        "MI-ordinary": (7, 6),
    }
    assert [(each["item"], each["kind"], each["outcome"]) for each in found["repairs"]] == [
        ("automation", "deepen", "NT-B.8")
    ]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--framework", "nothing"), "There is no framework nothing"),
        (("--framework", "hcia-ai-v4"), "hcia-ai-v4 replaces no other"),
        (("--framework", "hcia-datacom-v2", "--from", "x"), "There is no framework x"),
    ],
)
def test_what_is_not_there_is_told_with_exit_code_2(asked: tuple[str, ...], words: str) -> None:
    done = run(SOUND, *asked, "--lang", "en")
    assert done.exit_code == 2
    assert words in done.stderr
