"""Both databases are really there, and are told apart by nothing else."""

import subprocess
import sys

import pytest
from django.db import connection

from fourfold.store.models import Document

TELL = "import django; django.setup(); from django.db import connection; print(connection.vendor)"


@pytest.mark.django_db
def test_the_default_database_is_the_one_whose_turn_it_is(database: str) -> None:
    assert connection.vendor == database
    assert Document.objects.count() == 0


def test_so_it_is_in_another_process(database: str, fresh: dict[str, str]) -> None:
    told = subprocess.run([sys.executable, "-c", TELL], env=fresh, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == database
