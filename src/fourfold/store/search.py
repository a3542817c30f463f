"""Finding: passages by their words, in what the viewer may read and nowhere else.

What is found is joined with what is seen before anything is counted or ordered, so that nothing here follows from what
the viewer does not see.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from fourfold.canon.parts import Whole
from fourfold.domain.marks import Code, Key
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.store import access
from fourfold.store.models import Document, DraftPart, Passage, Release, Within

MOST = 5_000
"""How many passages one search looks at."""
_EACH = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT jsonb_array_elements_text(%s::jsonb)",
}
_MATCH = {
    "sqlite": "SELECT rowid FROM search_words WHERE words MATCH %s",
    "postgresql": "SELECT rowid FROM search_words WHERE words @@ %s::tsquery",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that stand together, as `canon.words` writes them; of an `open` one the last is only a beginning."""

    words: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a passage can be read: a document's draft, or its release of this name; later ones come first."""

    document: Key
    kind: Whole
    institution: Code
    code: Code
    release: str = ""
    published_at: datetime | None = None

    def after(self, other: "Home") -> bool:
        """Whether this is what a reader wants rather than `other`: a draft, else the later release."""
        if self.published_at is None or other.published_at is None:
            return self.published_at is None and other.published_at is not None
        return self.published_at > other.published_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A noun that was found, and where. `of` is the code of the course or framework on whose page it stands.

    `more` are its other texts, which `texts_of` reads by `passage`.
    """

    noun: str
    key: Key
    code: Code
    of: Code
    title: Text
    home: Home
    passage: int = field(default=0, compare=False, repr=False)
    more: tuple[Text, ...] = ()


def find(viewer: Viewer, phrases: Sequence[Phrase]) -> tuple[Found, ...]:
    """Every noun that has all these phrases, once for each place where the viewer can read it."""
    if not phrases:
        return ()
    matched = Passage.objects.filter(pk__in=RawSQL(_MATCH[connection.vendor], [_query(phrases)]))  # noqa: S611 - the words are ours, in ASCII, and a parameter
    return _at_home(viewer, matched)


def texts_of(passages: Collection[int]) -> dict[int, tuple[Text, ...]]:
    """The other texts of passages that were found, by passage."""
    rows = Passage.objects.filter(pk__in=passages).values_list("pk", "more")
    return {pk: tuple(Text(en=each["en"], zh=each["zh"]) for each in more) for pk, more in rows}


def codes(viewer: Viewer, nouns: Collection[str]) -> frozenset[Code]:
    """The codes of nouns of these kinds that the viewer sees, of `MOST` parts at most."""
    matched = Passage.objects.filter(noun__in=nouns)
    digests = sorted(_seen(viewer, matched))[:MOST]
    return frozenset(matched.filter(digest__in=_among(digests)).values_list("code", flat=True))


def _query(phrases: Sequence[Phrase]) -> str:
    if connection.vendor == "sqlite":
        return " AND ".join(f'"{" ".join(each.words)}"{" *" if each.open else ""}' for each in phrases)
    return " & ".join(_standing(each) for each in phrases)


def _standing(phrase: Phrase) -> str:
    """A phrase as PostgreSQL writes it."""
    together = " <-> ".join(f"'{word}'" for word in phrase.words)
    return f"({together}{':*' if phrase.open else ''})"


def _at_home(viewer: Viewer, matched: QuerySet[Passage]) -> tuple[Found, ...]:
    """Passages that the viewer sees, each noun once for each document: in its draft, else in its latest release."""
    seen = _seen(viewer, matched)
    best: dict[tuple[Key, Key], tuple[_Row, _Place]] = {}
    for row in _rows(matched, sorted(seen)):
        for place in seen[row.digest]:
            name = (place.home.document, str(row.key))
            if name not in best or place.home.after(best[name][1].home):
                best[name] = (row, place)
    frameworks = _frameworks({place.root for row, place in best.values() if row.noun == "item"})
    return tuple(_found(row, place, frameworks) for row, place in best.values())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part stands: in a document that can be read, and under which root if it is not the draft's own."""

    home: Home
    root: str = ""


def _seen(viewer: Viewer, matched: QuerySet[Passage]) -> dict[str, list[_Place]]:
    """The digests of matched parts that the viewer sees, each with every place where it stands."""
    digests = matched.values("digest")
    drafts = {str(each.pk): _of_draft(each.document) for each in access.drafts_seen(viewer)}
    found: defaultdict[str, list[_Place]] = defaultdict(list)
    own = DraftPart.objects.filter(draft__in=access.drafts_seen(viewer), part__in=digests)
    for draft, digest in own.values_list("draft_id", "part_id"):
        found[str(digest)].append(_Place(drafts[str(draft)]))
    roots = _roots(viewer, drafts)
    inside = Within.objects.filter(root__in=_among(sorted(roots)), framework=False, digest__in=digests)
    for root, digest in inside.values_list("root", "digest"):
        found[digest] += [_Place(home, root) for home in roots[root]]
    return found


def _roots(viewer: Viewer, drafts: dict[str, Home]) -> dict[str, list[Home]]:
    """The roots that the viewer sees: of releases, and of the frameworks that these or drafts pin."""
    found: defaultdict[str, list[Home]] = defaultdict(list)
    for release in Release.objects.select_related("document"):
        found[release.manifest_id].append(_of_release(release))
    pins = Within.objects.filter(framework=True, root__in=Release.objects.values("manifest"))
    for root, framework in list(pins.values_list("root", "digest")):
        found[framework] += found[root]
    entries = DraftPart.objects.filter(draft__in=access.drafts_seen(viewer), framework__isnull=False)
    for draft, pinned in entries.values_list("draft_id", "framework_id"):
        found[str(pinned)].append(drafts[str(draft)])
    return found


class _Row(NamedTuple):
    """What is looked at of a passage to put it in its place; there may be thousands."""

    id: int
    digest: str
    noun: str
    key: UUID
    code: str
    of: str
    title_en: str
    title_zh: str


def _rows(matched: QuerySet[Passage], digests: Sequence[str]) -> Iterable[_Row]:
    rows = matched.filter(digest__in=_among(digests)).order_by("digest", "key")[:MOST]
    return map(_Row._make, rows.values_list(*_Row._fields))


def _among(names: Sequence[str]) -> RawSQL:
    """Names as one parameter, however many there are."""
    return RawSQL(_EACH[connection.vendor], [json.dumps(names)])  # noqa: S611 - digests, and a parameter


def _frameworks(roots: Collection[str]) -> dict[str, Code]:
    """The codes of frameworks by their roots."""
    heads = {row.digest: row.code for row in Passage.objects.filter(noun="framework", digest__in=_parts(roots))}
    pairs = Within.objects.filter(root__in=roots, digest__in=list(heads)).values_list("root", "digest")
    return {root: heads[digest] for root, digest in pairs}


def _parts(roots: Collection[str]) -> QuerySet[Within, Any]:
    return Within.objects.filter(root__in=roots).values("digest")


def _found(row: _Row, place: _Place, frameworks: dict[str, Code]) -> Found:
    return Found(
        noun=row.noun,
        key=str(row.key),
        code=row.code,
        of=frameworks.get(place.root, "") if row.noun == "item" else row.of,
        title=Text(en=row.title_en or None, zh=row.title_zh or None),
        home=place.home,
        passage=row.id,
    )


def _of_draft(document: Document) -> Home:
    return Home(
        document=str(document.pk),
        kind=Whole(document.kind),
        institution=document.institution,
        code=document.code,
    )


def _of_release(release: Release) -> Home:
    return replace(_of_draft(release.document), release=release.name, published_at=release.published_at)
