"""Institutions: added by whoever runs the machine, named by their administrators."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction

from fourfold.actions.addresses import refuse_malformed, refuse_reserved
from fourfold.actions.deeds import Deed, record
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.store import institutions
from fourfold.store.institutions import KeptInstitution

__all__ = [
    "Described",
    "KeptInstitution",
    "add_institution",
    "change_institution",
    "every_institution",
    "institution_at",
    "zone_for",
    "zone_of",
]

DEFAULT_ZONE = "Asia/Shanghai"
MOST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What an institution is called, and the zone that dates its days."""

    title: Text
    zone: str = DEFAULT_ZONE


def institution_at(code: str) -> KeptInstitution:
    """The institution with a code, ignoring case."""
    found = institutions.institution_at(code)
    if found is None:
        raise Missing(Text(en=f"There is no institution “{code}”.", zh=f"没有机构“{code}”。"))
    return found


def every_institution() -> tuple[KeptInstitution, ...]:
    """All institutions, in order of code."""
    return institutions.institutions()


def zone_of(code: str) -> ZoneInfo:
    """The zone that dates an institution's days."""
    found = institutions.institution_at(code)
    return ZoneInfo(found.zone if found else DEFAULT_ZONE)


def zone_for(viewer: Viewer) -> str:
    """The zone that dates what somebody sees of their own: that of the one institution they belong to, else UTC."""
    codes = {each.institution.lower() for each in viewer.grants}
    return zone_of(codes.pop()).key if len(codes) == 1 else "UTC"


def add_institution(viewer: Viewer, code: str, described: Described) -> KeptInstitution:
    """Let a college in; only whoever runs the machine does."""
    if not viewer.operator:
        raise Forbidden(Text(en="Only the operator adds institutions.", zh="只有运维人员可以添加机构。"))
    refuse_malformed(code)
    refuse_reserved(code)
    checked = _checked(described)
    with transaction.atomic():
        if not institutions.add_institution(code, title=checked.title, zone=checked.zone):
            raise Clash(Text(en=f"There is an institution “{code}” already.", zh=f"已有机构“{code}”。"))
        record(viewer, Deed.INSTITUTION_ADDED, code, institution=code)
    return institution_at(code)


def change_institution(viewer: Viewer, code: str, described: Described) -> None:
    """Give an institution its names and its zone."""
    if not (viewer.may_write and viewer.administers(code)):
        raise Forbidden(Text(en="Only an administrator changes this.", zh="只有管理员可以修改。"))
    found, checked = institution_at(code), _checked(described)
    with transaction.atomic():
        institutions.change_institution(found.code, title=checked.title, zone=checked.zone)
        record(viewer, Deed.INSTITUTION_CHANGED, found.code, institution=found.code)


def _checked(described: Described) -> Described:
    en, zh = (described.title.en or "").strip(), (described.title.zh or "").strip()
    if not en and not zh:
        raise Refused(Text(en="An institution needs a name.", zh="机构需要名称。"))
    if max(len(en), len(zh)) > MOST_TITLE:
        raise Refused(Text(en="A name has at most 200 characters.", zh="名称最多 200 个字符。"))
    if described.zone not in available_timezones():
        raise Refused(
            Text(
                en=f"“{described.zone}” is no time zone: write one such as Asia/Shanghai.",
                zh=f"“{described.zone}”不是时区：请写成例如 Asia/Shanghai。",
            )
        )
    return Described(title=Text(en=en, zh=zh), zone=described.zone)
