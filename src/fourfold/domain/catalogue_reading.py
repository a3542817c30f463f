"""The problems of reading: what can be wrong with files before anything is known about the cluster in them."""

from fourfold.domain.catalogue_entry import kind
from fourfold.domain.catalogue_values import VALUES
from fourfold.domain.problem import ProblemKind, Severity

_FILES: tuple[ProblemKind, ...] = (
    kind(
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
    kind(
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
    kind(
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
    kind(
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
    kind(
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
    kind(
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
    kind(
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
    kind(
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
    kind(
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
    kind(
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
    kind(
        "R011",
        "too-many-values",
        ("Too many values", "值过多"),
        (
            "Up to here there are more than {limit} values",
            "Reading stays within fixed memory and time.",
            "Split the content into one file per part, and a very large folder into several clusters.",
        ),
        (
            "读到此处，值已超过 {limit} 个",
            "读取所用的内存和时间是有限的。",
            "按部分拆分为多个文件；过大的文件夹拆分为多个专业群。",
        ),
    ),
    kind(
        "R012",
        "field-twice",
        ("A field is given twice", "字段重复"),
        ("The field “{field}” is given twice", "Only one of the two values could be kept.", "Remove one of them."),
        ("字段“{field}”重复出现", "两个值只能保留其一。", "删除其中一个。"),
    ),
    kind(
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
    kind(
        "R014",
        "schema-newer",
        ("Written by a newer version", "由更新版本写成"),
        ("This was written by a newer Fourfold", "What a newer schema means is not known here.", "Upgrade Fourfold."),
        ("该文件由更新版本的 Fourfold 写成", "当前版本不了解更新的 schema。", "升级 Fourfold。"),
    ),
    kind(
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
    kind(
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
    kind(
        "R017",
        "not-what-its-name-says",
        ("A file is not what its name says", "文件内容与名称不符"),
        (
            "This file is not what its name says",
            "A file is read as the kind that its name ends in.",
            "Name it after what it is: .yaml, .xlsx, .json or .csv.",
        ),
        ("文件内容与其名称不符", "文件按其扩展名的种类读取。", "按内容命名:.yaml、.xlsx、.json 或 .csv。"),
    ),
    kind(
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
    kind(
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
)

READING: tuple[ProblemKind, ...] = (*_FILES, *VALUES)
"""Every problem of reading, by code; codes are permanent."""
