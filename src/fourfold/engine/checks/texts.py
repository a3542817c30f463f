"""T: text that is missing in a language, and footing that does not hold."""

from collections.abc import Iterator

from fourfold.domain.footing import Ground
from fourfold.domain.framework import Framework
from fourfold.domain.text import Language
from fourfold.engine.checks.portion import LANGUAGES, Portion
from fourfold.engine.checks.registry import EACH_PART, Finding, Scene, at, registered

LONGEST_SHOWN = 40


def _documents(scene: Scene) -> list[list[Portion]]:
    """The parts of the cluster, its head first, then each framework."""
    top = scene.portions[0]
    found: dict[str | None, list[Portion]] = {}
    for portion in scene.portions:
        document = portion if isinstance(portion.part, Framework) else top
        found.setdefault(document.place.key, []).append(portion)
    return list(found.values())


def _silent(document: list[Portion]) -> list[Language]:
    """The languages in which no text of a document says anything."""
    said = frozenset[Language]().union(*(portion.said for portion in document))
    return [language for language in LANGUAGES if said and language not in said]


@registered("T001")
def text_in_one_language(scene: Scene) -> Iterator[Finding]:
    """A text without a language in which other texts of its document are written."""
    for document in _documents(scene):
        silent = _silent(document)
        for portion in document:
            for path, text, missing in portion.halves:
                if missing not in silent:
                    yield at(portion.below(path), text=_short(text.in_language("en")), language=missing)


@registered("T002")
def document_in_one_language(scene: Scene) -> Iterator[Finding]:
    """A document in which nothing is said in a language."""
    for document in _documents(scene):
        for language in _silent(document):
            yield at(document[0].place, language=language)


@EACH_PART.registered("T003")
def empty_text(portion: Portion) -> Iterator[Finding]:
    """A text that says nothing at all."""
    for path, text in portion.texts:
        if len(text.missing()) == len(LANGUAGES):
            yield at(portion.below(path), field=path.removeprefix("/"))


@EACH_PART.registered("T004")
def source_not_named(portion: Portion) -> Iterator[Finding]:
    """What is called sourced and names no source."""
    for where, footing in portion.footings:
        if footing.ground is Ground.SOURCED and not footing.source:
            yield at(where)


@EACH_PART.registered("T005")
def confidence_without_source(portion: Portion) -> Iterator[Finding]:
    """A confidence of what is estimated or illustrative."""
    for where, footing in portion.footings:
        if footing.ground is not Ground.SOURCED and footing.confidence is not None:
            yield at(where, ground=footing.ground.value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
