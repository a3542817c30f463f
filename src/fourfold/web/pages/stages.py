"""Where proposals stand, in words, and the ways to them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fourfold.domain.proposal import Answer, Stage
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import Words

STAGES: dict[Stage, Words] = {
    Stage.DRAFT: _("not open yet"),
    Stage.OPEN: _("open for review"),
    Stage.MERGED: _("merged"),
    Stage.WITHDRAWN: _("withdrawn"),
    Stage.DECLINED: _("declined"),
}
TONES: dict[Stage, str] = {Stage.OPEN: "warn", Stage.MERGED: "good", Stage.DECLINED: "bad"}
ANSWERS: dict[Answer, Words] = {Answer.WAITING: "", Answer.TAKEN: _("taken"), Answer.LEFT: _("left out")}

PUT_IN: Words = _("It is in the proposal: nothing of the draft has changed.")


def all_href(found: Opened) -> str:
    """The page of all proposals of a draft."""
    return reverse("proposals", args=(found.institution, found.code))


def href(found: Opened, number: int) -> str:
    """The page of one of them."""
    return reverse("proposal", args=(found.institution, found.code, number))
