"""What a file is read as: a table of courses, or the plan of one program."""

import re
from dataclasses import dataclass, field, replace

from fourfold.domain.cluster import Dossier
from fourfold.domain.marks import CODE_PATTERN
from fourfold.domain.text import Text
from fourfold.exchange.plan_tables import plan_from
from fourfold.exchange.table import TableFile
from fourfold.exchange.table_courses import courses_from
from fourfold.exchange.table_mapping import Mapping
from fourfold.exchange.table_new import NewCourse
from fourfold.exchange.table_result import Drafted

ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The program (its code) and the training type whose plan a file is; a table of courses where there is none.

    `table` is the one sheet or table of the file that is meant; "" means all of them. `new` is what new courses are.

    `renames`: a course that is recognised by its title takes the code that its row says, or only those do whose codes,
    in small letters, these are; else it keeps its own.
    """

    program: str = ""
    training_type: str = ORDINARY
    table: str = ""
    renames: bool | frozenset[str] = False
    new: NewCourse = field(default_factory=NewCourse)


class NotThere(ValueError):
    """A plan that the cluster cannot have, or a table that the file does not have, and why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.in_language("en"))
        self.why = why


def drafted(file: TableFile, onto: Dossier, about: About, mapping: Mapping | None = None) -> Drafted:
    """What a file says beside what the cluster has; nothing is changed by asking."""
    file = chosen(file, about.table)
    if not about.program:
        return courses_from(file, onto, mapping, about.new, renames=about.renames)
    programs = {each.code.lower(): each for each in onto.cluster.programs}
    found = programs.get(about.program.lower())
    if found is None:
        known = ", ".join(sorted(each.code for each in programs.values()))
        raise NotThere(
            Text(
                en=f"There is no program {about.program}. There are: {known}.",
                zh=f"没有专业 {about.program}。现有：{known}。",
            )
        )
    if not re.fullmatch(CODE_PATTERN, about.training_type):
        raise NotThere(
            Text(
                en="A training type is named by a code, such as ordinary or order-class.",
                zh="培养类型用代码表示，如 ordinary、order-class。",
            )
        )
    return plan_from(
        file,
        onto,
        program=found.key,
        training_type=about.training_type,
        mapping=mapping,
        new=about.new,
        renames=about.renames,
    )


def chosen(file: TableFile, table: str) -> TableFile:
    """The file with one of its tables alone."""
    if not table:
        return file
    found = tuple(each for each in file.tables if each.name == table)
    if not found:
        known = ", ".join(each.name for each in file.tables)
        raise NotThere(
            Text(en=f"There is no table {table}. There are: {known}.", zh=f"没有表格 {table}。现有：{known}。")
        )
    return replace(file, tables=found)
