"""What search looks in.

All of it follows from parts and manifests, by their digests: it is never backed up, and what is missing is made when
somebody searches. That is why Django does not manage these tables.
"""

from django.db import models


class Indexed(models.Model):
    """A part or a manifest, by its digest, that search knows."""

    digest = models.CharField(max_length=64, primary_key=True)

    class Meta:
        managed = False
        db_table = "search_indexed"

    def __str__(self) -> str:
        return self.digest


class Passage(models.Model):
    """A noun of a part as search sees it; its words are in `search_words`, by `id`.

    `of` is the code of the course that an outcome or a project belongs to; `more` are its other texts, by language.
    """

    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=64, db_index=True)
    noun = models.CharField(max_length=20)
    key = models.UUIDField()
    code = models.CharField(max_length=40)
    of = models.CharField(max_length=40, blank=True)
    title_en = models.TextField(blank=True)
    title_zh = models.TextField(blank=True)
    more = models.JSONField(default=list)

    class Meta:
        managed = False
        db_table = "search_passage"

    def __str__(self) -> str:
        return f"{self.noun} {self.code}"


class Within(models.Model):
    """A manifest, by its root, holds a part or pins a framework, by its digest."""

    id = models.BigAutoField(primary_key=True)
    root = models.CharField(max_length=64, db_index=True)
    digest = models.CharField(max_length=64, db_index=True)
    framework = models.BooleanField(default=False)

    class Meta:
        managed = False
        db_table = "search_within"

    def __str__(self) -> str:
        return f"{self.digest} in {self.root}"
