"""What people decide about holes and about links that were put forward: who sees to which, what is declined."""

from django.db import models

from fourfold.store.models.document import Document
from fourfold.store.models.person import Person


class HoleTask(models.Model):
    """A hole that somebody sees to by a day, until they are erased: keys of a framework, of one node, of a scope.

    `node` is the framework's own key for all of it, `scope` the document's own for the whole cluster.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="hole_tasks")
    framework = models.UUIDField()
    node = models.UUIDField()
    scope = models.UUIDField()
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hole_tasks")
    due_date = models.DateField()
    who = models.CharField(max_length=64)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "framework", "node", "scope"], name="one_owner_of_a_hole")
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} sees to {self.node} of {self.document_id}"


class DeclinedLink(models.Model):
    """A link that somebody (a contributor's id) declined, and why."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="declined_links")
    outcome = models.UUIDField()
    framework = models.UUIDField()
    item = models.UUIDField()
    who = models.CharField(max_length=64)
    at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "outcome", "framework", "item"], name="one_refusal_of_a_link"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_declined_link_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} to {self.item} declined in {self.document_id}"
