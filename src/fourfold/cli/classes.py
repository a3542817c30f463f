"""`fourfold class`: the classes of a cluster in the database: listed, bound to releases, what a new version means."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fourfold.cli import remote, voice
from fourfold.cli.connect import Database, granted, passing, today
from fourfold.cli.remote import Says
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Language, Text

if TYPE_CHECKING:
    from fourfold.actions.shelf import Opened

study_class = typer.Typer(no_args_is_help=True, help="The classes of a cluster: list, bind to releases, look ahead.")
Cluster = Annotated[str, typer.Option("--cluster", metavar="INSTITUTION/CODE", help="A cluster of the database.")]
File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", exists=True, dir_okay=False, help="Lines of code, plan, release and month (2024-09), in UTF-8."
    ),
]
Name = Annotated[str, typer.Option("--framework", help="The new version.")]
Since = Annotated[str | None, typer.Option("--from", help="In the place of this version.")]
Least = Annotated[int, typer.Option("--least", min=0, max=100, help="Carry links of this confidence and more over.")]


@study_class.command("list")
def list_(cluster: Cluster, database: Database = None, as_json: voice.Json = False, lang: voice.Lang = None) -> None:
    """List the classes of a cluster, the release that teaches each, and the term that it is in."""
    says = Says(as_json, voice.language(lang))
    institution, code, _ = remote.place(cluster, says)
    with granted(as_json=as_json, lang=says.lang):
        passing(database)
        from fourfold.actions.classes import classes_of  # noqa: PLC0415 - Django starts first
        from fourfold.actions.records.classes import classes_record  # noqa: PLC0415 - as above

        told = classes_record(classes_of(institution, code, viewer=OPERATOR, today=today()))
    _tell(told, _listed(told, says.lang), says)


@study_class.command("bind")
def bind(
    file: File, cluster: Cluster, database: Database = None, as_json: voice.Json = False, lang: voice.Lang = None
) -> None:
    """Bind classes to the releases that teach them: all lines of a file, or none."""
    says = Says(as_json, voice.language(lang))
    institution, code, _ = remote.place(cluster, says)
    with granted(as_json=as_json, lang=says.lang):
        passing(database)
        from fourfold.actions import classes  # noqa: PLC0415 - Django starts first

        rows, now = file.read_text(encoding="utf-8-sig"), datetime.now(UTC)
        many = classes.bind(institution, code, rows, viewer=OPERATOR, now=now, today=today())
    said = Text(en=f"{many} bound.", zh=f"已登记 {many} 个班级。").in_language(says.lang)
    _tell({"bound": many}, iter([said]), says)


@study_class.command("outlook")
def outlook(
    framework: Name,
    cluster: Cluster,
    since: Since = None,
    least: Least = 60,
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Say what a new version of a framework means for each class, in the term that it is in."""
    says = Says(as_json, voice.language(lang))
    institution, code, _ = remote.place(cluster, says)
    with granted(as_json=as_json, lang=says.lang):
        passing(database)
        from fourfold.actions.classes import class_outlooks  # noqa: PLC0415 - Django starts first
        from fourfold.actions.radar import framework_called, versions  # noqa: PLC0415 - as above
        from fourfold.actions.records.classes import class_outlooks_record  # noqa: PLC0415 - as above

        here = _opened(institution, code)
        before = framework_called(here.index, since) if since else None
        old, new = versions(here.index, framework_called(here.index, framework), since=before)
        told = class_outlooks_record(class_outlooks(here, old=old, new=new, least=least))
    _tell(told, _looked(told, says.lang), says)


def _opened(institution: str, code: str) -> "Opened":
    from fourfold.actions.rounds import draft_of  # noqa: PLC0415 - Django starts first

    return draft_of(institution, code, viewer=OPERATOR, today=today())


def _tell(record: dict[str, Any], lines: Iterator[str], says: Says) -> None:
    if says.as_json:
        voice.print_json(record)
        return
    for line in lines:
        voice.out.print(line, markup=False)


def _listed(told: dict[str, Any], lang: Language) -> Iterator[str]:
    for each in told["classes"]:
        term = Text(
            en=f"term {each['term']} of {each['terms']}", zh=f"第 {each['term']} 学期（共 {each['terms']} 学期）"
        )
        yield " · ".join((each["code"], each["plan"], each["release"], each["began_date"], term.in_language(lang)))


_SITS = {
    "sat": Text(en="its sitting is over", zh="已过考核时点"),
    "old": Text(en="the old version still holds", zh="届时旧版仍有效"),
    "new": Text(en="only the new version holds then", zh="届时仅新版有效"),
}


def _looked(told: dict[str, Any], lang: Language) -> Iterator[str]:
    for each in told["classes"]:
        before, carried, reachable = (
            f"{'–' if each[name] is None else each[name]}/{each[of]}"
            for name, of in (("before", "items_before"), ("carried", "items_after"), ("reachable", "items_after"))
        )
        said = Text(
            en=f"term {each['term']} of {each['terms']}, sits {each['sitting_date']}",
            zh=f"第 {each['term']} 学期（共 {each['terms']} 学期），{each['sitting_date']} 考核",
        )
        reach = Text(en=f"within reach {reachable}", zh=f"仍可达成 {reachable}")
        lost = [promise["rule"] for promise in each["promises_lost"]]
        losses = Text(en=f"loses {', '.join(lost)}", zh=f"失去承诺 {'、'.join(lost)}").in_language(lang)
        facts = (f"{before} → {carried}", reach.in_language(lang), _SITS[each["sits"]].in_language(lang))
        head = f"{each['code']} ({each['release']}) {said.in_language(lang)}: "
        yield head + "; ".join((*facts, *([losses] if lost else [])))
