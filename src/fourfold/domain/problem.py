"""Problems: what is wrong with data, where, and with which permanent code."""

from dataclasses import dataclass
from enum import StrEnum

from fourfold.domain.text import Text


class Severity(StrEnum):
    """How bad a problem is: an `ERROR` makes a cluster unsound."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a problem is: in a file (exchange), in a noun of the cluster (engine), or both.

    `path` is a JSON pointer below the noun or the file; `line` counts from 1.
    """

    file: str | None = None
    line: int | None = None
    path: str = ""
    noun: str | None = None
    key: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault of the data. `details` fill the message that belongs to `code`, in whichever language.

    `found` and `expected` say so where the fault is a value; `rule` is the code of the rule that failed.
    """

    code: str
    severity: Severity
    where: Place
    details: tuple[tuple[str, str], ...] = ()
    found: str | None = None
    expected: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """An entry of the catalogue: a permanent `code`, its usual severity, and what people read.

    `message` has the names of the problem's details in braces; `why` says what goes wrong otherwise, `mend` how
    to put it right.
    """

    code: str
    name: str
    severity: Severity
    message: Text
    why: Text
    mend: Text
