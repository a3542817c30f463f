"""Releases: approved roots that never change."""

from django.db import models
from django.db.models.functions import Lower

from fourfold.store.models.document import Document
from fourfold.store.models.part import Manifest


class Release(models.Model):
    """A root of a document, published under a name. `overridden` counts errors that a named person let pass."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="releases")
    name = models.CharField(max_length=40)
    manifest = models.ForeignKey(Manifest, on_delete=models.PROTECT, db_column="root")
    published_at = models.DateTimeField()
    who = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    overridden = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint("document", Lower("name"), name="one_release_of_a_name"),
            models.CheckConstraint(
                condition=models.Q(overridden=0) | ~models.Q(reason=""), name="an_override_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.name}"
