"""What an institution is called, and by which zone its days are dated."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import institutions, people
from fourfold.actions.institutions import Described
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.web.pages.forms.people import Named
from fourfold.web.pages.place import around
from fourfold.web.pages.sending import act, done, sent, tell
from fourfold.web.pages.ways import Around
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """The institution and the form to change it."""

    frame: Around
    form: Named


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str) -> HttpResponse:
    """Show the settings of an institution; change them."""
    viewer = viewer_of(request)
    people.require_administrator(viewer, institution)
    kept = institutions.institution_at(institution)
    initial = {"en": kept.title.en or "", "zh": kept.title.zh or "", "zone": kept.zone}
    form = sent(request, "change", Named, initial=initial)
    if act(request) == "change" and form.is_valid() and _changed(request, viewer, kept.code, form):
        return redirect("settings", kept.code)
    page = SettingsPage(frame=around(viewer, kept, "settings"), form=form)
    return render(request, "settings.html", {"page": page})


def _changed(request: HttpRequest, viewer: Viewer, code: str, form: Named) -> bool:
    said = form.cleaned_data
    described = Described(title=Text(en=said["en"], zh=said["zh"]), zone=said["zone"])
    done(form, lambda: institutions.change_institution(viewer, code, described))
    if form.is_valid():
        tell(request, _("The settings are changed."))
    return form.is_valid()
