"""(k) Suggestions: links of the example held out and found again, beside character n-grams; the time for an outcome."""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from statistics import median

from bench.character_grams import CharacterGrams
from bench.clients import TIMES
from bench.example import EXAMPLE
from bench.figures import Figure, processor_seconds, skipped
from bench.held_out import DEEPEST, Found, Ranking, Split, Spoken, Task, found, task
from bench.peer import PYTHON, ROOT
from bench.synthetic import synthetic
from fourfold.actions.meanings import Meanings
from fourfold.actions.suggesting import texts_of
from fourfold.canon.normal import normal
from fourfold.domain.cluster import Dossier
from fourfold.engine.index import Index
from fourfold.engine.suggest import suggest
from fourfold.engine.suggestion import Meaning
from fourfold.exchange.reading import read

SECTION = "k"
HELD = (
    ("some links of an outcome", "link"),
    ("every link of an outcome", "outcome"),
    ("every link of a course", "course"),
)
SPOKEN = (
    ("both languages", Spoken()),
    ("English", Spoken(outcomes="en", items="en")),
    ("Chinese", Spoken(outcomes="zh", items="zh")),
    ("English to Chinese", Spoken(outcomes="en", items="zh")),
    ("Chinese to English", Spoken(outcomes="zh", items="en")),
)
ALREADY = 12
"""How many places further links that are to be deepened may take; they are no new links, and are passed over."""


def figures(outcomes: int = 40, times: int = TIMES, spoken: Sequence[tuple[str, Spoken]] = SPOKEN) -> Iterator[Figure]:
    example = read(EXAMPLE).dossier if EXAMPLE.is_dir() else None
    if example is None:
        yield skipped(SECTION, "suggestions", f"there is no {EXAMPLE.relative_to(ROOT)} that can be read")
        return
    model = None
    for figure in _model(example):
        if isinstance(figure, Figure):
            yield figure
        else:
            model = figure
    for held, of in HELD:
        for said, spoken_ in spoken:
            given = task(example, Split(of=of), spoken_)
            yield from _ranked(f"{held}, {said}", given, model)
    yield from _times(example, outcomes, times)


def _ranked(name: str, given: Task, model: Meaning | None) -> Iterator[Figure]:
    sides: dict[str, Ranking] = {"n-grams": _baseline, "ours": partial(_ours, None)}
    if model is not None:
        sides["with the model"] = partial(_ours, model)
    taken = {side: found(given, ranking) for side, ranking in sides.items()}
    for measure, of in _MEASURES.items():
        told = "; ".join(f"{side} {of(each):.3f}" for side, each in taken.items())
        note = f"{told}; {taken['ours'].outcomes} outcomes"
        values = [of(each) for each in taken.values()]
        best = values[-1]
        yield Figure(section=SECTION, name=f"{measure}: {name}", value=best, note=note, samples=values)


_MEASURES: dict[str, Callable[[Found], float]] = {
    "recall@5": lambda each: each.recall,
    "MRR": lambda each: each.reciprocal,
}


@lru_cache(maxsize=1)
def _grams(index: Index) -> CharacterGrams:
    return CharacterGrams(index)


def _baseline(index: Index, outcome: str) -> Sequence[str]:
    return _grams(index).ranked(outcome)


def _ours(model: Meaning | None, index: Index, outcome: str) -> Sequence[str]:
    suggested = suggest(index, outcome=outcome, limit=DEEPEST + ALREADY, meaning=model)
    return [each.item for each in suggested if each.now is None]


def _model(example: Dossier) -> Iterator[Figure | Meanings]:
    """The figure of reading every text of the example, and the meanings; or why there are none."""
    texts = sorted({said for text in texts_of(Index(example)) for said in (text.en, text.zh) if said})
    if not PYTHON.exists():
        yield skipped(SECTION, "with the model", "it is not installed: make bench does it (sh tools/setup.sh bench)")
        return
    child = ROOT / "bench" / "model_child.py"
    done = subprocess.run([PYTHON, child], input=json.dumps(texts), capture_output=True, text=True, check=False)
    if done.returncode:
        yield skipped(SECTION, "with the model", done.stderr.strip().splitlines()[-1] if done.stderr else "it ended")
        return
    answer = json.loads(done.stdout)
    note = f"{len(texts)} texts, once each: vectors are kept"
    took = answer["seconds"] / len(texts)
    yield Figure(section=SECTION, name="the model reads one text", value=took, unit="s", note=note)
    vectors = dict(zip(texts, answer["vectors"], strict=True))
    meanings = Meanings(vectors.__getitem__, None)
    meanings.learn(texts_of(Index(example)))
    yield meanings


def _times(example: Dossier, outcomes: int, times: int) -> Iterator[Figure]:
    large = normal(synthetic(times * len(example.cluster.courses)))
    for name, dossier in (("the example", example), (f"{times} times as many courses", large)):
        index = Index(dossier)
        chosen = list(index.outcomes)[:: max(1, len(index.outcomes) // outcomes)]
        first = processor_seconds(partial(suggest, index, outcome=chosen[0]))
        samples = [processor_seconds(partial(suggest, index, outcome=each)) for each in chosen]
        leaves = sum(len(each.leaves()) for each in dossier.frameworks)
        note = f"{len(index.outcomes):,} outcomes, {leaves:,} items; the first, with all words weighed, {first:.2f} s"
        yield Figure(
            section=SECTION,
            name=f"suggestions for one outcome, {name}",
            value=median(samples),
            unit="s",
            note=note,
            samples=samples,
        )
