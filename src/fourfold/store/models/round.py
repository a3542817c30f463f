"""Revision rounds: the stages of a year, what their bodies decided, what was amended in between, who was reminded."""

import uuid

from django.db import models
from django.db.models.functions import Lower

from fourfold.store.models.document import Document
from fourfold.store.models.part import Manifest
from fourfold.store.models.person import Person
from fourfold.store.models.release import Release


class Round(models.Model):
    """A revision of a document that starts from the release `base` and, where it comes so far, ends with `release`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="rounds")
    name = models.CharField(max_length=40)
    base = models.ForeignKey(Release, on_delete=models.RESTRICT, null=True, related_name="revisions")
    status = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    release = models.ForeignKey(Release, on_delete=models.RESTRICT, null=True, related_name="rounds")

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint("document", Lower("name"), name="one_round_of_a_name"),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(status="open"), name="one_open_round_of_a_document"
            ),
            models.CheckConstraint(
                condition=models.Q(status="released", release__isnull=False)
                | (~models.Q(status="released") & models.Q(release__isnull=True)),
                name="a_released_round_has_its_release",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="abandoned") | ~models.Q(reason=""), name="an_abandoned_round_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.name} of {self.document_id}"


class RoundStage(models.Model):
    """What one body has to decide in a round; `beside` the stage before it, or after it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    body_en = models.CharField(max_length=100, blank=True)
    body_zh = models.CharField(max_length=100, blank=True)
    beside = models.BooleanField(default=False)
    opens_date = models.DateField(null=True)
    due_date = models.DateField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "position"], name="one_stage_at_a_position")]

    def __str__(self) -> str:
        return f"stage {self.position} of {self.round_id}"


class RoundOwner(models.Model):
    """Somebody who sees to a stage, until they are erased."""

    stage = models.ForeignKey(RoundStage, on_delete=models.CASCADE, related_name="owners")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stages")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "person"], name="one_owner_once")]

    def __str__(self) -> str:
        return f"{self.person_id} sees to {self.stage_id}"


class StageVerdict(models.Model):
    """What the body of a stage decided of a root, by which minutes. It is never changed: another one follows."""

    stage = models.ForeignKey(RoundStage, on_delete=models.CASCADE, related_name="verdicts")
    outcome = models.CharField(max_length=30)
    manifest = models.ForeignKey(Manifest, on_delete=models.PROTECT, db_column="root")
    day = models.DateField()
    number = models.CharField(max_length=100)
    minutes = models.TextField(blank=True)
    returns_to = models.ForeignKey(RoundStage, on_delete=models.CASCADE, null=True, related_name="returned")
    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="returned", returns_to__isnull=False)
                | (~models.Q(outcome="returned") & models.Q(returns_to__isnull=True)),
                name="what_is_returned_goes_back_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} in {self.stage_id}"


class MinutesFile(models.Model):
    """A file that goes with a verdict: its bytes, and the digest by which they are known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verdict = models.ForeignKey(StageVerdict, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["verdict", "digest"], name="one_file_once_beside_a_verdict")]

    def __str__(self) -> str:
        return f"{self.name} of {self.verdict_id}"


class Amendment(models.Model):
    """A change in mid-cycle that a body approved as a root, for named classes; `release` is what was made of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="amendments")
    base = models.ForeignKey(Release, on_delete=models.RESTRICT, related_name="amendments")
    manifest = models.ForeignKey(Manifest, on_delete=models.PROTECT, db_column="root")
    classes = models.JSONField()
    from_date = models.DateField()
    reason = models.TextField()
    body = models.CharField(max_length=100)
    day = models.DateField()
    number = models.CharField(max_length=100)
    minutes = models.TextField(blank=True)
    who = models.CharField(max_length=64)
    at = models.DateTimeField()
    release = models.ForeignKey(Release, on_delete=models.RESTRICT, null=True, related_name="amended_by")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"amendment of {self.base_id}"


class Reminder(models.Model):
    """Somebody was written to on a day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminded")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"
