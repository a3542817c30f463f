"""Making things findable: each part and each manifest once, by its digest, in the transaction that adds it.

What was kept before there was a search, or came from a backup, is made findable when somebody searches.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from fourfold.canon import passages as seen
from fourfold.canon.decode import decode
from fourfold.canon.parts import read_manifest
from fourfold.canon.words import words
from fourfold.domain.text import Text
from fourfold.store.models import Indexed, Manifest, Part, Passage, Within

MOST_ROWS = 500
MOST_WORDS = 4_000
"""How many words of a noun can be found: PostgreSQL counts no further than 16,383."""
APART = "x0x"
"""A word that nobody can search for, so that no phrase runs from one text into the next."""
_ADD = {
    "sqlite": "INSERT OR REPLACE INTO search_words (rowid, words) VALUES (%s, %s)",
    "postgresql": "INSERT INTO search_words (rowid, words) VALUES (%s, %s::tsvector) "
    "ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
}


def index_parts(parts: Mapping[str, bytes]) -> None:
    """Make parts findable, by digest and content; those that are already stay as they are."""
    new = _claimed(parts)
    rows = [_row(name, each) for name in new for each in seen.passages(decode(parts[name]))]
    Passage.objects.bulk_create([row for row, _ in rows], MOST_ROWS)
    with connection.cursor() as cursor:
        cursor.executemany(_ADD[connection.vendor], [(row.pk, _kept(said)) for row, said in rows])


def index_manifests(manifests: Mapping[str, bytes]) -> None:
    """Know which parts a manifest holds and which frameworks it pins."""
    rows = []
    for name in _claimed(manifests):
        held = read_manifest(manifests[name])
        rows += [Within(root=name, digest=each) for each in held.parts.values()]
        rows += [Within(root=name, digest=each, framework=True) for each in held.frameworks.values() if each]
    Within.objects.bulk_create(rows, MOST_ROWS)


def catch_up() -> None:
    """Make findable what is not yet."""
    for model, index in ((Part, index_parts), (Manifest, index_manifests)):
        missing = model.objects.filter(~Exists(Indexed.objects.filter(digest=OuterRef("pk")))).order_by("pk")
        while rows := list(missing.values_list("pk", "compressed")[:MOST_ROWS]):
            with transaction.atomic():
                index({name: zlib.decompress(content) for name, content in rows})


def _claimed(digests: Iterable[str]) -> Sequence[str]:
    """Those that nobody has made findable; whoever does so meanwhile waits, or is waited for."""
    wanted, found = sorted(digests), []
    for start in range(0, len(wanted), MOST_ROWS):
        some = wanted[start : start + MOST_ROWS]
        places = ", ".join(["(%s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO search_indexed (digest) VALUES {places} ON CONFLICT DO NOTHING RETURNING digest",  # noqa: S608 - only places for values
                some,
            )
            found += [str(digest) for (digest,) in cursor.fetchall()]
    return sorted(found)


def _row(digest: str, each: seen.Passage) -> tuple[Passage, list[str]]:
    row = Passage(
        digest=digest,
        noun=each.noun,
        key=each.key,
        code=each.code,
        of=each.of,
        title_en=each.title.en or "",
        title_zh=each.title.zh or "",
        more=[{"en": text.en, "zh": text.zh} for text in each.more],
    )
    return row, _said(each)


def _said(each: seen.Passage) -> list[str]:
    """Every word of a passage: its code, its title, its other texts, kept apart from each other."""
    found: list[str] = []
    for text in (Text(en=each.code), each.title, *each.more):
        for said in (text.en, text.zh):
            if said:
                found += [APART, *(word.written for word in words(said))]
    return found[1 : MOST_WORDS + 1]


def _kept(said: list[str]) -> str:
    """The words as the database keeps them: PostgreSQL wants each with its places, and then splits nothing itself."""
    if connection.vendor == "sqlite":
        return " ".join(said)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(said, 1):
        places.setdefault(word, []).append(place)
    return " ".join(f"'{word}':{','.join(map(str, each))}" for word, each in places.items())
