"""`fourfold proposals`: the proposals for a draft, listed, shown, spoken of, merged, declined."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from fourfold.cli import voice
from fourfold.cli.conflicts import TakeOurs, TakeTheirs, refuse_told, side_of
from fourfold.cli.connect import Database
from fourfold.cli.proposals_desk import Desk, Merge, desk
from fourfold.cli.remote import Says
from fourfold.domain.text import Language, Text
from fourfold.engine.merge import Side

Tree = dict[str, Any]
MOST_ROUNDS = 20
"""How often a merge is asked for again: a conflict may only show once another is chosen."""

proposals = typer.Typer(
    no_args_is_help=True, help="The proposals for a draft: list, show, review, comment, merge, decline."
)
Cluster = Annotated[str, typer.Option("--cluster", metavar="INSTITUTION/CODE", help="Which cluster's draft.")]
Server = Annotated[
    str | None,
    typer.Option("--server", metavar="URL", help="Ask an installation; its token from FOURFOLD_TOKEN."),
]
Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="The number of the proposal.")]
STAGES = {
    "draft": Text(en="not open yet", zh="尚未提交"),
    "open": Text(en="open for review", zh="待审核"),
    "merged": Text(en="merged", zh="已合并"),
    "withdrawn": Text(en="withdrawn", zh="已撤回"),
    "declined": Text(en="declined", zh="已退回"),
}
_ANSWERS = {
    "waiting": Text(en="", zh=""),
    "taken": Text(en=" [taken]", zh="【已采纳】"),
    "left": Text(en=" [left out]", zh="【未采纳】"),
}


@proposals.command("list")
def list_(
    cluster: Cluster,
    server: Server = None,
    database: Database = None,
    done: Annotated[bool, typer.Option("--done", help="Those that are done with, not those that wait.")] = False,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """List the proposals that wait, the newest first."""
    says = Says(as_json, voice.language(lang))
    found = desk(server, cluster, database, says).listed(done=done)
    if as_json:
        voice.print_json({"total": found["total"], "proposals": found["items"]})
        return
    for each in found["items"]:
        voice.out.print(_head(each, says.lang), markup=False)
    if not found["items"]:
        voice.out.print(Text(en="There are none.", zh="没有提案。").in_language(says.lang), markup=False)


@proposals.command("show")
def show(
    number: Number,
    cluster: Cluster,
    server: Server = None,
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Show what a proposal changes in the draft as it stands, what is in conflict, and what was said."""
    says = Says(as_json, voice.language(lang))
    told = desk(server, cluster, database, says).told(number)
    if as_json:
        voice.print_json(told)
        return
    for line in _told(told, says.lang):
        voice.out.print(line, markup=False)


