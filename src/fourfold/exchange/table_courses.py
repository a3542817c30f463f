"""A table of courses onto a cluster: each row new, changed, the same or not understood; nothing goes by absence."""

from dataclasses import replace

from fourfold.domain.cluster import Dossier
from fourfold.exchange.table import TableFile
from fourfold.exchange.table_faults import At, TableFaults
from fourfold.exchange.table_mapping import Mapping
from fourfold.exchange.table_meeting import Courses
from fourfold.exchange.table_new import NewCourse
from fourfold.exchange.table_open import mapping_for, tables_of
from fourfold.exchange.table_result import Drafted
from fourfold.exchange.table_rows import RowKind, kind_of, own_texts
from fourfold.exchange.table_said import Reader


def courses_from(
    file: TableFile,
    onto: Dossier,
    mapping: Mapping | None = None,
    new: NewCourse | None = None,
    *,
    renames: bool | frozenset[str] = False,
) -> Drafted:
    """What the tables of a file say of courses, beside what the cluster has; nothing is changed by asking."""
    faults, given = TableFaults(list(file.problems)), mapping or Mapping()
    chosen = mapping_for(file, given)
    tables = tables_of(file, given, chosen, faults)
    courses = Courses(onto, faults, renames=renames, new=new or NewCourse())
    for columns in tables:
        at = At(file=file.file, table=columns.headed.table.name)
        reader = Reader(columns, at, faults)
        for row in columns.headed.body:
            kind = kind_of(row, columns, lambda name: bool(courses.names.courses.find(name)))
            if kind is RowKind.COURSE:
                courses.meet(reader, row)
            elif kind not in {RowKind.HEAD, RowKind.SUM}:
                faults.add("R722", replace(at, row=row.number), found=" | ".join(own_texts(row)))
    courses.settle()
    cluster = replace(onto.cluster, courses=courses.courses())
    return Drafted(
        dossier=replace(onto, cluster=cluster) if tables else None,
        mapping=chosen,
        rows=courses.rows(),
        problems=faults.sorted(file.file),
    )
