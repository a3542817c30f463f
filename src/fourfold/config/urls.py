"""Where addresses go."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("fourfold.api.urls")),
    path("ims/", include("fourfold.api.case_urls")),
    path("", include("fourfold.web.urls")),
]

handler400 = "fourfold.web.pages.errors.not_understood"
handler403 = "fourfold.web.pages.errors.forbidden"
handler404 = "fourfold.web.pages.errors.not_found"
handler500 = "fourfold.web.pages.errors.our_fault"
handler429 = "fourfold.web.pages.errors.too_often"  # allauth looks for it here
