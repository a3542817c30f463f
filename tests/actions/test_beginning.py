"""Beginning a cluster: who may, what the draft holds then, and what is refused."""

from datetime import UTC, datetime

import pytest

from fourfold.actions.beginning import CATEGORIES, Begun, begin, may_begin
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.canon.identity import cluster_key
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.person import OPERATOR, Role, Viewer
from fourfold.domain.text import Text
from fourfold.store import institutions, read
from fourfold.store.models import Change
from tests.actions.cast import ADMINISTRATOR, BO, CHEN, JUN, LIN, OTHER, SZPU, asking
from tests.web import small

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, tzinfo=UTC)
LOGISTICS = Begun(code="logistics", title=Text(en="Logistics", zh="现代物流"), categories=frozenset(CATEGORIES))


@pytest.fixture(autouse=True)
def _colleges() -> None:
    for code in (SZPU, OTHER):
        institutions.add_institution(code, title=Text(en=code.title()), zone="Asia/Shanghai")


def kept(code: str) -> Dossier | None:
    found = read.draft_at(OTHER, code, OPERATOR)
    return read.dossier_of(found) if found else None


def test_a_cluster_begins_as_a_head_alone_and_its_one_change_says_who() -> None:
    made = begin(CHEN, "OTHER", LOGISTICS, now=NOW)
    found = kept("logistics")
    assert found is not None
    assert found == Dossier(cluster=Cluster(head=found.cluster.head))
    head = found.cluster.head
    assert (head.key, head.institution, head.title) == (cluster_key(OTHER, "logistics"), OTHER, LOGISTICS.title)
    assert [(each.code, each.title) for each in head.categories] == list(CATEGORIES.items())
    changes = Change.objects.filter(document_id=head.key)
    assert [(each.who, each.before, str(each.key)) for each in changes] == [("chen", "", head.key)]
    assert (made.cluster, made.added) == ("logistics", 1)


def test_categories_keep_their_order_whatever_is_left_out() -> None:
    begin(CHEN, OTHER, Begun(code="c", title=Text(zh="群"), categories=frozenset({"core", "public-basic"})), now=NOW)
    found = kept("c")
    assert found is not None
    assert [each.code for each in found.cluster.head.categories] == ["public-basic", "core"]


ONE_CLUSTER = asking("lead", SZPU, (Role.LEAD, small.dossier().cluster.head.key))


@pytest.mark.parametrize("viewer", [ONE_CLUSTER, BO, JUN, ADMINISTRATOR, CHEN, Viewer()])
def test_who_does_not_lead_all_of_an_institution_begins_nothing_in_it(viewer: Viewer) -> None:
    before = Change.objects.count()
    with pytest.raises(Forbidden):
        begin(viewer, SZPU, LOGISTICS, now=NOW)
    assert (Change.objects.count(), may_begin(viewer, SZPU)) == (before, False)


def test_a_token_that_only_reads_begins_nothing() -> None:
    with pytest.raises(Forbidden):
        begin(Viewer(who="lin", grants=LIN.grants, may_write=False), SZPU, LOGISTICS, now=NOW)


@pytest.mark.parametrize(
    ("code", "title", "categories"),
    [
        ("", "A", {"core"}),
        ("a b", "A", {"core"}),
        ("x" * 41, "A", {"core"}),
        ("settings", "A", {"core"}),
        ("fine", "  ", {"core"}),
        ("fine", "a" * 201, {"core"}),
        ("fine", "a\u202eb", {"core"}),
        ("fine", "A", set()),
        ("fine", "A", {"no-such"}),
    ],
)
def test_what_makes_no_cluster_is_refused_and_nothing_stays(code: str, title: str, categories: set[str]) -> None:
    with pytest.raises(Refused):
        begin(CHEN, OTHER, Begun(code=code, title=Text(en=title), categories=frozenset(categories)), now=NOW)
    assert read.drafts(CHEN) == ()


@pytest.mark.parametrize("code", ["logistics", "LOGISTICS"])
def test_a_code_is_taken_once_and_what_is_there_stays(code: str) -> None:
    begin(CHEN, OTHER, LOGISTICS, now=NOW)
    before = kept("logistics")
    again = Begun(code=code, title=Text(en="Another"), categories=frozenset({"core"}))
    with pytest.raises(Clash):
        begin(CHEN, OTHER, again, now=NOW)
    assert kept("logistics") == before


def test_an_institution_that_is_not_there_is_missing() -> None:
    with pytest.raises(Missing):
        begin(OPERATOR, "nowhere", LOGISTICS, now=NOW)
