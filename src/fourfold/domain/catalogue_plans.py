"""Problems of programs, plans and their calendars (P001 to P029)."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, entry

PLANS = (
    entry(
        "P001",
        "program-without-plan",
        WARNING,
        message=("Program {program} has no plan.", "专业 {program} 没有培养方案。"),
        why=(
            "Without a plan nothing can be said of what its students learn.",
            "没有培养方案，就无法说明学生学到什么。",
        ),
        mend=("Write a plan for at least one training type.", "至少为一种培养类型编写方案。"),
    ),
    entry(
        "P002",
        "plan-without-courses",
        WARNING,
        message=(
            "Plan {plan} requires no course and has no elective pool.",
            "培养方案 {plan} 没有必修课，也没有选修组。",
        ),
        why=("Its coverage and hours are nothing.", "其覆盖和学时均为零。"),
        mend=("Place courses in it, or take the plan away.", "为其安排课程，或删除该方案。"),
    ),
    entry(
        "P003",
        "required-course-without-term",
        ERROR,
        message=(
            "Plan {plan} requires course {course} in no term.",
            "培养方案 {plan} 的必修课 {course} 没有安排学期。",
        ),
        why=(
            "It stands in no term of the board, and nobody knows what may build on it.",
            "它不会出现在任何学期中，也无法判断哪些课程可以以它为基础。",
        ),
        mend=("Give the placement a term.", "为该课程指定学期。"),
    ),
    entry(
        "P004",
        "course-outside-its-terms",
        ERROR,
        message=(
            "Plan {plan} starts course {course} in term {term}; it may start in {allowed}.",
            "培养方案 {plan} 将课程 {course} 安排在第 {term} 学期开始，而它只能在第 {allowed} 学期开课。",
        ),
        why=("The course is not offered then.", "该学期不开设此课程。"),
        mend=(
            "Move the course in the plan, or let the course run in that term.",
            "在方案中移动该课程，或允许课程在该学期开设。",
        ),
    ),
    entry(
        "P005",
        "course-beyond-program",
        ERROR,
        message=(
            "Plan {plan} ends course {course} in term {term}; the program has {terms}.",
            "培养方案 {plan} 中课程 {course} 到第 {term} 学期结束，而该专业只有 {terms} 个学期。",
        ),
        why=("Nobody is still there to take it.", "那时学生已经毕业。"),
        mend=("Move the course earlier, or correct the program's length.", "提前该课程，或改正专业的学期数。"),
    ),
    entry(
        "P006",
        "elective-without-possible-term",
        ERROR,
        message=(
            "In plan {plan} the elective {course} fits into no term of the program.",
            "在培养方案 {plan} 中，选修课 {course} 不能安排在该专业的任何学期。",
        ),
        why=("It can never be chosen.", "它永远无法被选修。"),
        mend=("Let the course run in a term of the program, or drop it.", "让课程可在该专业的某学期开设，或将其移除。"),
    ),
    entry(
        "P007",
        "course-placed-twice",
        ERROR,
        message=("Plan {plan} requires course {course} twice.", "培养方案 {plan} 重复安排了必修课 {course}。"),
        why=("Hours and credits would be counted twice.", "学时和学分会被重复计算。"),
        mend=("Take one of the placements away.", "删除其中一处安排。"),
    ),
    entry(
        "P008",
        "course-not-offered-to-program",
        ERROR,
        message=(
            "Plan {plan} takes course {course} of module {module}, which is not offered to program {program}.",
            "培养方案 {plan} 安排了模块 {module} 的课程 {course}，而该模块不面向专业 {program}。",
        ),
        why=(
            "Either the map shows too few programs for the module, or the plan has taken a course by mistake.",
            "要么图谱中该模块覆盖的专业不全，要么方案误用了课程。",
        ),
        mend=("Offer the module to the program, or drop the course.", "让该模块面向该专业，或移除该课程。"),
    ),
    entry(
        "P009",
        "module-taken-in-part",
        WARNING,
        message=(
            "Plan {plan} takes module {module} without its course {course}.",
            "培养方案 {plan} 采用了模块 {module}，却没有其中的课程 {course}。",
        ),
        why=(
            "Taking a module means all its courses that are not optional (one of each group of variants).",
            "采用一个模块意味着学习其中所有非任选课程（同一课程的不同版本取其一）。",
        ),
        mend=("Add the course to the plan, or call it optional.", "把该课程加入方案，或将其标为任选（optional）。"),
    ),
    entry(
        "P010",
        "course-in-no-plan",
        WARNING,
        message=("No plan takes course {course}.", "没有任何培养方案使用课程 {course}。"),
        why=("It is kept up to date for nobody.", "维护它没有任何学生受益。"),
        mend=("Place it in a plan, list it in a pool, or take it away.", "把它安排进方案或选修组，或将其移除。"),
    ),
    entry(
        "P011",
        "variant-never-chosen",
        WARNING,
        message=(
            "No plan takes the variant {course} of subject {subject}.",
            "没有任何培养方案选用 {subject} 的版本 {course}。",
        ),
        why=(
            "A variant that nobody chooses only makes the cluster look richer.",
            "无人选用的版本只会让专业群显得更丰富。",
        ),
        mend=("Choose it in a plan, or drop the variant.", "在某个方案中选用它，或移除该版本。"),
    ),
    entry(
        "P012",
        "two-variants-required",
        WARNING,
        message=(
            "Plan {plan} requires {course} and {other}, variants of the subject {subject}.",
            "培养方案 {plan} 同时要求 {subject} 的两个版本 {course} 与 {other}。",
        ),
        why=("Students learn the same subject twice.", "学生会重复学习同一课程。"),
        mend=(
            "Require one of them; or, if they are not variants, give them different subjects.",
            "只要求其中一个；若并非同一课程的不同版本，请使用不同的 subject。",
        ),
    ),
    entry(
        "P013",
        "training-type-twice",
        ERROR,
        message=(
            "Program {program} has two plans for the training type {training_type}.",
            "专业 {program} 的培养类型 {training_type} 有两个培养方案。",
        ),
        why=("A class names its training type, and could not tell its plan.", "班级以培养类型确定方案，此时无法确定。"),
        mend=("Rename one training type, or join the plans.", "更改其中一个培养类型，或合并方案。"),
    ),
    entry(
        "P014",
        "framework-of-wrong-kind",
        ERROR,
        message=(
            "Program {program} names {framework} among its {field}, but it is a {kind}.",
            "专业 {program} 在 {field} 中引用了 {framework}，但它的类型是 {kind}。",
        ),
        why=("It is shown and measured on the wrong side.", "它会被归入错误的一方来显示和计算。"),
        mend=("Name it where it belongs, or correct its kind.", "把它移到正确的位置，或改正其类型。"),
    ),
    entry(
        "P015",
        "framework-named-twice",
        WARNING,
        message=("Program {program} names framework {framework} twice.", "专业 {program} 重复引用了标准 {framework}。"),
        why=("It is counted and shown twice.", "它会被重复计算和显示。"),
        mend=("Take one of the mentions away.", "删除其中一处。"),
    ),
    entry(
        "P016",
        "sitting-of-unnamed-framework",
        WARNING,
        message=(
            "Plan {plan} sits {framework}, which program {program} does not name.",
            "培养方案 {plan} 安排了 {framework} 的考核，而专业 {program} 没有引用该标准。",
        ),
        why=(
            "A sitting nobody prepares for is either forgotten or mistaken.",
            "无人准备的考核要么是遗漏，要么是误写。",
        ),
        mend=("Name the framework in the program, or drop the sitting.", "在专业中引用该标准，或删除该考核安排。"),
    ),
    entry(
        "P017",
        "certification-without-sitting",
        WARNING,
        message=(
            "Plan {plan} has no sitting of {framework}, which program {program} recommends.",
            "专业 {program} 推荐 {framework}，但培养方案 {plan} 没有安排其考核时间。",
        ),
        why=(
            "A promise can only be judged at the time it falls due.",
            "承诺只能在其到期时评判；没有考核时间就无法评判。",
        ),
        mend=(
            "Say after which term or course a class sits it, or call the certification integrated.",
            "注明在哪个学期或哪门课程之后参加考核，或将该证书改为 integrated。",
        ),
    ),
    entry(
        "P018",
        "sitting-beyond-program",
        ERROR,
        message=(
            "Plan {plan} sits {framework} after term {term}; the program has {terms}.",
            "培养方案 {plan} 在第 {term} 学期后安排 {framework} 的考核，而该专业只有 {terms} 个学期。",
        ),
        why=("The class has left by then.", "那时学生已经毕业。"),
        mend=("Move the sitting into the program.", "把考核安排在学制之内。"),
    ),
    entry(
        "P019",
        "sitting-after-untaken-course",
        ERROR,
        message=(
            "Plan {plan} sits {framework} after course {course}, which it cannot take.",
            "培养方案 {plan} 在课程 {course} 之后安排 {framework} 的考核，但该方案没有这门课程。",
        ),
        why=("The sitting never comes.", "该考核永远不会到来。"),
        mend=("Name a course of the plan, or a term.", "改为方案中的课程或某个学期。"),
    ),
    entry(
        "P020",
        "route-not-offered",
        ERROR,
        message=(
            "Program {program} reaches {framework} through module {module}, which no pool of plan {plan} offers.",
            "专业 {program} 通过模块 {module} 取得 {framework}，但培养方案 {plan} 没有选修组提供该模块。",
        ),
        why=("No student of the plan can take that route.", "该方案的学生无法走这条路径。"),
        mend=(
            "List the module in a pool of whole modules, or change the route.",
            "在“整模块选修”组中列出该模块，或更改路径。",
        ),
    ),
    entry(
        "P021",
        "calendar-term-odd",
        WARNING,
        message=(
            "The calendar of plan {plan} names term {term} twice or beyond the program.",
            "培养方案 {plan} 的校历中，第 {term} 学期重复或超出学制。",
        ),
        why=("Loads are set against the wrong weeks.", "周课时会按错误的周数计算。"),
        mend=("Name each term of the program once.", "每个学期只列一次。"),
    ),
    entry(
        "P022",
        "calendar-incomplete",
        INFO,
        message=("The calendar of plan {plan} leaves out term {term}.", "培养方案 {plan} 的校历缺少第 {term} 学期。"),
        why=("Nothing can be said of that term's loads.", "无法判断该学期的负荷。"),
        mend=("Add the term's weeks.", "补上该学期的周数。"),
    ),
    entry(
        "P023",
        "more-weeks-than-the-term",
        WARNING,
        message=(
            "In plan {plan} course {course} runs {weeks} weeks, but its terms teach {available}.",
            "在培养方案 {plan} 中，课程 {course} 需要 {weeks} 周，而其所在学期只有 {available} 个教学周。",
        ),
        why=("The hours of the course cannot be held.", "该课程的学时无法完成。"),
        mend=(
            "Shorten the course with more hours a week, move it, or correct the calendar.",
            "减少周数、增加周学时，移动课程，或改正校历。",
        ),
    ),
    entry(
        "P024",
        "more-concentrated-weeks-than-the-term",
        WARNING,
        message=(
            "In plan {plan} the courses required in term {term} need {weeks} concentrated weeks; it has {available}.",
            "在培养方案 {plan} 中，第 {term} 学期的必修课需要 {weeks} 个集中实践周，而该学期只有 {available} 周。",
        ),
        why=("The weeks of practice overlap.", "集中实践周会相互重叠。"),
        mend=(
            "Move a concentrated course, or correct the calendar (concentrated and military weeks count).",
            "移动集中实践课程，或改正校历（集中实践周与军训周合计）。",
        ),
    ),
    entry(
        "P025",
        "course-without-hours",
        WARNING,
        message=("Course {course} has no hours.", "课程 {course} 没有学时。"),
        why=("It counts for nothing in hours and shares.", "它在学时和占比中均不计入。"),
        mend=(
            "Give it weeks and weekly hours, or concentrated weeks.",
            "填写周数和周学时，或集中实践周数。",
        ),
    ),
    entry(
        "P026",
        "weeks-and-weekly-hours-apart",
        WARNING,
        message=(
            "Course {course} has {weeks} weeks and {weekly} hours a week: one of them is zero.",
            "课程 {course} 的周数为 {weeks}，周学时为 {weekly}：其中一项为零。",
        ),
        why=("Their product is nothing, whatever was meant.", "二者之积为零，与本意不符。"),
        mend=("State both, or neither.", "两项都填写，或都不填写。"),
    ),
    entry(
        "P027",
        "type-against-hours",
        WARNING,
        message=(
            "Course {course} is of type {type}, but has {theory} hours of theory and {practice} of practice.",
            "课程 {course} 的类型为 {type}，但理论学时为 {theory}，实践学时为 {practice}。",
        ),
        why=(
            "Theory courses (A) have theory alone, practice courses (C) practice alone, mixed courses (B) both.",
            "A 类为纯理论课，C 类为纯实践课，B 类为理论加实践。",
        ),
        mend=("Correct the type or the hours.", "改正课程类型或学时。"),
    ),
    entry(
        "P028",
        "course-without-credits",
        INFO,
        message=("Course {course} gives no credits.", "课程 {course} 没有学分。"),
        why=("Its work is not counted towards graduation.", "修读它不计入毕业学分。"),
        mend=("State its credits, if it has any.", "如有学分，请填写。"),
    ),
    entry(
        "P029",
        "infeasible-plan",
        ERROR,
        message=(
            "Plan {plan} cannot be completed: {reasons} leave no choice of electives.",
            "培养方案 {plan} 无法完成：{reasons} 使得没有任何可行的选课方式。",
        ),
        why=(
            "Nobody can graduate by it, and nothing can be guaranteed of it.",
            "没有学生能按此方案毕业，也无法对其作任何保证。",
        ),
        mend=(
            "Ask less of a pool, list more candidates, widen their terms, or loosen a requisite.",
            "降低选修组要求，增加备选课程，放宽开课学期，或放宽先修要求。",
        ),
    ),
)
