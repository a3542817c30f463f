"""Releases: what stops them, who may, and that they never change."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.releasing import Request, publish, publish_framework, readiness
from fourfold.actions.shelf import Opened, on_shelf, open_cluster
from fourfold.canon.parts import split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR, VISITOR, Viewer
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.store.models import Event
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import ADMINISTRATOR, BO, CHEN, JUN, LIN, mei, program_lead
from tests.web import small

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, tzinfo=UTC)
TODAY = date(2026, 6, 1)


def put(dossier: Dossier) -> None:
    replace_draft(dossier.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)


def opened(viewer: Viewer = OPERATOR, state: str = "draft") -> Opened:
    found = open_cluster("szpu", "ict", viewer=viewer, today=TODAY, state=state)
    assert found is not None
    return found


@pytest.fixture
def sound() -> Dossier:
    """The small cluster without the rule that it breaks."""
    whole = small.dossier()
    put(whole)
    broken = {each.rule for each in readiness(opened(), ()).errors}
    rules = tuple(each for each in whole.cluster.rules if each.code not in broken)
    dossier = replace(whole, cluster=replace(whole.cluster, rules=rules))
    put(dossier)
    assert readiness(opened(), ()).errors == ()
    return dossier


def asked(name: str = "2026", **more: str) -> Request:
    return Request(root=more.pop("root", opened().root), name=name, **more)


def test_a_release_is_the_draft_for_everybody_and_for_ever(sound: Dossier) -> None:
    done = publish("szpu", "ict", asked(note="The first."), viewer=LIN, now=NOW)
    changed = replace(sound.cluster, head=replace(sound.cluster.head, title=Text(en="Moved on", zh="已变")))
    put(replace(sound, cluster=changed))
    for viewer in (VISITOR, JUN, CHEN, LIN):
        kept = opened(viewer, "2026")
        assert (kept.root, kept.release) == (done.root, done)
        assert kept.index.cluster == Index(sound).cluster
    assert open_cluster("szpu", "ict", viewer=VISITOR, today=TODAY) is None
    assert (done.name, done.who, done.note, done.overridden, done.reason) == ("2026", "lin", "The first.", 0, "")


@pytest.mark.usefixtures("sound")
def test_visitors_see_a_cluster_once_it_is_released() -> None:
    assert on_shelf(VISITOR) == on_shelf(CHEN) == ()
    publish("szpu", "ict", asked(), viewer=LIN, now=NOW)
    (seen,) = on_shelf(CHEN)
    assert (seen.address.code, seen.draft, [each.name for each in seen.releases]) == ("ict", False, ["2026"])
    (ours,) = on_shelf(LIN)
    assert ours.draft


OTHERS = [mei("RS"), program_lead("CN"), BO, ADMINISTRATOR, replace(LIN, may_write=False)]


@pytest.mark.parametrize("viewer", OTHERS, ids=[each.who for each in OTHERS])
@pytest.mark.usefixtures("sound")
def test_only_the_lead_releases(viewer: Viewer) -> None:
    with pytest.raises(Forbidden):
        publish("szpu", "ict", asked(), viewer=viewer, now=NOW)


@pytest.mark.parametrize("viewer", [JUN, CHEN, VISITOR])
@pytest.mark.usefixtures("sound")
def test_who_does_not_see_the_draft_hears_of_none(viewer: Viewer) -> None:
    with pytest.raises(Missing):
        publish("szpu", "ict", asked(), viewer=viewer, now=NOW)


def test_errors_stop_a_release_unless_a_named_person_says_why() -> None:
    put(small.dossier())
    errors = len(readiness(opened(), ()).errors)
    assert errors > 0
    with pytest.raises(Refused, match=r"stops? this release"):
        publish("szpu", "ict", asked(reason="  "), viewer=LIN, now=NOW)
    done = publish("szpu", "ict", asked(reason="The ministry's term begins."), viewer=LIN, now=NOW)
    assert (done.overridden, done.reason, done.who) == (errors, "The ministry's term begins.", "lin")
    told = Event.objects.get()
    assert (told.deed, told.about, told.who) == ("published", "szpu/ict/2026", "lin")
    assert told.details == {"root": done.root, "overridden": errors, "reason": "The ministry's term begins."}


def test_what_was_looked_at_is_what_is_released(sound: Dossier) -> None:
    looked_at = asked()
    moved = replace(sound.cluster, head=replace(sound.cluster.head, title=Text(en="Moved on", zh="已变")))
    put(replace(sound, cluster=moved))
    with pytest.raises(Clash, match="look again"):
        publish("szpu", "ict", looked_at, viewer=LIN, now=NOW)
    assert on_shelf(VISITOR) == ()


@pytest.mark.usefixtures("sound")
def test_a_name_is_taken_once_whatever_its_case() -> None:
    publish("szpu", "ict", asked("spring"), viewer=LIN, now=NOW)
    with pytest.raises(Clash, match="Spring already"):
        publish("szpu", "ict", asked("Spring"), viewer=LIN, now=NOW)


@pytest.mark.parametrize("name", ["", "draft", "Draft", "compare", "a b", "../x", "x" * 41, "二〇二六"])
@pytest.mark.usefixtures("sound")
def test_a_name_that_no_address_can_have_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        publish("szpu", "ict", asked(name), viewer=LIN, now=NOW)
    assert on_shelf(VISITOR) == ()


@pytest.mark.usefixtures("sound")
def test_a_release_equal_to_the_draft_is_named() -> None:
    done = publish("szpu", "ict", asked(), viewer=LIN, now=NOW)
    assert readiness(opened(), [done]).same_as == done


def test_a_framework_is_published_by_its_institution_alone(sound: Dossier) -> None:
    framework = replace(sound.frameworks[0], institution="szpu")
    with pytest.raises(Forbidden):
        publish_framework(framework, "v1", viewer=CHEN, now=NOW)
    done = publish_framework(framework, "v1", viewer=LIN, now=NOW)
    with pytest.raises(Clash):
        publish_framework(framework, "V1", viewer=LIN, now=NOW)
    assert done.name == "v1"
