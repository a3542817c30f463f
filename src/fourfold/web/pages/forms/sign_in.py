"""The forms of signing in: allauth's, with our labels, our help and no prompts inside the fields."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least 10 characters. A few words that belong to nobody's name do well.")


class InOurWords(forms.Form):
    """A form whose fields go by our labels; what is not in `helps` needs none."""

    labels: ClassVar[dict[str, Any]] = {}
    helps: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - whatever allauth hands over
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignIn(InOurWords, account.LoginForm):  # type: ignore[misc] # allauth ships no types; so for all below
    labels: ClassVar = {
        "login": _("E-mail address"),
        "password": _("Password"),
        "remember": _("Stay signed in here for two weeks"),
    }


class ChangePassword(InOurWords, account.ChangePasswordForm):  # type: ignore[misc] # as above
    labels: ClassVar = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password once more"),
    }
    helps: ClassVar = {"password1": PASSWORD_HELP}


class NewPassword(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc] # as above
    labels: ClassVar = {"password1": _("New password"), "password2": _("New password once more")}
    helps: ClassVar = {"password1": PASSWORD_HELP}


class ConfirmByPassword(InOurWords, account.ReauthenticateForm):  # type: ignore[misc] # as above
    labels: ClassVar = {"password": _("Password")}


class EnterCode(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc] # as above
    labels: ClassVar = {"code": _("Code")}
    helps: ClassVar = {"code": _("The six digits of your authenticator app, or one of your recovery codes.")}


class ConfirmByCode(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc] # as above
    labels: ClassVar = EnterCode.labels
    helps: ClassVar = EnterCode.helps


class ActivateApp(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc] # as above
    labels: ClassVar = {"code": _("Code")}
    helps: ClassVar = {"code": _("The six digits that the app shows now.")}
