"""What an import would do, asked as one and undone; what a part has been; one part without the others."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fourfold.actions.editing import Draft, past_part, put_part
from fourfold.actions.importing import StaleImport, import_reading, rehearse
from fourfold.actions.refused import Forbidden
from fourfold.actions.shelf import part_in
from fourfold.canon.encode import digest, encode
from fourfold.canon.parts import root_of, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.exchange.reading import Reading
from fourfold.store.models import Change, Document, Institution
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import BO, CHEN, LIN, mei
from tests.web import small

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def here() -> Dossier:
    dossier = small.dossier()
    replace_draft(dossier.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)
    return dossier


def retitled(dossier: Dossier) -> Reading:
    """The small cluster with one course that is called something else, made from the draft as it stands."""
    first, *others = dossier.cluster.courses
    courses = (replace(first, title=Text(en="Another title")), *others)
    return Reading(replace(dossier, cluster=replace(dossier.cluster, courses=courses)), base=root_of(dossier))


def test_a_rehearsal_says_what_the_import_then_does_and_leaves_nothing(here: Dossier) -> None:
    before, reading = Change.objects.count(), retitled(here)
    would = rehearse(reading, viewer=LIN, now=NOW)
    assert (would.added, would.changed, would.removed, Change.objects.count()) == (0, 1, 0, before)
    assert import_reading(reading, viewer=LIN, now=NOW) == would


def test_a_rehearsal_of_a_new_cluster_leaves_no_institution_behind() -> None:
    would = rehearse(Reading(small.dossier()), viewer=LIN, now=NOW)
    assert would.root == root_of(small.dossier())
    assert (Institution.objects.count(), Document.objects.count()) == (0, 0)


def test_a_rehearsal_is_refused_as_the_import_would_be(here: Dossier) -> None:
    for viewer in (BO, CHEN):
        with pytest.raises(Forbidden):
            rehearse(retitled(here), viewer=viewer, now=NOW)
    with pytest.raises(StaleImport) as stale:
        rehearse(replace(retitled(here), base=None), viewer=LIN, now=NOW)
    assert stale.value.root == root_of(here)


def test_what_a_part_was_is_told_to_those_who_see_the_draft_and_by_its_own_digests(here: Dossier) -> None:
    course, other = here.cluster.courses[:2]
    was = digest(encode(course))
    put_part(_draft(LIN), replace(course, title=Text(en="Another title")), expected=was)
    assert past_part(_draft(LIN), course.key, was) == course
    assert past_part(_draft(mei("ENG")), course.key, was) == course
    assert past_part(_draft(CHEN), course.key, was) is None
    assert past_part(_draft(LIN), course.key, digest(encode(other))) is None


def test_one_part_is_seen_by_those_who_see_the_draft(here: Dossier) -> None:
    course = here.cluster.courses[0]
    found = part_in("SZPU", "ict", course.key, viewer=BO)
    assert found is not None
    assert (found.part, found.digest) == (course, digest(encode(course)))
    assert part_in("szpu", "ict", course.key, viewer=CHEN) is None
    assert part_in("szpu", "ict", small.HCIA.key, viewer=BO) is None
    assert part_in("szpu", "ict", course.key, viewer=BO, state="2026.1") is None


def _draft(viewer: Viewer) -> Draft:
    return Draft(institution="szpu", cluster="ict", viewer=viewer, now=NOW, why="a test")
