"""The fields that a column of a college's table can mean, and the names that colleges give them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize


class Field(StrEnum):
    """What a column means."""

    CODE = "code"
    TITLE = "title"
    OTHER_TITLE = "other_title"
    MODULE = "module"
    CATEGORY = "category"
    TYPE = "type"
    CREDITS = "credits"
    TOTAL_HOURS = "total_hours"
    THEORY_HOURS = "theory_hours"
    PRACTICE_HOURS = "practice_hours"
    WEEKS = "weeks"
    WEEKLY_HOURS = "weekly_hours"
    THEORY_PER_WEEK = "theory_hours_per_week"
    PRACTICE_PER_WEEK = "practice_hours_per_week"
    WEEKS_BY_HOURS = "weeks_by_hours"
    CONCENTRATED_WEEKS = "concentrated_weeks"
    SPAN = "span"
    STARTS = "starts"
    TERM = "term"
    BY_TERM = "by_term"
    UNIT = "unit"
    REQUISITE = "requisite"
    REQUIRED = "required"
    OPTIONAL = "optional"
    ASSESSMENT = "assessment"
    PROGRAM = "program"
    REMARK = "remark"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a field is, in words, and the names by which it is known."""

    field: Field
    says: str
    names: tuple[str, ...]
    kept: bool = True


def _meaning(field: Field, says: str, names: str, *, kept: bool = True) -> Meaning:
    return Meaning(field=field, says=says, names=tuple(names.split(" | ")), kept=kept)


