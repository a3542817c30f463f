"""`fourfold pull` and `fourfold push`: a cluster from an installation to paper, and back into its draft."""

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

import httpx
import msgspec
import typer

from fourfold.actions.records.problem import problem_record
from fourfold.cli import remote, voice
from fourfold.cli.check import nameless
from fourfold.cli.conflicts import TakeOurs, TakeTheirs, refuse_told, side_of
from fourfold.cli.convert import Target, written
from fourfold.cli.difference import GOES, NEEDS_REMOVE, print_told_parts
from fourfold.cli.remote import Answered, Says
from fourfold.domain.problem import Problem
from fourfold.domain.text import Language, Text
from fourfold.exchange.document import document_of
from fourfold.exchange.reading import Reading
from fourfold.exchange.writing import write

From = Annotated[str, typer.Option("--server", metavar="URL", help="The installation; its token from FOURFOLD_TOKEN.")]
Which = Annotated[
    str, typer.Option("--cluster", metavar="INSTITUTION/CODE[/STATE]", help="Which cluster, in its draft or a release.")
]

_DONE = frozenset({httpx.codes.OK, httpx.codes.CREATED})


def pull(
    target: Target,
    server: From,
    cluster: Which,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Write a cluster of an installation to OUT, with the root it is made from: `push` brings it back."""
    says = Says(as_json, voice.language(lang))
    reading = remote.pulled(server, cluster, says)
    left_out = written(target, lambda: write(reading, target), force=force, says=says)
    problems = (*reading.problems, *left_out)
    if as_json:
        found = [problem_record(each, says.lang) for each in problems]
        voice.print_json({"written": str(target), "base": reading.base, "problems": found})
    else:
        voice.print_problems(problems, says.lang)
        voice.out.print(f"Written: {target}", markup=False)


def push(
    path: voice.Where,
    server: From,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    force: Annotated[
        bool, typer.Option("--replace", help="Push even though the draft has moved on since PATH was written.")
    ] = False,
    merge: Annotated[
        bool, typer.Option("--merge", help="Merge what PATH changed since it was pulled into what the draft is now.")
    ] = False,
    take_ours: TakeOurs = False,
    take_theirs: TakeTheirs = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="With --merge: remove from the draft what PATH does not name any more.")
    ] = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with every change.")] = "",
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Take what PATH holds into the draft of an installation, if PATH was pulled from it as it is; or with --merge.

    With --merge, take in what PATH changed since it was pulled; what it took away needs --remove.
    """
    says = Says(as_json, voice.language(lang))
    side = side_of(ours=take_ours, theirs=take_theirs, says=says)
    if (merge and force) or (side and not merge):
        says.refuse(
            "Say --merge or --replace, not both; --ours and --theirs go with --merge.",
            "--merge 与 --replace 只能选择其一；--ours 和 --theirs 须与 --merge 同用。",
        )
    reading = voice.reading_of(path, as_json=as_json, lang=says.lang)
    assert reading.dossier is not None  # noqa: S101 - an unreadable path never comes here
    head = reading.dossier.cluster.head
    cluster = f"{head.institution}/{head.code}"
    merging = {"merge": side.value if side else "true"} if merge else {}
    body = msgspec.json.encode(document_of(reading.dossier))
    where = f"{remote.address(cluster, says)}/document"

    def sent(*, rehearsed: bool) -> Answered:
        asked = urlencode({"why": why, "dry_run": str(rehearsed).lower()} | merging)
        headers = _condition(reading, force=force)
        return remote.ask("PUT", server, f"{where}?{asked}", says, body=body, headers=headers)

    if merge and not remove and not dry_run:
        _refuse_what_goes(voice.busy(f"Asking {server}", lambda: sent(rehearsed=True)), says)
    answered = voice.busy(f"Pushing to {server}", lambda: sent(rehearsed=dry_run))
    # As with `import`: what is written goes by keys, so a code that nothing bears is told now.
    lost = nameless(reading, today=date.today())  # noqa: DTZ011 - no check on references asks for it
    _tell(answered, cluster, lost, says)
    if merge and dry_run and not remove and not as_json and _goes(answered):
        voice.notes.print(NEEDS_REMOVE.in_language(says.lang), markup=False)


def _goes(answered: Answered) -> dict[str, Any] | None:
    """What a rehearsed merge takes out of the draft."""
    goes: dict[str, Any] | None = answered.tree().get("gone") if answered.status in _DONE else None
    return None if not goes or goes["same"] else goes


def _refuse_what_goes(rehearsed: Answered, says: Says) -> None:
    """Refuse a merge that takes something out of the draft; what else is refused is told when it is asked for."""
    goes = _goes(rehearsed)
    if goes is None:
        return
    if not says.as_json:
        voice.out.print(GOES.in_language(says.lang), markup=False)
        print_told_parts(goes["parts"], says.lang)
    hint = Text(
        en="Nothing was pushed. Put it back into PATH, or say --remove if it may go.",
        zh="未推送任何内容。请在 PATH 中补回，或在确认可以删除时加 --remove。",
    )
    if says.as_json:
        voice.print_json({"refused": hint.in_language(says.lang), "gone": goes})
    else:
        voice.notes.print(hint.in_language(says.lang), markup=False)
    raise typer.Exit(voice.REFUSED)


def _condition(reading: Reading, *, force: bool) -> dict[str, str]:
    if force:
        return {"If-Match": "*"}
    return {"If-Match": f'"{reading.base}"'} if reading.base else {"If-None-Match": "*"}


def _tell(answered: Answered, cluster: str, lost: tuple[Problem, ...], says: Says) -> None:
    if answered.status == httpx.codes.PRECONDITION_FAILED:
        if conflicts := answered.tree().get("conflicts"):
            refuse_told(conflicts, says)
        _moved_on(answered.tree(), cluster, says)
    if answered.status not in _DONE:
        remote.explain(answered, cluster, says)
    done = answered.tree()
    if says.as_json:
        known = [problem_record(each, says.lang) for each in lost]
        voice.print_json(done | {"problems": [*done["problems"], *known]})
    else:
        if ahead := done.get("difference"):
            print_told_parts(ahead["parts"], says.lang)
        voice.print_problems(lost, says.lang)
        voice.out.print(_sentence(done, cluster, says.lang), markup=False)


def _moved_on(told: dict[str, Any], cluster: str, says: Says) -> None:
    base, now = (str((told.get(side) or {}).get("digest") or "")[:8] for side in ("base", "theirs"))
    if not now:
        says.refuse(
            f"There is no draft of {cluster} there to push to.",
            f"那里没有 {cluster} 的草稿可供推送。",
            code=voice.REFUSED,
        )
    made, made_zh = (f"pulled from {base}", f"取自 {base}") if base else ("not pulled from it", "并非取自该草稿")
    says.refuse(
        f"The draft of {cluster} is {now}, and this was {made}: say --merge, or --replace.",
        f"{cluster} 的草稿现为 {now}，而此内容{made_zh}：请加 --merge 合并，或加 --replace 整体替换。",
        code=voice.REFUSED,
    )


def _sentence(done: dict[str, Any], cluster: str, lang: Language) -> str:
    added, changed, removed, root = done["added"], done["changed"], done["removed"], str(done["root"])[:8]
    if lang == "zh":
        would = "将" if done["dry_run"] else ""
        return f"{cluster}：{would}新增 {added}，{would}修改 {changed}，{would}删除 {removed}；草稿 {root}。"
    would = "would be " if done["dry_run"] else ""
    return f"{cluster}: {added} parts {would}added, {changed} changed, {removed} removed; draft {root}."
