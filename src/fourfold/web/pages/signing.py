"""Who did something, in words: a name is looked up now, so that an erased person has none."""

from django.utils.translation import gettext_lazy as _

from fourfold.actions.signed import Signed
from fourfold.domain.person import OPERATOR
from fourfold.web.pages.wording import Words


def by(signed: Signed) -> Words:
    """Who published a release."""
    if signed.name:
        return signed.name
    return _("whoever runs this site") if signed.release.who == OPERATOR.who else _("somebody who is here no more")
