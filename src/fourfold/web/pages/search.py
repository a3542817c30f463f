"""Searching everything that the reader may see: an exact code first, then by kind of noun."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.actions import search
from fourfold.actions.search import Found, Phrase, Results, Whole
from fourfold.actions.shelf import DRAFT
from fourfold.canon.words import Word, words
from fourfold.domain.text import Language, Text
from fourfold.web.pages.address import Address
from fourfold.web.pages.resolving import NotHere, echoed
from fourfold.web.pages.wording import NOUNS, Words, reading_language
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe

TAGS: dict[Language, str] = {"en": "en", "zh": "zh-Hans"}
AROUND = 70
"""How many characters of a text are shown on either side of what was found in it."""
MANY: dict[str, Words] = {
    "cluster": gettext_lazy("Clusters"),
    "program": gettext_lazy("Programs"),
    "module": gettext_lazy("Modules"),
    "course": gettext_lazy("Courses"),
    "outcome": gettext_lazy("Outcomes"),
    "project": gettext_lazy("Projects"),
    "technology": gettext_lazy("Technologies"),
    "framework": gettext_lazy("Frameworks"),
    "item": gettext_lazy("Items"),
    "rule": gettext_lazy("Rules"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked where it is what was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks; `language` where it is not the reader's."""

    pieces: tuple[Piece, ...]
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A noun that was found: the way to it, and where in its texts the words stand."""

    noun: Words
    href: str
    title: Marked
    code: Marked
    excerpt: Marked | None
    where: str
    state: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Nouns of one kind; `more` leads to all of them where only a few are shown."""

    code: str
    title: Words
    rows: tuple[Row, ...]
    count: int
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What was asked for and what was found."""

    asked: str
    empty: bool
    noun: str
    count: int
    exact: tuple[Row, ...]
    groups: tuple[Group, ...]
    near: tuple[tuple[str, str], ...]
    all_href: str
    number: int
    earlier: str
    later: str
    frame: None = None

    @property
    def quoted(self) -> str:
        """What was asked for, to stand in quotation marks: those around all of it are not doubled."""
        alone = re.fullmatch(r'["“]([^"“”]*)["”]', self.asked)
        return alone[1] if alone else self.asked


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what is found."""
    asked, noun, said = (request.GET.get(name, "").strip() for name in ("q", "noun", "page"))
    if noun and noun not in MANY:
        raise NotHere(_("There is no kind of thing called %(noun)s.") % {"noun": echoed(noun)})
    number = int(said) if said.isascii() and said.isdecimal() and len(said) <= 4 else 1  # noqa: PLR2004 - no search has more pages
    number = max(number, 1)
    start, most = ((number - 1) * search.PAGE, search.PAGE) if noun else (0, search.FEW)
    results = search.look(viewer_of(request), asked, noun=noun, start=start, most=most)
    return render(request, "search.html", {"page": page(asked[: search.LONGEST], noun, number, results)})


