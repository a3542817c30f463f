"""The cast of a demonstration: somebody of every role, made when first entered as, without a password."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from fourfold.actions.refused import Missing
from fourfold.actions.roles import HELD_IN, Holding, holdings
from fourfold.actions.shelf import on_shelf
from fourfold.domain.person import OPERATOR, Granted, Role
from fourfold.domain.text import Text
from fourfold.store import institutions, people

ELSEWHERE = "another-college"
EXAMPLE, EXAMPLE_TITLE = "example-college", Text(en="Example College", zh="示例学院")
AT = "demo.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody to enter as: a name, a role, the part it is held in where there is one of that code, what to look at."""

    name: str
    role: Role
    says: Text
    code: str = ""
    elsewhere: bool = False


CAST = (
    Member(
        name="Lin",
        role=Role.LEAD,
        says=Text(en="leads the cluster, edits all of it, publishes it", zh="专业群负责人：可编辑全部内容并发布"),
    ),
    Member(
        name="Wang",
        role=Role.PROGRAM_LEAD,
        code="CN",
        says=Text(en="leads one program, edits its plans", zh="专业负责人：可编辑本专业的人才培养方案"),
    ),
    Member(
        name="Mei",
        role=Role.TEACHER,
        code="NT-B",
        says=Text(en="teaches a course, edits what it teaches", zh="教师：可编辑所授课程的内容"),
    ),
    Member(name="Qin", role=Role.COACH, says=Text(en="coaches teams, reads the draft", zh="竞赛教练：可阅读草稿")),
    Member(
        name="Jun",
        role=Role.STUDENT,
        says=Text(en="studies here, reads what is published", zh="学生：可阅读已发布的内容"),
    ),
    Member(
        name="Bo",
        role=Role.SUPPORT,
        says=Text(en="runs the support centre, reads the draft", zh="支持中心：可阅读草稿"),
    ),
    Member(
        name="Zhao",
        role=Role.ADMINISTRATOR,
        says=Text(en="invites people and grants roles, sees the audit", zh="管理员：邀请成员、授予角色、查看审计"),
    ),
    Member(
        name="Chen",
        role=Role.LEAD,
        elsewhere=True,
        says=Text(en="belongs to another college, sees nothing of this draft", zh="属于另一所学院：看不到本草稿"),
    ),
)


def enter(name: str) -> str:
    """The id of the member of the cast with this name."""
    member = next((each for each in CAST if each.name == name), None)
    home = next((each.address.institution for each in on_shelf(OPERATOR) if each.draft), None)
    if member is None or home is None:
        raise Missing(Text(en="There is nobody of this name to enter as.", zh="没有以此名字进入的角色。"))
    with transaction.atomic():
        for each in CAST:
            # Whoever is entered as meets the others: nobody is told to invite a lead who is there.
            if people.person_at(_email(each)) is None:
                _made(each, home)
        return _made(member, home)


def name_example() -> None:
    """Name the college of the example, which an import knows by its code alone."""
    kept = institutions.institution_at(EXAMPLE)
    if kept is not None and not (kept.title.en or kept.title.zh):
        institutions.change_institution(EXAMPLE, title=EXAMPLE_TITLE, zone=kept.zone)


def _email(member: Member) -> str:
    return f"{member.name.lower()}@{AT}"


def _made(member: Member, home: str) -> str:
    email = _email(member)
    known = people.person_at(email)
    if known is not None and known.active:
        return known.id
    institution = _elsewhere() if member.elsewhere else home
    now = datetime.now(UTC)
    made = known.id if known else people.add_person(email=email, name=member.name, password=None, language="", at=now)
    people.open_account(made, active=True)
    people.give(made, Granted(role=member.role, institution=institution, key=_part(member, institution)), at=now)
    return made


def _elsewhere() -> str:
    institutions.add_institution(ELSEWHERE, title=Text(en="Another college", zh="另一所学院"), zone="Asia/Shanghai")
    return ELSEWHERE


def _part(member: Member, institution: str) -> str | None:
    """The part that a role is held in: the one with the member's code, or else the first of its kind."""
    if not member.code:
        return None
    found = [each for each in holdings(OPERATOR, institution) if each.noun == HELD_IN[member.role]]
    return min(found, key=lambda each: _rank(each, member.code)).key if found else None


def _rank(part: Holding, code: str) -> tuple[bool, str]:
    return part.code != code, part.code
