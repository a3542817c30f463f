"""What came of a college's table: row by row what was understood, what was not, and the dossier that follows."""

from dataclasses import dataclass
from enum import StrEnum

from fourfold.domain.cluster import Dossier
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.exchange.table_mapping import Mapping


class Verdict(StrEnum):
    """What a row is beside what the cluster has."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    NOT_UNDERSTOOD = "not-understood"


class Met(StrEnum):
    """By what a row's noun was recognised."""

    CODE = "code"
    TITLE = "title"
    OVERLAP = "overlap"
    NOTHING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of a noun: what it was and what the table makes it, as people read it; codes stand for keys."""

    field: str
    old: Text
    new: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A row, or a pool that several rows speak of: where it stands, what it is and what changes by it.

    `problems` are codes of what is wrong in it: where it is not `NOT_UNDERSTOOD`, the fields concerned were left as
    they were.
    """

    table: str
    row: int
    noun: str
    code: str
    title: str
    verdict: Verdict
    met_by: Met = Met.NOTHING
    changes: tuple[Difference, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The whole answer: a dry run that changed nothing. `dossier` is `None` where no table was understood."""

    dossier: Dossier | None
    mapping: Mapping
    rows: tuple[Understood, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every row was understood in every field."""
        return self.dossier is not None and all(each.severity is not Severity.ERROR for each in self.problems)

    def tally(self) -> dict[str, int]:
        """How many rows there are of each verdict."""
        return {verdict.value: sum(row.verdict is verdict for row in self.rows) for verdict in Verdict}
