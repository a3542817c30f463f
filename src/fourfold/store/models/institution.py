"""Institutions: whoever keeps clusters and frameworks here."""

from django.db import models
from django.db.models.functions import Lower


class Institution(models.Model):
    """A college, a partner, a support centre. `code` is the first step of its addresses; `zone` dates its days."""

    code = models.CharField(max_length=40, unique=True)
    title_en = models.CharField(max_length=200, blank=True)
    title_zh = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64, default="Asia/Shanghai")

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(Lower("code"), name="one_institution_of_a_code")]

    def __str__(self) -> str:
        return self.code
