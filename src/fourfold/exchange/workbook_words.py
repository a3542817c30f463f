"""What sheets and columns of a workbook are called in Chinese, and what each is for: headings and comments.

A column is looked up by class and field, then by field alone.
"""

from typing import NamedTuple


class Words(NamedTuple):
    """A heading in Chinese, and what stands below it, in English and Chinese."""

    zh: str
    means: str
    means_zh: str


SHEETS: dict[str, Words] = {
    "cluster": Words("专业群", "What the cluster says of itself: one row.", "专业群的基本信息，仅一行。"),
    "categories": Words("课程类别", "Categories of courses, the map's ground first.", "课程类别，从地图底层开始。"),
    "technologies": Words("技术领域", "Technical areas that courses teach.", "课程所教授的技术领域。"),
    "programs": Words("专业", "What students enrol in.", "学生就读的专业。"),
    "certifications": Words(
        "专业证书", "Certifications that programs promise or weave in.", "各专业推荐或融入的证书。"
    ),
    "plans": Words(
        "人才培养方案", "Plans of programs, one for each training type.", "各专业的人才培养方案，每种培养类型一个。"
    ),
    "required": Words(
        "必修课", "Required courses of plans, with the term each starts in.", "方案中的必修课及开始学期。"
    ),
    "pools": Words("选修池", "Sets of electives, and how much of each must be taken.", "选修课集合及其修读要求。"),
    "electives": Words("选修课", "The candidate courses of pools.", "选修池中的候选课程。"),
    "sittings": Words("考核时点", "When a class sits what a framework asks.", "班级何时参加标准要求的考核。"),
    "calendar": Words("教学周历", "The weeks of each term of a plan, by use.", "方案各学期按用途划分的周数。"),
    "modules": Words("模块", "Courses that belong together, in one category.", "归属同一类别的课程组合。"),
    "courses": Words("课程", "What is taught, how long, and what it needs first.", "教授的课程、学时及先修要求。"),
    "outcomes": Words("课程目标", "What a student can do after a course.", "学完课程后学生能做什么。"),
    "projects": Words("实战项目", "Real work inside courses.", "课程中的真实项目。"),
    "course links": Words(
        "课程对接依据",
        "Needed only where all links of a course share what they stand on.",
        "仅在某课程的全部对接共用同一依据时需要。",
    ),
    "links": Words("对接", "Which outcome serves which item of a framework.", "课程目标与标准条目的对接。"),
    "rules": Words("规则", "Tests that the cluster must keep.", "专业群必须满足的检验。"),
    "frameworks": Words("标准", "Jobs, certifications, competitions, regulations.", "岗位、证书、竞赛、规定等标准。"),
    "anchors": Words("外部编号", "The same framework in somebody else's register.", "标准在其他登记体系中的编号。"),
    "carried": Words(
        "附带内容",
        "What the source of a framework says and Fourfold has no room for; kept to be given back.",
        "标准来源中本系统无处存放的内容，原样保留以便交还。",
    ),
    "items": Words("标准条目", "What frameworks ask for, item by item.", "标准的具体要求，逐条列出。"),
}

