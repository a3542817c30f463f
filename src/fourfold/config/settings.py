"""What Django needs to start; the rooms add their own needs here."""

SECRET_KEY = "nothing is signed yet"  # noqa: S105 - served on loopback only, without accounts
INSTALLED_APPS: list[str] = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
