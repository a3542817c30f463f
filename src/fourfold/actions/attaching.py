"""Files beside verdicts: added by those who may record the verdict, taken along by the staff, let go by the lead."""

from datetime import date, datetime

from django.db import transaction

from fourfold.actions.deeds import Deed, record
from fourfold.actions.minutes import MOST_FILES, Brought, fit
from fourfold.actions.refused import Clash, Forbidden, Missing
from fourfold.actions.releases import may_release
from fourfold.actions.rounds import At, draft_of, open_named, round_named, stage_of
from fourfold.actions.shelf import Opened
from fourfold.actions.verdicts import NOT_YOURS, may_decide
from fourfold.domain.person import Viewer
from fourfold.domain.round import MinutesFile, Round, Verdict
from fourfold.domain.text import Text
from fourfold.store import minutes, rounds
from fourfold.store.minutes import KeptFile

_NO_FILE = Text(en="There is no such file.", zh="没有这个文件。")


def attach(at: At, verdict: str, brought: Brought, *, viewer: Viewer, now: datetime, today: date) -> None:
    """Keep a file beside a verdict; also later than the verdict, since minutes are often signed later."""
    opened = draft_of(at.institution, at.cluster, viewer=viewer, today=today)
    found = round_named(opened, at.name)
    insist(viewer, opened, found, verdict)
    file = fit(brought, who=viewer.who, at=now)
    with transaction.atomic():
        rounds.lock(opened.index.cluster.head.key)
        kept = _verdict(round_named(opened, at.name), verdict)
        if len(kept.files) >= MOST_FILES and file.digest not in {each.digest for each in kept.files}:
            raise Clash(
                Text(
                    en=f"A verdict has at most {MOST_FILES} files.",
                    zh=f"一项审定结论最多附 {MOST_FILES} 个文件。",
                )
            )
        minutes.add(kept.key, file, brought.content)
        _recorded(viewer, Deed.MINUTES_ADDED, opened, found, file, now)


def insist(viewer: Viewer, opened: Opened, found: Round, verdict: str) -> None:
    """Let those add a file beside a verdict who may record it."""
    if not may_decide(viewer, opened, stage_of(found, _verdict(found, verdict).stage)):
        raise Forbidden(NOT_YOURS)


def detach(at: At, file: str, *, viewer: Viewer, now: datetime, today: date) -> None:
    """Let go of a file that does not belong beside its verdict; that it was there is remembered.

    Once the round has ended, what led to its end stays as it was.
    """
    opened = draft_of(at.institution, at.cluster, viewer=viewer, today=today)
    if not may_release(viewer, opened):
        raise Forbidden(Text(en="Only the lead removes a file.", zh="只有负责人可以移除文件。"))
    with transaction.atomic():
        rounds.lock(opened.index.cluster.head.key)
        found = open_named(opened, at.name)
        kept = _file(found, file)
        minutes.remove(kept.key)
        _recorded(viewer, Deed.MINUTES_REMOVED, opened, found, kept, now)


def file_of(at: At, file: str, *, viewer: Viewer, today: date) -> KeptFile:
    """A file with its bytes, for whoever sees the round."""
    opened = draft_of(at.institution, at.cluster, viewer=viewer, today=today)
    found = minutes.find(_file(round_named(opened, at.name), file).key)
    if found is None:
        raise Missing(_NO_FILE)
    return found


def _verdict(found: Round, key: str) -> Verdict:
    kept = next((each for each in found.verdicts if each.key == key), None)
    if kept is None:
        raise Missing(Text(en="There is no such verdict.", zh="没有这项审定结论。"))
    return kept


def _file(found: Round, key: str) -> MinutesFile:
    kept = next((file for each in found.verdicts for file in each.files if file.key == str(key)), None)
    if kept is None:
        raise Missing(_NO_FILE)
    return kept


def _recorded(viewer: Viewer, deed: Deed, opened: Opened, found: Round, file: MinutesFile, now: datetime) -> None:
    about = f"{opened.institution}/{opened.code}/round/{found.name}"
    record(viewer, deed, about, institution=opened.institution, at=now, digest=file.digest)