def page(asked: str, noun: str, number: int, results: Results) -> SearchPage:
    """What the page of a search shows."""
    last = -(-results.groups[0].count // search.PAGE) if noun and results.groups else 1
    return SearchPage(
        asked=asked,
        empty=not results.phrases,
        noun=noun,
        count=results.count,
        exact=tuple(_row(each, results.phrases) for each in results.exact),
        groups=tuple(_group(asked, each, results.phrases, whole=bool(noun)) for each in results.groups),
        near=tuple((code, _to(code)) for code in results.near),
        all_href=_to(asked),
        number=number,
        earlier=_to(asked, noun, number - 1) if 1 < number <= last else "",
        later=_to(asked, noun, number + 1) if number < last else "",
    )


def _to(asked: str, noun: str = "", number: int = 1) -> str:
    query = {"q": asked} | ({"noun": noun} if noun else {}) | ({"page": str(number)} if number > 1 else {})
    return f"{reverse('search')}?{urlencode(query)}"


def _group(asked: str, group: search.Group, phrases: Sequence[Phrase], *, whole: bool) -> Group:
    return Group(
        code=group.noun,
        title=MANY[group.noun],
        rows=tuple(_row(each, phrases) for each in group.found),
        count=group.count,
        more="" if whole or group.count <= len(group.found) else _to(asked, group.noun),
    )


def _row(found: Found, phrases: Sequence[Phrase]) -> Row:
    title = _titled(found.title, phrases)
    code = Marked(pieces(found.code, phrases))
    told = any(each.marked for each in (*title.pieces, *code.pieces))
    return Row(
        noun=NOUNS[found.noun],
        href=href(found),
        title=title,
        code=code,
        excerpt=None if told else _excerpt(found, phrases),
        where=f"{found.home.institution}/{found.home.code}",
        state=found.home.release or gettext_lazy("draft"),
    )


def href(found: Found) -> str:
    """The page of a noun, or its place on one."""
    home, code = found.home, found.code
    if home.kind is Whole.FRAMEWORK:
        anchor = f"#item-{code}" if found.noun == "item" else ""
        return f"/{home.institution}/framework/{home.code}/{home.release}{anchor}"
    address = Address(home.institution, home.code, home.release or DRAFT)
    if found.noun == "cluster":
        return address.to("cluster")
    if found.noun == "rule":
        return address.to("rules", anchor=f"rule-{code}")
    if found.noun in {"outcome", "project"}:
        return address.to("course", found.of, anchor=f"{found.noun}-{code}")
    if found.noun == "item":
        return address.to("framework", found.of, anchor=f"item-{code}")
    return address.to(found.noun, code)


def _titled(title: Text, phrases: Sequence[Phrase]) -> Marked:
    mine = reading_language()
    theirs: Language = "en" if mine == "zh" else "zh"
    return Marked(pieces(title.in_language(mine), phrases), TAGS[theirs] if mine in title.missing() else "")


def _excerpt(found: Found, phrases: Sequence[Phrase]) -> Marked | None:
    """The first other text that has any of the words, in the reader's language before the other, cut around them."""
    mine = reading_language()
    theirs: Language = "en" if mine == "zh" else "zh"
    for language in (mine, theirs):
        for text in (found.title, *found.more):
            said = (text.zh if language == "zh" else text.en) or ""
            marked = pieces(said, phrases)
            if any(each.marked for each in marked):
                return Marked(_cut(marked), "" if language == mine else TAGS[theirs])
    return None


def pieces(said: str, phrases: Sequence[Phrase]) -> tuple[Piece, ...]:
    """A text in pieces, marked where a phrase stands in it.

    >>> pieces("Routing and Switching", (Phrase(words=("switch",), open=True),))
    (Piece(text='Routing and ', marked=False), Piece(text='Switching', marked=True))
    """
    found: list[Piece] = []
    end = 0
    for start, stop in _spans(words(said), phrases):
        if start >= end:
            found += [Piece(said[end:start])] * (start > end) + [Piece(said[start:stop], marked=True)]
            end = stop
    return tuple([*found, Piece(said[end:])] if end < len(said) else found)


def _spans(standing: Sequence[Word], phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Where phrases stand, in order, the longer of two that begin together first."""
    found = []
    for phrase in phrases:
        *whole, last = phrase.words
        for first in range(len(standing) - len(whole)):
            here = [each.written for each in standing[first : first + len(phrase.words)]]
            ends = here[-1].startswith(last) if phrase.open else here[-1] == last
            if here[:-1] == whole and ends:
                found.append((standing[first].start, standing[first + len(whole)].end))
    return sorted(found, key=lambda each: (each[0], -each[1]))


def _cut(marked: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What stands around the first mark."""
    first = next(place for place, each in enumerate(marked) if each.marked)
    before, after = marked[:first], marked[first + 1 :]
    told = before[0].text if before else ""
    found = [Piece(told if len(told) <= AROUND else f"…{told[-AROUND:]}")] if told else []
    found.append(marked[first])
    left = 2 * AROUND
    for each in after:
        if len(each.text) >= left:
            return (*found, Piece(f"{each.text[:left]}…", each.marked))
        found.append(each)
        left -= len(each.text)
    return tuple(found)
