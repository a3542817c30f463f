"""Problems of outcomes, links and depth (L)."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, entry

LINKS = (
    entry(
        "L001",
        "link-of-another-course",
        ERROR,
        title=("A course's links name another course's outcome", "对应关系引用了别的课程的学习成果"),
        message=(
            "The links of course {course} name outcome {outcome}, which belongs to course {owner}.",
            "课程 {course} 的对应关系引用了学习成果 {outcome}，而它属于课程 {owner}。",
        ),
        why=(
            "What is taught elsewhere would be credited to this course.",
            "其他课程讲授的内容会被算作本课程的内容。",
        ),
        mend=("Move the link to the course of its outcome.", "把该对应关系移到学习成果所属的课程。"),
    ),
    entry(
        "L002",
        "link-to-inner-item",
        ERROR,
        title=("A link to an item that has items below it", "对应到了还有下级的条目"),
        message=(
            "Outcome {outcome} is linked to {item} of {framework}, which has items below it.",
            "学习成果 {outcome} 对应到 {framework} 的 {item}，而该条目还有下级条目。",
        ),
        why=(
            "Only leaves are counted, so this link counts for nothing.",
            "只有末级条目计入统计，因此这条对应关系不起作用。",
        ),
        mend=("Link the leaves below it that the outcome serves.", "改为对应其下相关的末级条目。"),
    ),
    entry(
        "L003",
        "link-to-item-of-another-framework",
        ERROR,
        title=("A link to an item of another framework", "对应到了其他标准的条目"),
        message=(
            "Outcome {outcome} is linked to item {item} as one of {framework}, but it belongs to {owner}.",
            "学习成果 {outcome} 把条目 {item} 当作 {framework} 的条目，而它属于 {owner}。",
        ),
        why=("It is counted in neither framework.", "它在两个标准中都不会被计入。"),
        mend=("Name the framework that has the item.", "改为该条目所属的标准。"),
    ),
    entry(
        "L004",
        "duplicate-link",
        ERROR,
        title=("The same link twice", "同一对应重复出现"),
        message=(
            "Outcome {outcome} is linked to {item} of {framework} twice.",
            "学习成果 {outcome} 与 {framework} 的 {item} 重复对应。",
        ),
        why=(
            "Two depths for one thing: only the deeper counts, hours count twice.",
            "同一对应有两个深度：只有较深者计入，学时却重复计算。",
        ),
        mend=("Keep one of the two.", "二者保留其一。"),
    ),
    entry(
        "L005",
        "links-above-course-hours",
        WARNING,
        title=("Links take more hours than the course has", "对应学时超过课程学时"),
        message=(
            "The links of course {course} to {framework} take {linked} hours; the course has {hours}.",
            "课程 {course} 对应 {framework} 共需 {linked} 学时，而课程只有 {hours} 学时。",
        ),
        why=("More is claimed than can be taught.", "所声称的内容超过了可讲授的学时。"),
        mend=("Lower the hours of the links, or lengthen the course.", "减少对应关系的学时，或增加课程学时。"),
    ),
    entry(
        "L006",
        "master-without-introduction",
        WARNING,
        title=("Mastery comes before anything prepares it", "没有铺垫就要求精通"),
        message=(
            (
                "Outcome {outcome} masters {item} of {framework}, but in plan {plans} nothing introduces or reinforces "
                "it by then."
            ),
            "学习成果 {outcome} 要求精通 {framework} 的 {item}，但在培养方案 {plans} 中，此前没有课程引入或强化它。",
        ),
        why=(
            "Mastery is built up; a link to it out of nothing is usually a wish.",
            "精通需要逐步积累；凭空达到精通往往只是愿望。",
        ),
        mend=(
            "Link an earlier or same-term outcome that introduces or reinforces the item, or lower the depth.",
            "让更早或同学期的学习成果引入或强化该条目，或降低深度。",
        ),
    ),
    entry(
        "L007",
        "leaf-untaught",
        WARNING,
        title=("No course teaches an item", "条目没有课程讲授"),
        message=("No course teaches {item} of {framework}.", "没有课程讲授 {framework} 的 {item}。"),
        why=(
            "A program names this framework, and nothing prepares its students for the item.",
            "有专业引用了该标准，却没有任何课程为此条目做准备。",
        ),
        mend=(
            "Link an outcome that serves the item, or add one to a course.",
            "让某个学习成果与其对应，或为某课程增加学习成果。",
        ),
    ),
    entry(
        "L008",
        "leaf-out-of-reach",
        WARNING,
        title=("A plan never teaches an item of its certification", "方案没有讲授所推荐证书的条目"),
        message=(
            "No course of plan {plan} teaches {item} of {framework}, which program {program} recommends.",
            "专业 {program} 推荐 {framework}，但培养方案 {plan} 中没有课程讲授其 {item}。",
        ),
        why=(
            "Whatever its students choose, they sit the exam without this item.",
            "无论怎样选课，学生都会在没有学过该条目的情况下参加考核。",
        ),
        mend=(
            "Take a course that teaches it into the plan, or link an outcome of one that is there.",
            "把讲授它的课程加入方案，或让方案中已有课程的学习成果与其对应。",
        ),
    ),
    entry(
        "L009",
        "leaves-too-shallow",
        INFO,
        title=("Items are taught less deeply than asked", "条目讲授的深度不够"),
        message=(
            "No choice in plan {plan} treats these items of {framework} as deeply as it asks: {items}.",
            "无论怎样选课，培养方案 {plan} 对 {framework} 的这些条目都达不到所要求的深度：{items}。",
        ),
        why=("They can never count as met.", "它们永远不能算作达成。"),
        mend=("Deepen a link where the teaching bears it.", "在教学确实达到时加深对应深度。"),
    ),
    entry(
        "L010",
        "outcome-serves-nothing",
        WARNING,
        title=("An outcome serves nothing", "学习成果没有服务对象"),
        message=(
            "Outcome {outcome} serves no job, competition, certification or regulation.",
            "学习成果 {outcome} 没有服务于任何岗位、竞赛、证书或规范。",
        ),
        why=(
            "Other outcomes of the course are linked, so this one was forgotten or serves nobody.",
            "该课程的其他学习成果已有对应，因此它要么被遗漏，要么没有用处。",
        ),
        mend=("Link it to what it serves, or drop it.", "让它与所服务的条目对应，或将其删除。"),
    ),
    entry(
        "L011",
        "course-serves-nothing",
        INFO,
        title=("A course serves nothing", "课程没有任何对应关系"),
        message=("No outcome of course {course} is linked to anything.", "课程 {course} 的学习成果没有任何对应关系。"),
        why=(
            "Other courses of its category are linked, so nobody can see what this one is for.",
            "同类别的其他课程已有对应，因此无法看出本课程的作用。",
        ),
        mend=("Link its outcomes to what they serve.", "让其学习成果与所服务的条目对应。"),
    ),
    entry(
        "L012",
        "outcome-not-assessed",
        WARNING,
        title=("Nothing assesses an outcome", "学习成果没有考核"),
        message=("Nothing assesses outcome {outcome}.", "学习成果 {outcome} 没有任何考核方式。"),
        why=("Nobody sees whether students can do it.", "无法得知学生是否真正掌握。"),
        mend=("Say how it is assessed.", "注明其考核方式。"),
    ),
    entry(
        "L013",
        "course-without-outcomes",
        WARNING,
        title=("A course has no outcomes", "课程没有学习成果"),
        message=("Course {course} has no outcomes.", "课程 {course} 没有学习成果。"),
        why=(
            "It cannot serve anything: only outcomes are linked.",
            "只有学习成果才能建立对应，因此它无法服务于任何标准。",
        ),
        mend=("Write what students can do after the course.", "写明学生学完后能做什么。"),
    ),
    entry(
        "L014",
        "assessment-not-of-outcome",
        WARNING,
        title=("A link is shown by an assessment the outcome lacks", "以学习成果没有的考核方式来证明"),
        message=(
            "The link of outcome {outcome} to {item} is shown by {assessment}, which does not assess the outcome.",
            "学习成果 {outcome} 与 {item} 的对应以 {assessment} 证明，但该成果没有这种考核方式。",
        ),
        why=("The evidence that is named will not exist.", "所指的证据并不存在。"),
        mend=(
            "Add the assessment to the outcome, or name one that it has.",
            "为该成果增加此考核方式，或改用其已有的方式。",
        ),
    ),
    entry(
        "L015",
        "doubtful-mastery",
        INFO,
        title=("Mastery at a low level, unexplained", "认知层次偏低却要求精通"),
        message=(
            "Outcome {outcome} is of level {level} and yet masters {item} of {framework}, without a rationale.",
            "学习成果 {outcome} 的认知层次为 {level}，却要求精通 {framework} 的 {item}，且没有说明理由。",
        ),
        why=(
            "Who only remembers or understands a thing rarely masters it.",
            "只停留在记忆或理解层次，很少能达到精通。",
        ),
        mend=("Lower the depth, raise the outcome, or give the reason.", "降低深度，提高学习成果的层次，或说明理由。"),
    ),
    entry(
        "L016",
        "project-without-outcomes",
        INFO,
        title=("A project exercises no outcome", "项目没有训练学习成果"),
        message=("Project {project} exercises no outcome.", "项目 {project} 没有训练任何学习成果。"),
        why=("Nobody can see what the real work is for.", "无法看出该项目的作用。"),
        mend=("Name the outcomes that it exercises.", "注明它所训练的学习成果。"),
    ),
)
