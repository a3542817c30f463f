"""What happened to a draft, for ever."""

from django.db import models

from fourfold.store.models.document import Document


class Change(models.Model):
    """One key of a draft went from one digest to another. An empty digest: it was not there.

    `who` is a contributor's id, never a name. `path` is `undo/SEQ` where this takes back the change SEQ, `whole`
    where it is one of many by which a whole was brought in, `proposal/NUMBER` where it was proposed, else empty.
    """

    seq = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    who = models.CharField(max_length=64)
    key = models.UUIDField()
    path = models.CharField(max_length=1000, blank=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["document", "key", "seq"], name="history_of_a_key")]

    def __str__(self) -> str:
        return f"{self.seq}: {self.key} {self.before[:8]} to {self.after[:8]}"
