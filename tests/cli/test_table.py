"""`fourfold table`: what a college's table would change, from files and in a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fourfold.exchange.folder_write import write_folder
from tests.cli.test_commands import run, run_json
from tests.exchange.paper import document, workbook
from tests.exchange.test_plan_tables import MERGED, PLAN
from tests.web import small

COURSES = (("课程代码", "课程名称", "学分"), ("RS", "路由交换技术", 5), ("", "没有的课程", 2))


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    write_folder(small.dossier(), tmp_path / "small")
    return tmp_path / "small"


def test_a_dry_run_says_row_by_row_what_would_change_and_writes_nothing(cluster: Path, tmp_path: Path) -> None:
    before = {each: each.read_bytes() for each in cluster.rglob("*.yaml")}
    code, printed = run("table", str(workbook(tmp_path / "a.xlsx", COURSES)), str(cluster), "--lang", "zh")
    assert (code, printed.splitlines()) == (
        1,
        [
            "课程:2 RS 更改: 学分 6 → 5",
            "课程:3 没有的课程 无法识别 [R725]",
            (
                "a.xlsx:3: 错误 R725 第 3 行是专业群中没有的课程，且缺少："
                "课程代码 (Course code)、模块 (Module)、课程类型 (Type)（实际：没有的课程）"
            ),
            "新增 0，更改 1，无变化 0，无法识别 1",
        ],
    )
    assert {each: each.read_bytes() for each in cluster.rglob("*.yaml")} == before


def test_json_carries_rows_problems_and_a_mapping_that_can_be_given_back(cluster: Path, tmp_path: Path) -> None:
    table = workbook(tmp_path / "a.xlsx", (("课程代码", "课程名称", "模块", "点数"), ("RS", "", "DC", 5)))
    said = run_json("table", str(table), str(cluster))
    assert (said["tally"], [each["code"] for each in said["problems"]]) == (
        {"new": 0, "changed": 0, "same": 1, "not-understood": 0},
        ["R708"],
    )
    said["mapping"]["columns"][3]["field"] = "credits"
    (tmp_path / "mapping.json").write_text(json.dumps(said["mapping"]), encoding="utf-8")
    again = run_json("table", str(table), str(cluster), "--mapping", str(tmp_path / "mapping.json"))
    assert [each["changes"] for each in again["rows"]] == [[{"field": "credits", "old": "6", "new": "5"}]]
    assert (again["problems"], again["whole"], again["applied"]) == ([], True, None)


def test_only_a_course_that_is_named_takes_another_code(cluster: Path, tmp_path: Path) -> None:
    rows = (("课程代码", "课程名称", "学分"), ("F-1", "防火墙技术", 4), ("R-1", "路由交换技术", 6))
    table = (str(workbook(tmp_path / "a.xlsx", rows)), str(cluster))

    def told(*options: str) -> list[tuple[str, list[str], list[str]]]:
        found = run_json("table", *table, *options)["rows"]
        return [(each["code"], each["problems"], [one["new"] for one in each["changes"]]) for each in found]

    assert told() == [("FW", ["R748"], []), ("RS", ["R748"], [])]
    assert told("--rename", "fw") == [("F-1", [], ["F-1"]), ("RS", ["R748"], [])]
    assert told("--rename", "FW", "--rename", "RS") == [("F-1", [], ["F-1"]), ("R-1", [], ["R-1"])]
    assert run_json("table", *table, "--rename", "none") == {"refused": "There is no course none to rename."}


def test_the_cluster_that_follows_is_written_where_it_is_asked_for(cluster: Path, tmp_path: Path) -> None:
    table, out = document(tmp_path / "方案.docx", PLAN, merged=MERGED), tmp_path / "next.json"
    arguments = ("table", str(table), str(cluster), "--program", "mc", "--out", str(out))
    assert run(*arguments)[0] == 0
    assert run_json("table", str(table), str(out), "--program", "MC")["tally"]["same"] == 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--draft", "szpu/ict", "PATH"), "Name a PATH, or a draft with --draft, and not both."),
        ((), "Name a PATH, or a draft with --draft, and not both."),
        (("PATH", "--apply"), "--apply goes with --draft."),
        (("PATH", "--table", "旧"), "There is no table 旧. There are: 课程."),
        (("PATH", "--program", "XX"), "There is no program XX. There are: CN, IOT, MC."),
        (
            ("PATH", "--program", "MC", "--training-type", "订单班"),
            "A training type is named by a code, such as ordinary or order-class.",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(
    arguments: tuple[str, ...], said: str, cluster: Path, tmp_path: Path
) -> None:
    table = workbook(tmp_path / "a.xlsx", COURSES)
    given = [str(cluster) if each == "PATH" else each for each in arguments]
    code, printed = run("table", str(table), *given, "--json", "--lang", "en")
    assert (code, json.loads(printed)) == (2, {"refused": said})


def test_a_file_that_cannot_be_read_and_a_mapping_that_is_none_are_told(cluster: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    code, printed = run("table", str(tmp_path / "a.xlsx"), str(cluster), "--json")
    assert (code, [each["code"] for each in json.loads(printed)["problems"]]) == (2, ["R601"])
    (tmp_path / "m.json").write_text('{"schema": "column-mapping/1", "columns": 1}', encoding="utf-8")
    table = workbook(tmp_path / "b.xlsx", COURSES)
    code, printed = run("table", str(table), str(cluster), "--mapping", str(tmp_path / "m.json"), "--json")
    assert (code, [each["code"] for each in json.loads(printed)["problems"]]) == (2, ["R746"])


def test_a_draft_in_a_database_changes_only_when_told_to(cluster: Path, tmp_path: Path) -> None:
    database = str(tmp_path / "a.sqlite3")
    table = str(workbook(tmp_path / "a.xlsx", COURSES[:2]))
    assert fourfold("import", str(cluster), "--database", database).returncode == 0
    beside = ("table", table, "--draft", "szpu/ict", "--database", database, "--json")
    dry, wet, again = (json.loads(fourfold(*beside, *more).stdout) for more in ((), ("--apply",), ("--apply",)))
    counts = [each["applied"] and (each["applied"]["added"], each["applied"]["changed"]) for each in (dry, wet, again)]
    assert counts == [None, (0, 1), (0, 0)]
    assert [each["tally"]["changed"] for each in (dry, wet, again)] == [1, 1, 0]
    nowhere = fourfold("table", table, "--draft", "szpu/none", "--database", database, "--json", "--lang", "en")
    assert (nowhere.returncode, json.loads(nowhere.stdout)) == (1, {"refused": "There is no such draft."})


def fourfold(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as Django starts once in each."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FOURFOLD_")}
    command = [sys.executable, "-m", "fourfold.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
