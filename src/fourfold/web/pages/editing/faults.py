"""What is wrong with a box of a form, in words that tell how to mend it."""

from collections.abc import Mapping

from fourfold.canon.validate import Fault
from fourfold.domain.text import Text

_CODE = Text(
    en="A code: letters, digits, “.”, “_” and “-”, at most 40, beginning with a letter or digit.",
    zh="代码由字母、数字、“.”“_”“-”组成，最多 40 个字符，以字母或数字开头。",
)
_TEXT = Text(
    en="This text is blank, too long, or has signs in it that nobody can see.",
    zh="文本为空、过长或含有不可见字符。",
)
_BY_CODE: Mapping[str, Text] = {
    "R021": Text(en="Fill this in.", zh="请填写此项。"),
    "R022": Text(en="This is not a number, such as 4 or 4.5.", zh="此处应填写数字，如 4 或 4.5。"),
    "R023": Text(en="Choose one of the words of the list.", zh="请从列表中选择。"),
    "R025": Text(en="This number is too small or too large.", zh="数值过小或过大。"),
    "R026": Text(en="At most two decimal places.", zh="最多两位小数。"),
    "R027": _TEXT,
}
_TOGETHER: Mapping[str, Text] = {
    "at least one of en, zh": Text(en="Fill in at least one of the two languages.", zh="两种语言至少填写一种。"),
    "a source, where ground is sourced": Text(en="What is sourced names its source.", zh="有来源的内容须注明来源。"),
    "exactly one of term, course": Text(en="Give a term or a course, one of the two.", zh="学期与课程两者填写其一。"),
    "upper where comparator is between, and only there": Text(
        en="Between needs a second value; the others have one.", zh="“介于”需要第二个数值，其他比较只有一个。"
    ),
    "an upper that is not below value": Text(
        en="The second value is not below the first.", zh="第二个数值不得小于第一个。"
    ),
}
_POOL = Text(
    en="The kind of a pool says what else it has: so many courses, or modules, or credits from the list, or credits "
    "from courses that are not listed.",
    zh="选修池的方式决定其他内容：选若干课程、若干模块、从列表修若干学分，或从未列课程修若干学分。",
)


def sentence(fault: Fault) -> Text:
    """What a fault of a value says beside its box."""
    if fault.code == "R024":
        return _CODE if fault.expected.startswith("a code") else _TEXT
    return _BY_CODE.get(fault.code) or _TOGETHER.get(fault.expected, _POOL)


def unknown(code: str, near: str) -> Text:
    """That nothing has a code."""
    if near:
        return Text(en=f"Nothing has the code {code}: did you mean {near}?", zh=f"没有代码 {code}：是否指 {near}？")
    return Text(en=f"Nothing has the code {code}.", zh=f"没有代码 {code}。")


def unclear_requisite(expected: str) -> Text:
    """That a requisite cannot be read."""
    return Text(
        en=f"This cannot be read: expected {expected}. Write codes, such as NT-A, any(NT-B, NT-C co).",
        zh="无法识别。请填写课程代码，如 NT-A, any(NT-B, NT-C co)：逗号表示都需要，any() 表示任一，co 表示可同学期。",
    )
