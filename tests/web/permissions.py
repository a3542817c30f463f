"""Who gets what from which address. Whoever adds a route adds a row here, and one for each way in which it can differ.

In a path `{mei}` is Mei's id, `{invitation}` the secret of an invitation that waits, `{key}` one of a link to a new
password for Mei, `{course}` the code of Mei's course, `{plan}` that of the program lead's plan, `{number}` the
number of Mei's proposal to take the links of a course away, `{stage}` the key of the first stage of the round
`revision`, `{verdict}` that of its first verdict and `{file}` that of the minutes beside it. The small cluster is
there as `szpu/ict`, as a draft and as the release `2026`; Chen's college, `other`, has nothing. A row says what
everybody gets: `everybody(200)`, or `only("lin", "operator")` for 200 with 404 for the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fourfold.exchange.case_framework import type_identifier
from tests.actions.cast import PASSWORD
from tests.web import small

CASE_KINDS = ("CFAssociations", "CFConcepts", "CFSubjects", "CFLicenses", "CFAssociationGroupings", "CFRubrics")
COURSE = small.key("course", "RS")

EVERYBODY = ("visitor", "jun", "mei", "program_lead", "lin", "coach", "bo", "administrator", "chen", "operator")
"""In `tests.actions.cast`, but for the visitor; the operator is whoever sits at a machine that nobody signs in to."""
Answers = dict[str, int]


def everybody(status: int, **but: int) -> Answers:
    """Everybody gets the same, but for those who are named."""
    return {**dict.fromkeys(EVERYBODY, status), **but}


def only(*who: str, status: int = 200, others: int = 404) -> Answers:
    """Those who are named get it; to the others it is not there."""
    return {each: status if each in who else others for each in EVERYBODY}


STAFF = ("mei", "program_lead", "lin", "coach", "bo", "administrator", "operator")
READ = everybody(200)
GOES_ON = everybody(302)
NOTHING_TAKEN = everybody(405)
DRAFT = only(*STAFF)
ADMINISTRATOR = only("administrator", "operator")
AUDIT = only("administrator", "lin", "operator")


def leads(status: int) -> Answers:
    """What is the curriculum lead's: the other staff are refused, and to everybody else it is not there."""
    return only(*STAFF, status=403) | {"lin": status, "operator": status}


def edits(status: int) -> Answers:
    """What is for those who edit any of the cluster."""
    return leads(status) | {"program_lead": status, "mei": status}


def edits_course(status: int) -> Answers:
    """What is for those who edit Mei's course."""
    return leads(status) | {"mei": status}


