"""Tables that colleges bring: what their columns mean, and the files that somebody is looking at."""

import uuid

from django.db import models

from fourfold.store.models.document import Document


class ColumnMeaning(models.Model):
    """What a column of this heading means at an institution (its code in lower case), as somebody said once.

    `heading` is without case, blanks and signs; `term` is set where the column is one of a term.
    """

    institution = models.CharField(max_length=40)
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=40)
    term = models.PositiveSmallIntegerField(null=True)
    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "heading"], name="one_meaning_of_a_heading"),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.heading} is {self.field}"


class NewCourses(models.Model):
    """What a course is that a table adds to a cluster, where the table does not say: as somebody said once.

    `module` is a key, `type` a course's type; "" and `None` where nothing was said.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="new_courses")
    module = models.CharField(max_length=36, blank=True)
    type = models.CharField(max_length=20, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True)
    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"new courses of {self.document_id}"


class Upload(models.Model):
    """A file that somebody brought for a cluster, until it is withdrawn or a day old.

    `whole` is a file of the cluster itself. Of the others, `program` (a code) and `training_type` say whose plan it is;
    a table of courses has neither. `table` is the sheet that is meant, where it is not all of them. `applied_to` is the
    root of the draft that the file was last applied to, "" where it never was: it goes into the same one only once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="uploads")
    who = models.CharField(max_length=64)
    at = models.DateTimeField()
    name = models.CharField(max_length=100)
    content = models.BinaryField()
    program = models.CharField(max_length=40, blank=True)
    training_type = models.CharField(max_length=40, blank=True)
    table = models.CharField(max_length=100, blank=True)
    whole = models.BooleanField(default=False)
    applied_to = models.CharField(max_length=64, blank=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["who", "at"], name="uploads_of_somebody")]

    def __str__(self) -> str:
        return f"{self.name} for {self.document_id}"
