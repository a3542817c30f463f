"""The commands as a college's continuous integration would call them."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fourfold.cli.main import app

EXAMPLE = "examples/ict-cluster"
COMMANDS = ("check", "coverage", "metrics")


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and what was printed to standard output."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def run_json(*arguments: str) -> Any:  # noqa: ANN401 - JSON is any tree
    return json.loads(run(*arguments, "--json")[1])


def test_the_example_is_sound_at_its_date() -> None:
    code, printed = run("check", EXAMPLE, "--today", "2026-06-01", "--severity", "error")
    assert (code, printed.splitlines()[:-1]) == (0, [])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_that_is_absent_is_unreadable(command: str) -> None:
    code, printed = run(command, "nowhere", "--json")
    answer = json.loads(printed)
    assert code == 2
    assert answer["readable"] is False
    assert [each["code"] for each in answer["problems"]] == ["R001"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_problem_of_a_broken_folder_is_printed_with_its_line(command: str, tmp_path: Path) -> None:
    (tmp_path / "courses").mkdir()
    (tmp_path / "cluster.yaml").write_text("schema: cluster/1\ncode: 7\n", encoding="utf-8")
    (tmp_path / "courses" / "A.yaml").write_text("schema: course/1\ncode: A\ncredits: many\n", encoding="utf-8")
    code, printed = run(command, str(tmp_path), "--json")
    places = {(Path(each["file"]).name, each["line"]) for each in json.loads(printed)["problems"]}
    assert code == 2
    assert {("cluster.yaml", 2), ("A.yaml", 3)} <= places


def test_an_unsound_cluster_ends_with_one(tmp_path: Path) -> None:
    assert run("convert", EXAMPLE, str(tmp_path / "ict.json"))[0] == 0
    document = json.loads((tmp_path / "ict.json").read_text(encoding="utf-8"))
    document["cluster"]["courses"][0]["module"] = "00000000-0000-5000-8000-000000000000"
    (tmp_path / "ict.json").write_text(json.dumps(document), encoding="utf-8")
    answer = run_json("check", str(tmp_path / "ict.json"), "--today", "2026-06-01")
    assert answer["sound"] is False
    assert run("check", str(tmp_path / "ict.json"))[0] == 1


def test_metrics_of_a_cluster_are_per_plan() -> None:
    answer = run_json("metrics", EXAMPLE)
    assert list(answer) == ["plans"]
    assert {"program", "training_type", "courses", "complexity"} <= set(answer["plans"][0])
    assert set(answer["plans"][0]["courses"][0]) == {"id", "name", "blocking", "delay", "centrality", "complexity"}


def test_metrics_of_a_file_keep_its_ids(benchmarks: Path) -> None:
    answer = run_json("metrics", str(benchmarks / "curricula" / "Kennesaw_State_University_CS_plan.csv"))
    assert [each["id"] for each in answer["courses"]][:3] == ["1", "2", "3"]
    assert answer["complexity"] == 280


def test_coverage_answers_for_the_program_and_framework_named() -> None:
    answer = run_json("coverage", EXAMPLE, "--program", "cn", "--framework", "hcia-datacom-v2", "--term", "6")
    assert [plan["program"] for plan in answer["plans"]] == ["CN", "CN"]
    assert [each["framework"] for plan in answer["plans"] for each in plan["coverage"]] == ["hcia-datacom-v2"] * 2


def test_coverage_of_what_nobody_has_names_what_there_is() -> None:
    result = CliRunner().invoke(app, ["coverage", EXAMPLE, "--program", "XX"])
    assert result.exit_code == 2
    assert "There is no program XX. There are: MC, CN, MI, IOT." in result.stderr


def test_suggestions_name_their_reasons_and_by_what_they_are_ranked() -> None:
    code, said = run("suggest", EXAMPLE, "--course", "IOT-A1", "--framework", "job-iot-dev", "--words", "--lang", "en")
    assert code == 0
    assert "job-iot-dev cloud-rules" in said
    assert "Ranked by words" in said
    code, said = run("suggest", EXAMPLE, "--course", "IOT-A1", "--words", "--lang", "zh", "--limit", "1")
    assert code == 0
    assert "共有词语" in said
    assert "按词语排序" in said


def test_suggestions_for_what_is_not_there_name_what_there_is() -> None:
    result = CliRunner().invoke(app, ["suggest", EXAMPLE, "--course", "XX"])
    assert result.exit_code == 2
    assert "There is no course XX." in result.stderr


def test_converting_there_and_back_changes_nothing(tmp_path: Path) -> None:
    first, folder, second = (str(tmp_path / name) for name in ("first.json", "folder", "second.json"))
    for source, target in ((EXAMPLE, first), (first, folder), (folder, second)):
        assert run("convert", source, target)[0] == 0
    assert Path(first).read_bytes() == Path(second).read_bytes()


def test_converting_never_writes_over_what_is_there_unasked(tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    target.write_text("mine", encoding="utf-8")
    assert run("convert", EXAMPLE, str(target))[0] == 1
    assert target.read_text(encoding="utf-8") == "mine"
    assert run("convert", EXAMPLE, str(target), "--force")[0] == 0


def test_converting_to_unknown_paper_says_what_there_is(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["convert", EXAMPLE, str(tmp_path / "ict.pdf")])
    assert (result.exit_code, result.stderr.count("name a folder, a .xlsx, a .json or a .csv file")) == (2, 1)


def test_chinese_is_spoken_where_asked_for() -> None:
    assert "专业群" in run("check", EXAMPLE, "--today", "2026-06-01", "--lang", "zh")[1]


def test_json_is_all_that_is_printed() -> None:
    for command in COMMANDS:
        assert isinstance(run_json(command, EXAMPLE), dict)


def test_a_plan_is_written_as_a_degree_plan_that_reads_again(tmp_path: Path) -> None:
    target = str(tmp_path / "plan.csv")
    assert run("convert", EXAMPLE, target, "--plan", "mc-ordinary")[0] == 0
    plans = run_json("metrics", EXAMPLE)["plans"]
    required = {each["id"] for each in run_json("metrics", target)["courses"]}
    assert run("check", target)[0] == 0
    assert required < {each["id"] for each in next(plan for plan in plans if plan["plan"] == "MC-ordinary")["courses"]}


def test_a_plan_that_is_absent_is_named_with_those_there_are(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["convert", EXAMPLE, str(tmp_path / "plan.csv"), "--plan", "XX"])
    assert (result.exit_code, "There is no plan XX. There are: CN-ord" in result.stderr) == (2, True)


def test_a_reference_to_nothing_is_shown_as_it_was_written(tmp_path: Path) -> None:
    assert run("convert", EXAMPLE, str(tmp_path / "copy"))[0] == 0
    course = tmp_path / "copy" / "courses" / "CN-A2.yaml"
    written = course.read_text(encoding="utf-8").replace("module: automated-om", "module: automated-0m")
    course.write_text(written, encoding="utf-8")
    found = [each for each in run_json("check", str(tmp_path / "copy"))["problems"] if each["code"].startswith("D00")]
    assert [("automated-0m" in each["message"], Path(each["file"]).name) for each in found] == [(True, "CN-A2.yaml")]


def test_a_broken_promise_names_the_electives_that_break_it() -> None:
    printed = run("check", "examples/ict-cluster-planted", "--today", "2026-06-01", "--lang", "en")[1]
    assert "    a student who elects PR-EP, not PR-CTP, misses automation" in printed.splitlines()


def test_gaps_come_with_their_cheapest_ways_in_words_and_as_json() -> None:
    asked = ["coverage", EXAMPLE, "--program", "MC", "--framework", "hcia-datacom-v2", "--gaps"]
    (gap,) = run_json(*asked)["plans"][0]["coverage"][0]["gaps"]
    assert (gap["item"], gap["missing_depth"], {way["cost"] for way in gap["ways"]} <= {1, 2, 3, 4}) == (
        "automation",
        1,
        True,
    )
    assert "  automation Programmability: NETCONF and first Python scripts (missing 1)" in run(*asked)[1].splitlines()


def test_sharing_and_redundancy_are_answered_as_json() -> None:
    plan = run_json("coverage", EXAMPLE, "--program", "CN")["plans"][0]
    assert 0 < plan["sharing_per_cent"] < 100
    assert all({"item", "courses"} == set(each) for row in plan["coverage"] for each in row["redundant"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("coverage", EXAMPLE, "--term", "99"), 2),
        (("coverage", EXAMPLE, "--framework", "nothing"), 2),
        (("convert", EXAMPLE, "README.md"), 1),
        (("convert", EXAMPLE, "x.pdf"), 2),
        (("convert", EXAMPLE, "x" * 300 + ".json"), 1),
    ],
)
def test_a_refusal_is_json_where_json_was_asked_for(arguments: tuple[str, ...], code: int) -> None:
    found, printed = run(*arguments, "--json")
    assert (found, list(json.loads(printed))) == (code, ["refused"])


def test_a_language_that_is_not_spoken_is_refused() -> None:
    assert CliRunner().invoke(app, ["check", EXAMPLE, "--lang", "fr"]).exit_code == 2


QUARTERS = (
    "Curriculum,Quarters\nInstitution,x\nDegree Type,BS\nSystem Type,quarter\nCIP,\nCourses\n"
    "Course ID,Course Name,Prefix,Number,Prerequisites,Corequisites,Strict-Corequisites,Credit Hours\n"
    "1,One,A,1,,,,3\n2,Two,A,2,1,,,3\n3,Three,A,3,2,,,3\n"
)


def test_a_quarter_system_keeps_its_complexity_on_every_paper(tmp_path: Path) -> None:
    start = tmp_path / "quarters.csv"
    start.write_text(QUARTERS, encoding="utf-8")
    papers = [str(start), str(tmp_path / "folder"), str(tmp_path / "one.json"), str(tmp_path / "back.csv")]
    for before, after in pairwise(papers):
        assert run("convert", before, after)[0] == 0
    answers = [run_json("metrics", each) for each in papers]
    found = [answer["complexity"] if "complexity" in answer else answer["plans"][0]["complexity"] for answer in answers]
    assert found == [8, 8, 8, 8]


def test_what_names_nothing_is_not_converted_since_its_name_would_be_lost(tmp_path: Path) -> None:
    folder, written = tmp_path / "folder", tmp_path / "out.json"
    assert run("convert", EXAMPLE, str(folder))[0] == 0
    course = folder / "courses" / "CS-2.yaml"
    course.write_text(re.sub("(?m)^module: .*$", "module: nowhere", course.read_text("utf-8")), encoding="utf-8")
    code, printed = run("convert", str(folder), str(written), "--json")
    answer = json.loads(printed)
    assert (code, answer["written"], written.exists()) == (1, None, False)
    assert [(each["code"], each["found"], each["file"]) for each in answer["problems"]] == [
        ("D002", "nowhere", "courses/CS-2.yaml")
    ]


def test_an_empty_path_is_not_the_folder_one_stands_in() -> None:
    assert run("check", "") == (2, "")


def test_each_late_course_of_a_degree_plan_stands_on_its_line(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    head, rows = QUARTERS.split("Courses\n")
    lines = rows.splitlines()
    terms = [f"{line},{term}" for line, term in zip(lines, ["Term", 3, 2, 1], strict=True)]
    plan.write_text(head.replace("Quarters\n", "Quarters\nDegree Plan,One\n") + "Courses\n" + "\n".join(terms) + "\n")
    found = run_json("check", str(plan))["problems"]
    assert [(each["code"], each["line"]) for each in found if each["code"] == "Q003"] == [("Q003", 10), ("Q003", 11)]


def test_a_curriculum_whose_requisites_go_round_is_told_of_the_circle_and_of_no_term(tmp_path: Path) -> None:
    file = tmp_path / "round.csv"
    file.write_text(QUARTERS.replace("1,One,A,1,,", "1,One,A,1,3,"), encoding="utf-8")
    found = run_json("check", str(file))["problems"]
    assert [each["code"] for each in found if each["severity"] == "error"] == ["Q001"]
