"""`python -m tests.store.writer DOCUMENT SECONDS SEED [COURSES]`: edit a few courses of a draft as fast as it goes.

Each edit that the store has acknowledged is one line: key, digest before, digest after ("-" where there is none). The
last line counts the conflicts. Many of these at once race for the same parts.
"""

import random
import sys
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import django

if TYPE_CHECKING:
    from fourfold.domain.course import Course

FEW = 4
GONE = 0.1
"""How many edits take their course away."""


def main(document: str, seconds: float, seed: int, most: int = FEW) -> int:
    django.setup()
    from fourfold.store.edit import Conflict, edit_part  # noqa: PLC0415 - Django starts first
    from fourfold.store.write import Authorship  # noqa: PLC0415 - as above

    courses, known = standing(document, most)
    chance, conflicts, until = random.Random(seed), 0, time.monotonic() + seconds
    author, number = f"writer-{seed}", 0
    while time.monotonic() < until:
        number += 1
        key = chance.choice(sorted(courses))
        content = None if known[key] and chance.random() < GONE else retitled(courses[key], f"{author}, {number}")
        try:
            authorship = Authorship(who=author, at=datetime.now(UTC))
            moved = edit_part(document, key, content, expected=known[key], authorship=authorship)
        except Conflict as conflict:
            conflicts, known[key] = conflicts + 1, conflict.current
            continue
        known[key] = moved.after or None
        print(key, moved.before or "-", moved.after or "-", flush=True)
    print("conflicts", conflicts, flush=True)
    return 0


def standing(document: str, most: int) -> "tuple[dict[str, Course], dict[str, str | None]]":
    """A few courses of the draft by key, and the digests they have now."""
    from fourfold.canon.decode import decode  # noqa: PLC0415 - Django starts first
    from fourfold.domain.course import Course  # noqa: PLC0415 - as above
    from fourfold.store.held import held_by  # noqa: PLC0415 - as above
    from fourfold.store.models import Draft, Part  # noqa: PLC0415 - as above

    held = held_by(Draft.objects.get(pk=UUID(document)))
    rows = Part.objects.filter(pk__in=held.parts.values()).in_bulk()
    values = {key: decode(zlib.decompress(rows[name].compressed)) for key, name in sorted(held.parts.items())}
    courses = {key: value for key, value in values.items() if isinstance(value, Course)}
    few = dict(sorted(courses.items())[:most])
    return few, {key: held.parts[key] for key in few}


def retitled(course: "Course", title: str) -> bytes:
    from fourfold.canon.encode import encode  # noqa: PLC0415 - heavy, and not needed to look at this file
    from fourfold.domain.text import Text  # noqa: PLC0415 - as above

    return encode(replace(course, title=Text(en=title)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), *(int(each) for each in sys.argv[3:])))
