"""Beginning a cluster: its head alone becomes a draft, to be filled from a workbook, a table or a folder."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from fourfold.actions.addresses import refuse_malformed
from fourfold.actions.importing import Imported, StaleImport, import_reading
from fourfold.actions.institutions import institution_at
from fourfold.actions.refused import Clash, Forbidden, Refused
from fourfold.actions.words import plain
from fourfold.canon.identity import cluster_key, noun_key
from fourfold.domain.cluster import Category, Cluster, Dossier, Head
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.exchange.reading import Reading

MOST_TITLE = 200
CATEGORIES: dict[str, Text] = {
    "public-basic": Text(en="Public basic", zh="公共基础"),
    "basic": Text(en="Professional basic", zh="专业基础"),
    "core": Text(en="Professional core", zh="专业核心"),
    "extended": Text(en="Professional extended", zh="专业拓展"),
    "practice": Text(en="Integrated practice", zh="实践环节"),
}
"""The categories that are proposed, from the ground of the map up; a cluster may have others later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a new cluster is called, and which of the proposed categories it has."""

    code: str
    title: Text
    categories: frozenset[str]


def may_begin(viewer: Viewer, institution: str) -> bool:
    """Whether somebody may begin a cluster at an institution: whoever leads all of it."""
    return viewer.may_write and viewer.leads_all(institution)


def begin(viewer: Viewer, institution: str, begun: Begun, *, now: datetime) -> Imported:
    """Make the draft of a new cluster that holds nothing but its head."""
    kept = institution_at(institution)
    if not may_begin(viewer, kept.code):
        raise Forbidden(
            Text(
                en="Only whoever leads all of an institution begins a cluster in it.",
                zh="只有负责整个机构的负责人可以新建专业群。",
            )
        )
    refuse_malformed(begun.code)
    head = _head(kept.code, begun)
    reading = Reading(dossier=Dossier(cluster=Cluster(head=head)))
    try:
        return import_reading(reading, viewer=viewer, now=now)
    except StaleImport as stale:
        raise Clash(Text(en=f"There is a cluster “{begun.code}” already.", zh=f"已有专业群“{begun.code}”。")) from stale


def _head(institution: str, begun: Begun) -> Head:
    key = cluster_key(institution, begun.code)
    categories = tuple(
        Category(key=noun_key(key, "category", code), code=code, title=title)
        for code, title in CATEGORIES.items()
        if code in begun.categories
    )
    if not categories:
        raise Refused(Text(en="A cluster needs at least one category.", zh="专业群至少需要一个类别。"))
    return Head(
        key=key,
        code=begun.code,
        institution=institution,
        title=_title(begun.title),
        categories=categories,
        footing=Footing(ground=Ground.ILLUSTRATIVE),
    )


def _title(said: Text) -> Text:
    en, zh = (
        " ".join(unicodedata.normalize("NFC", plain(each or "", most=MOST_TITLE)).split())
        for each in (said.en, said.zh)
    )
    if not en and not zh:
        raise Refused(Text(en="A cluster needs a name.", zh="专业群需要名称。"))
    return Text(en=en or None, zh=zh or None)
