"""The problems of reading: what can be wrong with files before anything is known about the cluster in them."""

from fourfold.domain.problem import ProblemKind, Severity
from fourfold.domain.text import Text


def _kind(
    code: str,
    name: str,
    title: tuple[str, str],
    en: tuple[str, str, str],
    zh: tuple[str, str, str],
    *,
    severity: Severity = Severity.ERROR,
) -> ProblemKind:
    (message, why, mend), (message_zh, why_zh, mend_zh) = en, zh
    return ProblemKind(
        code=code,
        name=name,
        title=Text(en=title[0], zh=title[1]),
        severity=severity,
        message=Text(en=message, zh=message_zh),
        why=Text(en=why, zh=why_zh),
        mend=Text(en=mend, zh=mend_zh),
    )  # fmt: skip


READING: tuple[ProblemKind, ...] = (
    _kind(
        "R001",
        "path-absent",
        ("Nothing is at this path", "路径下没有内容"),
        (
            "There is nothing at this path",
            "Nothing can be read from a path that does not exist.",
            "Check the spelling of the path and the folder from which you start.",
        ),
        ("此路径下没有任何内容", "路径不存在，无从读取。", "检查路径的拼写以及当前所在的文件夹。"),
    ),
    _kind(
        "R002",
        "not-a-readable-file",
        ("A file cannot be read", "文件无法读取"),
        (
            "This is not a file or folder that can be read",
            "Devices, pipes, folders named like files and files without permission cannot hold a cluster.",
            "Put an ordinary file there, or grant permission to read it.",
        ),
        (
            "此处不是可读取的文件或文件夹",
            "设备、管道、以文件命名的文件夹以及没有权限的文件都不能存放专业群。",
            "放置普通文件，或授予读取权限。",
        ),
    ),
    _kind(
        "R003",
        "too-large",
        ("A file is too large", "文件过大"),
        (
            "This is larger than the limit of {limit}",
            "Reading stays within fixed memory and time.",
            "Split the content into one file per part; leave attachments out.",
        ),
        ("内容超过上限 {limit}", "读取所用的内存和时间是有限的。", "按部分拆分为多个文件，不要放入附件。"),
    ),
    _kind(
        "R004",
        "too-many-files",
        ("Too many files", "文件过多"),
        (
            "The folder holds more than {limit} files",
            "Reading stays within fixed memory and time.",
            "Point at the folder of one cluster, not at a folder above it.",
        ),
        (
            "文件夹中的文件超过 {limit} 个",
            "读取所用的内存和时间是有限的。",
            "请指向单个专业群的文件夹，而不是其上级文件夹。",
        ),
    ),
    _kind(
        "R005",
        "name-not-allowed",
        ("A file's name cannot be used", "文件名不可用"),
        (
            "This file's name cannot be used",
            (
                "A file is named by the code of its part, so that it is the same file on every system: letters, "
                "digits, '.', '_', '-', and no two names that differ only in case."
            ),
            "Rename the file to the code of its part.",
        ),
        (
            "文件名不可用",
            "文件以其部分的代码命名，以便在所有系统上一致：字母、数字、“.”“_”“-”，且不得仅大小写不同。",
            "将文件改名为其部分的代码。",
        ),
    ),
    _kind(
        "R006",
        "leaves-the-folder",
        ("A link leads out of the folder", "链接指向文件夹之外"),
        (
            "This link leads out of the folder",
            "A cluster's folder must be whole by itself and reveal nothing else.",
            "Replace the link by the file it points to.",
        ),
        ("此链接指向文件夹之外", "专业群文件夹应当自成一体，不得暴露其他内容。", "用所指向的文件替换该链接。"),
    ),
    _kind(
        "R007",
        "not-utf-8",
        ("A file is not UTF-8 text", "文件不是 UTF-8 文本"),
        (
            "This file is not UTF-8 text",
            "Names in Chinese survive only in one agreed encoding.",
            "Save the file as UTF-8.",
        ),
        ("文件不是 UTF-8 文本", "只有统一编码才能保证中文不出错。", "将文件另存为 UTF-8 编码。"),
    ),
    _kind(
        "R008",
        "yaml-syntax",
        ("Broken YAML", "YAML 语法有误"),
        (
            "This is not well-formed YAML",
            "Nothing after a fault of syntax can be trusted.",
            "Mend the line named here: most often an indent, a missing quote or a colon.",
        ),
        ("YAML 语法有误", "语法错误之后的内容都不可信。", "修正所指的行：多为缩进、引号或冒号的问题。"),
    ),
    _kind(
        "R009",
        "yaml-beyond-data",
        ("YAML beyond plain data", "超出纯数据的 YAML"),
        (
            "Anchors, aliases, tags and merge keys are not read",
            "They can make a small file expand without end, and hide where a value stands.",
            "Write the value out where it is used; put text that begins with '&', '*' or '!' in quotes.",
        ),
        (
            "不支持锚点、别名、标签和合并键",
            "它们会使小文件无限膨胀，并掩盖数值的真实位置。",
            "在使用处写出完整的值；以 “&”“*”“!” 开头的文本请加引号。",
        ),
    ),
    _kind(
        "R010",
        "too-deep",
        ("Values are nested too deeply", "嵌套过深"),
        (
            "Values are nested more than {limit} deep",
            "Reading stays within fixed memory and time.",
            "Flatten the tree; no document needs such depth.",
        ),
        ("嵌套超过 {limit} 层", "读取所用的内存和时间是有限的。", "减少嵌套层次。"),
    ),
    _kind(
        "R011",
        "too-many-values",
        ("Too many values", "值过多"),
        (
            "The file holds more than {limit} values",
            "Reading stays within fixed memory and time.",
            "Split the content into one file per part.",
        ),
        ("文件中的值超过 {limit} 个", "读取所用的内存和时间是有限的。", "按部分拆分为多个文件。"),
    ),
    _kind(
        "R012",
        "field-twice",
        ("A field is given twice", "字段重复"),
        ("The field “{field}” is given twice", "Only one of the two values could be kept.", "Remove one of them."),
        ("字段“{field}”重复出现", "两个值只能保留其一。", "删除其中一个。"),
    ),
    _kind(
        "R013",
        "schema-not-known",
        ("A file of another kind than expected", "文件类型与预期不符"),
        (
            "The schema that this file names is not the one expected here",
            "The schema says what a file holds, so that old files stay readable for good.",
            "Begin the file with the line that is expected.",
        ),
        (
            "文件声明的 schema 与此处应有的不符",
            "schema 说明文件的内容，使旧文件始终可读。",
            "将文件首行改为应有的内容。",
        ),
    ),
    _kind(
        "R014",
        "schema-newer",
        ("Written by a newer version", "由更新版本写成"),
        ("This was written by a newer Fourfold", "What a newer schema means is not known here.", "Upgrade Fourfold."),
        ("该文件由更新版本的 Fourfold 写成", "当前版本不了解更新的 schema。", "升级 Fourfold。"),
    ),
    _kind(
        "R015",
        "file-not-read",
        ("A file was not read", "文件未被读取"),
        (
            "This is not part of the layout and is not read",
            "What is not read is not checked either, and its author may believe that it is.",
            "Move it to the folder of its kind and let its name end in .yaml, or remove it.",
        ),
        (
            "此处内容不属于既定布局，未被读取",
            "未读取的内容不会被检查，而作者可能以为已检查。",
            "移到对应种类的文件夹并以 .yaml 结尾，或将其删除。",
        ),
        severity=Severity.WARNING,
    ),
    _kind(
        "R016",
        "no-cluster-file",
        ("No cluster is in this folder", "文件夹中没有专业群"),
        (
            "There is no cluster.yaml in this folder",
            "The head of the cluster names it and its categories.",
            "Point at the folder that holds cluster.yaml, or write one.",
        ),
        (
            "文件夹中没有 cluster.yaml",
            "专业群的基本信息和类别都在其中。",
            "指向含有 cluster.yaml 的文件夹，或新建该文件。",
        ),
    ),
    _kind(
        "R017",
        "not-what-its-name-says",
        ("A file is not what its name says", "文件内容与名称不符"),
        (
            "This file is not what its name says",
            "A file is read as the kind that its name ends in.",
            "Name it after what it is: .yaml, .json or .csv.",
        ),
        ("文件内容与其名称不符", "文件按其扩展名的种类读取。", "按内容命名:.yaml、.json 或 .csv。"),
    ),
    _kind(
        "R018",
        "json-syntax",
        ("Broken JSON", "JSON 语法有误"),
        (
            "This is not well-formed JSON",
            "Nothing after a fault of syntax can be trusted.",
            "Mend the line named here; JSON has no comments, trailing commas, NaN or infinity.",
        ),
        ("JSON 语法有误", "语法错误之后的内容都不可信。", "修正所指的行;JSON 没有注释、末尾逗号、NaN 或无穷大。"),
    ),
    _kind(
        "R019",
        "more-problems",
        ("More problems than are listed", "还有未列出的问题"),
        (
            "{left} more problems of this file are not listed",
            "A list this long helps nobody.",
            "Mend those that are listed and read again.",
        ),
        ("该文件另有 {left} 个问题未列出", "过长的列表没有帮助。", "先修正已列出的问题，再重新读取。"),
    ),
    _kind(
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
    _kind(
        "R021",
        "field-missing",
        ("A field is missing", "缺少字段"),
        ("The field “{field}” is missing", "Without it the part does not say enough to be understood.", "Add it."),
        ("缺少字段“{field}”", "缺少它就无法理解该部分。", "补充该字段。"),
    ),
    _kind(
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
    _kind(
        "R023",
        "not-a-choice",
        ("A word that is not allowed here", "取值不在允许范围"),
        (
            "“{field}” is not one of the words allowed here",
            "Each word has an exact meaning; others have none.",
            "Choose one of those that are expected.",
        ),
        ("“{field}”不在允许的取值之内", "每个取值都有确切含义。", "从允许的取值中选择。"),
    ),
    _kind(
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
    _kind(
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
    _kind(
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
    _kind(
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
    _kind(
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
    _kind(
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
    _kind(
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
    _kind(
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
    _kind(
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
"""Every problem of reading, by code; codes are permanent."""