@proposals.command("review")
def review(
    number: Number,
    cluster: Cluster,
    server: Server = None,
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Show what merging a proposal would do: problems that it heals and creates, figures that move, rules."""
    says = Says(as_json, voice.language(lang))
    found = desk(server, cluster, database, says).effect(number)
    if as_json:
        voice.print_json(found)
        return
    for line in _effect(found, says.lang):
        voice.out.print(line, markup=False)


@proposals.command("comment")
def comment(
    number: Number,
    cluster: Cluster,
    text: Annotated[str, typer.Option("--text", help="What to say.")],
    server: Server = None,
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Say something about a proposal."""
    says = Says(as_json, voice.language(lang))
    at = desk(server, cluster, database, says)
    at.say(number, text)
    _done(at, number, says)


@proposals.command("merge")
def merge(
    number: Number,
    cluster: Cluster,
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="CODE", help="Only the changes of this part (code or key); may be repeated."),
    ] = None,
    take_ours: TakeOurs = False,
    take_theirs: TakeTheirs = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with every change.")] = "",
    server: Server = None,
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Merge a proposal into the draft: ours is what it proposes, theirs what stands. Exit code 1: conflicts."""
    says = Says(as_json, voice.language(lang))
    side = side_of(ours=take_ours, theirs=take_theirs, says=says)
    at = desk(server, cluster, database, says)
    told = at.told(number)
    keys = _keys(told, take, says) if take else None
    _merged(at, number, Merge(take=keys, why=why), side, says)
    _done(at, number, says)


@proposals.command("decline")
def decline(
    number: Number,
    cluster: Cluster,
    why: Annotated[str, typer.Option("--why", help="The reason, so that its author can mend it.")],
    server: Server = None,
    database: Database = None,
    as_json: voice.Json = False,
    lang: voice.Lang = None,
) -> None:
    """Decline a proposal, for a reason."""
    says = Says(as_json, voice.language(lang))
    at = desk(server, cluster, database, says)
    at.decline(number, why)
    _done(at, number, says)


def _merged(at: Desk, number: int, asked: Merge, side: Side | None, says: Says) -> None:
    choices: dict[str, Side] = {}
    for _ in range(MOST_ROUNDS):
        places = at.merge(number, Merge(take=asked.take, choices=choices, why=asked.why))
        if not places:
            return
        if side is None or set(places) <= set(choices):
            break
        choices |= dict.fromkeys(places, side)
    conflicts = [each for change in at.told(number)["changes"] for each in change["conflicts"]]
    refuse_told(conflicts, says)


def _keys(told: Tree, take: list[str], says: Says) -> list[str]:
    """The keys of the changes that are named by code or key."""
    found: list[str] = []
    for name in take:
        keys = [each["key"] for each in told["changes"] if name.lower() in {each["key"], each["code"].lower()}]
        if not keys:
            says.refuse(f"The proposal changes no {name}.", f"此提案未修改 {name}。")
        found += keys
    return found


def _done(at: Desk, number: int, says: Says) -> None:
    """What became of it."""
    told = at.told(number)
    if says.as_json:
        voice.print_json(told)
        return
    voice.out.print(_head(told, says.lang), markup=False)


def _head(each: Tree, lang: Language) -> str:
    """`3 · More time · open for review · Mei · 2 changes · 1 comment`."""
    changes, comments = (_count(each[name]) for name in ("changes", "comments"))
    counted = Text(
        en=f"{changes} change{'' if changes == 1 else 's'} · {comments} comment{'' if comments == 1 else 's'}",
        zh=f"{changes} 项修改 · {comments} 条意见",
    )
    stage = STAGES[each["stage"]].in_language(lang)
    said = (str(each["number"]), each["title"], stage, each["name"] or "", counted.in_language(lang))
    return " · ".join(filter(None, said))


def _count(held: int | list[Tree]) -> int:
    return held if isinstance(held, int) else len(held)


def _told(told: Tree, lang: Language) -> Iterator[str]:
    yield _head(told, lang)
    yield from (each for each in (told["note"], told["reason"]) if each)
    for change in told["changes"]:
        named = " ".join(filter(None, (change["noun"], change["code"], change["title"])))
        why = f" — {change['why']}" if change["why"] else ""
        yield f"\n{named}{_ANSWERS[change['answer']].in_language(lang)}{why}"
        yield from (f"    {_line(each, lang)}" for each in _lines(change, lang))
        for each in change["conflicts"]:
            yield f"    ! {_conflict(each, lang)}"
    for each in told["comments"]:
        yield f"\n{each['name'] or '–'} · {each['at'][:16].replace('T', ' ')}\n    {each['text']}"


_HEADINGS = {
    "problems_healed": Text(en="Problems that it heals:", zh="可消除的问题："),
    "problems_created": Text(en="Problems that it creates:", zh="新产生的问题："),
    "figures": Text(en="Figures that move:", zh="变动的数据："),
    "rules": Text(en="Rules that are judged otherwise:", zh="判定有变的规则："),
}


def _effect(found: Tree | None, lang: Language) -> Iterator[str]:
    if found is None:
        yield Text(en="It is done with: it would do nothing.", zh="此提案已办结，不再产生影响。").in_language(lang)
        return
    for name, heading in _HEADINGS.items():
        if found[name]:
            yield heading.in_language(lang)
            yield from (f"    {_CONSEQUENCES[name](each)}" for each in found[name])
    if not any(found[name] for name in _HEADINGS):
        yield Text(en="Nothing follows from it.", zh="没有其他影响。").in_language(lang)


def _problem(each: Tree) -> str:
    return f"{each['code']} {each['message']}"


def _figure(each: Tree) -> str:
    about = " ".join(filter(None, (each["plan"], each["measure"], each["framework"])))
    return f"{about}: {_range(each['before'])} -> {_range(each['after'])}"


def _range(ends: list[float] | None) -> str:
    if ends is None:
        return "–"
    return " … ".join(f"{each:g}" for each in dict.fromkeys(ends))


def _rule(each: Tree) -> str:
    return f"{each['rule']} {each['code']}: {each['before'] or '–'} -> {each['after'] or '–'}"


_CONSEQUENCES = {"problems_healed": _problem, "problems_created": _problem, "figures": _figure, "rules": _rule}


def _lines(change: Tree, lang: Language) -> list[Tree]:
    """What differs inside a part; of one that comes or goes, that it does."""
    if change["after"] is None:
        return [{"inside": [], "field": Text(en="removed", zh="移除").in_language(lang), "before": None, "after": None}]
    if change["before"] is None and not change["lines"]:
        return [{"inside": [], "field": Text(en="added", zh="新增").in_language(lang), "before": None, "after": None}]
    found: list[Tree] = change["lines"]
    return found


def _line(each: Tree, lang: Language) -> str:
    where = " > ".join((*each["inside"], each["field"]))
    sides = [said for said in (each["before"], each["after"]) if said]
    return f"{where}{'：' if lang == 'zh' else ': '}{' -> '.join(sides)}" if sides else where


def _conflict(each: Tree, lang: Language) -> str:
    names = {"base": Text(en="before", zh="原值"), "ours": Text(en="proposed", zh="提案")}
    names["theirs"] = Text(en="stands", zh="现值")
    sides = (f"{name.in_language(lang)} {each[side]}" for side, name in names.items())
    return f"{each['where']} ({each['happened']}): {'; '.join(sides)}"
