"""Amendments: changes in mid-cycle that a body has approved for named classes, recorded before they are released."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from fourfold.actions.deeds import Deed, record
from fourfold.actions.refused import Clash, Forbidden, Refused
from fourfold.actions.releases import may_release
from fourfold.actions.rounds import MOST_BODY, draft_of
from fourfold.actions.verdicts import minutes_of, state_of
from fourfold.actions.words import plain
from fourfold.canon.parts import root as root_of
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.round import Amendment
from fourfold.domain.text import Text
from fourfold.store import classes, read, rounds

MOST_CLASSES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """An amendment as somebody records it: which classes, from which day, why, which body approved which draft."""

    classes: tuple[str, ...]
    from_date: date
    reason: str
    body: str
    digest: str
    day: date
    number: str
    minutes: str = ""


def amend(institution: str, cluster: str, amended: Amended, *, viewer: Viewer, now: datetime, today: date) -> Amendment:
    """Record an amendment of the newest release; the draft that its body approved can then be released."""
    opened = draft_of(institution, cluster, viewer=viewer, today=today)
    if not may_release(viewer, opened):
        raise Forbidden(Text(en="Amendments are the lead's to record.", zh="只有负责人可以登记调整。"))
    document = opened.index.cluster.head.key
    with transaction.atomic():
        rounds.lock(document)
        kept = read.shelved_at(institution, cluster, viewer)
        if kept is None or not kept.releases:
            raise Refused(Text(en="There is no release to amend.", zh="尚无发布版可以调整。"))
        if rounds.open_round(document):
            raise Clash(
                Text(
                    en="A round is open: what is in the draft goes through its bodies.",
                    zh="修订正在进行：草稿中的改动须经本次修订各环节审定。",
                )
            )
        on = state_of(document, amended.digest)
        if root_of(on) == kept.releases[0].root:
            raise Refused(
                Text(
                    en="The draft is equal to the newest release: nothing is amended.",
                    zh="草稿与最新发布版相同，没有调整。",
                )
            )
        base, named = kept.releases[0], bound_among(amended.classes, document)
        made = _amendment(
            replace(amended, classes=named),
            viewer=viewer,
            now=now,
            today=today,
            base=(base.name, base.root),
            began=base.published_at.date(),
            root=root_of(on),
        )
        rounds.add_amendment(document, made, on)
        about = f"{opened.institution}/{opened.code}"
        record(
            viewer,
            Deed.AMENDMENT_RECORDED,
            about,
            institution=opened.institution,
            at=now,
            root=made.root,
            number=made.number,
            reason=made.reason,
        )
    return made


def _amendment(
    amended: Amended, *, viewer: Viewer, now: datetime, today: date, base: tuple[str, str], began: date, root: str
) -> Amendment:
    number, minutes = minutes_of(amended.day, amended.number, amended.minutes, began=began, today=today)
    reason, body = plain(amended.reason), plain(amended.body, most=MOST_BODY)
    if not reason or not body:
        raise Refused(
            Text(en="Say why, and which body approved it.", zh="请写明调整原因和审定机构。"),
        )
    return Amendment(
        key="",
        base=base[0],
        base_root=base[1],
        root=root,
        classes=amended.classes,
        from_date=amended.from_date,
        reason=reason,
        body=body,
        day=amended.day,
        number=number,
        minutes=minutes,
        who=viewer.who,
        at=now,
    )


def bound_among(said: Iterable[str], document: Key) -> tuple[str, ...]:
    """The codes of classes as they are bound, each once; refused where one is of no class of the document."""
    bound = {each.code.lower(): each.code for each in classes.classes_of(document)}
    if not bound:
        raise Refused(
            Text(
                en="No class is bound to a release yet: bind those that it is for first, on the page of the classes.",
                zh="尚未登记任何班级：请先在“班级”页面登记适用班级。",
            )
        )
    codes = tuple(dict.fromkeys(each.strip() for each in said))
    if not 0 < len(codes) <= MOST_CLASSES:
        raise Refused(
            Text(en="Choose the classes that the change is for, up to 200.", zh="请选择适用班级，最多 200 个。")
        )
    strange = [each for each in codes if each.lower() not in bound]
    if strange:
        raise Refused(
            Text(
                en=f"No class here is called {', '.join(strange)}: bind it first, on the page of the classes.",
                zh=f"本专业群没有班级 {'、'.join(strange)}：请先在“班级”页面登记。",
            )
        )
    return tuple(dict.fromkeys(bound[each.lower()] for each in codes))