COLUMNS: dict[str, Words] = {
    ".key": Words(
        "标识",
        "Says for good which noun this is. Leave it as it is, also when you change the code; leave it empty in new "
        "rows, and in copies of rows.",
        "永久标识此对象。即使修改代码也请保持不变；新增的行和复制的行请留空。",
    ),
    ".was": Words(
        "原代码",
        "After a change of code: the code before, so that other rows that still say it find this one.",
        "修改代码后填写原代码，使仍使用原代码的其他行能找到此行。",
    ),
    ".order": Words(
        "顺序",
        "Where this row stands among its siblings; empty: after the row above it.",
        "此行在同级中的顺序；留空则排在上一行之后。",
    ),
    ".above": Words(
        "上级条目",
        "The code of the item above this one; empty at the first level.",
        "上级条目的代码；第一级条目留空。",
    ),
    ".parent": Words("所属", "What this row belongs to.", "此行所属的对象。"),
    ".code": Words(
        "代码",
        "A code, unique among its kind: letters, digits, '.', '_', '-'; at most 40.",
        "代码，同类中唯一：字母、数字、“.”“_”“-”，最多 40 个字符。",
    ),
    "Anchor.code": Words("编号", "Its number in that register.", "在该登记体系中的编号。"),
    ".title": Words(
        "名称", "What people read; at least one of the two languages.", "供阅读的名称，两种语言至少填一种。"
    ),
    ".institution": Words("院校", "The code of the institution.", "院校代码。"),
    "Framework.institution": Words(
        "机构", "The code of the institution that keeps this framework.", "维护该标准的机构代码。"
    ),
    ".hours_per_credit": Words("每学分学时", "Hours that make one credit.", "折合 1 学分的学时。"),
    ".hours_per_concentrated_week": Words("每集中周学时", "Hours of one concentrated week.", "一个集中实践周的学时。"),
    ".term_system": Words(
        "学期制",
        "How the year is divided; in quarters, complexity counts two thirds.",
        "学年的划分方式；学季制下复杂度按三分之二计。",
    ),
    ".note": Words("备注", "A note for readers.", "给读者的备注。"),
    ".footing": Words("依据", "What these facts stand on", "这些事实的依据"),
    ".purpose": Words(
        "目的",
        "Why it is taught: jobs ask for it, or a solid grounding includes it.",
        "教授的原因：岗位需要，或属于扎实基础。",
    ),
    "Program.position": Words("次序", "The order of programs; 0 comes first.", "专业的排列次序，0 在最前。"),
    "Module.position": Words("次序", "The order of modules in their category.", "模块在类别中的排列次序。"),
    ".catalogue_code": Words("专业代码", "The code of the national catalogue.", "国家专业目录中的代码。"),
    "Program.level": Words("层次", "The level of the program.", "专业的培养层次。"),
    "Program.terms": Words("学期数", "How many terms the program lasts.", "专业的学期数。"),
    ".jobs": Words("岗位", "The jobs that the program aims at.", "专业面向的岗位。"),
    ".competitions": Words("竞赛", "The competitions that it prepares for.", "专业对接的竞赛。"),
    ".regulations": Words("规定", "The regulations that it keeps.", "专业遵守的规定。"),
    ".framework": Words("标准", "The framework.", "标准。"),
    "Scope.framework": Words("标准", "For coverage: of this framework.", "覆盖类规则所针对的标准。"),
    ".role": Words(
        "作用",
        "recommended: promised by the program; integrated: woven in, nothing promised.",
        "recommended：专业承诺；integrated：内容融入，不作承诺。",
    ),
    ".through": Words(
        "经由模块",
        "The elective module that leads to it; empty: the required courses.",
        "达成所经的选修模块；留空表示由必修课达成。",
    ),
    ".training_type": Words(
        "培养类型", "A code for the training type, such as ordinary or 3-2.", "培养类型代码，如 ordinary、3-2。"
    ),
    ".course": Words("课程", "The course.", "课程。"),
    "Sitting.course": Words("课程之后", "After this course; or give a term.", "在此课程之后；或填写学期。"),
    "Placement.term": Words(
        "开始学期",
        "The term it starts in; an elective without one may start in any of its terms.",
        "开始的学期；选修课留空表示可在其任一学期开始。",
    ),
    "Sitting.term": Words("学期之后", "After this term; or give a course.", "在此学期之后；或填写课程。"),
    "TermWeeks.term": Words("学期", "The term.", "学期。"),
    "Scope.term": Words("截至学期", "For coverage: by the end of this term.", "覆盖类规则：截至该学期末。"),
    ".category": Words("类别", "The category of courses.", "课程类别。"),
    "Pool.kind": Words(
        "方式",
        "courses: choose so many courses; modules: so many whole modules; credits: so many credits from the list; "
        "unlisted: so many credits from courses that the plan does not list.",
        "courses：选若干门课程；modules：选若干完整模块；credits：从列表修满若干学分；unlisted：从方案未列的课程修满若干学分。",
    ),
    "Framework.kind": Words("种类", "Who asks.", "提出要求的一方。"),
    ".choose": Words("选几", "How many to choose, of courses or modules.", "选择的课程或模块数。"),
    "Pool.credits": Words("学分", "How many credits to take.", "须修的学分。"),
    "Course.credits": Words("学分", "The credits of the course.", "课程学分。"),
    "Pool.modules": Words("模块", "The modules to choose from.", "可选的模块。"),
    ".teaching": Words("教学周", "Weeks of teaching.", "教学周数。"),
    ".concentrated": Words("集中周", "Weeks of concentrated practice.", "集中实践周数。"),
    ".military": Words("军训周", "Weeks of military training.", "军训周数。"),
    ".exam": Words("考试周", "Weeks of exams.", "考试周数。"),
    ".common": Words("群共享", "Whether the module is common to the whole cluster.", "是否为全群共享模块。"),
    "Module.programs": Words("面向专业", "The programs that it is offered to.", "面向的专业。"),
    ".direction": Words("就业方向", "The employment direction of an extended module.", "拓展模块的就业方向。"),
    ".module": Words("模块", "The module that the course belongs to.", "课程所属的模块。"),
    ".type": Words(
        "课程类型",
        "theory (A), mixed: theory with practice (B), practice (C).",
        "theory（A 类）、mixed（B 类）、practice（C 类）。",
    ),
    ".weeks": Words("周数", "Weeks in which it is taught by the week.", "按周授课的周数。"),
    ".theory_hours_per_week": Words("周理论学时", "Hours of theory a week.", "每周理论学时。"),
    ".practice_hours_per_week": Words("周实践学时", "Hours of practice a week.", "每周实践学时。"),
    ".concentrated_weeks": Words("集中实践周数", "Weeks of concentrated practice.", "集中实践的周数。"),
    ".span": Words("跨学期数", "How many terms it lasts.", "持续的学期数。"),
    "Course.terms": Words("可开学期", "The terms it may start in; empty: any.", "可开始的学期；留空表示任意。"),
    ".subject": Words(
        "科目", "Shared by variants of different scale or difficulty.", "规模或难度不同的同科课程共用的代码。"
    ),
    ".optional": Words(
        "可不修", "Whether the course may be left out when its module is taken.", "修读模块时此课程是否可以不修。"
    ),
    ".unit": Words("开课单位", "Who teaches it.", "开课单位。"),
    ".requisite": Words(
        "先修要求",
        "Codes of courses, joined by all(…) or any(…); add co or strict-co to a code where it may, or must, be taken "
        "in the same term: all(NT-A, any(NT-B co, NT-C)).",
        "课程代码，用 all(…)（全部）或 any(…)（任一）组合；可同学期修读时在代码后加 co，必须同学期时加 strict-co："
        "all(NT-A, any(NT-B co, NT-C))。",
    ),
    "Course.technologies": Words("技术", "The technologies that it teaches.", "教授的技术领域。"),
    "Item.technologies": Words("技术", "Codes of technologies that it asks for.", "所要求的技术代码。"),
    ".text": Words(
        "目标", "What a student can do; at least one of the two languages.", "学生能做什么，两种语言至少填一种。"
    ),
    "Outcome.level": Words("认知层次", "The level of the revised taxonomy.", "修订版布鲁姆分类的层次。"),
    ".assessments": Words("考核方式", "How it is seen; empty: nothing assesses it.", "考核方式；留空表示没有考核。"),
    ".origin": Words("来源", "Where the work comes from.", "项目来源。"),
    "Project.outcomes": Words("课程目标", "The outcomes that it exercises.", "项目所训练的课程目标。"),
    ".outcome": Words("课程目标", "The outcome that serves the item.", "对接的课程目标。"),
    ".item": Words("条目", "The item of the framework beside it; a leaf.", "左侧标准的条目（末级）。"),
    "Link.depth": Words("深度", "How deeply the outcome treats the item.", "课程目标涉及该条目的深度。"),
    "Item.depth": Words("要求深度", "The depth that a leaf requires.", "末级条目要求的深度。"),
    ".hours": Words("学时", "The hours spent on it, where known.", "所用学时（如已知）。"),
    ".assessment": Words("考核方式", "The assessment that shows it.", "体现达成的考核方式。"),
    ".rationale": Words("理由", "Why the outcome serves the item.", "对接的理由。"),
    ".severity": Words("严重程度", "How bad it is when the rule fails.", "规则不满足时的严重程度。"),
    ".measure": Words(
        "度量", "What the rule measures; see the sheet of choices.", "规则度量的内容，可选值见“choices”表。"
    ),
    "Scope.programs": Words("限专业", "Only these programs; empty: all.", "仅限这些专业；留空表示全部。"),
    "Scope.training_types": Words(
        "限培养类型", "Only these training types; empty: all.", "仅限这些培养类型；留空表示全部。"
    ),
    "Scope.categories": Words("限类别", "Only these categories; empty: all.", "仅限这些类别；留空表示全部。"),
    "Scope.courses": Words("限课程", "Only these courses; empty: all.", "仅限这些课程；留空表示全部。"),
    ".comparator": Words("比较", "How the measured value must stand to the value.", "度量值与规定值的比较方式。"),
    ".value": Words("规定值", "The value; shares are per cent.", "规定值；占比以百分数表示。"),
    ".upper": Words("上限", "For between: the upper end.", "comparator 为 between 时的上限。"),
    ".family": Words("系列", "A code that all versions share.", "各版本共用的代码。"),
    ".version": Words("版本", "The version, as its provider writes it.", "发布方所写的版本。"),
    ".provider": Words("发布方", "Who publishes it.", "发布方。"),
    ".valid_from_date": Words("生效日期", "The first day on which it holds.", "生效的第一天。"),
    ".retires_on_date": Words("失效日期", "The last valid day.", "有效的最后一天。"),
    ".supersedes": Words("取代", "The framework that this one replaces.", "被此标准取代的标准。"),
    "Framework.total": Words(
        "权重合计", "What the weights of the first level add up to; empty: 100.", "第一级条目权重之和；留空表示 100。"
    ),
    "Item.total": Words("下级权重合计", "What its children's weights add up to.", "下级条目权重之和。"),
    "Carried.of": Words("所属", "What of the source it belongs to.", "属于来源中的哪一项。"),
    "Carried.text": Words("内容", "What is kept of it; leave it as it is.", "所保留的内容，请勿修改。"),
    ".scheme": Words("登记体系", "The register.", "登记体系。"),
    ".label": Words("名称", "What it is called there.", "在该体系中的名称。"),
    ".weight": Words(
        "权重", "Its share among its siblings; empty where nobody knows it.", "在同级条目中的权重；未知时留空。"
    ),
}

