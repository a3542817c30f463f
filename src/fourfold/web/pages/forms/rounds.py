"""The forms of a revision round: opening it, planning a stage, recording a verdict, amending in mid-cycle."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fourfold.actions.amending import Amended
from fourfold.actions.minutes import Brought
from fourfold.actions.rounds import MOST_BODY, Planned
from fourfold.actions.verdicts import MOST_MINUTES, MOST_NUMBER, Decision
from fourfold.actions.words import MOST_LETTERS
from fourfold.domain.round import Outcome, Stage
from fourfold.domain.text import Text
from fourfold.exchange.minutes_file import KINDS
from fourfold.web.pages.wording import Words, reading_language

OUTCOMES: dict[Outcome, Words] = {
    Outcome.APPROVED: _("approved"),
    Outcome.WITH_CONDITIONS: _("approved with conditions"),
    Outcome.RETURNED: _("returned"),
}
_DIGEST = {"autocomplete": "off", "spellcheck": "false", "maxlength": "64"}


FILE_HELP = _("PDF, Word (.docx), text, PNG or JPEG, at most 8 MiB. The staff can take it along.")


class _Minutes(forms.FileInput):
    """A way to choose a file of a kind that is kept."""

    def __init__(self) -> None:
        super().__init__({"accept": ",".join(KINDS)})


class Day(forms.DateField):
    """A day, in the browser's own way to choose one."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        kwargs.setdefault("input_formats", ["%Y-%m-%d"])
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


class OpenRound(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("It becomes part of the address, such as 2026."),
    )


class NewStage(forms.Form):
    """A line of the list of bodies; one without a body is left out."""

    zh = forms.CharField(label=_("Body, in Chinese"), required=False, max_length=MOST_BODY)
    en = forms.CharField(label=_("Body, in English"), required=False, max_length=MOST_BODY)
    beside = forms.BooleanField(label=_("at the same time as the one before"), required=False)
    due_date = Day(label=pgettext_lazy("of a stage", "Due"), required=False)

    def planned(self) -> Planned | None:
        """What the line asks for; `None` where it is empty."""
        said = self.cleaned_data
        if not (said.get("zh") or said.get("en")):
            return None
        body = Text(en=said["en"] or None, zh=said["zh"] or None)
        return Planned(body=body, beside=said["beside"], due_date=said["due_date"])


class PlanStage(forms.Form):
    """The dates and owners of a stage."""

    stage = forms.CharField(widget=forms.HiddenInput)
    opens_date = Day(label=_("Opens on"), required=False)
    due_date = Day(label=_("Due on"), required=False)
    owners = forms.MultipleChoiceField(
        label=_("Owners"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They bring the stage to a verdict, and are reminded. Without any it is the lead's."),
    )

    def __init__(self, *args: Any, staff: Iterable[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        owners = self.fields["owners"]
        if isinstance(owners, forms.MultipleChoiceField):
            owners.choices = list(staff)

    def planned(self, stage: Stage) -> Planned:
        """What the form asks for."""
        said = self.cleaned_data
        return Planned(
            body=stage.body,
            opens_date=said["opens_date"],
            due_date=said["due_date"],
            owners=tuple(said["owners"]),
        )


class RecordVerdict(forms.Form):
    """What the body of a stage decided."""

    stage = forms.CharField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("Verdict"), choices=[("", "–"), *OUTCOMES.items()])
    returns_to = forms.ChoiceField(label=_("Goes back to"), required=False, help_text=_("Only where it was returned."))
    day = Day(label=_("Decided on"))
    number = forms.CharField(label=_("Number of the minutes"), max_length=MOST_NUMBER)
    minutes = forms.CharField(
        label=_("Minutes"),
        required=False,
        max_length=MOST_MINUTES,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What was decided and why: conditions, or what is to be done where it was returned."),
    )
    digest = forms.CharField(
        label=_("Draft that the body saw"),
        widget=forms.TextInput(_DIGEST),
        help_text=_("The 8 characters on its papers. The draft may have moved on since."),
    )
    file = forms.FileField(label=_("Minutes as a file"), required=False, widget=_Minutes, help_text=FILE_HELP)

    def __init__(self, *args: Any, back: Sequence[Stage], **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        returns_to, language = self.fields["returns_to"], reading_language()
        if isinstance(returns_to, forms.ChoiceField):
            returns_to.choices = [("", "–"), *((each.key, each.body.in_language(language)) for each in back)]

    def decision(self) -> Decision:
        """What the form asks for."""
        said = self.cleaned_data
        return Decision(
            outcome=Outcome(said["outcome"]),
            digest=said["digest"],
            day=said["day"],
            number=said["number"],
            minutes=said["minutes"],
            returns_to=said["returns_to"],
            file=brought(said["file"]),
        )


class AddMinutes(forms.Form):
    """A file beside a verdict that stands already."""

    verdict = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField(label=_("Minutes as a file"), widget=_Minutes, help_text=FILE_HELP)


def brought(file: "UploadedFile[bytes] | None") -> Brought | None:
    """A file that was sent."""
    return None if file is None else Brought(name=str(file.name), content=file.read())


class Abandon(forms.Form):
    reason = forms.CharField(
        label=_("Why it is abandoned"), max_length=MOST_LETTERS, widget=forms.Textarea({"rows": 2})
    )


class _Classes(forms.MultipleChoiceField):
    """Classes out of those that are bound; what is sent besides is told all at once where it is recorded."""

    def valid_value(self, value: str) -> bool:  # noqa: ARG002 - Django's
        """Let every code through to where it is refused by name."""
        return True


class Amend(forms.Form):
    """A change in mid-cycle, and the body that approved it."""

    classes = _Classes(
        label=_("Classes"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that the change is for, with the release that teaches them."),
    )
    from_date = Day(label=pgettext_lazy("of an amendment", "From"))
    reason = forms.CharField(label=_("Why"), max_length=MOST_LETTERS, widget=forms.Textarea({"rows": 2}))
    body = forms.CharField(label=_("Body that approved it"), max_length=MOST_BODY)
    day = Day(label=_("Decided on"))
    number = forms.CharField(label=_("Number of the minutes"), max_length=MOST_NUMBER)
    minutes = forms.CharField(
        label=_("Minutes"), required=False, max_length=MOST_MINUTES, widget=forms.Textarea({"rows": 3})
    )
    digest = forms.CharField(
        label=_("Draft that the body saw"),
        widget=forms.TextInput(_DIGEST),
        help_text=_("The 8 characters on its papers. The draft may have moved on since."),
    )

    def __init__(self, *args: Any, bound: Iterable[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        classes = self.fields["classes"]
        if isinstance(classes, forms.MultipleChoiceField):
            classes.choices = list(bound)

    def amended(self) -> Amended:
        """What the form asks for."""
        said = self.cleaned_data
        from_date: date = said["from_date"]
        return Amended(
            classes=tuple(said["classes"]),
            from_date=from_date,
            reason=said["reason"],
            body=said["body"],
            digest=said["digest"],
            day=said["day"],
            number=said["number"],
            minutes=said["minutes"],
        )
