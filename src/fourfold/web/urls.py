"""Where pages live: `/{institution}/{cluster}/{state}/{noun}/{code}`."""

from django.urls import path, register_converter

from fourfold.web import account_urls
from fourfold.web.pages import (
    account,
    audit,
    cluster,
    course,
    coverage,
    demo,
    framework,
    guide,
    home,
    invitation,
    language,
    lists,
    module,
    people,
    person,
    problem,
    program,
    rule,
    settings,
    sharing,
    table,
    tokens,
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
    path("language/<str:language>", language.choose, name="language"),
    path("help/problems", guide.problems, name="problem-kinds"),
    path("help/problems/<code:code>", guide.problem, name="problem-kind"),
    path("help/reading", guide.reading, name="reading"),
    path("demo", demo.show, name="demo"),
    path("account", account.show, name="account"),
    path("account/tokens", tokens.show, name="tokens"),
    path("account/data", account.data, name="account-data"),
    path("account/erase", account.erase, name="account-erase"),
    *account_urls.urlpatterns,
    path("invitation/<str:secret>", invitation.show, name="invitation"),
    path("<code:institution>/people", people.show, name="people"),
    path("<code:institution>/people/<uuid:person>", person.show, name="person"),
    path("<code:institution>/settings", settings.show, name="settings"),
    path("<code:institution>/audit", audit.show, name="audit"),
    path("<code:institution>/audit.csv", audit.download, name="audit-csv"),
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
    path(CLUSTER + "problems", problem.show, name="problems"),
    path(CLUSTER + "rules", rule.show, name="rules"),
    path(CLUSTER + "sharing", sharing.show, name="sharing"),
]
