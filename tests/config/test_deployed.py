"""An installation that others reach: what Django's own examination says of it, and the settings that make it so."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

BEHIND = {
    "FOURFOLD_TLS": "1",
    "FOURFOLD_HOSTS": "fourfold.college.example",
    "FOURFOLD_PROXY": "127.0.0.1",
    "FOURFOLD_LOG": "json",
}
TOLD = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in %r}))
"""


def run(*command: str, folder: Path, **said: str) -> "subprocess.CompletedProcess[str]":
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FOURFOLD_", "DATABASE_URL", "DJANGO_"))
    }
    environment = {**kept, "FOURFOLD_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "fourfold.config.settings", **said}
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def settings(folder: Path, *names: str, **said: str) -> list[Any]:
    done = run("-c", TOLD % (names,), folder=folder, **said)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout).values())


def test_an_installation_behind_a_proxy_is_examined_without_a_word(tmp_path: Path) -> None:
    done = run("-m", "django", "check", "--deploy", "--fail-level", "WARNING", folder=tmp_path, **BEHIND)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("System check identified no issues")


COOKIES = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE")


def test_https_keeps_cookies_and_browsers_to_it(tmp_path: Path) -> None:
    names = (*COOKIES, "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "CSRF_TRUSTED_ORIGINS")
    assert settings(tmp_path, *names, **BEHIND) == [
        True,
        True,
        True,
        31_536_000,
        False,
        ["https://fourfold.college.example"],
    ]
    assert settings(tmp_path, *names) == [False, False, False, 0, False, []]
    assert settings(tmp_path, "SECURE_SSL_REDIRECT", FOURFOLD_TLS_REDIRECT="1") == [True]


def test_what_is_warm_before_the_first_request_is_never_collected(tmp_path: Path) -> None:
    script = "import gc; import fourfold.config.wsgi; print(gc.get_freeze_count() > 50_000)"
    done = run("-W", "error", "-c", script, folder=tmp_path)
    assert (done.stdout, done.stderr) == ("True\n", "")
