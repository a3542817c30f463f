"""A setting that cannot be understood: words that name it, exit code 2, and never a traceback."""

import json
import runpy
from pathlib import Path

import pytest

from fourfold.config.env import SETTINGS, Misread
from tests.config.test_deployed import run

EXAMPLE = "examples/ict-cluster-planted"
MISREAD = {
    "FOURFOLD_VAR": ["~nobody.of.this.name/var"],
    "DATABASE_URL": [
        "mysql://x/y",
        "sqlite://",
        "sqlite://[",
        "postgres://u:p[w@h/n",
        "postgres://u:pass/word@h/n",
        "postgres://h:port/n",
        "postgres://h/",
        f"postgres://h/{'n' * 64}",
        "nonsense",
    ],
    "FOURFOLD_DATABASE": ["~nobody.of.this.name/x.sqlite3"],
    "FOURFOLD_DEBUG": ["yes", "true", "2", " "],
    "FOURFOLD_HOSTS": ["https://fourfold.example", "fourfold.example:8000", "four fold", "a,b/c", "*.fourfold.example"],
    "FOURFOLD_PORT": ["http", "0", "70000"],
    "FOURFOLD_WORKERS": ["many", "0"],
    "FOURFOLD_THREADS": ["-1"],
    "FOURFOLD_TLS": ["on"],
    "FOURFOLD_TLS_REDIRECT": ["True"],
    "FOURFOLD_PROXY": ["proxy", "10.0.0.1/8", "127.0.0.1;10.0.0.1"],
    "FOURFOLD_COLLECTED": ["no"],
    "FOURFOLD_LOG": ["xml"],
    "FOURFOLD_LOCAL": ["y"],
    "FOURFOLD_DEMO": ["y"],
    "FOURFOLD_API_RATE": ["often", "-1", "1.5", "9" * 5000, "\u0663"],
    "FOURFOLD_PLAN_TEMPLATE": ["~nobody.of.this.name/plan"],
    "FOURFOLD_MAIL": [
        "mail.college.example",
        "http://mail.college.example",
        "smtp://",
        "smtp://u:pa/word@host",
        "smtp://host:port",
        "smtp://host/inbox",
    ],
    "FOURFOLD_MAIL_FROM": ["nobody", "a@b@c", "Fourfold <f@c.example>"],
    "FOURFOLD_SITE": ["fourfold.college.example", "ftp://x", "https://"],
    "FOURFOLD_TODAY": ["today", "2026-13-01", "01.06.2026", "20260601"],
}
ANYTHING_GOES = {"FOURFOLD_SECRET_KEY", "FOURFOLD_BIND", "FOURFOLD_TOKEN"}
"""What has no form of its own: an address that is none is not free to listen at; a token is right or wrong."""


def test_every_setting_is_tried() -> None:
    assert MISREAD.keys() | ANYTHING_GOES == {each.name for each in SETTINGS}


BY_THE_TERMINAL = ("FOURFOLD_PORT", "FOURFOLD_WORKERS", "FOURFOLD_THREADS")
"""What only `fourfold serve` reads."""


@pytest.mark.parametrize(
    ("name", "said"), [(name, said) for name, every in MISREAD.items() if name not in BY_THE_TERMINAL for said in every]
)
def test_it_is_told_in_both_languages_and_no_password_is_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    for each in SETTINGS:
        monkeypatch.delenv(each.name, raising=False)
    monkeypatch.setenv("FOURFOLD_VAR", str(tmp_path))
    monkeypatch.setenv(name, said)
    with pytest.raises(Misread) as misread:
        runpy.run_path("src/fourfold/config/settings.py")
    told = (misread.value.why.in_language("en"), misread.value.why.in_language("zh"))
    assert [words.startswith(name) for words in told] == [True, True]
    assert told[0] != told[1]
    assert [secret for secret in ("p[w", "pass/word") if secret in "".join(told)] == []


@pytest.mark.parametrize(
    ("name", "said"), [(name, said) for name in BY_THE_TERMINAL for said in MISREAD[name]] + [("FOURFOLD_TODAY", "x")]
)
def test_it_is_named_with_exit_code_2(tmp_path: Path, name: str, said: str) -> None:
    done = run("-m", "fourfold.cli", "serve", "--lang", "en", folder=tmp_path, **{name: said})
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_it_is_told_in_chinese_and_as_json(tmp_path: Path) -> None:
    done = run("-m", "fourfold.cli", "doctor", "--lang", "zh", "--json", folder=tmp_path, FOURFOLD_LOG="xml")
    assert done.returncode == 2
    assert json.loads(done.stdout)["refused"].startswith("FOURFOLD_LOG 应为 text 或 json")


def test_hosts_of_others_do_not_go_with_a_site_for_this_machine_alone(tmp_path: Path) -> None:
    told = {"FOURFOLD_HOSTS": "fourfold.example"}
    done = run("-m", "fourfold.cli", "serve", "--lang", "en", folder=tmp_path, **told)
    assert (done.returncode, done.stderr.startswith("FOURFOLD_HOSTS names other machines")) == (2, True)


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe"])
def test_a_key_that_is_none_names_its_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret-key").write_bytes(content)
    done = run("-m", "fourfold.cli", "prepare", "--lang", "en", folder=tmp_path)
    assert (done.returncode, "secret-key" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_the_day_is_the_same_for_the_terminal(tmp_path: Path) -> None:
    def said(*more: str, **told: str) -> str:
        return run("-m", "fourfold.cli", "check", EXAMPLE, *more, "--json", folder=tmp_path, **told).stdout

    then = said("--today", "2040-01-01")
    assert json.loads(then)["today"] == "2040-01-01"
    assert said(FOURFOLD_TODAY="2040-01-01") == then
    assert said("--today", "2040-01-01", FOURFOLD_TODAY="2026-06-01") == then


@pytest.mark.parametrize("command", [("check", EXAMPLE), ("compare", EXAMPLE, "examples/ict-cluster")])
def test_a_day_that_is_none_is_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run("-m", "fourfold.cli", *command, folder=tmp_path, FOURFOLD_TODAY="soon")
    assert (done.returncode, "FOURFOLD_TODAY" in done.stderr, "Traceback" in done.stderr) == (2, True, False)
