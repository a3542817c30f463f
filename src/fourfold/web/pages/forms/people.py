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
from fourfold.web.pages.roles import ROLES
from fourfold.web.pages.wording import Words, reading_language


class Grant(forms.Form):
    """A role, chosen already, and where it is held: only what fits the role is offered."""

    role = forms.ChoiceField(choices=list(ROLES.items()), widget=forms.HiddenInput({"id": None}))
    part = forms.ChoiceField(label=_("In"))

    def __init__(self, *args: Any, role: Role, holdings: Iterable[Holding] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.chosen, self.initial["role"] = role, role
        if role not in HELD_IN:
            del self.fields["part"]
            return
        part = self.fields["part"]
        if isinstance(part, forms.ChoiceField):
            part.choices = parts(role, holdings)
        part.label, part.required = str(IN[role]), role is not Role.LEAD
        part.error_messages["required"] = str(CHOOSE[role])

    def granted(self, institution: str) -> Granted:
        """What the form asks for; a role that is held in all of an institution has no part."""
        said = self.cleaned_data
        return Granted(role=Role(said["role"]), institution=institution, key=said.get("part") or None)


IN: dict[Role, Words] = {Role.LEAD: _("Cluster"), Role.PROGRAM_LEAD: _("Program"), Role.TEACHER: _("Course")}
CHOOSE: dict[Role, Words] = {
    Role.LEAD: _("all of the institution"),
    Role.PROGRAM_LEAD: _("Choose a program"),
    Role.TEACHER: _("Choose a course"),
}
"""What stands first among the parts that a role can be held in."""


def parts(role: Role, holdings: Iterable[Holding]) -> list[tuple[Any, Any]]:
    """The parts that a role can be held in, by cluster where there are several."""
    language, every = reading_language(), list(holdings)
    clusters = {each.cluster: _named(each, language) for each in every if each.noun == "cluster"}
    fitting = [each for each in every if each.noun == HELD_IN[role]]
    if role is Role.LEAD or len(clusters) == 1:
        return [("", CHOOSE[role]), *((each.key, _named(each, language)) for each in fitting)]
    grouped = groupby(sorted(fitting, key=lambda each: each.cluster), key=lambda each: each.cluster)
    found = [(clusters[code], [(each.key, _named(each, language)) for each in inside]) for code, inside in grouped]
    return [("", CHOOSE[role]), *found]


def _named(part: Holding, language: Any) -> str:  # noqa: ANN401 - one of the two languages
    return f"{part.title.in_language(language)} ({part.code})"


class Invite(Grant):
    """Whom, and as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    field_order = ("role", "part", "email")


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
