"""Published frameworks that are newer than what a draft pins: noticed by its readers, taken in by its lead."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fourfold.actions.editing import Draft, PartClash
from fourfold.actions.newer import newer_called, newer_published, take_in, whole
from fourfold.actions.records.newer import newer_record
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.actions.rehearsing import between, with_framework
from fourfold.actions.releasing import publish_framework
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.parts import split_dossier
from fourfold.domain.framework import Framework
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.store.models import Change
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import CHEN, LIN, mei
from tests.actions.test_radar import NEXT
from tests.web import small
from tests.web.small import HCIA

pytestmark = pytest.mark.django_db
NOW, TODAY = datetime(2026, 6, 1, tzinfo=UTC), date(2026, 6, 1)
REWORDED = replace(HCIA, title=Text(en="HCIA-Datacom, corrected"))
BESIDE = replace(NEXT, institution="other")
"""The next version, as another college publishes it."""


def opened(viewer: Viewer = LIN) -> Opened:
    found = open_cluster("szpu", "ict", viewer=viewer, today=TODAY)
    assert found is not None
    return found


def published(framework: Framework, name: str) -> None:
    owner = CHEN if framework.institution == "other" else LIN
    publish_framework(framework, name, viewer=owner, now=NOW)


def draft(viewer: Viewer = LIN, why: str = "so") -> Draft:
    return Draft(institution="szpu", cluster="ict", viewer=viewer, now=NOW, why=why)


@pytest.fixture
def here() -> Opened:
    """The small cluster, whose certification is published as it is pinned."""
    dossier = small.dossier()
    replace_draft(dossier.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)
    published(HCIA, "1")
    return opened()


def told(found: Opened) -> list[tuple[str, str, bool]]:
    return [(each.framework.code, each.release.name, each.same) for each in newer_published(found)]


def test_what_the_draft_has_is_not_newer_and_what_is_published_later_is(here: Opened) -> None:
    assert told(here) == []
    published(REWORDED, "2")
    published(BESIDE, "1")
    assert sorted(told(here)) == [("hcia", "2", True), ("hcia-v2", "1", False)]
    assert sorted(told(opened(mei("NT-B")))) == sorted(told(here))
    record = newer_record(newer_published(here))["frameworks"]
    assert [(each["code"], each["institution"], each["pinned"]) for each in record] == [
        ("hcia-v2", "other", "hcia"),
        ("hcia", "szpu", "hcia"),
    ]


def test_a_draft_that_moved_on_by_itself_is_not_behind(here: Opened) -> None:
    ahead = with_framework(here, HCIA.key, replace(HCIA, title=Text(en="Edited here")))
    published(REWORDED, "2")
    assert told(ahead) == []


@pytest.mark.usefixtures("here")
def test_taken_in_the_draft_is_what_was_rehearsed_by_one_change_and_nothing_is_newer() -> None:
    published(REWORDED, "2")
    published(BESIDE, "1")
    for code, owner in (("hcia", "szpu"), ("hcia-v2", "other")):
        before, count = opened(), Change.objects.count()
        newer = newer_called(before, owner, code)
        rehearsed = with_framework(before, newer.framework.key, whole(newer))
        take_in(draft(), before, newer)
        assert (opened().root, Change.objects.count()) == (rehearsed.root, count + 1)
        assert not between(opened(), rehearsed).healed
    assert told(opened()) == []
    assert opened().index.frameworks[NEXT.key] == BESIDE


def test_whoever_does_not_lead_takes_nothing_in_and_a_reason_is_asked_for(here: Opened) -> None:
    published(REWORDED, "2")
    newer = newer_called(here, "szpu", "hcia")
    with pytest.raises(Forbidden):
        take_in(draft(mei("NT-B")), here, newer)
    with pytest.raises(Refused):
        take_in(draft(why=" "), here, newer)
    assert opened().root == here.root


def test_what_others_pinned_meanwhile_is_not_written_over(here: Opened) -> None:
    published(REWORDED, "2")
    newer = newer_called(here, "szpu", "hcia")
    take_in(draft(), here, newer)
    with pytest.raises(PartClash):
        take_in(draft(), here, newer)


def test_what_is_not_newer_is_missing(here: Opened) -> None:
    with pytest.raises(Missing):
        newer_called(here, "szpu", "hcia")
