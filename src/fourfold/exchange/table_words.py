"""What fields and verdicts of tables are called, in both languages."""

from collections.abc import Mapping

from fourfold.domain.course import Course
from fourfold.domain.plan import Pool
from fourfold.domain.text import Text
from fourfold.exchange.table_fields import MEANINGS, Field, Meaning
from fourfold.exchange.table_result import Verdict
from fourfold.exchange.workbook_words import words_of

VERDICTS: Mapping[Verdict, Text] = {
    Verdict.NEW: Text(en="added", zh="新增"),
    Verdict.CHANGED: Text(en="changed", zh="更改"),
    Verdict.SAME: Text(en="unchanged", zh="无变化"),
    Verdict.NOT_UNDERSTOOD: Text(en="not understood", zh="无法识别"),
}


def _titled(meaning: Meaning) -> Text:
    """The first name that a field has in each language."""
    en = next(each for each in meaning.names if each.isascii() and len(each) > 1)
    return Text(en=en[0].upper() + en[1:], zh=meaning.names[0])


FIELDS: Mapping[Field, Text] = {each.field: _titled(each) for each in MEANINGS} | {
    Field.BY_TERM: Text(en="One term", zh="某一学期"),
    Field.IGNORE: Text(en="Leave out", zh="不导入"),
}
_PLACEMENT = Text(en="placement", zh="安排")


def called(field: Field) -> str:
    """A field in both languages at once, for problems, whose details are in neither."""
    title = FIELDS[field]
    return f"{title.zh} ({title.en})"


def changed_words(noun: str, field: str) -> Text:
    """A field that a row changes, called as everywhere else.

    >>> changed_words("course", "credits").zh
    '学分'
    """
    if field == "placement":
        return _PLACEMENT
    cls: type = Pool if noun == "pool" else Course
    return Text(en=field.replace("_", " "), zh=words_of(cls, field).zh)
