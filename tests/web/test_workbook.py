"""The workbook that a page gives is the cluster as it stands, with its root."""

from pathlib import Path

import pytest
from django.test import Client

from fourfold.actions.shelf import Opened
from fourfold.canon.parts import root_of
from fourfold.exchange.reading import read
from tests.web.conftest import HERE

pytestmark = pytest.mark.django_db


def test_what_is_taken_along_reads_back_as_what_stands_there(visitor: Client, opened: Opened, tmp_path: Path) -> None:
    answer = visitor.get(HERE + "workbook.xlsx")
    name = f"ict-draft-{opened.root[:8]}.xlsx"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    file = tmp_path / name
    file.write_bytes(answer.content)
    found = read(file)
    assert found.dossier is not None
    assert (found.base, root_of(found.dossier)) == (opened.root, opened.root)
