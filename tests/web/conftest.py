"""The small cluster as a database, and as a site in a real browser."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser

from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.parts import split_dossier
from fourfold.domain.person import OPERATOR
from fourfold.exchange.folder_write import write_folder
from fourfold.store.write import Authorship, replace_draft
from fourfold.web.pages.address import Address
from tests.web import small
from tools.shots import browsing, served

HERE = "/szpu/ict/draft/"


@pytest.fixture
def address() -> Address:
    """Where the small cluster lives."""
    return Address("szpu", "ict", "draft")


@pytest.fixture
def opened(db: None) -> Opened:  # noqa: ARG001 - the database is asked for its effect
    """The small cluster, imported and opened."""
    dossier = small.dossier()
    authorship = Authorship(who="local", at=datetime(2026, 6, 1, tzinfo=UTC))
    replace_draft(dossier.cluster.head, split_dossier(dossier), authorship, expected=None)
    found = open_cluster("szpu", "ict", viewer=OPERATOR, today=small.TODAY)
    assert found is not None
    return found


@pytest.fixture
def visitor(opened: Opened, client: Client, settings: LazySettings) -> Client:  # noqa: ARG001 - as above
    """Somebody who looks at the small cluster on the day it is judged by."""
    settings.TODAY = date(2026, 6, 1)
    settings.LOCAL = True
    return client


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium that runs."""
    with browsing(chromium) as found:
        yield found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that serves the small cluster, as anybody would serve it."""
    folder: Path = tmp_path_factory.mktemp("site")
    write_folder(small.dossier(), folder / "small")
    with served(folder, folder / "small") as address:
        yield address
