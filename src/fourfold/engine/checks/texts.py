"""T: text that is missing in a language, and footing that does not hold."""

from collections.abc import Iterator
from typing import get_args

from fourfold.domain.footing import Footing, Ground
from fourfold.domain.problem import Place
from fourfold.domain.text import Language, Text
from fourfold.engine.checks.inside import inside
from fourfold.engine.checks.places import head_place
from fourfold.engine.checks.references import parts
from fourfold.engine.checks.registry import Finding, Scene, at, registered
from fourfold.engine.index import Index

LANGUAGES: tuple[Language, ...] = get_args(Language)
LONGEST_SHOWN = 40


def _documents(index: Index) -> list[tuple[Place, list[tuple[Place, str, Text]]]]:
    """The cluster, then each framework: the place of its top, and its texts with their parts and pointers."""
    found: dict[str, tuple[Place, list[tuple[Place, str, Text]]]] = {}
    top = head_place(index)
    for where, part in parts(index):
        document = where if where.noun == "framework" else top
        texts = found.setdefault(document.key or "", (document, []))[1]
        texts.extend((where, path, text) for path, text in inside(part, Text))
    return list(found.values())


def _below(where: Place, path: str) -> Place:
    return Place(noun=where.noun, key=where.key, code=where.code, path=path)


def _silent(texts: list[tuple[Place, str, Text]]) -> list[Language]:
    """The languages in which no text of a document says anything."""
    said = {language for _, _, text in texts for language in LANGUAGES if language not in text.missing()}
    return [language for language in LANGUAGES if said and language not in said]


@registered("T001")
def text_in_one_language(scene: Scene) -> Iterator[Finding]:
    """A text without a language in which other texts of its document are written."""
    for _, texts in scene.once(_documents):
        silent = _silent(texts)
        for where, path, text in texts:
            missing = text.missing()
            if len(missing) == 1 and missing[0] not in silent:
                yield at(_below(where, path), text=_short(text.in_language("en")), language=missing[0])


@registered("T002")
def document_in_one_language(scene: Scene) -> Iterator[Finding]:
    """A document in which nothing is said in a language."""
    for where, texts in scene.once(_documents):
        for language in _silent(texts):
            yield at(where, language=language)


@registered("T003")
def empty_text(scene: Scene) -> Iterator[Finding]:
    """A text that says nothing at all."""
    for _, texts in scene.once(_documents):
        for where, path, text in texts:
            if len(text.missing()) == len(LANGUAGES):
                yield at(_below(where, path), field=path.removeprefix("/"))


def _footings(index: Index) -> list[tuple[Place, Footing]]:
    return [(_below(where, path), footing) for where, part in parts(index) for path, footing in inside(part, Footing)]


@registered("T004")
def source_not_named(scene: Scene) -> Iterator[Finding]:
    """What is called sourced and names no source."""
    for where, footing in scene.once(_footings):
        if footing.ground is Ground.SOURCED and not footing.source:
            yield at(where)


@registered("T005")
def confidence_without_source(scene: Scene) -> Iterator[Finding]:
    """A confidence of what is estimated or illustrative."""
    for where, footing in scene.once(_footings):
        if footing.ground is not Ground.SOURCED and footing.confidence is not None:
            yield at(where, ground=footing.ground.value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
