"""What the first reader should not have to wait for."""

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

PAGES = ("cluster.html", "program.html", "course.html", "missing.html", "fault.html")


def warm() -> None:
    """Import every page, and read the words of both languages and the templates most asked for."""
    get_resolver()._populate()  # noqa: SLF001 - Django offers no other way, and populates at the first request
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Language")
    for page in PAGES:
        get_template(page)