PARTS: dict[str, tuple[str, str]] = {
    "en": ("English", "英文"),
    "zh": ("Chinese", "中文"),
    "ground": ("ground", "性质"),
    "source": ("source", "来源"),
    "confidence": ("confidence", "可信度"),
}
"""How a column that holds a part of something is told apart: `title English`, 名称（英文）."""


CHOICE_WORDS: dict[str, str] = {
    "semester": "学期", "quarter": "学季",
    "employment": "就业", "foundation": "基础", "sourced": "有来源", "estimated": "估计", "illustrative": "示意",
    "high": "高", "medium": "中", "low": "低", "recommended": "推荐", "integrated": "融入", "courses": "课程",
    "modules": "模块", "credits": "学分", "unlisted": "未列出", "theory": "理论（A）", "mixed": "理实一体（B）",
    "practice": "实践（C）", "remember": "记忆", "understand": "理解", "apply": "应用", "analyse": "分析",
    "evaluate": "评价", "create": "创造", "written-exam": "笔试", "practical-exam": "实操考试", "quiz": "小测",
    "lab": "实验", "assignment": "作业", "project": "项目", "presentation": "展示", "portfolio": "作品集",
    "observation": "观察", "report": "报告", "competition": "竞赛", "enterprise": "企业", "joint": "联合",
    "introduce": "引入", "reinforce": "强化", "master": "精通", "error": "错误", "warning": "警告", "info": "提示",
    "items-met": "达成条目数", "items-met-share": "达成条目占比", "met-weight": "达成权重", "partial": "部分覆盖度",
    "least-depth": "最低深度", "hours": "学时", "hours-share": "学时占比", "elective-share": "选修占比",
    "practice-share": "实践占比", "term-credits": "学期学分", "weekly-hours": "周学时", "common-modules": "共享模块数",
    "recommended-certifications": "推荐证书数", "complexity": "课程复杂度", "hours-per-credit": "每学分学时",
    "concentrated-weeks": "集中周数", "credits-per-week": "每集中周学分", "at-least": "至少", "at-most": "至多",
    "equal": "等于", "between": "介于", "job": "岗位", "certification": "证书", "regulation": "规定",
}  # fmt: skip
"""What the words to choose from mean in Chinese."""


def words_of(cls: type, name: str) -> Words:
    """The words for a field of a class."""
    return COLUMNS.get(f"{cls.__name__}.{name}") or COLUMNS[f".{name}"]
