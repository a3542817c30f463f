"""Where pages live: `/{institution}/{cluster}/{state}/{noun}/{code}`."""

from django.urls import path, register_converter

from fourfold.web import account_urls
from fourfold.web.pages import (
    account,
    across,
    audit,
    beginning,
    bringing,
    cluster,
    compare,
    course,
    coverage,
    demo,
    framework,
    guide,
    health,
    home,
    institution,
    invitation,
    language,
    lists,
    module,
    outlook,
    people,
    person,
    plan_paper,
    problem,
    program,
    proposal,
    proposals,
    publish,
    publish_framework,
    published_framework,
    radar,
    release,
    revision,
    round_paper,
    rounds,
    rule,
    saved,
    search,
    settings,
    sharing,
    technology,
    tokens,
    transfer,
    workbook,
)
from fourfold.web.pages.editing import align, history, linking, removing, taking_over
from fourfold.web.pages.editing import page as editing


class CodeConverter:
    """The shape of a code, as `domain.marks` has it."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "code")
ALL = "<code:institution>/<code:cluster>/"
CLUSTER = ALL + "<code:state>/"

urlpatterns = [
    path("", home.show, name="home"),
    path("search", search.show, name="search"),
    path("health", health.health, name="health"),
    path("ready", health.ready, name="ready"),
    path("language/<str:language>", language.choose, name="language"),
    path("help/problems", guide.problems, name="problem-kinds"),
    path("help/problems/<code:code>", guide.problem, name="problem-kind"),
    path("help/reading", guide.reading, name="reading"),
    path("account/lenses", saved.show, name="lenses"),
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
    path("<code:institution>/clusters/new", beginning.show, name="new-cluster"),
    path(ALL + "import", bringing.bring, name="import"),
    path(ALL + "import/<uuid:upload>", bringing.review, name="table"),
    path("institutions", institution.show_all, name="institutions"),
    path("<code:institution>/", institution.show, name="institution"),
    path("<code:institution>/frameworks", published_framework.show_all, name="published-frameworks"),
    path("<code:institution>/framework/<code:code>", published_framework.newest, name="published-framework-newest"),
    path(
        "<code:institution>/framework/<code:code>/<code:release>",
        published_framework.show,
        name="published-framework",
    ),
    path(
        "<code:institution>/framework/<code:code>/<code:release>/case.json",
        published_framework.download,
        name="published-framework-case",
    ),
    path(ALL, release.stand, name="stand"),
    path(ALL + "releases", release.show, name="releases"),
    path(ALL + "publish", publish.show, name="publish"),
    path(ALL + "publish/<code:code>", publish_framework.show, name="publish-framework"),
    path(ALL + "compare", compare.show, name="compare"),
    path(ALL + "rounds", rounds.show, name="rounds"),
    path(ALL + "round/<code:name>", revision.show, name="round"),
    path(ALL + "round/<code:name>/papers/<code:file>", round_paper.download, name="round-paper"),
    path(ALL + "amend", rounds.amending, name="amend"),
    path(ALL + "edit/<str:noun>/<code:code>", editing.edit, name="edit"),
    path(ALL + "new/<str:noun>", editing.new, name="new"),
    path(ALL + "remove/<str:noun>/<code:code>", removing.remove, name="remove"),
    path(ALL + "align/<code:framework>", align.show, name="align"),
    path(ALL + "replace/<code:code>", taking_over.show, name="take-over"),
    path(ALL + "history", history.show, name="history"),
    path(ALL + "history/<str:noun>/<code:code>", history.show_noun, name="history-of"),
    path(ALL + "proposals", proposals.show, name="proposals"),
    path(ALL + "proposal/<int:number>", proposal.show, name="proposal"),
    path(ALL + "propose/link/<code:code>", linking.show, name="propose-link"),
    path(ALL + "undo", history.undo, name="undo"),
    path(ALL + "redo", history.redo, name="redo"),
    path(ALL + "latest/", release.latest, name="latest"),
    path(ALL + "latest/<path:rest>", release.latest),
    path(CLUSTER, cluster.show, name="cluster"),
    path(CLUSTER + "programs", lists.programs, name="programs"),
    path(CLUSTER + "program/<code:code>", program.show, name="program"),
    path(CLUSTER + "program/<code:code>/coverage/<code:framework>", coverage.show, name="coverage"),
    path(CLUSTER + "program/<code:code>/plan.docx", plan_paper.word, name="plan-word"),
    path(CLUSTER + "program/<code:code>/plan.pdf", plan_paper.pdf, name="plan-pdf"),
    path(CLUSTER + "program/<code:code>/evidence.zip", plan_paper.evidence, name="evidence"),
    path(CLUSTER + "courses", lists.courses, name="courses"),
    path(CLUSTER + "course/<code:code>", course.show, name="course"),
    path(CLUSTER + "modules", lists.modules, name="modules"),
    path(CLUSTER + "module/<code:code>", module.show, name="module"),
    path(CLUSTER + "frameworks", lists.frameworks, name="frameworks"),
    path(CLUSTER + "framework/<code:code>", framework.show, name="framework"),
    path(CLUSTER + "radar", radar.show, name="radar"),
    path(CLUSTER + "radar.ics", radar.calendar, name="radar-calendar"),
    path(CLUSTER + "radar/<code:code>", outlook.show, name="outlook"),
    path(CLUSTER + "matrix", across.show, name="matrix"),
    path(CLUSTER + "transfer", transfer.show, name="transfer"),
    path(CLUSTER + "technologies", technology.every, name="technologies"),
    path(CLUSTER + "technology/<code:code>", technology.show, name="technology"),
    path(CLUSTER + "problems", problem.show, name="problems"),
    path(CLUSTER + "rules", rule.show, name="rules"),
    path(CLUSTER + "sharing", sharing.show, name="sharing"),
    path(CLUSTER + "workbook.xlsx", workbook.download, name="workbook"),
]
