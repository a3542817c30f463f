"""(h) Edits with their checks before and after: the example, and a cluster sixteen times as large."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.clients import TIMES
from bench.example import EXAMPLE
from bench.figures import Figure, in_words, percentile, seconds, skipped
from bench.synthetic import TODAY, synthetic
from fourfold.canon.normal import normal
from fourfold.canon.parts import split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course
from fourfold.domain.person import OPERATOR
from fourfold.exchange.reading import read

if TYPE_CHECKING:
    from fourfold.actions.shelf import Opened

SECTION = "h"
AIM = "< 300 ms"
LIKELY = 0.95


def figures(edits: int = 30, times: int = TIMES) -> Iterator[Figure]:
    example = read(EXAMPLE).dossier if EXAMPLE.is_dir() else None
    if example is None:
        yield skipped(SECTION, "editing", f"there is no {EXAMPLE.name}")
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FOURFOLD_VAR": folder, "FOURFOLD_DATABASE": str(Path(folder, "bench.sqlite3"))}
        os.environ["DJANGO_SETTINGS_MODULE"] = "fourfold.config.settings"
        import django  # noqa: PLC0415 - the settings are read here, and must find this folder

        django.setup()
        from django.db import connections  # noqa: PLC0415 - as above

        from fourfold.actions import installation  # noqa: PLC0415 - as above

        installation.prepare()
        yield from _edited("the example", example, edits)
        yield from _edited(f"×{times}", normal(synthetic(times * len(example.cluster.courses))), edits)
        connections.close_all()


def _edited(size: str, dossier: Dossier, edits: int) -> Iterator[Figure]:
    """One course after another gets half an hour more a week: first only looked at, then saved."""
    from fourfold.store.write import Authorship, replace_draft  # noqa: PLC0415 - Django is set up by now

    head = dossier.cluster.head
    authorship = Authorship(who="bench", at=datetime.now(UTC))
    replace_draft(head, split_dossier(dossier), authorship, expected=None)
    _opened(dossier).problems()
    courses = dossier.cluster.courses[:: max(1, len(dossier.cluster.courses) // edits)][:edits]
    looks = [seconds(partial(_look, dossier, each)) for each in courses]
    saves = [seconds(partial(_save, dossier, each)) for each in courses]
    yield _told(f"an edit looked at: checks, rules and figures, {size}", looks)
    yield _told(f"the same saved, and checked as it then stands, {size}", saves)


def _opened(dossier: Dossier) -> "Opened":
    from fourfold.actions.shelf import open_cluster  # noqa: PLC0415 - as above

    head = dossier.cluster.head
    found = open_cluster(head.institution, head.code, viewer=OPERATOR, today=TODAY)
    if found is None:
        raise LookupError(head.code)
    return found


def _after(course: Course) -> Course:
    return replace(course, practice_hours_per_week=course.practice_hours_per_week + Decimal("0.5"))


def _look(dossier: Dossier, course: Course) -> None:
    from fourfold.actions.rehearsing import rehearse  # noqa: PLC0415 - as above

    rehearse(_opened(dossier), course.key, _after(course))


def _save(dossier: Dossier, course: Course) -> None:
    from fourfold.actions.editing import Draft, save_part  # noqa: PLC0415 - as above

    found = _opened(dossier)
    draft = Draft(institution=found.institution, cluster=found.code, viewer=OPERATOR, now=datetime.now(UTC))
    save_part(draft, _after(course), base=found.digests[course.key])
    _opened(dossier).problems()


def _told(name: str, samples: list[float]) -> Figure:
    note = f"95 of 100 under {in_words(percentile(samples, LIKELY))}; {len(samples)} courses, SQLite, one process"
    return Figure(section=SECTION, name=name, value=median(samples), unit="s", aim=AIM, note=note, samples=samples)
