"""Problems of requisites (Q)."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, entry

REQUISITES = (
    entry(
        "Q001",
        "requisite-cycle",
        ERROR,
        message=("These courses require each other in a circle: {cycle}.", "这些课程互为先修，形成循环：{cycle}。"),
        why=(
            "No student can ever start the first of them, and the complexity of the curriculum has no value.",
            "没有学生能够开始学习其中任何一门，课程体系的复杂度也无法计算。",
        ),
        mend=(
            "Drop one of the requisites, or make all of them co-requisites if the courses are taken together.",
            "去掉其中一个先修要求；如果这些课程同学期修读，请全部改为同修要求。",
        ),
    ),
    entry(
        "Q002",
        "course-requires-itself",
        ERROR,
        message=("Course {course} requires itself.", "课程 {course} 以自己为先修课程。"),
        why=("The requisite can never hold.", "该要求永远无法满足。"),
        mend=("Take the requisite away, or name the course that was meant.", "删除该要求，或改为真正所指的课程。"),
    ),
    entry(
        "Q003",
        "requisite-placed-late",
        ERROR,
        message=(
            (
                "In plan {plan} course {course} starts in term {term}, but its requisite {requisite} ({kind}) "
                "runs in term {requisite_term}."
            ),
            (
                "在培养方案 {plan} 中，课程 {course} 于第 {term} 学期开始，"
                "而其要求的课程 {requisite}（{kind}）安排在第 {requisite_term} 学期。"
            ),
        ),
        why=(
            "Students meet the course without what it builds on.",
            "学生在没有学完基础课程时就要学习该课程。",
        ),
        mend=(
            (
                "Move the requisite earlier or the course later: pre = completed in an earlier term, co = the same "
                "term or an earlier one, strict-co = the same term. Or drop the requisite if it is not needed."
            ),
            (
                "提前所要求的课程或推后本课程：pre 为此前学期修完，co 为同学期或更早，strict-co 为同一学期；"
                "如并非必要，也可删除该要求。"
            ),
        ),
    ),
    entry(
        "Q004",
        "requisite-not-in-plan",
        ERROR,
        message=(
            "In plan {plan} course {course} requires {requisite}, which the plan cannot take.",
            "在培养方案 {plan} 中，课程 {course} 要求 {requisite}，但该方案没有安排它。",
        ),
        why=(
            "Every student of the plan takes the course without what it builds on.",
            "该方案的每位学生都会在缺少基础的情况下学习该课程。",
        ),
        mend=(
            "Add the required course to the plan, name one that the plan has (any-of), or drop the requisite.",
            "把所要求的课程加入方案，改为方案中已有的课程（any_of），或删除该要求。",
        ),
    ),
    entry(
        "Q005",
        "elective-never-possible",
        WARNING,
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
