"""Letting the first administrator in: an institution, an invitation, a link to a new password."""

import json
import subprocess
import sys

import pytest
from django.urls import resolve

from tests.databases import Environment, database, fresh

__all__ = ["database", "fresh"]
pytestmark = pytest.mark.slow


def fourfold(environment: Environment, *said: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fourfold.cli", *said]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_operator_makes_an_institution_and_invites_its_administrator(fresh: Environment) -> None:
    assert fourfold(fresh, "institution", "add", "szpu", "--zh", "深圳职业技术大学").stdout == "szpu is added.\n"
    done = fourfold(
        fresh,
        "person",
        "invite",
        "first@szpu.example",
        "--institution",
        "SZPU",
        "--site",
        "https://a.example/",
        "--json",
    )
    link = json.loads(done.stdout)["link"]
    assert link.startswith("https://a.example/invitation/")
    assert resolve(link.removeprefix("https://a.example")).url_name == "invitation"


def test_what_cannot_be_is_said_in_a_sentence(fresh: Environment) -> None:
    said = [
        fourfold(fresh, "institution", "add", "account", "--en", "A"),
        fourfold(fresh, "institution", "add", "szpu"),
        fourfold(fresh, "person", "invite", "first@szpu.example", "--institution", "szpu"),
        fourfold(fresh, "person", "link", "nobody@szpu.example"),
    ]
    assert [(each.returncode, each.stdout, each.stderr.count("\n")) for each in said] == [(1, "", 1)] * 4
