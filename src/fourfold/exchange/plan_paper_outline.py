"""Our own template in words: the chapters of a program plan, in the order of the ministry's reference format.

What our documents do not know, such as teachers and rooms, is the college's to write: its place says so.
"""

from dataclasses import dataclass

from fourfold.domain.text import Text


@dataclass(frozen=True, slots=True)
class Part:
    """A place that is filled with a part of the document."""

    name: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading inside a chapter."""

    title: Text


@dataclass(frozen=True, slots=True)
class Fixed:
    """A paragraph that stands as it is; it may name facts, such as `{{program}}`."""

    text: Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its heading and what stands below it."""

    title: Text
    pieces: tuple[Part | Section | Fixed, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document: the lines above its first chapter (the second is the title), the head of pages, chapters.

    One for `one_page` is set as small as that takes.
    """

    cover: tuple[Fixed, ...]
    running: Fixed
    chapters: tuple[Chapter, ...]
    one_page: bool = False


def _own(zh: str, en: str) -> Fixed:
    return Fixed(Text(zh=f"【由学校填写：{zh}】", en=f"[To be written by the college: {en}]"))


def _title(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


_COVER = (
    Fixed(_title("{{institution}}", "{{institution}}")),
    Fixed(_title("{{program_zh}}专业人才培养方案", "Program plan: {{program_en}}")),
    Fixed(_title("{{plan}}", "{{plan}}")),
    Fixed(_title("{{release}}　{{day}}", "{{release}}　{{day}}")),
)

_RUNNING = Fixed(_title("{{program}} · {{plan}} · {{release}}", "{{program}} · {{plan}} · {{release}}"))

_CHAPTERS = (
    Chapter(_title("一、专业名称及代码", "1 Name and code"), (Part("identity"),)),
    Chapter(_title("二、入学要求", "2 Entry requirement"), (_own("招生对象与入学条件", "who may enrol"),)),
    Chapter(_title("三、修业年限", "3 Length"), (Part("length"),)),
    Chapter(_title("四、职业面向", "4 Occupational orientation"), (Part("orientation"),)),
    Chapter(
        _title("五、培养目标与培养规格", "5 Goals and specification"),
        (
            Section(_title("（一）培养目标", "5.1 Goals")),
            _own("培养目标", "what the program educates for"),
            Section(_title("（二）培养规格", "5.2 Specification")),
            _own("素质、知识、能力要求", "what is asked in quality, knowledge and ability"),
            Section(_title("（三）课程学习成果", "5.3 Outcomes of the courses")),
            Part("outcomes"),
        ),
    ),
    Chapter(_title("六、课程设置及要求", "6 Courses"), (Part("courses"),)),
    Chapter(
        _title("七、学时安排", "7 Hours"),
        (
            Section(_title("（一）学时与学分", "7.1 Hours and credits")),
            Part("hours"),
            Section(_title("（二）各项规定的符合情况", "7.2 Whether the rules are kept")),
            Part("rules"),
        ),
    ),
    Chapter(
        _title("八、教学进程总体安排", "8 Teaching schedule"),
        (
            Section(_title("（一）各学期周数与负荷", "8.1 Weeks and loads")),
            Part("calendar"),
            Section(_title("（二）教学进程表", "8.2 Courses by term")),
            Part("progress"),
        ),
    ),
    Chapter(
        _title("九、实施保障", "9 Support"),
        tuple(
            piece
            for zh, en in (
                ("（一）师资队伍", "9.1 Teaching staff"),
                ("（二）教学设施", "9.2 Facilities"),
                ("（三）教学资源", "9.3 Resources"),
                ("（四）教学方法", "9.4 Methods"),
                ("（五）学习评价", "9.5 Assessment"),
                ("（六）质量管理", "9.6 Quality"),
            )
            for piece in (Section(_title(zh, en)), _own(zh[3:], en[4:].lower()))
        ),
    ),
    Chapter(
        _title("十、毕业要求", "10 Graduation"),
        (
            Part("graduation"),
            _own("其他毕业条件", "further conditions of graduation"),
            Section(_title("证书与竞赛", "Certifications and competitions")),
            Part("certifications"),
        ),
    ),
    Chapter(_title("附录一　课程与标准对照", "Appendix 1 Coverage"), (Part("coverage"),)),
    Chapter(_title("附录二　数据依据", "Appendix 2 Provenance"), (Part("provenance"),)),
)

PLAN = Outline(_COVER, _RUNNING, _CHAPTERS)
"""The program plan."""

EVIDENCE = Outline(
    (
        _COVER[0],
        Fixed(_title("{{program_zh}}专业佐证材料", "Evidence: {{program_en}}")),
        *_COVER[2:],
    ),
    _RUNNING,
    (
        Chapter(_title("一、发布与审批", "1 Release and approval"), (Part("approvals"),)),
        Chapter(_title("二、修订对照表", "2 What was revised"), (Part("comparison"),)),
        Chapter(_title("三、规定与承诺", "3 Rules and promises"), (Part("rules"), Part("certifications"))),
        Chapter(_title("四、课程与标准对照", "4 Coverage"), (Part("coverage"),)),
        Chapter(_title("五、变更记录", "5 Audit trail"), (Part("trail"),)),
        Chapter(_title("六、数据依据", "6 Provenance"), (Part("provenance"),)),
    ),
)
"""What goes with a plan when a college is visited."""

_ROUND_COVER = (
    _COVER[0],
    Fixed(_title("{{program_zh}}人才培养方案修订对照表", "Revision of {{program_en}}: old and new")),
    Fixed(_title("{{plan}}　{{release}}", "{{plan}}　{{release}}")),
)

COMPARISON = Outline(
    _ROUND_COVER,
    _RUNNING,
    (
        Chapter(_title("一、专业与人才培养方案", "1 Programs and plans"), (Part("programs"),)),
        Chapter(_title("二、课程", "2 Courses"), (Part("courses"),)),
        Chapter(_title("三、课程与标准对接", "3 Links of courses"), (Part("links"),)),
        Chapter(_title("四、证书与各类标准", "4 Certifications and other frameworks"), (Part("frameworks"),)),
        Chapter(_title("五、规则", "5 Rules"), (Part("rules"),)),
        Chapter(_title("六、学时、学分与覆盖", "6 Hours, credits and coverage"), (Part("figures"),)),
    ),
)
"""What a revision changes, in table form: 修订对照表."""

BRIEF = Outline(
    (
        _COVER[0],
        Fixed(_title("{{program_zh}}人才培养方案修订说明", "Revision of {{program_en}}: brief")),
        _ROUND_COVER[2],
    ),
    _RUNNING,
    (
        Chapter(_title("一、修订内容", "1 What changes"), (Part("counts"),)),
        Chapter(_title("二、主要指标", "2 Figures"), (Part("figures"),)),
        Chapter(_title("三、规则、承诺与问题", "3 Rules, promises, problems"), (Part("problems"),)),
        Chapter(_title("四、审定进程", "4 Verdicts so far"), (Part("verdicts"),)),
    ),
    one_page=True,
)
"""What a body is told of a revision, on one page."""
