"""What people did that is not a change of a document, for ever."""

from django.db import models


class Event(models.Model):
    """One deed: who (a contributor's id, never a name), at which institution, what, about what.

    `about` is a stable name: an address, a key, a person's id; `details` holds what a reader wants to know besides.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=64)
    institution = models.CharField(max_length=40, blank=True)
    deed = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["institution", "seq"], name="deeds_at_an_institution")]

    def __str__(self) -> str:
        return f"{self.seq}: {self.who} {self.deed} {self.about}"
