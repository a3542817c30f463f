"""Where pages live: `/{institution}/{cluster}/{state}/{noun}/{code}`."""

from django.urls import path, register_converter

from fourfold.web.pages import (
    across,
    cluster,
    course,
    coverage,
    framework,
    guide,
    home,
    language,
    lists,
    module,
    problem,
    program,
    rule,
    saved,
    search,
    sharing,
    table,
    technology,
    transfer,
)


class CodeConverter:
    """The shape of a code, as `domain.marks` has it."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "code")
CLUSTER = "<code:institution>/<code:cluster>/<code:state>/"

urlpatterns = [
    path("", home.show, name="home"),
    path("search", search.show, name="search"),
    path("language/<str:language>", language.choose, name="language"),
    path("help/problems", guide.problems, name="problem-kinds"),
    path("help/problems/<code:code>", guide.problem, name="problem-kind"),
    path("help/reading", guide.reading, name="reading"),
    path("account/lenses", saved.show, name="lenses"),
    path("<code:institution>/<code:cluster>/import", table.bring, name="import"),
    path("<code:institution>/<code:cluster>/import/<uuid:upload>", table.review, name="table"),
    path(CLUSTER, cluster.show, name="cluster"),
    path(CLUSTER + "programs", lists.programs, name="programs"),
    path(CLUSTER + "program/<code:code>", program.show, name="program"),
    path(CLUSTER + "program/<code:code>/coverage/<code:framework>", coverage.show, name="coverage"),
    path(CLUSTER + "courses", lists.courses, name="courses"),
    path(CLUSTER + "course/<code:code>", course.show, name="course"),
    path(CLUSTER + "modules", lists.modules, name="modules"),
    path(CLUSTER + "module/<code:code>", module.show, name="module"),
    path(CLUSTER + "frameworks", lists.frameworks, name="frameworks"),
    path(CLUSTER + "framework/<code:code>", framework.show, name="framework"),
    path(CLUSTER + "matrix", across.show, name="matrix"),
    path(CLUSTER + "transfer", transfer.show, name="transfer"),
    path(CLUSTER + "technologies", technology.every, name="technologies"),
    path(CLUSTER + "technology/<code:code>", technology.show, name="technology"),
    path(CLUSTER + "problems", problem.show, name="problems"),
    path(CLUSTER + "rules", rule.show, name="rules"),
    path(CLUSTER + "sharing", sharing.show, name="sharing"),
]
