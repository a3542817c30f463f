"""Problems of workbooks that hold one program or one course of a cluster."""

from fourfold.domain.catalogue_entry import ERROR, INFO, entry
from fourfold.domain.problem import ProblemKind

EXCERPTS: tuple[ProblemKind, ...] = (
    entry(
        "R631",
        "sheet-not-compared",
        INFO,
        title=("A sheet is not compared", "工作表未参与比较"),
        message=(
            "The sheet “{sheet}” is not in the file: what the draft has there stays",
            "文件中没有工作表“{sheet}”：草稿中的相应内容保持不变",
        ),
        why=(
            "A file of one program or one course speaks only of what it holds.",
            "单个专业或课程的文件只涉及其中写有的内容。",
        ),
        mend=(
            "Nothing needs to be done, unless the sheet was lost: then take the file anew.",
            "无需处理；如系误删，请重新下载文件。",
        ),
    ),
    entry(
        "R632",
        "column-not-compared",
        INFO,
        title=("A column is not compared", "列未参与比较"),
        message=(
            "The column “{column}” is not in the file: what the draft has there stays",
            "文件中没有“{column}”列：草稿中的相应内容保持不变",
        ),
        why=(
            "A file of one program or one course speaks only of what it holds.",
            "单个专业或课程的文件只涉及其中写有的内容。",
        ),
        mend=(
            "Nothing needs to be done, unless the column was lost: then take the file anew.",
            "无需处理；如系误删，请重新下载文件。",
        ),
    ),
    entry(
        "R633",
        "row-elsewhere",
        ERROR,
        title=("A row belongs to something else", "行属于其他内容"),
        message=(
            "{code} stands elsewhere in the cluster and is not part of what this file is of",
            "{code} 位于专业群的其他位置，不属于本文件的范围",
        ),
        why=(
            "A file of one program or one course changes nothing outside it, whoever edited the file.",
            "单个专业或课程的文件不会更改其范围之外的内容。",
        ),
        mend=(
            "Remove the row; what stands elsewhere is used by its code. A new row needs a new code and an empty key.",
            "删除该行；如需引用其他位置的内容，请在引用处填写其代码。新增行须使用新代码，并将标识留空。",
        ),
    ),
    entry(
        "R634",
        "row-doubled",
        ERROR,
        title=("Two rows say the same", "两行内容重复"),
        message=("Another row above says the same thing", "上方已有一行说明同一内容"),
        why=(
            "Nobody can tell which of the two is meant; the first one counts.",
            "无法判断以哪一行为准；以先出现的一行为准。",
        ),
        mend=("Remove one of the two rows.", "删除其中一行。"),
    ),
)
