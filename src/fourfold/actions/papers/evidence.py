"""The evidence pack of a released plan: everything that a visit asks for, as one folder with an index."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import quote

import msgspec

from fourfold.actions import audit, shelf
from fourfold.actions.audit import Told
from fourfold.actions.institutions import zone_of
from fourfold.actions.moves import moves
from fourfold.actions.papers import evidence_parts
from fourfold.actions.papers.plan_document import document_of, paper_of
from fourfold.actions.papers.plan_file import file_of, plan_file_of
from fourfold.actions.refused import Missing
from fourfold.actions.releases import between
from fourfold.actions.shelf import Opened
from fourfold.actions.signed import Signed
from fourfold.domain.person import Viewer
from fourfold.domain.round import Round
from fourfold.domain.text import Text
from fourfold.exchange.csv_write import written
from fourfold.exchange.document import document_of as tree_of
from fourfold.exchange.plan_documents import PDF, WORD, our_template
from fourfold.exchange.plan_paper import Block, Paper, Tongue
from fourfold.exchange.plan_paper_outline import EVIDENCE
from fourfold.exchange.plan_paper_words import Speech
from fourfold.exchange.plan_word_package import packed
from fourfold.store import minutes, read, rounds

_COVERAGE = ("framework", "item", "title_en", "title_zh", "asked", "guaranteed", "reachable", "courses", "footing")
_AUDIT = ("at", "who", "name", "noun", "code", "title_en", "title_zh", "why")
_MOMENT = timedelta(microseconds=1)
_NOTHING = Text(en="There is nothing here.", zh="这里没有内容。")
_SAID: dict[str, tuple[str, str]] = {
    "program-plan.docx": ("人才培养方案（Word）", "The program plan (Word)"),
    "program-plan.pdf": ("人才培养方案（PDF）", "The program plan (PDF)"),
    "evidence.docx": (
        "发布与审批、修订对照表、标准对照、变更记录",
        "Release, revision, coverage, trail",
    ),
    "evidence.pdf": ("发布与审批、修订对照表、标准对照、变更记录", "Release, revision, coverage, trail"),
    "coverage.csv": ("课程与标准对照，逐条附依据", "Coverage item by item, with footing"),
    "audit.csv": ("变更记录全文", "The whole audit trail"),
    "release.json": ("该版本的完整数据，可据以验证内容摘要", "The release itself, by which its root can be verified"),
}

_MINUTES = ("审定机构的会议纪要", "Minutes of a body")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A released plan, the release before it, and whoever asks."""

    viewer: Viewer
    opened: Opened
    before: Opened | None
    plan: str
    tongue: Tongue


def evidence_pack(viewer: Viewer, opened: Opened, *, plan: str, tongue: Tongue, folder: Path | None = None) -> bytes:
    """The pack as a zip, for those who see the audit; of a draft there is none.

    `folder` has the template of the plan, ours where it is `None`.
    """
    if opened.signed is None or not audit.may_audit(viewer, opened.institution):
        raise Missing(_NOTHING)
    case = _Case(viewer=viewer, opened=opened, before=_before(viewer, opened), plan=plan, tongue=tongue)
    paper, entries = paper_of(opened, plan=plan, tongue=tongue), _entries(case)
    whole = _with_evidence(case, paper, entries)
    own = our_template(tongue, EVIDENCE)
    files = {
        f"program-plan{WORD}": plan_file_of(opened, plan=plan, tongue=tongue, suffix=WORD, folder=folder),
        f"program-plan{PDF}": plan_file_of(opened, plan=plan, tongue=tongue, suffix=PDF, folder=folder),
        f"evidence{WORD}": file_of(whole, own, suffix=WORD),
        f"evidence{PDF}": file_of(whole, own, suffix=PDF),
        "coverage.csv": "".join(written(_COVERAGE, _coverage(case))).encode(),
        "audit.csv": "".join(written(_AUDIT, map(_cells, entries))).encode(),
        **_minutes(opened),
        "release.json": msgspec.json.encode(tree_of(opened.index.dossier, base=opened.root)),
    }
    return packed({"index.html": _index(paper, files), **files})


