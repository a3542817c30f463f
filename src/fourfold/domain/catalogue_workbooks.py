"""The problems of Office files and of workbooks (R601 to R699): permanent codes, and what people read."""

from fourfold.domain.catalogue_entry import ERROR, WARNING, entry
from fourfold.domain.problem import ProblemKind

OFFICE: tuple[ProblemKind, ...] = (
    entry(
        "R601",
        "not-an-office-file",
        ERROR,
        title=("A file is not what its name says", "文件与其名称不符"),
        message=("This is another kind of file than its name says", "文件的实际类型与其名称不符"),
        why=(
            "A file that was only renamed, or saved by an old program, cannot be read as what it is called.",
            "仅改了名，或由旧程序保存的文件，无法按其名称读取。",
        ),
        mend=(
            "Open it in Excel or Word and save it as .xlsx or .docx.",
            "用 Excel 或 Word 打开，另存为 .xlsx 或 .docx。",
        ),
    ),
    entry(
        "R602",
        "office-file-encrypted",
        ERROR,
        title=("A file is protected by a password", "文件受密码保护"),
        message=("The file is protected by a password", "文件受密码保护"),
        why=("Nothing can be read of a file that is encrypted.", "加密文件的内容无从读取。"),
        mend=(
            "Save a copy without a password (File, Info, Protect Workbook, Encrypt with Password: leave it empty).",
            "另存一份不带密码的副本（文件 → 信息 → 保护工作簿 → 用密码进行加密：留空）。",
        ),
    ),
    entry(
        "R603",
        "office-file-damaged",
        ERROR,
        title=("A file is damaged", "文件已损坏"),
        message=("The file is damaged or not complete", "文件已损坏或不完整"),
        why=(
            "Half a file says half of what was meant: it is refused rather than guessed at.",
            "残缺的文件只含部分内容，与其猜测，不如拒绝。",
        ),
        mend=(
            "Fetch it again, or open it in Excel or Word, let it repair the file, and save it.",
            "重新获取文件，或用 Excel 或 Word 打开、修复后保存。",
        ),
    ),
    entry(
        "R604",
        "office-file-too-much",
        ERROR,
        title=("A file holds too much when unpacked", "文件解压后内容过多"),
        message=("The file holds more than the limit of {limit}", "文件内容超过上限 {limit}"),
        why=("Reading stays within fixed memory and time.", "读取所用的内存和时间是有限的。"),
        mend=(
            "Delete rows and sheets that are not needed; formatted rows far below the last one count too.",
            "删除不需要的行和工作表；最后一行以下设过格式的空行也计算在内。",
        ),
    ),
    entry(
        "R605",
        "office-file-macros",
        ERROR,
        title=("A file holds macros", "文件含有宏"),
        message=("The file holds macros", "文件含有宏"),
        why=(
            "Macros are programs. They are never run here, and a file that carries them is not passed on to others.",
            "宏是程序。此处从不运行宏，也不会把带有宏的文件转给他人。",
        ),
        mend=("Save it as .xlsx or .docx, which leaves the macros out.", "另存为 .xlsx 或 .docx，即可去除宏。"),
    ),
    entry(
        "R606",
        "office-file-entities",
        ERROR,
        title=("A file defines entities of its own", "文件自行定义了实体"),
        message=("A part of the file declares a document type", "文件的某个部件声明了文档类型"),
        why=(
            "No Office program writes that. It is how a small file is made to fill a machine's memory.",
            "任何办公软件都不会这样写。这是让小文件占满内存的手法。",
        ),
        mend=("Open it in Excel or Word and save it anew.", "用 Excel 或 Word 打开后重新保存。"),
    ),
    entry(
        "R607",
        "office-file-outside",
        WARNING,
        title=("A workbook refers to other workbooks", "工作簿引用了其他工作簿"),
        message=(
            "The workbook refers to other workbooks; they are not read",
            "工作簿引用了其他工作簿，这些工作簿不会被读取",
        ),
        why=(
            "What stands in another file is neither here nor sent along.",
            "其他文件中的内容既不在此处，也不会随之发送。",
        ),
        mend=("Break the links (Data, Edit Links).", "断开链接（数据 → 编辑链接）。"),
    ),
)

