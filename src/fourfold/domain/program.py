"""Programs (专业): what students enrol in, and what it promises them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fourfold.domain.footing import Footing
from fourfold.domain.marks import Code, Key, Line, Natural, Positive, Refers
from fourfold.domain.plan import Plan
from fourfold.domain.text import Text


class CertificationRole(StrEnum):
    """`RECOMMENDED`: the program promises it. `INTEGRATED`: its content is woven in, nothing is promised."""

    RECOMMENDED = "recommended"
    INTEGRATED = "integrated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """A certification of a program; its route is the required courses, or `through` a chosen module."""

    framework: Annotated[Key, Refers("framework")]
    role: CertificationRole
    through: Annotated[Key, Refers("module")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program of the cluster, with its plans. `position` orders the programs; `terms` is its length."""

    key: Key
    code: Code
    title: Text
    position: Natural = 0
    catalogue_code: Line | None = None
    level: Text | None = None
    terms: Positive
    jobs: tuple[Annotated[Key, Refers("framework")], ...] = ()
    competitions: tuple[Annotated[Key, Refers("framework")], ...] = ()
    certifications: tuple[Certification, ...] = ()
    regulations: tuple[Annotated[Key, Refers("framework")], ...] = ()
    plans: tuple[Plan, ...] = ()
    footing: Footing | None = None

    def named(self) -> frozenset[Key]:
        """The key of every framework that the program names, as whatever."""
        certified = (each.framework for each in self.certifications)
        return frozenset({*self.jobs, *self.competitions, *certified, *self.regulations})
