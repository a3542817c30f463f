"""Whether a college's file seems to be a program plan rather than a table of courses."""

import re

from fourfold.exchange.plan_words import wanted_of
from fourfold.exchange.table import TableFile
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_mapping import Mapping

_TITLED = re.compile(r"人才培养方案|培养计划|教学进程|教学计划|program plan|curriculum plan", re.IGNORECASE)
_ENOUGH_TERMS = 2


def looks_like_plan(file: TableFile, mapping: Mapping) -> bool:
    """Whether a file has columns for terms, sets of electives, or a plan's name.

    >>> from fourfold.exchange.table_mapping import guess
    >>> looks_like_plan(TableFile(file="a.docx"), guess(["课程名称", "学分", "第一学期", "第二学期"]))
    True
    >>> looks_like_plan(TableFile(file="a.docx"), guess(["课程名称", "学分", "开课学期"]))
    False
    """
    terms = {each.term for each in mapping.columns if each.field is Field.BY_TERM}
    texts = (file.file, *file.sentences)
    return len(terms) >= _ENOUGH_TERMS or any(_TITLED.search(each) for each in texts) or _asks_to_choose(file)


def _asks_to_choose(file: TableFile) -> bool:
    """Whether a row of one text asks for so many of a set, as the title of a section does."""
    said = (row.said() for table in file.tables for row in table.rows)
    return any(len(texts) == 1 and wanted_of(texts[0]) is not None for texts in said)
