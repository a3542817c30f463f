"""Where addresses go: all of them to the pages."""

from django.urls import include, path

urlpatterns = [path("", include("fourfold.web.urls"))]

handler400 = "fourfold.web.pages.errors.not_understood"
handler404 = "fourfold.web.pages.errors.not_found"
handler500 = "fourfold.web.pages.errors.our_fault"
