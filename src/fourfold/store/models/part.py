"""Bytes by digest: they never change, so they are only ever added."""

from django.db import models


class Part(models.Model):
    """One part's canonical bytes, compressed; the digest is of the uncompressed bytes."""

    digest = models.CharField(max_length=64, primary_key=True)
    compressed = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


class Manifest(models.Model):
    """The canonical bytes of a manifest, by root: what a pinned framework or a release is made of."""

    root = models.CharField(max_length=64, primary_key=True)
    compressed = models.BinaryField()

    def __str__(self) -> str:
        return self.root