LINK = {"link": f"{small.key('outcome', 'CS.1')}:{small.key('item', 'D1.1')}", "shown": "0"}
"""A link that is not there, as the form of the queue names it."""
SIGNED_IN = everybody(200, visitor=302, operator=302)
"""One's own pages: the others are asked to sign in."""
CONFIRMED = everybody(302)
"""What asks for the password once more."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """An address, what reading it gives to everybody, and what sending something to it gives."""

    path: str
    get: Answers = field(default_factory=lambda: READ)
    post: Answers = field(default_factory=lambda: NOTHING_TAKEN)
    sends: Mapping[str, str] = field(default_factory=dict)


def of_cluster(path: str) -> tuple[Row, Row]:
    """A page of a cluster: of its draft for the staff, of a release for everybody."""
    return Row(path=f"/szpu/ict/draft/{path}", get=DRAFT), Row(path=f"/szpu/ict/2026/{path}")


def acts(path: str, get: Answers, act: str, post: Answers, **sends: str) -> Row:
    """A page with a form, sent."""
    return Row(path=path, get=get, post=post, sends={"act": act, **sends})


ROWS = (
    Row(path="/", get=everybody(200, operator=302)),
    Row(path="/search"),
    Row(path="/health"),
    Row(path="/ready"),
    Row(path="/language/en", get=GOES_ON),
    Row(path="/help/problems"),
    Row(path="/help/problems/U001"),
    Row(path="/help/reading"),
    Row(path="/demo", get=everybody(404), post=everybody(404), sends={"as": "Lin"}),
    # Signing in, and one's own account.
    Row(
        path="/account/sign-in",
        get=everybody(302, visitor=200, operator=200),
        post=everybody(302, visitor=200, operator=200),
        sends={"login": "nobody@szpu.example", "password": "wrong"},
    ),
    Row(path="/account/sign-in/code", get=everybody(302), post=everybody(302)),
    Row(path="/account/sign-out", get=SIGNED_IN, post=everybody(302)),
    Row(path="/account/closed", post=NOTHING_TAKEN),
    Row(path="/account/confirm", get=SIGNED_IN, post=SIGNED_IN),
    Row(path="/account/confirm/code", get=everybody(302), post=everybody(302)),
    Row(path="/account/password", get=SIGNED_IN, post=SIGNED_IN),
    Row(path="/account/password/{key}", get=everybody(302), post=everybody(302)),
    Row(path="/account/password/none/none", post=READ),
    Row(path="/account/security", get=SIGNED_IN, post=everybody(405, visitor=302, operator=302)),
    Row(path="/account/security/app", get=CONFIRMED, post=CONFIRMED),
    Row(
        path="/account/security/app/off",
        get=everybody(404, visitor=302, operator=302),
        post=everybody(404, visitor=302, operator=302),
    ),
    Row(
        path="/account/security/codes",
        get=everybody(404, visitor=302, operator=302),
        post=everybody(405, visitor=302, operator=302),
    ),
    Row(path="/account/security/codes/new", get=CONFIRMED, post=CONFIRMED),
    Row(
        path="/account/security/codes/file",
        get=everybody(404, visitor=302, operator=302),
        post=everybody(404, visitor=302, operator=302),
    ),
    Row(
        path="/account/lenses",
        get=everybody(200, visitor=302, operator=302),
        post=everybody(422, visitor=302, operator=302),
    ),
    acts("/account", SIGNED_IN, "change", everybody(302), name="Somebody", language="en"),
    acts("/account/tokens", SIGNED_IN, "make", everybody(302), name="sync", scope="read", days="30"),
    acts("/account/tokens", SIGNED_IN, "revoke", everybody(404, visitor=302, operator=302), token="{mei}"),  # noqa: S106 - of none
    Row(path="/account/data", get=SIGNED_IN, post=everybody(405, visitor=302, operator=302)),
    acts("/account/erase", CONFIRMED, "erase", CONFIRMED, sure="on"),
    # Being let in.
    acts("/invitation/{invitation}", READ, "join", everybody(302), name="New", password=PASSWORD),
    acts("/invitation/{invitation}", READ, "accept", everybody(302)),
    Row(path="/invitation/none", get=everybody(404), post=everybody(404)),
    # People of an institution, its settings, its audit.
    acts(
        "/szpu/people",
        ADMINISTRATOR,
        "invite",
        only("administrator", "operator", status=302),
        email="new@szpu.example",
        role="coach",
    ),
    acts("/szpu/people", ADMINISTRATOR, "revoke", everybody(404), invitation="{mei}"),
    Row(path="/other/people", get=only("chen", "operator"), post=only("chen", "operator")),
    Row(path="/nowhere/people", get=everybody(404), post=everybody(404)),
    *(
        acts("/szpu/people/{mei}", ADMINISTRATOR, act, only("administrator", "operator", status=302), **sends)
        for act, sends in (
            ("give", {"role": "coach"}),
            ("take", {"role": "coach:"}),
            ("close", {}),
            ("open", {}),
            ("link", {}),
            ("erase", {"sure": "on"}),
        )
    ),
    Row(path="/other/people/{mei}", get=everybody(404), post=everybody(404)),
    acts(
        "/szpu/settings",
        ADMINISTRATOR,
        "change",
        only("administrator", "operator", status=302),
        en="Ours",
        zone="Asia/Shanghai",
    ),
    Row(path="/szpu/audit", get=AUDIT),
    Row(path="/szpu/audit.csv", get=AUDIT),
    Row(path="/other/audit", get=only("chen", "operator")),
    # Beginning a cluster: who leads one cluster is told, like the other staff, that it is not theirs to do.
    Row(
        path="/other/clusters/new",
        get=only("chen", "operator"),
        post=only("chen", "operator", status=302),
        sends={"act": "begin", "code": "new", "en": "A new one", "categories": "core"},
    ),
    Row(
        path="/szpu/clusters/new",
        get=only(*STAFF, status=403) | {"operator": 200},
        post=only(*STAFF, status=403) | {"operator": 200},
    ),
    # Institutions, and what they publish.
    Row(path="/institutions"),
    Row(path="/szpu/"),
    Row(path="/szpu/frameworks"),
    Row(path="/szpu/framework/hcia", get=everybody(404)),
    Row(path="/szpu/framework/hcia/2026", get=everybody(404)),
    Row(path="/szpu/framework/hcia/2026/case.json", get=everybody(404)),
    # The CASE provider knows what is published, whoever asks.
    Row(path="/ims/", get=everybody(404)),
    Row(path="/ims/case/v1p1/elsewhere", get=everybody(404)),
    Row(path="/ims/case/v1p1/CFDocuments"),
    *(Row(path=f"/ims/case/v1p1/{kind}/{small.dossier().cluster.head.key}") for kind in ("CFDocuments", "CFPackages")),
    *(Row(path=f"/ims/case/v1p1/{kind}/{COURSE}") for kind in ("CFItems", "CFItemAssociations")),
    Row(path=f"/ims/case/v1p1/CFItems/{small.HCIA.items[0].key}", get=everybody(404)),
    Row(path=f"/ims/case/v1p1/CFItemTypes/{type_identifier('Course')}"),
    *(Row(path=f"/ims/case/v1p1/{kind}/{COURSE}", get=everybody(404)) for kind in CASE_KINDS),
    # A cluster in all its states.
    Row(path="/szpu/ict/", get=GOES_ON),
    Row(path="/szpu/ict/releases"),
    Row(path="/szpu/ict/latest/", get=GOES_ON),
    Row(path="/szpu/ict/latest/courses", get=GOES_ON),
    Row(path="/szpu/ict/compare?from=2026&to=draft", get=DRAFT),
    Row(path="/szpu/ict/compare?from=2026&to=2026"),
    Row(path="/szpu/ict/publish", get=leads(200), post=leads(422), sends={"name": "no name"}),
    # A framework is the institution's: who leads one of its clusters publishes none.
    Row(
        path="/szpu/ict/publish/hcia",
        get=leads(200) | {"lin": 403},
        post=leads(422) | {"lin": 403},
        sends={"name": "no name"},
    ),
    # Revision rounds: the staff sees them, the lead runs them.
    acts("/szpu/ict/rounds", DRAFT, "open", leads(422), name="no name"),
    acts("/szpu/ict/round/revision", DRAFT, "decide", leads(422), stage="{stage}"),
    acts("/szpu/ict/round/revision", DRAFT, "plan", leads(302), stage="{stage}"),
    acts("/szpu/ict/round/revision", DRAFT, "abandon", leads(422)),
    # Minutes as files: whoever may record the verdict adds one, the lead removes one, the staff takes it along.
    acts("/szpu/ict/round/revision", DRAFT, "attach", leads(422), verdict="{verdict}"),
    acts("/szpu/ict/round/revision", DRAFT, "attach", everybody(404), verdict="0"),
    acts("/szpu/ict/round/revision", DRAFT, "detach", leads(302), file="{file}"),
    Row(path="/szpu/ict/round/revision/minutes/{file}", get=DRAFT),
    Row(path="/szpu/ict/round/revision/minutes/{mei}", get=everybody(404)),
    Row(path="/szpu/ict/round/none", get=everybody(404), post=everybody(404)),
    Row(path="/szpu/ict/round/revision/papers/brief.docx", get=DRAFT),
    Row(path="/szpu/ict/round/revision/papers/brief.xlsx", get=everybody(404)),
    acts("/szpu/ict/amend", leads(200), "amend", leads(422)),
    # Editing the draft: Mei her course, the program lead their plan, the lead everything; the others get the form to
    # propose with it, and may not save.
    Row(path="/szpu/ict/edit/cluster/ict", get=DRAFT, post=leads(422), sends={"do": "save"}),
    Row(path="/szpu/ict/edit/program/MC", get=DRAFT, post=leads(422), sends={"do": "save"}),
    Row(
        path="/szpu/ict/edit/plan/{plan}",
        get=DRAFT,
        post=leads(422) | {"program_lead": 422},
        sends={"do": "save"},
    ),
    Row(
        path="/szpu/ict/edit/course/{course}",
        get=DRAFT,
        post=leads(422) | {"mei": 422},
        sends={"do": "save"},
    ),
    Row(path="/szpu/ict/edit/module/CLOUD", get=DRAFT, post=leads(422), sends={"do": "save"}),
    Row(path="/szpu/ict/new/course", get=DRAFT, post=leads(422), sends={"do": "save"}),
    Row(
        path="/szpu/ict/new/module",
        get=DRAFT,
        post=leads(422) | {"program_lead": 422},
        sends={"do": "save"},
    ),
    Row(path="/szpu/ict/remove/course/NT-B", get=DRAFT, post=leads(409), sends={"base": "stale"}),
    # Frameworks are the lead's: a proposal holds parts of a cluster, and a framework is pinned.
    *(
        Row(path=f"/szpu/ict/{path}", get=leads(200), post=leads(422), sends={"do": "save"})
        for path in (
            "edit/framework/hcia",
            "edit/framework/hcia/items/D1",
            "new/framework",
            "new/framework/hcia/item",
        )
    ),
    Row(path="/szpu/ict/edit/framework/hcia/items", get=leads(200)),
    Row(path="/szpu/ict/remove/framework/hcia", get=leads(200), post=leads(422), sends={"base": "stale"}),
    Row(path="/szpu/ict/remove/framework/hcia/items/D1", get=leads(200), post=leads(422), sends={"base": "stale"}),
    # Links are the lead's to accept; the other staff may strike, see what it would do, and are told so.
    Row(path="/szpu/ict/align/hcia", get=DRAFT, post=leads(302), sends={"do": "save"}),
    Row(path="/szpu/ict/align/hcia?course={course}", get=DRAFT, post=DRAFT, sends={"do": "effect"}),
    Row(path="/szpu/ict/align/hcia", get=DRAFT, post=only(*STAFF, status=422), sends={"do": "propose"}),
    Row(path="/szpu/ict/align/hcia/queue", get=DRAFT, post=leads(422), sends={"do": "decline", **LINK}),
    Row(path="/szpu/ict/align/hcia/queue?course={course}", get=DRAFT, post=leads(409), sends={"do": "offer", **LINK}),
    Row(path="/szpu/ict/align/hcia/queue?one=1", get=DRAFT, post=leads(302), sends={"do": "take:m", **LINK}),
    Row(path="/szpu/ict/align/hcia/holes", get=DRAFT, post=leads(422), sends={"do": "give", "due": "2026-07-01"}),
    Row(path="/szpu/ict/align/hcia/holes?course={course}", get=DRAFT, post=edits_course(409), sends={"do": "take"}),
    # Classes: the staff see them, the lead binds them.
    Row(path="/szpu/ict/classes", get=DRAFT, post=leads(422), sends={"act": "bind", "rows": "nonsense"}),
    Row(
        path="/szpu/ict/classes",
        get=DRAFT,
        post=leads(302),
        sends={"act": "bind", "rows": "24-NET-1, MC-ordinary, 2026, 2024-09"},
    ),
    Row(path="/szpu/ict/classes", get=DRAFT, post=leads(404), sends={"act": "let-go", "code": "nobody"}),
    # A published framework that the draft has already, and one that is not there: nothing to take in, said to the lead.
    Row(path="/szpu/ict/take-in/szpu/hcia", get=leads(404), post=leads(404), sends={"do": "take", "why": "so"}),
    # Taking a new version over: the lead alone accepts links, the other staff propose them; there is nothing to do.
    Row(path="/szpu/ict/replace/engineer?from=hcia", get=DRAFT, post=only(*STAFF, status=422), sends={"do": "propose"}),
    Row(
        path="/szpu/ict/replace/engineer?from=hcia",
        get=DRAFT,
        post=leads(302),
        sends={"do": "take", "why": "It is better", "program": small.key("program", "MC")},
    ),
    # Proposing: whoever reads the draft; of what is not there, nobody.
    Row(path="/szpu/ict/proposals", get=DRAFT),
    *(
        acts("/szpu/ict/proposal/{number}", DRAFT, act, post, **sends)
        for act, post, sends in (
            ("say", only(*STAFF, status=302), {"text": "Well done."}),
            ("merge", leads(409), {"take": COURSE, "read_at": "long ago"}),
            ("decline", leads(302), {"why": "Too early."}),
            ("withdraw", only(*STAFF, status=403) | {"mei": 302}, {}),
        )
    ),
    Row(path="/szpu/ict/proposal/2", get=everybody(404), post=everybody(404), sends={"act": "merge"}),
    Row(path="/szpu/ict/propose/link/{course}", get=DRAFT, post=only(*STAFF, status=422)),
    Row(
        path="/szpu/ict/edit/course/{course}",
        get=DRAFT,
        post=only(*STAFF, status=422),
        sends={"do": "propose"},
    ),
    Row(path="/szpu/ict/remove/course/NT-B", get=DRAFT, post=only(*STAFF, status=422), sends={"do": "propose"}),
    Row(path="/szpu/ict/history", get=DRAFT),
    Row(path="/szpu/ict/history/course/NT-B", get=DRAFT),
    Row(path="/szpu/ict/history/framework/hcia?item=D1", get=DRAFT),
    Row(path="/szpu/ict/undo", get=everybody(405), post=only(*STAFF, status=302)),
    Row(path="/szpu/ict/redo", get=everybody(405), post=only(*STAFF, status=302)),
    # A cluster.
    *of_cluster(""),
    *of_cluster("programs"),
    *of_cluster("program/MC"),
    *of_cluster("program/MC/coverage/hcia"),
    *of_cluster("program/MC/plan.docx"),
    *of_cluster("program/MC/plan.pdf"),
    Row(path="/szpu/ict/2026/program/MC/evidence.zip", get=AUDIT),
    Row(path="/szpu/ict/draft/program/MC/evidence.zip", get=everybody(404)),
    *of_cluster("program/MC/workbook.xlsx"),
    *of_cluster("courses"),
    *of_cluster("course/NT-B"),
    *of_cluster("course/NT-B/workbook.xlsx"),
    *of_cluster("modules"),
    *of_cluster("module/CLOUD"),
    *of_cluster("frameworks"),
    *of_cluster("framework/hcia"),
    *of_cluster("radar"),
    *of_cluster("radar.ics"),
    *of_cluster("radar/engineer?from=hcia"),
    *of_cluster("matrix"),
    *of_cluster("transfer"),
    *of_cluster("technologies"),
    *of_cluster("technology/openeuler"),
    *of_cluster("problems"),
    *of_cluster("rules"),
    *of_cluster("sharing"),
    *of_cluster("workbook.xlsx"),
    Row(path="/szpu/ict/2025/", get=everybody(404)),
    # Bringing a file: the staff that edit nothing are told so; nothing was sent, and nothing is there.
    Row(path="/szpu/ict/import", get=edits(200), post=edits(422)),
    acts("/szpu/ict/import", edits(200), "forget", edits(302), upload="{mei}"),
    Row(path="/szpu/ict/import/{mei}", get=edits(404), post=edits(404)),
)
