"""Documents of an institution, and the moving draft of each."""

from django.db import models
from django.db.models.functions import Lower

from fourfold.store.models.part import Manifest, Part


class Document(models.Model):
    """A cluster or framework that an institution keeps here, by its key.

    `kind`, `institution` (the code of one) and `code` are its address.
    """

    key = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20, default="cluster")
    institution = models.CharField(max_length=40)
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", Lower("institution"), Lower("code"), name="one_document_at_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.institution}/{self.code}"


class Draft(models.Model):
    """The moving state of a document. `changed_at` is the instant of its last change."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.document_id}"


class DraftPart(models.Model):
    """One key of a draft: a part by its digest, or a pinned framework by its root; exactly one is set."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="entries")
    key = models.UUIDField()
    part = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, db_column="digest")
    framework = models.ForeignKey(Manifest, on_delete=models.PROTECT, null=True, db_column="root")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "key"], name="one_entry_for_a_key"),
            models.CheckConstraint(
                condition=models.Q(part__isnull=True) ^ models.Q(framework__isnull=True),
                name="a_part_or_a_framework",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}"