SHEETS: tuple[ProblemKind, ...] = (
    entry(
        "R611",
        "workbook-unknown",
        ERROR,
        title=("A workbook holds nothing of a cluster", "工作簿中没有专业群内容"),
        message=("The workbook does not hold what is read here", "工作簿中没有此处要读取的内容"),
        why=(
            "The sheets are found by their names; without them there is nothing to read.",
            "工作表按名称查找，没有这些工作表便无从读取。",
        ),
        mend=(
            "Begin from a workbook that Fourfold wrote (`fourfold convert`), or give the sheets its names.",
            "请从 Fourfold 写出的工作簿开始（`fourfold convert`），或使用相同的工作表名称。",
        ),
    ),
    entry(
        "R612",
        "sheet-unknown",
        WARNING,
        title=("A sheet is not read", "工作表不会被读取"),
        message=("The sheet “{sheet}” is not read", "工作表“{sheet}”不会被读取"),
        why=(
            "What stands on a sheet of another name is not part of the cluster, whatever it looks like.",
            "名称不同的工作表不属于专业群，无论其内容看起来如何。",
        ),
        mend=(
            "Correct its name if it belongs to the cluster; else it may stay, for notes.",
            "如属于专业群，请更正名称；否则可作为备注保留。",
        ),
    ),
    entry(
        "R613",
        "column-unknown",
        ERROR,
        title=("A column of a sheet is not known", "工作表中有未知的列"),
        message=("The column “{column}” is not known here", "此处没有名为“{column}”的列"),
        why=(
            "What stands in a column of another name would be lost without a word.",
            "名称不同的列，其内容会在不知不觉中丢失。",
        ),
        mend=(
            "Correct the heading, or move your own notes to a sheet of their own.",
            "更正列标题，或将自己的备注移到单独的工作表。",
        ),
    ),
    entry(
        "R614",
        "column-doubled",
        ERROR,
        title=("A column stands twice", "列重复出现"),
        message=("The column “{column}” stands twice", "列“{column}”出现了两次"),
        why=("Of two values nobody knows which one holds.", "两个值中无法判断以哪个为准。"),
        mend=("Delete or rename one of them.", "删除其中一列，或更正其标题。"),
    ),
    entry(
        "R615",
        "sheet-doubled",
        ERROR,
        title=("A sheet stands twice", "工作表重复出现"),
        message=("The sheet “{sheet}” stands twice", "工作表“{sheet}”出现了两次"),
        why=("Names of sheets are told apart without regard to case and spaces.", "工作表名称不区分大小写和空格。"),
        mend=("Rename or delete one of them.", "重命名或删除其中一个。"),
    ),
    entry(
        "R616",
        "formula",
        ERROR,
        title=("A cell holds a formula", "单元格含有公式"),
        message=("This cell holds a formula", "此单元格含有公式"),
        why=(
            "The result that a file carries along may be stale, or come from a file that is not here.",
            "文件中保存的计算结果可能已过期，或来自不在此处的文件。",
        ),
        mend=(
            "Replace it by its value (copy the cell, then Paste Special, Values).",
            "用其值替换（复制单元格，选择性粘贴 → 数值）。",
        ),
    ),
    entry(
        "R617",
        "cells-merged",
        ERROR,
        title=("Cells are merged", "单元格被合并"),
        message=("The cells {cells} are merged", "单元格 {cells} 被合并"),
        why=(
            "Of merged cells only the first holds a value; for which rows it speaks cannot be known.",
            "合并区域只有第一个单元格有值，无法判断它代表哪些行。",
        ),
        mend=("Unmerge them and write the value into each row.", "取消合并，并在每一行写上相应的值。"),
    ),
    entry(
        "R618",
        "sheet-hidden",
        WARNING,
        title=("A hidden sheet is read", "读取了隐藏的工作表"),
        message=("The sheet “{sheet}” is hidden, and is read all the same", "工作表“{sheet}”已隐藏，但仍会读取"),
        why=(
            "What is hidden is part of the cluster without being seen by who sends it.",
            "隐藏的内容属于专业群，发送者却看不到。",
        ),
        mend=("Show the sheet and look it over, or delete it.", "取消隐藏并检查，或删除该工作表。"),
    ),
    entry(
        "R619",
        "cell-error",
        ERROR,
        title=("A cell holds an error", "单元格含有错误值"),
        message=("This cell holds an error of the spreadsheet", "此单元格含有电子表格的错误值"),
        why=("An error such as #REF! stands where a value was meant.", "本应有值之处出现了 #REF! 之类的错误。"),
        mend=("Write the value that was meant.", "填写应有的值。"),
    ),
    entry(
        "R620",
        "cell-of-another-kind",
        ERROR,
        title=("A cell holds another kind of value", "单元格的值类型不符"),
        message=("`{column}` cannot be a value of this kind", "“{column}”不能是此类值"),
        why=(
            "Spreadsheets turn some codes into dates or numbers while they are typed, and what was typed is gone.",
            "电子表格会在输入时把某些代码变成日期或数字，原来的输入便丢失了。",
        ),
        mend=(
            "Format the cell as Text and type the value again.",
            "将单元格格式设为“文本”，重新输入。",
        ),
    ),
    entry(
        "R621",
        "number-as-text",
        WARNING,
        title=("A number stands where a code or text should", "应为代码或文本处是数字"),
        message=(
            "`{column}` is a number here, and is read as the text {found}",
            "“{column}”在此为数字，按文本 {found} 读取",
        ),
        why=(
            "A number has no leading zeros: 064 typed into such a cell has become 64.",
            "数字没有前导零：在此类单元格中输入的 064 会变成 64。",
        ),
        mend=(
            "Format the cell as Text and type the code again.",
            "将单元格格式设为“文本”，重新输入代码。",
        ),
    ),
    entry(
        "R622",
        "row-of-nothing",
        ERROR,
        title=("A row belongs to nothing", "行没有所属对象"),
        message=("`{column}` does not name what this row belongs to", "“{column}”未指明此行属于哪个对象"),
        why=(
            "The row would be lost: what it is part of is not in the file.",
            "该行会丢失：它所属的对象不在文件中。",
        ),
        mend=(
            "Write a code that stands on the sheet of what it belongs to, or add the row that is missing there.",
            "填写所属对象的工作表中已有的代码，或在该表补上缺少的行。",
        ),
    ),
    entry(
        "R623",
        "row-within-itself",
        ERROR,
        title=("A row stands below itself", "行是自身的下级"),
        message=("`{column}` leads back to this row", "“{column}”绕回到了此行自身"),
        why=(
            "A tree has no circles: nothing can be part of its own part.",
            "树没有环：任何对象都不能是自身下级的下级。",
        ),
        mend=("Name the item above it, or leave the cell empty.", "填写其上级条目，或将单元格留空。"),
    ),
    entry(
        "R624",
        "requisite-unclear",
        ERROR,
        title=("A requisite cannot be understood", "先修要求无法理解"),
        message=("The requisite cannot be understood", "先修要求无法理解"),
        why=(
            "A requisite that is guessed at would let students into courses that they cannot follow.",
            "猜测先修要求，会让学生进入无法跟上的课程。",
        ),
        mend=(
            (
                "Write codes of courses, joined by `all(…)` or `any(…)`, each with `co` or `strict-co` after it where "
                "that is meant: `all(NT-A, any(NT-B co, NT-C))`."
            ),
            (
                "写课程代码，用 `all(…)` 或 `any(…)` 组合，必要时在代码后加 `co` 或 `strict-co`："
                "`all(NT-A, any(NT-B co, NT-C))`。"
            ),
        ),
    ),
    entry(
        "R625",
        "sheet-empty",
        ERROR,
        title=("A sheet has no headings", "工作表没有列标题"),
        message=("The first row of the sheet “{sheet}” holds no headings", "工作表“{sheet}”的第一行没有列标题"),
        why=("Columns are found by their headings.", "列按标题查找。"),
        mend=(
            "Put the headings into the first row, or delete the sheet.",
            "将列标题放在第一行，或删除该工作表。",
        ),
    ),
    entry(
        "R626",
        "sheet-of-many",
        ERROR,
        title=("A sheet has too many rows", "工作表的行过多"),
        message=("The sheet must hold exactly one row", "该工作表必须恰好有一行"),
        why=("A workbook holds one cluster, or one framework.", "一个工作簿存放一个专业群，或一个标准。"),
        mend=("Leave one row and delete the others.", "保留一行，删除其余各行。"),
    ),
    entry(
        "R627",
        "column-needed",
        ERROR,
        title=("A sheet lacks a column that it needs", "工作表缺少必需的列"),
        message=("The sheet “{sheet}” has no column “{column}”", "工作表“{sheet}”没有“{column}”列"),
        why=(
            "Every row of the sheet needs a value there; without the column none of them is read.",
            "该表每一行都需要此列的值；缺少此列，任何一行都不会读取。",
        ),
        mend=("Add the column, or correct its heading.", "添加该列，或更正其标题。"),
    ),
    entry(
        "R628",
        "column-gone",
        WARNING,
        title=("A column of a workbook is gone", "工作簿中少了一列"),
        message=(
            "The column “{column}” is gone: its values are read as empty",
            "“{column}”列已不存在：其值按空值读取",
        ),
        why=(
            "The workbook says which version it was made from; against that, every value of the column is taken away.",
            "工作簿注明了生成时所依据的版本；与之相比，该列的所有值都会被删去。",
        ),
        mend=(
            "Put the column back (hide it instead), or leave it if its values are to go.",
            "恢复该列（可改为隐藏）；如确要删去其值，则不必处理。",
        ),
    ),
    entry(
        "R629",
        "sheet-gone",
        WARNING,
        title=("A sheet of a workbook is gone", "工作簿中少了一张工作表"),
        message=(
            "The sheet “{sheet}” is gone: all that stood on it is read as removed",
            "工作表“{sheet}”已不存在：其中的内容均按已删除读取",
        ),
        why=(
            "The workbook says which version it was made from; against that, all that the sheet held is taken away.",
            "工作簿注明了生成时所依据的版本；与之相比，该表的所有内容都会被删去。",
        ),
        mend=(
            "Put the sheet back, or leave it if all that it held is to go.",
            "恢复该工作表；如确要删去其全部内容，则不必处理。",
        ),
    ),
    entry(
        "R630",
        "sheet-misnamed",
        ERROR,
        title=("A sheet seems to be misnamed", "工作表名称似有误"),
        message=(
            "The sheet “{sheet}” is not known, and the sheet “{expected}” is missing",
            "工作表“{sheet}”未知，而缺少工作表“{expected}”",
        ),
        why=(
            "Read as it is, everything on the sheet would be taken for removed.",
            "若照此读取，该表的全部内容会被当作已删除。",
        ),
        mend=(
            "Give the sheet its name back; or, if it is a note of yours, a name that resembles none of the sheets.",
            "恢复其名称；如果是自己的备注，请换一个与各工作表名称不相近的名称。",
        ),
    ),
)

WORKBOOKS: tuple[ProblemKind, ...] = (*OFFICE, *SHEETS)
