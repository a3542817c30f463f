"""Addresses of signing in and of one's own account. Of allauth's pages only these are open: nobody signs up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, reverse_lazy

from fourfold.web.pages import password

urlpatterns = [
    path("account/sign-in", account.login, name="account_login"),
    path("account/sign-in/code", mfa.authenticate, name="mfa_authenticate"),
    path("account/sign-out", account.logout, name="account_logout"),
    path("account/closed", account.account_inactive, name="account_inactive"),
    path("account/confirm", account.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/password", password.change, name="account_change_password"),
    path(
        "account/password/<str:uidb36>/<str:key>",
        account.PasswordResetFromKeyView.as_view(success_url=reverse_lazy("account_login")),
        name="account_reset_password_from_key",
    ),
    path("account/security", mfa.index, name="mfa_index"),
    path("account/security/app", totp.activate_totp, name="mfa_activate_totp"),
    path("account/security/app/off", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/security/codes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/security/codes/new", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/security/codes/file", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
