"""Views of pages that people keep for themselves."""

from django.db import models
from django.db.models.functions import Lower

from fourfold.store.models.person import Person


class SavedLens(models.Model):
    """An address of ours with its query, under a name that its person gave it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="lenses")
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=2000)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint("person", Lower("name"), name="one_lens_of_a_name")]

    def __str__(self) -> str:
        return f"{self.name}: {self.address}"
