"""What stands around the pages of an institution: its name and the ways between them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fourfold.actions.audit import may_audit
from fourfold.actions.beginning import may_begin
from fourfold.actions.institutions import KeptInstitution
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.web.pages.ways import Around, Crumb, Group, Way
from fourfold.web.pages.wording import Words

_PAGES = (
    ("institution", _("Clusters")),
    ("published-frameworks", _("Published frameworks")),
    ("people", _("People")),
    ("settings", _("Settings")),
    ("audit", _("Audit")),
    ("new-cluster", _("New cluster")),
)
_OF_ALL = frozenset({"institution", "published-frameworks"})


def around(viewer: Viewer, kept: KeptInstitution, here: str, *crumbs: Crumb) -> Around:
    """The frame of the page `here` of an institution."""
    return Around(
        crumbs=(crumb(kept), *crumbs),
        ways=ways(viewer, kept.code, here),
        groups=(),
        zone=kept.zone,
    )


def named(kept: KeptInstitution) -> Text | Words:
    """The name of an institution; its code where nobody has named it yet."""
    return kept.title if kept.title.en or kept.title.zh else kept.code


def crumb(kept: KeptInstitution) -> Crumb:
    """The way to an institution."""
    return Crumb(named(kept), reverse("institution", args=(kept.code,)))


def group(viewer: Viewer, kept: KeptInstitution) -> Group:
    """Every page of an institution that the viewer sees."""
    every = Way(_("All institutions"), reverse("institutions"), here=False)
    return Group(named(kept), (*ways(viewer, kept.code, ""), every))


def ways(viewer: Viewer, institution: str, here: str) -> tuple[Way, ...]:
    """The pages of an institution that the viewer sees."""
    seen = _OF_ALL | ({"people", "settings"} if viewer.administers(institution) else set())
    if may_audit(viewer, institution):
        seen |= {"audit"}
    if may_begin(viewer, institution):
        seen |= {"new-cluster"}
    return tuple(Way(name, reverse(page, args=[institution]), page == here) for page, name in _PAGES if page in seen)
