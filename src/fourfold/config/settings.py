"""Every setting of the site, in one file."""

import os
from pathlib import Path

from fourfold.config import env
from fourfold.config.database import database
from fourfold.config.logs import logging
from fourfold.config.mail import mail, sender, site

VAR = env.path("FOURFOLD_VAR", Path("var"))
SECRET_KEY = os.environ.get("FOURFOLD_SECRET_KEY") or env.kept_secret(VAR / "secret-key")
DEBUG = env.flag("FOURFOLD_DEBUG")
PLAN_TEMPLATE = env.path("FOURFOLD_PLAN_TEMPLATE", Path()) if os.environ.get("FOURFOLD_PLAN_TEMPLATE") else None
TODAY = env.day("FOURFOLD_TODAY")

# Modes for one machine alone: nobody signs in, or anybody enters as anybody.
LOCAL = env.flag("FOURFOLD_LOCAL")
DEMO = env.flag("FOURFOLD_DEMO")
ALLOWED_HOSTS = env.hosts("FOURFOLD_HOSTS", alone=LOCAL or DEMO)

# Who stands in front, and what they make of what reaches us.
PROXY = env.networks("FOURFOLD_PROXY")
TLS = env.flag("FOURFOLD_TLS")
COLLECTED = env.flag("FOURFOLD_COLLECTED")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "fourfold.web",
    "fourfold.store",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "fourfold.web.told.told",
    "fourfold.web.pages.health.probed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "fourfold.web.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fourfold.web.middleware.chosen_language",
    "fourfold.web.unchanged.unchanged_pages",
    "fourfold.api.edge.json_problems",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fourfold.web.middleware.refusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "fourfold.config.urls"
WSGI_APPLICATION = "fourfold.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "fourfold.web.reader.reader",
            ],
        },
    }
]

DATABASES = {"default": database(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The counts of failed sign-ins must hold for every process of an installation, so they live in the database; so many
# of them that nobody pushes a count out by trying other addresses.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# The form of a plan has a few boxes for every course in it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

AUTH_USER_MODEL = "store.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "fourfold.web.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An invitation reaches people by their address, and they accept it there.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_FORMS = {
    "login": "fourfold.web.pages.forms.sign_in.SignIn",
    "change_password": "fourfold.web.pages.forms.sign_in.ChangePassword",
    "reset_password_from_key": "fourfold.web.pages.forms.sign_in.NewPassword",
    "reauthenticate": "fourfold.web.pages.forms.sign_in.ConfirmByPassword",
}
MFA_ADAPTER = "fourfold.web.sign_in.CodeAdapter"
MFA_FORMS = {
    "authenticate": "fourfold.web.pages.forms.sign_in.EnterCode",
    "reauthenticate": "fourfold.web.pages.forms.sign_in.ConfirmByCode",
    "activate_totp": "fourfold.web.pages.forms.sign_in.ActivateApp",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Fourfold"

# A secret that is shown once travels to its owner in a cookie: no table ever holds it.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fourfold.web.pages.errors.forged"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LANGUAGE_COOKIE_NAME = "fourfold_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Nothing but `fourfold remind` writes to people.
MAIL = mail("FOURFOLD_MAIL")
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.tls, MAIL.starttls
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = sender("FOURFOLD_MAIL_FROM")
SITE = site("FOURFOLD_SITE")

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static" if COLLECTED else None
if COLLECTED:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
# Else from the package itself, so that nothing needs collecting before the first page.
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG

API_RATE = env.number("FOURFOLD_API_RATE", 600)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = TLS
SECURE_SSL_REDIRECT = env.flag("FOURFOLD_TLS_REDIRECT")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if TLS else 0
# A form is ours where it says https, also where the proxy in front is not believed when it does.
CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS if "*" not in host] if TLS else []
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names under ours are for whoever owns the domain to bind
    "security.W008",  # the proxy in front sends http to https, else FOURFOLD_TLS_REDIRECT does
    "security.W021",  # as W005: a list in every browser is not ours to join
]

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
LOGGING = logging(style=env.one_of("FOURFOLD_LOG", "text", "json"), requests=not LOCAL)
