"""What the weights of siblings add up to, in words: an unknown weight is never counted as zero."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fourfold.domain.number import exact
from fourfold.engine.checks.weights import Siblings


def weights_said(group: Siblings | None) -> str:
    """The sum of what is known, of how much, and how many are unknown; "" where no weight is known."""
    if group is None or len(group.unknown) == len(group.items):
        return ""
    numbers = {"sum": f"{exact(group.sum):f}", "total": f"{exact(group.total):f}"}
    if not group.unknown:
        return _("Weights add up to %(sum)s of %(total)s.") % numbers
    said = ngettext(
        "Known weights add up to %(sum)s of %(total)s; %(unknown)s is unknown.",
        "Known weights add up to %(sum)s of %(total)s; %(unknown)s are unknown.",
        len(group.unknown),
    )
    return said % {**numbers, "unknown": len(group.unknown)}
