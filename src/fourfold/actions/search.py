"""Searching everything that whoever asks may read, in both languages at once.

The order follows from each noun alone, never from how often words occur elsewhere: an exact code, a code that begins
so, a title that has every word, any other text. What others may not see moves nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import normalize

from fourfold.canon.parts import Whole
from fourfold.canon.passages import SOUGHT
from fourfold.canon.words import stands_alone, words
from fourfold.domain.person import Viewer
from fourfold.store import indexing, search
from fourfold.store.search import Found, Home, Phrase
from fourfold.store.tables import at_work

__all__ = ["SOUGHT", "Found", "Group", "Home", "Phrase", "Results", "Whole", "look", "phrases_of"]

LONGEST = 200
MOST_PHRASES = 8
MOST_WORDS = 32
FEW = 5
PAGE = 25
MOST_NEAR = 5
WITH_CODES = frozenset({"cluster", "program", "module", "course", "technology", "framework", "rule"})
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Nouns of one kind that were found: a few of them, or a page, and how many there are."""

    noun: str
    found: tuple[Found, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What was found: nouns with exactly this code first, then groups by kind.

    `near` are codes like the one asked for, where nothing was found. `phrases` are what was looked for.
    """

    phrases: tuple[Phrase, ...]
    exact: tuple[Found, ...] = ()
    groups: tuple[Group, ...] = ()
    count: int = 0
    near: tuple[str, ...] = ()


def look(viewer: Viewer, asked: str, *, noun: str = "", start: int = 0, most: int = FEW) -> Results:
    """Look for what is asked: at most so many of each kind of noun from a place on, or of one kind.

    Of one kind, those with exactly this code stand first among the others.
    """
    phrases = phrases_of(asked)
    if not phrases:
        return Results(phrases=())
    with at_work():
        indexing.catch_up()
        found = search.find(viewer, phrases)
    code = asked.strip().casefold()
    exact = [] if noun else [each for each in found if each.code.casefold() == code and _goes_by(each, code)]
    others = [each for each in found if each not in exact] if exact else found
    kinds = [_ordered(others, each, code, phrases) for each in SOUGHT if noun in {"", each}]
    ranked = sorted((each for each in kinds if each), key=lambda each: _rank(each[0], code, phrases))
    return _told(
        Results(
            phrases=phrases,
            exact=tuple(sorted(exact, key=lambda each: (SOUGHT.index(each.noun), *_place(each)))),
            groups=tuple(
                Group(noun=each[0].noun, found=tuple(each[start : start + most]), count=len(each)) for each in ranked
            ),
            count=sum(len(each) for each in ranked) if noun else len(found),
            near=() if found else _near(viewer, code),
        )
    )


def _ordered(found: Iterable[Found], noun: str, code: str, phrases: tuple[Phrase, ...]) -> list[Found]:
    """What was found of one kind, the nearest first."""
    of_kind = (each for each in found if each.noun == noun)
    return sorted(of_kind, key=lambda each: (_rank(each, code, phrases), *_place(each)))


def _told(results: Results) -> Results:
    """The results with the other texts of the nouns that they show; of all the others nobody reads them."""
    shown = [*results.exact, *(each for group in results.groups for each in group.found)]
    more = search.texts_of([each.passage for each in shown])

    def told(found: tuple[Found, ...]) -> tuple[Found, ...]:
        return tuple(replace(each, more=more[each.passage]) for each in found)

    groups = tuple(replace(group, found=told(group.found)) for group in results.groups)
    return replace(results, exact=told(results.exact), groups=groups)


def phrases_of(asked: str) -> tuple[Phrase, ...]:
    """What is looked for: every word, words in quotation marks together; of a word its beginning is enough.

    >>> [(each.words, each.open) for each in phrases_of('NT-B "data link" 网络')]
    [(('nt', 'b'), True), (('data', 'link'), False), (('x7f51x', 'x7edcx'), False)]
    """
    found: list[Phrase] = []
    room = MOST_WORDS
    for match in _QUOTED.finditer(normalize("NFC", asked[:LONGEST].replace("\0", " "))):
        said = match.group(1) or match.group(2) or match.group(3) or ""
        written = tuple(each.written for each in words(said)[:room])
        if written and len(found) < MOST_PHRASES:
            ended = match.group(3) is None or stands_alone(said[words(said)[len(written) - 1].start])
            found.append(Phrase(words=written, open=not ended))
            room -= len(written)
    return tuple(found)


def _goes_by(each: Found, code: str) -> bool:
    """Whether a noun goes by such a code. Items of many frameworks share theirs, and one of letters is a plain word."""
    return each.noun != "item" or not code.isalpha()


def _rank(each: Found, code: str, phrases: Iterable[Phrase]) -> int:
    """How near a noun is to what was asked for; 0 is nearest."""
    if each.code.casefold().startswith(code) and _goes_by(each, code):
        return 0
    titles = [_written(said) for said in (each.title.en, each.title.zh) if said]
    if any(all(_has(title, phrase) for phrase in phrases) for title in titles):
        return 1
    return 2 if any(_has(title, phrase) for phrase in phrases for title in titles) else 3


@lru_cache(maxsize=10_000)
def _written(title: str) -> tuple[str, ...]:
    """The words of a title: whoever looks at one page of what was found looks at the next."""
    return tuple(word.written for word in words(title))


def _has(said: tuple[str, ...], phrase: Phrase) -> bool:
    """Whether a phrase stands somewhere in a text."""
    length = len(phrase.words)
    return any(_fits(said[start : start + length], phrase) for start in range(len(said) - length + 1))


def _fits(said: tuple[str, ...], phrase: Phrase) -> bool:
    *whole, last = phrase.words
    return list(said[:-1]) == whole and (said[-1].startswith(last) if phrase.open else said[-1] == last)


def _place(each: Found) -> tuple[str, bool, str, str, str]:
    """By code; in a cluster before a framework that is published on its own."""
    apart = each.home.kind is Whole.FRAMEWORK
    return each.code.casefold(), apart, each.home.institution, each.home.code, each.key


def _near(viewer: Viewer, code: str) -> tuple[str, ...]:
    """Codes that look like the one asked for, among those that the viewer sees."""
    known = {each.casefold(): each for each in sorted(search.codes(viewer, WITH_CODES))}
    return tuple(known[each] for each in get_close_matches(code, known, n=MOST_NEAR, cutoff=0.6))
