"""Proposals: changes that somebody would make, what was said about them, and what became of them."""

from django.db import models

from fourfold.domain.proposal import LONGEST_TITLE
from fourfold.store.models.document import Document
from fourfold.store.models.part import Part


class Proposal(models.Model):
    """A named set of changes against the root that the draft of a document had.

    `who` and `decided_by` are contributors' ids, never names.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    note = models.TextField(blank=True)
    stage = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_proposal_of_a_number")]
        indexes = [models.Index(fields=["document", "stage"], name="proposals_by_stage")]

    def __str__(self) -> str:
        return f"proposal {self.number} for {self.document_id}"


class ProposalChange(models.Model):
    """A part that a proposal changes: the one that its author began with, and the one that is proposed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="changes")
    key = models.UUIDField()
    before = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True)
    answer = models.CharField(max_length=20)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "key"], name="one_proposed_change_of_a_key"),
            models.CheckConstraint(
                condition=models.Q(before__isnull=False) | models.Q(after__isnull=False),
                name="a_part_before_or_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} in {self.proposal_id}"


class ProposalComment(models.Model):
    """What somebody (a contributor's id) said about a proposal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="remarks")
    who = models.CharField(max_length=64)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.who} on {self.proposal_id}"
