"""The one way to documents: what somebody asks for is found here, or is not there for them.

Drafts are for the staff of their institution; releases are for everybody. Absent and forbidden look alike.
"""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from fourfold.canon.parts import Whole
from fourfold.domain.person import STAFF, Viewer
from fourfold.domain.proposal import Stage
from fourfold.store.models import Document, Draft, HoleTask, Proposal, Release


def documents_seen(viewer: Viewer, kind: Whole = Whole.CLUSTER) -> QuerySet[Document]:
    """Every document of which the viewer sees the draft or a release, in order of address."""
    rows = Document.objects.filter(kind=kind).order_by("institution", "code")
    if viewer.operator:
        return rows
    published = Exists(Release.objects.filter(document=OuterRef("pk")))
    return rows.filter(published | Exists(drafts_seen(viewer).filter(pk=OuterRef("pk"))))


def drafts_seen(viewer: Viewer) -> QuerySet[Draft]:
    """The drafts that the viewer may read."""
    rows = Draft.objects.select_related("document")
    if viewer.operator:
        return rows
    codes = {each.institution.lower() for each in viewer.grants if each.role in STAFF}
    return rows.annotate(owner=Lower("document__institution")).filter(owner__in=codes)


def proposals_seen(viewer: Viewer) -> QuerySet[Proposal]:
    """The proposals for drafts that the viewer may read; one that is not open yet is its author's alone."""
    rows = Proposal.objects.filter(document__in=drafts_seen(viewer).values("pk"))
    return rows if viewer.operator else rows.filter(~Q(stage=Stage.DRAFT) | Q(who=viewer.who))


def draft_at(institution: str, code: str, viewer: Viewer) -> Draft | None:
    """The draft of the cluster at an address, ignoring case, if the viewer may read it.

    It is `waiting` for the review of so many proposals, and so many of its holes are `given` to somebody: counted here,
    since every page of a draft says the one, and those that show gaps ask for the other.
    """
    opened = Proposal.objects.filter(document=OuterRef("pk"), stage=Stage.OPEN).order_by().values("document")
    tasks = HoleTask.objects.filter(document=OuterRef("pk")).order_by().values("document")
    waiting, given = (Subquery(each.annotate(held=Count("pk")).values("held")) for each in (opened, tasks))
    named = {"document__institution__iexact": institution, "document__code__iexact": code}
    rows = drafts_seen(viewer).filter(document__kind=Whole.CLUSTER, **named)
    return rows.annotate(waiting=Coalesce(waiting, 0), given=Coalesce(given, 0)).first()


def release_at(institution: str, code: str, name: str, kind: Whole = Whole.CLUSTER) -> Release | None:
    """A release by its address, ignoring case: everybody may read it."""
    named = {"document__institution__iexact": institution, "document__code__iexact": code, "name__iexact": name}
    return Release.objects.select_related("document", "manifest").filter(document__kind=kind, **named).first()
