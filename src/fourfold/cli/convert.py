"""`fourfold convert`: the same cluster on other paper."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from errno import EEXIST
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from fourfold.actions.records.problem import problem_record
from fourfold.canon.parts import root_of
from fourfold.cli import alone, voice
from fourfold.cli.check import nameless
from fourfold.cli.remote import Says
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, FrameworkKind
from fourfold.domain.problem import Problem
from fourfold.domain.program import Program
from fourfold.domain.text import Language, Text
from fourfold.exchange.excerpt import excerpt_of
from fourfold.exchange.files import replace_file
from fourfold.exchange.folder_comments import with_comments
from fourfold.exchange.framework_files import is_package, write_one
from fourfold.exchange.places import FrameworkReading, Reading
from fourfold.exchange.staging import CannotWrite
from fourfold.exchange.workbook_write import excerpt_workbook_bytes
from fourfold.exchange.writing import UnknownPaper, with_framework, write

Target = Annotated[Path, typer.Argument(metavar="OUT", help="A folder, a .xlsx, a .json or a .csv file to write.")]


def convert(
    path: voice.Where,
    target: Target,
    plan: Annotated[
        str, typer.Option("--plan", help="For a CSV: write this plan (its code) as a degree plan, not all courses.")
    ] = "",
    framework: Annotated[
        str,
        typer.Option(
            "--framework", help="Write this framework (its code) alone: to a .xlsx, or to a .json as a CASE package."
        ),
    ] = "",
    program: Annotated[
        str, typer.Option("--program", help="Write this program (its code) alone to a .xlsx, to edit and bring back.")
    ] = "",
    course: Annotated[
        str, typer.Option("--course", help="Write this course (its code) alone to a .xlsx, to edit and bring back.")
    ] = "",
    take: Annotated[
        Path | None,
        typer.Option(
            "--take",
            help="Take the framework in this .xlsx or CASE package in place of the one in PATH, or beside them.",
        ),
    ] = None,
    kind: alone.Kind = FrameworkKind.CERTIFICATION,
    institution: alone.Institution = "",
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Write what PATH holds to OUT: a folder of YAML files, an Excel workbook, a JSON document or a CSV.

    PATH may also be a CASE package: it holds one framework, which is written to a .xlsx, or to a .json as a package.
    """
    words = voice.language(lang)
    if is_package(path):
        says = Says(as_json, words)
        found = alone.framework_in(path, alone.asked(kind, institution), says)
        _said(
            target, found.problems + written(target, partial(_write_one, found, target), force=force, says=says), says
        )
        return
    reading = voice.reading_of(path, as_json=as_json, lang=words)
    _named(reading, as_json=as_json, lang=words)
    assert reading.dossier is not None  # noqa: S101 - an unreadable path never comes here
    keeper = institution or reading.dossier.cluster.head.institution
    taken = alone.framework_in(take, alone.asked(kind, keeper), Says(as_json, words)) if take else None
    key = _plan(reading, plan, as_json=as_json, lang=words)
    one = _framework(reading, framework, as_json=as_json, lang=words)
    alone_ = _alone(reading, target, {"program": program, "course": course}, Says(as_json, words))
    left_out = written(
        target,
        alone_ or (lambda: _write(_whole(reading, taken, force=force), target, key, one)),
        force=force,
        says=Says(as_json, words),
    )
    problems = (*reading.problems, *(taken.problems if taken else ()), *left_out)
    _said(target, problems, Says(as_json, words))


def _alone(
    reading: Reading, target: Path, named: dict[str, str], says: Says
) -> Callable[[], tuple[Problem, ...]] | None:
    """How to write the one program or course that was asked for; none where the whole is meant."""
    asked = {noun: code for noun, code in named.items() if code}
    if not asked or reading.dossier is None:
        return None
    noun, code = next(iter(asked.items()))
    if len(asked) > 1 or target.suffix.lower() != ".xlsx":
        says.refuse(
            "Say --program or --course, not both, and name a .xlsx file.",
            "--program 与 --course 只能选择其一，且须写为 .xlsx 文件。",
        )
    dossier = reading.dossier
    nouns: tuple[Program | Course, ...] = dossier.cluster.programs if noun == "program" else dossier.cluster.courses
    found = next((each for each in nouns if each.code.lower() == code.lower()), None)
    if found is None:
        says.refuse(f"There is no {noun} {code}.", f"没有{'专业' if noun == 'program' else '课程'} {code}。")
    content = excerpt_workbook_bytes(dossier, excerpt_of(dossier.cluster, noun, found.key), base=root_of(dossier))
    return partial(_put, target, content)


def _put(target: Path, content: bytes) -> tuple[Problem, ...]:
    replace_file(target, content)
    return ()


def _said(target: Path, problems: tuple[Problem, ...], says: Says) -> None:
    if says.as_json:
        voice.print_json({"written": str(target), "problems": [problem_record(each, says.lang) for each in problems]})
    else:
        voice.print_problems(problems, says.lang)
        voice.out.print(f"Written: {target}", markup=False)


