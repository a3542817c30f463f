"""A new password, for whoever has one already."""

from allauth.account.views import password_change
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
@login_required
def change(request: HttpRequest) -> HttpResponse:
    """Change one's password; who entered without one has none to change."""
    if request.user.is_anonymous or not request.user.has_usable_password():
        raise Http404
    answer: HttpResponse = password_change(request)
    return answer
