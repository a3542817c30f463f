"""Classes: which plan of which release they are taught by."""

from django.db import models
from django.db.models.functions import Lower

from fourfold.store.models.document import Document
from fourfold.store.models.release import Release


class StudyClass(models.Model):
    """A class of a document, taught by the plan of this key as `release` has it since `began_date`."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="classes")
    code = models.CharField(max_length=40)
    plan = models.UUIDField()
    release = models.ForeignKey(Release, on_delete=models.RESTRICT, related_name="classes")
    began_date = models.DateField()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint("document", Lower("code"), name="one_class_of_a_code")]

    def __str__(self) -> str:
        return self.code
