"""Signing in: accounts come by invitation only, and allauth speaks our words."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.conf import settings
from django.contrib import messages
from django.dispatch import receiver
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fourfold.actions import safety
from fourfold.actions.safety import Deed
from fourfold.web.pages.language import remember
from fourfold.web.pages.wording import Words

SAID: dict[str, Words] = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "mfa/messages/totp_activated.txt": _("From now on signing in asks for a code of your app."),
    "mfa/messages/totp_deactivated.txt": _("Signing in asks for no code any more."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes; older ones open nothing."),
}
"""What is said after something was done, by the name that allauth has for it; of the rest nothing is said."""
WRONG_CODE = _("This code is not right, or it is spent: wait for the next one.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """What differs here from allauth's ways."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("This address and this password do not open an account."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many attempts have failed. Wait five minutes, then try again."),
        "rate_limited": _("That was too often. Wait a little, then try again."),
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up unasked: an invitation makes the account."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - as above
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say in our words what was done."""
        words = message or SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words), extra_tags=extra_tags)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - as above
        """Where too many attempts have failed, that is remembered."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            safety.sign_in_refused(credentials.get("email", ""))
            raise

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - as above
        """Whoever has chosen a language reads on in it."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language in dict(settings.LANGUAGES):
            remember(response, user.language)
        return response


class CodeAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth ships no types
    """The same for codes."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": _("Set up an authenticator app first."),
    }


# Nothing of allauth's runs before it has asked for these adapters, so what is below hears all of it.


@receiver([password_changed, password_reset, password_set])
def _password_changed(user: Any, **_more: Any) -> None:  # noqa: ANN401 - allauth's signature; so for all below
    safety.secured(str(user.pk), Deed.PASSWORD_CHANGED)


@receiver([authenticator_added, authenticator_reset])
def _codes_made(user: Any, authenticator: Any, **_more: Any) -> None:  # noqa: ANN401 - as above
    is_app = authenticator.type == Authenticator.Type.TOTP
    safety.secured(str(user.pk), Deed.CODES_ON if is_app else Deed.RECOVERY_CODES_MADE)


@receiver(authenticator_removed)
def _codes_off(user: Any, authenticator: Any, **_more: Any) -> None:  # noqa: ANN401 - as above
    if authenticator.type == Authenticator.Type.TOTP:
        safety.secured(str(user.pk), Deed.CODES_OFF)