def written(target: Path, work: Callable[[], tuple[Problem, ...]], *, force: bool, says: Says) -> tuple[Problem, ...]:
    """Write to `target` by `work`, which names what it leaves out; what cannot be done is said in words."""
    as_json, words = says.as_json, says.lang
    try:
        _insist(target, force=force)
        _warn(target, words)
        return voice.busy(f"Writing {target}", work)
    except UnknownPaper as refusal:
        zh = "只能写为文件夹、.xlsx、.json 或 .csv 文件；单个标准只能写为 .xlsx 文件，或 .json 格式的 CASE 数据包"
        _refuse(str(refusal), zh, as_json=as_json, lang=words, code=voice.UNREADABLE)
    except CannotWrite as refusal:
        _refuse(f"Cannot write {target}: {refusal}", f"无法写入 {target}：{refusal}", as_json=as_json, lang=words)
    except OSError as error:
        why = error.strerror or str(error)
        _refuse(f"Cannot write {target}: {why}", f"无法写入 {target}：{why}", as_json=as_json, lang=words)


def _named(reading: Reading, *, as_json: bool, lang: Language) -> None:
    """Refuse what OUT could not keep: codes that nothing bears would come back as keys that nobody wrote."""
    problems = nameless(reading, today=date.today())  # noqa: DTZ011 - no check on references asks for it
    if not problems:
        return
    if as_json:
        voice.print_json({"written": None, "problems": [problem_record(each, lang) for each in problems]})
    else:
        voice.print_problems(problems, lang)
        why = "Nothing was written: OUT could not keep these names. Mend them first."
        voice.notes.print({"en": why, "zh": "未写入任何内容：OUT 无法保留这些名称，请先修正。"}[lang], markup=False)
    raise typer.Exit(voice.UNSOUND)


def _write(reading: Reading, target: Path, plan: str | None, framework: Framework | None) -> tuple[Problem, ...]:
    if framework is None:
        return write(reading, target, plan=plan)
    write_one(framework, target, at=datetime.now(UTC))
    return ()


def _write_one(found: FrameworkReading, target: Path) -> tuple[Problem, ...]:
    assert found.framework is not None  # noqa: S101 - an unreadable path never comes here
    write_one(found.framework, target, at=datetime.now(UTC))
    return ()


def _whole(reading: Reading, taken: FrameworkReading | None, *, force: bool) -> Reading:
    """What is written: what was read, with the framework that was taken in its place."""
    if taken is None or taken.framework is None:
        return reading
    return with_framework(reading, taken.framework, base=None if force else taken.base)


def _framework(reading: Reading, code: str, *, as_json: bool, lang: Language) -> Framework | None:
    """The framework called `code`; none where none was asked for."""
    if not code or reading.dossier is None:
        return None
    frameworks = {each.code.lower(): each for each in reading.dossier.frameworks}
    if code.lower() not in frameworks:
        known = ", ".join(sorted(each.code for each in frameworks.values()))
        en, zh = f"There is no framework {code}. There are: {known}.", f"没有标准 {code}。现有：{known}。"
        _refuse(en, zh, as_json=as_json, lang=lang, code=voice.UNREADABLE)
    return frameworks[code.lower()]


def _insist(target: Path, *, force: bool) -> None:
    if target.exists() and not force:
        raise FileExistsError(EEXIST, "it exists already; choose another name, or say --force to write over it")


def _warn(target: Path, lang: Language) -> None:
    """Say what of a folder that people wrote in is not kept, before it is written over."""
    commented = with_comments(target)
    if commented:
        count, first = len(commented), commented[0]
        said = {
            "en": f"{count} of the files in {target} hold comments ({first}, …), which are not kept; order and "
            "spelling become the usual ones. What was there stays in your version control, if it is there.",
            "zh": f"{target} 中有 {count} 个文件含注释（{first} 等），注释不会保留，次序与写法将统一为规范形式。"
            "如已纳入版本控制，原内容仍可在其中找到。",
        }
        voice.notes.print(said[lang], markup=False)


def _plan(reading: Reading, code: str, *, as_json: bool, lang: Language) -> str | None:
    """The key of the plan called `code`; none where none was asked for."""
    if not code or reading.dossier is None:
        return None
    plans = {plan.code.lower(): plan for program in reading.dossier.cluster.programs for plan in program.plans}
    if code.lower() not in plans:
        known = ", ".join(sorted(each.code for each in plans.values()))
        en, zh = f"There is no plan {code}. There are: {known}.", f"没有方案 {code}。现有：{known}。"
        _refuse(en, zh, as_json=as_json, lang=lang, code=voice.UNREADABLE)
    return plans[code.lower()].key


def _refuse(en: str, zh: str, *, as_json: bool, lang: Language, code: int = voice.REFUSED) -> NoReturn:
    voice.refuse(Text(en=en, zh=zh), as_json=as_json, lang=lang, code=code)
