"""The forms of one's own account."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_NAME = 100
NAME = pgettext_lazy("of a person", "Name")


class Me(forms.Form):
    name = forms.CharField(label=NAME, max_length=MOST_NAME, widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("as the browser asks")), *settings.LANGUAGES],
        help_text=_("Pages are in it wherever you sign in."),
    )
    reminders = forms.BooleanField(
        label=_(
            "Write to me when a stage of a revision round is due to me or a course of mine stands on an old version"
        ),
        required=False,
    )


class EraseMe(forms.Form):
    sure = forms.BooleanField(label=_("I want my name and my account erased for ever"))


class NewToken(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=MOST_NAME, help_text=_("What uses it, such as the timetable's nightly export.")
    )
    scope = forms.ChoiceField(
        label=_("It may"), choices=[("read", _("read what I may read")), ("write", _("read and write what I may"))]
    )
    days = forms.TypedChoiceField(
        label=_("It lasts"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (366, _("a year"))],
        initial=90,
    )
