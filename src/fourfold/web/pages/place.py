"""What stands around the pages of an institution: its name and the ways between them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fourfold.actions.audit import may_audit
from fourfold.domain.person import Viewer
from fourfold.web.pages.frame import Way

Ways = tuple[Way, ...]
_PAGES = (("people", _("People")), ("settings", _("Settings")), ("audit", _("Audit")))


def ways(viewer: Viewer, institution: str, here: str) -> Ways:
    """The pages of an institution that the viewer sees."""
    seen = {"people", "settings"} if viewer.administers(institution) else set()
    if may_audit(viewer, institution):
        seen.add("audit")
    return tuple(Way(name, reverse(page, args=[institution]), page == here) for page, name in _PAGES if page in seen)
