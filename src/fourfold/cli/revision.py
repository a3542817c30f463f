"""`fourfold round`: the revision rounds of a cluster in the database: listed, shown, and their papers written."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from fourfold.cli import document, remote, voice
from fourfold.cli.connect import Database, granted, passing, today
from fourfold.cli.remote import Says
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Text

if TYPE_CHECKING:
    from fourfold.actions.rounds import Rounds, Seen

revision = typer.Typer(no_args_is_help=True, help="The revision rounds of a cluster: list, show, write their papers.")
Cluster = Annotated[str, typer.Option("--cluster", metavar="INSTITUTION/CODE", help="A cluster of the database.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the round, such as 2026.")]
Kind = Annotated[
    Literal["comparison", "brief"],
    typer.Option("--paper", help="The comparison of old and new (修订对照表), or the brief for a committee."),
]


@revision.command("list")
def list_(cluster: Cluster, database: Database = None, as_json: voice.Json = False, lang: voice.Lang = None) -> None:
    """List the rounds of a cluster, the newest first."""
    words = voice.language(lang)
    says = Says(as_json, words)
    institution, code, _ = remote.place(cluster, says)
    with granted(as_json=as_json, lang=words):
        passing(database)
        from fourfold.actions import rounds  # noqa: PLC0415 - Django starts first

        found = rounds.rounds_of(institution, code, viewer=OPERATOR, today=today())
    if as_json:
        voice.print_json({"rounds": _listed(found)})
        return
    for each in _listed(found):
        voice.out.print(" · ".join(str(fact) for fact in each.values() if fact), markup=False)


@revision.command("show")
def show(
    name: Name, cluster: Cluster, database: Database = None, as_json: voice.Json = False, lang: voice.Lang = None
) -> None:
    """Show where a round stands: each stage, its verdicts, what is late."""
    words = voice.language(lang)
    seen = _seen(name, cluster, database, Says(as_json, words))
    stages = _stages(seen)
    if as_json:
        voice.print_json({"round": seen.round.name, "status": seen.round.status.value, "stages": stages})
        return
    for each in stages:
        body = Text(**each["body"]).in_language(words)
        due = f" · {each['due_date']}" if each["due_date"] else ""
        late = Text(en=f" · {each['late_days']} days late", zh=f" · 逾期 {each['late_days']} 天").in_language(words)
        voice.out.print(
            f"{body}: {_TURNS[each['turn']].in_language(words)}{due}{late if each['late_days'] else ''}", markup=False
        )


@revision.command("papers")
def papers(
    name: Name,
    cluster: Cluster,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The .docx or .pdf file to write.")],
    paper: Kind = "comparison",
    database: Database = None,
    language: document.Paged = "zh",
    force: document.Force = False,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Write a paper of a round: the draft now, or what it came to, against the release that it revises."""
    says = Says(as_json, voice.language(lang))
    target = document.target_of(to, says, force=force)
    seen = _seen(name, cluster, database, says)
    with granted(as_json=as_json, lang=says.lang):
        from fourfold.actions.papers.round_papers import paper_file  # noqa: PLC0415 - Django starts first

        suffix = target.suffix.lower()
        content = voice.busy(f"Writing {target}", lambda: paper_file(seen, kind=paper, tongue=language, suffix=suffix))
    document.write_files({target: content}, says)
    document.tell(target, says)


_TURNS = {
    "coming": Text(en="to come", zh="未开始"),
    "open": Text(en="its turn", zh="进行中"),
    "passed": Text(en="passed", zh="已通过"),
}


def _seen(name: str, cluster: str, database: str | None, says: Says) -> "Seen":
    institution, code, _ = remote.place(cluster, says)
    with granted(as_json=says.as_json, lang=says.lang):
        passing(database)
        from fourfold.actions import rounds  # noqa: PLC0415 - Django starts first

        return rounds.round_of(rounds.At(institution, code, name), viewer=OPERATOR, today=today())


def _listed(found: "Rounds") -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "status": each.status.value,
            "base": each.base,
            "release": each.release,
            "opened_at": each.opened_at.isoformat(timespec="seconds"),
        }
        for each in found.rounds
    ]


def _stages(seen: "Seen") -> list[dict[str, Any]]:
    return [
        {
            "body": {"en": each.stage.body.en, "zh": each.stage.body.zh},
            "turn": each.turn.value,
            "opens_date": each.stage.opens_date.isoformat() if each.stage.opens_date else None,
            "due_date": each.stage.due_date.isoformat() if each.stage.due_date else None,
            "late_days": each.late_days,
            "verdicts": [
                {
                    "outcome": one.outcome.value,
                    "day": one.day.isoformat(),
                    "number": one.number,
                    "minutes": one.minutes,
                    "root": one.root,
                    "files": [{"file": each.name, "digest": each.digest} for each in one.files],
                }
                for one in seen.round.verdicts
                if one.stage == each.stage.key
            ],
        }
        for each in seen.standing.stages
    ]
