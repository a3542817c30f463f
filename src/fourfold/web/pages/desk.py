"""A file that somebody has on the desk: whose it is, for which draft."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from fourfold.actions import uploads
from fourfold.actions.uploads import Desk, Uploaded
from fourfold.domain.person import Viewer
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """A file, the draft that it was brought for, and who looks at it."""

    draft: Opened
    viewer: Viewer
    id: str
    kept: Uploaded

    @property
    def desk(self) -> Desk:
        return desk(self.draft, self.viewer)

    @property
    def href(self) -> str:
        """Its page."""
        return reverse("table", args=(self.draft.institution, self.draft.code, self.id))

    @property
    def back(self) -> str:
        """The page that takes files."""
        return reverse("import", args=(self.draft.institution, self.draft.code))

    @property
    def frame(self) -> Frame:
        return framed(self.draft)


def desk(draft: Opened, viewer: Viewer) -> Desk:
    """Somebody's desk for a draft."""
    return Desk(institution=draft.institution, cluster=draft.code, viewer=viewer)


def framed(draft: Opened) -> Frame:
    """The frame of a page that takes files."""
    return frame(draft, Address(draft.institution, draft.code, DRAFT), "import")


def edited(request: HttpRequest, institution: str, cluster: str) -> Opened:
    """The draft, for whoever edits any of it: others of its staff are told so, everybody else finds nothing."""
    found = opened(request, institution, cluster, state=DRAFT)
    if not uploads.may_bring(viewer_of(request), found.institution, found.index.cluster):
        raise PermissionDenied
    return found
