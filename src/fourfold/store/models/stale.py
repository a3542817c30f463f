"""Stale courses that their owners were told of."""

from django.db import models

from fourfold.store.models.person import Person


class StaleTold(models.Model):
    """Somebody was told on a day that this course stands on this framework, which goes or has been replaced."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="told_of")
    course = models.UUIDField()
    framework = models.UUIDField()
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "course", "framework"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.person_id} of {self.course}"
