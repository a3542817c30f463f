"""Which column of one table is which field; what is left over or unclear is told, never silently dropped."""

import re
from collections import defaultdict
from collections.abc import Mapping as Mapped
from dataclasses import dataclass

from fourfold.exchange.spreadsheet_values import letters
from fourfold.exchange.table_faults import At, TableFaults
from fourfold.exchange.table_fields import MEANING, Field
from fourfold.exchange.table_header import Headed
from fourfold.exchange.table_mapping import Column, Ground, Mapping
from fourfold.exchange.table_words import called

_ORDER = list(Ground)
_NAMES = frozenset({Field.CODE, Field.TITLE})
_OF_OUTCOMES = re.compile(
    r"学生能|学习成果|学习目标|认知层次|布鲁姆|outcome|students? (can|will|are)|bloom", re.IGNORECASE
)
_SAID_ELSEWHERE = frozenset({Field.IGNORE, Field.REMARK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The place (from 0) of each field's column, and of each term's."""

    headed: Headed
    places: Mapped[Field, int]
    terms: Mapped[int, int]
    meant: frozenset[Field] = frozenset()

    def heading(self, field: Field) -> str:
        return self.headed.headings[self.places[field]] if field in self.places else ""

    @property
    def _unknown(self) -> bool:
        """Whether it has headings that may yet be said to mean something."""
        return sum(bool(each.strip()) for each in self.headed.headings) > len(self.meant)

    @property
    def about_courses(self) -> bool:
        """Whether it names courses and says something of them, or what nobody knows yet, and nothing of outcomes."""
        said = {field for field in self.meant - _NAMES if MEANING[field].kept} or self._unknown
        outcomes = any(_OF_OUTCOMES.search(each) for each in self.headed.headings)
        return bool(_NAMES & self.places.keys()) and bool(said) and not outcomes


def columns_of(headed: Headed, mapping: Mapping, at: At, faults: TableFaults) -> Columns:
    """The columns of a table by what they mean."""
    found: dict[tuple[Field, int], list[tuple[int, Column]]] = defaultdict(list)
    for place, heading in enumerate(headed.headings):
        column = mapping.of(heading) if heading else None
        if column is not None and column.field is not None:
            found[column.field, column.term or 0].append((place, column))
        elif _filled(headed, place):
            faults.add("R708", _at(at, heading or letters(place)))
    chosen = {meant: _chosen(meant[0], rivals, headed, at, faults) for meant, rivals in found.items()}
    return Columns(
        headed=headed,
        places={field: place for (field, _), place in chosen.items() if place is not None and field != Field.BY_TERM},
        terms={term: place for (field, term), place in chosen.items() if place is not None and field == Field.BY_TERM},
        meant=frozenset(field for field, _ in found),
    )


def _filled(headed: Headed, place: int) -> bool:
    return bool(headed.headings[place]) or any(row.cell(place).own for row in headed.body)


def _at(at: At, heading: str) -> At:
    return At(file=at.file, table=at.table, column=heading)


def _chosen(field: Field, rivals: list[tuple[int, Column]], headed: Headed, at: At, faults: TableFaults) -> int | None:
    """The column that means the field surest; none where two do so equally."""
    if field is Field.IGNORE:
        return None
    best = min(_ORDER.index(column.ground) for _, column in rivals)
    first = [place for place, column in rivals if _ORDER.index(column.ground) == best]
    for place, column in rivals:
        if len(first) > 1 or place != first[0]:
            others = "、".join(headed.headings[each] for each, _ in rivals if each != place)
            faults.add("R709", _at(at, column.heading), field=called(field), others=others)
    if len(first) == 1 and not MEANING[field].kept and field not in _SAID_ELSEWHERE:
        faults.add("R710", _at(at, headed.headings[first[0]]), field=called(field))
    return first[0] if len(first) == 1 else None
