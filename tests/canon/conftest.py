"""The dossier of the golden parts."""

from pathlib import Path

import pytest

from fourfold.canon.encode import digest
from fourfold.canon.parts import join, read_manifest
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.framework import Framework

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


@pytest.fixture
def golden_dossier() -> Dossier:
    store = {digest(path.read_bytes()): path.read_bytes() for path in GOLDEN.glob("*.json")}
    cluster, framework = (
        join(read_manifest((GOLDEN / f"manifest-1-{kind}.json").read_bytes()), lambda name: store[name])
        for kind in ("cluster", "framework")
    )
    assert isinstance(cluster, Cluster)
    assert isinstance(framework, Framework)
    return Dossier(cluster=cluster, frameworks=(framework,))