def _before(viewer: Viewer, opened: Opened) -> Opened | None:
    """The release before this one, if there is any."""
    kept = read.shelved_at(opened.institution, opened.code, viewer)
    releases = kept.releases if kept else ()
    names = [each.name for each in releases]
    at = names.index(opened.release.name) + 1 if opened.release and opened.release.name in names else len(names)
    if at >= len(names):
        return None
    return shelf.open_cluster(opened.institution, opened.code, viewer=viewer, today=date.min, state=names[at])


def _entries(case: _Case) -> tuple[Told, ...]:
    """What was changed in the parts of both releases since the one before, up to this one."""
    release, before = case.opened.release, case.before
    if release is None:
        return ()
    keys = frozenset(case.opened.digests) | frozenset(before.digests if before else ())
    since = before.release.published_at + _MOMENT if before and before.release else None
    until = release.published_at + _MOMENT
    return audit.trail(case.viewer, case.opened.institution, keys=keys, since=since, until=until)


def _with_evidence(case: _Case, paper: Paper, entries: tuple[Told, ...]) -> Paper:
    """The paper of the plan with what the pack tells besides."""
    opened, before, speech = case.opened, case.before, Speech(case.tongue)
    if opened.signed is None:
        raise Missing(_NOTHING)
    more = {
        "approvals": evidence_parts.approvals(opened.signed, bodies(opened, opened.signed, speech), speech),
        "comparison": evidence_parts.comparison(
            between(before, opened) if before else None,
            before.signed if before else None,
            moves(before, opened) if before else (),
            speech,
        ),
        "trail": evidence_parts.trail(entries, zone_of(opened.institution), speech),
    }
    return replace(paper, parts={**paper.parts, **more})


def bodies(opened: Opened, signed: Signed, speech: Speech) -> tuple[Block, ...]:
    """What bodies decided before a release, in its round or as an amendment."""
    key, name = opened.index.cluster.head.key, signed.release.name
    amendments = [each for each in rounds.amendments_of(key) if each.release == name]
    return evidence_parts.bodies_of(_round_to(opened), amendments, speech)


def _minutes(opened: Opened) -> dict[str, bytes]:
    """The files that stand beside the verdicts, by the names that the table of approvals has for them."""
    led = _round_to(opened)
    named = evidence_parts.minutes_in(led) if led else {}
    found = ((name, minutes.find(file.key)) for name, file in named.items())
    return {name: kept.content for name, kept in found if kept}


def _round_to(opened: Opened) -> Round | None:
    """The round that led to a release."""
    name = opened.release.name if opened.release else ""
    return next(
        (each for each in rounds.rounds_of(opened.index.cluster.head.key) if name and each.release == name), None
    )


def _coverage(case: _Case) -> Iterator[tuple[str, ...]]:
    for line in document_of(case.opened, plan=case.plan).aims:
        for each in line.items:
            if each.item.children:
                continue
            yield (
                line.framework.code,
                each.item.code,
                each.item.title.en or "",
                each.item.title.zh or "",
                str(each.item.depth.rank),
                str(each.reach.least) if each.reach else "",
                str(each.reach.most) if each.reach else "",
                " ".join(f"{course.code}:{rank}" for course, rank in each.courses),
                each.footing.ground.value,
            )


def _cells(entry: Told) -> tuple[str, ...]:
    title = entry.title or Text(en="")
    at = entry.at.isoformat(timespec="seconds")
    return at, entry.who, entry.name or "", entry.noun, entry.code, title.en or "", title.zh or "", entry.why


def _index(paper: Paper, files: dict[str, bytes]) -> bytes:
    """A page that names every file, what it is, and its digest."""
    speech = Speech(paper.tongue)
    title = escape(" · ".join(paper.facts[name] for name in ("institution", "program", "plan", "release", "day")))
    heads = (speech.inline("文件", "File"), speech.inline("内容", "Content"), "SHA-256")
    rows = "".join(
        f'<tr><td><a href="{quote(name)}">{escape(name)}</a></td>'
        f"<td>{escape(speech.inline(*_SAID.get(name, _MINUTES)))}</td>"
        f"<td><code>{sha256(content).hexdigest()}</code></td></tr>\n"
        for name, content in files.items()
    )
    head = "".join(f"<th>{each}</th>" for each in heads)
    language = "en" if paper.tongue == "en" else "zh-Hans"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<h1>{title}</h1>\n<table>\n<tr>{head}</tr>\n{rows}</table>\n</html>\n"
    ).encode()
