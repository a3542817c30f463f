"""The form that binds classes to releases."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.actions.classes import MOST_LETTERS


class Bind(forms.Form):
    """Classes, one a line."""

    rows = forms.CharField(
        label=_("Classes, one a line"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 6, "placeholder": "24-NET-1, CN-ordinary, 2024, 2024-09"}),
        help_text=_(
            "Code, plan, release and the month in which it began, with commas or tabs between, as copied from a sheet. "
            "A class that is bound already is moved by an amendment only."
        ),
    )
