"""`fourfold document`: the program-plan document (人才培养方案) of a plan, as Word or PDF, by a template."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from fourfold.actions.papers.plan_of_folder import paper_of_folder
from fourfold.cli import remote, voice
from fourfold.cli.connect import Database, granted, passing
from fourfold.cli.remote import Says
from fourfold.domain.person import OPERATOR
from fourfold.domain.plan import Plan
from fourfold.domain.program import Program
from fourfold.engine.index import Index
from fourfold.exchange.files import replace_file
from fourfold.exchange.plan_documents import SUFFIXES, our_template, plan_file
from fourfold.exchange.plan_paper import Paper, Tongue
from fourfold.exchange.plan_template import BadTemplate, CannotSet, Template, read_template

To = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="The .docx or .pdf file to write.")]
Which = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="INSTITUTION/CODE[/STATE]",
        help="Instead of PATH: a cluster of the database, or a release.",
    ),
]
Folder = Annotated[
    Path | None, typer.Option("--template", metavar="FOLDER", help="The template to fill; ours where not given.")
]
Ours = Annotated[
    Path | None, typer.Option("--write-template", metavar="FOLDER", help="Write our template there, to change it.")
]
Paged = Annotated[
    Literal["zh", "en", "both"], typer.Option("--language", help="Language of the document; of the template written.")
]
OfProgram = Annotated[str, typer.Option("--program", help="The program (its code).")]
OfPlan = Annotated[str, typer.Option("--plan", help="The plan (its code); the program's first where not given.")]
Force = Annotated[bool, typer.Option("--force", help="Write over what is there.")]
PaperOf = Callable[[str], Paper]
"""Lays out the document of a plan by its key."""


def document(
    path: remote.MaybePath = None,
    cluster: Which = None,
    database: Database = None,
    program: OfProgram = "",
    plan: OfPlan = "",
    to: To = None,
    template: Folder = None,
    write_template: Ours = None,
    language: Paged = "zh",
    force: Force = False,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Write the program-plan document of a plan; from anything but a release it is marked as a draft."""
    says = Says(as_json, voice.language(lang))
    if write_template is not None:
        _write_ours(write_template, language, says, force=force)
        return
    target = target_of(to, says, force=force)
    found = _template(template, language, says)
    index, paper_of = _opened(path, cluster, database, language, says)
    key = plan_of(index, program, plan, says).key
    content = voice.busy(f"Writing {target}", lambda: _made(paper_of(key), target, found, says))
    write_files({target: content}, says)
    tell(target, says)


def target_of(to: Path | None, says: Says, *, force: bool) -> Path:
    if to is None or to.suffix.lower() not in SUFFIXES:
        says.refuse("Say --to FILE, ending in .docx or .pdf.", "请用 --to 指定以 .docx 或 .pdf 结尾的文件。")
    insist(to, says, force=force)
    return to


def insist(to: Path, says: Says, *, force: bool) -> None:
    """Refuse to write over what is there, unless told to."""
    if to.exists() and not force:
        says.refuse(
            f"{to} exists already; choose another name, or say --force to write over it.",
            f"{to} 已存在：请换用其他名称，或用 --force 覆盖。",
            code=voice.REFUSED,
        )


def _template(folder: Path | None, language: Tongue, says: Says) -> Template:
    try:
        return our_template(language) if folder is None else read_template(folder)
    except BadTemplate as error:
        voice.refuse(error.why, as_json=says.as_json, lang=says.lang, code=voice.UNREADABLE)


def _opened(
    path: Path | None, cluster: str | None, database: str | None, language: Tongue, says: Says
) -> tuple[Index, PaperOf]:
    """What is to be written about: a cluster on paper, or one that the database keeps."""
    if (path is None) == (cluster is None):
        says.refuse(
            "Name a PATH, or --cluster INSTITUTION/CODE[/STATE] of a database.",
            "请指定 PATH，或用 --cluster 院校/代码[/状态] 指定数据库中的专业群。",
        )
    if cluster is not None:
        return _kept(cluster, database, language, says)
    dossier = voice.reading_of(path or Path(), as_json=says.as_json, lang=says.lang).dossier
    assert dossier is not None  # noqa: S101 - an unreadable path never comes here
    index = Index(dossier)

    return index, lambda plan: paper_of_folder(index, plan=plan, tongue=language)


def _kept(cluster: str, database: str | None, language: Tongue, says: Says) -> tuple[Index, PaperOf]:
    institution, code, state = remote.place(cluster, says)
    with granted(as_json=says.as_json, lang=says.lang):
        passing(database)
        from fourfold.actions import shelf  # noqa: PLC0415 - Django starts first
        from fourfold.actions.papers import plan_document  # noqa: PLC0415 - as above

        # No figure of the document depends on the day on which it is written.
        found = shelf.open_cluster(institution, code, viewer=OPERATOR, today=date.min, state=state)
    if found is None:
        says.refuse(f"There is no {cluster}.", f"没有 {cluster}。")
    return found.index, lambda plan: plan_document.paper_of(found, plan=plan, tongue=language)


def plan_of(index: Index, program: str, plan: str, says: Says) -> Plan:
    """The plan with a code of the program with a code; the program's first where none is named."""
    found = _program(index, program, says)
    plans = {each.code.lower(): each for each in found.plans}
    if not plans:
        says.refuse(f"{found.code} has no plan yet.", f"{found.code} 尚无方案。", code=voice.REFUSED)
    if plan and plan.lower() not in plans:
        there = ", ".join(each.code for each in found.plans)
        says.refuse(f"There is no plan {plan}. There are: {there}.", f"没有方案 {plan}。现有：{there}。")
    return plans[plan.lower()] if plan else found.plans[0]


def _program(index: Index, code: str, says: Says) -> Program:
    programs = {each.code.lower(): each for each in index.programs.values()}
    if code.lower() not in programs:
        there = ", ".join(each.code for each in index.programs.values())
        says.refuse(
            f"Say --program CODE. There are: {there}." if not code else f"There is no program {code}: {there}.",
            f"请用 --program 指定专业。现有：{there}。" if not code else f"没有专业 {code}。现有：{there}。",
        )
    return programs[code.lower()]


def _made(paper: Paper, target: Path, template: Template, says: Says) -> bytes:
    try:
        return plan_file(paper, template, target.suffix.lower())
    except CannotSet as error:
        voice.refuse(error.why, as_json=says.as_json, lang=says.lang, code=voice.REFUSED)


def _write_ours(folder: Path, language: Tongue, says: Says, *, force: bool) -> None:
    files = our_template(language).files
    there = [name for name in files if (folder / name).exists()]
    if there and not force:
        names = ", ".join(there)
        says.refuse(
            f"{folder} holds {names} already: say --force to write over them.",
            f"{folder} 中已有 {names}：可用 --force 覆盖。",
            code=voice.REFUSED,
        )
    write_files({folder / name: content for name, content in files.items()}, says)
    tell(folder, says)


def write_files(files: Mapping[Path, bytes], says: Says) -> None:
    """Write files, or say which cannot be written."""
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
    except OSError as error:
        why = f"{error.filename or ''}: {error.strerror or error}"
        says.refuse(f"Cannot write {why}", f"无法写入 {why}", code=voice.REFUSED)


def tell(target: Path, says: Says) -> None:
    """Say what was written."""
    if says.as_json:
        voice.print_json({"written": str(target)})
    else:
        voice.out.print(f"Written: {target}", markup=False)
