"""The forms of an institution's people: inviting, granting, accepting, naming the institution."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.actions.roles import HELD_IN, Holding
from fourfold.domain.person import Granted, Role
from fourfold.web.pages.forms.account import MOST_NAME, NAME
from fourfold.web.pages.forms.sign_in import PASSWORD_HELP
from fourfold.web.pages.roles import NOUNS, ROLES
from fourfold.web.pages.wording import reading_language


class Grant(forms.Form):
    """A role, and where it is held."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))
    part = forms.ChoiceField(
        label=_("In"),
        required=False,
        help_text=_(
            "A program lead has a program, a teacher a course. A curriculum lead may have one cluster, or all."
        ),
    )

    def __init__(self, *args: Any, holdings: Iterable[Holding] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        part = self.fields["part"]
        if isinstance(part, forms.ChoiceField):
            part.choices = parts(holdings)

    def granted(self, institution: str) -> Granted:
        """What the form asks for; a role that is held in all of an institution forgets the part."""
        role = Role(self.cleaned_data["role"])
        key = self.cleaned_data["part"] if role in HELD_IN else ""
        return Granted(role=role, institution=institution, key=key or None)


def parts(holdings: Iterable[Holding]) -> list[tuple[Any, Any]]:
    """Every part that a role can be held in, by noun."""
    language = reading_language()
    grouped = groupby(holdings, key=lambda each: each.noun)
    found = [(NOUNS[noun], [(each.key, _named(each, language)) for each in inside]) for noun, inside in grouped]
    return [("", _("all of the institution")), *found]


def _named(part: Holding, language: Any) -> str:  # noqa: ANN401 - one of the two languages
    return f"{part.title.in_language(language)} ({part.code})"


class Invite(Grant):
    """Whom, and as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    field_order = ("email", "role", "part")


class Accept(forms.Form):
    """Who comes in."""

    name = forms.CharField(label=NAME, max_length=MOST_NAME, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=PASSWORD_HELP,
    )


class Sure(forms.Form):
    """The last question before somebody is erased."""

    sure = forms.BooleanField(label=_("I am sure: this cannot be undone"))


class Named(forms.Form):
    """What an institution is called, and its days."""

    en = forms.CharField(label=_("Name in English"), required=False, max_length=200)
    zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=200)
    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Days begin and end by it: retirements, deadlines, the audit.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        zone = self.fields["zone"]
        if isinstance(zone, forms.ChoiceField):
            zone.choices = [(each, each) for each in sorted(available_timezones())]
