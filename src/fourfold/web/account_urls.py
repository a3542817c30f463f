"""Addresses of signing in and of one's own account. Of allauth's pages only these are open: nobody signs up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, reverse_lazy
from django.views.decorators.cache import never_cache

from fourfold.web.pages import password

urlpatterns = [
    path("account/sign-in", account.login, name="account_login"),
    path("account/sign-in/code", never_cache(mfa.authenticate), name="mfa_authenticate"),
    path("account/sign-out", never_cache(account.logout), name="account_logout"),
    path("account/closed", account.account_inactive, name="account_inactive"),
    path("account/confirm", never_cache(account.reauthenticate), name="account_reauthenticate"),
    path("account/confirm/code", never_cache(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/password", password.change, name="account_change_password"),
    path(
        "account/password/<str:uidb36>/<str:key>",
        never_cache(account.PasswordResetFromKeyView.as_view(success_url=reverse_lazy("account_login"))),
        name="account_reset_password_from_key",
    ),
    path("account/security", never_cache(mfa.index), name="mfa_index"),
    path("account/security/app", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path("account/security/app/off", never_cache(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/security/codes", never_cache(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/security/codes/new", never_cache(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path("account/security/codes/file", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
