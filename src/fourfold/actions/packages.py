"""CASE packages that come as a file, taken into a draft as a framework: a dry run first, then the draft with it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from fourfold.actions.documents import MOVED_ON
from fourfold.actions.importing import Imported, import_reading
from fourfold.actions.outlook import Outlook, outlook
from fourfold.actions.refused import Clash, Refused
from fourfold.actions.shelf import Opened
from fourfold.actions.uploads import Uploaded
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework, FrameworkKind
from fourfold.domain.person import Viewer
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.exchange.case_file import Summed, summed, wrote
from fourfold.exchange.case_read import Asked, read_case_text
from fourfold.exchange.places import Reading


class Comes(StrEnum):
    """How a package stands to a draft: its framework is new there, another than there, or there as it is."""

    NEW = "new"
    OTHER = "other"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a package does not say: of which kind it is, and by which code it goes here.

    Where nothing is said it is called as the draft calls it already, else as it is read.
    """

    kind: FrameworkKind | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRun:
    """What a package brings into a draft, what of it is carried along, what was wrong with it; nothing is written."""

    framework: Framework
    summed: tuple[Summed, ...]
    problems: tuple[Problem, ...]
    comes: Comes
    outlook: Outlook


def dry_run(kept: Uploaded, onto: Opened, called: Called, *, viewer: Viewer) -> PackageRun:
    """What a package would bring."""
    read, problems = _read(kept, onto, called)
    here = onto.index.frameworks.get(read.key)
    if here is not None and not wrote(kept.content):
        called = Called(kind=called.kind or here.kind, code=called.code or here.code)
        read, problems = _read(kept, onto, called)
    framework = _as_called(read, called)
    return PackageRun(
        framework=framework,
        summed=summed(kept.content, framework),
        problems=problems,
        comes=Comes.NEW if here is None else Comes.SAME if here == framework else Comes.OTHER,
        outlook=outlook(onto, _with(onto.index.dossier, framework), viewer=viewer),
    )


def apply(  # an import has this many sides
    kept: Uploaded, onto: Opened, called: Called, *, viewer: Viewer, now: datetime, expected: str, why: str = ""
) -> Imported:
    """Pin the framework of a package in the draft, in the place of the one with its key where there is one.

    Refused where the draft is no longer the one of the dry run (`expected` is its root), and like any import.
    """
    if onto.root != expected:
        raise Clash(MOVED_ON)
    run = dry_run(kept, onto, called, viewer=viewer)
    would_be = _with(onto.index.dossier, run.framework)
    return import_reading(Reading(would_be, base=expected), viewer=viewer, now=now, why=why)


def _read(kept: Uploaded, onto: Opened, called: Called) -> tuple[Framework, tuple[Problem, ...]]:
    kind = called.kind or FrameworkKind.CERTIFICATION
    found = read_case_text(_text(kept), kept.name, Asked(institution=onto.institution, kind=kind))
    if found.framework is None:
        raise Refused(_UNREAD)
    return found.framework, found.problems


def _as_called(framework: Framework, called: Called) -> Framework:
    """The framework under the code that was chosen; its family is named alike where it had no other name."""
    if not called.code or called.code == framework.code:
        return framework
    family = called.code if framework.family == framework.code else framework.family
    return replace(framework, code=called.code, family=family)


def _with(dossier: Dossier, framework: Framework) -> Dossier:
    others = tuple(each for each in dossier.frameworks if each.key != framework.key)
    pinned = replace(dossier.cluster, frameworks=(*dossier.cluster.frameworks, framework.key))
    return replace(dossier, cluster=pinned, frameworks=(*others, framework))


def _text(kept: Uploaded) -> str:
    try:
        return kept.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_UNREAD) from error


_UNREAD = Text(en="This CASE package cannot be read.", zh="无法读取此 CASE 包。")
