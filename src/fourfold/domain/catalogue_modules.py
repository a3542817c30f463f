"""Problems of elective pools and modules (P030 and on)."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, entry

MODULES = (
    entry(
        "P030",
        "pool-lists-nothing",
        ERROR,
        title=("A pool lists nothing", "选修组没有可选内容"),
        message=(
            "Pool {pool} of plan {plan} lists nothing to choose from.",
            "培养方案 {plan} 的选修组 {pool} 没有可选内容。",
        ),
        why=("It can never be satisfied.", "它永远无法满足。"),
        mend=(
            "List courses or modules, or make it a pool of unlisted credits.",
            "列出课程或模块，或改为不列课程的学分选修组（unlisted）。",
        ),
    ),
    entry(
        "P031",
        "pool-asks-too-much",
        ERROR,
        title=("A pool asks for more than it lists", "选修组的要求超过所列内容"),
        message=(
            "Pool {pool} of plan {plan} asks for {asked}, but lists only {listed}.",
            "培养方案 {plan} 的选修组 {pool} 要求 {asked}，但只列出了 {listed}。",
        ),
        why=("It can never be satisfied.", "它永远无法满足。"),
        mend=("Ask for less, or list more.", "降低要求，或增加备选。"),
    ),
    entry(
        "P032",
        "pool-without-choice",
        INFO,
        title=("A pool leaves no choice", "选修组没有选择余地"),
        message=(
            "Pool {pool} of plan {plan} asks for all that it lists.",
            "培养方案 {plan} 的选修组 {pool} 要求选修其列出的全部内容。",
        ),
        why=(
            "It is called elective, yet leaves no choice; its hours count as elective all the same.",
            "名为选修，实无选择；其学时却仍计为选修学时。",
        ),
        mend=("Require the courses, or list more candidates.", "改为必修，或增加备选。"),
    ),
    entry(
        "P033",
        "elective-is-required",
        ERROR,
        title=("An elective is required anyway", "选修课已是必修课"),
        message=(
            "Pool {pool} of plan {plan} offers course {course}, which the plan requires.",
            "培养方案 {plan} 的选修组 {pool} 列出了课程 {course}，而它已是必修课。",
        ),
        why=("Everybody takes it anyway, so it is no choice.", "所有学生都会修读它，因此不构成选择。"),
        mend=("Take it out of the pool, or no longer require it.", "将其移出选修组，或取消必修。"),
    ),
    entry(
        "P034",
        "elective-in-two-pools",
        INFO,
        title=("An elective stands in several pools", "选修课列在多个选修组中"),
        message=(
            "Course {course} stands in the pools {pools} of plan {plan}.",
            "课程 {course} 同时列在培养方案 {plan} 的选修组 {pools} 中。",
        ),
        why=(
            "A course counts in one pool only; students may expect it to count in both.",
            "一门课程只计入一个选修组；学生可能误以为两组都计。",
        ),
        mend=("List it in one pool, if that is what was meant.", "如非有意，请只列在一个选修组中。"),
    ),
    entry(
        "P035",
        "elective-listed-twice",
        WARNING,
        title=("A pool lists a course twice", "选修组重复列出课程"),
        message=(
            "Pool {pool} of plan {plan} lists course {course} twice.",
            "培养方案 {plan} 的选修组 {pool} 重复列出课程 {course}。",
        ),
        why=("The pool offers less than it seems.", "备选课程比看上去少。"),
        mend=("Take one of the entries away.", "删除其中一项。"),
    ),
    entry(
        "P036",
        "elective-outside-its-modules",
        WARNING,
        title=("A pool fixes a course of none of its modules", "选修组指定了模块之外的课程"),
        message=(
            "Pool {pool} of plan {plan} fixes course {course}, which is in none of its modules.",
            "培养方案 {plan} 的选修组 {pool} 为课程 {course} 指定了学期，但它不属于该组的任何模块。",
        ),
        why=(
            "In a pool of modules an entry only fixes the term of a module's course, so this one does nothing.",
            "在整模块选修组中，条目只用于指定模块内课程的学期，因此这一条不起作用。",
        ),
        mend=("List its module, or drop the entry.", "列出其所属模块，或删除该条目。"),
    ),
    entry(
        "P037",
        "module-without-courses",
        WARNING,
        title=("A module has no courses", "模块没有课程"),
        message=("Module {module} has no courses.", "模块 {module} 没有课程。"),
        why=(
            "Its block on the map is empty, and taking it teaches nothing.",
            "图谱中该模块为空，选修它学不到任何内容。",
        ),
        mend=("Give it courses, or take it away.", "为其安排课程，或将其移除。"),
    ),
    entry(
        "P038",
        "module-offered-to-nobody",
        WARNING,
        title=("A module is offered to nobody", "模块不面向任何专业"),
        message=(
            "Module {module} is not common and is offered to no program.",
            "模块 {module} 不是公共模块，也不面向任何专业。",
        ),
        why=("It stands in no column of the map.", "它不会出现在图谱的任何一列中。"),
        mend=("Name its programs, or call it common.", "注明其面向的专业，或标为公共模块。"),
    ),
    entry(
        "P039",
        "module-common-and-offered",
        WARNING,
        title=("A common module names programs", "公共模块又指定了专业"),
        message=(
            "Module {module} is common to the cluster and yet names programs.",
            "模块 {module} 是公共模块，却又指定了专业。",
        ),
        why=("Either every program has it or those named do.", "它要么面向所有专业，要么只面向指定的专业。"),
        mend=("Keep one of the two.", "二者保留其一。"),
    ),
    entry(
        "P040",
        "module-unused",
        WARNING,
        title=("No plan of a program uses a module", "专业没有使用所面向的模块"),
        message=(
            "Module {module} is offered to program {program}, but no plan of it takes a course of the module.",
            "模块 {module} 面向专业 {program}，但该专业的培养方案没有使用其中任何课程。",
        ),
        why=(
            "The map shows a module that students of the program never meet.",
            "图谱显示了该专业学生永远接触不到的模块。",
        ),
        mend=("Take it up in a plan, or no longer offer it.", "在培养方案中采用它，或不再面向该专业。"),
    ),
)
