"""What is kept here, by institution; what is due; releases and frameworks: for whoever asks, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fourfold.actions.due import due
from fourfold.actions.frameworks import FrameworkRequest, own_frameworks, publish_own, published_framework
from fourfold.actions.places import place, places
from fourfold.actions.refused import Forbidden, Missing
from fourfold.actions.releases import between, history
from fourfold.actions.releasing import DraftMoved, Request, publish
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.parts import split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR, VISITOR, Viewer
from fourfold.domain.text import Text
from fourfold.store import institutions
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import BO, CHEN, JUN, LIN, OTHER, SZPU, mei, program_lead
from tests.web import small

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 20, tzinfo=UTC)
"""In Shanghai it is the second of June already."""
TODAY = small.TODAY


def put(dossier: Dossier) -> None:
    replace_draft(dossier.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)


def under(institution: str, code: str) -> Dossier:
    """The small cluster under another address."""
    whole = small.dossier()
    key = small.key("cluster", f"{institution}/{code}")
    head = replace(whole.cluster.head, key=key, institution=institution, code=code)
    return replace(whole, cluster=replace(whole.cluster, head=head))


def opened(institution: str, code: str, state: str = "draft", viewer: Viewer = OPERATOR) -> Opened:
    found = open_cluster(institution, code, viewer=viewer, today=TODAY, state=state)
    assert found is not None
    return found


def release(institution: str, code: str, name: str) -> None:
    asked = Request(root=opened(institution, code).root, name=name, reason="A test.")
    publish(institution, code, asked, viewer=OPERATOR, now=NOW)


@pytest.fixture(autouse=True)
def two_colleges() -> None:
    """Two colleges, two clusters in the first and one in the second; the first of each is released."""
    institutions.add_institution(SZPU, title=Text(en="SZPU", zh="深职大"), zone="Asia/Shanghai")
    institutions.add_institution(OTHER, title=Text(en="Another college", zh="另一所学院"), zone="UTC")
    for dossier in (small.dossier(), under(SZPU, "second"), under(OTHER, "theirs")):
        put(dossier)
    release(SZPU, "ict", "2026.1")
    release(OTHER, "theirs", "2026.1")


def seen(viewer: Viewer) -> dict[str, list[tuple[str, bool, int]]]:
    """By institution: each cluster, whether its draft may be read, how many releases it has."""
    return {
        each.institution.code: [
            (here.kept.address.code, here.kept.draft, len(here.kept.releases)) for here in each.clusters
        ]
        for each in places(viewer)
    }


def test_everybody_sees_releases_and_only_staff_see_drafts_of_their_own() -> None:
    public = {OTHER: [("theirs", False, 1)], SZPU: [("ict", False, 1)]}
    for viewer in (VISITOR, JUN):
        assert seen(viewer) == public
    assert seen(CHEN) == {OTHER: [("theirs", True, 1)], SZPU: [("ict", False, 1)]}
    for viewer in (LIN, BO, mei("RS"), program_lead("CN")):
        assert seen(viewer) == {OTHER: [("theirs", False, 1)], SZPU: [("ict", True, 1), ("second", True, 0)]}
    assert len(seen(OPERATOR)[SZPU]) == 2


def test_a_day_is_the_institutions_own() -> None:
    days = {each.institution.code: each.clusters[0].newest for each in places(VISITOR)}
    assert {code: str(each.day) if each else "" for code, each in days.items()} == {
        SZPU: "2026-06-02",
        OTHER: "2026-06-01",
    }


def test_an_institution_that_is_not_there_and_one_that_shows_nothing_are_missing_alike() -> None:
    institutions.add_institution("silent", title=Text(en="Silent", zh="静"), zone="UTC")
    put(under("silent", "draft-only"))
    for code in ("silent", "nowhere"):
        with pytest.raises(Missing, match="There is no such institution"):
            place(VISITOR, code)
    assert place(CHEN, "OTHER").institution.code == OTHER


def test_the_history_of_a_cluster_has_a_draft_for_its_staff_alone() -> None:
    put(replace(small.dossier(), cluster=replace(small.dossier().cluster, rules=())))
    for viewer, moved in ((LIN, 3), (BO, 3), (VISITOR, None), (CHEN, None), (JUN, None)):
        told = history(SZPU, "ICT", viewer=viewer, today=TODAY)
        assert (told.draft.moved if told.draft else None) == moved
        assert [each.release.name for each in told.releases] == ["2026.1"]
        assert told.may_release == (viewer is LIN)
    for viewer in (VISITOR, CHEN, JUN):
        with pytest.raises(Missing):
            history(SZPU, "second", viewer=viewer, today=TODAY)


def test_states_are_compared_by_their_parts() -> None:
    item = replace(small.TRACK.items[0], title=Text(en="Deeper", zh="更深"))
    deeper = replace(small.TRACK, items=(item,))
    whole = small.dossier()
    put(replace(whole, cluster=replace(whole.cluster, rules=()), frameworks=(small.HCIA, small.ENGINEER, deeper)))
    found = between(opened(SZPU, "ict", "2026.1", VISITOR), opened(SZPU, "ict", viewer=LIN))
    assert [(each.noun, each.name.code, each.after) for each in found.parts] == [
        ("rule", "CN-HCIA", False),
        ("rule", "MC-HCIA", False),
        ("rule", "SHORT-TERMS", False),
    ]
    (track,) = found.frameworks
    assert (track.name.code, [part.name.code for part in track.parts]) == ("track", ["T1"])
    assert between(opened(SZPU, "ict"), opened(SZPU, "ict")).same


def test_what_is_due_is_what_somebody_holds_and_leads() -> None:
    lin, teacher, chen = (due(each, today=TODAY) for each in (LIN, mei("RS"), CHEN))
    assert [(each.opened.code, each.released, each.moved > 0) for each in lin.drafts] == [
        ("ict", True, False),
        ("second", False, True),
    ]
    assert lin.held == ()
    assert {(each.opened.code, each.noun.code) for each in teacher.held} == {("ict", "RS"), ("second", "RS")}
    assert [each.opened.code for each in chen.drafts] == ["theirs"]
    assert due(VISITOR, today=TODAY).drafts == due(JUN, today=TODAY).drafts == ()


def test_a_framework_is_published_as_it_stands_in_the_draft() -> None:
    told = history(SZPU, "ict", viewer=LIN, today=TODAY)
    own = {each.framework.code: each for each in own_frameworks(LIN, told)}
    assert set(own) == {"hcia", "engineer", "track"}
    with pytest.raises(DraftMoved):
        publish_own(LIN, told, "hcia", FrameworkRequest(root="0" * 64, name="v1"), now=NOW)
    done = publish_own(LIN, told, "HCIA", FrameworkRequest(root=own["hcia"].root, name="v1"), now=NOW)
    found = published_framework(VISITOR, SZPU, "hcia", "V1")
    assert (found.framework, found.root, found.release.release) == (small.HCIA, done.root, done)
    with pytest.raises(Missing):
        published_framework(VISITOR, SZPU, "hcia", "v2")


def test_nobody_else_publishes_a_framework() -> None:
    for viewer in (BO, mei("RS"), program_lead("CN"), replace(LIN, may_write=False)):
        told = history(SZPU, "ict", viewer=viewer, today=TODAY)
        assert own_frameworks(viewer, told) == ()
        with pytest.raises(Forbidden):
            publish_own(viewer, told, "hcia", FrameworkRequest(root="0" * 64, name="v1"), now=NOW)
