"""(s) Search: what is kept of a large cluster made findable, and questions that find nothing, little and much."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import django

from bench.figures import Figure, seconds
from bench.synthetic import synthetic

SECTION = "s"
QUESTIONS = (("an exact code", "P029-015"), ("the beginning of many codes", "P029"), ("every course", "course"))
NOTHING = ("nothing, with near codes", "P029-0155")


def figures(courses: int = 2_500, rounds: int = 7) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        yield from _figures(Path(folder), courses, rounds)


def _figures(folder: Path, courses: int, rounds: int) -> Iterator[Figure]:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "fourfold.config.settings", "FOURFOLD_VAR": str(folder)}
    django.setup()
    from django.db import connection  # noqa: PLC0415 - Django starts first

    from fourfold.actions.search import look  # noqa: PLC0415 - as above
    from fourfold.canon.normal import normal  # noqa: PLC0415 - as above
    from fourfold.canon.parts import split_dossier  # noqa: PLC0415 - as above
    from fourfold.domain.cluster import Dossier  # noqa: PLC0415 - as above
    from fourfold.domain.person import OPERATOR  # noqa: PLC0415 - as above
    from fourfold.store.indexing import catch_up  # noqa: PLC0415 - as above
    from fourfold.store.models import Passage  # noqa: PLC0415 - as above
    from fourfold.store.tables import migrate  # noqa: PLC0415 - as above
    from fourfold.store.write import Authorship, replace_draft  # noqa: PLC0415 - as above

    # Another section may have set Django up for a folder of its own.
    connection.close()
    connection.settings_dict["NAME"] = folder / "search.sqlite3"
    made = synthetic(courses)
    dossier = Dossier(cluster=normal(made.cluster), frameworks=tuple(normal(each) for each in made.frameworks))
    migrate()
    authorship = Authorship(who="local", at=datetime.now(UTC))
    replace_draft(dossier.cluster.head, split_dossier(dossier), authorship, expected=None)
    with connection.cursor() as cursor:
        for table in ("search_words", "search_within", "search_passage", "search_indexed"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    took = seconds(catch_up)
    name = f"make {Passage.objects.count():,} nouns findable, on SQLite"
    yield Figure(section=SECTION, name=name, value=took, unit="s", aim="under 5 s")
    for name, asked in (*QUESTIONS, NOTHING):
        samples = [seconds(lambda said=asked: look(OPERATOR, said)) for _ in range(rounds)]  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        found = look(OPERATOR, asked).count
        yield Figure(
            section=SECTION,
            name=f"look for {name}: {found:,} found",
            value=1000 * median(samples),
            unit="ms",
            aim="under 100 ms",
            samples=samples,
        )
