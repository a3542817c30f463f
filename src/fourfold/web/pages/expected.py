"""What a problem expects in the place of what was found, in the reader's language; the rooms below say English."""

import re

from fourfold.domain.text import Language
from fourfold.exchange.table_words import FIELDS, called
from fourfold.exchange.workbook_words import CHOICE_WORDS, COLUMNS
from fourfold.web.pages.wording import NOUNS, reading_language

_PHRASES = {
    "text of whole characters": "完整的字符",
    "text (in quotes where it looks like a number)": "文本（形似数字时请加引号）",
    "text": "文本",
    "a text": "文本",
    "a file": "文件",
    "a whole number": "整数",
    "a number": "数字",
    "true or false": "true 或 false",
    "yes or no": "是或否",
    "a number, such as 4 or 4.5": "数字，如 4 或 4.5",
    "a number of at most two places": "最多两位小数的数字",
    "a number of at most two decimal places": "最多两位小数的数字",
    "a date, such as 2026-06-01": "日期，如 2026-06-01",
    "a mapping": "键值结构",
    "a mapping with a CFDocument": "含 CFDocument 的键值结构",
    "a list": "列表",
    "a code": "代码",
    "a UUID": "标识（UUID）",
    "a CSV file": "CSV 文件",
    "a code and .yaml": "代码加 .yaml",
    "a curriculum or a degree plan": "课程体系（curriculum）或培养计划（degree plan）",
    "a name": "名称",
    "at least one course": "至少一门课程",
    "comma-separated values": "以逗号分隔的内容",
    "one document": "单个文档",
    "semester or quarter": "semester（学期）或 quarter（季度学期）",
    "text as a key": "以文本为键",
    "one row": "一行",
    "codes of courses in `all(…)` and `any(…)`": "用 `all(…)`、`any(…)` 写的课程代码",
    "at least one of en, zh": "en、zh 至少填一种",
    "a source, where ground is sourced": "依据为“有来源”时须注明来源",
    "exactly one of course, all_of, any_of": "course、all_of、any_of 中恰填一项",
    "kind only beside course": "kind 只能与 course 同用",
    "exactly one of term, course": "term、course 中恰填一项",
    "upper where comparator is between, and only there": "仅当比较方式为 between 时填写 upper",
    "an upper that is not below value": "upper 不得小于 value",
    "text that is not blank": "非空文本",
    "a code that does not look like a key": "不与标识（UUID）混淆的代码",
    "a code: letters, digits, '.', '_' and '-', at most 40, beginning with a letter or digit": (
        "代码：由字母、数字及“.”“_”“-”组成，最多 40 个字符，以字母或数字开头"
    ),
    "a key: a UUID in lower case": "标识：小写的 UUID",
    "text without control characters, such as those that turn its direction": (
        "不含控制字符（如改变文字方向的字符）的文本"
    ),
    "terms by number, such as 3, 1-4 or 2、4": "以数字表示的学期，如 3、1-4 或 2、4",
    "weekly hours, 4*16, 2周 or a mark such as √": "周学时、4*16、2周，或 √ 等标记",
    "4*16 or 2周": "4*16 或 2周",
    "A (theory), B (mixed) or C (practice)": "A（理论）、B（理实一体）或 C（实践）",
    "必修 or 选修 (required or elective)": "必修或选修",
    "是 or 否 (yes or no)": "是或否",
    ".xlsx, .docx or .csv": ".xlsx、.docx 或 .csv",
    "a folder, .xlsx, .json or .csv": "文件夹、.xlsx、.json 或 .csv",
    "UTF-8 or GB18030": "UTF-8 或 GB18030",
    "another course": "另一门课程",
    "the Course ID of a row of this file": "本文件某一行的 Course ID",
    "a closing bracket": "右括号",
    "each heading once": "每个列标题只出现一次",
    "heading, field and, for a term's column, term": "heading、field，学期列另须 term",
    "the text of a heading": "列标题文本",
    "the term's number, exactly where the field is by_term": "仅当 field 为 by_term 时填写学期数",
    "an Excel workbook (.xlsx)": "Excel 工作簿（.xlsx）",
    "a Word document (.docx)": "Word 文档（.docx）",
    "a workbook of a cluster": "专业群工作簿",
    "a workbook of a framework": "标准工作簿",
}
_TABLE_FIELDS = {called(field): title for field, title in FIELDS.items()}
_COLUMNS = {name.rpartition(".")[2]: words.zh for name, words in COLUMNS.items()}
_NOUNS = {"characters": "个字符", "decimal places": "位小数", "rows": "行", "columns": "列", "cells": "个单元格"}
_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"a number from (\S+) to (\S+)", r"\1 至 \2 之间的数字"),
    (r"terms from (\S+) to (\S+)", r"第 \1 至第 \2 学期"),
    (r"did you mean (.+)\?", r"是否指 \1？"),
    (r"a workbook of an? (\S+)", r"\1 的工作簿"),
    (r"a sheet “(.+)”", r"工作表“\1”"),
    (r"null or one of: (.+)", r"null 或下列之一：\1"),
    (r"the end, not (.+)", r"到此结束，而不是 \1"),
    (r"a code, not (.+)", r"代码，而不是 \1"),
    (r"all or any, not (.+)", r"all 或 any，而不是 \1"),
    (r"no (.+) in a pool of kind (\S+)", r"类型为 \2 的选修组不得填写 \1"),
    (r"(.+) in a pool of kind (\S+)", r"类型为 \2 的选修组须填写 \1"),
    (r"(\S+) rows and (\S+) columns", r"\1 行、\2 列"),
)

