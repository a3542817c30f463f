"""What a case of the table is: a cluster that fails in one way, and the same one mended."""

from dataclasses import dataclass

from fourfold.domain.cluster import Dossier
from tests.engine.checks.tiny import sound


@dataclass(frozen=True)
class Case:
    """`faulty` has exactly one problem, `code` at `place` (`noun:CODE/pointer`), which reads `sentence`."""

    code: str
    faulty: Dossier
    place: str
    sentence: str
    mended: Dossier = sound()  # noqa: RUF009 - a frozen value
