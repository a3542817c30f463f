"""The peer as a persistent child process in an environment of its own, which times itself."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv-bench/bin/python"
CHILD = Path(__file__).with_name("peer_child.py")

Figures = dict[str, tuple[int, int, int, float]]
"""Blocking, delay, centrality and complexity, by course."""


@dataclass(frozen=True, slots=True)
class Answer:
    seconds: float
    figures: Figures


class Peer:
    """`curricularanalytics` from PyPI. It walks every path, so a large curriculum is given up after a while."""

    def __init__(self, python: Path = PYTHON) -> None:
        self._python = python
        self._process: subprocess.Popen[str] | None = None

    @staticmethod
    def missing() -> str | None:
        return None if PYTHON.exists() else "the peer is not installed: make bench does it (sh tools/setup.sh bench)"

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [self._python, CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def file(self, path: Path) -> Answer:
        return self._ask({"path": str(path)})

    def curriculum(self, size: int, pairs: Sequence[tuple[int, int]]) -> Answer:
        return self._ask({"size": size, "pairs": pairs})

    def _ask(self, request: dict[str, object]) -> Answer:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise RuntimeError("the peer has not been started")
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        return Answer(answer["seconds"], {name: tuple(figures) for name, figures in answer["figures"].items()})
