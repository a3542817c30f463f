"""`fourfold evidence`: the evidence pack of a released plan, for a visit."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from fourfold.cli import document, remote, voice
from fourfold.cli.connect import Database, granted, passing
from fourfold.cli.remote import Says
from fourfold.domain.person import OPERATOR


def evidence(
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="INSTITUTION/CODE/RELEASE", help="A release of the database.")
    ],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The .zip file to write.")],
    database: Database = None,
    program: document.OfProgram = "",
    plan: document.OfPlan = "",
    template: document.Folder = None,
    language: document.Paged = "zh",
    force: document.Force = False,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Write a plan, what was revised, its coverage and its audit trail as one indexed folder."""
    says = Says(as_json, voice.language(lang))
    document.insist(to, says, force=force)
    institution, code, state = remote.place(cluster, says)
    with granted(as_json=as_json, lang=says.lang):
        passing(database)
        from fourfold.actions import shelf  # noqa: PLC0415 - Django starts first
        from fourfold.actions.papers.evidence import evidence_pack  # noqa: PLC0415 - as above

        found = shelf.open_cluster(institution, code, viewer=OPERATOR, today=date.min, state=state)
        if found is None or found.release is None:
            says.refuse(f"There is no release {cluster}.", f"没有已发布的 {cluster}。")
        key = document.plan_of(found.index, program, plan, says).key
        content = voice.busy(
            f"Writing {to}",
            lambda: evidence_pack(OPERATOR, found, plan=key, tongue=language, folder=template),
        )
    document.write_files({to: content}, says)
    document.tell(to, says)