SAID_BY_US = frozenset({"R003", "R007", "R017", "R601", "R602", "R603", "R604", "R626"})
"""The problems of whole files: what was found is counted or named, and is no text of somebody."""
_FOUND: tuple[tuple[str, str], ...] = (
    (r"other bytes", "其他编码的字节"),
    (r"binary content", "二进制内容"),
    (r"byte (\S+)", r"字节 \1"),
    (r"a file of Office 97 to 2003, such as .xls or .doc", "Office 97–2003 格式的文件（如 .xls 或 .doc）"),
    (r"an encrypted file", "加密的文件"),
    (r"an encrypted part", "文件中有加密部分"),
    (r"the sheet (.+) is missing", r"缺少工作表“\1”"),
    (r"(\S+) bytes unpacked", r"解压后 \1 字节"),
    (r"(\S+) bytes", r"\1 字节"),
    (r"(\S+) parts", r"\1 个部分"),
    (r"(\S+) sheets", r"\1 张工作表"),
    (r"(\S+) rows", r"\1 行"),
    (r"(\S+) times", r"\1 倍"),
)


def in_words(expected: str) -> str:
    """What is expected, in the reader's language."""
    return chinese(expected) if reading_language() == "zh" else expected


def found_in_words(code: str, found: str) -> str:
    """What was found, in the reader's language where it is ours to say; what stands in the file stays as it is."""
    if reading_language() != "zh" or code not in SAID_BY_US:
        return found
    for pattern, meant in _FOUND:
        if re.fullmatch(pattern, found):
            return re.sub(pattern, meant, found)
    return found


def field_in_words(said: str) -> str:
    """Fields of a file, as problems name them, in the reader's language."""
    language = reading_language()
    between = "、" if language == "zh" else ", "
    return between.join(_field(each, language) for each in said.split("、"))


def _field(said: str, language: Language) -> str:
    if said in _TABLE_FIELDS:
        return _TABLE_FIELDS[said].in_language(language)
    return _COLUMNS.get(said, said) if language == "zh" else said


def chinese(expected: str) -> str:
    """What is expected, in Chinese; names of fields, codes and endings stay.

    >>> chinese("a number of at most two places"), chinese("one of: theory, mixed"), chinese("UTF-8")
    ('最多两位小数的数字', '下列之一：理论（A）（theory）、理实一体（B）（mixed）', 'UTF-8')
    """
    if expected in _PHRASES:
        return _PHRASES[expected]
    if expected.endswith("; several separated by commas"):
        return f"{chinese(expected.removesuffix('; several separated by commas'))}；多个以逗号分隔"
    for head, said in (("at most ", "最多 "), ("one of: ", "下列之一：")):
        if expected.startswith(head):
            return said + _rest(expected.removeprefix(head))
    if expected.endswith(" without macros"):
        return f"不含宏的 {chinese(expected.removesuffix(' without macros'))}"
    return _of_nouns(expected) or _patterned(expected)


def _rest(said: str) -> str:
    """A list of words, or a number of something."""
    number, _blank, noun = said.partition(" ")
    if noun in _NOUNS:
        return f"{number} {_NOUNS[noun]}"
    if ", " not in said and " " in said:
        return _patterned(said)
    return "、".join(f"{CHOICE_WORDS[each]}（{each}）" if each in CHOICE_WORDS else each for each in said.split(", "))


def _of_nouns(said: str) -> str:
    """`the code of a course`, `codes of courses, separated by commas`."""
    found = (
        re.fullmatch(r"the code of an? (.+)", said)
        or re.fullmatch(r"codes of (.+), separated by commas", said)
        or re.fullmatch(r"the code or key of the (.+) that is meant", said)
    )
    if found is None:
        return ""
    noun = found[1] if found[1] in NOUNS else re.sub(r"ies$", "y", found[1]).removesuffix("s")
    name = str(NOUNS.get(noun, noun))
    if said.startswith("codes"):
        return f"{name}代码，多个以逗号分隔"
    return f"所指{name}的代码或标识" if "or key" in said else f"{name}代码"


def _patterned(said: str) -> str:
    for pattern, meant in _PATTERNS:
        if re.fullmatch(pattern, said):
            return re.sub(pattern, meant, said)
    return said
