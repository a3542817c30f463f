"""`--server`: the same output as on a path, and a cluster that goes to paper and back."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from typer.testing import CliRunner

from fourfold.cli.main import app
from fourfold.exchange.document import write_json
from tests.actions.cast import gather
from tests.api.conftest import token_of
from tests.web import small

pytestmark = pytest.mark.django_db(transaction=True)
CLUSTER = "szpu/ict"


@pytest.fixture(scope="module", autouse=True)
def database() -> None:
    """Of one kind: pytest's server keeps the database that it began with, and which kind it is shows nowhere here."""


@pytest.fixture
def server(transactional_db: None, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001 - the database is asked for its effect
    """An installation with the small cluster, and Lin's token in the environment."""
    monkeypatch.setenv("FOURFOLD_TOKEN", token_of(gather().lin, may_write=True))
    return str(live_server.url)


@pytest.fixture
def path(tmp_path: Path) -> str:
    write_json(small.dossier(), tmp_path / "small.json")
    return str(tmp_path / "small.json")


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and everything that was printed."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize(
    "command",
    [
        ("coverage", "--gaps"),
        ("coverage", "--gaps", "--json"),
        ("coverage", "--program", "MC", "--lang", "zh"),
        ("metrics",),
        ("metrics", "--json"),
        ("check", "--today", "2026-06-01", "--severity", "warning", "--lang", "zh"),
    ],
)
def test_the_output_is_the_same_as_on_a_path(server: str, path: str, command: tuple[str, ...]) -> None:
    name, *options = command
    there = run(name, "--server", server, "--cluster", CLUSTER, *options)
    here = run(name, path, *options)
    assert (there[0], [line.partition(": ")[2] for line in there[1].splitlines()][-1]) == (
        here[0],
        [line.partition(": ")[2] for line in here[1].splitlines()][-1],
    )
    if name != "check":
        assert there == here


def test_a_check_counts_the_same_and_names_nouns_instead_of_files(server: str, path: str) -> None:
    there = json.loads(run("check", "--server", server, "--cluster", CLUSTER, "--today", "2026-06-01", "--json")[1])
    here = json.loads(run("check", path, "--today", "2026-06-01", "--json")[1])
    for each in here["problems"]:
        for fact in ("file", "path"):
            each.pop(fact, None)
    for each in there["problems"]:
        assert "file" not in each
        each.pop("path")
    assert there == here


def test_a_cluster_goes_to_a_folder_and_back_and_its_draft_moves_on(server: str, tmp_path: Path) -> None:
    folder = tmp_path / "ict"
    assert run("pull", str(folder), "--server", server, "--cluster", CLUSTER)[0] == 0
    assert run("push", str(folder), "--server", server)[1].startswith("szpu/ict: 0 parts added, 0 changed, 0 removed")
    course = folder / "courses" / "RS.yaml"
    course.write_text(course.read_text("utf-8").replace("weeks: 16", "weeks: 15"), encoding="utf-8")
    would = run("push", str(folder), "--server", server, "--dry-run")[1]
    assert would.splitlines()[0] == "course RS Routing and Switching: changed"
    assert would.splitlines()[1].strip() == "weeks: 16 -> 15"
    assert would.splitlines()[-1].startswith("szpu/ict: 0 parts would be added, 1 changed, 0 removed")
    assert run("push", str(folder), "--server", server, "--why", "a test")[1].startswith(
        "szpu/ict: 0 parts added, 1 changed"
    )
    course.write_text(course.read_text("utf-8").replace("weeks: 15", "weeks: 14"), encoding="utf-8")
    code, said = run("push", str(folder), "--server", server)
    assert (code, "say --merge, or --replace" in said) == (1, True)
    assert run("push", str(folder), "--server", server, "--replace")[0] == 0


def test_a_merge_takes_nothing_out_of_a_draft_unless_that_is_said(server: str, tmp_path: Path) -> None:
    folder = tmp_path / "ict"
    assert run("pull", str(folder), "--server", server, "--cluster", CLUSTER)[0] == 0
    rule = folder / "rules" / "SHORT-TERMS.yaml"
    pushed = ("push", str(folder), "--server", server, "--merge")
    rule.unlink()
    would = run(*pushed, "--dry-run")
    assert (would[0], would[1].splitlines()[0]) == (0, "rule SHORT-TERMS No term has more than 30 credits: removed")
    code, said = run(*pushed)
    assert (code, "SHORT-TERMS" in said, "say --remove if it may go" in said) == (1, True, True)
    assert "0 parts would be added, 0 changed, 1 removed" in would[1]
    needs = "without --dry-run this is refused unless --remove is said"
    assert (needs in would[1], needs in run(*pushed, "--dry-run", "--remove")[1]) == (True, False)
    assert "1 removed" in run(*pushed, "--remove", "--why", "It may go.")[1]


def test_a_token_that_opens_nothing_and_a_cluster_that_is_not_there_are_told_in_words(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There is no szpu/none there" in refused("check", "--server", server, "--cluster", "szpu/none")
    monkeypatch.setenv("FOURFOLD_TOKEN", "ff_wrong")
    assert "opens nothing" in refused("check", "--server", server, "--cluster", CLUSTER)
    monkeypatch.delenv("FOURFOLD_TOKEN")
    assert "without a token" in refused("metrics", "--server", server, "--cluster", CLUSTER)
    write_json(small.dossier(), tmp_path / "small.json")
    assert "A token is needed" in refused("push", str(tmp_path / "small.json"), "--server", server)


def refused(*arguments: str) -> str:
    code, said = run(*arguments)
    assert code == 2
    return said


@pytest.mark.parametrize(
    "server", ["nowhere", "ftp://x", "http://", "http://[", "http://exa mple", "", "http://x:99999"]
)
def test_what_is_no_server_is_told_in_words(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOURFOLD_TOKEN", raising=False)
    assert run("check", "--server", server, "--cluster", CLUSTER)[0] == 2


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOURFOLD_TOKEN", raising=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        server = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert "cannot be reached" in refused("check", "--server", server, "--cluster", CLUSTER)
        assert "cannot" in refused("check", "--server", server.replace("http", "https"), "--cluster", CLUSTER)


class Stranger(BaseHTTPRequestHandler):
    """A server of something else."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<h1>Welcome</h1>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def stranger() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_server_of_something_else_is_no_installation(stranger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOURFOLD_TOKEN", raising=False)
    assert "does not answer as Fourfold does" in refused(
        "check", "--server", f"http://{stranger}", "--cluster", CLUSTER
    )
    assert "cannot prove who it is" in refused("check", "--server", f"https://{stranger}", "--cluster", CLUSTER)


def test_a_token_is_not_sent_where_others_could_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURFOLD_TOKEN", "ff_secret")
    said = refused("check", "--server", "http://fourfold.example", "--cluster", CLUSTER)
    assert ("use https" in said, "ff_secret" in said) == (True, False)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--server", "http://x"), ("--cluster", CLUSTER), ("x", "--server", "http://x", "--cluster", CLUSTER)],
)
def test_a_command_is_asked_of_a_path_or_of_a_server(arguments: tuple[str, ...]) -> None:
    assert "Name a PATH, or --server URL" in refused("check", *arguments)


@pytest.mark.parametrize("cluster", ["szpu", "a/b/c/d", "../x", "szpu/", "szpu/ict/draft?x"])
def test_a_cluster_is_named_by_institution_and_code(cluster: str) -> None:
    assert "is not INSTITUTION/CODE" in refused("check", "--server", "http://x", "--cluster", cluster)
