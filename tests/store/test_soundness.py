"""The doctor names everything that is not what it says it is, and nothing else."""

import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fourfold.canon.encode import digest
from fourfold.canon.parts import read_manifest, split_dossier
from fourfold.domain.proposal import Proposed
from fourfold.store import proposals
from fourfold.store.models import Change, DraftPart, Manifest, Part, ProposalChange
from fourfold.store.proposals import Begun
from fourfold.store.soundness import examine
from fourfold.store.write import Authorship, replace_draft
from tests.web import small

pytestmark = pytest.mark.django_db
OTHER_BYTES = "its bytes are not those that its name says"


@pytest.fixture(autouse=True)
def _small(db: None) -> None:  # noqa: ARG001 - the database is asked for its effect
    dossier = small.dossier()
    authorship = Authorship(who="local", at=datetime(2026, 6, 1, tzinfo=UTC))
    replace_draft(dossier.cluster.head, split_dossier(dossier), authorship, expected=None)


def found() -> list[str]:
    return [f"{each.where}: {each.why.en}" for each in examine().ailments]


def a_course() -> Part:
    return DraftPart.objects.get(key=small.key("course", "RS")).part or Part()


def other_bytes() -> list[str]:
    part = a_course()
    Part.objects.filter(pk=part.pk).update(compressed=zlib.compress(b"something else"))
    return [f"part {part.pk}: {OTHER_BYTES}"]


def no_bytes() -> list[str]:
    part = a_course()
    Part.objects.filter(pk=part.pk).update(compressed=b"not packed")
    return [f"part {part.pk}: {OTHER_BYTES}"]


def no_part() -> list[str]:
    content = b'{"schema":"poem/1"}'
    Part.objects.create(digest=digest(content), compressed=zlib.compress(content))
    return [f"part {digest(content)}: cannot be read as a part"]


def other_manifest() -> list[str]:
    row = Manifest.objects.order_by("root")[0]
    Manifest.objects.filter(pk=row.pk).update(compressed=zlib.compress(b"{}"))
    return [f"manifest {row.pk}: {OTHER_BYTES}"]


def lost_part() -> list[str]:
    """A part of a framework that no draft holds by itself."""
    manifest = Manifest.objects.get(pk=DraftPart.objects.get(key=small.HCIA.key).framework_id)
    lost = digest_of_item(small.HCIA.items[0].key, manifest)
    Part.objects.filter(pk=lost).delete()
    return [f"manifest {manifest.pk}: names {lost}, which is not kept"]


def digest_of_item(key: str, manifest: Manifest) -> str:
    return read_manifest(zlib.decompress(manifest.compressed)).parts[key]


def other_key() -> list[str]:
    course, other = (DraftPart.objects.get(key=small.key("course", code)) for code in ("RS", "ENG"))
    DraftPart.objects.filter(pk=course.pk).update(part=other.part)
    where = f"draft of szpu/ict, key {course.key}"
    return [
        f"{where}: holds the part of another key, {other.key}",
        f"{where}: holds {other.part_id}, but its Changes end with {course.part_id}",
    ]


def lost_change() -> list[str]:
    row = Change.objects.get(key=small.key("course", "RS"))
    row.delete()
    return [f"draft of szpu/ict, key {row.key}: holds {row.after}, but its Changes end with nothing"]


def torn_chain() -> list[str]:
    row = Change.objects.get(key=small.key("course", "RS"))
    Change.objects.filter(pk=row.pk).update(before="0" * 64)
    return [f"Change {row.pk} of szpu/ict, key {row.key}: does not start where the one before it ended"]


def other_key_proposed() -> list[str]:
    course, other = (DraftPart.objects.get(key=small.key("course", code)) for code in ("RS", "ENG"))
    document = str(course.draft_id)
    at = datetime(2026, 6, 1, tzinfo=UTC)
    number = proposals.begin(document, Begun(title="x", note="", who="mei", at=at, root="0" * 64))
    change = Proposed(key=str(course.key), before=course.part_id, after=None)
    proposals.put(document, number, change, None, at=at)
    assert found() == []
    ProposalChange.objects.update(after=other.part)
    return [f"proposal {number} for {document}, key {course.key}: changes the part of another key, {other.key}"]


HARMS = (
    other_bytes,
    no_bytes,
    no_part,
    other_manifest,
    lost_part,
    other_key,
    lost_change,
    torn_chain,
    other_key_proposed,
)


def test_what_was_put_away_is_sound() -> None:
    assert found() == []


@pytest.mark.parametrize("harm", HARMS, ids=lambda each: each.__name__)
def test_each_harm_is_named_where_it_is(harm: Callable[[], list[str]]) -> None:
    expected = harm()
    assert found() == expected


def test_a_row_that_refers_to_nothing_is_named() -> None:
    """The database allows it until the end of the transaction, so it is mended before that."""
    entry = DraftPart.objects.get(key=small.key("course", "RS"))
    lost, kept = "0" * 64, entry.part_id
    DraftPart.objects.filter(pk=entry.pk).update(part=lost)
    assert found()[0] == f"draftpart {entry.pk}: refers to the part {lost}, which is not kept"
    DraftPart.objects.filter(pk=entry.pk).update(part=kept)
    assert found() == []
