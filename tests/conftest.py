"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import on_postgres, postgres
from tools import find_chromium

__all__ = ["on_postgres", "postgres"]

# The browser's driver keeps an event loop in the thread of its tests; those that come after it are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("default", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), max_examples=100, derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def benchmarks() -> Path:
    """The folder of published figures, which is not part of the checkout."""
    folder = Path(os.environ.get("FOURFOLD_BENCHMARKS", ROOT.parent / "shared" / "benchmarks"))
    if not folder.is_dir():
        pytest.skip("no published figures here: set FOURFOLD_BENCHMARKS to their folder")
    return folder


@pytest.fixture(scope="session")
def case_standard() -> Path:
    """The folder of 1EdTech's schema and description of CASE 1.1, which are not part of the checkout."""
    folder = Path(os.environ.get("FOURFOLD_STANDARDS", ROOT.parent / "shared" / "standards")) / "case"
    if not folder.is_dir():
        pytest.skip("no CASE standard here: set FOURFOLD_STANDARDS to the folder that holds case/")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that starts; its flags are `tools.find_chromium.FLAGS`."""
    if os.environ.get(find_chromium.VARIABLE) == find_chromium.NONE:
        pytest.skip(f"{find_chromium.VARIABLE}={find_chromium.NONE}")
    found = find_chromium.find()
    if found is None:
        pytest.fail(find_chromium.HOW)
    return found
