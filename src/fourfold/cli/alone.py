"""A framework on its own at the terminal: read from a workbook or a CASE package, pinned in a draft."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from fourfold.actions.records.problem import problem_record
from fourfold.cli import voice
from fourfold.cli.remote import Says
from fourfold.domain.framework import Framework, FrameworkKind
from fourfold.domain.text import Text
from fourfold.exchange.case_read import Asked
from fourfold.exchange.case_text import is_code
from fourfold.exchange.framework_files import read_one
from fourfold.exchange.places import FrameworkReading

Kind = Annotated[
    FrameworkKind,
    typer.Option("--kind", help="Of a CASE package that others wrote: what kind of framework it is."),
]
Institution = Annotated[
    str,
    typer.Option(
        "--institution", help="Of such a package: the code of the institution that keeps it; else the cluster's."
    ),
]
Into = Annotated[
    str,
    typer.Option(
        "--into", metavar="INSTITUTION/CLUSTER", help="Pin the framework in PATH in the draft of this cluster."
    ),
]


def asked(kind: FrameworkKind, institution: str) -> Asked:
    """What a package that others wrote does not say."""
    if institution and not is_code(institution):
        raise typer.BadParameter(f"{institution!r} is no code of an institution.")
    return Asked(kind=kind, institution=institution) if institution else Asked(kind=kind)


def framework_in(path: Path, asked_: Asked, says: Says) -> FrameworkReading:
    """The framework in a file of its own; where it cannot be understood, all its problems and exit code 2."""
    found = voice.busy(f"Reading {path}", lambda: read_one(path, asked_))
    if found.framework is None:
        voice.unreadable(found.problems, as_json=says.as_json, lang=says.lang)
    return found


def pin_into(into: str, found: FrameworkReading, *, now: datetime, replace: bool, why: str, says: Says) -> None:
    """Pin a framework in a draft; one that is pinned already is let go for it only where that is asked for."""
    from fourfold.actions import editing, installation, pinning, shelf  # noqa: PLC0415 - Django starts first
    from fourfold.actions.refused import Missing, Refused  # noqa: PLC0415 - as above
    from fourfold.domain.person import OPERATOR  # noqa: PLC0415 - as above

    institution, _, cluster = into.partition("/")
    framework = _whole(found)
    installation.prepare()
    opened = shelf.open_cluster(institution, cluster, viewer=OPERATOR, today=now.date())
    if opened is None:
        raise Missing(Text(en=f"There is no draft of {into}.", zh=f"没有 {into} 的草稿。"))
    pinned = opened.digests.get(framework.key) if framework.key in opened.index.frameworks else None
    if any(
        each.code.lower() == framework.code.lower() and each.key != framework.key
        for each in opened.index.frameworks.values()
    ):
        raise Refused(
            Text(
                en=f"The cluster pins another framework with the code {framework.code}.",
                zh=f"该专业群已引用代码同为 {framework.code} 的另一标准。",
            )
        )
    if pinned and not replace:
        raise Refused(
            Text(
                en=f"The draft pins {framework.code} already: say --replace to pin this one instead.",
                zh=f"草稿已引用 {framework.code}：如要改为引用此版本，请加 --replace。",
            )
        )
    draft = editing.Draft(institution=institution, cluster=cluster, viewer=OPERATOR, now=now, why=why)
    moved = pinning.pin(draft, framework, expected=pinned)
    _tell(into, framework, moved.before or "", moved.after or "", found, says)


def _whole(found: FrameworkReading) -> Framework:
    assert found.framework is not None  # noqa: S101 - an unreadable path never comes here
    return found.framework


def _tell(into: str, framework: Framework, before: str, after: str, found: FrameworkReading, says: Says) -> None:
    if says.as_json:
        problems = [problem_record(each, says.lang) for each in found.problems]
        record = {"pinned": framework.code, "key": framework.key, "before": before, "after": after}
        voice.print_json({"cluster": into, **record, "problems": problems})
        return
    voice.print_problems(found.problems, says.lang)
    en, zh = f"{into}: pins {framework.code} at {after[:8]}.", f"{into}：已引用 {framework.code}（{after[:8]}）。"
    voice.out.print({"en": en, "zh": zh}[says.lang], markup=False)
