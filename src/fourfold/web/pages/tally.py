"""How many errors and warnings there are, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def counted(errors: int, warnings: int) -> str:
    """`2 errors, 1 warning`."""
    said = []
    if errors:
        said.append(ngettext("%(count)d error", "%(count)d errors", errors) % {"count": errors})
    if warnings:
        said.append(ngettext("%(count)d warning", "%(count)d warnings", warnings) % {"count": warnings})
    return _(", ").join(said) or _("no errors and no warnings")
