"""The problems of a Curricular Analytics CSV file (R501 to R599): permanent codes, and what people read."""

from fourfold.domain.problem import ProblemKind, Severity
from fourfold.domain.text import Text

CURRICULAR: tuple[ProblemKind, ...] = (
    ProblemKind(
        code="R501",
        name="curricular-file-unreadable",
        title=Text(en="The CSV file cannot be read", zh="CSV 文件无法读取"),
        severity=Severity.ERROR,
        message=Text(en="The file cannot be read.", zh="文件无法读取。"),
        why=Text(en="Nothing can be said about a curriculum that cannot be opened.", zh="打不开的课程方案无从检查。"),
        mend=Text(
            en="Give the path of a CSV file that exists and that you may read.",
            zh="请给出存在且有读取权限的 CSV 文件路径。",
        ),
    ),
    ProblemKind(
        code="R502",
        name="curricular-file-too-large",
        title=Text(en="The CSV file is too large", zh="CSV 文件过大"),
        severity=Severity.ERROR,
        message=Text(en="The file is larger than a curriculum can be.", zh="文件大小超出课程方案的合理范围。"),
        why=Text(
            en="A limit keeps a wrong file from filling the machine's memory.", zh="设限可避免误选的文件占满内存。"
        ),
        mend=Text(
            en="Check that it is the right file, or split it by program.", zh="请确认文件是否选对，或按专业拆分。"
        ),
    ),
    ProblemKind(
        code="R503",
        name="curricular-encoding",
        title=Text(en="The CSV file is not UTF-8 text", zh="CSV 文件不是 UTF-8 文本"),
        severity=Severity.ERROR,
        message=Text(en="The file is not UTF-8 text.", zh="文件不是 UTF-8 编码的文本。"),
        why=Text(
            en="Read in a wrong encoding, names would turn into nonsense unnoticed.",
            zh="编码读错时，名称会悄悄变成乱码。",
        ),
        mend=Text(en="Save it again as `CSV UTF-8`.", zh="请另存为“CSV UTF-8”格式。"),
    ),
    ProblemKind(
        code="R504",
        name="curricular-control-character",
        title=Text(en="The CSV file has a control character", zh="CSV 文件含有控制字符"),
        severity=Severity.ERROR,
        message=Text(en="The file contains a control character.", zh="文件中含有控制字符。"),
        why=Text(
            en="Text has no control characters: this is probably no CSV file, or a damaged one.",
            zh="文本中不应有控制字符：这通常说明它不是 CSV 文件，或已损坏。",
        ),
        mend=Text(en="Export the file again, or delete the character.", zh="请重新导出文件，或删除该字符。"),
    ),
    ProblemKind(
        code="R505",
        name="curricular-not-csv",
        title=Text(en="A line is not comma-separated values", zh="行无法按逗号分隔值解析"),
        severity=Severity.ERROR,
        message=Text(en="The line cannot be read as comma-separated values.", zh="该行无法按逗号分隔值解析。"),
        why=Text(
            en="From the first broken line on, every cell may belong to another column.",
            zh="从第一处破损的行开始，各单元格都可能错列。",
        ),
        mend=Text(
            en="Close the quotation mark; inside a cell write it twice; put the comma right behind it.",
            zh="请补全引号；单元格内的引号要写两次；右引号与逗号之间不要有其他字符。",
        ),
    ),
    ProblemKind(
        code="R506",
        name="curricular-empty",
        title=Text(en="The CSV file is empty", zh="CSV 文件是空的"),
        severity=Severity.ERROR,
        message=Text(en="The file is empty.", zh="文件是空的。"),
        why=Text(en="There is no curriculum to read.", zh="没有可读取的课程方案。"),
        mend=Text(en="Check that the export succeeded.", zh="请确认导出是否成功。"),
    ),
    ProblemKind(
        code="R507",
        name="curricular-section-missing",
        title=Text(en="A row of the CSV file is missing", zh="CSV 文件缺少一行"),
        severity=Severity.ERROR,
        message=Text(en="The row `{section}` is missing.", zh="缺少“{section}”行。"),
        why=Text(
            en="Without it nobody knows where the head ends and the courses begin.",
            zh="缺少它就无法区分表头信息与课程列表。",
        ),
        mend=Text(
            en="Add a row that says only that, above the header of the courses.",
            zh="请在课程表头之上加一行，仅写该内容。",
        ),
    ),
    ProblemKind(
        code="R508",
        name="curricular-column-missing",
        title=Text(en="A column is missing", zh="缺少列"),
        severity=Severity.ERROR,
        message=Text(en="The column `{column}` is missing.", zh="缺少“{column}”列。"),
        why=Text(
            en="The layout needs this column, even where its cells are empty.", zh="该格式必须有此列，单元格可以为空。"
        ),
        mend=Text(en="Add the column to the header of the courses.", zh="请在课程表头中补上该列。"),
    ),
    ProblemKind(
        code="R509",
        name="curricular-column-twice",
        title=Text(en="A column stands there twice", zh="列重复出现"),
        severity=Severity.ERROR,
        message=Text(en="The column `{column}` stands there twice.", zh="“{column}”列出现了两次。"),
        why=Text(en="Which of the two holds is anybody's guess.", zh="无法判断以哪一列为准。"),
        mend=Text(en="Delete or rename one of them.", zh="请删除或改名其中一列。"),
    ),
    ProblemKind(
        code="R510",
        name="curricular-no-courses",
        title=Text(en="The CSV file lists no courses", zh="CSV 文件没有课程"),
        severity=Severity.ERROR,
        message=Text(en="The file lists no courses.", zh="文件没有列出任何课程。"),
        why=Text(en="A curriculum without courses cannot be measured.", zh="没有课程的方案无法度量。"),
        mend=Text(en="Add at least one course below the header.", zh="请在表头下至少列出一门课程。"),
    ),
    ProblemKind(
        code="R511",
        name="curricular-id-missing",
        title=Text(en="A course has no id", zh="课程缺少编号"),
        severity=Severity.ERROR,
        message=Text(en="A course has no `Course ID`.", zh="有课程缺少 `Course ID`。"),
        why=Text(en="Other courses name this one by its id.", zh="其他课程要用编号引用它。"),
        mend=Text(en="Give the course an id of its own.", zh="请为该课程填写唯一编号。"),
    ),
    ProblemKind(
        code="R512",
        name="curricular-id-twice",
        title=Text(en="A course id is used twice", zh="课程编号重复"),
        severity=Severity.ERROR,
        message=Text(en="The `Course ID` {id} is used twice.", zh="课程编号 {id} 重复。"),
        why=Text(en="A requisite that names it could mean either course.", zh="引用该编号的先修要求会有歧义。"),
        mend=Text(en="Give one of the two courses another id.", zh="请为其中一门课程更换编号。"),
    ),
    ProblemKind(
        code="R513",
        name="curricular-requisite-unknown",
        title=Text(en="A requisite names an unknown course", zh="先修要求引用了未知课程"),
        severity=Severity.ERROR,
        message=Text(
            en="Course {id} names {named} in `{column}`, and no course has this id.",
            zh="课程 {id} 的“{column}”引用了 {named}，但没有这个编号的课程。",
        ),
        why=Text(
            en="A requisite that points nowhere makes every metric too small.",
            zh="指向空处的先修要求会使各项指标偏小。",
        ),
        mend=Text(
            en="Correct the id, add the course, or delete the requisite; ids are separated by semicolons.",
            zh="请更正编号、补上课程或删除该要求；编号之间用分号分隔。",
        ),
    ),
    ProblemKind(
        code="R514",
        name="curricular-requisite-self",
        title=Text(en="A course is its own requisite", zh="课程以自己为先修"),
        severity=Severity.ERROR,
        message=Text(en="Course {id} names itself in `{column}`.", zh="课程 {id} 在“{column}”中引用了自己。"),
        why=Text(en="A course that needs itself can never be taken.", zh="以自己为先修的课程永远无法修读。"),
        mend=Text(
            en="Delete the requisite, or name the course that was meant.", zh="请删除该要求，或改为原本要写的课程。"
        ),
    ),
    ProblemKind(
        code="R515",
        name="curricular-credit-hours",
        title=Text(en="Credit hours are not a number", zh="学分不是数字"),
        severity=Severity.ERROR,
        message=Text(
            en="The `Credit Hours` of course {id} are not a number.", zh="课程 {id} 的 `Credit Hours` 不是数字。"
        ),
        why=Text(en="Loads and totals are sums of credit hours.", zh="学期负荷与总量由学分相加而得。"),
        mend=Text(
            en="Write a number that is not negative, with at most two decimal places.",
            zh="请填写非负数，最多两位小数。",
        ),
    ),
    ProblemKind(
        code="R516",
        name="curricular-term",
        title=Text(en="A term is not a number", zh="学期无效"),
        severity=Severity.ERROR,
        message=Text(en="The `Term` of course {id} is not a term.", zh="课程 {id} 的 `Term` 不是有效学期。"),
        why=Text(
            en="A degree plan says in which term each course is taken.", zh="学位计划要说明每门课程在哪个学期修读。"
        ),
        mend=Text(en="Write a whole number, counting from 1.", zh="请填写从 1 开始的整数。"),
    ),
    ProblemKind(
        code="R517",
        name="curricular-system-type",
        title=Text(en="The term system is unknown", zh="学期制未知"),
        severity=Severity.ERROR,
        message=Text(
            en="The `System Type` is neither semester nor quarter.", zh="`System Type` 既不是 semester 也不是 quarter。"
        ),
        why=Text(en="Complexity is scaled by two thirds in a quarter system.", zh="学季制下复杂度要乘以三分之二。"),
        mend=Text(en="Write `semester` or `quarter`.", zh="请填写 `semester` 或 `quarter`。"),
    ),
    ProblemKind(
        code="R518",
        name="curricular-system-type-misspelt",
        title=Text(en="The term system is misspelt", zh="学期制拼写有误"),
        severity=Severity.WARNING,
        message=Text(
            en="The `System Type` is misspelt and was read as `{read}`.",
            zh="`System Type` 拼写有误，按 `{read}` 读取。",
        ),
        why=Text(en="Stricter programs will refuse the file.", zh="更严格的程序会拒收该文件。"),
        mend=Text(en="Write it as it was read.", zh="请按所读取的写法填写。"),
    ),
    ProblemKind(
        code="R519",
        name="curricular-system-type-missing",
        title=Text(en="The term system is not stated", zh="没有写明学期制"),
        severity=Severity.WARNING,
        message=Text(
            en="The file states no `System Type`; semester was assumed.",
            zh="文件没有写明 `System Type`，按 semester 处理。",
        ),
        why=Text(
            en="In a quarter system the complexity would be two thirds of what is shown.",
            zh="若为学季制，复杂度应为所示值的三分之二。",
        ),
        mend=Text(
            en="Add the row `System Type` with `semester` or `quarter`.",
            zh="请补上 `System Type` 行，填写 `semester` 或 `quarter`。",
        ),
    ),
    ProblemKind(
        code="R520",
        name="curricular-cell-too-long",
        title=Text(en="A cell is too long", zh="单元格过长"),
        severity=Severity.ERROR,
        message=Text(en="The cell in `{column}` is too long.", zh="“{column}”中的单元格过长。"),
        why=Text(
            en="A cell this long is usually the rest of the file behind a forgotten quotation mark.",
            zh="过长的单元格通常是漏写引号所致。",
        ),
        mend=Text(en="Shorten it, or close the quotation mark.", zh="请缩短内容，或补全引号。"),
    ),
    ProblemKind(
        code="R521",
        name="curricular-cells-beyond",
        title=Text(en="A row has cells beyond the last column", zh="行有多余的单元格"),
        severity=Severity.WARNING,
        message=Text(
            en="The row has cells beyond the last column; they were left out.",
            zh="该行有超出最后一列的单元格，已忽略。",
        ),
        why=Text(
            en="An unquoted comma in a name moves every later cell to the wrong column.",
            zh="名称中未加引号的逗号会使后面的单元格错列。",
        ),
        mend=Text(en="Put cells that contain commas into quotation marks.", zh="含逗号的单元格请加引号。"),
    ),
    ProblemKind(
        code="R522",
        name="curricular-column-unknown",
        title=Text(en="A column is unknown", zh="列未知"),
        severity=Severity.WARNING,
        message=Text(en="The column `{column}` is unknown and was left out.", zh="“{column}”列未知，已忽略。"),
        why=Text(en="What it says is lost when the file is written again.", zh="再次写出文件时其内容会丢失。"),
        mend=Text(en="Correct its name, or keep its content elsewhere.", zh="请更正列名，或把内容保存在别处。"),
    ),
    ProblemKind(
        code="R523",
        name="curricular-name-missing",
        title=Text(en="A course has no name", zh="课程没有名称"),
        severity=Severity.WARNING,
        message=Text(en="Course {id} has no `Course Name`.", zh="课程 {id} 没有 `Course Name`。"),
        why=Text(en="People recognise courses by their names.", zh="人们靠名称辨认课程。"),
        mend=Text(en="Give the course a name.", zh="请填写课程名称。"),
    ),
    ProblemKind(
        code="R524",
        name="curricular-figure-unreadable",
        title=Text(en="A stated figure is not a number", zh="所列指标不是数字"),
        severity=Severity.WARNING,
        message=Text(
            en="The `{column}` stated for course {id} is not a number and was not compared.",
            zh="课程 {id} 所列的“{column}”不是数字，未作比对。",
        ),
        why=Text(en="A figure that cannot be read cannot be confirmed.", zh="读不出的数值无法核对。"),
        mend=Text(en="Correct the figure, or empty the cell.", zh="请更正数值，或清空该单元格。"),
    ),
    ProblemKind(
        code="R525",
        name="curricular-figure-differs",
        title=Text(en="A stated figure differs from the computed one", zh="所列指标与计算结果不符"),
        severity=Severity.WARNING,
        message=Text(
            en="The `{column}` stated for course {id} is not the one that its requisites give.",
            zh="课程 {id} 所列的“{column}”与按先修关系计算的结果不符。",
        ),
        why=Text(
            en="Either the figure is out of date or the requisites are not those it was computed from.",
            zh="要么数值已过时，要么先修关系已变。",
        ),
        mend=Text(en="Compute the figures anew, or correct the requisites.", zh="请重新计算数值，或更正先修关系。"),
    ),
    ProblemKind(
        code="R526",
        name="curricular-head-cells",
        title=Text(en="A row has more than one value", zh="行有多个值"),
        severity=Severity.WARNING,
        message=Text(
            en="The row `{row}` has more than one value; they were joined by commas.",
            zh="“{row}”行有多个值，已用逗号连接。",
        ),
        why=Text(en="An unquoted comma splits a name in two.", zh="未加引号的逗号会把名称拆成两半。"),
        mend=Text(en="Put the value into quotation marks.", zh="请给该值加引号。"),
    ),
    ProblemKind(
        code="R527",
        name="curricular-unnamed",
        title=Text(en="The curriculum has no name", zh="课程方案没有名称"),
        severity=Severity.WARNING,
        message=Text(en="The curriculum has no name.", zh="课程方案没有名称。"),
        why=Text(en="The name stands on every page about it.", zh="每个页面都要显示名称。"),
        mend=Text(en="Add the row `Curriculum` with the name.", zh="请补上 `Curriculum` 行并填写名称。"),
    ),
    ProblemKind(
        code="R528",
        name="curricular-too-many-courses",
        title=Text(en="Too many courses", zh="课程过多"),
        severity=Severity.ERROR,
        message=Text(en="The file lists more courses than a curriculum can have.", zh="文件列出的课程数超出合理范围。"),
        why=Text(
            en="A limit keeps a wrong file from filling the machine's memory.", zh="设限可避免误选的文件占满内存。"
        ),
        mend=Text(
            en="Check that it is the right file, or split it by program.", zh="请确认文件是否选对，或按专业拆分。"
        ),
    ),
    ProblemKind(
        code="R529",
        name="curricular-left-out",
        title=Text(en="A CSV file has no room for all of it", zh="CSV 文件容纳不下全部内容"),
        severity=Severity.INFO,
        message=Text(
            en="Left out of the CSV file: {courses} courses, {plans} plans, {electives} electives, "
            "{outcomes} outcomes, {links} links, {rules} rules, {frameworks} frameworks",
            zh="CSV 文件未包含：课程 {courses}、方案 {plans}、选修课 {electives}、学习成果 {outcomes}、"
            "对应关系 {links}、规则 {rules}、标准 {frameworks}",
        ),
        why=Text(
            en="The layout holds the courses of one curriculum and their requisites, and nothing else.",
            zh="该格式只能存放一个课程方案的课程及其先修关系。",
        ),
        mend=Text(
            en="Keep the whole cluster as a folder or a JSON document; use the CSV only to hand courses on.",
            zh="请用文件夹或 JSON 文档保存完整的专业群；CSV 仅用于传递课程。",
        ),
    ),
)
"""In order of their codes."""
