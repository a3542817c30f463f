"""The problems of hours and plans in tables that colleges have, R729 to R747: codes, and what people read."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, Pair, entry

_NO_GUESS: Pair = (
    "Nothing is guessed: a wrong figure does more harm than a missing one.",
    "系统不作猜测：错误的数值比缺失更有害。",
)
_UNTOUCHED: Pair = ("The field stays as it was until it is clear.", "在明确之前，该字段保持原样。")
_SILENCE: Pair = ("What is left out silently would be believed to be taken in.", "悄悄略过的内容会被误认为已导入。")
_ADD_UP: Pair = (
    "Correct the hours so that theory and practice add up to the total.",
    "请更正学时，使理论与实践之和等于总学时。",
)
_HOURS: Pair = (
    "The hours of the course stay as they were: hours that do not follow would be invented.",
    "该课程的学时保持原样：无法推出的学时等于编造。",
)
_HOUR_ENTRIES = (
    (
        "R729",
        "table-hours-sum",
        ERROR,
        ("Hours do not add up", "学时之和不符"),
        (
            "Row {row}: {theory} hours of theory and {practice} of practice are {sum}, not {total}",
            "第 {row} 行：理论 {theory} 学时与实践 {practice} 学时之和为 {sum}，不是 {total}",
        ),
        _ADD_UP,
    ),
    (
        "R730",
        "table-hours-credits",
        WARNING,
        ("Hours are not those of the credits", "学时与学分不符"),
        (
            "Row {row}: {total} hours for {credits} credits, at {rate} hours a credit",
            "第 {row} 行：{credits} 学分对应 {total} 学时，而每学分应为 {rate} 学时",
        ),
        (
            "Correct the credits or the hours, or keep them if they are meant so.",
            "请更正学分或学时；若确属如此，可保留。",
        ),
    ),
    (
        "R731",
        "table-hours-undivided",
        ERROR,
        ("Hours are not divided", "学时未区分理论与实践"),
        (
            "Row {row} states {total} hours, not how many are theory and how many practice",
            "第 {row} 行只有总学时 {total}，未区分理论与实践",
        ),
        ("Write the hours of theory and of practice.", "请填写理论学时与实践学时。"),
    ),
    (
        "R732",
        "table-hours-uneven",
        ERROR,
        ("Weekly hours differ", "各处周学时不同"),
        ("Row {row} states different weekly hours: {hours}", "第 {row} 行的周学时不一致：{hours}"),
        (
            "Divide the course into one for each pace, or write one weekly figure.",
            "请按不同周学时拆分课程，或统一周学时。",
        ),
    ),
    (
        "R733",
        "table-hours-without-weeks",
        ERROR,
        ("Hours have no weeks", "学时没有对应的周数"),
        ("Row {row} states {total} hours, and no weeks to spread them over", "第 {row} 行有 {total} 学时，但没有周数"),
        ("Write weeks or weekly hours, such as `4*16`.", "请填写周数或周学时，如 `4*16`。"),
    ),
    (
        "R734",
        "table-hours-of-weeks",
        ERROR,
        ("Hours are no whole weeks of practice", "学时折算不成整周"),
        (
            "Row {row}: {total} hours are no whole number of concentrated weeks at {rate} hours a week",
            "第 {row} 行：{total} 学时按每周 {rate} 学时折算不成整周",
        ),
        ("Write the weeks, as `2周`.", "请填写周数，如 `2周`。"),
    ),
    (
        "R735",
        "table-hours-against-weeks",
        ERROR,
        ("Hours are not those of the concentrated weeks", "学时与集中实践周数不符"),
        (
            "Row {row}: {total} hours, but {weeks} concentrated weeks at {rate} hours a week",
            "第 {row} 行：{total} 学时，而集中实践 {weeks} 周、每周 {rate} 学时",
        ),
        (
            "Correct the hours, the weeks, or the cluster's hours per concentrated week.",
            "请更正学时、周数或专业群的集中周学时。",
        ),
    ),
    (
        "R736",
        "table-hours-by-week",
        ERROR,
        ("Hours are not weeks × weekly hours", "学时不等于周数与周学时之积"),
        (
            "Row {row}: {total} hours, but {weeks} weeks of {weekly} hours",
            "第 {row} 行：{total} 学时，而 {weeks} 周、每周 {weekly} 学时",
        ),
        ("Correct the weeks, the weekly hours or the total.", "请更正周数、周学时或总学时。"),
    ),
    (
        "R737",
        "table-hours-uneven-by-week",
        ERROR,
        ("Hours do not spread over the weeks", "学时无法均分到各周"),
        (
            "Row {row}: {total} hours over {weeks} weeks are no weekly figure of two decimal places",
            "第 {row} 行：{total} 学时分到 {weeks} 周，不能得到两位小数以内的周学时",
        ),
        ("Write the weeks that the hours are taught in.", "请填写实际授课周数。"),
    ),
    (
        "R738",
        "table-weekly-undivided",
        ERROR,
        ("Weekly hours are not divided", "周学时未区分理论与实践"),
        (
            "Row {row} states {weekly} hours a week, which are not those of theory and practice",
            "第 {row} 行的周学时 {weekly} 与理论、实践周学时不符",
        ),
        ("Write the hours of theory and of practice.", "请填写理论学时与实践学时。"),
    ),
)
TABLE_HOURS = tuple(
    entry(code, name, severity, title=title, message=message, why=_HOURS, mend=mend)
    for code, name, severity, title, message, mend in _HOUR_ENTRIES
)
TABLE_PLANS = (
    entry(
        "R739",
        "table-terms-apart",
        ERROR,
        title=("A course's terms do not follow one another", "课程的学期不连续"),
        message=("Row {row} has the course in terms that do not follow one another", "第 {row} 行的课程学期不连续"),
        why=("A course runs through its terms without a break.", "一门课程须在连续学期内开设。"),
        mend=("Divide the course, or mark the terms between.", "请拆分课程，或补上中间的学期。"),
    ),
    entry(
        "R740",
        "table-plan-course-absent",
        INFO,
        title=("A course of the plan is not in the document", "方案中的课程未出现在文档中"),
        message=(
            "{course} is in the plan {plan}, not in the document; it stays",
            "{course} 在方案 {plan} 中，但文档中没有；予以保留",
        ),
        why=("A table that names no course does not delete it.", "文档中没有的课程不会因此被删除。"),
        mend=("Take the course out of the plan if it is given up.", "若确已取消，请在方案中删除该课程。"),
    ),
    entry(
        "R741",
        "table-elective-without-pool",
        ERROR,
        title=("An elective belongs to no set", "选修课不属于任何选修组"),
        message=(
            "Row {row} is an elective, and the document does not say how many of which are taken",
            "第 {row} 行是选修课，但文档未说明从哪些课程中选多少",
        ),
        why=_NO_GUESS,
        mend=("Say it above the courses: 任选 2 门, 选修 8 学分.", "请在课程上方写明，如“任选 2 门”“选修 8 学分”。"),
    ),
    entry(
        "R742",
        "table-pool-unclear",
        ERROR,
        title=("A set of electives is not understood", "选修组无法理解"),
        message=("What row {row} asks to be chosen is not understood", "第 {row} 行的选修要求无法理解"),
        why=_NO_GUESS,
        mend=(
            "Name the category, and how many courses, modules or credits.",
            "请写明类别，以及要选的门数、模块数或学分。",
        ),
    ),
    entry(
        "R743",
        "table-required-without-term",
        ERROR,
        title=("A required course has no term", "必修课没有学期"),
        message=("Row {row} is a required course without a term", "第 {row} 行是必修课，但没有学期"),
        why=_NO_GUESS,
        mend=("Mark the term.", "请标明学期。"),
    ),
    entry(
        "R744",
        "table-term-beyond",
        ERROR,
        title=("A term is beyond the program's", "学期超出学制"),
        message=(
            "Row {row} has a course in term {term}; the program has {terms}",
            "第 {row} 行的课程在第 {term} 学期，而学制为 {terms} 个学期",
        ),
        why=_UNTOUCHED,
        mend=("Correct the term, or the program's length.", "请更正学期或专业学制。"),
    ),
    entry(
        "R745",
        "table-sentence-of-electives",
        WARNING,
        title=("A sentence outside the tables speaks of electives", "表格之外有关于选修的说明"),
        message=(
            "A sentence outside the tables speaks of electives; it is not taken in",
            "表格之外有关于选修的说明，不会导入",
        ),
        why=_SILENCE,
        mend=("Compare it with the sets of electives that were understood.", "请与已识别的选修组核对。"),
    ),
    entry(
        "R746",
        "mapping-unreadable",
        ERROR,
        title=("A mapping cannot be used", "列映射无法使用"),
        message=("The mapping of columns is not as it should be", "列映射不符合要求"),
        why=(
            "A mapping that is half understood would put figures in wrong fields.",
            "一知半解的映射会把数值放错字段。",
        ),
        mend=("Correct it, or delete it and let it be made again.", "请更正，或删除后重新生成。"),
    ),
    entry(
        "R747",
        "table-category-unknown",
        WARNING,
        title=("A category is not known", "类别不存在"),
        message=("Row {row} names a category that the cluster does not have", "第 {row} 行的类别在专业群中不存在"),
        why=(
            "A course is in the category of its module; the module stays.",
            "课程的类别由所属模块决定；模块保持不变。",
        ),
        mend=(
            "Write a category's code or its title, or leave the cell empty.",
            "请填写类别代码或名称，或将单元格留空。",
        ),
    ),
    entry(
        "R748",
        "table-code-differs",
        WARNING,
        title=("A known course has another code", "已有课程的代码不同"),
        message=(
            "The title in row {row} is that of {course}, but the code is another: the code stays",
            "第 {row} 行的名称是 {course} 的名称，但代码不同：保留原代码",
        ),
        why=(
            "A code is how others name a course; a title that is the same may be chance.",
            "其他文件用代码指称课程；名称相同可能只是巧合。",
        ),
        mend=(
            "Write the course's code, or say that codes change too.",
            "请填写课程代码，或说明同时更改代码。",
        ),
    ),
)
