"""Problems of requisites (Q)."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, entry

REQUISITES = (
    entry(
        "Q001",
        "requisite-cycle",
        ERROR,
        title=("Courses need each other in a circle", "课程互为先修"),
        message=("These courses require each other in a circle: {cycle}.", "这些课程互为先修，形成循环：{cycle}。"),
        why=(
            "No student can ever start the first of them, and the complexity of the curriculum has no value.",
            "没有学生能够开始学习其中任何一门，课程体系的复杂度也无法计算。",
        ),
        mend=(
            "Drop one of the requisites, or let all of them run in the same term.",
            "去掉其中一个先修要求，或把这些课程全部改为同学期修读。",
        ),
    ),
    entry(
        "Q002",
        "course-requires-itself",
        ERROR,
        title=("A course needs itself", "课程以自己为先修"),
        message=("Course {course} requires itself.", "课程 {course} 以自己为先修课程。"),
        why=("The requisite can never hold.", "该要求永远无法满足。"),
        mend=("Take the requisite away, or name the course that was meant.", "删除该要求，或改为真正所指的课程。"),
    ),
    entry(
        "Q003",
        "requisite-placed-late",
        ERROR,
        title=("A course comes before what it needs", "课程先于其先修课"),
        message=(
            ("In plan {plan} course {course} starts in term {term}, but {requisite}, which must be {when}, {placed}."),
            ("在培养方案 {plan} 中，课程 {course} 于第 {term} 学期开始，而{when_zh}的课程 {requisite} 却{placed_zh}。"),
        ),
        why=(
            "Students meet the course without what it builds on.",
            "学生在没有学完基础课程时就要学习该课程。",
        ),
        mend=(
            (
                "Move what is needed to an earlier term or the course to a later one. If both may run side by side, "
                "say so in the requisite; if it is not needed, drop it."
            ),
            ("提前所要求的课程或推后本课程；如两门课程可以同学期修读，请在要求中注明；如并非必要，也可删除该要求。"),
        ),
    ),
    entry(
        "Q004",
        "requisite-not-in-plan",
        ERROR,
        title=("A plan lacks what a course needs", "方案缺少课程的先修课"),
        message=(
            "In plan {plan} course {course} requires {requisite}, which the plan cannot take.",
            "在培养方案 {plan} 中，课程 {course} 要求 {requisite}，但该方案没有安排它。",
        ),
        why=(
            "Every student of the plan takes the course without what it builds on.",
            "该方案的每位学生都会在缺少基础的情况下学习该课程。",
        ),
        mend=(
            "Add the required course to the plan, require one that the plan has instead, or drop the requisite.",
            "把所要求的课程加入方案，改为要求方案中已有的课程，或删除该要求。",
        ),
    ),
    entry(
        "Q005",
        "elective-never-possible",
        WARNING,
        title=("An elective can never be taken", "选修课永远无法选修"),
        message=(
            "In plan {plan} the elective {course} can never be taken: its requisites cannot hold in any of its terms.",
            "在培养方案 {plan} 中，选修课 {course} 永远无法选修：其要求在任何可开课学期都不能满足。",
        ),
        why=(
            "Students are offered a choice that is none, and the pool has fewer candidates than it seems.",
            "学生看到的选择实际并不存在，选修组的备选课程比看上去少。",
        ),
        mend=(
            "Add or move the courses it requires, or take the elective out of the pool.",
            "增加或移动其要求的课程，或将其移出选修组。",
        ),
    ),
    entry(
        "Q006",
        "requisite-named-twice",
        INFO,
        title=("A course names what it needs twice", "先修要求重复列出"),
        message=(
            "Course {course} names its requisite {requisite} twice.",
            "课程 {course} 重复列出了要求 {requisite}。",
        ),
        why=(
            "The tree says less than it seems; the second mention may have been meant for another course.",
            "要求的结构比看上去简单；第二次出现可能本想写另一门课程。",
        ),
        mend=("Take the second mention away or name the course meant.", "删除重复项，或改为真正所指的课程。"),
    ),
)