MEANINGS: tuple[Meaning, ...] = (
    _meaning(
        Field.CODE,
        "The course's code.",
        "课程代码 | 课程编码 | 课程编号 | 课程号 | 代码 | "
        "编号 | course code | code | course no | course number | course id",
    ),
    _meaning(
        Field.TITLE,
        "The course's title, in the language that it is in.",
        "课程名称 | 课程名 | 课程 | 名称 | 中文名称 | 课程中文名称 | 教学科目 | 课程（项目）名称 | "
        "course title | course name | "
        "title | name | course | chinese title",
    ),
    _meaning(
        Field.OTHER_TITLE,
        "The title again, in the other language.",
        "英文名称 | 课程英文名称 | 英文课程名 | 外文名称 | english title | english name | course title in english | "
        "title in english | other title",
    ),
    _meaning(
        Field.MODULE,
        "The module, by code or title.",
        "模块 | 课程模块 | 所属模块 | 模块名称 | 模块代码 | 课程组 | module | module code | module title",
    ),
    _meaning(
        Field.CATEGORY,
        "The category, by code or title.",
        "课程类别 | 类别 | 课程分类 | 课程大类 | 课程平台 | "
        "平台 | 课程体系 | 课程性质类别 | category | course category | group",
    ),
    _meaning(
        Field.TYPE,
        "Theory, mixed, practice: A, B, C.",
        "课程类型 | 类型 | 课程类型（A/B/C） | ABC类 | 课程形式 | type | course type | type (A/B/C)",
    ),
    _meaning(Field.CREDITS, "Credits.", "学分 | 课程学分 | 学分数 | credits | credit | credit hours | cr"),
    _meaning(
        Field.TOTAL_HOURS,
        "All hours: theory and practice; concentrated weeks as `2周` too.",
        "总学时 | 学时 | 学时数 | 总课时 | 课时 | 计划学时 | "
        "合计学时 | 学时合计 | 总计 | 总学时数 | total hours | hours | contact hours",
    ),
    _meaning(
        Field.THEORY_HOURS,
        "All hours of theory.",
        "理论 | 理论学时 | 理论课时 | 理论教学 | 讲授 | "
        "讲授学时 | 理论教学学时 | theory | theory hours | lecture hours | lectures",
    ),
    _meaning(
        Field.PRACTICE_HOURS,
        "All hours of practice.",
        "实践 | 实践学时 | 实践课时 | 实践教学 | 实训学时 | 实训 | 实验学时 | 实验 | 实验实训 | 上机 | 实践教学学时 | "
        "practice | "
        "practice hours | practical hours | lab hours",
    ),
    _meaning(
        Field.WEEKS, "Weeks of teaching.", "周数 | 教学周数 | 上课周数 | 授课周数 | 教学周 | weeks | teaching weeks"
    ),
    _meaning(
        Field.WEEKLY_HOURS,
        "Hours per week, theory and practice together.",
        "周学时 | 周课时 | 周学时数 | 每周学时 | hours per week | weekly hours",
    ),
    _meaning(
        Field.THEORY_PER_WEEK,
        "Hours of theory per week.",
        "周理论学时 | 理论周学时 | 每周理论学时 | theory hours per week | weekly theory hours",
    ),
    _meaning(
        Field.PRACTICE_PER_WEEK,
        "Hours of practice per week.",
        "周实践学时 | 实践周学时 | 每周实践学时 | practice hours per week | weekly practice hours",
    ),
    _meaning(
        Field.WEEKS_BY_HOURS,
        "Hours per week × weeks, as `4*16`.",
        "周学时×周数 | 周学时*周数 | 周数×周学时 | 学时安排 | weeks x weekly hours | weekly hours x weeks",
    ),
    _meaning(
        Field.CONCENTRATED_WEEKS,
        "Weeks of concentrated practice.",
        "集中实践周数 | 集中周数 | 实践周数 | 实训周数 | concentrated weeks | practice weeks",
    ),
    _meaning(Field.SPAN, "How many terms it lasts.", "持续学期数 | 跨学期数 | 学期数 | span | terms long"),
    _meaning(
        Field.STARTS,
        "Every term it may start in.",
        "可开课学期 | 可开设学期 | 允许开课学期 | terms it may start in | possible terms | terms",
    ),
    _meaning(
        Field.TERM,
        "The term it runs in; `1-4` where it runs through several.",
        "开课学期 | 学期 | 开设学期 | 修读学期 | 授课学期 | 建议修读学期 | 开课时间 | term | semester | offered in",
    ),
    _meaning(
        Field.BY_TERM,
        "A column for one term: weekly hours, `4*16`, `2周` or a mark.",
        "第1学期 | 第一学期 | term 1 | semester 1",
    ),
    _meaning(
        Field.UNIT,
        "Who owns the course.",
        "开课单位 | 开课部门 | 教研室 | 开课教研室 | 承担单位 | 归属部门 | 开课院系 | 开课学院 | 责任教研室 | "
        "owning unit | unit | "
        "department | section",
    ),
    _meaning(
        Field.REQUISITE,
        "Courses needed first, by code or title: `、` is and, `或` is or.",
        "先修课程 | 先修课 | 前导课程 | 先修要求 | 前置课程 | "
        "先修 | prerequisites | prerequisite | requisites | requires",
    ),
    _meaning(
        Field.REQUIRED,
        "Required or elective: 必修, 选修, 限选, 任选.",
        "课程性质 | 修读性质 | 修读方式 | 性质 | 必修/选修 | "
        "选课类型 | required | status | required or elective | compulsory | nature",
    ),
    _meaning(
        Field.OPTIONAL,
        "Whether the module may be taken without the course.",
        "模块内可选 | 可选 | optional | optional in its module",
    ),
    _meaning(
        Field.ASSESSMENT,
        "How the course is examined; a cluster says this of outcomes, so it is not kept.",
        "考核方式 | 考核类型 | 考核 | 考核形式 | 考试方式 | 考试/考查 | assessment | assessed by | "
        "assessment method | examination",
        kept=False,
    ),
    _meaning(
        Field.PROGRAM,
        "The program; plans say this, so it is not kept.",
        "专业 | 专业名称 | 适用专业 | 所属专业 | program | programme | major",
        kept=False,
    ),
    _meaning(
        Field.REMARK,
        "A remark: read for what it says of electives, not kept.",
        "备注 | 说明 | 选课说明 | 选修说明 | 选修要求 | remarks | remark | notes | note | comment",
        kept=False,
    ),
    _meaning(
        Field.IGNORE,
        "Nothing: numbers of rows, and what a mapping says to leave.",
        "序号 | 序 | no. | no | # | 行号 | ignore",
        kept=False,
    ),
)
MEANING: dict[Field, Meaning] = {each.field: each for each in MEANINGS}


def plain(name: str) -> str:
    """A name without case, blanks, brackets' width and signs, so that spellings of one name are equal.

    >>> plain(" 课 程 名称 "), plain("Course  Code:"), plain("学分（必填）")
    ('课程名称', 'coursecode', '学分(必填)')
    """
    return re.sub(r"[\s:：*＊_＿\-—]+", "", normalize("NFKC", name)).lower()


NAMED: dict[str, Field] = {plain(name): each.field for each in MEANINGS for name in each.names}
