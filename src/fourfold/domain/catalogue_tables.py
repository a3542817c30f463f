"""The problems of tables that colleges have, R701 to R799: permanent codes, and what people read."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, Pair, entry
from fourfold.domain.catalogue_table_plans import TABLE_HOURS, TABLE_PLANS
from fourfold.domain.problem import ProblemKind, Severity

_BELIEVED: Pair = (
    "What is only seen would be taken for what was typed.",
    "显示的内容会被误当作录入的内容。",
)
_NO_GUESS: Pair = (
    "Nothing is guessed: a wrong figure does more harm than a missing one.",
    "系统不作猜测：错误的数值比缺失更有害。",
)
_UNTOUCHED: Pair = ("The field stays as it was until it is clear.", "在明确之前，该字段保持原样。")
_TYPE_IT: Pair = ("Type the value into the cell.", "请在单元格中直接录入数值或文字。")
_NO_TABLE: Pair = ("Nothing can be said of a table that cannot be read.", "无法读取的表格无从理解。")
_SILENCE: Pair = ("What is left out silently would be believed to be taken in.", "悄悄略过的内容会被误认为已导入。")
_NAME_IT: Pair = (
    "Say what the column means, or that it is to be left out.",
    "请说明该列的含义，或说明不导入该列。",
)


def _reading(code: str, name: str, severity: Severity, title: Pair, message: Pair, mend: Pair) -> ProblemKind:
    return entry(code, name, severity, title=title, message=message, why=_NO_TABLE, mend=mend)


_FILES = (
    _reading(
        "R701",
        "table-in-gb18030",
        INFO,
        ("A CSV file is read as GB18030", "CSV 文件按 GB18030 读取"),
        ("The file is not UTF-8 and was read as GB18030", "文件不是 UTF-8 编码，已按 GB18030 读取"),
        (
            "Look whether names are as they should be; else save it as `CSV UTF-8`.",
            "请核对名称是否正确；如有乱码，请另存为“CSV UTF-8”。",
        ),
    ),
    _reading(
        "R702",
        "table-damaged",
        ERROR,
        ("A table is damaged", "表格已损坏"),
        ("The table cannot be read from here on", "表格从此处起无法读取"),
        ("Open the file in its program and save it again.", "请用原软件打开该文件并重新保存。"),
    ),
    _reading(
        "R703",
        "table-too-large",
        ERROR,
        ("A table is too large", "表格过大"),
        ("The table is larger than {limit}", "表格超过上限 {limit}"),
        (
            "Keep the rows of courses only; delete what stands far outside them.",
            "请只保留课程行，并删除远离表格的内容。",
        ),
    ),
    _reading(
        "R704",
        "table-hidden",
        WARNING,
        ("A hidden sheet is not read", "隐藏的工作表不会被读取"),
        ("The sheet “{table}” is hidden and is not read", "工作表“{table}”已隐藏，不会被读取"),
        ("Show the sheet if it is to be read.", "如需读取，请取消隐藏该工作表。"),
    ),
    _reading(
        "R705",
        "table-tracked-changes",
        WARNING,
        ("A document has tracked changes", "文档含有修订标记"),
        (
            "The document has tracked changes: it is read as if all were accepted",
            "文档含有修订标记：按全部接受修订后的内容读取",
        ),
        ("Accept or reject the changes, and save the document.", "请接受或拒绝修订后保存文档。"),
    ),
    _reading(
        "R706",
        "table-aside",
        WARNING,
        ("A table in a header, footer or note is not read", "页眉、页脚或脚注中的表格不会被读取"),
        ("A table stands outside the text and is not read", "正文之外有表格，不会被读取"),
        ("Move the table into the text.", "请将表格移到正文中。"),
    ),
    _reading(
        "R707",
        "table-of-another-kind",
        ERROR,
        ("A file is of a kind that is not read", "不读取此类文件"),
        ("Files of this kind are not read as tables", "此类文件不能作为表格读取"),
        ("Save it as .xlsx, .docx or CSV.", "请另存为 .xlsx、.docx 或 CSV。"),
    ),
)
_COLUMNS = (
    entry(
        "R708",
        "table-column-unmapped",
        WARNING,
        title=("A column is not understood", "有一列无法识别"),
        message=(
            "The column “{column}” is none that is known; it is not taken in",
            "无法识别列“{column}”，该列不会导入",
        ),
        why=_SILENCE,
        mend=_NAME_IT,
    ),
    entry(
        "R709",
        "table-column-rivals",
        ERROR,
        title=("Two columns seem to be the same field", "两列似乎是同一字段"),
        message=(
            "The column “{column}” and “{others}” both seem to be {field}; this one is not taken in",
            "列“{column}”与“{others}”似乎都是 {field}；本列不会导入",
        ),
        why=_NO_GUESS,
        mend=_NAME_IT,
    ),
    entry(
        "R710",
        "table-column-not-kept",
        INFO,
        title=("A column is understood and not kept", "有一列已识别但不保存"),
        message=(
            "The column “{column}” is {field}: a course has no place for it",
            "列“{column}”对应 {field}：课程没有相应的字段",
        ),
        why=_SILENCE,
        mend=("Nothing needs to be done.", "无需处理。"),
    ),
    entry(
        "R711",
        "table-none",
        ERROR,
        title=("A file has no table of courses", "文件中没有课程表格"),
        message=("No table has a heading for a course's code or title", "没有表格含有课程代码或课程名称列"),
        why=_NO_TABLE,
        mend=(
            "Give the table a row of headings such as code, title and credits, or say what its own headings mean.",
            "请为表格加上标题行（如课程代码、课程名称、学分），或说明其现有标题的含义。",
        ),
    ),
    entry(
        "R712",
        "table-not-of-courses",
        WARNING,
        title=("A table is not understood", "有一张表格无法识别"),
        message=("“{table}” has no headings of courses; it is not taken in", "“{table}”没有课程列标题，不会导入"),
        why=_SILENCE,
        mend=("Nothing, if it is about something else.", "若该表与课程无关，则无需处理。"),
    ),
    entry(
        "R713",
        "mapping-heading-absent",
        WARNING,
        title=("A mapping names a heading that the table lacks", "列映射中的标题在表格中不存在"),
        message=(
            "The mapping names “{column}”, and no table has that heading",
            "列映射提到“{column}”，但表格中没有该标题",
        ),
        why=("The table may have changed since the mapping was made.", "表格可能在建立映射之后有过改动。"),
        mend=("Correct the heading in the mapping, or take it out.", "请更正或删除映射中的该标题。"),
    ),
    entry(
        "R714",
        "table-formula",
        WARNING,
        title=("A cell holds a formula", "单元格含有公式"),
        message=(
            "“{column}” in row {row} holds a formula; its value is not taken",
            "第 {row} 行“{column}”含有公式，其值不予采用",
        ),
        why=_BELIEVED,
        mend=("Copy the column and paste it as values.", "请复制该列并“粘贴为数值”。"),
    ),
    entry(
        "R715",
        "table-date",
        ERROR,
        title=("A date stands where something else should", "应填其他内容处是日期"),
        message=(
            "“{column}” in row {row} holds a date: the spreadsheet made one of what was typed",
            "第 {row} 行“{column}”是日期：录入内容被电子表格转换成了日期",
        ),
        why=("A code such as 3-1 has become a day in March.", "形如 3-1 的代码被变成了 3 月 1 日。"),
        mend=("Format the column as text and type the value again.", "请将该列设为文本格式后重新录入。"),
    ),
    entry(
        "R716",
        "table-cell-error",
        ERROR,
        title=("A cell holds an error", "单元格含有错误值"),
        message=("“{column}” in row {row} holds an error of the spreadsheet", "第 {row} 行“{column}”是电子表格错误值"),
        why=_UNTOUCHED,
        mend=_TYPE_IT,
    ),
    entry(
        "R717",
        "table-within-table",
        ERROR,
        title=("A cell holds another table", "单元格内嵌套了表格"),
        message=("“{column}” in row {row} holds a table of its own", "第 {row} 行“{column}”内嵌套了表格"),
        why=_UNTOUCHED,
        mend=("Take the inner table out of the cell.", "请将嵌套的表格移出单元格。"),
    ),
    entry(
        "R718",
        "table-value-unclear",
        ERROR,
        title=("A value is not understood", "有一个值无法理解"),
        message=("“{column}” in row {row} is not understood", "第 {row} 行“{column}”无法理解"),
        why=_UNTOUCHED,
        mend=("Write what is expected, or leave the cell empty.", "请按要求填写，或将单元格留空。"),
    ),
    entry(
        "R719",
        "table-cells-merged",
        ERROR,
        title=("Merged cells share a value", "合并单元格共用一个值"),
        message=(
            "“{column}” in row {row} is merged with a neighbour; whose value it is cannot be told",
            "第 {row} 行“{column}”与相邻单元格合并，无法判断该值属于谁",
        ),
        why=_NO_GUESS,
        mend=("Divide the cells and write each value.", "请拆分单元格并分别填写。"),
    ),
)
_ROWS = (
    entry(
        "R720",
        "table-row-nameless",
        ERROR,
        title=("A row names no course", "有一行没有课程名称"),
        message=("Row {row} has neither a course's code nor its title", "第 {row} 行既无课程代码，也无课程名称"),
        why=_NO_GUESS,
        mend=("Write the code or the title.", "请填写课程代码或名称。"),
    ),
    entry(
        "R721",
        "table-code-unfit",
        ERROR,
        title=("A code cannot be a code", "课程代码不合规"),
        message=("The code in row {row} cannot be a course's code", "第 {row} 行的代码不能作为课程代码"),
        why=("Codes are parts of addresses and names of files.", "代码用于网址和文件名。"),
        mend=(
            "Use Latin letters, digits, full stops, hyphens and underscores, at most 40.",
            "请使用字母、数字、点、连字符和下划线，最多 40 个字符。",
        ),
    ),
    entry(
        "R722",
        "table-row-other",
        INFO,
        title=("A row is not about a course", "有一行与课程无关"),
        message=("Row {row} is not taken for a course", "第 {row} 行未作为课程处理"),
        why=_SILENCE,
        mend=("Give it a code if it is a course.", "若它是课程，请填写课程代码。"),
    ),
    entry(
        "R723",
        "table-course-twice",
        ERROR,
        title=("A course stands twice", "课程重复出现"),
        message=("The course in row {row} stands in row {first} already", "第 {row} 行的课程已出现（行号：{first}）"),
        why=_NO_GUESS,
        mend=("Keep one row for each course.", "每门课程请只保留一行。"),
    ),
    entry(
        "R724",
        "table-title-of-several",
        ERROR,
        title=("A title belongs to several courses", "名称对应多门课程"),
        message=("The title in row {row} belongs to {codes}", "第 {row} 行的名称对应 {codes}"),
        why=_NO_GUESS,
        mend=("Write the course's code in the row.", "请在该行填写课程代码。"),
    ),
    entry(
        "R725",
        "table-new-course-lacks",
        ERROR,
        title=("A new course lacks what it needs", "新课程缺少必要内容"),
        message=(
            "Row {row} is a course that the cluster does not have, and it lacks: {fields}",
            "第 {row} 行是专业群中没有的课程，且缺少：{fields}",
        ),
        why=_NO_GUESS,
        mend=(
            "Write what is lacking, choose what new courses are, or write the code of the course that is meant.",
            "请补充缺少的内容、选定新课程的默认内容，或填写所指课程的代码。",
        ),
    ),
    entry(
        "R726",
        "table-module-unknown",
        ERROR,
        title=("A module is not known", "模块不存在"),
        message=("Row {row} names a module that the cluster does not have", "第 {row} 行的模块在专业群中不存在"),
        why=_UNTOUCHED,
        mend=(
            "Write a module's code or its exact title, or make the module first.",
            "请填写模块代码或准确名称，或先建立该模块。",
        ),
    ),
    entry(
        "R727",
        "table-category-differs",
        WARNING,
        title=("A category is another one than the module's", "类别与模块所属类别不符"),
        message=(
            "Row {row} names a category that is not the one of its module {module}",
            "第 {row} 行的类别与其模块 {module} 所属类别不符",
        ),
        why=(
            "A course is in the category of its module; the module stays.",
            "课程的类别由所属模块决定；模块保持不变。",
        ),
        mend=("Correct the category, or name another module.", "请更正类别，或改填其他模块。"),
    ),
    entry(
        "R728",
        "table-requisite-unknown",
        ERROR,
        title=("A requisite names no course", "先修要求无对应课程"),
        message=("The requisite in row {row} names no one course", "第 {row} 行的先修要求没有唯一对应的课程"),
        why=_UNTOUCHED,
        mend=("Write the code of a course.", "请填写课程代码。"),
    ),
)
TABLES: tuple[ProblemKind, ...] = (*_FILES, *_COLUMNS, *_ROWS, *TABLE_HOURS, *TABLE_PLANS)
"""What can be wrong with a course table or a program plan that a college brings."""
