"""The courses of a program-plan document: what each is, what students can do after it, and when it runs."""

from fractions import Fraction

from fourfold.actions.figures import short
from fourfold.domain.number import exact
from fourfold.engine.plan_document import CourseGroup, CourseLine, PlanDocument
from fourfold.exchange.plan_paper import Block, Column, Grid, Heading, Note, Row
from fourfold.exchange.plan_paper_words import Speech


def outcomes(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    """What students can do after each course, and how that is seen."""
    columns = (
        Column(speech.say("课程", "Course"), 5),
        Column(speech.say("代码", "Code"), 4),
        Column(speech.say("学生能够", "Students can"), 13),
        Column(speech.say("认知层次", "Level"), 3),
        Column(speech.say("考核方式", "Assessed by"), 4),
    )
    rows = tuple(
        Row(
            (
                speech.lines(line.course.title) if number == 0 else "",
                outcome.code,
                speech.lines(outcome.text),
                speech.choice(outcome.level),
                speech.assessments(outcome.assessments),
            )
        )
        for group in document.groups
        for line in group.lines
        for number, outcome in enumerate(line.course.outcomes)
    )
    if not rows:
        return (Note(speech.say("课程的学习成果未载明。", "No outcomes of courses are stated.")),)
    return (Grid(columns, rows),)


def courses(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    """The courses of each category with credits and hours, and what its pools ask for."""
    blocks: list[Block] = []
    for group in document.groups:
        blocks.append(Heading(_category(group, speech)))
        if group.lines:
            blocks.append(_course_grid(group, speech))
        blocks += [_pool_note(pool.code, speech.line(pool.title), speech.demand(pool), speech) for pool in group.pools]
    return tuple(blocks) or (Note(speech.say("本方案尚无课程。", "The plan has no courses yet.")),)


def _pool_note(code: str, title: str, demand: str, speech: Speech) -> Note:
    return Note(f"{code} {title}: {demand}." if speech.tongue == "en" else f"{code} {title}：{demand}。")


def _category(group: CourseGroup, speech: Speech) -> str:
    if group.category is None:
        return speech.inline("未归类课程", "Courses of no category")
    return speech.line(group.category.title)


def _course_grid(group: CourseGroup, speech: Speech) -> Grid:
    columns = (
        Column(speech.say("课程代码", "Code"), 4),
        Column(speech.say("课程名称", "Course"), 7),
        Column(speech.say("类型", "Type"), 2),
        Column(speech.say("性质", "Status"), 4),
        Column(speech.say("学分", "Credits"), 3, number=True),
        Column(speech.say("总学时", "Hours"), 3, number=True),
        Column(speech.say("理论", "Theory"), 3, number=True),
        Column(speech.say("实践", "Practice"), 3, number=True),
        Column(speech.say("考核方式", "Assessed by"), 6),
    )
    required = any(line.pool is None for line in group.lines)
    total = Row(
        (
            "",
            speech.inline("必修小计", "Required, in all"),
            "",
            "",
            short(group.credits),
            short(group.hours.total),
            short(group.hours.theory),
            short(group.hours.practice),
            "",
        ),
        strong=True,
    )
    rows = tuple(_course_row(line, speech) for line in group.lines)
    return Grid(columns, (*rows, total) if required else rows)


def _course_row(line: CourseLine, speech: Speech) -> Row:
    course = line.course
    return Row(
        (
            course.code,
            speech.lines(course.title),
            course.type.letter,
            speech.inline("必修", "required") if line.pool is None else line.pool.code,
            str(exact(course.credits)),
            short(line.hours.total),
            short(line.hours.theory),
            short(line.hours.practice),
            speech.assessments(line.assessments),
        )
    )


def progress(document: PlanDocument, speech: Speech) -> tuple[Block, ...]:
    """Each course by term: hours a week, concentrated weeks."""
    terms = range(1, document.program.terms + 1)
    columns = (
        Column(speech.say("课程代码", "Code"), 5),
        Column(speech.say("课程名称", "Course"), 9),
        *(Column(str(term), 2, number=True) for term in terms),
    )
    rows = tuple(
        Row((line.course.code, speech.lines(line.course.title), *(_in_term(line, term, speech) for term in terms)))
        for group in document.groups
        for line in group.lines
    )
    if not rows:
        return ()
    note = speech.say(
        "表头数字为学期；单元格为周学时，“周”前为集中实践周数；括号内为选修课；“选”表示该选修课可在此学期开设，"
        "“△”表示开设学期待定的必修课。",
        "Columns are terms; cells are hours a week, or concentrated weeks (w), of electives in brackets; "
        "“e”: an elective may run in this term; "
        "“△”: a required course whose term is open.",
    )
    return (Grid(columns, rows), Note(note))


def _in_term(line: CourseLine, term: int, speech: Speech) -> str:
    weekly = dict(line.weekly)
    if term in weekly:
        return _runs(line, weekly[term], term, speech)
    if len(line.terms) > 1 and term in line.terms:
        return "△" if line.pool is None else speech.inline("选", "e")
    return ""


def _runs(line: CourseLine, weekly: Fraction, term: int, speech: Speech) -> str:
    """Hours a week, and the concentrated weeks in the course's first term."""
    weeks = line.course.concentrated_weeks
    said = [short(weekly)] if weekly else []
    if weeks and term == line.terms[0]:
        said.append(speech.inline(f"{weeks} 周", f"{weeks} w"))
    goes_on = weeks and term != line.terms[0]
    found = " + ".join(said) or (speech.inline("续", "goes on") if goes_on else "0")
    return found if line.pool is None else f"({found})"
