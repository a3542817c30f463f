"""What fields and verdicts of tables are called, in both languages."""

from collections.abc import Mapping

from fourfold.domain.text import Text
from fourfold.exchange.table_fields import MEANINGS, Field, Meaning
from fourfold.exchange.table_result import Verdict

VERDICTS: Mapping[Verdict, Text] = {
    Verdict.NEW: Text(en="new", zh="新增"),
    Verdict.CHANGED: Text(en="changed", zh="修改"),
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
_OTHERS = {
    "code": Text(en="Code", zh="代码"),
    "title": Text(en="Title", zh="名称"),
    "terms": FIELDS[Field.STARTS],
    "placement": Text(en="Placement", zh="安排"),
    "kind": Text(en="Kind", zh="选修方式"),
    "choose": Text(en="To be chosen", zh="须选数量"),
    "modules": Text(en="Modules", zh="模块"),
}
CHANGED: Mapping[str, Text] = {each.value: title for each, title in FIELDS.items()} | _OTHERS
"""The fields of nouns that a row can change."""
