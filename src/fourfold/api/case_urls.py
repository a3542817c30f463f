"""Where the CASE provider lives: `/ims/case/v1p1`."""

from django.urls import path

from fourfold.api import case
from fourfold.exchange.case_names import DEFINITIONS, RUBRICS

HERE = "case/v1p1/"

urlpatterns = [
    path(HERE + "CFDocuments", case.documents, name="case-documents"),
    path(HERE + "CFDocuments/<str:sought>", case.document, name="case-document"),
    path(HERE + "CFPackages/<str:sought>", case.package, name="case-package"),
    path(HERE + "CFItems/<str:sought>", case.item, name="case-item"),
    path(HERE + "CFItemAssociations/<str:sought>", case.item_associations, name="case-item-associations"),
    path(HERE + "CFAssociations/<str:sought>", case.association, name="case-association"),
    *(path(f"{HERE}{kind}/<str:sought>", case.definition, {"kind": kind}) for kind in (*DEFINITIONS, RUBRICS)),
    path("", case.nothing),
    path("<path:rest>", case.nothing),
]
