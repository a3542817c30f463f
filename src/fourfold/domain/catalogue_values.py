"""The problems of values: what can be wrong with what a file says, field by field."""

from fourfold.domain.catalogue_entry import kind
from fourfold.domain.problem import ProblemKind, Severity

VALUES: tuple[ProblemKind, ...] = (
    kind(
        "R020",
        "field-not-known",
        ("A field that does not exist", "字段不存在"),
        (
            "There is no field “{field}” here",
            "A misspelt field would be lost without a word.",
            "Correct its spelling, or remove it.",
        ),
        ("此处没有字段“{field}”", "拼错的字段会无声丢失。", "更正拼写，或将其删除。"),
    ),
    kind(
        "R021",
        "field-missing",
        ("A field is missing", "缺少字段"),
        ("The field “{field}” is missing", "Without it the part does not say enough to be understood.", "Add it."),
        ("缺少字段“{field}”", "缺少它就无法理解该部分。", "补充该字段。"),
    ),
    kind(
        "R022",
        "wrong-type",
        ("A value of the wrong kind", "值的类型不正确"),
        (
            "“{field}” is not the kind of value that belongs here",
            "Numbers, text, lists and mappings are told apart strictly: 064 is not 64, and yes is not true.",
            "Write the value as expected.",
        ),
        ("“{field}”的值类型不正确", "数字、文本、列表和映射严格区分:064 不是 64,yes 不是 true。", "按要求的类型填写。"),
    ),
    kind(
        "R023",
        "not-a-choice",
        ("A word that is not allowed here", "取值不在允许范围"),
        (
            "“{field}” holds a word that is not allowed here",
            "Each word has an exact meaning; others have none.",
            "Choose one of those that are expected.",
        ),
        ("“{field}”的值不在允许的取值之内", "每个取值都有确切含义。", "从允许的取值中选择。"),
    ),
    kind(
        "R024",
        "wrong-shape",
        ("A value is not written as it must be", "写法不符合要求"),
        (
            "“{field}” is not written as it must be",
            "Codes and keys stand in addresses, files and references.",
            "Write it as expected.",
        ),
        ("“{field}”的写法不符合要求", "代码和键会用于地址、文件和引用。", "按要求的写法填写。"),
    ),
    kind(
        "R025",
        "out-of-bounds",
        ("A number is too small or too large", "数值过小或过大"),
        (
            "“{field}” is too small or too large",
            "A number outside these bounds is a slip of the pen.",
            "Correct the number.",
        ),
        ("“{field}”的数值过小或过大", "超出范围的数字多为笔误。", "更正数值。"),
    ),
    kind(
        "R026",
        "too-precise",
        ("Too many decimal places", "小数位过多"),
        (
            "“{field}” has too many decimal places",
            "Numbers are exact, with two places at most.",
            "Round the number yourself, knowingly.",
        ),
        ("“{field}”的小数位过多", "数值必须精确，最多两位小数。", "请自行取舍。"),
    ),
    kind(
        "R027",
        "text-not-fit",
        ("A text is blank or too long", "文本为空或过长"),
        (
            "“{field}” is blank, too long or not text",
            "Text is shown on pages and in reports.",
            "Write text of a reasonable length.",
        ),
        ("“{field}”为空、过长或不是文本", "文本会显示在页面和报告中。", "填写长度适当的文本。"),
    ),
    kind(
        "R028",
        "fields-disagree",
        ("Fields do not fit together", "字段互相矛盾"),
        (
            "The fields of “{field}” do not fit together",
            "Some fields exclude or need each other.",
            "Give the fields that are expected.",
        ),
        ("“{field}”中的字段互相矛盾", "有些字段互斥或相互依赖。", "按要求给出字段。"),
    ),
    kind(
        "R029",
        "named-otherwise",
        ("A file is not named after its code", "文件名与代码不一致"),
        (
            "The file is not named after the code in it",
            "Whoever looks for a code looks for a file of that name.",
            "Rename the file, or correct the code.",
        ),
        ("文件名与其中的代码不一致", "人们按代码查找文件。", "更改文件名或更正代码。"),
        severity=Severity.WARNING,
    ),
    kind(
        "R030",
        "code-twice",
        ("A code is used twice", "代码重复"),
        (
            "The code “{code}” is already used in {first}",
            "Codes name one thing each, ignoring case, so that a reference means one thing.",
            "Choose another code.",
        ),
        ("代码“{code}”已在 {first} 中使用", "代码（不分大小写）只能指代一个对象，引用才不会有歧义。", "换用其他代码。"),
    ),
    kind(
        "R031",
        "key-twice",
        ("A key is used twice", "键重复"),
        (
            "The same key is already used in {first}",
            "A key is minted once and names one thing for good.",
            "Remove the key from the copy, so that it gets its own.",
        ),
        ("相同的键已在 {first} 中使用", "键只产生一次，永久指代一个对象。", "删除副本中的键，使其获得自己的键。"),
    ),
    kind(
        "R032",
        "references-not-checked",
        ("References that could not be checked yet", "尚无法检查的引用"),
        (
            "{left} references may mean what stands here and could not be read",
            "What cannot be read may hold what they name; whether they dangle is known once it is mended.",
            "Mend what else is said of this file and check again.",
        ),
        (
            "有 {left} 处引用可能指向此处未能读取的内容",
            "未能读取的内容中可能正有所引用的对象，修正后才能判断引用是否悬空。",
            "先修正该文件的其他问题，再重新检查。",
        ),
        severity=Severity.INFO,
    ),
)
"""Every problem of a value, by code."""
