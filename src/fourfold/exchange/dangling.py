"""References that name nothing, in files of which no dossier can be made: what the checks would say of them.

The checks need a whole dossier. Here the trees are walked instead, broken ones among them; what may stand in a
passage that could not be read is given the benefit of the doubt.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fourfold.canon.fields import fields_of
from fourfold.canon.identity import NOUNS
from fourfold.canon.validate import shown
from fourfold.domain.catalogue_documents import DANGLING, dangling_details
from fourfold.domain.cluster import Head
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.problem import Place, Problem
from fourfold.exchange.faults import bounded, problem
from fourfold.exchange.limits import LONGEST_PATH
from fourfold.exchange.places import Home, Step, pointer_of, written
from fourfold.exchange.resolve import Codes, Paper, is_code, is_key, values_of
from fourfold.exchange.unread import Unread, unread_passages


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference of a paper: the noun and the key that are meant, for an item its framework, and its path."""

    paper: Paper
    noun: str
    key: Key
    owner: Key | None
    path: tuple[Step, ...]


def pinned(papers: Sequence[Paper], pins: Sequence[object], at: Home | None) -> list[Reference]:
    """The references to frameworks that a cluster pins; they stand below `at`, or in its head."""
    heads = (paper for paper in papers if paper.cls is Head)
    places = [replace(head, file=at.file, path=at.path, spot=at.spot) if at else head for head in heads][:1]
    return [
        Reference(place, "framework", key, None, ("frameworks", number))
        for place in places
        for number, key in enumerate(pins)
        if is_key(key)
    ]


def dangling(
    papers: Sequence[Paper], codes: Codes, pins: Sequence[Reference], unread: Sequence[Unread]
) -> list[Problem]:
    """Every reference that certainly dangles, and for each file how many might mean what was not read in it."""
    missing = _missing(papers, codes, pins)
    if not missing:
        return []
    passages = [*unread, *codes.unread, *(each for paper in papers for each in _passages(paper))]
    doubts = _Doubts(passages, _sought(missing, codes))
    near = codes.near()
    doubted: Counter[str] = Counter()
    found: dict[str, list[Problem]] = {}
    for each in missing:
        noun, code, owner = each.noun, codes.labels.get(each.key), codes.code_of("framework", each.owner)
        if doubts.stands_unread(noun, code or each.key, owner):
            continue
        if (file := doubts.file_of(noun, code, owner)) is not None:
            doubted[file] += 1
        else:
            found.setdefault(each.paper.file, []).append(written(dangling_problem(each, codes), codes.labels, near))
    told = [problem("R032", file, details=(("left", str(number)),)) for file, number in doubted.items()]
    return told + [each for file, problems in found.items() for each in bounded(file, problems)]


def _missing(papers: Sequence[Paper], codes: Codes, pins: Sequence[Reference]) -> list[Reference]:
    borne = {(NOUNS[cls], tree["key"]) for paper in papers for cls, tree, _, _ in paper.nouns() if is_key(tree["key"])}
    borne |= {(noun, key) for (noun, _, _), key in codes.keys.items()}
    found = (each for paper in papers for each in references(paper))
    return [each for each in (*found, *pins) if (each.noun, each.key) not in borne]


def references(paper: Paper) -> Iterator[Reference]:
    """Every reference of a paper that is written as a key."""
    yield from _references(paper, paper.cls, paper.tree, ())


def _references(paper: Paper, cls: type, tree: object, path: tuple[Step, ...]) -> Iterator[Reference]:
    if not isinstance(tree, dict):
        return
    for field in fields_of(cls):
        for steps, held in values_of(field, tree.get(field.name)):
            if field.nested:
                yield from _references(paper, field.of, held, (*path, field.name, *steps))
            elif field.refers is not None and is_key(held):
                owner = tree.get(field.refers.within) if field.refers.within else None
                owner = owner if is_key(owner) else None
                yield Reference(paper, field.refers.noun, held, owner, (*path, field.name, *steps))


def _passages(paper: Paper) -> Iterator[Unread]:
    return unread_passages(paper.cls, paper.file, paper.tree, paper.owner)


def _sought(missing: list[Reference], codes: Codes) -> set[str]:
    return {codes.labels.get(each.key, each.key).lower() for each in missing}


class _Doubts:
    """The passages that could not be read, by what may stand in them."""

    def __init__(self, passages: Sequence[Unread], sought: set[str]) -> None:
        self._words: dict[tuple[str, str], set[str | None]] = {}
        self._open: dict[str, dict[str | None, str]] = {}
        self._keys: dict[str, str] = {}
        for passage in passages:
            owner = passage.owner.lower() if passage.owner else None
            words = passage.words(sought)
            for noun in passage.nouns:
                for word in words:
                    self._words.setdefault((noun, word), set()).add(owner)
                if passage.text is None:
                    self._open.setdefault(noun, {}).setdefault(owner, passage.file)
                if passage.any_key:
                    self._keys.setdefault(noun, passage.file)

    def stands_unread(self, noun: str, word: str, owner: str | None) -> bool:
        """Whether the text of such a passage, where this noun may stand, has this code or key."""
        owners = self._words.get((noun, word.lower()), set())
        return bool(owners) and (noun != "item" or owner is None or bool(owners & {None, owner.lower()}))

    def file_of(self, noun: str, code: str | None, owner: str | None) -> str | None:
        """The file where what is meant may stand, though no text shows it; `code` is absent where a key is written."""
        if code is None and noun in self._keys:
            return self._keys[noun]
        files = self._open.get(noun, {})
        if noun != "item" or owner is None:
            return next(iter(files.values()), None)
        return files.get(owner.lower(), files.get(None))


def dangling_problem(each: Reference, codes: Codes) -> Problem:
    """What the checks would say of a reference that dangles, where it stands in its file."""
    kind, paper = DANGLING[each.noun], each.paper
    line, cell = paper.spot.stands(each.path)
    key = paper.tree["key"]
    place = Place(
        file=shown(paper.file, LONGEST_PATH),
        line=line,
        path=pointer_of((*paper.path, *each.path)),
        noun=NOUNS[paper.cls],
        key=key if is_key(key) else None,
        code=_code(paper, codes),
        cell=cell,
    )
    heading = cell.heading if cell else None
    details = dangling_details(heading or pointer_of(each.path), each.key)
    return Problem(code=kind.code, severity=kind.severity, where=place, details=details)


def _code(paper: Paper, codes: Codes) -> str | None:
    if paper.cls is CourseLinks:
        course = paper.tree.get("course")
        home = codes.homes.get(("course", course)) if is_key(course) else None
        return home.code if home else None
    code = paper.tree.get("code")
    return code if is_code(code) else None
