"""The two example folders, read once."""

from pathlib import Path

import pytest

from fourfold.domain.cluster import Dossier
from fourfold.engine.index import Index
from fourfold.exchange.reading import read
from tools.plant import PLANTED, SOUND


@pytest.fixture(scope="session", params=[SOUND, PLANTED], ids=["sound", "planted"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Each of the two folders."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture(scope="session")
def sound() -> Dossier:
    """The sound example."""
    return dossier_in(SOUND)


@pytest.fixture(scope="session")
def planted() -> Dossier:
    """The example with four faults."""
    return dossier_in(PLANTED)


@pytest.fixture(scope="session")
def index(sound: Dossier) -> Index:
    """The sound example, looked up by key."""
    return Index(sound)


def dossier_in(folder: Path) -> Dossier:
    reading = read(folder)
    assert reading.problems == ()
    assert reading.dossier is not None
    return reading.dossier
