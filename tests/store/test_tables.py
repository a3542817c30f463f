"""Tables that a killed process had made and not noted are taken for what they are."""

import subprocess
import sys

import pytest

UNNOTED = """
import django; django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from fourfold.store import tables
executor = MigrationExecutor(connection)
plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
last = [(each.app_label, each.name) for each, _ in plan].index(("{app}", "{step}"))
executor.migrate([], plan=plan[: last + 1])
executor.recorder.record_unapplied("{app}", "{step}")
tables.migrate()
print(tables.missing_migrations())
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("app", "step"),
    [
        ("contenttypes", "0001_initial"),
        ("auth", "0001_initial"),
        ("store", "0001_parts_drafts_and_changes"),
        ("store", "0002_people_releases_and_deeds"),
        ("store", "0009_minutes_as_files"),
        ("store", "0011_classes_and_stale_courses"),
    ],
)
def test_a_step_that_was_made_and_not_noted_is_noted_and_the_others_follow(
    fresh: dict[str, str], app: str, step: str
) -> None:
    script = UNNOTED.format(app=app, step=step)
    done = subprocess.run([sys.executable, "-c", script], env=fresh, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("()", "")
